"""The codebook is data with versions: changed by people, never losing what was coded."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook import Codebook, codebook_of
from coding.codebook_changes import added, differences, imported, merged, require_sound
from coding.codebook_look import PALETTE, contrast_with_white, with_looks
from evidence.config import SHIPPED_FRAMEWORK, load_framework
from evidence.errors import CodebookInvalid, UnknownCode
from evidence.framework import CodeDefinition
from tests.builders import inspection, iqa, state, write

FRAMEWORK = load_framework(SHIPPED_FRAMEWORK)
FIRST = Codebook(with_looks(codebook_of(FRAMEWORK).codes))
OWN = CodeDefinition("4c-onetoone", "Use in one-to-one meetings", "4c", "4c")


def test_the_channels_of_4c_are_its_sub_codes() -> None:
    assert {c.parent for c in FIRST.codes if c.criterion_id == "4c" and c.code_id != "4c"} == {"4c"}
    assert len(FIRST.family("4c")) >= 5


def test_every_colour_can_be_read_and_every_key_is_its_own() -> None:
    keys = [code.key for code in FIRST.codes if code.key]

    assert len(set(keys)) == len(keys)
    assert all(contrast_with_white(colour) >= 4.5 for colour in PALETTE)
    require_sound(FIRST, FRAMEWORK)


def test_a_code_of_ones_own_stands_with_its_family_in_a_new_version() -> None:
    made = added(FIRST, OWN)

    ids = [code.code_id for code in made.codes]
    assert made.version == FIRST.version + 1
    assert ids.index("4d") == ids.index("4c-onetoone") + 1
    assert [(d.code_id, d.kind) for d in differences(FIRST, made)] == [("4c-onetoone", "added")]


def test_a_merged_code_is_named_with_where_its_codings_went() -> None:
    made = merged(added(FIRST, OWN), "4c-onetoone", "4c")

    assert made.current("4c-onetoone") == "4c"
    with pytest.raises(UnknownCode, match="used no longer; its codings went to 4c"):
        made.get("4c-onetoone")


@pytest.mark.parametrize("into", ["4c", "4b"])
def test_a_criterions_own_code_cannot_be_merged_away(into: str) -> None:
    with pytest.raises(CodebookInvalid, match="criterion's own code"):
        merged(FIRST, "4a", into)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parent": "4x"}, "there is no parent '4x'"),
        ({"parent": "4b"}, "belong to different criteria"),
        ({"criterion_id": "9z"}, "no criterion '9z'"),
        ({"name": " "}, "has no name"),
        ({"colour": "red"}, "not of the form"),
        ({"colour": "#FFFF00"}, "cannot be read"),
        ({"key": "y"}, "is not one letter or digit that is free"),
        ({"key": "1"}, "stands for two codes"),
        ({"code_id": "4c one"}, "without spaces"),
        ({"parent": ""}, "needs a parent"),
    ],
)
def test_a_codebook_that_does_not_hold_together_is_refused(
    changes: dict[str, str], said: str
) -> None:
    fields = {"code_id": "4c-new", "name": "New", "criterion_id": "4c", "parent": "4c", **changes}

    with pytest.raises(CodebookInvalid, match=said):
        imported(FIRST, [CodeDefinition(**fields)], FRAMEWORK)  # type: ignore[arg-type]


def test_a_code_cannot_be_its_own_parent() -> None:
    round_about = [
        CodeDefinition("4c-x", "X", "4c", "4c-y"),
        CodeDefinition("4c-y", "Y", "4c", "4c-x"),
    ]

    with pytest.raises(CodebookInvalid, match="its own parent"):
        imported(FIRST, round_about, FRAMEWORK)


@given(st.lists(st.sampled_from([c.code_id for c in FIRST.codes]), unique=True))
def test_taking_in_codes_as_they_are_changes_nothing(ids: list[str]) -> None:
    given_codes = [code for code in FIRST.codes if code.code_id in ids]

    made, found = imported(FIRST, given_codes, FRAMEWORK)

    assert (made, found) == (FIRST, ())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return inspection(tmp_path)


@pytest.mark.parametrize("kind", [".yaml", ".csv", ".xlsx"])
def test_what_is_written_reads_in_without_a_difference(place: Path, kind: str) -> None:
    iqa(place, "codebook", "add", "4c-onetoone", "--parent", "4c", "--name", "=One to one")
    path = place.parent / f"codes{kind}"

    assert iqa(place, "codebook", "export", path).code == 0

    assert iqa(place, "codebook", "diff", path, "--json").json == {"differences": []}
    again = iqa(place, "codebook", "import", path)
    assert "Nothing differs" in again.out
    if kind == ".csv":
        assert ",'=One to one," in path.read_text("utf-8-sig")
    if kind == ".xlsx":
        cells = [c for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for c in row]
        assert all(cell.data_type != "f" for cell in cells)


def test_a_file_changes_what_it_names_and_leaves_the_rest(place: Path) -> None:
    path = write(place.parent, "mine.csv", "code,name,include\n4b,What works well,Tips\n")

    done = iqa(place, "codebook", "import", path, "--json")

    fields = {c["field"] for d in done.json["differences"] for c in d["changes"]}
    assert [d["code"] for d in done.json["differences"]] == ["4b"]
    assert {"name", "include"} <= fields
    assert iqa(place, "codebook", "show", "4b", "--json").json["name"] == "What works well"
    assert iqa(place, "codebook", "show", "--json").json["version"] == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("c.yaml", "codes:\n- code_id: 4c-x\n  nmae: X\n", "c.yaml:2: a code has no 'nmae'"),
        ("c.yaml", "codes:\n  - [\n", "c.yaml:"),
        ("c.csv", "code,name,parent\n4c-x,X,4c\n,No id,4c\n", "row 3: a code needs an id"),
        ("c.csv", "label,words\nx,y\n", "no column for"),
        ("c.yaml", "things: 1\n", "a list called codes"),
        ("c.yaml", "codes:\n- {code: 4x, name: X}\n", "c.yaml:2: code '4x': the framework has no"),
        (
            "c.yaml",
            "codes:\n- {code: a, name: A, parent: 4c}\n- {code: a, name: B, parent: 4c}\n",
            "c.yaml:3: code 'a' stands twice; first at c.yaml:2",
        ),
        ("c.csv", "code,name,parent,key\nx,X,4c,1\n", "row 2: code 'x': key '1' stands for two"),
        ("c.qdc", "<CodeBook/>", "not a codebook of the REFI-QDA standard"),
        ("c.qdc", "<!DOCTYPE x [<!ENTITY a 'b'>]><CodeBook/>", "declares entities"),
        ("c.qdc", "<CodeBook", "is not XML"),
    ],
)
def test_a_broken_file_says_where_and_changes_nothing(
    place: Path, name: str, text: str, said: str
) -> None:
    refused = iqa(place, "codebook", "import", write(place.parent, name, text))

    assert refused.code == 1
    assert said in refused.err
    assert iqa(place, "codebook", "show", "--json").json["version"] == 1


def coded(place: Path, code: str) -> dict[str, object]:
    text = "CQB minutes\n\n1. Themes\n\nThe board noted the same three themes in every IQA.\n"
    path = write(place.parent, "national/CQB minutes 3 May 2024.txt", text)
    source = iqa(place, "ingest", path, "--national", "--json").json["sources"][0]["source_id"]
    shown = iqa(place, "documents", "show", source, "--json").json
    segment = next(s for s in shown["segments"] if "three themes" in s["text"])
    made = iqa(
        place, "code", "add", segment["segment_id"], code, "--polarity", "positive", "--json"
    )
    assert made.code == 0, made.err
    return dict(made.json)


def test_merging_moves_codings_in_one_act_that_can_be_undone(place: Path) -> None:
    iqa(place, "codebook", "add", "4c-onetoone", "--parent", "4c", "--name", "One to one")
    coded(place, "4c-onetoone")
    before = state(place)

    done = iqa(place, "codebook", "merge", "4c-onetoone", "4c", "--json")

    assert (done.json["moved"], done.json["withdrawn"]) == (1, 0)
    assert [c[2] for c in state(place)["codings"]] == ["4c"]  # type: ignore[attr-defined]
    assert iqa(place, "undo").code == 0
    assert state(place) == before
    assert iqa(place, "codebook", "show", "4c-onetoone").code == 0


def test_retiring_gives_the_codings_to_the_parent(place: Path) -> None:
    iqa(place, "codebook", "add", "4c-onetoone", "--parent", "4c", "--name", "One to one")
    coded(place, "4c-onetoone")

    iqa(place, "codebook", "retire", "4c-onetoone")

    assert [c[2] for c in state(place)["codings"]] == ["4c"]  # type: ignore[attr-defined]
    refused = iqa(place, "codebook", "retire", "4c")
    assert (refused.code, "criterion's own code" in refused.err) == (1, True)


def test_versions_are_listed_and_compared(place: Path) -> None:
    iqa(
        place, "codebook", "add", "4c-onetoone", "--parent", "4c", "--name", "One", "--why", "asked"
    )

    listed = iqa(place, "codebook", "show", "--versions", "--json").json["versions"]

    assert [v["why"] for v in listed] == ["the framework's", "asked"]
    assert iqa(place, "codebook", "diff", "1", "--json").json["differences"][0]["kind"] == "added"
    missing = iqa(place, "codebook", "show", "--version", "9")
    assert (missing.code, "no version 9" in missing.err) == (1, True)


def test_a_codebook_of_another_program_is_taken_in(place: Path) -> None:
    given = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other 1.0"><Codes>
  <Code guid="0fe5a9b8-0000-4000-8000-000000000001" name="4d Measuring" isCodable="true">
    <Description>Whether anybody counts.</Description>
    <Code guid="0fe5a9b8-0000-4000-8000-000000000002" name="Morale" isCodable="true"
      color="#801650"/>
  </Code></Codes></CodeBook>"""
    done = iqa(place, "codebook", "import", write(place.parent, "c.qdc", given))

    assert done.code == 0, done.err
    told = {c["code"]: c for c in iqa(place, "codebook", "show", "--json").json["codes"]}
    assert (told["morale"]["parent"], told["morale"]["criterion"]) == ("4d", "4d")
    assert told["morale"]["colour"] == "#801650"
    assert told["4d"]["definition"] == "Whether anybody counts."


@pytest.mark.parametrize("kind", ["yaml", "csv", "xlsx", "qdc"])
def test_what_was_written_is_read_in_again_and_changes_nothing(place: Path, kind: str) -> None:
    iqa(place, "codebook", "add", "4c-x", "--parent", "4c", "--name", "=X", "--include", "a; b")
    file = place.parent / f"codes.{kind}"
    assert iqa(place, "codebook", "export", file).code == 0

    told = iqa(place, "codebook", "import", file, "--json").json

    changed = [
        (d["code"], c["field"])
        for d in told["differences"]
        for c in d["changes"]
        if " ".join(c["before"].split()) != " ".join(c["after"].split())
    ]
    assert changed == []
    again = iqa(place, "codebook", "import", file, "--json").json
    assert again["differences"] == []


def test_a_renamed_code_keeps_its_codings(place: Path) -> None:
    coded(place, "4c-cqb")

    assert iqa(place, "codebook", "rename", "4c-cqb", "Use through boards").code == 0

    assert iqa(place, "codebook", "show", "4c-cqb", "--json").json["name"] == "Use through boards"
    assert [c[2] for c in state(place)["codings"]] == ["4c-cqb"]  # type: ignore[attr-defined]


def test_a_version_on_which_a_coding_rests_is_not_taken_back_first(place: Path) -> None:
    iqa(place, "codebook", "add", "4c-x", "--parent", "4c", "--name", "X")
    added = iqa(place, "log", "--json").json["acts"][0]["act"]
    coded(place, "4c-x")

    refused = iqa(place, "undo", str(added))

    assert refused.code == 1
    assert "rests on" in refused.err


def test_a_name_that_a_code_has_already_makes_no_version(place: Path) -> None:
    name = iqa(place, "codebook", "show", "4b", "--json").json["name"]

    done = iqa(place, "codebook", "rename", "4b", name, "--json")

    assert (done.code, done.json["version"], "dry_run" in done.json) == (0, 1, False)
    assert iqa(place, "codebook", "show", "--json").json["version"] == 1
