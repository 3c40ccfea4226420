"""A filled sheet becomes codings and decisions; the same sheet again changes nothing."""

from __future__ import annotations

from pathlib import Path

from coding.reading_store import readings_of
from coding.review_store import polarity_kept
from coding.suggestions import SuggestionStatus
from evidence.workspace import opened
from tests.builders import iqa
from tests.coding.sheet_forms import (
    AGREED,
    LIFT,
    THEMES,
    acts,
    cell,
    codings,
    exported,
    fill,
    imported,
    statuses,
    taken_in,
)


def test_a_filled_row_becomes_codings_in_the_coders_name(folder: Path) -> None:
    path = fill(
        exported(folder),
        LIFT,
        Code_1="4d",
        Polarity_1="negative",
        Strength_1="strong",
        Memo_1="not IQA",
        Code_2="4b: whatever it is called",
        Polarity_2="mixed",
        Words_2="The lift",
    )

    told = imported(folder, path)

    assert (told["outcome"], told["coded"]) == ("taken_in", 2)
    assert codings(folder) == [
        (LIFT, "4d", "negative", "strong", "not IQA", "J Marsh"),
        ("The lift", "4b", "mixed", "ordinary", "", "J Marsh"),
    ]


def test_the_second_import_changes_nothing(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    fill(path, THEMES, Decision_1="accept")
    fill(path, AGREED, Read__nothing_found="yes")
    assert imported(folder, path)["outcome"] == "taken_in"
    before = codings(folder), acts(folder)

    told = imported(folder, path)

    assert (told["outcome"], told["conflicts"]) == ("same", [])
    assert (codings(folder), acts(folder)) == before


def test_a_file_is_one_act_and_undone_in_one(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    fill(path, THEMES, Decision_1="reject")
    before = acts(folder)
    imported(folder, path)
    assert acts(folder) == before + 1

    assert iqa(folder, "undo").code == 0

    assert codings(folder) == []
    assert SuggestionStatus.REJECTED not in statuses(folder).values()
    assert imported(folder, path)["coded"] == 1


def test_a_dry_run_says_what_would_be_and_does_nothing(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")

    told = imported(folder, path, "--dry-run")

    assert told["coded"] == 1
    assert codings(folder) == []


def test_a_sheet_can_be_filled_further_and_taken_in_again(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    imported(folder, path)

    fill(path, LIFT, Code_1="4b", Memo_1="on reflection")
    assert imported(folder, path)["changed"] == 1
    assert [(c[1], c[4]) for c in codings(folder)] == [("4b", "on reflection")]

    fill(path, LIFT, Code_1=None, Polarity_1=None, Memo_1=None)
    assert imported(folder, path)["withdrawn"] == 1
    assert codings(folder) == []


def test_emptying_the_code_takes_ones_own_coding_back(folder: Path) -> None:
    iqa(folder, "code", "add", "S001", LIFT, "--code", "4d", "--polarity", "negative")
    path = exported(folder)
    assert cell(path, LIFT, "Code 1").startswith("4d")

    fill(path, LIFT, Code_1=None)

    assert imported(folder, path)["withdrawn"] == 1
    assert codings(folder) == []


def test_emptying_only_the_code_takes_it_back_once_and_the_sheet_again_asks_nothing(
    folder: Path,
) -> None:
    path = exported(folder)
    fill(path, LIFT, Code_1="4d", Polarity_1="positive", Memo_1="by May")
    imported(folder, path)
    fill(path, LIFT, Code_1=None)

    assert imported(folder, path)["withdrawn"] == 1
    again = imported(folder, path)
    assert (again["outcome"], again["defects"]) == ("same", [])
    assert codings(folder) == []
    fill(path, LIFT, Code_1="4a")
    assert imported(folder, path)["coded"] == 1
    fill(path, LIFT, Code_1=None, Memo_1="something else")
    assert [d["code"] for d in imported(folder, path)["defects"]] == ["missing_code"]


def test_nothing_found_filled_down_over_grey_rows_stops_nothing(tmp_path: Path) -> None:
    folder = taken_in(
        tmp_path,
        "WEBVTT\n\n00:00:06.000 --> 00:00:11.000\n<v Ruth Osei (HMCPSI)>How do themes reach you?\n"
        "\n00:00:15.000 --> 00:00:21.000\n<v Priya Keane (DCP)>In the quarterly bulletin.\n",
        tag=False,
        name="DCP focus group.vtt",
    )
    path = exported(folder)
    fill(path, "How do themes", Read__nothing_found="yes")
    fill(path, "quarterly bulletin", Read__nothing_found="yes")

    told = imported(folder, path)

    assert (told["nothing_found"], told["defects"]) == (1, [])
    assert [n["code"] for n in told["notices"]] == ["context_read"]


def test_a_code_that_moves_to_another_column_is_the_same_coding(folder: Path) -> None:
    iqa(folder, "code", "add", "S001", LIFT, "--code", "4d", "--polarity", "negative")
    path = exported(folder)
    said = cell(path, LIFT, "Code 1")

    fill(path, LIFT, Code_1=None, Polarity_1=None, Code_2=said, Polarity_2="negative")

    assert imported(folder, path)["outcome"] == "same"


def test_accepting_takes_the_suggestions_polarity_unless_another_is_chosen(folder: Path) -> None:
    path = fill(exported(folder), THEMES, Decision_1="accept", Decided_polarity_1="negative")

    told = imported(folder, path)

    assert told["accepted"] + told["amended"] == 1
    assert [c[1:3] for c in codings(folder)] == [("4a", "negative")]


def test_a_polarity_that_nobody_chose_is_told_and_fills_in_nothing_later(folder: Path) -> None:
    path = exported(folder)
    fill(path, THEMES, Decision_1="accept")

    told = imported(folder, path)

    assert [n["code"] for n in told["notices"]] == ["polarity_taken"]
    with opened(folder) as workspace:
        assert polarity_kept(workspace.database) == (0, 0)


def test_another_code_as_decision_amends_the_suggestion(folder: Path) -> None:
    path = fill(exported(folder), THEMES, Decision_1="2a")

    assert imported(folder, path)["amended"] == 1
    assert [c[1] for c in codings(folder)] == ["2a"]
    assert SuggestionStatus.AMENDED in statuses(folder).values()


def test_giving_the_suggested_code_by_hand_decides_the_suggestion(folder: Path) -> None:
    path = fill(
        exported(folder), THEMES, Code_1="4a", Polarity_1="positive", Words_1="three weaknesses"
    )

    told = imported(folder, path)

    assert told["accepted"] + told["amended"] == 1
    assert codings(folder)[0][0] == "three weaknesses"


def test_nothing_found_is_recorded_and_taken_back_for_one_passage(folder: Path) -> None:
    path = exported(folder)
    for words in (THEMES, AGREED, LIFT):
        fill(path, words, Read__nothing_found="yes")
    assert imported(folder, path)["nothing_found"] == 3

    fill(path, AGREED, Read__nothing_found=None, Code_1="4b", Polarity_1="positive")
    told = imported(folder, path)

    assert told["nothing_taken_back"] == 1
    again = exported(folder, name="again.xlsx")
    assert [cell(again, w, "Read, nothing found") for w in (THEMES, AGREED, LIFT)] == [
        "yes",
        None,
        "yes",
    ]
    with opened(folder) as workspace:
        assert all(r.coder == "J Marsh" for r in readings_of(workspace.database))


def test_of_several_files_the_sound_ones_are_taken_in(folder: Path) -> None:
    good = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    bad = fill(exported(folder, name="bad.xlsx"), LIFT, Code_1="9z", Polarity_1="negative")

    done = iqa(folder, "code", "sheet", "import", good, bad, "--json")

    assert done.code == 3
    assert [f["outcome"] for f in done.json["files"]] == ["taken_in", "refused"]
    assert len(codings(folder)) == 1


def test_accepting_what_was_coded_by_hand_makes_no_second_coding(folder: Path) -> None:
    path = exported(folder)
    polarity = cell(path, THEMES, "Suggestion 1").partition("reads as ")[2].split()[0]
    segment = cell(path, THEMES, "Segment")
    assert iqa(folder, "code", "add", segment, "4a", "--polarity", polarity).code == 0
    again = exported(folder, name="again.xlsx")
    fill(again, THEMES, Decision_1="accept")

    told = imported(folder, again)

    assert told["outcome"] == "taken_in"
    assert len(codings(folder)) == 1
    assert SuggestionStatus.ACCEPTED in statuses(folder).values()
    assert imported(folder, again)["outcome"] == "same"
