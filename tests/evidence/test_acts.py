"""Every change is an act, the log only grows, and what was done can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coding.codebook import codebook_of
from coding.codings import Polarity
from coding.decide import Decision, code, selection_of, withdraw
from coding.store import CodingStore
from evidence.audit import act
from evidence.errors import AlreadyDecided, ChangedSince, NothingToUndo
from evidence.logbook import records
from evidence.store import withdraw_source
from evidence.undo import act_to_undo, undo
from evidence.workspace import Workspace
from tests.inspections import ACTOR, AT, an_inspection, some_minutes, taken_in


def code_it(workspace: Workspace, segment_id: str, code_id: str = "4a") -> str:
    placed = workspace.evidence.segment(segment_id)
    source = workspace.evidence.source(placed.source_id)
    codebook = codebook_of(workspace.inspection.framework)
    with act(workspace.database, ACTOR, AT, command="code add", summary="coded") as doing:
        decision = Decision(code_id, Polarity.POSITIVE)
        return code(doing, selection_of(source, placed), segment_id, decision, codebook).coding_id


def withdraw_and_fail(workspace: Workspace) -> None:
    with act(workspace.database, ACTOR, AT, command="x", summary="x") as doing:
        withdraw_source(doing, "S001")
        raise RuntimeError


def undo_last(workspace: Workspace) -> None:
    undo(workspace.database, [act_to_undo(workspace.database, None)], ACTOR, AT)


def coded(workspace: Workspace) -> list[str]:
    return [c.coding_id for c in CodingStore(workspace.database).codings()]


def test_a_change_and_its_line_in_the_log_stand_or_fall_together(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        before = records(workspace.database)

        with pytest.raises(RuntimeError):
            withdraw_and_fail(workspace)

        assert records(workspace.database) == before
        assert not workspace.evidence.source("S001").withdrawn


@pytest.mark.parametrize("deed", ["update acts set actor = 'x'", "delete from entries"])
def test_the_store_itself_refuses_to_change_the_log(tmp_path: Path, deed: str) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        with (
            pytest.raises(DBAPIError, match="only grows"),
            workspace.database.writing() as connection,
        ):
            connection.execute(text(deed))


def test_an_act_that_changes_nothing_leaves_no_line(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        with act(workspace.database, ACTOR, AT, command="x", summary="x"):
            pass

        assert records(workspace.database) == []


def test_a_coding_is_withdrawn_by_undo_and_comes_back_by_undoing_that(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        code_it(workspace, "S001-001")

        undo_last(workspace)
        assert coded(workspace) == []

        newest = records(workspace.database)[0]
        undo(workspace.database, [act_to_undo(workspace.database, newest.act_id)], ACTOR, AT)
        assert coded(workspace) == ["C0001"]


def test_a_document_on_which_codings_rest_is_not_taken_back_first(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        code_it(workspace, "S001-001")

        with pytest.raises(ChangedSince, match="S001"):
            undo(workspace.database, [act_to_undo(workspace.database, 1)], ACTOR, AT)

        undo_last(workspace)
        undo_last(workspace)
        assert workspace.evidence.sources() == []


def test_what_a_later_act_changed_is_not_taken_back(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        coding_id = code_it(workspace, "S001-001")
        store = CodingStore(workspace.database)
        with act(workspace.database, ACTOR, AT, command="code remove", summary="x") as doing:
            withdraw(doing, store, coding_id)
        first = act_to_undo(workspace.database, 2)

        with pytest.raises(ChangedSince):
            undo(workspace.database, [first], ACTOR, AT)


def test_there_is_an_end_to_undoing(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        undo_last(workspace)

        with pytest.raises(NothingToUndo, match="nothing left"):
            undo_last(workspace)


def test_a_document_taken_in_again_after_undo_is_the_same_source(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        undo_last(workspace)

        [again] = taken_in(workspace, some_minutes(tmp_path))

        assert again.outcome.value == "new"
        assert [s.source_id for s in workspace.evidence.sources()] == ["S001"]


@settings(max_examples=15)
@given(steps=st.lists(st.sampled_from(["code 1", "code 2", "code 3", "remove"]), max_size=8))
def test_undoing_everything_in_turn_leads_back_to_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    with an_inspection(folder) as workspace:
        taken_in(workspace, some_minutes(folder))
        states = [coded(workspace)]
        for step in steps:
            if step == "remove":
                if not coded(workspace):
                    continue
                store = CodingStore(workspace.database)
                with act(workspace.database, ACTOR, AT, command="r", summary="r") as doing:
                    withdraw(doing, store, coded(workspace)[0])
            else:
                try:
                    code_it(workspace, f"S001-00{step[-1]}")
                except AlreadyDecided:
                    continue
            states.append(coded(workspace))

        for expected in reversed(states[:-1]):
            undo_last(workspace)
            assert coded(workspace) == expected
