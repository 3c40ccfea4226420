"""Evidence that is read once says what the store says, and the collector comes back."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from evidence.examination_past import changed_since
from evidence.read_once import read_once
from evidence.steady import keeping_all
from tests.inspections import LATER, MINUTES, an_inspection, some_minutes, taken_in


def test_what_is_read_once_is_what_the_store_holds(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        newer = MINUTES.replace("same three", "last two")
        taken_in(workspace, some_minutes(tmp_path, newer), LATER)
        once, plain = read_once(workspace).evidence, workspace.evidence
        assert len(plain.sources(current=False)) > len(plain.sources()) > 0
        for current in (True, False, True):
            assert once.sources(current=current) == plain.sources(current=current)
        for place in (None, *(s.source_id for s in plain.sources(current=False)), None):
            assert once.segments(place) == plain.segments(place) != []


def test_what_is_read_once_is_not_changed_by_whoever_asks(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        once = read_once(workspace).evidence
        once.sources().clear()
        once.segments("S001").clear()
        assert once.sources()
        assert once.segments("S001")


def test_what_is_taken_in_meanwhile_counts_neither_as_source_nor_by_its_segments(
    tmp_path: Path,
) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        once = read_once(workspace).evidence
        before = once.sources()
        other = MINUTES.replace("same three", "two other")
        taken_in(workspace, some_minutes(tmp_path, other, "CQB 2024-06-06.txt"), LATER)
        assert once.sources() == before
        assert {placed.source_id for placed in once.segments()} == {s.source_id for s in before}
        assert len({placed.source_id for placed in workspace.evidence.segments()}) == 2


def test_taking_in_documents_changes_nothing_of_the_file_examination(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        assert not changed_since(workspace.database, 0)


def test_the_collector_goes_on_after_work_that_keeps_all_even_if_it_fails() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"):
        _work_that_breaks()
    assert gc.isenabled()


@keeping_all()
def _work_that_breaks() -> None:
    assert not gc.isenabled()
    raise ValueError("broken")


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with keeping_all(), keeping_all():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
