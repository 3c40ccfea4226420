"""The data annex is a workbook of published tables, whose numbers are those of the report."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evidence.examination.rates import Rate
from evidence.examination.tabulate import statistics
from report_builder.data_annex.book import DataAnnex, data_annex
from report_builder.data_annex.of_files import file_tables
from report_builder.data_annex.of_report import report_tables
from report_builder.data_annex.published import PublishedTable, rate_values
from report_builder.data_annex.workbook import write_annex
from report_builder.document import Chart, Document, FrontMatter, Series, Table
from tests.builders import WORKBOOK, inspection, iqa
from tests.evidence.examination.forms import SHORT, a_file
from tests.report_builder.corrections import corrected, sent_back

FRONT = FrontMatter("A title", "", "An inspectorate", "June 2024", "DRAFT v1", "OFFICIAL", "A", ())
TABLE = Table(
    "b1",
    "Files and shares",
    ("What", "Files", "Share (%)"),
    ((("Q01",), ("1,234",), ("58.1",)), (("=1+1",), ("12 of 15",), ("",))),
    "One row for each question.",
    (),
    numeric=(1, 2),
    note="A note.",
    source="Our file examination",
)
CHART = Chart(
    "b2", "We agreed", "Files", ("Code", "Disclosure"), (Series("All", (90.04, 51.0)),), "%", "", ()
)
DOCUMENT = Document(FRONT, (TABLE, CHART))
FILES = tuple(
    a_file(n, area=SHORT.areas[n % 2].name, dip_sampler_grade="DCCP" if n < 3 else "SDCP")
    for n in range(30)
)


def annex() -> DataAnnex:
    files = file_tables(statistics(FILES, SHORT), FILES, SHORT, (10, 5))
    return data_annex(FRONT, (*report_tables(DOCUMENT), *files))


def test_tables_and_charts_keep_their_numbers_and_values() -> None:
    table, chart = report_tables(DOCUMENT)

    assert (table.sheet, table.title) == ("Table_1", "Table 1: Files and shares")
    assert table.rows == (("Q01", 1234, 58.1), ("=1+1", "12 of 15", "[z]"))
    assert chart.rows == (("Code", 90.0), ("Disclosure", 51.0))
    assert chart.headings == ("Category", "All (%)")


def test_every_sheet_holds_one_named_table_without_gaps_or_joined_cells() -> None:
    book = load_workbook(BytesIO(write_annex(annex())))

    assert book.sheetnames[:4] == ["Cover", "Contents", "Notes", "Table_1"]
    assert "Files_question" in book.sheetnames
    for sheet in book.worksheets[1:]:
        (named,) = sheet.tables.values()
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes
        assert all(cell.value not in (None, "") for row in sheet[named.ref] for cell in row)
    assert book["Table_1"]["A1"].value == "Table 1: Files and shares"
    assert all(c.data_type != "f" for row in book["Table_1"] for c in row)


def test_a_table_without_rows_has_no_sheet() -> None:
    plain = replace(SHORT, feedback=(), courts=())
    sheets = [t.sheet for t in file_tables(statistics(FILES, plain), FILES, plain, (10, 5))]

    assert {"Files_feedback", "Files_grades_by", "Files_grades_areas"} & set(sheets) == set()
    assert {"Files_question", "Files_category", "Files_questions_areas"} <= set(sheets)


def test_contents_lead_to_every_sheet_and_shorthand_is_explained() -> None:
    book = load_workbook(BytesIO(write_annex(annex())))
    listed = [row[0].value for row in book["Contents"].iter_rows(min_row=3)]

    assert listed == book.sheetnames[2:]
    explained = [row[0].value for row in book["Notes"].iter_rows(min_row=3)]
    assert {"[c]", "[z]"} <= set(explained)


def test_the_same_annex_gives_the_same_bytes() -> None:
    assert write_annex(annex()) == write_annex(annex())


def test_few_files_of_one_person_are_held_back() -> None:
    posts = next(t for t in annex().tables if t.sheet == "Files_dip_sampler")
    of_dccp = [row for row in posts.rows if row[1] == "deputy chief crown prosecutor"]

    assert [row[2:] for row in of_dccp[:2]] == [("[c]", "[c]"), ("[c]", "[c]")]
    assert posts.rows[-1] == ("All Areas", "All grades", 30, 30)


def test_areas_have_counts_and_no_percentages() -> None:
    by_area = [t for t in annex().tables if t.sheet.endswith("_areas")]

    assert len(by_area) == 4
    assert not any("%" in heading for table in by_area for heading in table.headings)


def test_feedback_and_records_stand_by_court_and_by_guidance() -> None:
    by = {t.sheet: t for t in annex().tables if t.sheet.endswith("_by")}
    found = statistics(FILES, SHORT)

    for sheet, first, name in (
        ("Files_grades_by", "F1", "feedback/F1/answer=fully-met"),
        ("Files_records_by", "Conversation recorded", "recorded/P1"),
    ):
        rows = [row for row in by[sheet].rows if row[0] == first]
        for part, ending in (("magistrates' court", "court=magistrates"),
                             ("Guidance of 3 October 2022", "version=2022-10-03")):  # fmt: skip
            row = next(row for row in rows if part in row)
            rate = found.get(f"{name}/{ending}")
            assert rate is not None
            assert row[row.index(part) + 1 :][:2] == (rate.rate.count, rate.rate.total)


def test_agreement_beyond_chance_has_its_intervals() -> None:
    chance = next(t for t in annex().tables if t.sheet == "Files_beyond_chance")
    (files,) = [r for r in chance.rows if r[:2] == ("Dip sampler and inspector", "files")]

    assert files == ("Dip sampler and inspector", "files", 30, 1.0, 0.89, 1.0, *("[z]",) * 3)


@pytest.mark.parametrize(
    ("rate", "cells"),
    [
        (Rate(9, 15), (9, 15, 60.0)),
        (Rate(3, 4), (3, 4, "[low]")),
        (Rate(0, 0), (0, 0, "[z]")),
        (None, ("[c]", "[c]", "[c]")),
    ],
)
def test_a_share_stands_only_where_it_means_something(
    rate: Rate | None, cells: tuple[object, ...]
) -> None:
    assert rate_values(rate, least=10) == cells


def test_headings_that_repeat_are_told_apart() -> None:
    twice = PublishedTable("T", "T", "T", ("Short", "Short"), ((1, 2),))
    book = load_workbook(BytesIO(write_annex(replace(annex(), tables=(twice,)))))

    (named,) = book["T"].tables.values()
    assert named.column_names == ["Short", "Short (2)"]


def files_of(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path)["Files_question"].iter_rows(values_only=True))


def test_the_data_of_a_draft_are_those_that_it_was_made_from(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    iqa(place, "exam", "import", WORKBOOK)
    iqa(place, "report", "build")
    iqa(place, "exam", "import", corrected(place))
    assert iqa(place, "report", "rebuild", sent_back(place)).code in {0, 3}

    second, first = place / "second.xlsx", place / "first.xlsx"
    assert iqa(place, "export", "xlsx", second).code == 0
    assert iqa(place, "report", "build", "--stage", "comments").code in {0, 3}
    assert iqa(place, "export", "xlsx", first, "--draft", "1").code == 0

    drafts = place / "drafts"
    assert first.read_bytes() == (drafts / "report-draft-1-data.xlsx").read_bytes()
    assert files_of(second) == files_of(drafts / "report-draft-3-data.xlsx") != files_of(first)
