"""What the product writes for spreadsheets holds no live formula, whatever evidence says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from report_builder.document import Chart, Series
from report_builder.word.chart_workbook import chart_workbook

ROOT = Path(__file__).parents[2]
FLOORS = ("evidence", "coding", "report_builder")
LIVE = {"write_formula", "write_array_formula", "write_dynamic_array_formula", "write_url"}
GUESSING = {"write", "write_row", "write_column"}
WORKED_OUT = {
    "evidence/examination/workbook_sheet.py": {"write_formula"},
    "report_builder/data_annex/workbook.py": {"write_url"},
}
"""The form of the file examination works out its status by formulas of the program's own; the
contents of the data annex lead to its own sheets."""
STARTS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x.invalid")']


def modules() -> Iterator[tuple[str, ast.Module]]:
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def methods(tree: ast.Module) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def called(tree: ast.Module) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def turns_text_into_formulas(tree: ast.Module) -> bool:
    """Whether a workbook of this module takes "=1+1" for a formula."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "strings_to_formulas":
                    return not (isinstance(value, ast.Constant) and value.value is False)
    return True


def test_every_workbook_is_written_without_formulas_or_links() -> None:
    writers = [(name, tree) for name, tree in modules() if "xlsxwriter" in imported(tree)]

    assert len(writers) >= 2
    for name, tree in writers:
        assert not (methods(tree) & LIVE) - WORKED_OUT.get(name, set()), name
        if turns_text_into_formulas(tree):
            assert not methods(tree) & GUESSING, f"{name}: say write_string or write_number"


def test_no_workbook_is_written_by_another_library() -> None:
    for name, tree in modules():
        if "openpyxl" in imported(tree):
            assert not methods(tree) & {"save", "create_sheet"}, name
        assert not methods(tree) & {"to_excel", "to_csv"}, name


def test_every_list_of_values_is_made_harmless() -> None:
    for name, tree in modules():
        if methods(tree) & {"writer", "DictWriter"}:
            assert "harmless" in called(tree), f"{name}: evidence.written_tables.harmless"


@pytest.mark.parametrize("text", STARTS)
def test_the_workbook_behind_a_chart_holds_words_as_words(text: str) -> None:
    chart = Chart("B1", text, text, (text,), (Series(text, (1,)),), "%", text, ())

    sheet = openpyxl.load_workbook(BytesIO(chart_workbook(chart))).active

    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
