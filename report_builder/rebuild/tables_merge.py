"""Tables three ways, cell by cell: a cell is found by its row's name and column's heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.readers.wordml import Element
from report_builder.rebuild.outcome import Clash
from report_builder.rebuild.passages import Desk, Passage, bring_up_to_date
from report_builder.word.merging.adopting import Adopting, take_out_block
from report_builder.word.merging.tokens import plain_of, tokens_of
from report_builder.word.merging.units import cell_text, cells_of, rows_of
from report_builder.word.revisions.names import P
from report_builder.word.revisions.words import spans


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rows with their cells, and what each cell says."""

    rows: list[Element]
    cells: list[list[Element]]
    texts: list[list[str]]

    @property
    def names(self) -> list[str]:
        """What each row is called: its first cell."""
        return [row[0] if row else "" for row in self.texts]

    @property
    def headings(self) -> list[str]:
        """What each column is called."""
        return self.texts[0] if self.texts else []


def grid_of(table: Element, known: Mapping[str, str]) -> Grid:
    """Return a table as rows and cells."""
    rows = rows_of(table)
    cells = [cells_of(row) for row in rows]
    return Grid(rows, cells, [[cell_text(cell, known) for cell in row] for row in cells])


def merge_table(
    block: str,
    tables: tuple[Element, Element, Element],
    desk: Desk,
    adopting: Adopting,
    *,
    piece: int = 0,
    of: int = 1,
) -> None:
    """Bring the editor's table (the second) from the draft's (first) to the new one (third).

    An editor may have cut it in pieces: `piece` tells which `of` them this is, from 0.
    """
    base, edited, new = (grid_of(table, desk.known) for table in tables)
    made = _Tables(block, base, edited, new, desk)
    made.whole, made.first = of == 1, piece == 0
    made.merge(tables, adopting)


class _Tables:
    def __init__(self, block: str, base: Grid, edited: Grid, new: Grid, desk: Desk) -> None:
        self._block, self._desk = block, desk
        self._base, self._edited, self._new = base, edited, new
        self._e_rows = paired(base.names, edited.names)
        self._n_rows = paired(base.names, new.names)
        self._e_columns = paired(base.headings, edited.headings)
        self._n_columns = paired(base.headings, new.headings)
        self.whole = self.first = True

    def merge(self, tables: tuple[Element, Element, Element], adopting: Adopting) -> None:
        if len(self._new.headings) != len(self._base.headings) or len(self._n_columns) != len(
            self._base.headings
        ):
            self._other_columns(tables, adopting)
            return
        if self._base.texts != self._new.texts or self._lost():
            self._cells()
        self._rows_gone()
        self._rows_come(adopting)

    def _lost(self) -> bool:
        """Whether live numbers of the draft have lost their controls in the editor's table."""
        base, edited = (
            {
                n.use
                for row in g.rows
                for p in row.iter(P)
                for n in plain_of(p, self._desk.known).numbers
            }
            for g in (self._base, self._edited)
        )
        return not base <= edited

    def _other_columns(self, tables: tuple[Element, Element, Element], adopting: Adopting) -> None:
        """New columns: the whole table is taken where no editor touched it."""
        if self._edited.texts == self._base.texts:
            tables[1].addprevious(adopting.copied(tables[2]))
            take_out_block(tables[1])
            self._desk.touched = True
        elif self._edited.texts != self._new.texts:
            said = tuple(_told(grid) for grid in (self._base, self._edited, self._new))
            self._desk.outcome.clashes.append(Clash(self._block, "table", *said))

    def _cells(self) -> None:
        for row, there in sorted(self._n_rows.items()):
            here = self._e_rows.get(row)
            for column, new_column in self._n_columns.items():
                cell = _at(self._base.cells[row], column)
                now = _at(self._new.cells[there], new_column)
                if cell is None or now is None:
                    continue
                own_column = self._e_columns.get(column)
                own = (
                    _at(self._edited.cells[here], own_column)
                    if here is not None and own_column is not None
                    else None
                )
                if own is not None:
                    self._cell(cell, own, now)

    def _cell(self, before: Element, own: Element, now: Element) -> None:
        paragraphs = [list(cell.iter(P)) for cell in (before, own, now)]
        tokens = [[tokens_of(p, self._desk.known).said for p in ps] for ps in paragraphs]
        base, _, new = tokens
        lost = {t.use for ps in base for t in ps if t.use} - {
            t.use for ps in tokens[1] for t in ps if t.use
        }
        same = [[(t.key, t.text) for t in p] for p in base] == [
            [(t.key, t.text) for t in p] for p in new
        ]
        if (same and not lost) or not paragraphs[1]:
            return
        length = max(len(base), len(new))
        padded = [*base, *([[]] * (length - len(base)))]
        fresh = [*new, *([[]] * (length - len(new)))]
        bring_up_to_date(Passage(self._block, paragraphs[1], padded, fresh), self._desk)

    def _rows_gone(self) -> None:
        for row in range(len(self._base.rows)):
            here = self._e_rows.get(row)
            if row in self._n_rows or here is None:
                continue
            theirs, was = self._edited.texts[here], self._base.texts[row]
            if _shared(theirs, self._e_columns) == _shared(was, {c: c for c in self._e_columns}):
                take_out_block(self._edited.rows[here])
                self._desk.touched = True
            else:
                said = (" | ".join(was), " | ".join(theirs), "")
                self._desk.outcome.clashes.append(Clash(self._block, "dropped", *said))

    def _rows_come(self, adopting: Adopting) -> None:
        old = {there: row for row, there in self._n_rows.items()}
        cursor: Element | None = None
        for there, row in enumerate(self._new.rows):
            if there in old:
                cursor = self._behind(old[there], cursor)
                continue
            if self._new.texts[there] in self._edited.texts or cursor is None:
                continue
            made = adopting.copied(row)
            self._fit(made)
            cursor.addnext(made)
            cursor = made
            self._desk.touched = True

    def _behind(self, row: int, cursor: Element | None) -> Element | None:
        """The editor's row after which new ones come that follow one of the draft's."""
        here = self._e_rows.get(row)
        if here is not None and (row or self.first):  # each piece may repeat the heading
            return self._edited.rows[here]
        return cursor if self.whole else None

    def _fit(self, row: Element) -> None:
        """Give a new row the columns that the editor's table has, in their order."""
        cells = cells_of(row)
        wanted = len(self._edited.headings)
        places = {own: column for column, own in self._e_columns.items()}
        if wanted == len(cells) and all(places.get(at) == at for at in range(wanted)):
            return
        made: list[Element] = []
        for at in range(wanted):
            there = self._n_columns.get(places[at]) if at in places else None
            cell = cells[there] if there is not None and there < len(cells) else None
            made.append(cell if cell is not None else _empty(row, cells[-1]))
        for cell in cells:
            row.remove(cell)
        row.extend(made)


def paired(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Return which name of one row of names is which of another.

    Equal names are joined, wherever they stand; what lies between joined ones is joined in
    order where there is as much of it on both sides.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for span in spans(list(base), list(other)):
        if span.equal:
            found.update(zip(range(span.a, span.a_end), range(span.b, span.b_end), strict=True))
    taken.update(found.values())
    for at, name in enumerate(base):
        if at not in found:
            free = [k for k, said in enumerate(other) if said == name and k not in taken]
            if free:
                found[at] = free[0]
                taken.add(free[0])
    for span in spans(list(base), list(other)):
        rest = [at for at in range(span.a, span.a_end) if at not in found]
        free = [at for at in range(span.b, span.b_end) if at not in taken]
        if not span.equal and len(rest) == len(free):
            found.update(zip(rest, free, strict=True))
            taken.update(free)
    return found


def _at(cells: Sequence[Element], place: int) -> Element | None:
    return cells[place] if place < len(cells) else None


def _shared(row: Sequence[str], columns: Mapping[int, int]) -> list[str]:
    return [row[at] for _, at in sorted(columns.items()) if at < len(row)]


def _empty(row: Element, like: Element) -> Element:
    made = row.makeelement(like.tag)
    made.append(made.makeelement(P))
    return made


def _told(grid: Grid) -> str:
    return "\n".join(" | ".join(row) for row in grid.texts)
