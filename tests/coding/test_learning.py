"""Learning from decisions, an inspection's own rules, and what is still unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codings import Polarity
from coding.learning import trial
from coding.taggers.interface import Passage, Proposal
from coding.taggers.labelled import Labelled, shipped_seeds
from coding.taggers.pipeline import CueTagger, learned_weights
from coding.taggers.rules import shipped_rules
from coding.unseen import draw, estimate
from evidence.errors import NothingToLearn
from tests.builders import inspection, iqa, write
from tests.coding.test_commands import MINUTES, open_ones

OWN = """families:
  - id: our-own-word
    code: 4c
    weight: 6
    meaning: names the Area's own clinic
    patterns: |
      purple clinic
"""


class Knows:
    """A tagger that finds just the passages whose words it is given."""

    rules = "knows-1"
    model = "none"

    def __init__(self, *words: str) -> None:
        self._words = words

    def propose(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        return tuple(
            (Proposal("4a", Polarity.POSITIVE, 0.9, "known", ()),) if p.text in self._words else ()
            for p in passages
        )


def decided(count: int = 60) -> list[Labelled]:
    return [
        Labelled(str(i), Passage(f"passage {i}"), frozenset({"4a"} if i % 2 else ()))
        for i in range(count)
    ]


ALL_TRUE = [item.passage.text for item in decided() if item.codes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", MINUTES)
    assert iqa(place, "ingest", tmp_path / "inbox").code == 0
    return place


def test_a_model_that_finds_less_is_not_taken() -> None:
    tried = trial(decided(), Knows(*ALL_TRUE), lambda _: Knows(), seed=1)

    assert tried.worse
    assert tried.f1 == (1.0, 0.0)


def test_a_model_that_finds_more_is_taken() -> None:
    tried = trial(decided(), Knows(), lambda _: Knows(*ALL_TRUE), seed=1)

    assert not tried.worse


def test_what_is_learned_from_is_never_what_it_is_measured_on() -> None:
    parts: list[set[str]] = []

    def learn(part: object) -> Knows:
        parts.append({item.passage_id for item in part})  # type: ignore[attr-defined]
        return Knows()

    trial(decided(), Knows(), learn, seed=1)

    assert [len(part) for part in parts] == [40, 40, 40]
    assert set.intersection(*parts) == set()


def test_nothing_is_learned_from_a_handful() -> None:
    with pytest.raises(NothingToLearn, match="12 passages are decided"):
        trial(decided(12), Knows(), lambda _: Knows(), seed=1)


def test_a_shipped_passage_that_a_person_sees_otherwise_counts_as_the_person_has_it() -> None:
    seed = next(s for s in shipped_seeds() if s.codes == {"4b"} and len(s.passage.text) > 80)
    other = Labelled(seed.passage_id, seed.passage, frozenset())
    rules = shipped_rules()
    chance = [
        CueTagger(rules, learned_weights([item], rules)).chances([seed.passage])[0][1]
        for item in (seed, other)
    ]

    assert chance[1] < chance[0]


def test_learning_from_too_little_says_how_much_it_takes(folder: Path) -> None:
    told = iqa(folder, "tag", "learn")

    assert told.code == 1
    assert "0 passages are decided" in told.err


def test_an_inspection_may_have_rules_of_its_own(folder: Path) -> None:
    write(
        folder.parent, "inbox2/Northshire/CQB2.txt", "1. IQA\n\nThe purple clinic is on Friday.\n"
    )
    iqa(folder, "ingest", folder.parent / "inbox2")
    before = {(s["code"], s["reason"]) for s in iqa(folder, "tag", "--json").json["suggestions"]}
    (folder / "rules.yaml").write_text(OWN, encoding="utf-8")
    after = {(s["code"], s["reason"]) for s in iqa(folder, "tag", "--json").json["suggestions"]}

    assert not any("purple clinic" in reason for _, reason in before)
    assert any(code.startswith("4c") and "purple clinic" in reason for code, reason in after)


def test_a_broken_rule_is_named_with_file_and_line(folder: Path) -> None:
    (folder / "rules.yaml").write_text(OWN.replace("purple clinic", "purple (clinic"), "utf-8")

    told = iqa(folder, "tag")

    assert told.code == 1
    assert "rules.yaml, line 2 ('our-own-word')" in told.err


def test_newer_rules_that_say_the_same_renew_nothing(folder: Path) -> None:
    iqa(folder, "tag")
    (folder / "rules.yaml").write_text(OWN, encoding="utf-8")

    assert iqa(folder, "tag", "--json").json["new"] == 0
    assert "0 renewed" in iqa(folder, "tag").out


def test_a_sample_is_drawn_read_and_counted(folder: Path) -> None:
    iqa(folder, "tag")
    drawn = iqa(folder, "tag", "status", "--sample", "50", "--json").json["sample"]
    segment = drawn["unread"][0]["segment_id"]
    assert iqa(folder, "code", "read", segment, "--nothing").code == 0
    told = iqa(folder, "tag", "status", "--json").json

    assert told["sample"]["read"] == 1
    assert segment not in {s["segment_id"] for s in told["sample"]["unread"]}
    assert all(line["unseen"]["held"] == 0 for line in told["codes"])


def test_status_counts_what_was_decided(folder: Path) -> None:
    iqa(folder, "tag")
    first = open_ones(folder)[0]
    iqa(folder, "code", "review", str(first["suggestion_id"]), "--reject")
    told = iqa(folder, "tag", "status", "--json").json

    line = next(c for c in told["codes"] if str(first["code"]).startswith(c["code_id"]))
    assert line["rejected"] == 1


def test_a_draw_is_the_same_for_the_same_seed_whatever_the_order() -> None:
    names = [f"S{i}" for i in range(40)]

    assert draw(names, 5, seed=3) == draw(names[::-1], 5, seed=3)
    assert draw(names, 5, seed=3) != draw(names, 5, seed=4)
    assert draw(names, 99, seed=3) == sorted(names)


def test_recall_counts_what_the_sample_says_of_the_unread() -> None:
    found = estimate("4a", 90, [True] * 5 + [False] * 45, 150)

    assert found.missed is not None
    assert found.recall is not None
    assert found.missed[0] == pytest.approx(10.0)
    assert found.recall[0] == pytest.approx(95 / 105)
    assert found.recall[1] < found.recall[0] < found.recall[2]


def test_nothing_is_said_of_the_unseen_before_anything_was_read() -> None:
    assert estimate("4a", 90, [], 150).recall is None


@given(st.integers(0, 50), st.lists(st.booleans(), min_size=1, max_size=40), st.integers(40, 900))
def test_an_estimate_lies_within_its_bounds(found: int, read: list[bool], among: int) -> None:
    told = estimate("4a", found, read, among)

    assert told.recall is not None
    assert told.missed is not None
    assert 0 <= told.recall[1] <= told.recall[0] <= told.recall[2] <= 1
    assert told.missed[1] <= told.missed[0] <= told.missed[2]
