"""What a paragraph's drawing is, apart from the chart in it: its picture, alt text and measures."""

from __future__ import annotations

from evidence.readers.wordml import A, Element
from report_builder.word.revisions.package import WordFile

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MEASURES = (f"{_WP}extent", f"{A}ext")


def picture_in(element: Element, file: WordFile) -> str:
    """Return the part of the picture that a paragraph shows, "" if it shows none of its own."""
    for shown in element.iter(f"{A}blip"):
        relation = file.related_from(file.document).get(shown.get(f"{_R}embed", ""))
        if relation is not None and relation.target in file:
            return relation.target
    return ""


def alt_text(element: Element) -> str:
    """Return what a drawing says to somebody who does not see it."""
    return next((said.get("descr", "") for said in element.iter(f"{_WP}docPr")), "")


def bring_alt_text(was: Element, own: Element, now: Element) -> bool:
    """Let a drawing's alt text say what it says now, unless an editor wrote another."""
    said = alt_text(now)
    if not said or alt_text(own) not in {"", alt_text(was)} or alt_text(own) == said:
        return False
    for properties in own.iter(f"{_WP}docPr"):
        properties.set("descr", said)
        return True
    return False


def bring_measures(was: Element, own: Element, now: Element) -> bool:
    """Let a drawing be as large as it is now, unless an editor gave it another size."""
    if _size(own) != _size(was) or _size(own) == _size(now):
        return False
    for measure in own.iter(*_MEASURES):
        if measure.get("cx"):  # an a:ext may be an extension, which has no measures
            measure.set("cx", _size(now)[0])
            measure.set("cy", _size(now)[1])
    return True


def _size(element: Element) -> tuple[str, str]:
    for measure in element.iter(f"{_WP}extent"):
        return measure.get("cx", ""), measure.get("cy", "")
    return "", ""
