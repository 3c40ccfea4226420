"""Charts of an editor's file given new numbers: what is drawn, and the workbook behind it.

A chart is met through the drawing that shows it. One whose numbers an editor has changed is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from evidence.readers.wordml import Element
from report_builder.word.revisions.package import WordFile

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OUTSIDE = re.compile(rb'(<c:externalData r:id=")[^"]*(")')
_WHOLE_OUTSIDE = re.compile(rb"<c:externalData.*?</c:externalData>", re.DOTALL)


def chart_in(element: Element, file: WordFile) -> str:
    """Return the part of the chart that a paragraph shows, "" if it shows none."""
    for shown in element.iter(f"{_C}chart"):
        relation = file.related_from(file.document).get(shown.get(f"{_R}id", ""))
        if relation is not None and relation.target in file:
            return relation.target
    return ""


def numbers_of(part: str, file: WordFile) -> list[tuple[str, ...]]:
    """Return what a chart draws: its categories and the values of each series."""
    root = file.trees(part)
    found: list[tuple[str, ...]] = []
    for series in root.iter(f"{_C}ser"):
        for kind in ("cat", "val"):
            said = series.iterfind(f"{_C}{kind}//{_C}v")
            found.append(tuple(_plain(v.text or "") for v in said))
    return found


def _plain(said: str) -> str:
    """A value as it compares: programs write 62.0 and 62 for the same."""
    try:
        return f"{float(said):.6g}"
    except ValueError:
        return said


def renewed(parts: tuple[str, str], edited: WordFile, new: WordFile) -> dict[str, bytes]:
    """Return the parts by which the editor's chart (first) draws what the new one draws."""
    own, fresh = parts
    content = new.content(fresh)
    book, other = next(_books(own, edited), None), next(_books(fresh, new), None)
    if book is None or other is None:
        return {own: _WHOLE_OUTSIDE.sub(b"", content)}
    said, place = book
    linked = _OUTSIDE.sub(rb"\g<1>" + said.encode() + rb"\g<2>", content)
    return {own: linked, place: new.content(other[1])}


def _books(part: str, file: WordFile) -> Iterator[tuple[str, str]]:
    try:
        related = file.related_from(part)
    except etree.LxmlError:
        return
    for said, relation in related.items():
        if relation.target.casefold().endswith(".xlsx") and relation.target in file:
            yield said, relation.target
