"""What each kind of act did can be taken back, and done again, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import inspection, iqa, state, workbook, write

WEAKNESSES = "The same three weaknesses came up in the IQAs of both units this quarter."
MINUTES = f"CQB minutes 2 May 2024\n\n1. IQA themes\n\n{WEAKNESSES}\n\nThe lift is mended.\n"
DECISIONS = "file,locator,words,suggested,decision,code,polarity,strength,memo\n"
FINDINGS = """
findings:
  - key: lift
    criterion: "4a"
    kind: strength
    statement: "The lift was mended."
    codings: [{file: "Northshire/CQB.txt", words: "The lift is mended"}]
"""

Prepare = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    ingest(place)
    return place


def ingest(folder: Path, text: str = MINUTES, name: str = "CQB.txt") -> None:
    path = write(folder.parent, f"inbox/Northshire/{name}", text)
    done = iqa(folder, "ingest", path)
    assert done.code in {0, 3}, done.err


def ok(folder: Path, *words: str | Path) -> None:
    done = iqa(folder, *words)
    assert done.code == 0, done.err


def segment(folder: Path, words: str) -> str:
    told = iqa(folder, "documents", "show", "S001", "--json").json
    return str(next(s["segment_id"] for s in told["segments"] if words in s["text"]))


def suggestion(folder: Path) -> str:
    return str(
        iqa(folder, "code", "review", "--list", "--json").json["suggestions"][0]["suggestion_id"]
    )


def tag(folder: Path) -> None:
    ok(folder, "tag")


def code_lift(folder: Path) -> None:
    ok(folder, "code", "add", segment(folder, "lift"), "4a", "--polarity", "positive")


def find_lift(folder: Path) -> None:
    code_lift(folder)
    file = write(folder.parent, "findings.yaml", FINDINGS)
    ok(folder, "finding", "add", "--file", file)


def nothing(_: Path) -> None:
    pass


def examined(folder: Path) -> None:
    ok(folder, "exam", "import", workbook(folder.parent))


def corrected(folder: Path) -> None:
    path = workbook(folder.parent, "exam.xlsx", K5="no", J5="yes")
    ok(folder, "exam", "import", path)


def decided(folder: Path) -> None:
    row = 'Northshire/CQB.txt,,"The lift is mended",,add,4d,negative,strong,not IQA\n'
    ok(
        folder,
        "code",
        "review",
        "--decisions",
        write(folder.parent, "decisions.csv", DECISIONS + row),
    )


ACTS: dict[str, tuple[Prepare, Prepare]] = {
    "ingest of a new file": (nothing, lambda f: ingest(f, "Other words.\n", "other.txt")),
    "ingest of a changed file": (nothing, lambda f: ingest(f, MINUTES + "\nMore.\n")),
    "ingest of the same words": (
        nothing,
        lambda f: ingest(f, MINUTES.replace("\n", "\r\n"), "copy.txt"),
    ),
    "documents remove": (
        nothing,
        lambda f: ok(f, "documents", "remove", "S001", "--reason", "sent by mistake"),
    ),
    "tag": (nothing, tag),
    "accept": (tag, lambda f: ok(f, "code", "review", suggestion(f), "--accept")),
    "amend": (tag, lambda f: ok(f, "code", "review", suggestion(f), "--code", "2a")),
    "reject": (tag, lambda f: ok(f, "code", "review", suggestion(f), "--reject")),
    "code add": (nothing, code_lift),
    "code remove": (code_lift, lambda f: ok(f, "code", "remove", "C0001")),
    "a decisions file": (tag, decided),
    "exam import": (nothing, examined),
    "a corrected exam import": (examined, corrected),
    "a file of findings": (
        code_lift,
        lambda f: ok(f, "finding", "add", "--file", write(f.parent, "findings.yaml", FINDINGS)),
    ),
    "finding link": (
        find_lift,
        lambda f: ok(f, "finding", "link", "F-4a-01", "--judgement", "we saw it ourselves"),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_taken_back_and_done_again(folder: Path, act: str) -> None:
    prepare, do = ACTS[act]
    prepare(folder)
    before = state(folder)
    do(folder)
    after = state(folder)
    assert after != before

    undone = iqa(folder, "undo", "--json")
    assert undone.code == 0, undone.err
    assert state(folder) == before

    again = iqa(folder, "undo", str(undone.json["act"]))
    assert again.code == 0, again.err
    assert state(folder) == after


@pytest.mark.parametrize("act", ACTS)
def test_what_was_taken_back_can_be_done_afresh(folder: Path, act: str) -> None:
    prepare, do = ACTS[act]
    prepare(folder)
    do(folder)
    after = state(folder)
    iqa(folder, "undo")

    do(folder)

    # A new coding or finding has a number of its own; what counts is otherwise the same.
    again = state(folder)
    for part in ("open", "codings", "files"):
        assert again[part] == after[part]


def test_a_corrected_cell_is_one_line_that_says_what_was(folder: Path) -> None:
    examined(folder)
    corrected(folder)

    [newest, *_] = iqa(folder, "log", "--json").json["acts"]
    told = iqa(folder, "log", "--act", str(newest["act"]), "--json").json

    assert newest["changes"] == 2
    assert {c["before"].get("dcp_answer") for c in told["changes"]} == {"yes", None}
    assert {c["after"].get("dcp_answer") for c in told["changes"]} == {"no", None}


def test_undoing_twice_over_does_not_lose_the_thread(folder: Path) -> None:
    code_lift(folder)  # act 2
    iqa(folder, "undo")  # 3
    iqa(folder, "undo", "3")  # 4 does it again

    acts = {a["act"]: a["undone_by"] for a in iqa(folder, "log", "--json").json["acts"]}
    assert acts == {1: None, 2: None, 3: 4, 4: None}
    assert iqa(folder, "undo", "--json").json["undone"] == 2
    assert iqa(folder, "undo", "2").err.startswith("Error: act 2 was undone already, by act 5")


@pytest.mark.parametrize(
    ("build", "undone", "what"),
    [
        (tag, "1", "S001"),
        (code_lift, "1", "S001"),
        (find_lift, "2", "C0001"),
        (
            lambda f: (find_lift(f), ok(f, "finding", "link", "F-4a-01", "--judgement", "x")),
            "3",
            "F-4a-01",
        ),
        (lambda f: ingest(f, MINUTES.replace("\n", "\r\n"), "copy.txt"), "1", "S001"),
        (lambda f: ingest(f, MINUTES + "\nMore.\n"), "1", "S001"),
    ],
    ids=["suggestions", "a coding", "a finding", "a link", "a copy", "a newer version"],
)
def test_what_something_was_built_on_stays(
    folder: Path, build: Prepare, undone: str, what: str
) -> None:
    build(folder)
    before = state(folder)

    done = iqa(folder, "undo", undone)

    assert done.code == 1
    assert done.out == ""
    assert what in done.err
    assert "Try:   iqa log   (undo the later act" in done.err
    assert state(folder) == before


def test_a_finding_on_which_another_rests_stays(folder: Path) -> None:
    find_lift(folder)
    words = ["--kind", "recommendation", "--statement", "Mend it.", "--rests-on", "F-4a-01"]
    ok(folder, "finding", "add", "4a", *words)

    assert "F-4a-01" in iqa(folder, "undo", "3").err


def test_a_setting_is_changed_back_by_setting_it(folder: Path) -> None:
    ok(folder, "config", "set", "report.stage", "final")

    done = iqa(folder, "undo")

    assert done.code == 1
    assert "cannot be undone" in done.err
    assert "Try:   iqa config set report.stage 'draft'" in done.err


def test_a_range_goes_back_as_one(folder: Path) -> None:
    before = state(folder)
    tag(folder)
    code_lift(folder)
    ingest(folder, "Other words.\n", "other.txt")
    after = state(folder)

    undone = iqa(folder, "undo", "2-4", "--json")

    assert undone.json["undone"] == [4, 3, 2]
    assert state(folder) == before
    first, *_, last = undone.json["act"]
    assert iqa(folder, "undo", f"{first}-{last}").code == 0
    assert state(folder) == after


def test_a_range_that_cannot_go_back_whole_does_not_go_back_at_all(folder: Path) -> None:
    code_lift(folder)
    ingest(folder, "Other words.\n", "other.txt")
    before = state(folder)
    acts = len(iqa(folder, "log", "--json").json["acts"])

    ok(folder, "config", "set", "month", "March 2025")
    done = iqa(folder, "undo", "2-4")

    assert done.code == 1
    assert "act 4 (config set)" in done.err
    assert state(folder) == before
    assert len(iqa(folder, "log", "--json").json["acts"]) == acts + 1


def test_a_range_passes_over_what_was_undone_within_it(folder: Path) -> None:
    before = state(folder)
    code_lift(folder)
    iqa(folder, "undo")
    tag(folder)

    assert iqa(folder, "undo", "2-4", "--json").json["undone"] == 4
    assert state(folder) == before


def test_a_dry_run_names_the_acts_and_undoes_none(folder: Path) -> None:
    tag(folder)
    before = state(folder)

    done = iqa(folder, "undo", "1-2", "--dry-run")

    assert "act 2 (tag)" in done.out
    assert "act 1 (ingest)" in done.out
    assert state(folder) == before


@pytest.mark.parametrize("words", ["x", "1-", "-3", "1-2-3", "1.5"])
def test_what_is_no_act_is_wrong_usage(folder: Path, words: str) -> None:
    assert iqa(folder, "undo", "--", words).code == 2


def test_an_act_that_the_log_does_not_have_is_said_to_be_missing(folder: Path) -> None:
    for words in (["undo", "99"], ["log", "--act", "99"], ["undo", "98-99"]):
        done = iqa(folder, *words)
        assert done.code == 1
        assert "Try:   iqa log" in done.err


STEPS: dict[str, Prepare] = {
    "ingest": lambda f: iqa(f, "ingest", write(f.parent, "inbox/Northshire/new.txt", "New.\n")),
    "change": lambda f: iqa(
        f, "ingest", write(f.parent, "inbox/Northshire/new.txt", "Newer words.\n")
    ),
    "copy": lambda f: iqa(
        f,
        "ingest",
        write(f.parent, "inbox/Northshire/copy.txt", MINUTES.replace("\n\n", "\n\n\n")),
    ),
    "remove": lambda f: iqa(f, "documents", "remove", "S001", "--reason", "x"),
    "tag": lambda f: iqa(f, "tag"),
    "code": lambda f: iqa(f, "code", "add", "S001-002", "4d", "--polarity", "mixed"),
    "uncode": lambda f: iqa(f, "code", "remove", "C0001"),
    "find": lambda f: iqa(f, "finding", "add", "4a", "--statement", "It is so."),
    "link": lambda f: iqa(f, "finding", "link", "F-4a-01", "--coding", "C0001"),
}


@settings(max_examples=8)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=7))
def test_undoing_all_that_was_done_leads_back_to_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    place = inspection(tmp_path_factory.mktemp("steps"))
    ingest(place)
    states = [state(place)]
    for step in steps:
        STEPS[step](place)
        states.append(state(place))
    log = iqa(place, "log", "--limit", "0", "--json").json["acts"]

    for _ in log[:-1]:
        done = iqa(place, "undo")
        assert done.code == 0, done.err

    assert state(place) == states[0]
