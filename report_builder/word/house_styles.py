"""The house design: sober, sans serif, navy, 12 point, left aligned.

Sizes are half-points, distances twentieths of a point. Colours are the Government
Analysis Function's; each callout also carries its label in words, so that colour is
never the only sign. Order of elements: ECMA-376 part 1, 17.3.1.26 and 17.3.2.28.
"""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.document import CalloutKind
from report_builder.word import styles
from report_builder.word.numbering_part import BULLETS, CHAPTERS, ORDERED
from report_builder.word.page import Page
from report_builder.word.table_style import GREY, NAVY, table_styles
from report_builder.word.xml_text import escaped

_MARKING = "942514"
_TINTS = {
    CalloutKind.RECOMMENDATION: (NAVY, "E7EDF3"),
    CalloutKind.GOOD_PRACTICE: ("28A197", "E9F5F4"),
    CalloutKind.STRENGTH: ("A285D1", "F3F0F9"),
    CalloutKind.ISSUE: ("F46A25", "FDF0E9"),
}
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: `paragraph` and `run` are the content of w:pPr and w:rPr."""

    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    after: str = ""


def house_styles(language: str = "en-GB", page: Page | None = None) -> str:
    """Return the styles part of the house template."""
    width = (page or Page()).text_width
    paragraphs = (*_cover(), *_margins(), *_contents(width), *_prose(), *_exhibits())
    made = "".join(_paragraph_style(style) for style in (*paragraphs, *_callouts()))
    own = f'w:customStyle="1" w:styleId="{styles.style_id(styles.CALLOUT_LABEL)}"'
    label = (
        f'<w:style w:type="character" {own}><w:name w:val="{styles.CALLOUT_LABEL}"/>'
        '<w:uiPriority w:val="20"/><w:qFormat/>'
        f'<w:rPr><w:b/><w:color w:val="{NAVY}"/></w:rPr></w:style>'
    )
    inside = _defaults(language) + made + label + table_styles()
    return f'<w:styles xmlns:w="{_NAMESPACE}">{inside}</w:styles>'


def _defaults(language: str) -> str:
    fonts = '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    spoken = escaped(language)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="{spoken}" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/><w:pPr><w:widowControl/>"
        '<w:spacing w:after="160" w:line="288" w:lineRule="auto"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


_CUSTOM = {
    styles.INSPECTORATE, styles.COVER_DATE, styles.STAGE_LINE, styles.IMPRINT, styles.MARKING,
    styles.NUMBERED, styles.QUOTATION, styles.ATTRIBUTION, styles.CHART_SUBTITLE, styles.CHART,
    styles.TABLE_TEXT, styles.TABLE_HEADING, styles.SOURCE_NOTE, styles.PLACEHOLDER,
    *styles.CALLOUTS.values(),
}  # fmt: skip


def _paragraph_style(style: _Style) -> str:
    custom = ' w:customStyle="1"' if style.name in _CUSTOM else ""
    after = f'<w:next w:val="{styles.style_id(style.after)}"/>' if style.after else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{styles.style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{styles.style_id(style.based_on)}"/>{after}'
        f'<w:uiPriority w:val="10"/><w:qFormat/>{paragraph}{run}</w:style>'
    )


def _spacing(before: int, after: int, line: int = 288) -> str:
    measures = f'w:before="{before}" w:after="{after}" w:line="{line}"'
    return f'<w:spacing {measures} w:lineRule="auto"/>'


def _type(size: int, colour: str = "", *, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{weight}{ink}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _rule(side: str, colour: str, size: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _cover() -> tuple[_Style, ...]:
    under = f"<w:pBdr>{_rule('bottom', NAVY, 36, 18)}</w:pBdr>"
    return (
        _Style(styles.INSPECTORATE, _spacing(480, 0), _type(28, NAVY, bold=True)),
        _Style(
            styles.TITLE,
            f"<w:keepNext/>{under}{_spacing(3400, 480, 252)}",
            _type(72, NAVY, bold=True),
            after=styles.SUBTITLE,
        ),
        _Style(styles.SUBTITLE, _spacing(0, 720, 264), _type(36)),
        _Style(styles.COVER_DATE, _spacing(0, 240), _type(28)),
        _Style(styles.STAGE_LINE, _spacing(240, 120), _type(24, bold=True)),
        _Style(styles.IMPRINT, _spacing(0, 200, 276), _type(24)),
    )


def _margins() -> tuple[_Style, ...]:
    small = _type(20, GREY)
    return (
        _Style(styles.HEADER, _spacing(0, 0, 240), small),
        _Style(styles.FOOTER, _spacing(0, 60, 240), small),
        _Style(
            styles.MARKING,
            _spacing(0, 0, 240) + '<w:jc w:val="center"/>',
            _type(20, _MARKING, bold=True),
        ),
    )


def _contents(width: int) -> tuple[_Style, ...]:
    def stops(*positions: int) -> str:
        left = "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in positions)
        return f'<w:tabs>{left}<w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'

    first = stops(567, 1304) + _spacing(120, 20, 259)
    second = stops() + _spacing(0, 20, 259)
    return (
        _Style(
            styles.CONTENTS_HEADING,
            f"<w:keepNext/><w:pageBreakBefore/>{_spacing(0, 360, 264)}",
            _type(48, NAVY, bold=True),
            after=styles.BODY,
        ),
        _Style(
            styles.CONTENTS_1,
            first + '<w:ind w:left="567" w:right="567" w:hanging="567"/>',
            "<w:b/>",
        ),
        _Style(styles.CONTENTS_2, second + '<w:ind w:left="567" w:right="567"/>'),
    )


def _in_list(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _prose() -> tuple[_Style, ...]:
    def heading(name: str, level: int, paragraph: str, run: str) -> _Style:
        outline = f'<w:outlineLvl w:val="{level}"/>'
        kept = "<w:keepNext/><w:keepLines/>"
        return _Style(name, kept + paragraph + outline, run, after=styles.BODY)

    chapter = f"<w:pageBreakBefore/>{_in_list(CHAPTERS)}{_spacing(0, 360, 264)}"
    inset = '<w:ind w:left="1191" w:right="567"/>'
    quote = f"<w:pBdr>{_rule('left', NAVY, 18, 12)}</w:pBdr>"
    return (
        heading(styles.HEADING_1, 0, chapter, _type(48, NAVY, bold=True)),
        heading(styles.HEADING_2, 1, _spacing(400, 160, 264), _type(32, NAVY, bold=True)),
        heading(styles.HEADING_3, 2, _spacing(280, 120, 264), _type(26, bold=True)),
        _Style(styles.BODY, _spacing(0, 200)),
        _Style(styles.NUMBERED, _in_list(CHAPTERS, 1) + _spacing(0, 200)),
        _Style(styles.BULLET, _in_list(BULLETS) + _spacing(0, 100)),
        _Style(styles.ORDERED, _in_list(ORDERED) + _spacing(0, 100)),
        _Style(
            styles.QUOTATION,
            f"<w:keepNext/><w:keepLines/>{quote}{_spacing(80, 0)}{inset}",
            after=styles.ATTRIBUTION,
        ),
        _Style(
            styles.ATTRIBUTION,
            f"<w:keepLines/>{quote}{_spacing(0, 280)}{inset}",
            _type(22, GREY),
            after=styles.NUMBERED,
        ),
    )


def _exhibits() -> tuple[_Style, ...]:
    yellow = "FFF3B8"
    frame = "".join(_rule(side, yellow, 4, 5) for side in ("top", "left", "bottom", "right"))
    marked = f'<w:pBdr>{frame}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{yellow}"/>'
    return (
        _Style(
            styles.CAPTION,
            f"<w:keepNext/><w:keepLines/>{_spacing(280, 100, 264)}",
            _type(24, NAVY, bold=True),
        ),
        _Style(
            styles.CHART_SUBTITLE, f"<w:keepNext/><w:keepLines/>{_spacing(0, 100, 264)}", _type(22)
        ),
        _Style(styles.CHART, f"<w:keepNext/>{_spacing(0, 60, 240)}"),
        _Style(styles.TABLE_TEXT, _spacing(45, 45, 247), _type(22)),
        _Style(
            styles.TABLE_HEADING,
            f"<w:keepNext/>{_spacing(70, 70, 252)}",
            _type(22, NAVY, bold=True),
        ),
        _Style(styles.SOURCE_NOTE, f"<w:keepLines/>{_spacing(80, 80, 252)}", _type(20, GREY)),
        _Style(
            styles.PLACEHOLDER,
            f'<w:keepLines/>{marked}{_spacing(120, 240)}<w:ind w:left="113" w:right="113"/>',
        ),
    )


def _callouts() -> tuple[_Style, ...]:
    return tuple(
        _Style(styles.CALLOUTS[kind], _boxed(strong, tint))
        for kind, (strong, tint) in _TINTS.items()
    )


def _boxed(strong: str, tint: str) -> str:
    # The tinted frame is padding: shading alone would end where the letters end.
    frame = (
        _rule("top", tint, 4, 7)
        + _rule("left", strong, 48, 10)
        + _rule("bottom", tint, 4, 7)
        + _rule("right", tint, 4, 8)
    )
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'
    indent = '<w:ind w:left="284" w:right="198"/>'
    return f"<w:keepLines/><w:pBdr>{frame}</w:pBdr>{shade}{_spacing(240, 320)}{indent}"
