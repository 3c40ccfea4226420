"""The Word template: the house's own, made by code, or an office's, read and checked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from evidence.errors import TemplateInvalid
from report_builder.word import styles
from report_builder.word.fields import run
from report_builder.word.house_styles import house_styles
from report_builder.word.numbering_part import BULLETS, CHAPTERS, ORDERED, numbering
from report_builder.word.package import Package, office_relation, word_type
from report_builder.word.page import Page

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_LARGEST_PART = 50_000_000
_WAY_OUT = "Run `iqa report template FILE` to write the house template, and change its styles."
_WORDS = (
    "Body Text: change any style in this file, its page and its margins, but keep the styles' "
    "names. A report takes its look from here; what is written here stays behind."
)
_NARROWEST = 2000
"""A page that leaves less room than this for text is a slip; the house's is taken."""
_LISTS = {
    styles.HEADING_1: (CHAPTERS, 0),
    styles.NUMBERED: (CHAPTERS, 1),
    styles.BULLET: (BULLETS, 0),
    styles.ORDERED: (ORDERED, 0),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a template gives a report: styles, their ids by name, page, theme, callouts' tints."""

    styles: bytes
    style_ids: Mapping[str, str]
    page: Page
    tints: Mapping[str, str]
    theme: bytes = b""


def look_of(template: bytes | None, language: str) -> Look:
    """Return the look of an office's template, or the house's where there is none.

    Raises:
        TemplateInvalid: the file is no Word document or lacks styles; all are named.
    """
    if template is None:
        ids = {name: styles.style_id(name) for name in styles.NEEDED}
        made = house_styles(language).encode()
        return Look(made, ids, Page(), _tints(_parsed(made), ids))
    parts = _parts(template)
    tree = _parsed(parts["word/styles.xml"])
    ids = _style_ids(tree)
    _join_lists(tree, ids)
    for spoken in tree.iterfind(f"{{{_W}}}docDefaults//{{{_W}}}lang"):
        spoken.set(f"{{{_W}}}val", language)
    page = _page(_parsed(parts["word/document.xml"]))
    theme = parts.get("word/theme/theme1.xml", b"")
    return Look(etree.tostring(tree), ids, page, _tints(tree, ids), theme)


def template() -> bytes:
    """Return the house template: a Word file that shows each style under its own name."""
    look = look_of(None, "en-GB")
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{look.style_ids[name]}"/></w:pPr>'
        f"{run(styles.as_seen(name))}</w:p>"
        for name in styles.NEEDED
        if name not in {styles.TABLE, styles.CALLOUT_LABEL, styles.BODY}
    )
    body = look.style_ids[styles.BODY]
    words = f'<w:p><w:pPr><w:pStyle w:val="{body}"/></w:pPr>{run(_WORDS)}</w:p>'
    page = look.page
    margins = " ".join(
        f'w:{name}="{getattr(page, name)}"'
        for name in ("top", "right", "bottom", "left", "header", "footer")
    )
    sheet = f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar {margins} w:gutter="0"/>'
    document = (
        f'<w:document xmlns:w="{_W}"><w:body>{shown}{_label(look)}{_table(look)}{words}'
        f"<w:sectPr>{sheet}</w:sectPr></w:body></w:document>"
    )
    package = Package()
    package.add("word/document.xml", document, word_type("document.main"))
    package.relate("", "document", office_relation("officeDocument"), "word/document.xml")
    for name, content in (
        ("styles", look.styles.decode()),
        ("numbering", numbering(look.style_ids, 0)),
    ):
        package.add(f"word/{name}.xml", content, word_type(name))
        package.relate("word/document.xml", name, office_relation(name), f"{name}.xml")
    return package.to_bytes(datetime(2021, 10, 1, tzinfo=UTC))


def _label(look: Look) -> str:
    named = f'<w:rStyle w:val="{look.style_ids[styles.CALLOUT_LABEL]}"/>'
    return f"<w:p>{run(styles.CALLOUT_LABEL, named)}</w:p>"


def _table(look: Look) -> str:
    ids = look.style_ids
    width = look.page.text_width
    rows = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{ids[name]}"/></w:pPr>{run(styles.TABLE)}'
        "</w:p></w:tc></w:tr>"
        for name in (styles.TABLE_HEADING, styles.TABLE_TEXT)
    )
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{ids[styles.TABLE]}"/>'
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLook w:firstRow="1"/></w:tblPr>'
    )
    return f'<w:tbl>{properties}<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'


def _parts(packed: bytes) -> dict[str, bytes]:
    """Return the parts that matter.

    Raises:
        TemplateInvalid: no Word document, or one whose parts are too large.
    """
    wanted = ("word/styles.xml", "word/document.xml", "word/theme/theme1.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            held = {item.filename: item for item in archive.infolist() if item.filename in wanted}
            if any(item.file_size > _LARGEST_PART for item in held.values()):
                raise TemplateInvalid("The template is too large to read.", way_out=_WAY_OUT)
            parts = {name: archive.read(name) for name in held}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise TemplateInvalid("The template is not a .docx file.", way_out=_WAY_OUT) from error
    if "word/styles.xml" not in parts or "word/document.xml" not in parts:
        raise TemplateInvalid("The template is not a Word document.", way_out=_WAY_OUT)
    if _STRICT in parts["word/styles.xml"]:
        raise TemplateInvalid(
            "The template is a Strict Open XML document, which is not read.",
            way_out="Save it in Word as an ordinary Word document (.docx).",
        )
    return parts


def _parsed(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateInvalid("The template is damaged: its XML cannot be read.") from error


def _style_ids(tree: etree._Element) -> dict[str, str]:
    """Return the id of each style that a report needs, whatever the template calls it inside."""
    held: dict[str, str] = {}
    for style in tree.iter(f"{{{_W}}}style"):
        name = style.find(f"{{{_W}}}name")
        if name is not None:
            held[str(name.get(f"{{{_W}}}val")).casefold()] = str(style.get(f"{{{_W}}}styleId"))
    missing = [styles.as_seen(name) for name in styles.NEEDED if name.casefold() not in held]
    if missing:
        word = "style" if len(missing) == 1 else "styles"
        raise TemplateInvalid(
            f"The template lacks the {word} {', '.join(missing)}.", way_out=_WAY_OUT
        )
    return {name: held[name.casefold()] for name in styles.NEEDED}


def _tints(tree: etree._Element, ids: Mapping[str, str]) -> dict[str, str]:
    """Return the shade of each callout style that has one, as RRGGBB."""
    named = {ids[name]: name for name in styles.CALLOUTS.values()}
    found: dict[str, str] = {}
    for style in tree.iter(f"{{{_W}}}style"):
        name = named.get(str(style.get(f"{{{_W}}}styleId")))
        shade = style.find(f"{{{_W}}}pPr/{{{_W}}}shd")
        fill = "" if shade is None else str(shade.get(f"{{{_W}}}fill"))
        if name is not None and _COLOUR.fullmatch(fill):
            found[name] = fill
    return found


def _join_lists(tree: etree._Element, ids: Mapping[str, str]) -> None:
    """Point the template's list styles at the report's lists; its own lists stay behind."""
    for numbered in list(tree.iter(f"{{{_W}}}numPr")):
        parent = numbered.getparent()
        if parent is not None:
            parent.remove(numbered)
    for style in tree.iter(f"{{{_W}}}style"):
        for name, (number, level) in _LISTS.items():
            if style.get(f"{{{_W}}}styleId") == ids[name]:
                _put_in_list(style, number, level)


_BEFORE_LISTS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_BEFORE_PARAGRAPHS = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority",
    "semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose",
    "personalReply", "rsid",
)  # fmt: skip


def _put_in_list(style: etree._Element, number: int, level: int) -> None:
    properties = style.find(f"{{{_W}}}pPr")
    if properties is None:
        properties = etree.Element(f"{{{_W}}}pPr")
        style.insert(_place(style, _BEFORE_PARAGRAPHS), properties)
    numbered = etree.Element(f"{{{_W}}}numPr")
    for name, value in (("ilvl", level), ("numId", number)):
        etree.SubElement(numbered, f"{{{_W}}}{name}").set(f"{{{_W}}}val", str(value))
    properties.insert(_place(properties, _BEFORE_LISTS), numbered)


def _place(parent: etree._Element, before: tuple[str, ...]) -> int:
    names = {f"{{{_W}}}{name}" for name in before}
    return max((n + 1 for n, child in enumerate(parent) if child.tag in names), default=0)


def _page(document: etree._Element) -> Page:
    """Return the page of a template's last section, upright, or the house's where it has none."""
    found: dict[str, int] = {}
    for tag, names in (
        ("pgSz", {"w": "width", "h": "height"}),
        ("pgMar", {n: n for n in ("top", "right", "bottom", "left", "header", "footer")}),
    ):
        for element in document.iter(f"{{{_W}}}{tag}"):
            for attribute, name in names.items():
                value = element.get(f"{{{_W}}}{attribute}", "")
                if value.lstrip("-").isdigit():
                    found[name] = abs(int(value))
    page = Page(**found)
    if min(page.text_width, page.text_height) < _NARROWEST:
        return Page()
    return page.turned() if page.width > page.height else page
