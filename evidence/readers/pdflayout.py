"""The layout of a page: stretches of words put into lines, and lines into reading order.

A page is cut along its white lanes: columns of prose are read one after the other, and the
cells of a table line by line. Lengths are points (1/72 inch), measured from the lower left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from evidence.readers.pdftables import Box, Grid, grids

_INITIALS = re.compile(r"^(?:All|(?:[A-Z]{2,4}|[A-Z]\.[A-Z]\.?)(?:\s*[,/&+]?\s*[A-Z]{2,4})*)$")
_LABEL = re.compile(r"\(?[\da-zA-Z]{1,3}(?:\.\d+)*[.)]?|\d{2,4}/\d{1,3}[.)]?|\W")
_LEAST_LINES = 3
_PROSE_WORDS = 4
_DEEPEST = 12
_SPACED, _WIDER = 5, 1.6
"""From so many gaps on, words may be letters spaced out; wider gaps stand between words."""
_CELL_GAP = " | "
_LANE = 4.0
_MOST_TRIED = 200
_MOST_SPANS = 4_000


@dataclass(slots=True)
class Run:
    """A stretch of words on one line; `box` is left, bottom, right, top.

    `turn` is the direction in which they run on the page, in degrees; the box is upright.
    """

    letters: list[str] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)
    size: float = 0.0
    bold: bool = False
    turn: int = 0
    space: bool = False
    gap: bool = False

    @property
    def text(self) -> str:
        """Its words; letters that are spaced out for show are put together."""
        if len(self.gaps) < _SPACED or len(self.gaps) * 2.5 < len(self.letters):
            return "".join(self.letters)
        usual = sorted(self.gaps)[len(self.gaps) // 2]
        least = usual * _WIDER + self.height * 0.1
        gaps = iter(self.gaps)
        return "".join(x for x in self.letters if x != " " or next(gaps, 0.0) > least)

    @property
    def height(self) -> float:
        """How tall its letters are."""
        return max(self.box[3] - self.box[1], self.size * 0.5, 1.0)

    def ends_before(self, box: Box, wide: float, shift: float) -> bool:
        """Whether a letter's box belongs to another stretch."""
        left, bottom, right, top = box
        height = max(self.height, self.size * 0.7)
        middle, own = (bottom + top) / 2, (self.box[1] + self.box[3]) / 2
        apart = abs(middle - own) > height * shift and not self.box[1] <= middle <= self.box[3]
        return apart or left - self.box[2] > height * wide or right < self.box[0] - height

    def add(self, letter: str, box: Box) -> None:
        """Take one more letter in."""
        if self.letters:
            if (self.space or self.gap) and self.letters[-1] != " ":
                self.letters.append(" ")
                self.gaps.append(box[0] - self.box[2])
            mine = self.box
            self.box = (
                min(mine[0], box[0]), min(mine[1], box[1]),
                max(mine[2], box[2]), max(mine[3], box[3]),
            )  # fmt: skip
        else:
            self.box = box
        self.space = self.gap = False
        self.letters.append(letter)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its height, and its stretches of words in the file's order."""

    number: int
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a person reads it.

    `region` counts the columns and bands of the page; `left` and `right` are where its
    words begin and end, `within` where its region does, `share` how far up the page it stands
    (0 to 1). `cells` are there where cells stand side by
    side, `side` for the initials of an action column, which are no part of the sentence;
    `ruled` for a ruled table, with the lines of its cells.
    """

    text: str
    page: int
    region: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    within: tuple[float, float]
    share: float = 0.5
    cells: tuple[str, ...] = ()
    side: bool = False
    ruled: tuple[Grid, dict[tuple[int, int], list[Line]]] | None = None


def lines_of(page: Page, first: int = 0) -> list[Line]:
    """Return a page's lines in reading order; a ruled table stands as a line of its own.

    Regions are counted from `first`.
    """
    runs = [run for run in page.runs if run.text.strip()]
    # Printers' marks stand off the page, and would bridge the lanes on it.
    off = [run for run in runs if run.box[3] < 0 or run.box[1] > page.height]
    runs = [run for run in runs if run.box[3] >= 0 and run.box[1] <= page.height]
    lines: list[Line] = []
    for grid in grids(list(page.rules)):
        inside = [run for run in runs if grid.holds(run.box)]
        above = [run for run in runs if not grid.holds(run.box) and run.box[1] > grid.top - 1.0]
        if inside:
            lines += _read(above, page, first + len(lines))
            lines.append(_table(grid, inside, page.number))
            read = {id(run) for run in (*inside, *above)}
            runs = [run for run in runs if id(run) not in read]
    lines += _read(runs, page, first + len(lines))
    return lines + _read(off, page, first + len(lines))


def _read(runs: list[Run], page: Page, first: int) -> list[Line]:
    """The lines of a part of the page; its regions are counted from `first`."""
    lines: list[Line] = []
    for region, band in enumerate(_regions(runs, 0), start=first):
        right = _right_edge(band)
        within = (min(r.box[0] for r in band), right)
        for row in _rows(band):
            lines += _lines(row, page.number, region, within)
    height = max(page.height, 1.0)
    return [replace(line, share=(line.bottom + line.top) / 2 / height) for line in lines]


def _right_edge(band: list[Run]) -> float:
    """Where the long lines of a band end."""
    whole = max(r.box[2] - r.box[0] for r in band)
    ends = sorted(r.box[2] for r in band if r.box[2] - r.box[0] > whole * 0.6)
    return ends[len(ends) * 3 // 4]


def _table(grid: Grid, runs: list[Run], page: int) -> Line:
    """A table, with the lines of each cell."""
    places: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        places.setdefault(grid.cell(run.box), []).append(run)
    cells = {place: _cell(inside, page, grid, place[1]) for place, inside in places.items()}
    line = _line(runs, page, -1, (grid.across[0], grid.across[-1]))
    return replace(line, text="", ruled=(grid, cells))


def _cell(runs: list[Run], page: int, grid: Grid, column: int) -> list[Line]:
    within = (min(run.box[0] for run in runs), grid.across[column + 1] - _LANE)
    return [_line(row, page, -1, within) for row in _rows(runs)]


def _regions(runs: list[Run], depth: int) -> Iterator[list[Run]]:
    """Cut a page into columns and bands; each is read from its top to its bottom."""
    if not runs:
        return
    rows = list(_rows(runs))
    lane = _lane(runs)
    cut = (0, len(rows), lane) if lane is not None else _columns(rows)
    if cut is None or depth >= _DEEPEST:
        yield runs
        return
    first, last, lane = cut
    band = _flat(rows[first:last])
    for part in (
        _flat(rows[:first]),
        [run for run in band if run.box[2] <= lane],
        [run for run in band if run.box[2] > lane],
        _flat(rows[last:]),
    ):
        yield from _regions(part, depth + 1)


def _flat(rows: list[list[Run]]) -> list[Run]:
    return [run for row in rows for run in row]


def _columns(rows: list[list[Run]]) -> tuple[int, int, float] | None:
    """The first rows that stand in columns: the first, the one behind the last, the lane."""
    whole = _width(_flat(rows))
    tried: set[tuple[int, int, int]] = set()
    for place, row in enumerate(rows):
        for one, other in pairwise(row):
            lane = (one.box[2] + other.box[0]) / 2
            first, last = _reach(rows, place, lane)
            key = (first, last, round(lane / _LANE))
            if other.box[0] - one.box[2] < _LANE or key in tried or len(tried) > _MOST_TRIED:
                continue
            tried.add(key)
            if _is_prose(_flat(rows[first:last]), lane, whole):
                return first, last, lane
    return None


def _reach(rows: list[list[Run]], place: int, lane: float) -> tuple[int, int]:
    """From which row to which a lane is crossed by no words."""
    first, last = place, place + 1
    while first > 0 and not _crosses(rows[first - 1], lane):
        first -= 1
    while last < len(rows) and not _crosses(rows[last], lane):
        last += 1
    return first, last


def _crosses(row: list[Run], lane: float) -> bool:
    return any(run.box[0] < lane < run.box[2] for run in row)


def _width(runs: list[Run]) -> float:
    return max(r.box[2] for r in runs) - min(r.box[0] for r in runs)


def _lane(runs: list[Run]) -> float | None:
    """A white lane from top to bottom with prose on both sides of it, or None."""
    spans = sorted((run.box[0], run.box[2]) for run in runs)
    right = spans[0][1]
    whole = max(span[1] for span in spans) - spans[0][0]
    for left, end in spans[1:_MOST_SPANS]:
        if left - right > _LANE and _is_prose(runs, right, whole):
            return right
        right = max(right, end)
    return None


def _is_prose(runs: list[Run], lane: float, whole: float) -> bool:
    """Whether both sides of a lane hold columns of text, and not the cells of a table."""
    left = [run for run in runs if run.box[2] <= lane]
    right = _first_column([run for run in runs if run.box[2] > lane])
    return _is_column(left, whole) and _is_column(right, whole)


def _is_column(runs: list[Run], whole: float) -> bool:
    """Whether runs look like a column of prose: several lines of words that fill it."""
    if len(runs) < _LEAST_LINES:
        return False
    width = _width(runs)
    words = sorted(len(r.text.split()) for r in runs)
    full = sum(r.box[2] - r.box[0] > width * 0.7 for r in runs)
    return width >= whole * 0.2 and words[len(words) // 2] >= _PROSE_WORDS and full * 2 >= len(runs)


def _first_column(runs: list[Run]) -> list[Run]:
    """The leftmost of the columns that runs stand in."""
    ordered = sorted(runs, key=lambda run: run.box[0])
    right = ordered[0].box[2] if ordered else 0.0
    column: list[Run] = []
    for run in ordered:
        if run.box[0] - right > _LANE:
            break
        right = max(right, run.box[2])
        column.append(run)
    return column


def _rows(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs of a band that stand beside each other, from its top to its bottom."""
    ordered = sorted(runs, key=lambda run: (-(run.box[1] + run.box[3]) / 2, run.box[0]))
    row: list[Run] = []
    for run in ordered:
        if row and not _beside(row[0], run):
            yield sorted(row, key=lambda r: r.box[0])
            row = []
        row.append(run)
    if row:
        yield sorted(row, key=lambda r: r.box[0])


def _beside(one: Run, other: Run) -> bool:
    overlap = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return overlap > 0.4 * min(one.height, other.height)


def _lines(row: list[Run], page: int, region: int, within: tuple[float, float]) -> Iterator[Line]:
    """A row of runs as one line, with an action column's initials as a line of their own."""
    sides: list[Run] = []
    while len(row) > 1 and _INITIALS.match(row[-1].text.strip()) and _is_sentence(row[:-1]):
        sides.insert(0, row[-1])
        row = row[:-1]
    cells = _with_labels(row)
    line = _line(row, page, region, within)
    yield replace(line, text=_CELL_GAP.join(cells), cells=tuple(cells) if len(cells) > 1 else ())
    for side in sides:
        yield replace(_line([side], page, region, within), side=True)


def _is_sentence(row: list[Run]) -> bool:
    return len(" ".join(run.text for run in row).split()) >= _PROSE_WORDS


def _with_labels(row: list[Run]) -> list[str]:
    """The cells of a row; a number or bullet before words is no cell of its own."""
    cells = [run.text.strip() for run in row]
    if len(cells) > 1 and _LABEL.fullmatch(cells[0]) and not _LABEL.fullmatch(cells[1]):
        return [f"{cells[0]} {cells[1]}", *cells[2:]]
    return cells


def _line(row: list[Run], page: int, region: int, within: tuple[float, float]) -> Line:
    return Line(
        " ".join(run.text.strip() for run in row),
        page,
        region,
        min(r.box[0] for r in row),
        max(r.box[2] for r in row),
        min(r.box[1] for r in row),
        max(r.box[3] for r in row),
        max(r.size for r in row),
        all(r.bold for r in row),
        within,
    )
