"""The styles of a coding document: words to code in black, what only helps to read in grey."""

from __future__ import annotations

_GREY = "6B7280"
_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'


def _style(name: str, title: str, paragraph: str, letters: str, based: str = "Normal") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{on}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _character(name: str, title: str, letters: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{title}"/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _letters(size: int, colour: str = "", more: str = "") -> str:
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{more}{tint}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


_KEPT = "<w:keepNext/>"
_BORDER = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C8CDD3"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

STYLES = "".join(
    (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}{_letters(21)}"
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>",
        _style("Title", "Title", _KEPT + _spacing(0, 60), _letters(34, more="<w:b/>")),
        _style("Heading1", "heading 1", _KEPT + _spacing(320, 100), _letters(25, more="<w:b/>")),
        _style(
            "Heading2", "heading 2", _KEPT + _spacing(260, 60), _letters(22, _GREY, more="<w:b/>")
        ),
        _style("Facts", "Facts", _spacing(0, 40), _letters(20)),
        _style("Reference", "Reference", _spacing(0, 60), _letters(15, _GREY)),
        _style("Guide", "Guide", _spacing(0, 80), _letters(19)),
        _style(
            "Lead", "Lead", _KEPT + _spacing(120, 20) + '<w:ind w:left="680"/>', _letters(16, _GREY)
        ),
        _style(
            "Passage",
            "Passage",
            '<w:tabs><w:tab w:val="left" w:pos="680"/></w:tabs>'
            + _spacing(0, 120)
            + '<w:ind w:left="680" w:hanging="680"/>',
            "",
        ),
        _style(
            "Context",
            "Context",
            _KEPT + _spacing(0, 100) + '<w:ind w:left="680"/>',
            _letters(20, _GREY, more="<w:i/>"),
        ),
        _style("Cell", "Cell", _spacing(40, 40), _letters(17)),
        _style(
            "CellHeading", "Cell heading", _KEPT + _spacing(40, 40), _letters(17, more="<w:b/>")
        ),
        _style("CommentText", "annotation text", _spacing(0, 0), _letters(20)),
        _character("Number", "Number", _letters(16, _GREY)),
        _character("CommentReference", "annotation reference", _letters(16)),
        '<w:style w:type="table" w:styleId="Codes"><w:name w:val="Codes"/><w:tblPr><w:tblBorders>'
        f'{_BORDER}</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    )
)
