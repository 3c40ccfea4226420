"""What comes over from an office's own template, and what stays behind."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from evidence.errors import TemplateInvalid
from report_builder.numbering import number
from report_builder.word.look import OfficeTemplate
from report_builder.word.template import template
from report_builder.word.writer import write
from tests.report_builder.word.element_order import misplaced
from tests.report_builder.word.sample_report import MADE_AT, document_of, front, report, written
from tests.report_builder.word.word_numbering import W, numbers_seen

MARKING = front().marking


def office() -> WordDocument:
    return docx.Document(io.BytesIO(template()))


def saved(document: WordDocument) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def parts_of(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed_of(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def picture(shade: int = 90) -> io.BytesIO:
    """Return a PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    pixel = zlib.compress(bytes((0, shade)))
    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    whole = chunk(b"IHDR", size) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + whole)


def stories(packed: bytes, place: str) -> list[list[etree._Element]]:
    """Return the roots of each section's headers or footers, in the file's order."""
    document = docx.Document(io.BytesIO(packed))
    kinds = (f"first_page_{place}", place, f"even_page_{place}")
    return [[getattr(s, kind).part.element for kind in kinds] for s in document.sections]


def words(root: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def test_a_logo_in_the_header_stands_above_the_marking_of_every_page() -> None:
    own = office()
    own.sections[0].header.paragraphs[0].add_run().add_picture(picture())

    packed = written(report(), saved(own))

    assert [len(section) for section in stories(packed, "header")] == [3] * 4
    for section in stories(packed, "header"):
        for root in section:
            logo, marking = root.iter(f"{W}p")
            assert next(logo.iter(qn("a:blip"))).get(qn("r:embed"))
            assert words(marking) == [MARKING]
    document = docx.Document(io.BytesIO(packed))
    shown = [
        relation.target_part.blob
        for relation in document.sections[0].first_page_header.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.IMAGE
    ]
    assert shown == [picture().getvalue()]


def test_the_title_page_has_the_templates_own_first_header() -> None:
    own = office()
    section = own.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Front page"
    section.header.paragraphs[0].text = "Other pages"

    title, *others = stories(written(report(), saved(own)), "header")

    assert words(title[0]) == ["Front page", MARKING]
    assert all(words(section[1]) == ["Other pages", MARKING] for section in others)


def test_a_first_header_that_the_template_has_switched_off_is_not_shown() -> None:
    own = office()
    own.sections[0].first_page_header.paragraphs[0].text = "Switched off"
    own.sections[0].even_page_header.paragraphs[0].text = "Also"

    packed = written(report(), saved(own))

    assert b"Switched off" not in b"".join(parts_of(packed).values())
    assert [words(root) for root in stories(packed, "header")[1]] == [[MARKING]] * 3


def test_pages_are_counted_once_in_a_footer_that_counts_them_itself() -> None:
    own = office()
    paragraph = own.sections[0].footer.paragraphs[0]
    field = f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr=" PAGE "/>'
    paragraph._p.append(parse_xml(field))

    def pages(packed: bytes) -> list[int]:
        roots = [root for section in stories(packed, "footer")[1:] for root in section[1:]]
        return [etree.tostring(root).count(b" PAGE ") for root in roots]

    assert set(pages(written(report(), saved(own)))) == {1}
    assert set(pages(written(report()))) == {1}


def test_a_template_for_new_documents_serves_like_a_document() -> None:
    parts = parts_of(template())
    for kind in (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ):
        plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        types = parts["[Content_Types].xml"]
        dotx = packed_of(parts | {"[Content_Types].xml": types.replace(plain, kind)})

        assert kind in parts_of(dotx)["[Content_Types].xml"]
        assert written(report(), dotx) == written(report(), template())


def test_an_office_that_names_styles_differently_is_served_by_a_map() -> None:
    own = office()
    own.styles["Numbered paragraph"].name = "Para no."
    own.styles["Heading 2"].name = "Section title"
    content = saved(own)
    names = {"Numbered paragraph": "Para no.", "Heading 2": "section title"}

    packed = write(
        report(),
        number(report()),
        template=OfficeTemplate(content, names),
        made_at=MADE_AT,
        draft="D3",
    )

    opened = docx.Document(io.BytesIO(packed))
    assert {"Para no.", "Section title"} <= {p.style.name for p in opened.paragraphs}
    with pytest.raises(TemplateInvalid, match="Heading 2, Numbered paragraph"):
        written(report(), content)


def test_a_missing_style_is_named_with_the_one_that_may_be_meant() -> None:
    own = office()
    own.styles["Numbered paragraph"].name = "Numbered para"

    with pytest.raises(TemplateInvalid) as refused:
        written(report(), saved(own))

    assert refused.value.message == (
        "The template lacks the style Numbered paragraph (it has Numbered para)."
    )


def test_a_paragraph_style_is_no_stand_in_for_a_table_style() -> None:
    own = office()
    own.styles["Report table"].delete()
    own.styles.add_style("Report table", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)

    with pytest.raises(TemplateInvalid, match="lacks the style Report table"):
        written(report(), saved(own))


def test_an_offices_own_lists_are_kept_beside_the_reports() -> None:
    own = office()
    numbering = own.part.numbering_part.element
    foreign = parse_xml(
        f'<w:abstractNum xmlns:w="{W[1:-1]}" w:abstractNumId="90"><w:nsid w:val="0A0B0C0D"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="Heading1"/><w:lvlText w:val="Part %1"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, foreign)
    number_of_theirs = numbering.add_num(90).numId
    style = own.styles.add_style("Office list", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    for name in ("Office list", "Heading 1", "Heading 2"):
        numbered = own.styles[name].element.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_numId().val = number_of_theirs

    parts = parts_of(written(report(), saved(own)))
    looks, lists = parts["word/styles.xml"], parts["word/numbering.xml"]
    seen = dict(numbers_seen(parts["word/document.xml"], looks, lists))

    assert (seen["_hm_h_4"], seen["_hm_p_4a"], seen["_hm_h_4a"]) == ("4", "4.1", "")
    assert misplaced(lists) == misplaced(looks) == []
    tree = etree.fromstring(lists)
    assert b"Part %1" in lists
    assert [link.get(f"{W}val") for link in tree.iter(f"{W}pStyle")].count("Heading1") == 1
    kept = next(
        s for s in etree.fromstring(looks).iter(f"{W}style")
        if s.get(f"{W}styleId") == style.style_id
    )  # fmt: skip
    assert kept.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == str(number_of_theirs)


def test_a_heading_based_on_a_numbered_one_has_no_number_of_its_own() -> None:
    own = office()
    own.styles["Heading 2"].base_style = own.styles["Heading 1"]

    parts = parts_of(written(report(), saved(own)))
    made = etree.fromstring(parts["word/styles.xml"])

    second = next(s for s in made.iter(f"{W}style") if s.get(f"{W}styleId") == "Heading2")
    assert second.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0"


def test_the_house_templates_lists_are_not_doubled_and_keep_an_offices_indent() -> None:
    own = office()
    for indent in own.part.numbering_part.element.xpath("w:abstractNum/w:lvl/w:pPr/w:ind"):
        indent.set(f"{W}left", "999")

    lists = etree.fromstring(parts_of(written(report(), saved(own)))["word/numbering.xml"])

    assert len(lists.findall(f"{W}abstractNum")) == 4
    assert {i.get(f"{W}left") for i in lists.iter(f"{W}ind")} == {"999"}


def test_nothing_of_a_templates_past_goes_into_the_report() -> None:
    own = office()
    own.core_properties.author = own.core_properties.comments = "Secret Author"
    run = own.paragraphs[0].add_run("Body words")
    own.add_comment([run], "Secret remark", author="Secret Author")
    header = own.sections[0].header
    space = f'xmlns:w="{W[1:-1]}" w:id="1" w:author="Secret Author"'
    for change in (
        f"<w:ins {space}><w:r><w:t>added</w:t></w:r></w:ins>",
        f"<w:del {space}><w:r><w:delText>gone</w:delText></w:r></w:del>",
    ):
        header.paragraphs[0]._p.append(parse_xml(change))
    outside = header.part.relate_to("file:///secret.png", RELATIONSHIP_TYPE.IMAGE, True)
    header.add_paragraph("linked").runs[0]._r.set(qn("r:link"), outside)
    settings = own.settings.element
    linked = own.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).relate_to(
        "file:///secret.dotm",
        RELATIONSHIP_TYPE.IMAGE.replace("image", "attachedTemplate"),
        is_external=True,
    )
    settings.insert(0, parse_xml(f'<w:attachedTemplate xmlns:w="{W[1:-1]}"/>'))
    settings[0].set(qn("r:id"), linked)
    settings.append(parse_xml(f'<w:updateFields xmlns:w="{W[1:-1]}" w:val="true"/>'))

    parts = parts_of(written(report(), saved(own)))
    whole = b"".join(parts.values())

    for word in (b"Secret", b"secret", b"Body words", b"updateFields", b"gone", b"linked"):
        assert word not in whole
    assert b"added" in parts["word/header_default.xml"]
    assert not any("comments" in name for name in parts)


def test_an_offices_harmless_settings_stay_and_ours_are_added() -> None:
    own = office()
    own.settings.odd_and_even_pages_header_footer = True
    own.sections[0].even_page_header.paragraphs[0].text = "Even pages"

    packed = written(report(), saved(own))
    settings = parts_of(packed)["word/settings.xml"]

    assert b"evenAndOddHeaders" in settings
    assert b'w:name="compatibilityMode"' in settings
    assert misplaced(settings) == []
    assert words(stories(packed, "header")[2][2]) == ["Even pages", MARKING]


def test_an_inflating_template_is_refused_before_it_fills_the_memory() -> None:
    parts = parts_of(template())
    body = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + b" " * 60_000_000)

    with pytest.raises(TemplateInvalid, match="too large"):
        written(report(), packed_of(parts | {"word/document.xml": body}))


def test_a_template_without_sections_or_lists_gets_the_houses() -> None:
    parts = parts_of(template())
    tree = etree.fromstring(parts["word/document.xml"])
    section = tree.find(f"{W}body/{W}sectPr")
    section.getparent().remove(section)
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    for relation in relations:
        if relation.get("Type") == RELATIONSHIP_TYPE.NUMBERING:
            relations.remove(relation)
    bare = parts | {
        "word/document.xml": etree.tostring(tree),
        "word/_rels/document.xml.rels": etree.tostring(relations),
    }

    opened = docx.Document(io.BytesIO(written(report(), packed_of(bare))))

    assert round(opened.sections[0].page_width.mm) == 210
    assert len(opened.part.numbering_part.element.xpath("w:abstractNum")) == 4


def test_broken_relationships_are_told_in_words() -> None:
    parts = parts_of(template())
    del parts["word/styles.xml"]

    with pytest.raises(TemplateInvalid, match="damaged"):
        written(document_of(), packed_of(parts))


def anchors(packed: bytes) -> tuple[list[str], list[str]]:
    tree = etree.fromstring(parts_of(packed)["word/document.xml"])
    names = sorted(start.get(f"{W}name") for start in tree.iter(f"{W}bookmarkStart"))
    controls = [
        "".join(t.text for t in c.iter(f"{W}t"))
        for c in tree.iter(f"{W}sdt")
        if c.getparent().tag == f"{W}p"
    ]
    return names, controls


def test_python_docx_saves_a_report_with_every_bookmark_and_control() -> None:
    packed = written(report())

    assert anchors(saved(docx.Document(io.BytesIO(packed)))) == anchors(packed)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_a_report_with_every_bookmark_and_control(tmp_path: Path) -> None:
    packed = written(report())
    (tmp_path / "report.docx").write_bytes(packed)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "report.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    names, controls = anchors((tmp_path / "out" / "report.docx").read_bytes())
    ours, figures = anchors(packed)
    assert set(ours) <= set(names)
    assert controls == figures
