"""The house design: sober, sans serif, navy, 12 point, left aligned.

Sizes and distances are points, line spacing is a multiple of single. Colours are the
Government Analysis Function's; each callout also carries its label in words, so that
colour is never the only sign. What python-docx has no words for (borders, shades, lists,
outline levels) is XML, in the order of ECMA-376 part 1, 17.3.1.26.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle

from report_builder.document import CalloutKind
from report_builder.word import styles
from report_builder.word.page import Page
from report_builder.word.table_style import GREY, NAVY, table_style
from report_builder.word.xml_text import rooted

_MARKING = "942514"
_YELLOW = "FFF3B8"
_FONT = "Arial"
_TINTS = {
    CalloutKind.RECOMMENDATION: (NAVY, "E7EDF3"),
    CalloutKind.GOOD_PRACTICE: ("28A197", "E9F5F4"),
    CalloutKind.STRENGTH: ("A285D1", "F3F0F9"),
    CalloutKind.ISSUE: ("F46A25", "FDF0E9"),
}
_OF_WORD = {
    styles.TITLE, styles.SUBTITLE, styles.HEADER, styles.FOOTER, styles.CONTENTS_HEADING,
    styles.CONTENTS_1, styles.CONTENTS_2, *styles.HEADINGS, styles.BODY, styles.BULLET,
    styles.ORDERED, styles.CAPTION, *styles.OFFERED,
}  # fmt: skip
_PLAIN = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph looks: `indent` is left, right and first line; `xml` goes into w:pPr."""

    before: float = 0
    after: float = 0
    line: float = 1.2
    size: float = 0
    colour: str = ""
    bold: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    indent: tuple[int, int, int] = (0, 0, 0)
    followed_by: str = ""
    xml: str = ""


def _rule(side: str, colour: str, size: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _borders(*rules: str) -> str:
    return f"<w:pBdr>{''.join(rules)}</w:pBdr>"


def _shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _boxed(strong: str, tint: str) -> _Look:
    # The tinted frame is padding: shading alone would end where the letters end.
    frame = _borders(
        _rule("top", tint, 4, 7),
        _rule("left", strong, 48, 10),
        _rule("bottom", tint, 4, 7),
        _rule("right", tint, 4, 8),
    )
    return _Look(12, 16, keep_lines=True, indent=(284, 198, 0), xml=frame + _shade(tint))


_INSET = (1191, 567, 0)
_BESIDE = _borders(_rule("left", NAVY, 18, 12))
_COVER = {
    styles.INSPECTORATE: _Look(24, 0, size=14, colour=NAVY, bold=True),
    styles.TITLE: _Look(
        170, 24, 1.05, 36, NAVY, bold=True, keep_next=True,
        followed_by=styles.SUBTITLE, xml=_borders(_rule("bottom", NAVY, 36, 18)),
    ),
    styles.SUBTITLE: _Look(0, 36, 1.1, 18),
    styles.COVER_DATE: _Look(0, 12, size=14),
    styles.STAGE_LINE: _Look(12, 6, bold=True),
    styles.IMPRINT: _Look(0, 10, 1.15),
    styles.HEADER: _Look(0, 0, 1, 10, GREY),
    styles.FOOTER: _Look(0, 3, 1, 10, GREY),
    styles.MARKING: _Look(0, 0, 1, 10, _MARKING, bold=True),
}  # fmt: skip
_CONTENTS = {
    styles.CONTENTS_HEADING: _Look(
        0, 14, 1.1, 24, NAVY, bold=True, keep_next=True, new_page=True, followed_by=styles.BODY
    ),
    styles.CONTENTS_1: _Look(5, 1, 1, bold=True, keep_next=True, indent=(567, 567, -567)),
    styles.CONTENTS_2: _Look(0, 1, 1, 11, indent=(567, 567, 0)),
}
_PROSE = {
    styles.HEADING_1: _Look(
        0, 18, 1.1, 24, NAVY, bold=True, keep_next=True, keep_lines=True, new_page=True,
        followed_by=styles.BODY, xml=_outline(0),
    ),
    styles.HEADING_2: _Look(
        20, 8, 1.1, 16, NAVY, bold=True, keep_next=True, keep_lines=True,
        followed_by=styles.BODY, xml=_outline(1),
    ),
    styles.HEADING_3: _Look(
        14, 6, 1.1, 13, bold=True, keep_next=True, keep_lines=True,
        followed_by=styles.BODY, xml=_outline(2),
    ),
    styles.BODY: _Look(0, 10),
    styles.NUMBERED: _Look(0, 10),
    styles.BULLET: _Look(0, 5),
    styles.ORDERED: _Look(0, 5),
    styles.QUOTATION: _Look(
        4, 0, keep_next=True, keep_lines=True, indent=_INSET,
        followed_by=styles.ATTRIBUTION, xml=_BESIDE,
    ),
    styles.ATTRIBUTION: _Look(
        0, 14, size=11, colour=GREY, keep_lines=True, indent=_INSET,
        followed_by=styles.NUMBERED, xml=_BESIDE,
    ),
}  # fmt: skip
_EXHIBITS = {
    styles.CAPTION: _Look(14, 5, 1.1, 12, NAVY, bold=True, keep_next=True, keep_lines=True),
    styles.CHART_SUBTITLE: _Look(0, 5, 1.1, 11, keep_next=True, keep_lines=True),
    styles.CHART: _Look(0, 3, 1, keep_next=True),
    styles.TABLE_TEXT: _Look(2.25, 2.25, 1.03, 11),
    styles.TABLE_HEADING: _Look(3.5, 3.5, 1.05, 11, NAVY, bold=True, keep_next=True),
    styles.SOURCE_NOTE: _Look(4, 4, 1.05, 10, GREY, keep_lines=True),
    styles.FOOTNOTE: _Look(0, 3, 1.05, 10),
    styles.PLACEHOLDER: _Look(
        6, 12, keep_lines=True, indent=(113, 113, 0),
        xml=_borders(*(_rule(side, _YELLOW, 4, 5) for side in ("top", "left", "bottom", "right")))
        + _shade(_YELLOW),
    ),
    **{styles.CALLOUTS[kind]: _boxed(*colours) for kind, colours in _TINTS.items()},
}  # fmt: skip


def add_house_styles(document: Document, page: Page) -> None:
    """Give a document the house's styles in place of its own."""
    for style in list(document.styles):
        if style.name not in _PLAIN:
            style.delete()
    _set_defaults(document)
    looks = {**_COVER, **_CONTENTS, **_PROSE, **_EXHIBITS}
    for name in looks:
        _add(document, name, WD_STYLE_TYPE.PARAGRAPH)
    for name, look in looks.items():
        _apply(document, name, look)
    _set_stops(document, page)
    label = _add(document, styles.CALLOUT_LABEL, WD_STYLE_TYPE.CHARACTER)
    label.font.bold, label.font.color.rgb = True, RGBColor.from_string(NAVY)
    _add(document, styles.FOOTNOTE_MARK, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    document.styles.element.append(table_style())


def _named(document: Document, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    return style


def _set_defaults(document: Document) -> None:
    root = document.styles.element
    fonts = " ".join(f'w:{script}="{_FONT}"' for script in ("ascii", "eastAsia", "hAnsi", "cs"))
    made = rooted(
        "w:styles",
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
    )
    root.replace(root.find(qn("w:docDefaults")), parse_xml(made)[0])
    normal = _named(document, "Normal").paragraph_format
    normal.space_after, normal.line_spacing, normal.widow_control = Pt(8), 1.2, True


def _add(document: Document, name: str, kind: WD_STYLE_TYPE) -> CharacterStyle:
    style: CharacterStyle = document.styles.add_style(name, kind, builtin=name in _OF_WORD)
    style.element.styleId = styles.style_id(name)
    style.hidden, style.quick_style, style.priority = False, True, 10
    return style


def _apply(document: Document, name: str, look: _Look) -> None:
    style = _named(document, name)
    style.base_style = document.styles["Normal"]
    if look.followed_by:
        style.next_paragraph_style = _named(document, look.followed_by)
    inside = style.element.get_or_add_pPr()
    inside.extend(parse_xml(rooted("w:pPr", look.xml)))
    form, font = style.paragraph_format, style.font
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = float(look.line)
    if any(look.indent):
        left, right, first = look.indent
        form.left_indent, form.right_indent = Twips(left), Twips(right)
        form.first_line_indent = Twips(first) if first else None
    # What a style does not say it leaves to Normal; False would say no.
    form.keep_with_next, form.keep_together = look.keep_next or None, look.keep_lines or None
    form.page_break_before, font.bold = look.new_page or None, look.bold or None
    if look.size:
        font.size = Pt(look.size)
    if look.colour:
        font.color.rgb = RGBColor.from_string(look.colour)


def _set_stops(document: Document, page: Page) -> None:
    _named(document, styles.MARKING).paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    for name, places in ((styles.CONTENTS_1, (567, 1304)), (styles.CONTENTS_2, ())):
        stops = _named(document, name).paragraph_format.tab_stops
        for place in places:
            stops.add_tab_stop(Twips(place))
        stops.add_tab_stop(Twips(page.text_width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
