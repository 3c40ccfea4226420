"""Headers and footers: the marking on every page, short title and page number at the foot.

They stand below what the template's own hold: a logo, an address, a line of its own.
"""

from __future__ import annotations

import re

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.story import StoryPart
from lxml import etree

from report_builder.document import FrontMatter
from report_builder.word import styles
from report_builder.word.fields import field, run
from report_builder.word.inline import paragraph
from report_builder.word.look import Look
from report_builder.word.page import KINDS, margin_name
from report_builder.word.takeover import Takeover
from report_builder.word.xml_text import escaped, rooted

_RULE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="6" w:color="12436D"/></w:pBdr>'
_PAGE_NUMBER = re.compile(r"\bPAGE\b")
_MADE: dict[str, tuple[type[XmlPart], str, str, str]] = {
    "header": (HeaderPart, "w:hdr", CONTENT_TYPE.WML_HEADER, RELATION.HEADER),
    "footer": (FooterPart, "w:ftr", CONTENT_TYPE.WML_FOOTER, RELATION.FOOTER),
}


def add_margins(
    document: Part, takeover: Takeover, front: FrontMatter, look: Look, watermark: str
) -> None:
    """Add every header and footer that the sections refer to."""
    marking = paragraph(look.style_ids[styles.MARKING], run(front.marking))
    for place, (_, root, _, relation) in _MADE.items():
        names = {
            margin_name(place, kind, landscape=landscape): (kind, landscape)
            for landscape in (False, True)
            for kind in KINDS
        }
        for name, (kind, landscape) in names.items():
            part = _margin(takeover, place, name, look.stories.get((place, kind)))
            ours = marking
            if place == "header" and watermark:
                ours = marking.replace("</w:p>", f"{_watermark(watermark)}</w:p>")
            elif place == "footer" and kind != "first":
                page = look.page.turned() if landscape else look.page
                number = "" if _counts_pages(part.element) else field("PAGE", "2")
                style = look.style_ids[styles.FOOTER]
                ours = _foot(style, front.short_title, number, page.text_width) + marking
            part.element.extend(parse_xml(rooted(root, ours)))
            document.load_rel(relation, part, name)


def _margin(takeover: Takeover, place: str, name: str, theirs: StoryPart | None) -> XmlPart:
    """Return the template's header or footer without its last empty lines, or an empty one."""
    made, root, content_type, _ = _MADE[place]
    path = f"/word/{name}.xml"
    if theirs is None:
        return made(PackURI(path), content_type, parse_xml(rooted(root, "")), takeover.package)
    part = takeover.copy_xml(theirs, path)
    for last in reversed(list(part.element)):
        if last.tag != qn("w:p") or any(child.tag != qn("w:pPr") for child in last):
            break
        part.element.remove(last)
    return part


def _foot(style: str, title: str, number: str, width: int) -> str:
    """Return the line with the short title and, unless the template has one, the page number."""
    ends = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    counted = f"<w:r><w:tab/></w:r>{number}" if number else ""
    return paragraph(style, run(title) + counted, _RULE + ends)


def _counts_pages(story: etree._Element) -> bool:
    codes = [code.text or "" for code in story.iter(qn("w:instrText"))]
    codes += [code.get(qn("w:instr"), "") for code in story.iter(qn("w:fldSimple"))]
    return any(_PAGE_NUMBER.search(code) for code in codes)


def _watermark(text: str) -> str:
    """Return a word across the page, as Word's own "Watermark" writes it (VML)."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:440pt;height:150pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
        '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
        f'alt="{escaped(text)}" style="{style}" o:allowincell="f" fillcolor="#d9d9d9" '
        'stroked="f"><v:fill opacity=".4"/>'
        f'<v:textpath style="font-family:Arial;font-size:1pt" string="{escaped(text)}"/>'
        "</v:shape></w:pict></w:r>"
    )
