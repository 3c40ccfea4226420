from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Mm, RGBColor

from evidence.errors import TemplateInvalid
from report_builder.word import styles
from report_builder.word.template import template
from tests.report_builder.word.element_order import misplaced
from tests.report_builder.word.sample_report import area_table, document_of, report, written
from tests.report_builder.word.word_numbering import numbers_seen


def saved(document: docx.document.Document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_the_house_template_shows_every_style_under_its_own_name() -> None:
    opened = docx.Document(io.BytesIO(template()))

    names = {style.name.casefold() for style in opened.styles}

    assert {name.casefold() for name in styles.NEEDED} <= names
    shown = {p.style.name.casefold() for p in opened.paragraphs}
    not_paragraphs = {styles.TABLE, styles.CALLOUT_LABEL}
    in_the_table = {styles.TABLE_TEXT, styles.TABLE_HEADING}
    assert {n.casefold() for n in set(styles.NEEDED) - not_paragraphs - in_the_table} <= shown


def test_the_house_template_is_the_same_every_time_and_in_order() -> None:
    with zipfile.ZipFile(io.BytesIO(template())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    assert template() == template()
    assert [wrong for part in parts.values() for wrong in misplaced(part)] == []


def test_a_report_on_the_house_template_has_the_house_look() -> None:
    own = docx.Document(io.BytesIO(written(report())))
    given = docx.Document(io.BytesIO(written(report(), template())))

    assert [(p.style.name, p.text) for p in own.paragraphs] == [
        (p.style.name, p.text) for p in given.paragraphs
    ]


def test_an_offices_colours_and_page_are_used() -> None:
    office = docx.Document(io.BytesIO(template()))
    office.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0x16, 0x50)
    office.sections[-1].page_width = Mm(200)
    packed = written(document_of(area_table("t")), saved(office))

    made = docx.Document(io.BytesIO(packed))

    assert str(made.styles["Heading 1"].font.color.rgb) == "801650"
    assert made.sections[0].page_width == office.sections[-1].page_width
    width = made.sections[0].page_width - made.sections[0].left_margin * 2
    assert sum(column.width for column in made.tables[0].columns) == pytest.approx(width, abs=1300)


def test_a_turned_template_gives_an_upright_page_and_a_slip_the_houses() -> None:
    office = docx.Document(io.BytesIO(template()))
    page = office.sections[-1]
    page.page_width, page.page_height = Mm(297), Mm(210)
    turned = docx.Document(io.BytesIO(written(document_of(), saved(office)))).sections[0]
    page.left_margin = Mm(290)
    slip = docx.Document(io.BytesIO(written(document_of(), saved(office)))).sections[0]

    assert round(turned.page_width.mm) == 210
    assert round(slip.left_margin.mm, 1) == 25.4


def test_a_report_speaks_its_own_language_on_any_template() -> None:
    welsh = replace(report(), language="cy-GB")

    for given in (None, template()):
        with zipfile.ZipFile(io.BytesIO(written(welsh, given))) as archive:
            assert b'w:val="cy-GB"' in archive.read("word/styles.xml")


def test_a_template_whose_lists_were_lost_numbers_all_the_same() -> None:
    office = docx.Document(io.BytesIO(template()))
    for name in ("Heading 1", "Numbered paragraph"):
        properties = office.styles[name].element.pPr
        properties.remove(properties.numPr)

    with zipfile.ZipFile(io.BytesIO(written(report(), saved(office)))) as archive:
        document, looks, lists = (
            archive.read(f"word/{name}.xml") for name in ("document", "styles", "numbering")
        )

    assert misplaced(looks) == []
    assert dict(numbers_seen(document, looks, lists))["_hm_p_4a"] == "4.1"


def test_a_template_that_lacks_styles_is_refused_with_all_their_names() -> None:
    office = docx.Document(io.BytesIO(template()))
    for name in ("Numbered paragraph", "Table text", "Heading 3"):
        office.styles[name].delete()

    with pytest.raises(TemplateInvalid) as refused:
        written(report(), saved(office))

    assert refused.value.message == (
        "The template lacks the styles Heading 3, Numbered paragraph, Table text."
    )
    assert "iqa report template FILE" in refused.value.way_out


def changed(packed: bytes, **parts: tuple[bytes, bytes]) -> bytes:
    """Return a package with a text in some of its parts replaced."""
    held = io.BytesIO()
    names = {f"word/{name}.xml": change for name, change in parts.items()}
    names |= {"[Content_Types].xml": parts.get("types", (b"", b""))}
    names |= {"_rels/.rels": parts.get("relations", (b"", b""))}
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            before, after = names.get(name, (b"", b""))
            content = old.read(name)
            assert before in content
            new.writestr(name, content.replace(before, after) if before else content)
    return held.getvalue()


OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006"
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml"


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        (b"not a zip", "not a .docx"),
        (changed(template(), types=(b"document.main", b"comments")), "not a Word document"),
        (changed(template(), styles=(b"</w:styles>", b"")), "damaged"),
        (changed(template(), styles=(b"<w:styles", b"<!DOCTYPE a><w:styles")), "damaged"),
        (changed(template(), document=(b"<w:body>", b"<w:other>")), "damaged"),
        (
            changed(template(), relations=(OFFICE, b"http://purl.oclc.org/ooxml/officeDocument")),
            "Strict",
        ),
    ],
)
def test_what_is_no_template_is_refused_in_words(packed: bytes, said: str) -> None:
    with pytest.raises(TemplateInvalid, match=said):
        written(report(), packed)
