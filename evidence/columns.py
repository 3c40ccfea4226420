"""Which column of a list says what: proposed from the headings, mapped once, remembered.

Applications, and the people who copy from them, name columns in many ways. A proposal takes
the heading that is known, or that holds a known one; where two columns could be meant, the
nearer wins and the other is named as unsure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.examination.grid import Row, Sheet
from evidence.examination.spellings import plain

_SEARCHED_ROWS = 40
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of list gives: each field's headings, the likeliest first, and what is needed.

    Headings are in bare words (see `plain`), without "IQA";
    "IQAs" is read as assessments.
    """

    spellings: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where the headings stand in a sheet, and the column of each field, counted from 1.

    `unsure` names headings that could have meant a field too; `missing` the fields that are
    needed and for which no column was found; `unused` the headings that nothing is read from.
    """

    sheet: str
    row: int
    at: tuple[tuple[str, int, str], ...]
    unsure: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, int]:
        """The column of each field that was found."""
        return {field: column for field, column, _ in self.at}


def propose(
    sheets: Sequence[Sheet],
    layout: Layout,
    chosen: Mapping[str, str | None],
    *,
    fewest: int = _FEWEST,
) -> ColumnMap | None:
    """Return the likeliest mapping of a list, or None if no row has the `fewest` headings.

    `chosen` is what a person has said of a heading, in its bare words, before; None says
    that the column is of no use. The sheet and row with the most fields are taken, the
    topmost of those.
    """
    best: ColumnMap | None = None
    for sheet in sheets:
        for row in sheet.rows[:_SEARCHED_ROWS]:
            found = _mapped(sheet.name, row, layout, chosen)
            if len(found.at) >= fewest and (best is None or len(found.at) > len(best.at)):
                best = found
    return best


def headings_unlike(found: ColumnMap, said: Iterable[str]) -> tuple[str, ...]:
    """Return which of some headings that a person named are not in the list."""
    shown = {plain(heading) for _, _, heading in found.at} | {plain(h) for h in found.unused}
    return tuple(heading for heading in said if plain(heading) not in shown)


def _mapped(sheet: str, row: Row, layout: Layout, chosen: Mapping[str, str | None]) -> ColumnMap:
    ranked: dict[str, list[tuple[int, int, str]]] = {}
    for column, cell in sorted(row.cells.items()):
        said = plain(cell.text)
        if said in chosen:
            field = chosen[said]
            if field is not None:
                ranked.setdefault(field, []).append((-1, column, cell.text))
            continue
        for field, rank in _meant(_without_iqa(said), layout):
            ranked.setdefault(field, []).append((rank, column, cell.text))
    found = _settled(sheet, row.number, layout, ranked)
    used = set(found.columns.values())
    left = (" ".join(c.text.split()) for n, c in sorted(row.cells.items()) if n not in used)
    return replace(found, unused=tuple(heading for heading in left if heading))


def _settled(
    sheet: str, row: int, layout: Layout, ranked: Mapping[str, list[tuple[int, int, str]]]
) -> ColumnMap:
    """Give each field its nearest column, and no column to two fields."""
    offers = sorted(
        (rank, column, field, heading)
        for field, columns in ranked.items()
        for rank, column, heading in columns
    )
    at: dict[str, tuple[int, str]] = {}
    taken: set[int] = set()
    unsure: list[tuple[str, str]] = []
    for _, column, field, heading in offers:
        if column in taken:
            continue
        if field in at:
            unsure.append((heading, field))
            continue
        at[field] = (column, heading)
        taken.add(column)
    left = tuple((h, f) for h, f in unsure if h not in {heading for _, heading in at.values()})
    return ColumnMap(
        sheet,
        row,
        tuple((f, *at[f]) for f in layout.spellings if f in at),
        tuple(dict.fromkeys(left)),
        tuple(f for f in layout.required if f not in at),
    )


def _without_iqa(said: str) -> str:
    return " ".join("assessments" if w == "iqas" else w for w in said.split() if w != "iqa")


def _meant(said: str, layout: Layout) -> list[tuple[str, int]]:
    """Return the fields that a heading can mean, each with how far off it is."""
    meant = []
    for field, spellings in layout.spellings.items():
        if said in spellings:
            meant.append((field, spellings.index(said)))
            continue
        within = [s for s in spellings if len(s) > _FEWEST and f" {s} " in f" {said} "]
        if within:
            meant.append((field, 100 - max(len(s) for s in within)))
    return meant
