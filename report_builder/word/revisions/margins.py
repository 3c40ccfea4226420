"""Headers and footers of two files, joined by section and page."""

from __future__ import annotations

from typing import cast

from lxml import etree

from evidence.readers.wordml import Element, R, W
from report_builder.word.revisions.carrying import Carrying
from report_builder.word.revisions.notes import meaning_of
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.pen import Pen
from report_builder.word.revisions.redlining import Redlining
from report_builder.word.revisions.rewording import Sides

_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_SECTIONS = etree.XPath(
    "w:body/w:p/w:pPr/w:sectPr | w:body/w:sectPr"
    " | w:body/*[not(self::w:p or self::w:tbl)]/descendant::w:sectPr",
    namespaces={"w": W[1:-1]},
)
Margins = dict[tuple[int, str, str], str]


def margins_of(file: WordFile, document: Element) -> Margins:
    """Return header and footer parts by section (counted from the last), kind and page."""
    related = file.related_from(file.document)
    found: Margins = {}
    for section, properties in enumerate(reversed(_sections(document))):
        for reference in properties.iterchildren(*_REFERENCES):
            relation = related.get(reference.get(f"{R}id", ""))
            if relation is not None and not relation.external:
                key = (section, str(reference.tag), reference.get(f"{W}type", "default"))
                found[key] = relation.target
    return found


def _sections(document: Element) -> list[Element]:
    """The properties of sections, in order: no table can end one."""
    return cast("list[Element]", _SECTIONS(document))


def redline_margins(
    files: tuple[WordFile, WordFile], margins: tuple[Margins, Margins], carrying: Carrying, pen: Pen
) -> dict[str, bytes]:
    """Return the later file's headers and footers with what changed in them marked."""
    earlier, later = files
    done: dict[str, bytes] = {}
    for key, target in margins[1].items():
        source = margins[0].get(key)
        if source is None or target in done or target not in later:
            continue
        if source not in earlier or earlier.content(source) == later.content(target):
            continue
        sides = Sides(meaning_of(earlier, source), meaning_of(later, target))
        root = later.trees(target)
        Redlining(pen, sides).container(earlier.trees(source), root)
        carrying.follow(sides.taken, source, target)
        done[target] = serialised(root)
    return done
