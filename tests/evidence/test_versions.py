"""Which file is a newer version of which, and what counts when one of several goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import Ran, inspection, iqa, write

ONE = "CQB minutes\n\nThe same three weaknesses came up.\n"
TWO = "CQB minutes\n\nThe lift was mended at last.\n"
THREE = "CQB minutes\n\nThe roof leaks again.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return inspection(tmp_path)


def ingest(folder: Path, *places: str) -> list[tuple[str, str | None]]:
    done = iqa(folder, "ingest", *(folder.parent / p for p in places), "--json")
    return [(s["outcome"], s["source_id"]) for s in done.json["sources"]]


def counting(folder: Path) -> dict[str, str | None]:
    """Return the sources that are evidence now, with the one where their words are counted."""
    told = iqa(folder, "documents", "list", "--json").json
    return {s["source_id"]: s["duplicate_of"] for s in told["sources"]}


def put(folder: Path, place: str, text: str) -> None:
    write(folder.parent, place, text)


def remove(folder: Path, source: str) -> Ran:
    return iqa(folder, "documents", "remove", source, "--reason", "by mistake")


def test_a_file_found_by_its_folder_or_by_its_name_is_one_document(folder: Path) -> None:
    put(folder, "inbox/Northshire/CQB.txt", ONE)
    ingest(folder, "inbox")
    put(folder, "inbox/Northshire/CQB.txt", TWO)

    assert ingest(folder, "inbox/Northshire/CQB.txt") == [("changed", "S002")]
    assert counting(folder) == {"S002": None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inbox/Northshire/Q1/CQB.txt", "inbox/Northshire/Q2/CQB.txt"),
        ("inbox/Northshire/Q1/May/CQB.txt", "inbox/Northshire/Q2/May/CQB.txt"),
        ("March/Northshire/CQB.txt", "April/Northshire/CQB.txt"),
        ("inbox/Northshire/CQB.txt", "inbox/Northshire/old CQB.txt"),
        ("inbox/Northshire/CQB.txt", "inbox/Far Northshire/CQB.txt"),
        ("inbox/Northshire/CQB.txt", "inbox/Aldermere/CQB.txt"),
    ],
)
def test_files_in_different_places_are_never_versions_of_each_other(
    folder: Path, one: str, other: str
) -> None:
    put(folder, one, ONE)
    put(folder, other, TWO)
    ingest(folder, one.split("/", maxsplit=1)[0])

    ingest(folder, other.split("/", maxsplit=1)[0])

    assert len(counting(folder)) == 2


def test_two_files_of_one_place_named_in_one_run_are_two_documents(folder: Path) -> None:
    put(folder, "A/Northshire/CQB.txt", ONE)
    put(folder, "B/Northshire/CQB.txt", TWO)

    told = ingest(folder, "A/Northshire/CQB.txt", "B/Northshire/CQB.txt")

    assert told == [("new", "S001"), ("new", "S002")]
    assert ingest(folder, "A/Northshire/CQB.txt", "B/Northshire/CQB.txt") == [
        ("same", "S001"),
        ("same", "S002"),
    ]


def test_a_file_that_may_replace_several_replaces_none_and_says_so(folder: Path) -> None:
    put(folder, "A/Northshire/CQB.txt", ONE)
    put(folder, "B/Northshire/CQB.txt", TWO)
    ingest(folder, "A/Northshire/CQB.txt", "B/Northshire/CQB.txt")
    put(folder, "A/Northshire/CQB.txt", THREE)

    done = iqa(folder, "ingest", folder.parent / "A/Northshire/CQB.txt", "--json")

    [source] = done.json["sources"]
    assert source["outcome"] == "new"
    assert "version_unsure" in {n["code"] for n in source["notices"]}
    assert len(counting(folder)) == 3


def test_a_file_that_goes_back_to_its_first_words_is_changed_again(folder: Path) -> None:
    for text in (ONE, TWO, ONE):
        put(folder, "inbox/Northshire/CQB.txt", text)
        last = ingest(folder, "inbox")

    assert last == [("changed", "S003")]
    assert counting(folder) == {"S003": None}


def test_the_same_time_of_day_does_not_hide_a_change(folder: Path) -> None:
    put(folder, "inbox/Northshire/CQB.txt", ONE)
    ingest(folder, "inbox")
    put(folder, "inbox/Northshire/CQB.txt", TWO)

    assert ingest(folder, "inbox") == [("changed", "S002")]


def test_a_file_saved_again_and_then_changed_leaves_nothing_of_before(folder: Path) -> None:
    put(folder, "inbox/Northshire/CQB.txt", ONE)
    ingest(folder, "inbox")
    put(folder, "inbox/Northshire/CQB.txt", ONE.replace("\n", "\r\n"))
    assert ingest(folder, "inbox") == [("duplicate", "S002")]
    put(folder, "inbox/Northshire/CQB.txt", TWO)

    assert ingest(folder, "inbox") == [("changed", "S003")]
    assert counting(folder) == {"S003": None}


@pytest.mark.parametrize("how", ["removed", "changed"])
def test_words_in_two_files_are_still_counted_when_one_goes(folder: Path, how: str) -> None:
    put(folder, "inbox/Northshire/CQB.txt", ONE)
    ingest(folder, "inbox")
    put(folder, "inbox/Northshire/copy.txt", ONE.replace("\n", "\r\n"))
    put(folder, "inbox/Northshire/copy two.txt", ONE + "\n\n")
    ingest(folder, "inbox")
    assert counting(folder) == {"S001": None, "S002": "S001", "S003": "S001"}

    if how == "removed":
        remove(folder, "S001")
    else:
        put(folder, "inbox/Northshire/CQB.txt", TWO)
        ingest(folder, "inbox")

    left = counting(folder)
    assert (left["S002"], left["S003"]) == (None, "S002")
    iqa(folder, "undo")
    assert counting(folder) == {"S001": None, "S002": "S001", "S003": "S001"}


def test_a_file_taken_out_and_handed_in_for_another_area_is_of_that_area(folder: Path) -> None:
    put(folder, "inbox/CQB.txt", ONE)
    iqa(folder, "ingest", folder.parent / "inbox", "--area", "Northshire")
    remove(folder, "S001")

    iqa(folder, "ingest", folder.parent / "inbox", "--area", "Aldermere")

    [source] = iqa(folder, "documents", "list", "--json").json["sources"]
    assert (source["source_id"], source["area"]) == ("S001", "Aldermere")


def test_a_source_is_taken_out_once(folder: Path) -> None:
    put(folder, "inbox/Northshire/CQB.txt", ONE)
    ingest(folder, "inbox")
    remove(folder, "S001")

    done = remove(folder, "S001")

    assert done.code == 1
    assert "taken out already" in done.err


def test_what_does_not_count_is_neither_tagged_nor_coded(folder: Path) -> None:
    put(folder, "inbox/Northshire/CQB.txt", ONE)
    put(folder, "inbox/Northshire/copy.txt", ONE.replace("\n", "\r\n"))
    put(folder, "inbox/Northshire/gone.txt", TWO)
    ingest(folder, "inbox")
    remove(folder, "S003")

    for source in ("S002", "S003"):
        for words in (
            ("tag", "--source", source),
            ("code", "add", f"{source}-001", "4a", "--polarity", "positive"),
        ):
            done = iqa(folder, *words)
            assert done.code == 1
            assert source in done.err
    suggested = iqa(folder, "tag", "--json").json["suggestions"]
    assert {s["segment_id"].partition("-")[0] for s in suggested} <= {"S001"}
