"""The contents list of a working note: lines that lead to its headings, as a Word field."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from report_builder.plain_note import Head, List
from report_builder.word.anchors import CONTENTS
from report_builder.word.fields import closing, opening, run
from report_builder.word.xml_text import clean

_DEEPER = Cm(0.7)


def marked_heading(document: Document, head: Head, place: int) -> None:
    """Add a heading with the bookmark that a contents list leads to."""
    made = document.add_heading(clean(head.text), head.level)
    start = f'<w:bookmarkStart {nsdecls("w")} w:id="{place}" w:name="{_name(place)}"/>'
    made._p.insert(1 if made._p.pPr is not None else 0, parse_xml(start))
    made._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{place}"/>'))


def contents_list(document: Document, wanted: List, listed: Sequence[tuple[int, Head]]) -> None:
    """Add a contents list; a note without such headings has none."""
    if not listed:
        return
    title = document.add_paragraph(clean(wanted.title))
    title.runs[0].bold = True
    title.paragraph_format.keep_with_next = True
    field = rf'TOC \o "{wanted.first}-{wanted.last}" \h \z \u'
    for at, (place, head) in enumerate(listed):
        inside = (
            f'<w:hyperlink w:anchor="{_name(place)}" w:history="1">{run(head.text)}</w:hyperlink>'
        )
        before = opening(field) if at == 0 else ""
        after = closing() if at == len(listed) - 1 else ""
        line = document.add_paragraph(style=_style(document, head.level))
        line.paragraph_format.left_indent = _DEEPER * (head.level - wanted.first)
        made = parse_xml(f"<w:p {nsdecls('w')}>{before}{inside}{after}</w:p>")
        line._p.extend(list(made))


def _style(document: Document, level: int) -> str:
    """Return the style of a line, which python-docx's own template does not hold."""
    name = f"toc {level}"
    if all(style.name != name for style in document.styles):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
    return name


def _name(place: int) -> str:
    return f"{CONTENTS}note_{place}"
