from __future__ import annotations

import io
from dataclasses import replace

import docx
import openpyxl
import pytest
from lxml import etree

from report_builder.copies.html import reading_copy
from report_builder.document import Chart, Series
from report_builder.word.chart_workbook import chart_workbook
from report_builder.word.charts import chart_part, chart_size
from tests.report_builder.word.sample_report import QUESTIONS, document_of, question_chart, written

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WIDTH, TALLEST = 9026, 11000


def a_chart(*values: float, unit: str = "%") -> Chart:
    names = tuple(f"Question {n}" for n in range(1, len(values) + 1))
    return Chart("c", "T", "S", names, (Series("Files", values),), unit, "alt", ())


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(chart_part(chart, chart_size(chart, WIDTH, TALLEST)).xml.encode())


def values_of(element: etree._Element, path: str) -> list[str]:
    return [one.get("val") for one in element.iterfind(path)]


def test_the_workbook_behind_a_chart_holds_what_the_chart_shows() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(chart_workbook(question_chart("c", series=2)))).active

    rows = list(sheet.iter_rows(values_only=True))

    assert rows[0][1:] == ("Magistrates' court", "Crown Court")
    assert rows[1] == (QUESTIONS[0], 92, 83)
    assert len(rows) == 15


def test_a_category_that_looks_like_a_formula_stays_words() -> None:
    chart = replace(a_chart(1.0), categories=("=1+1",))

    cell = openpyxl.load_workbook(io.BytesIO(chart_workbook(chart))).active["A2"]

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_chart_refers_to_the_cells_of_its_workbook() -> None:
    chart = drawn(question_chart("c", series=2))

    cells = [f.text for f in chart.iter(f"{C}f")]

    assert cells == [
        "Data!$B$1", "Data!$A$2:$A$15", "Data!$B$2:$B$15",
        "Data!$C$1", "Data!$A$2:$A$15", "Data!$C$2:$C$15",
    ]  # fmt: skip


def test_categories_run_from_the_top_in_the_given_order() -> None:
    chart = drawn(question_chart("c"))

    assert values_of(chart, f".//{C}catAx/{C}scaling/{C}orientation") == ["maxMin"]
    assert values_of(chart, f".//{C}valAx/{C}crosses") == ["max"]
    names = [v.text for v in chart.iterfind(f".//{C}cat//{C}v")]
    assert names == list(QUESTIONS)


def test_percentages_are_drawn_on_an_axis_from_0_to_100() -> None:
    percent, files = drawn(a_chart(40.0)), drawn(a_chart(40.0, unit="files"))

    assert values_of(percent, f".//{C}valAx/{C}scaling/{C}max") == ["100"]
    assert values_of(percent, f".//{C}valAx/{C}scaling/{C}min") == ["0"]
    assert values_of(files, f".//{C}valAx/{C}scaling/{C}max") == []


@pytest.mark.parametrize(
    ("values", "unit", "form"),
    [
        ((40.0, 60.0), "%", '0"%"'),
        ((62.5, 60.0), "%", '0.0"%"'),
        ((62.4761, 60.0), "%", '0"%"'),
        ((12.0,), "files", "0"),
    ],
)
def test_labels_show_values_without_rounding_them_twice(
    values: tuple[float, ...], unit: str, form: str
) -> None:
    chart = drawn(a_chart(*values, unit=unit))

    assert chart.find(f".//{C}ser/{C}dLbls/{C}numFmt").get("formatCode") == form


def test_two_series_have_the_two_colours_of_the_palette() -> None:
    one, two = drawn(question_chart("c")), drawn(question_chart("c", series=2))
    fill = f".//{C}ser/{C}spPr//{{http://schemas.openxmlformats.org/drawingml/2006/main}}srgbClr"

    assert values_of(one, fill) == ["12436D"]
    assert values_of(two, fill) == ["12436D", "F46A25"]


def test_a_line_above_the_chart_says_in_order_which_bar_is_which() -> None:
    def lines(series: int) -> list[str]:
        packed = written(document_of(question_chart("c", series=series)))
        return [p.text for p in docx.Document(io.BytesIO(packed)).paragraphs]

    assert "Bars from the top: ■\u00a0Magistrates' court; ■\u00a0Crown Court" in lines(2)
    assert not any("■" in line for line in lines(1))


def test_a_value_that_is_no_number_leaves_a_gap() -> None:
    chart = drawn(a_chart(10.0, float("nan"), 30.0))

    points = chart.findall(f".//{C}val//{C}pt")

    assert [point.get("idx") for point in points] == ["0", "2"]


def test_a_chart_of_many_long_questions_fits_the_page() -> None:
    few, many = (chart_size(c, WIDTH, TALLEST) for c in (a_chart(1.0, 2.0), question_chart("c")))

    assert few.height < many.height <= TALLEST
    assert few.labels < many.labels < 0.5


def test_an_empty_chart_says_so_in_word_and_on_the_page() -> None:
    document = document_of(replace(question_chart("c"), categories=(), series=()))

    said = [p.text for p in docx.Document(io.BytesIO(written(document))).paragraphs]

    assert said[-1] == "There is nothing to show in this chart."
    assert said[-2].startswith("Chart 1: ")
    assert "There is nothing to show in this chart." in reading_copy(document)
