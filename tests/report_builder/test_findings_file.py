"""Findings come in whole, rest on what exists, and are never added twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import Ran, inspection, iqa, workbook, write

LIFT = """
  - key: lift
    criterion: "4a"
    kind: strength
    statement: >
      The lift
      was mended.
    codings: [{file: "Northshire/CQB.txt", words: "The lift is mended"}]
"""
MEND = """
  - key: mend
    criterion: "4d"
    kind: recommendation
    statement: "Mend the roof too."
    owner: "Areas"
    milestones: [{due: 2025-03-31, text: "a plan is agreed"}]
    rests_on: [lift]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", "CQB minutes\n\nThe lift is mended.\n")
    iqa(place, "ingest", tmp_path / "inbox")
    assert iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive").code == 0
    return place


def take_in(folder: Path, text: str, *words: str) -> Ran:
    path = write(folder.parent, "findings.yaml", text)
    return iqa(folder, "finding", "add", "--file", path, *words)


def findings(folder: Path) -> list[dict[str, object]]:
    told = iqa(folder, "finding", "list", "--json").json["findings"]
    assert isinstance(told, list)
    return told


def test_findings_come_in_with_what_they_rest_on_in_whatever_order(folder: Path) -> None:
    done = take_in(folder, f"findings:{MEND}{LIFT}", "--json")

    assert done.code == 0, done.err
    lift, mend = findings(folder)
    assert lift["statement"] == "The lift was mended."
    assert lift["supports"] == [{"kind": "coding", "id": "C0001"}]
    assert mend["rests_on"] == [lift["finding_id"]]
    assert mend["milestones"] == [{"due": "2025-03-31", "text": "a plan is agreed"}]


def test_the_same_file_again_adds_nothing(folder: Path) -> None:
    take_in(folder, f"findings:{LIFT}{MEND}")

    done = take_in(folder, f"findings:{LIFT}{MEND}", "--json")

    assert done.json == {"findings": []}
    assert len(findings(folder)) == 2
    assert len(iqa(folder, "log", "--json").json["acts"]) == 3


def test_a_dry_run_looks_for_faults_and_adds_nothing(folder: Path) -> None:
    assert take_in(folder, f"findings:{LIFT}", "--dry-run", "--json").json["dry_run"] is True
    assert take_in(folder, "findings: [{}]", "--dry-run").code == 1
    assert findings(folder) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "has no list of findings"),
        ("findings: {a: b}", "has no list of findings"),
        ("findings: [x]", "has no list of findings"),
        ("findings: [", "findings.yaml:1: is not YAML"),
        ("findings: [{}]", "finding 1 (): criterion is missing"),
        (f"findings:{LIFT}".replace('"4a"', "4"), "criterion: put 4 in quotation marks"),
        (f"findings:{LIFT}".replace('"4a"', '"9z"'), "has no criterion '9z'"),
        (f"findings:{LIFT}".replace("strength", "triumph"), "kind 'triumph' is none of"),
        (f"findings:{LIFT}".replace("key: lift", "key: lift\n    size: 3"), "the key 'size'"),
        (f"findings:{LIFT}".replace("is mended", "is gone"), "no coding in Northshire/CQB.txt"),
        (f"findings:{LIFT}".replace("words:", "word:"), "words is missing"),
        (f"findings:{LIFT}".replace("statement: >", "statement: 5\n    #"), "findings.yaml"),
        (f"findings:{LIFT}{LIFT}", "the key 'lift' is used twice"),
        (f"findings:{MEND}", "mend: rests on 'lift', which the file does not have"),
        (f"findings:{MEND}".replace("[lift]", "[mend]"), "mend: rest on each other in a circle"),
        (f"findings:{LIFT}{MEND}".replace("2025-03-31", "soon"), "due 'soon' is not a date"),
        (f"findings:{LIFT}    rates: [agreement/nothing]\n", "no statistic 'agreement/nothing'"),
        (f"findings:{LIFT}    rates: agreement/overall\n", "rates is a list of texts"),
        (f"findings:{LIFT}    status: done\n", "status 'done' is none of"),
    ],
)
def test_a_fault_is_a_sentence_and_nothing_is_added(folder: Path, text: str, fault: str) -> None:
    done = take_in(folder, text)

    assert done.code == 1
    assert fault in done.err
    assert "Try:" in done.err
    assert "Traceback" not in done.err
    assert findings(folder) == []


def test_a_file_that_is_not_there_is_a_sentence(folder: Path) -> None:
    for name in ("missing.yaml", "."):
        done = iqa(folder, "finding", "add", "--file", folder / name)
        assert done.code == 1
        assert "cannot be read" in done.err


def test_a_finding_is_added_by_hand_and_linked_to_more(folder: Path) -> None:
    iqa(folder, "exam", "import", workbook(folder.parent))
    words = ["--kind", "good practice", "--statement", "It works.", "--coding", "C0001"]
    assert iqa(folder, "finding", "add", "4a", *words).code == 0

    done = iqa(
        folder, "finding", "link", "F-4a-01", "--rate", "agreement/overall", "--judgement", "seen"
    )

    assert done.code == 0, done.err
    [found] = findings(folder)
    assert found["kind"] == "good practice"
    assert found["supports"] == [
        {"kind": "coding", "id": "C0001"},
        {"kind": "judgement", "id": "seen"},
        {"kind": "rate", "id": "agreement/overall"},
    ]


def test_a_link_made_twice_is_one_and_leaves_one_line(folder: Path) -> None:
    iqa(folder, "finding", "add", "4a", "--statement", "It works.")
    for _ in range(2):
        assert iqa(folder, "finding", "link", "F-4a-01", "--coding", "C0001").code == 0

    [found] = findings(folder)
    assert found["supports"] == [{"kind": "coding", "id": "C0001"}]
    assert [a["command"] for a in iqa(folder, "log", "--json").json["acts"]][:2] == [
        "finding link",
        "finding add",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--coding", "C0099"], "there is no coding C0099"),
        (["--rate", "agreement/nothing"], "there is no statistic 'agreement/nothing'"),
    ],
)
def test_a_finding_rests_on_nothing_that_is_not_there(
    folder: Path, words: list[str], said: str
) -> None:
    iqa(folder, "finding", "add", "4a", "--statement", "It works.")

    for command in (
        ["add", "4a", "--statement", "It is so."],
        ["link", "F-4a-01"],
        ["link", "F-4a-01", "--dry-run"],
    ):
        done = iqa(folder, "finding", *command, *words)
        assert done.code == 1
        assert said in done.err
    assert findings(folder)[0]["supports"] == []


def test_a_finding_does_not_rest_on_what_was_withdrawn_or_taken_out(folder: Path) -> None:
    iqa(folder, "documents", "remove", "S001", "--reason", "x")
    words = ("finding", "add", "4a", "--statement", "It works.", "--coding", "C0001")
    assert "does not count now" in iqa(folder, *words).err
    iqa(folder, "undo")
    iqa(folder, "code", "remove", "C0001")

    assert "C0001 was withdrawn" in iqa(folder, *words).err


def test_unknown_findings_and_criteria_are_sentences(folder: Path) -> None:
    assert "no finding F-4a-09" in iqa(folder, "finding", "link", "F-4a-09", "--judgement", "x").err
    assert "one of: 1a" in iqa(folder, "finding", "add", "9z", "--statement", "x").err
    assert "needs a statement" in iqa(folder, "finding", "add", "4a").err
    assert iqa(folder, "finding", "add", "4a", "--kind", "triumph", "--statement", "x").code == 2
    assert iqa(folder, "finding", "link", "F-4a-09").code == 2
