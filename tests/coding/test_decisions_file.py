"""Decisions made on paper are applied whole, once, and only where their words stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.carry import carry, unplaced
from coding.codebook import codebook_of
from coding.codings import Polarity
from coding.decisions_file import Applied, apply_decisions, read_decisions
from coding.gather import gathered
from coding.store import CodingStore
from coding.suggest import suggest
from coding.suggestions import SuggestionStatus
from coding.taggers.pipeline import default_tagger
from evidence.errors import DecisionsInvalid
from evidence.workspace import Workspace
from tests.inspections import ACTOR, AT, LATER, MINUTES, an_inspection, some_minutes, taken_in

HEAD = "file,locator,words,suggested,decision,code,polarity,strength,memo\n"
FILE = "Northshire/CQB 2024-05-02.txt"
ADD = f'{HEAD}{FILE},,"The lift is mended",,add,4d,negative,strong,not IQA\n'


def apply(workspace: Workspace, text: str) -> Applied:
    rows = read_decisions(text.encode(), "decisions.csv")
    codebook = codebook_of(workspace.inspection.framework)
    return apply_decisions(workspace, rows, codebook, ACTOR, AT, "decisions.csv")


def suggested(workspace: Workspace) -> str:
    """Tag the minutes and return the code suggested for the sentence on weaknesses."""
    suggest(workspace, default_tagger(), ACTOR, AT)
    found = CodingStore(workspace.database).suggestions(open_only=True)
    return next(s.code_id for s in found if s.segment_id == "S001-001")


def test_nothing_counts_before_a_person_has_decided(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        assert suggested(workspace) == "4a"

        assert len(gathered(workspace)) == 0


def test_an_accepted_suggestion_becomes_a_coding_of_its_segment(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        code = suggested(workspace)

        done = apply(
            workspace,
            f'{HEAD}{FILE},,"The same three weaknesses",{code},accept,{code},positive,strong,\n',
        )

        assert (done.accepted, done.amended, done.added) == (1, 0, 0)
        [coding] = CodingStore(workspace.database).codings()
        assert coding.selection.quote.startswith("The same three weaknesses came up")
        assert coding.polarity is Polarity.POSITIVE


def test_a_rejected_suggestion_does_not_come_back(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        code = suggested(workspace)
        apply(workspace, f'{HEAD}{FILE},,"The same three weaknesses",{code},reject,,,,\n')

        suggest(workspace, default_tagger(), ACTOR, LATER)

        found = CodingStore(workspace.database).suggestions()
        status = {(s.segment_id, s.code_id): s.status for s in found}
        assert status["S001-001", code] is SuggestionStatus.REJECTED


def test_applying_a_file_twice_changes_nothing(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        first, second = apply(workspace, ADD), apply(workspace, ADD)

        assert (first.added, second.added, second.same) == (1, 0, 1)
        assert len(CodingStore(workspace.database).codings()) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,words\n", "decisions.csv:1: columns are missing: locator"),
        (f'{HEAD}{FILE},,"The lift",,add,4d,bad,,\n', "decisions.csv:2: polarity 'bad'"),
        (f'{HEAD}{FILE},,"The lift",,maybe,4d,mixed,,\n', "decisions.csv:2: decision 'maybe'"),
        (f'{HEAD}{FILE},,"The lift",,add,4z,mixed,,\n', "no code '4z'"),
        (f'{HEAD}{FILE},,"a word not there",,add,4d,mixed,,\n', "no live segment"),
        (f'{HEAD}{FILE},,"e ",,add,4d,mixed,,\n', "several places"),
        (f'{HEAD}nowhere.txt,,"The lift",,add,4d,mixed,,\n', "no source is called"),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_applied(
    tmp_path: Path, text: str, said: str
) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        with pytest.raises(DecisionsInvalid) as raised:
            apply(workspace, text)

        assert said in raised.value.message
        assert CodingStore(workspace.database).codings() == []


def test_codings_follow_their_words_into_a_newer_version(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        apply(workspace, ADD)
        row = f'{FILE},,"The board agreed to write to every team",,add,4c,positive,,\n'
        apply(workspace, HEAD + row)
        newer = MINUTES.replace("write to", "ask").replace(
            "1. IQA", "1. Welcome\n\nAll came.\n\n2. IQA"
        )
        taken_in(workspace, some_minutes(tmp_path, newer), LATER)

        moved = carry(workspace, ACTOR, LATER)

        assert (moved["S002"].carried, moved["S002"].to_check) == (1, ("C0002",))
        [coding] = CodingStore(workspace.database).codings()
        text = workspace.evidence.source("S002").text
        assert text[coding.selection.start : coding.selection.end] == "The lift is mended"
        assert [c.coding_id for c in unplaced(workspace)] == ["C0002"]
