"""The annexes say how files were drawn and checked, and flag what the CPS has not confirmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence.workspace import opened
from report_builder.checks import check
from report_builder.document import (
    Document,
    Heading,
    Sentence,
    Table,
    all_sentences,
    figures_of,
    sentences_of,
)
from report_builder.gather import material
from report_builder.store import ReportStore
from tests.builders import WORKBOOK, inspection, iqa, write
from tests.evidence.quality.test_quality import filled
from tests.evidence.sampling.test_commands import many

VOLUMES = "Area,Unit,Quarter,Prosecutors in post,IQAs completed,Dip samples\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection with files, a sample with a replacement, volumes and a second look."""
    folder = tmp_path_factory.mktemp("conduct")
    made = inspection(folder)
    area = iqa(made, "areas", "list", "--json").json["areas"][0]["area"]
    iqa(made, "exam", "import", WORKBOOK)
    iqa(made, "sample", "import", many(made))
    drawn = iqa(made, "sample", "draw", "--seed", "20240711", "--json").json["drawn"]
    reason = f"The file {drawn[0]['urn']} could not be found"
    assert iqa(made, "sample", "replace", drawn[0]["urn"], "--reason", reason).code == 0
    lines = "".join(
        f"{area},{unit},Q{n} 2023-24,{20 + n},{19 + n},1\n"
        for unit in ("Crown Court", "Magistrates' Court")
        for n in (1, 2)
    )
    assert iqa(made, "volumes", "import", write(folder, "volumes.csv", VOLUMES + lines)).code == 0
    looked = iqa(made, "qa", "draw", folder / "qa.xlsx", "--seed", "7", "--json").json["files"]
    iqa(made, "qa", "record", filled(made, folder / "qa.xlsx", disagree_on=looked[0]))
    iqa(made, "report", "build")
    return made


def draft(place: Path) -> Document:
    with opened(place) as workspace:
        return ReportStore(workspace.database).draft().document


def notes(document: Document) -> list[str]:
    return [note.text for _, one in all_sentences(document) for note in one.notes]


def text_of(sentence: Sentence) -> str:
    return "".join(_said(part) for part in sentence.parts)


def under(document: Document, heading: str) -> tuple[str, list[Table]]:
    """Return the words and tables below a heading."""
    words: list[str] = []
    tables = []
    inside = False
    for one in document.blocks:
        if isinstance(one, Heading):
            inside = one.text == heading
        elif inside:
            words += map(text_of, sentences_of(one))
            tables += [one] if isinstance(one, Table) else []
    return " ".join(words), tables


def cells(table: Table) -> list[list[str]]:
    return [["".join(_said(part) for part in cell) for cell in row] for row in table.rows]


def _said(part: object) -> str:
    return part if isinstance(part, str) else str(getattr(part, "text", ""))


def test_the_draw_is_told_with_its_rules_and_its_shortfalls(place: Path) -> None:
    words, tables = under(draft(place), "How the files were drawn")

    assert "held 33 assessments" in words
    assert "20240711" in words
    assert "It gave 13 of the 210 files wanted" in words
    assert "Aldermere, Crown Court: three where five were wanted" in words
    rules, strata, replaced = tables
    assert cells(rules)[-1][2] == "33"
    assert sum(int(row[4]) for row in cells(strata)) == 13
    assert [row[2] for row in cells(replaced)] == ["1"]


def test_files_examined_in_anothers_place_are_told_and_found(place: Path) -> None:
    words, _ = under(draft(place), "How the files were drawn")

    assert "Of the files examined, 210 are not those that the draw or its replacements" in words
    [said] = [f["message"] for f in _found(place) if f["code"] == "not_as_drawn"]
    assert "and 205 more" in said


def test_no_case_is_named_where_a_replacement_is_explained(place: Path) -> None:
    _, tables = under(draft(place), "How the files were drawn")

    [[_, _, _, reason]] = cells(tables[-1])
    assert "could not be found" in reason
    assert "01AB" not in reason


def test_the_second_look_is_told_with_what_it_says_of_the_rest(place: Path) -> None:
    words, _ = under(draft(place), "How we checked our own work")
    shown = iqa(place, "qa", "report", "--json").json
    low, high = shown["in_all_files"]

    assert f"Of the {shown['files_examined']} files examined by then" in words
    assert f"1 of {shown['answers_parted']['total']} answers" in words
    assert f" and {high} of all the files held an answer on which two inspectors" in words
    assert low == 1


def test_volumes_that_nobody_has_confirmed_are_flagged_and_found(place: Path) -> None:
    words, [table] = under(draft(place), "IQA volumes and dip samples")
    area = cells(table)[0][0]

    assert f"The figures of {area} are not yet confirmed by" in words
    assert "In the quarters shown, one Area reported 82 " in words
    assert [row[2:5] for row in cells(table)] == [["42", "42", "40"], ["44", "44", "42"]]
    assert {row[-1] for row in cells(table)} == {"UNVERIFIED"}
    assert [f["paragraph"] for f in _found(place) if f["code"] == "unverified_data"] == [area]
    flag = f"Reported by the CPS; the figures of {area} are not yet confirmed by CPS Operational"
    found = [note for note in notes(draft(place)) if area in note]
    assert found == [f"{flag} Assurance."] * 3, "once in the annex, and in each answer"


def test_an_areas_few_dip_samples_in_a_quarter_stay_out_of_the_report(place: Path) -> None:
    _, [table] = under(draft(place), "IQA volumes and dip samples")

    assert {row[7] for row in cells(table)} == {"[c]"}
    assert {row[4] for row in cells(table)} == {"40", "42"}
    assert "[c]: held back" in table.note


def test_the_questions_on_volumes_are_answered_with_them(place: Path) -> None:
    document = draft(place)
    words, _ = under(document, "Volume of quality assurance")

    assert "In the one Area that gave figures, dip samples numbered four in the quarters" in words
    assert "where the guidance required 10." in words
    assert "by itself, teams met the requirement in none of four." in words
    assert "By court" not in words, "one Area's teams are single people's"
    said = [text_of(sentence) for _, sentence in all_sentences(document)]
    assert sum("that gave figures, IQAs numbered 82 in the quarters" in one for one in said) == 1


def test_no_final_report_is_built_on_them(place: Path) -> None:
    refused = iqa(place, "report", "build", "--stage", "final")

    assert refused.code == 1
    assert "not confirmed by Operational Assurance: Aldermere" in refused.err
    assert "iqa volumes verify" in refused.err


def test_every_number_of_these_annexes_is_counted_again_and_traced(place: Path) -> None:
    document = draft(place)
    with opened(place) as workspace:
        codes = {f.code for f in check(document, material(workspace))}
    metrics = {f.metric.split("/")[0] for one in document.blocks for f in figures_of(one)}

    assert {"sample", "recheck", "volumes"} <= metrics
    assert not codes & {"figure_differs", "bare_number", "unsupported_sentence"}
    traced = json.loads(iqa(place, "report", "trace", "--all", "--json").out)
    rates = [s for t in traced for s in t["supports"] if s["id"] == "recheck/parted"]
    assert rates
    assert any(row["counted"] for row in rates[0]["rows"])


def test_confirmed_volumes_are_flagged_no_more(place: Path) -> None:
    iqa(place, "volumes", "verify", "--by", "Operational Assurance", "--on", "2026-01-04")
    iqa(place, "report", "build")

    words, [table] = under(draft(place), "IQA volumes and dip samples")

    assert "not yet confirmed" not in words
    assert {row[-1] for row in cells(table)} == {"confirmed 4 January 2026"}
    assert iqa(place, "report", "build", "--stage", "final", "--dry-run").code == 0
    assert not [f for f in _found(place) if f["code"] == "unverified_data"]
    assert not [note for note in notes(draft(place)) if "confirmed" in note]


def test_what_came_of_missing_comments_is_told_by_area(place: Path) -> None:
    note = write(place.parent, "national/note.txt", "Feedback was given by telephone.\n")
    told = iqa(place, "ingest", note, "--national", "--json").json["sources"][0]["source_id"]
    before = iqa(place, "exam", "missing-comments", "--json").json["files"]
    first = before[0]
    for who in first["missing"]:
        chosen = ("--received", first["file"], "--source", told, "--by", who)
        iqa(place, "exam", "missing-comments", *chosen)
    iqa(place, "report", "build")

    words, [table] = under(draft(place), "Files without recorded comments")

    assert f"All that was missing has come on one of them, and {len(before) - 1} still" in words
    [row] = [row for row in cells(table) if row[0] == first["area"]]
    assert row[2] == "1"
    assert sum(int(row[1]) for row in cells(table)) == len(before)
    assert not {f["code"] for f in _found(place)} & {"figure_differs", "bare_number"}


def test_a_report_without_any_of_it_says_nothing_of_it(tmp_path: Path) -> None:
    made = inspection(tmp_path)
    iqa(made, "exam", "import", WORKBOOK)
    iqa(made, "report", "build")

    headings = {one.text for one in draft(made).blocks if isinstance(one, Heading)}

    assert not headings & {
        "How the files were drawn",
        "How we checked our own work",
        "IQA volumes and dip samples",
        "Files without recorded comments",
    }


def _found(place: Path) -> list[dict[str, str]]:
    found = iqa(place, "report", "check", "--json")
    return list(found.json["findings"])
