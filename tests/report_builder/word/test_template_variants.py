"""Templates as offices have them: other ids, other names, other lists, parts that are missing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.parser import parse_xml
from lxml import etree

from evidence.errors import TemplateInvalid
from report_builder.numbering import number
from report_builder.word.look import OfficeTemplate
from report_builder.word.template import template
from report_builder.word.writer import write
from tests.report_builder.word.sample_report import MADE_AT, report
from tests.report_builder.word.test_office_template import packed_of, parts_of, saved
from tests.report_builder.word.test_validity import SOUND
from tests.report_builder.word.validity import faults
from tests.report_builder.word.word_numbering import numbers_seen

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OWN = ("Numbered paragraph", "Quotation", "Report table", "Callout label", "Recommendation")
"""Styles that the office with ids of its own also calls otherwise."""


def localised() -> OfficeTemplate:
    """Ids in another language, as Word writes them there, and names that need a map."""
    parts = parts_of(template())
    ids = re.findall(r'w:styleId="([^"]+)"', parts["word/styles.xml"].decode())
    for name in ("word/styles.xml", "word/document.xml", "word/numbering.xml"):
        text = parts[name].decode()
        for place, said in enumerate(ids):
            leads = r'(<w:(?:basedOn|next|link|pStyle|rStyle|tblStyle) w:val=|w:styleId=)"'
            text = re.sub(f'{leads}{said}"', rf'\1"Vorlage{place}"', text)
        for own in OWN if "styles" in name else ():
            text = text.replace(f'<w:name w:val="{own}"/>', f'<w:name w:val="Büro {own}"/>')
        parts[name] = text.encode()
    return OfficeTemplate(packed_of(parts), {own: f"Büro {own}" for own in OWN})


def clashing() -> OfficeTemplate:
    """Turned, with three kinds of header, theme fonts, and headings in a list of its own."""
    office = docx.Document(io.BytesIO(template()))
    section = office.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.different_first_page_header_footer = True
    office.settings.odd_and_even_pages_header_footer = True
    for margin in (section.first_page_header, section.header, section.even_page_footer):
        margin.paragraphs[0].text = "The office"
    fonts = parse_xml(f'<w:rFonts xmlns:w="{W}" w:asciiTheme="majorHAnsi"/>')
    office.styles["Heading 1"].element.get_or_add_rPr().insert(0, fonts)
    lists = office.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{n + 1}"/><w:lvlText w:val="%{n + 1}."/></w:lvl>'
        for n in range(3)
    )
    own = f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="77">{levels}</w:abstractNum>'
    lists.insert(0, parse_xml(own))
    lists.add_num(77)
    office.styles["Numbered paragraph"].base_style = office.styles["List Number"]
    office.styles["Quotation"].base_style = office.styles["Numbered paragraph"]
    return OfficeTemplate(saved(office))


def bare() -> OfficeTemplate:
    """Without defaults, sections, lists, theme or settings, and styles that Word only offers."""
    parts = parts_of(template())
    looks = parts["word/styles.xml"].decode()
    looks = re.sub(r"<w:docDefaults>.*?</w:docDefaults>", "", looks, flags=re.DOTALL)
    offered = r'<w:style [^>]*w:styleId="(?:TOC\d|Footnote\w+|Header|Footer)".*?</w:style>'
    looks = re.sub(offered, "", looks, flags=re.DOTALL).replace(' w:default="1"', "")
    text = re.sub(rb"<w:sectPr.*?</w:sectPr>", b"", parts["word/document.xml"], flags=re.DOTALL)
    rels = parts["word/_rels/document.xml.rels"].decode()
    rels = re.sub(r'<Relationship [^>]*/(?:numbering|theme|settings)"[^>]*/>', "", rels)
    changed = {"word/styles.xml": looks.encode(), "word/document.xml": text}
    return OfficeTemplate(
        packed_of({**parts, **changed, "word/_rels/document.xml.rels": rels.encode()})
    )


@pytest.mark.parametrize("office", [localised, clashing, bare])
def test_a_report_on_an_offices_template_is_sound_and_counts_as_ever(
    office: Callable[[], OfficeTemplate],
) -> None:
    document = report()

    made = write(document, number(document), template=office(), made_at=MADE_AT, draft="D3")

    assert faults(made) == []
    parts = parts_of(made)
    seen = numbers_seen(*(parts[f"word/{n}.xml"] for n in ("document", "styles", "numbering")))
    house = parts_of(SOUND)
    names = ("document", "styles", "numbering")
    assert dict(seen) == dict(numbers_seen(*(house[f"word/{n}.xml"] for n in names)))
    sizes = [
        (size.get(f"{{{W}}}w"), size.get(f"{{{W}}}orient"))
        for size in etree.fromstring(parts["word/document.xml"]).iter(f"{{{W}}}pgSz")
    ]
    assert sizes[0] == ("11906", None), "the first page stands upright"
    assert ("16838", "landscape") in sizes


def test_a_style_is_found_by_its_alias_and_a_name_goes_before_an_alias() -> None:
    parts = parts_of(template())
    looks = parts["word/styles.xml"].decode()
    named = '<w:name w:val="Para"/><w:aliases w:val="NP,Numbered paragraph"/>'
    looks = looks.replace('<w:name w:val="Numbered paragraph"/>', named)
    looks = looks.replace('<w:name w:val="heading 1"/>', '<w:name w:val="Heading 1,H1"/>')
    other = '<w:name w:val="heading 2"/><w:aliases w:val="heading 3"/>'
    parts["word/styles.xml"] = looks.replace('<w:name w:val="heading 2"/>', other).encode()
    document = report()
    office = OfficeTemplate(packed_of(parts))

    made = write(document, number(document), template=office, made_at=MADE_AT, draft="D3")

    styles = {p.style.style_id for p in docx.Document(io.BytesIO(made)).paragraphs if p.style}
    assert {"NumberedParagraph", "Heading1", "Heading2", "Heading3"} <= styles


def test_words_own_template_is_told_what_it_lacks_and_nothing_that_word_offers() -> None:
    office = OfficeTemplate(saved(docx.Document()))
    document = report()

    with pytest.raises(TemplateInvalid) as refused:
        write(document, number(document), template=office, made_at=MADE_AT, draft="D3")

    assert "Numbered paragraph" in refused.value.message
    assert not re.search(r"TOC|Footnote|Header|Footer|Heading 1", refused.value.message)
