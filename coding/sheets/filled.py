"""Reading a filled sheet: which rows it has, what their cells say, and what was done to it.

Rows are known by their segment and cells by their heading, so that sorting, filtering,
renaming the sheet and inserting columns do no harm. Whatever would make it unsure whose words
a cell is about is a defect, and nothing of the file is taken in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding.sheets.cell_text import print_of, short
from coding.sheets.finding import EXPORT_AGAIN, Table, key_in, not_one, table_in
from coding.sheets.key import SheetKey
from coding.sheets.layout import FILLED, Field, Place
from coding.sheets.remarks import Remark
from evidence.examination.grid import Row, Sheet, address
from evidence.notices import Notice

_RANGE = re.compile(r"[A-Z]+(\d+)(?::[A-Z]+(\d+))?")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a filled sheet; `columns` has the number of each place's column."""

    sheet: str
    number: int
    row_id: str
    cells: Mapping[Place, str]
    columns: Mapping[Place, int]

    def says(self, field: Field, number: int = 0) -> str:
        """Return what a cell says, or "" where it is empty or not there."""
        return self.cells.get((field, number), "")

    def remark(self, place: Place, code: str, message: str, way_out: str) -> Remark:
        """Return a remark on a cell of the row."""
        where = address(self.columns[place], self.number) if place in self.columns else ""
        return Remark(self.sheet, where, code, message, way_out, self.row_id)


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What a filled sheet says, or everything that is wrong with it.

    `rows` are those of passages that can be coded, by segment, without those at fault;
    `missing` are rows that were deleted, `moved` those that stand in another order, `altered`
    those whose text was changed.
    """

    key: SheetKey | None
    rows: Mapping[str, FilledRow]
    defects: tuple[Remark, ...] = ()
    missing: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


def read_filled(sheets: Sequence[Sheet]) -> FilledSheet:
    """Return what the sheets of a workbook say."""
    key = key_in(sheets)
    if isinstance(key, Remark):
        return FilledSheet(None, {}, (key,))
    tables = [table for sheet in sheets if (table := table_in(sheet)) is not None]
    if len(tables) != 1:
        return FilledSheet(key, {}, (not_one(tables),))
    return _Reading(key, tables[0]).filled()


class _Reading:
    """The rows of one sheet of passages while they are read."""

    def __init__(self, key: SheetKey, table: Table) -> None:
        self.key = key
        self.name = table.sheet.name
        self.table = table
        self.defects: list[Remark] = []
        self.altered: list[str] = []
        self.columns: dict[Place, int] = {}
        self.found: dict[str, FilledRow] = {}
        self.merged: set[int] = set()
        self.context_read = 0

    def filled(self) -> FilledSheet:
        """Return what the sheet says."""
        self._place_columns()
        below = [r for r in self.table.sheet.rows if r.number > self.table.heading.number]
        sound = not self.defects
        self._refuse_merged()
        for row in below if sound else ():
            self._take(row)
        order = {row_id: at for at, row_id in enumerate(self.key.texts)}
        here = [row_id for row_id in self.found if row_id in order]
        missing = (n for n in order if n not in self.found) if sound else ()
        faulty = {d.segment_id for d in self.defects}
        rows = {
            n: row
            for n, row in self.found.items()
            if n in self.key.passages and n not in faulty and row.number not in self.merged
        }
        return FilledSheet(
            self.key, rows, tuple(self.defects), tuple(missing), tuple(_moved(here, order)),
            tuple(self.altered), tuple(self._notices(below)),
        )  # fmt: skip

    def _place_columns(self) -> None:
        for number, place, heading in self.table.places:
            if place in self.columns:
                self._refuse_heading(
                    number, "repeated_column", f"Two columns are headed '{heading}'.",
                    "Delete one, or give it another heading.",
                )  # fmt: skip
            elif place is not None:
                self.columns[place] = number
        missing = [place for place in self._needed() if place not in self.columns]
        if missing:
            named = ", ".join(f"{f} {n}" if n else str(f) for f, n in missing)
            self._refuse_heading(
                min(self.table.heading.cells), "missing_column", f"No column is headed {named}.",
                f"Put it back; empty cells take codings back, a deleted column cannot. "
                f"{EXPORT_AGAIN}",
            )  # fmt: skip

    def _needed(self) -> Iterator[Place]:
        """Go through the columns without which cells would look as if they had been emptied."""
        yield from ((Field.SEGMENT, 0), (Field.TEXT, 0), (Field.NOTHING, 0))
        most = max((c.slot for s in self.key.passages.values() for c in s.codings), default=1)
        for slot in range(1, most + 1):
            for field in (Field.CODE, Field.POLARITY, Field.STRENGTH, Field.MEMO, Field.WORDS):
                yield field, slot

    def _refuse_heading(self, column: int, code: str, message: str, way_out: str) -> None:
        where = address(column, self.table.heading.number)
        self.defects.append(Remark(self.name, where, code, message, way_out))

    def _refuse_merged(self) -> None:
        for area in self.table.sheet.merged:
            match = _RANGE.fullmatch(area)
            if match and int(match[2] or match[1]) >= self.table.heading.number:
                self.merged |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
                self.defects.append(
                    Remark(
                        self.name,
                        area,
                        "merged_cells",
                        f"The cells {area} were merged, so that all but one of them look empty.",
                        "Unmerge them, and fill each.",
                    )
                )

    def _take(self, row: Row) -> None:
        texts = {
            place: row.cells[number].text
            for place, number in self.columns.items()
            if number in row.cells
        }
        row_id = " ".join(texts.get((Field.SEGMENT, 0), "").split()).upper()
        said = FilledRow(self.name, row.number, row_id, texts, self.columns)
        filled = any(field in FILLED for field, _ in texts)
        if row_id not in self.key.texts:
            self._refuse_stranger(said, filled=filled)
            return
        if row_id in self.found:
            if dict(self.found[row_id].cells) != texts:
                self._refuse_row(
                    said, (Field.SEGMENT, 0), "repeated_row",
                    f"{row_id} stands in row {self.found[row_id].number} as well, and says "
                    "something else there.", "Delete one of the two rows.",
                )  # fmt: skip
            return
        self.found[row_id] = said
        self._look(said, row, filled=filled)

    def _look(self, said: FilledRow, row: Row, *, filled: bool) -> None:
        if print_of(said.says(Field.TEXT)) != self.key.texts[said.row_id]:
            self.altered.append(said.row_id)
            self._refuse_row(
                said, (Field.TEXT, 0), "altered_text",
                "The text was changed by hand, or belongs to another row, and is no longer what "
                "the evidence says.",
                "Put the text back (undo the sorting, if that parted it from its Segment), or "
                "delete the row to leave it out.",
            )  # fmt: skip
        for place, number in self.columns.items():
            cell = row.cells.get(number)
            if cell is not None and place[0] in FILLED and (cell.uncalculated or cell.error):
                what = "a formula whose result was not saved" if cell.uncalculated else "an error"
                self._refuse_row(
                    said, place, "formula_without_value", f"The cell holds {what}.",
                    "Type the value instead.",
                )  # fmt: skip
        if filled and said.row_id not in self.key.passages:
            if all(f is Field.NOTHING for f, _ in said.cells if f in FILLED):
                self.context_read += 1  # filled down over the grey rows: it says nothing wrong
                return
            place = next(p for p in said.cells if p[0] in FILLED)
            self._refuse_row(
                said, place, "row_is_context",
                "This row is a question or the rest of a long passage, and is not coded.",
                "Move what you filled in to the row of the answer, or to the passage's first row.",
            )  # fmt: skip

    def _refuse_stranger(self, said: FilledRow, *, filled: bool) -> None:
        if said.row_id:
            self._refuse_row(
                said, (Field.SEGMENT, 0), "unknown_segment",
                f"This sheet has no passage '{short(said.row_id, 40)}'.",
                "Put the Segment back as it was, or delete the row.",
            )  # fmt: skip
        elif filled:
            self._refuse_row(
                said, (Field.SEGMENT, 0), "no_segment",
                "The row is filled in, and does not say which passage it is about.",
                "Move it to the row of its passage, or delete it.",
            )  # fmt: skip

    def _refuse_row(self, said: FilledRow, place: Place, code: str, message: str, way: str) -> None:
        self.defects.append(said.remark(place, code, message, way))

    def _notices(self, below: Sequence[Row]) -> Iterator[Notice]:
        hidden = sum(row.hidden for row in below)
        if hidden:
            yield Notice(
                "hidden_rows", f"Rows that are hidden or filtered out were read too: {hidden}."
            )
        if self.context_read:
            yield Notice(
                "context_read",
                f"Grey rows that say '{Field.NOTHING}': {self.context_read}. They are there to be "
                "read, and nothing is noted of them.",
            )
        others = {n: heading for n, place, heading in self.table.places if place is None}
        others |= {n: "" for row in below for n in row.cells if not self._headed(n)}
        for number, heading in sorted(others.items()):
            if any(number in row.cells for row in below):
                name = f"'{short(heading, 40)}'" if heading else "without a heading"
                yield Notice(
                    "column_not_read", f"The column {name} is not ours, and was not read.",
                    address(number, self.table.heading.number),
                )  # fmt: skip

    def _headed(self, column: int) -> bool:
        return column in self.table.heading.cells


def _moved(here: Sequence[str], order: Mapping[str, int]) -> list[str]:
    """Return the fewest rows whose moving explains the order in which all stand."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, row_id in enumerate(here):
        spot = bisect_left(tails, order[row_id])
        before.append(ends[spot - 1] if spot else -1)
        tails[spot : spot + 1] = [order[row_id]]
        ends[spot : spot + 1] = [at]
    stayed: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stayed.add(at)
        at = before[at]
    return [row_id for n, row_id in enumerate(here) if n not in stayed]
