"""The house's table: a tinted heading row, light horizontal rules, no boxes."""

from __future__ import annotations

from docx.oxml.parser import parse_xml
from lxml import etree

from report_builder.word import styles
from report_builder.word.xml_text import rooted

NAVY = "12436D"
GREY = "505A5F"
_RULE = "B1B4B6"
_TINT = "E7EDF3"


def table_style() -> etree._Element:
    """Return the style of a report's tables; python-docx has no words for their rules."""
    name = styles.TABLE
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for side, size, colour in (("top", 12, NAVY), ("bottom", 8, NAVY), ("insideH", 4, _RULE))
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 85), ("bottom", 0), ("right", 85))
    )
    head = f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{NAVY}"/>'
    made = rooted(
        "w:styles",
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{styles.style_id(name)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="20"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:tcBorders>{head}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>',
    )
    return parse_xml(made)[0]
