"""What a template gives a report: styles by name, page, lists, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.parts.story import StoryPart
from docx.section import Section
from docx.styles.style import BaseStyle

from evidence.errors import TemplateInvalid
from report_builder.word import styles
from report_builder.word.list_styles import put_in_lists
from report_builder.word.numbering_part import Lists
from report_builder.word.offered_styles import offered
from report_builder.word.office_file import WAY_OUT, damage_told, opened
from report_builder.word.page import Page
from report_builder.word.settings import settle
from report_builder.word.template import template as house

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_NARROWEST = 2000
"""A page that leaves less room than this for text is a slip; the house's is taken."""
_TYPES = {
    styles.TABLE: WD_STYLE_TYPE.TABLE,
    styles.CALLOUT_LABEL: WD_STYLE_TYPE.CHARACTER,
    styles.FOOTNOTE_MARK: WD_STYLE_TYPE.CHARACTER,
}
_MEASURES = {
    "width": "page_width",
    "height": "page_height",
    "header": "header_distance",
    "footer": "footer_distance",
    **{side: f"{side}_margin" for side in ("top", "right", "bottom", "left")},
}


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A template whose styles bear names of its own.

    `style_names` gives the office's name for ours, such as {"Numbered paragraph": "Para no."}.
    Without content the house's template is used. `pictured` asks for charts as pictures.
    """

    content: bytes
    style_names: Mapping[str, str] = field(default_factory=dict)
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a template gives a report.

    `style_ids` are the ids of the styles by our names, `tints` the callouts' shades;
    `stories` what stands in its margins, by place ("header") and kind ("first").
    """

    source: Document
    style_ids: Mapping[str, str]
    page: Page
    tints: Mapping[str, str]
    lists: Lists
    stories: Mapping[tuple[str, str], StoryPart]
    pictured: bool = False


def look_of(template: bytes | OfficeTemplate | None, language: str) -> Look:
    """Return the look of an office's template, or the house's where there is none.

    Raises:
        TemplateInvalid: the file is no Word document or lacks styles; all are named.
    """
    office = template if isinstance(template, OfficeTemplate) else OfficeTemplate(template or b"")
    document = opened(office.content or house())
    with damage_told():
        ids = _style_ids(document, office.style_names)
        sections = list(document.sections)
        _speak(document, language)
        settle(document.settings.element, language)
        return Look(
            document,
            ids,
            _page(sections[-1]) if sections else Page(),
            _tints(document, ids),
            put_in_lists(document, ids),
            _stories(document, sections),
            office.pictured,
        )


def _style_ids(document: Document, names: Mapping[str, str]) -> dict[str, str]:
    """Return the id of each style that a report needs, whatever the template calls it."""
    held = _by_name(document)
    own = {ours.casefold(): theirs for ours, theirs in names.items()}
    found: dict[str, str] = {}
    missing: dict[str, str] = {}
    for name in dict.fromkeys((*styles.NEEDED, *styles.OFFERED)):
        sought = own.get(styles.as_seen(name).casefold(), name)
        style = held.get((sought.casefold(), _TYPES.get(name, WD_STYLE_TYPE.PARAGRAPH)))
        if style is not None:
            found[name] = str(style.style_id)
        elif name in styles.OFFERED and sought is name:
            found[name] = offered(document, name)
        else:
            missing[name] = styles.as_seen(sought)
    if missing:
        taken = set(found.values())
        spare = [str(s.name) for s in held.values() if s.style_id not in taken]
        raise _lacking(list(missing.values()), spare)
    return found


def _by_name(document: Document) -> dict[tuple[str, WD_STYLE_TYPE], BaseStyle]:
    """Return the styles by name, in lower case, and type; an alias serves where no name does."""
    named = [(s, str(s.element.name_val or "")) for s in document.styles]
    found: dict[tuple[str, WD_STYLE_TYPE], BaseStyle] = {}
    for style, name in named:
        aliases = [*name.split(","), *",".join(style.element.xpath("w:aliases/@w:val")).split(",")]
        found.update({(a.strip().casefold(), style.type): style for a in aliases if a.strip()})
    return found | {(name.casefold(), style.type): style for style, name in named if name}


def _lacking(missing: Sequence[str], spare: Sequence[str]) -> TemplateInvalid:
    """Return the refusal, with what the template may have meant for each style."""
    said = []
    for name in missing:
        near = get_close_matches(name, spare, n=1, cutoff=0.7)
        said.append(f"{name} (it has {near[0]})" if near else name)
    word = "style" if len(missing) == 1 else "styles"
    return TemplateInvalid(f"The template lacks the {word} {', '.join(said)}.", way_out=WAY_OUT)


def _speak(document: Document, language: str) -> None:
    """Let every style speak the report's language, also in a template that names none."""
    root = document.styles.element
    if not root.xpath("w:docDefaults//w:lang"):
        for properties in root.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
            properties.append(OxmlElement("w:lang"))
    for spoken in root.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)


def _tints(document: Document, ids: Mapping[str, str]) -> dict[str, str]:
    """Return the shade of each callout style that has one, as RRGGBB."""
    found: dict[str, str] = {}
    for name in styles.CALLOUTS.values():
        style = document.styles.element.get_by_id(ids[name])
        fills = [] if style is None else style.xpath("w:pPr/w:shd/@w:fill")
        if fills and _COLOUR.fullmatch(fills[0]):
            found[name] = str(fills[0])
    return found


def _page(section: Section) -> Page:
    """Return a section's page, upright, or the house's where it leaves no room for text."""
    held = {ours: getattr(section, theirs) for ours, theirs in _MEASURES.items()}
    page = Page(**{name: abs(round(m.twips)) for name, m in held.items() if m is not None})
    if min(page.text_width, page.text_height) < _NARROWEST:
        return Page()
    return page.turned() if page.width > page.height else page


def _stories(document: Document, sections: Sequence[Section]) -> dict[tuple[str, str], StoryPart]:
    """Return the headers and footers that a reader of the template sees.

    The title page has those of its first page, the others those of its last section.
    """
    if not sections:
        return {}
    first = sections[0].different_first_page_header_footer
    even = document.settings.odd_and_even_pages_header_footer
    found: dict[tuple[str, str], StoryPart] = {}
    for place in ("header", "footer"):
        for kind, name, held in (
            ("first", f"first_page_{place}" if first else place, sections[:1]),
            ("default", place, sections),
            ("even", f"even_page_{place}" if even else place, sections),
        ):
            own = [getattr(section, name) for section in reversed(held)]
            story = next((one.part for one in own if not one.is_linked_to_previous), None)
            if story is not None:
                found[place, kind] = story
    return found
