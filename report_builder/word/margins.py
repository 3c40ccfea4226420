"""Headers and footers: the marking on every page, short title and page number at the foot."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.document import FrontMatter
from report_builder.word import styles
from report_builder.word.fields import field, run
from report_builder.word.inline import paragraph
from report_builder.word.page import Page
from report_builder.word.xml_text import escaped

_RULE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="6" w:color="12436D"/></w:pBdr>'


def header(front: FrontMatter, style_ids: Mapping[str, str], watermark: str = "") -> str:
    """Return a header's paragraphs: the marking, and the watermark behind the page."""
    inside = run(front.marking) + (_watermark(watermark) if watermark else "")
    return paragraph(style_ids[styles.MARKING], inside)


def footer(front: FrontMatter, style_ids: Mapping[str, str], page: Page | None) -> str:
    """Return a footer's paragraphs; the title page (`page` None) has the marking alone."""
    marking = paragraph(style_ids[styles.MARKING], run(front.marking))
    if page is None:
        return marking
    ends = f'<w:tabs><w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs>'
    inside = run(front.short_title) + "<w:r><w:tab/></w:r>" + field("PAGE", "2")
    return paragraph(style_ids[styles.FOOTER], inside, _RULE + ends) + marking


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
