"""What a chart in Word shows: its titles, and its points as a table.

ECMA-376 Part 1, 21.2, and the charts of 2016 (cx), which are built otherwise but name their
parts alike. The values are those that the file keeps beside the drawing; the workbook
behind the chart is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.readers.blocks import Block, Cell, Paragraph, Row, Table
from evidence.readers.wordml import A, Element, local, number

_MOST_POINTS = 2_000
_HUNDRED = 100

Points = dict[int, str]


def chart_blocks(root: Element) -> tuple[Block, ...]:
    """Return a chart's titles as a paragraph and its points as a table."""
    titles = [words for title in _named(root, "title") if (words := _words(title))]
    series = [*_series(root)] or [*_series_of_2016(root)]
    named = [(name, points) for name, points, _ in series]
    labels = next((labels for _, _, labels in series if labels), {})
    blocks: list[Block] = [Paragraph(" - ".join(titles))] if titles else []
    if any(name or points for name, points in named) or labels:
        blocks.append(_table(named, labels))
    return tuple(blocks)


def _table(series: list[tuple[str, Points]], labels: Points) -> Table:
    places = sorted({place for _, points in series for place in points} | set(labels))
    heading = _row(["", *(name for name, _ in series)], heading=True)
    rows = [
        _row([labels.get(place, ""), *(points.get(place, "") for _, points in series)])
        for place in places[:_MOST_POINTS]
    ]
    return Table((heading, *rows))


def _row(words: list[str], *, heading: bool = False) -> Row:
    cells = (Cell((Paragraph(said),), column) for column, said in enumerate(words))
    return Row(tuple(cells), heading=heading)


def _named(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if local(element) == name)


def _words(element: Element) -> str:
    """The words of a title, typed or taken from a sheet."""
    typed = "".join(t.text or "" for t in element.iter(f"{A}t"))
    return " ".join((typed or _first(element, "v")).split())


def _first(element: Element, name: str) -> str:
    return next((e.text for e in _named(element, name) if e.text), "")


def _series(root: Element) -> Iterator[tuple[str, Points, Points]]:
    """Each series' name, its values, and the labels along which they stand."""
    for one in _named(root, "ser"):
        parts = {local(part): part for part in one}
        name = _words(parts["tx"]) if "tx" in parts else ""
        values = parts.get("val", parts.get("yVal"))
        along = parts.get("cat", parts.get("xVal"))
        yield name, _points(values), _points(along)


def _series_of_2016(root: Element) -> Iterator[tuple[str, Points, Points]]:
    data = {one.get("id", ""): one for one in _named(root, "data")}
    for one in _named(root, "series"):
        name = next((_words(part) for part in one if local(part) == "tx"), "")
        ids = [part.get("val", "") for part in one if local(part) == "dataId"]
        about = data.get(ids[0]) if ids else None
        parts = {local(part): part for part in about} if about is not None else {}
        yield name, _points(parts.get("numDim")), _points(parts.get("strDim"))


def _points(element: Element | None) -> Points:
    if element is None:
        return {}
    form = _first(element, "formatCode") or next(
        (level.get("formatCode", "") for level in _named(element, "lvl")), ""
    )
    found: Points = {}
    for point in _named(element, "pt"):
        said = _first(point, "v") or (point.text or "")
        place = number(point.get("idx", ""), len(found))
        above = found.get(place)
        shown = _shown(said.strip(), form)
        found[place] = f"{shown} {above}" if above else shown  # a level above names the group
    return found


def _shown(said: str, form: str) -> str:
    """A value as the chart shows it: a share as a percentage, without the dust of binary."""
    try:
        value = float(said)
    except ValueError:
        return said
    if form.rstrip().endswith("%"):
        return f"{round(value * _HUNDRED, 2):g}%"
    return f"{value:.10g}" if "." in said or "e" in said.casefold() else said
