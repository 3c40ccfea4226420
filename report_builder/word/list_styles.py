"""The styles of a template in the report's lists, whatever lists they were in before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from report_builder.word import styles
from report_builder.word.numbering_part import Lists, Numbering, add_lists
from report_builder.word.xml_text import rooted


def put_in_lists(document: Document, style_ids: Mapping[str, str]) -> Lists:
    """Add the report's lists to a document and let its styles count in them.

    The document's own lists stay, for styles that the report does not use.
    """
    lists = add_lists(_numbering(document), style_ids)
    places = {
        styles.HEADING_1: (lists.chapters, 0),
        styles.NUMBERED: (lists.chapters, 1),
        styles.BULLET: (lists.bullets, 0),
        styles.ORDERED: (lists.ordered, 0),
    }
    root = document.styles.element
    for name, style_id in style_ids.items():
        style = root.get_by_id(style_id)
        for old in style.xpath("w:pPr/w:numPr"):
            old.getparent().remove(old)
        if name in places:
            _join(style, *places[name])
    for name in style_ids.keys() - places.keys():
        style = root.get_by_id(style_ids[name])
        if _inherits_number(style):
            _join(style, 0, 0)
    return lists


def _numbering(document: Document) -> Numbering:
    part = document.part
    if all(relation.reltype != RELATION.NUMBERING for relation in part.rels.values()):
        name, empty = PackURI("/word/numbering.xml"), rooted("w:numbering", "")
        made = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(made, RELATION.NUMBERING)
    return part.numbering_part.element


def _join(style: Any, number: int, level: int) -> None:
    """Put a style into a list; list 0 takes it out of one that it would inherit."""
    numbered = style.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = number


def _inherits_number(style: Any) -> bool:
    seen = {style.styleId}
    base = style.base_style
    while base is not None and base.styleId not in seen:
        if base.xpath("w:pPr/w:numPr"):
            return True
        seen.add(base.styleId)
        base = base.base_style
    return False
