"""What was planted is masked, and what only looks like it is left alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from evidence.masking import masked
from tests.evidence.masking import hard_cases, planted
from tests.evidence.masking.papers import (
    HEAD,
    Paper,
    conversation,
    mask,
    minutes,
    missed,
    overdone,
    unmarked,
)

ASKING = ("Wendy Castleton (HMCPSI)", "Inspector Reid", "Sue Marlow (HMCPSI)")


def looked_over(paper: Paper, lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what the masks of a paper miss of its marked lines, and what they overdo."""
    masks = mask(paper).masks
    at, too_little, too_much = 0, [], []
    for marked in map(unmarked, lines):
        too_little += missed(marked, at, masks)
        too_much += overdone(marked, at, masks)
        at += len(marked.text) + 1
    return too_little, too_much


def minuted(head: str, items: Iterable[str]) -> tuple[list[str], list[str]]:
    items = list(items)
    paper = minutes(unmarked(head).text, *(unmarked(item).text for item in items))
    return looked_over(paper, [*head.split("\n"), *items])


def spoken(turns: Iterable[str]) -> tuple[list[str], list[str]]:
    turns = list(turns)
    paper = conversation(*(unmarked(turn).text for turn in turns), asking=ASKING)
    return looked_over(paper, turns)


def test_whatever_is_planted_in_minutes_is_masked_and_nothing_else() -> None:
    assert minuted(HEAD, planted.IN_MINUTES) == ([], [])


@pytest.mark.parametrize(("head", "items"), [*planted.ATTENDANCE, *planted.LATER])
def test_people_are_found_in_heads_of_many_forms(head: str, items: tuple[str, ...]) -> None:
    assert minuted(head, items) == ([], [])


@pytest.mark.parametrize("turns", [planted.SPOKEN, planted.ALSO_SPOKEN, planted.LATER_SPOKEN])
def test_whatever_is_planted_in_talk_is_masked_and_nothing_else(turns: tuple[str, ...]) -> None:
    assert spoken(turns) == ([], [])


@pytest.mark.parametrize("innocent", [*planted.INNOCENT, *planted.LATER_INNOCENT])
def test_an_innocent_line_is_left_alone(innocent: str) -> None:
    assert minuted(HEAD, [innocent]) == ([], [])
    assert minuted("A briefing", [innocent]) == ([], [])


def test_the_planted_and_the_innocent_are_many() -> None:
    pieces = [*planted.IN_MINUTES, *planted.SPOKEN, *planted.ALSO_SPOKEN]
    pieces += [item for _, items in planted.ATTENDANCE for item in items]

    assert len(pieces) > 60
    assert len(planted.INNOCENT) > 60


def test_what_only_a_reader_can_tell_is_left_to_a_person_or_listed() -> None:
    paper = minutes("Present: Joy Mbatha, DCP.", "Joy brought joy.", "Then we met Quillon.")

    found = mask(paper)

    assert [paper.source.text[d.start : d.end] for d in found.doubts] == ["Joy"]
    assert "Quillon" in masked(paper.source.text, found.masks).text


def test_hard_cases_are_nearly_all_found_and_hardly_a_word_besides() -> None:
    papers = [(unmarked(b), [b]) for b in (*hard_cases.BRIEFINGS, *hard_cases.ONCE_MORE)]
    read = [(minutes(marked.text), lines) for marked, lines in papers]
    read += [
        (
            minutes(unmarked(head).text, *(unmarked(i).text for i in items)),
            [*head.split("\n"), *items],
        )
        for head, items in hard_cases.MINUTED
    ]
    for paper in hard_cases.PAPERS:
        read.append((minutes("\n".join(unmarked(line).text for line in paper)), list(paper)))
    for talk in (hard_cases.SPOKEN, hard_cases.ALSO_SPOKEN):
        turns = [unmarked(turn).text for turn in talk]
        read.append((conversation(*turns, asking=hard_cases.ASKING), list(talk)))

    names = sum(len(unmarked(line).places) for _, lines in read for line in lines)
    looked = [looked_over(paper, lines) for paper, lines in read]
    too_little = [word for little, _ in looked for word in little]
    too_much = [word for _, much in looked for word in much]

    assert sum(len(lines) for _, lines in read) >= 180
    assert names >= 280
    assert 1 - len(too_little) / names >= 0.97, too_little
    assert len(too_much) <= 2, too_much
