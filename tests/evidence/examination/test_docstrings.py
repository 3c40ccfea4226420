"""What the docstrings of the file examination show is so."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = (
    "column_values",
    "column_words",
    "defects",
    "grid",
    "rates",
    "row_cells",
    "rows",
    "sheet_map",
    "spellings",
    "stacked_headings",
    "statistics",
    "urns",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(f"evidence.examination.{name}")

    assert doctest.testmod(module).failed == 0
