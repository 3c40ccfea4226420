"""Word's list numbers, counted as Word counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from evidence.readers.numbering import Numbering, formatted
from evidence.readers.numbers import said, typed
from tests.evidence.word_files import WORD, lvl, numbering

THREE = (lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "lowerRoman", "(%3)"))


def counted(xml: str, *passed: tuple[int, int]) -> list[str]:
    """The labels of paragraphs, each given by its list and level."""
    numbers = Numbering(etree.fromstring(f'<w:numbering xmlns:w="{WORD}">{xml}</w:numbering>'))
    labels = [numbers.label(str(name), depth) for name, depth in passed]
    return [label.text if label else "none" for label in labels]


def num(name: int, inside: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="0"/>{inside}</w:num>'


def test_a_level_starts_again_under_the_next_above_it() -> None:
    passed = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1)]

    assert counted(numbering(*THREE), *passed) == ["1.", "1.1", "(i)", "(ii)", "1.2", "2.", "2.1"]


def test_a_level_that_was_passed_over_counts_as_its_start() -> None:
    assert counted(numbering(*THREE), (1, 1), (1, 1)) == ["1.1", "1.2"]


def test_lists_of_one_abstract_list_count_on() -> None:
    assert counted(numbering(*THREE, lists=num(1) + num(2)), (1, 0), (2, 0)) == ["1.", "2."]


def test_a_list_may_override_where_it_starts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'

    assert counted(numbering(*THREE, lists=num(1) + num(2, override)), (1, 0), (2, 0), (2, 0)) == [
        "1.",
        "7.",
        "8.",
    ]


def test_a_list_may_bring_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)")}</w:lvlOverride>'

    assert counted(numbering(*THREE, lists=num(1, own)), (1, 0), (1, 0)) == ["A)", "B)"]


def test_a_level_starts_where_it_says() -> None:
    assert counted(numbering(lvl(0, "decimal", "%1.", start=4)), (1, 0), (1, 0)) == ["4.", "5."]


def test_a_level_may_never_restart() -> None:
    levels = (
        lvl(0, "decimal", "%1."),
        lvl(1, "decimal", "para %2", more='<w:lvlRestart w:val="0"/>'),
    )

    assert counted(numbering(*levels), (1, 0), (1, 1), (1, 0), (1, 1)) == [
        "1.",
        "para 1",
        "2.",
        "para 2",
    ]


def test_legal_numbering_shows_figures_only() -> None:
    levels = (lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2", more="<w:isLgl/>"))

    assert counted(numbering(*levels), (1, 0), (1, 0), (1, 1)) == ["I.", "II.", "2.1"]


def test_no_list_has_no_label() -> None:
    assert counted(numbering(*THREE), (9, 0)) == ["none"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", "4"), ("decimalZero", "04"), ("lowerLetter", "d"), ("upperLetter", "D"),
        ("lowerRoman", "iv"), ("upperRoman", "IV"), ("ordinal", "4th"), ("cardinalText", "Four"),
        ("ordinalText", "Fourth"), ("none", ""), ("aiueo", "4"),
    ],
)  # fmt: skip
def test_a_count_is_shown_in_its_form(form: str, shown: str) -> None:
    assert formatted(4, form) == shown


@given(st.integers(1, 3_999))
def test_roman_numerals_say_their_count(count: int) -> None:
    worth = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
    values = [worth[letter] for letter in formatted(count, "lowerRoman")]
    total = sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))

    assert total == count


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("4.2.", "4.2"),
        ("(a)", "(a)"),
        ("b)", "(b)"),
        ("Item 4:", "4"),
        ("iv.", "(iv)"),
        ("4)", "4"),
    ],
)
def test_a_shown_number_is_said(label: str, number: str) -> None:
    assert said(label) == number


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("4. Themes", "4"), ("4.2 GT welcomed", "4.2"), ("3a. Strategy", "3a"),
        ("(b) every file", "(b)"),
        ("Item 4: Themes", "4"), ("4) Themes", "4"), ("1.\tThemes", "1"),
    ],
)  # fmt: skip
def test_a_typed_number_is_taken(line: str, number: str) -> None:
    found = typed(line)

    assert found is not None
    assert found.number == number


@pytest.mark.parametrize(
    "line",
    [
        "12 March 2024",
        "48.9 per cent",
        "10.30 am start",
        "14.3.24 Board",
        "3 files",
        "2024. The year",
        "9:30 sharp",
    ],
)
def test_a_figure_is_no_number(line: str) -> None:
    assert typed(line) is None
