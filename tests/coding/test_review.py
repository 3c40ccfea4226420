"""Deciding at the keyboard: single keys, in context, quick however much there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.dialects import sqlite

from coding.codebook_store import codebook
from coding.codings import Polarity
from coding.review import Review
from coding.review_store import Filters, queue_query, shown_query
from coding.store import CodingStore
from coding.taggers.interface import Passage, Proposal
from evidence.errors import ChangedSince
from evidence.workspace import Workspace
from tests.builders import Ran, iqa, write
from tests.coding.test_suggest import tag
from tests.inspections import ACTOR, LATER, an_inspection, taken_in

MINUTES = """CQB minutes 2 May 2024

1. IQA themes

The lift is mended, said the chair.

The same three weaknesses came up in both units.

Good practice was shared with every team.

Nobody counts what changes as a result of it all.
"""
SCORES = {"lift": 0.2, "weaknesses": 0.9, "practice": 0.6, "counts": 0.4}


class Scores:
    """Proposes 4a for each passage, with a score by its word."""

    rules, model = "scores", "none"

    def propose(self, passages: tuple[Passage, ...]) -> list[tuple[Proposal, ...]]:
        return [
            tuple(
                Proposal("4a", Polarity.POSITIVE, score, f"'{word}'", ())
                for word, score in SCORES.items()
                if word in passage.text
            )
            for passage in passages
        ]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with an_inspection(tmp_path) as opened:
        for area in ("Northshire", "Eastmarch"):
            write(tmp_path, f"inbox/{area}/CQB.txt", MINUTES.replace("lift", f"{area} lift"))
        taken_in(opened, tmp_path / "inbox")
        tag(opened, Scores())  # type: ignore[arg-type]
        yield opened


def reviewed(workspace: Workspace, keys: str, *options: str) -> Ran:
    done = iqa(workspace.folder, "code", "review", *options, typed=keys)
    assert done.code == 0, done.err
    return done


def coded(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    return [
        (c.selection.quote.split()[-1], c.code_id, c.polarity.value, c.strength.value)
        for c in CodingStore(workspace.database).codings()
    ]


ONE = ("--area", "Northshire")


def test_the_likeliest_comes_first_in_its_context(workspace: Workspace) -> None:
    told = reviewed(workspace, "q", *ONE).out

    assert "1 of 4" in told
    assert "under: " in told
    assert "IQA themes" in told
    assert "before: … The Northshire lift is mended" in told
    assert "after: Good practice was shared" in told
    assert "4a (90%): 'weaknesses'; positive?" in told
    assert coded(workspace) == []


def test_each_key_does_its_deed(workspace: Workspace) -> None:
    key = next(c.key for c in codebook(workspace).codes if c.code_id == "4c-cqb")

    told = reviewed(workspace, f"-y {key}=!mnot quite\ny n +y", *ONE).out

    assert coded(workspace) == [
        ("units.", "4a", "negative", "ordinary"),
        ("team.", "4c-cqb", "mixed", "strong"),
        ("chair.", "4a", "positive", "ordinary"),
    ]
    assert [c.memo for c in CodingStore(workspace.database).codings()] == ["", "not quite", ""]
    assert "4 decisions" in told
    statuses = {s.status.value: s.decided_by for s in CodingStore(workspace.database).suggestions()}
    assert statuses == {"open": "", "amended": "J Marsh", "rejected": "J Marsh",
                        "accepted": "J Marsh"}  # fmt: skip


def test_polarity_is_not_filled_in_before_it_has_proved_right(workspace: Workspace) -> None:
    told = reviewed(workspace, "yq").out

    assert "choose what it shows first" in told
    assert coded(workspace) == []


def test_going_back_and_taking_back(workspace: Workspace) -> None:
    told = reviewed(workspace, "+y n b y u -y q", *ONE).out

    assert "rejected already: u takes that back" in told
    assert "it is rejected already" in told
    assert coded(workspace) == [
        ("units.", "4a", "positive", "ordinary"),
        ("team.", "4a", "negative", "ordinary"),
    ]
    reviewed(workspace, "+yuq", *ONE)
    assert len(coded(workspace)) == 2
    assert "nothing has been decided" in reviewed(workspace, "uq").out


def test_a_review_goes_on_where_it_stopped(workspace: Workspace) -> None:
    assert "2 left for later" in reviewed(workspace, "s s +y q", *ONE).out

    told = reviewed(workspace, "q", *ONE).out

    assert "1 of 3" in told
    assert "'lift'; positive?" in told
    reviewed(workspace, "n", *ONE)
    assert "'weaknesses'" in reviewed(workspace, "q", *ONE).out


def test_keys_that_end_without_quitting_lose_nothing(workspace: Workspace) -> None:
    reviewed(workspace, "+ y", *ONE)

    assert len(coded(workspace)) == 1
    assert "means nothing here" in reviewed(workspace, "@", *ONE).out


def test_what_is_to_be_decided_can_be_narrowed(workspace: Workspace) -> None:
    for options, count in (
        (("--area", "Eastmarch"), 4),
        (("--score", "50"), 4),
        (("--only", "4d"), 0),
        (("--only", "4a", "--kind", "board_minutes"), 8),
        (("--kind", "focus_group"), 0),
        (("--source", "S001"), 4),
    ):
        told = reviewed(workspace, "q", *options).out
        assert (f"1 of {count}" in told) == (count > 0), options
    assert iqa(workspace.folder, "code", "review", "--source", "S999").code == 1
    assert iqa(workspace.folder, "code", "review", "--only", "9z").code == 1


@contextmanager
def reads(workspace: Workspace) -> Iterator[list[str]]:
    """Note each question that the store is asked."""
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        del connection, cursor, rest
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(workspace.database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(workspace.database.engine, "before_cursor_execute", note)


def test_a_key_asks_the_store_at_most_three_things(workspace: Workspace) -> None:
    review = Review(workspace, codebook(workspace), Filters(), ACTOR, LATER)

    def accept() -> None:
        review.polarity = Polarity.POSITIVE
        review.accept()

    keys = (
        accept, review.reject, accept, review.skip, review.back, review.undo, review.undo,
        accept, review.reject, review.undo, review.back, review.back,
    )  # fmt: skip
    for key in keys:
        with reads(workspace) as asked:
            key()
        assert len(asked) <= 3, (key, asked)
    with reads(workspace) as asked:
        review.undo()
    for statement in asked:
        told = _plan(workspace, statement.replace("?", "1"))
        assert not [line for line in told if line.startswith("SCAN") and " INDEX " not in line
                    and "CONSTANT ROW" not in line], (statement, told)  # fmt: skip


def test_a_decision_that_somebody_built_on_is_not_taken_back(workspace: Workspace) -> None:
    review = Review(workspace, codebook(workspace), Filters(), ACTOR, LATER)
    review.polarity = Polarity.POSITIVE
    review.accept()
    changed = iqa(workspace.folder, "--as", ACTOR.name, "code", "change", "C0001", "--memo", "x")
    assert changed.code == 0, changed.err

    with pytest.raises(ChangedSince):
        review.undo()
    assert iqa(workspace.folder, "undo").code == 0
    assert review.undo() == "Taken back"
    assert coded(workspace) == []


def test_what_is_taken_back_at_the_keyboard_is_an_act_like_any_other(workspace: Workspace) -> None:
    told = reviewed(workspace, "+y u q", *ONE).out
    assert "Taken back" in told
    log = iqa(workspace.folder, "log", "--json").json["acts"]
    assert [(a["command"], a["changes"]) for a in log[:2]] == [("undo", 2), ("code review", 2)]

    assert iqa(workspace.folder, "undo", str(log[0]["act"])).code == 0

    assert [c[1:3] for c in coded(workspace)] == [("4a", "positive")]


def test_each_question_is_answered_by_an_index(workspace: Workspace) -> None:
    review = Review(workspace, codebook(workspace), Filters(), ACTOR, LATER)
    with reads(workspace) as asked:
        review.polarity = Polarity.POSITIVE
        review.accept()
        review.reject()
    plain = [s for s in asked if "VALUES" not in s]
    for statement in plain:
        told = _plan(workspace, statement.replace("?", "'x'"))
        assert not [line for line in told if line.startswith("SCAN") and " INDEX " not in line
                    and "CONSTANT ROW" not in line], (statement, told)  # fmt: skip


@pytest.mark.parametrize("narrowed", [Filters(), Filters("S001", "Northshire", "x", ("4a",), 0.5)])
def test_the_queue_is_found_by_an_index(workspace: Workspace, narrowed: Filters) -> None:
    for query in (queue_query(narrowed, "x"), shown_query_of(workspace)):
        said = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        told = _plan(workspace, str(said))
        assert not [line for line in told if line.startswith("SCAN") and "INDEX" not in line]


def shown_query_of(workspace: Workspace) -> Any:
    review = Review(workspace, codebook(workspace), Filters(), ACTOR, LATER)
    return shown_query(review.waiting[0])


def _plan(workspace: Workspace, statement: str) -> list[str]:
    with workspace.database.engine.connect() as connection:
        rows = connection.execute(text(f"explain query plan {statement}".replace(":", "\\:")))
        return [str(row[3]) for row in rows]


@pytest.mark.parametrize(("wrong", "filled"), [(4, True), (5, False)])
def test_polarity_is_filled_in_once_four_of_five_were_kept(
    tmp_path: Path, wrong: int, filled: bool
) -> None:
    text = "CQB minutes\n\n" + "\n\n".join(f"The weaknesses of case {n}." for n in range(22))
    with an_inspection(tmp_path) as place:
        write(tmp_path, "inbox/Northshire/CQB.txt", text)
        taken_in(place, tmp_path / "inbox")
        tag(place, Scores())  # type: ignore[arg-type]
        review = Review(place, codebook(place), Filters(), ACTOR, LATER)
        for n in range(20):
            assert review.polarity is None
            review.polarity = Polarity.NEGATIVE if n < wrong else Polarity.POSITIVE
            review.accept()

        later = Review(place, codebook(place), Filters(), ACTOR, LATER)

        assert later.polarity is (Polarity.POSITIVE if filled else None)
