"""A person decides, once; what is no evidence cannot be coded."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.codebook import codebook_of
from coding.codings import Polarity
from coding.decide import Decision, accept, code, reject, selection_of
from coding.store import CodingStore
from evidence.audit import act
from evidence.errors import AlreadyDecided, SelectionOutside, UnknownCode
from evidence.workspace import Workspace
from tests.coding.test_suggest import Finds, open_ones, tag
from tests.inspections import ACTOR, AT, an_inspection, some_minutes, taken_in

POSITIVE = Decision("4a", Polarity.POSITIVE)


def codings(workspace: Workspace) -> list[str]:
    return [c.coding_id for c in CodingStore(workspace.database).codings()]


def decide_twice(workspace: Workspace, first: str, second: str) -> None:
    """Two people look at one suggestion; each decides on what they saw then."""
    codebook = codebook_of(workspace.inspection.framework)
    [seen] = open_ones(workspace)
    placed = workspace.evidence.segment(seen.segment_id)
    selection = selection_of(workspace.evidence.source(seen.source_id), placed)
    for verb in (first, second):
        with act(workspace.database, ACTOR, AT, command="x", summary=verb) as doing:
            if verb == "accept":
                accept(doing, seen, selection, POSITIVE, codebook)
            else:
                reject(doing, seen)


@pytest.mark.parametrize("first", ["accept", "reject"])
@pytest.mark.parametrize("second", ["accept", "reject"])
def test_two_people_do_not_both_decide_on_a_suggestion(
    tmp_path: Path, first: str, second: str
) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        tag(workspace, Finds("lift"))

        with pytest.raises(AlreadyDecided, match=f"is {first}ed already"):
            decide_twice(workspace, first, second)

        assert len(codings(workspace)) == (first == "accept")


def code_words(workspace: Workspace, words: str = "", code_id: str = "4a") -> None:
    placed = workspace.evidence.segment("S001-003")
    selection = selection_of(workspace.evidence.source("S001"), placed, words)
    codebook = codebook_of(workspace.inspection.framework)
    with act(workspace.database, ACTOR, AT, command="code add", summary="x") as doing:
        decision = Decision(code_id, Polarity.POSITIVE)
        code(doing, selection, placed.segment_id, decision, codebook)


def test_the_same_words_are_not_coded_alike_twice(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        code_words(workspace)

        with pytest.raises(AlreadyDecided, match="already, as C0001"):
            code_words(workspace)

        code_words(workspace, "lift")
        code_words(workspace, code_id="4d")
        assert codings(workspace) == ["C0001", "C0002", "C0003"]


def test_words_that_are_not_there_cannot_be_coded(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        with pytest.raises(SelectionOutside, match="does not contain"):
            code_words(workspace, "the roof")
        with pytest.raises(UnknownCode):
            code_words(workspace, code_id="9z")


def test_a_question_is_never_evidence(tmp_path: Path) -> None:
    script = "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Inspector>Is the lift mended?</v>\n\n"
    script += "00:06.000 --> 00:09.000\n<v SDCP>It is mended.</v>\n"
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path, script, "FG SCPs.vtt"))
        source = workspace.evidence.source("S001")
        [asked] = [p for p in workspace.evidence.segments() if p.segment.is_question]

        with pytest.raises(SelectionOutside, match="is a question"):
            selection_of(source, asked)


def test_the_quotation_is_what_stands_in_the_source(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        code_words(workspace, "lift")

        [made] = CodingStore(workspace.database).codings()

        text = workspace.evidence.source("S001").text
        assert text[made.selection.start : made.selection.end] == made.selection.quote == "lift"


def test_a_suggestion_of_what_was_coded_by_hand_is_accepted_as_that(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        tag(workspace, Finds("lift"))
        [seen] = open_ones(workspace)
        placed = workspace.evidence.segment(seen.segment_id)
        selection = selection_of(workspace.evidence.source(seen.source_id), placed)
        codebook = codebook_of(workspace.inspection.framework)
        with act(workspace.database, ACTOR, AT, command="x", summary="by hand") as doing:
            code(doing, selection, seen.segment_id, POSITIVE, codebook)

        with act(workspace.database, ACTOR, AT, command="x", summary="accept") as doing:
            made = accept(doing, seen, selection, POSITIVE, codebook)

        assert (made.coding_id, codings(workspace)) == ("C0001", ["C0001"])
        assert open_ones(workspace) == []
