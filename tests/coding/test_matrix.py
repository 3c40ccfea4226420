"""Evidence is counted once, however often it was copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from coding.codebook import codebook_of
from coding.codings import Polarity
from coding.decide import Decision, code, selection_of
from coding.gather import gathered
from coding.matrix import CodedPassage, matrix, passages
from evidence.audit import act
from evidence.segments import PlacedSegment, segment_id
from evidence.sources import Source
from evidence.workspace import Workspace
from tests.inspections import ACTOR, AT, an_inspection, some_minutes, taken_in
from tests.report_builder.builders import a_passage, a_source

BOARD = (
    "The board noted that reviews seldom set out a trial strategy and asked both units "
    "for a plan by the end of July."
)


def counted(found: list[CodedPassage], copies: dict[str, str], *, twice: str = "") -> list[str]:
    """Return which codings count; segments are named after their codings."""
    sources = {item.source.source_id: item.source for item in found}
    if twice:
        sources[twice] = replace(sources[twice], duplicate_of="S001")
    placed = [
        PlacedSegment(segment_id(i.source.source_id, i.segment.ordinal), i.source.source_id,
                      i.segment)
        for i in found
    ]  # fmt: skip
    kept = passages([item.coding for item in found], placed, sources.values(), copies)
    return [item.coding.coding_id for item in kept.items]


def dated(name: str, day: int, kind: str = "board_minutes") -> Source:
    return replace(a_source(name, kind), dated=date(2024, 3, day))


def test_a_copied_passage_counts_where_it_stood_first() -> None:
    first = a_passage("C0001", dated("S001", 1))
    copy = a_passage("C0002", dated("S002", 2, "briefing"))

    assert counted([copy, first], {"S002-002": "S001-001"}) == ["C0001"]


def test_under_another_code_the_copy_counts_since_nobody_coded_the_first_so() -> None:
    first = a_passage("C0001", dated("S001", 1), "4a")
    copy = a_passage("C0002", dated("S002", 2, "briefing"), "4c")

    assert counted([first, copy], {"S002-002": "S001-001"}) == ["C0001", "C0002"]


def test_of_two_copies_the_earlier_counts_where_nobody_coded_the_first() -> None:
    late = a_passage("C0001", dated("S003", 9, "briefing"))
    early = a_passage("C0002", dated("S002", 2, "briefing"))

    copies = {"S003-001": "S001-007", "S002-002": "S001-007"}

    assert counted([late, early], copies) == ["C0002"]


def test_two_selections_in_the_segment_that_counts_both_count() -> None:
    source = dated("S001", 1)
    one = a_passage("C0001", source)
    other = replace(one, coding=replace(one.coding, coding_id="C0002"))
    copy = a_passage("C0003", dated("S002", 2, "briefing"))

    assert counted([one, other, copy], {"S002-003": "S001-001"}) == ["C0001", "C0002"]


def test_a_source_that_is_another_one_again_does_not_count() -> None:
    found = [a_passage("C0001", dated("S001", 1)), a_passage("C0002", dated("S002", 2))]

    assert counted(found, {}, twice="S002") == ["C0001"]


def coded(workspace: Workspace, source_id: str, words: str) -> None:
    """Code the segment of a source that holds some words as 4a."""
    source = workspace.evidence.source(source_id)
    placed = next(
        p for p in workspace.evidence.segments(source_id) if p.segment.text.startswith(words)
    )
    decision = Decision("4a", Polarity.POSITIVE)
    with act(workspace.database, ACTOR, AT, command="code add", summary="coded") as doing:
        codebook = codebook_of(workspace.inspection.framework)
        code(doing, selection_of(source, placed), placed.segment_id, decision, codebook)


def test_minutes_that_a_briefing_pastes_fill_one_cell_once(tmp_path: Path) -> None:
    some_minutes(tmp_path, f"CQB minutes\n\n1. IQA\n\n{BOARD}\n", "CQB 2024-05-02.txt")
    own = "Colleagues, the car park is closed."
    inbox = some_minutes(tmp_path, f"Team briefing\n\n{own}\n\n{BOARD}\n",
                         "Team briefing 2024-05-28.txt")  # fmt: skip
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, inbox)
        for source in workspace.evidence.sources():
            coded(workspace, source.source_id, "The board noted")

        found = gathered(workspace)

        (cell,) = matrix(found, ["4a"], ["Northshire"])
        assert (cell.positive, cell.sources) == (1, 1)
        assert found.items[0].source.kind_id == "board_minutes"
