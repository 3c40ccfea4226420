"""What holds of every coding sheet: nothing is read into it that nobody wrote."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coding.codebook import Codebook
from coding.sheets.cell_text import lines_of, parts, print_of, same_words, shown
from coding.sheets.content import PassageRow, SheetContent, passage_rows
from coding.sheets.filled import FilledSheet, read_filled
from coding.sheets.key import (
    SheetKey,
    Shown,
    ShownCoding,
    key_lines,
    key_of,
    shown_json,
)
from coding.sheets.layout import TEXT_WIDTH, Field, columns, place_of
from coding.sheets.row_reading import wishes_of
from coding.sheets.workbook import write_sheet
from evidence.examination.grid import Row, Sheet
from evidence.examination.workbook import sheets_of
from evidence.framework import CodeDefinition
from evidence.segments import PlacedSegment, Segment
from tests.coding.sheet_forms import columns as columns_in
from tests.coding.sheet_forms import exported, fill, imported, sheet_of, taken_in

CODEBOOK = Codebook(
    tuple(CodeDefinition(name, f"Name of {name}", name) for name in ("4a", "4b", "4c"))
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
COLUMNS = columns(suggestions=0, codes=3, speakers=True, others=True)


def content(texts: Sequence[str]) -> SheetContent:
    """A sheet of such passages, each coded once already, with its text as memo."""
    rows, passages, prints = [], {}, {}
    for number, text in enumerate(texts, start=1):
        name = f"S001-{number:03d}"
        memo = shown(text)
        rows.append(
            PassageRow(
                name,
                {
                    (Field.SEGMENT, 0): name,
                    (Field.TEXT, 0): shown(text),
                    (Field.CODE, 1): "4a: Name of 4a",
                    (Field.POLARITY, 1): "mixed",
                    (Field.MEMO, 1): memo,
                },
            )
        )
        coding = ShownCoding(1, f"C{number}", "x", "4a", "mixed", "ordinary", print_of(memo), "")
        passages[name] = Shown((coding,))
        prints[name] = print_of(shown(text))
    key = SheetKey(
        "K-1", "J Marsh", "An inspection", "2026-01-05T09:00:00+00:00", 1,
        blind=True, masked=False, sources={"S001": "0"}, passages=passages, texts=prints,
    )  # fmt: skip
    return SheetContent("A sheet", COLUMNS, tuple(rows), CODEBOOK, key, ())


def wished(filled: FilledSheet) -> dict[str, bool]:
    """Which rows ask for anything."""
    assert filled.key is not None
    found = {}
    for name, row in filled.rows.items():
        wishes, defects = wishes_of(row, filled.key.passages[name], CODEBOOK)
        assert defects == []
        found[name] = wishes.any
    return found


@given(st.lists(TEXTS, min_size=1, max_size=6))
@example(["=1+1", "_x0041_ and _x000D_", "a\x00b\x0bc", "  padded \t\r\n twice ", "\ufffe\u2028"])
@settings(max_examples=40)
def test_a_sheet_that_nobody_touched_asks_for_nothing(texts: list[str]) -> None:
    filled = read_filled(sheets_of(write_sheet(content(texts))))

    assert (filled.defects, filled.altered, filled.missing, filled.moved) == ((), (), (), ())
    assert set(wished(filled).values()) == {False}


@given(st.lists(TEXTS, min_size=2, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_the_rows_does_not_matter(texts: list[str], dice: random.Random) -> None:
    sheets = sheets_of(write_sheet(content(texts)))
    passages = sheets[0]
    head, body = passages.rows[:3], list(passages.rows[3:])
    coded = {n: Row(row.number, {**row.cells, **_coded(passages)}) for n, row in enumerate(body)}
    chosen = sorted(dice.sample(range(len(body)), k=len(body) // 2))
    body = [coded[n] if n in chosen else row for n, row in enumerate(body)]
    cells = [row.cells for row in body]
    dice.shuffle(cells)
    shuffled = [Row(row.number, held) for row, held in zip(body, cells, strict=True)]

    straight = read_filled((Sheet("Any", (*head, *body)), *sheets[1:]))
    mixed = read_filled((Sheet("Name", (*head, *shuffled)), *sheets[1:]))

    assert mixed.defects == ()
    assert wished(mixed) == wished(straight)
    assert sum(wished(mixed).values()) == len(chosen)


def _coded(sheet: Sheet) -> dict[int, object]:
    """Cells that give a second code, by their columns."""
    heading = next(r for r in sheet.rows if any(place_of(c.text) for c in r.cells.values()))
    at = {place_of(cell.text): column for column, cell in heading.cells.items()}
    said = {(Field.CODE, 2): "4b", (Field.POLARITY, 2): "positive"}
    return {at[place]: type(heading.cells[1])(text) for place, text in said.items()}


@given(TEXTS.map(lambda text: text * 40), st.integers(8, 90))
def test_parts_of_a_text_are_the_text_and_fit_a_row(text: str, width: int) -> None:
    words = shown(text)

    found = parts(words, width=width)

    assert "".join(found) in {words, words.rstrip()} or not words.strip()
    assert all(lines_of(part, width=width) <= 24 for part in found)


def test_a_passage_of_a_cells_size_is_divided_where_words_end() -> None:
    found = parts("a theme named again " * 400, width=TEXT_WIDTH)

    assert len(found) > 1
    assert all(part.endswith(("theme ", "named ", "again ", "a ")) for part in found)


def test_a_passage_too_long_for_a_cell_runs_over_rows_and_is_coded_in_the_first() -> None:
    long = "a theme that came up again; " * 2000
    assert len(long) > 32_767
    placed = PlacedSegment("S001-001", "S001", Segment(1, 0, len(long), long, "para 1"))
    pieces = parts(long, width=TEXT_WIDTH)
    rows = tuple(passage_rows(placed, {}, pieces, is_open=True))
    made = content([""])
    prints = {row.row_id: print_of(row.cells[Field.TEXT, 0]) for row in rows}
    key = replace(made.key, passages={"S001-001": Shown()}, texts=prints)

    filled = read_filled(sheets_of(write_sheet(replace(made, rows=rows, key=key))))

    assert [row.open for row in rows][:2] == [True, False]
    assert (filled.defects, filled.missing, list(filled.rows)) == ((), (), ["S001-001"])


@given(TEXTS)
def test_a_print_does_not_change_with_white_space(text: str) -> None:
    assert print_of(text) == print_of(f"\r\n {same_words(text)}\t")


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_a_key_is_read_back_as_it_was_written(texts: list[str], coder: str) -> None:
    key = content(texts).key
    assert key_of(key_lines(key)) == key
    assert all(shown_json(shown) for shown in key.passages.values())


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "Code_1": st.sampled_from(["4a", "4b", None]),
        "Polarity_1": st.sampled_from(["positive", "mixed", None]),
        "Strength_1": st.sampled_from(["strong", None]),
        "Memo_1": st.sampled_from(["a thought", None]),
        "Decision_1": st.sampled_from(["accept", "reject", "2a", None]),
        "Read__nothing_found": st.sampled_from(["yes", None]),
    },
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return taken_in(tmp_path_factory.mktemp("law"))


@given(st.lists(CELLS, min_size=1, max_size=2), st.uuids())
@settings(max_examples=5)
def test_taking_a_sheet_in_twice_is_taking_it_in_once(
    folder: Path, filled: list[dict[str, str | None]], name: UUID
) -> None:
    path = exported(folder, name=f"{name}.xlsx")
    there = columns_of(path)
    for cells in filled:
        here = {k: v for k, v in cells.items() if k.replace("_", " ") in there or "__" in k}
        fill(path, "The same three weaknesses", **here)
        first = imported(folder, path)

        again = imported(folder, path)

        taken = first["outcome"] == "taken_in"
        assert again["outcome"] == ("same" if taken else first["outcome"])
        assert not sum(again[deed] for deed in ("coded", "changed", "withdrawn", "accepted"))


def columns_of(path: Path) -> set[str]:
    return set(columns_in(sheet_of(openpyxl.load_workbook(path))))
