"""Sampling at the keyboard: a list in, a draw that is kept, replacements, the forms filled."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.builders import WORKBOOK, inspection, iqa, write
from tests.evidence.sampling.case_lists import HEADINGS, line


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return inspection(tmp_path)


def listed(place: Path, *lines: dict[str, str], name: str = "cases.csv") -> Path:
    area = iqa(place, "areas", "list", "--json").json["areas"][0]
    name_of = area["area"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows({**values, "CPS Area": name_of}.values() for values in lines)
    return write(place.parent, name, out.getvalue())


def many(place: Path, count: int = 30) -> Path:
    crown = [line(100 + n, Unit="Crown Court") for n in range(3)]
    return listed(place, *(line(n) for n in range(count)), *crown)


def test_a_list_is_taken_in_once_and_its_exclusions_are_counted(place: Path) -> None:
    path = listed(place, line(1), line(2, **{"Assessment type": "Advocacy"}))

    first = iqa(place, "sample", "import", path, "--json")
    second = iqa(place, "sample", "import", path, "--json")

    assert first.code == 0
    assert (first.json["rows"], first.json["eligible"], first.json["new"]) == (2, 1, True)
    assert first.json["excluded"]["non_advocacy"] == 1
    assert second.json["new"] is False


def test_lists_of_several_areas_make_one_list_whose_cases_say_where_they_stood(
    place: Path,
) -> None:
    one = listed(place, line(1), line(2), name="one.csv")
    other = listed(place, line(3), line(4, **{"Assessment type": "Advocacy"}), name="other.csv")

    both = iqa(place, "sample", "import", one, other, "--json").json
    left = iqa(place, "sample", "rules", "--excluded", "non_advocacy", "--json").json

    assert (both["rows"], both["eligible"]) == (4, 3)
    assert [e["locator"] for e in left["excluded"]] == ["other.csv, row 3"]
    turned = iqa(place, "sample", "draw", "--seed", "5", "--dry-run", "--json").json
    iqa(place, "sample", "import", other, one)
    again = iqa(place, "sample", "draw", "--seed", "5", "--dry-run", "--json").json
    assert again["drawn"] == turned["drawn"]


def test_a_later_list_says_whose_place_it_takes(place: Path) -> None:
    first = listed(place, line(1), name="first.csv")
    later = listed(place, line(2), name="later.csv")
    iqa(place, "sample", "import", first)

    second = iqa(place, "sample", "import", later)
    back = iqa(place, "sample", "import", first)
    twice = iqa(place, "sample", "import", first, first)

    assert "It takes the place of first.csv (1 case)" in second.out
    assert "Files are drawn from later.csv, which came later." in back.out
    assert (twice.code, "first.csv is given twice" in twice.err) == (1, True)


def test_files_examined_in_anothers_place_are_named(place: Path) -> None:
    iqa(place, "sample", "import", many(place))
    iqa(place, "sample", "draw", "--seed", "5")
    iqa(place, "exam", "import", WORKBOOK)

    astray = iqa(place, "sample", "show", "--json").json["not_as_drawn"]
    shown = iqa(place, "sample", "show")

    assert len(astray) == 210
    assert {entry["drawn"] for entry in astray if entry["file"].endswith("-13")} >= {""}
    assert f"{astray[0]['file']} is {astray[0]['urn']}" in shown.out
    assert "and 200 more" in shown.out


def test_a_draw_is_kept_says_what_is_short_and_is_the_same_again(place: Path) -> None:
    iqa(place, "sample", "import", many(place))

    first = iqa(place, "sample", "draw", "--seed", "7", "--json")
    second = iqa(place, "sample", "draw", "--seed", "7", "--json")

    assert first.code == second.code == 3
    assert first.json == second.json
    assert len(first.json["drawn"]) == 13
    assert {"court": "crown", "wanted": 5, "eligible": 3}.items() <= first.json["shortfalls"][
        0
    ].items()
    assert iqa(place, "log").out.count("drew 13 files") == 1


def test_a_second_draw_needs_a_reason(place: Path) -> None:
    assert iqa(place, "sample", "draw", "--again", " ").code == 2
    iqa(place, "sample", "import", many(place))
    iqa(place, "sample", "draw", "--seed", "7")

    refused = iqa(place, "sample", "draw", "--seed", "8")
    allowed = iqa(place, "sample", "draw", "--seed", "8", "--again", "the list was old")

    assert refused.code == 1
    assert "seed 7" in refused.err
    assert allowed.code == 3
    assert "the list was old" in iqa(place, "sample", "show", "--record").out


def test_a_file_is_replaced_by_the_next_in_order_with_the_reason(place: Path) -> None:
    iqa(place, "sample", "import", many(place))
    iqa(place, "sample", "draw", "--seed", "7")
    before = iqa(place, "sample", "show", "--json").json["files"]

    done = iqa(place, "sample", "replace", before[0]["file"], "--reason", "file lost", "--json")

    assert done.json["by"]["place"] == 11
    assert done.json["by"]["file"] == before[0]["file"]
    after = iqa(place, "sample", "show", "--json").json["files"]
    assert [f["reason"] for f in after if f["replaced"]] == ["file lost"]
    assert iqa(place, "undo").code == 0
    assert iqa(place, "sample", "show", "--json").json["files"] == before


def test_where_no_case_is_left_nothing_is_replaced(place: Path) -> None:
    iqa(place, "sample", "import", many(place))
    iqa(place, "sample", "draw", "--seed", "7")
    crown = [f for f in iqa(place, "sample", "show", "--json").json["files"] if f["place"] < 4]
    last = next(f for f in crown if f["court"] == "crown")

    done = iqa(place, "sample", "replace", last["file"], "--reason", "file lost")

    assert done.code == 1
    assert "no further eligible case" in done.err


def test_the_forms_carry_the_drawn_files(place: Path, tmp_path: Path) -> None:
    iqa(place, "sample", "import", many(place))
    iqa(place, "sample", "draw", "--seed", "7")
    drawn = {f["urn"] for f in iqa(place, "sample", "show", "--json").json["files"]}

    assert iqa(place, "exam", "sheets", tmp_path / "forms").code == 0

    first = sorted((tmp_path / "forms").iterdir())
    values = {
        cell
        for path in first
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        for cell in row
    }
    assert drawn <= values


def test_a_column_that_cannot_be_told_is_asked_for_and_remembered(place: Path) -> None:
    text = many(place).read_text(encoding="utf-8").replace("Unit", "Where held")
    path = write(place.parent, "other.csv", text)

    refused = iqa(place, "sample", "import", path)
    mapped = iqa(place, "sample", "map", path, "--means", "Where held=team")
    taken = iqa(place, "sample", "import", path, "--json")

    assert refused.code == 1
    assert "no column for: team" in refused.err
    assert mapped.code == 0
    assert taken.json["columns"]["team"] == "Where held"


def test_the_export_holds_the_record_and_every_exclusion_as_text(
    place: Path, tmp_path: Path
) -> None:
    hostile = line(50, **{"Assessment type": "=HYPERLINK(0)"})
    iqa(place, "sample", "import", listed(place, line(1), hostile))
    iqa(place, "sample", "draw", "--seed", "7")

    assert iqa(place, "sample", "export", tmp_path / "sample.xlsx").code == 0

    book = openpyxl.load_workbook(tmp_path / "sample.xlsx")
    assert book.sheetnames == ["Sample", "Record", "Left out", "Order"]
    left = list(book["Left out"].iter_rows(min_row=2, values_only=True))
    assert left[0][2:] == ("non_advocacy", "kind of assessment: =HYPERLINK(0)", "unclear")
    assert all(c.data_type != "f" for s in book for row in s.iter_rows() for c in row)


def test_a_list_that_is_none_is_refused_in_a_sentence(place: Path) -> None:
    path = write(place.parent, "letter.txt", "Dear colleague,\nno list here.\n")

    refused = iqa(place, "sample", "import", path)

    assert refused.code == 1
    assert "looks like the headings of a case list" in refused.err


def test_nothing_is_drawn_without_a_list(place: Path) -> None:
    refused = iqa(place, "sample", "draw")

    assert (refused.code, "no case list" in refused.err) == (1, True)


def test_a_folder_is_no_list(place: Path) -> None:
    refused = iqa(place, "sample", "import", place)

    assert refused.code == 1
    assert refused.err.startswith("Error: inspection is a folder, not a file.")


def test_a_heading_that_is_not_in_the_list_is_refused_and_not_remembered(place: Path) -> None:
    text = many(place).read_text(encoding="utf-8").replace("Unit", "Where held")
    path = write(place.parent, "other.csv", text)

    refused = iqa(place, "sample", "map", path, "--means", "Where hold=team")
    looked = iqa(place, "sample", "map", path)

    assert refused.code == 1
    assert "other.csv has no heading 'Where hold' in row 1" in refused.err
    assert "Where held" in refused.err
    assert "Not read: Where held" in looked.out
    assert "sample import" not in looked.out


def test_a_missing_column_is_asked_for_by_the_only_heading_that_is_left(place: Path) -> None:
    text = many(place).read_text(encoding="utf-8").replace("Unit", "Where held")

    refused = iqa(place, "sample", "import", write(place.parent, "other.csv", text))

    assert '--means "Where held=team"' in refused.err


def test_nothing_is_drawn_from_a_list_without_an_eligible_case(place: Path) -> None:
    iqa(place, "sample", "import", listed(place, line(1, **{"Assessment type": "Advocacy"})))

    refused = iqa(place, "sample", "draw")

    assert refused.code == 1
    assert "no case in cases.csv is eligible" in refused.err
    assert iqa(place, "sample", "show").code == 1


def test_a_list_is_taken_in_again_once_its_areas_name_is_known(place: Path) -> None:
    path = listed(place, line(1))
    name = iqa(place, "areas", "list", "--json").json["areas"][0]["area"]
    text = path.read_text(encoding="utf-8").replace(name, "Far Country")
    path.write_text(text, encoding="utf-8")
    before = iqa(place, "sample", "import", path, "--json").json["eligible"]
    told = iqa(place, "sample", "rules", "--excluded", "area").out
    framework = place / "framework.yaml"
    known = framework.read_text(encoding="utf-8")
    named = known.replace("variants: [", 'variants: ["Far Country", ', 1)
    framework.write_text(named, encoding="utf-8")

    again = iqa(place, "sample", "import", path, "--json").json

    assert before == 0
    assert "variants in framework.yaml" in told
    assert (again["new"], again["eligible"]) == (True, 1)
    assert "No case left at this rule." in iqa(place, "sample", "rules", "--excluded", "area").out
