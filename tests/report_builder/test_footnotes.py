"""Footnotes: where a reader would ask, as real notes in Word, and in every copy."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
from lxml import etree

from evidence.framework import GuidanceVersion
from report_builder import tree_json
from report_builder.compose import compose
from report_builder.copies.html import reading_copy
from report_builder.document import (
    Bullets,
    Callout,
    CalloutKind,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Sentence,
    all_sentences,
    supports_of,
)
from report_builder.file_checks import check_file
from report_builder.footnoting import footnoted
from report_builder.word.release.copying import Release, released
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk
from report_builder.word.template import template
from tests.builders import inspection, iqa
from tests.report_builder.builders import DRAFT, a_material, a_rich_material
from tests.report_builder.word.element_order import misplaced
from tests.report_builder.word.sample_report import (
    BASIS,
    MADE_AT,
    document_of,
    figure,
    prose,
    report,
    sentence,
    written,
)
from tests.report_builder.word.validity import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTES = tuple(Footnote(f"n{n}", f"Said elsewhere, {n}.", BASIS) for n in range(4))


def noted(identifier: str, text: str, *notes: Footnote) -> Sentence:
    return replace(sentence(identifier, text), notes=notes)


REPORT = document_of(
    Heading("h", 1, "What we found"),
    Paragraph("p", (noted("s1", "One.", NOTES[0], NOTES[1]), sentence("s2", "Two."))),
    Bullets("b", (noted("s3", "three", NOTES[2]),)),
    Callout(
        "c", CalloutKind.STRENGTH, "Strength", (noted("s4", "Four.", NOTES[3]),), BASIS
    ),
)  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def notes_of(document: Document) -> list[str]:
    return [note.text for _, one in all_sentences(document) for note in one.notes]


def test_each_mark_in_word_leads_to_its_note() -> None:
    held = parts(written(REPORT))
    body = etree.fromstring(held["word/document.xml"])
    notes = etree.fromstring(held["word/footnotes.xml"])
    said = {n.get(f"{W}id"): "".join(n.itertext()).strip() for n in notes}

    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]

    assert [said[mark] for mark in marks] == [note.text for note in NOTES]
    assert {n.get(f"{W}id") for n in notes if n.get(f"{W}type")} == {"-1", "0"}
    settings = etree.fromstring(held["word/settings.xml"])
    named = [n.get(f"{W}id") for n in settings.iterfind(f"{W}footnotePr/{W}footnote")]
    assert named == ["-1", "0"]
    assert all(
        misplaced(held[f"word/{p}.xml"]) == [] for p in ("document", "footnotes", "settings")
    )
    styles = {style.style_id for style in docx.Document(io.BytesIO(written(REPORT))).styles}
    used = {
        s.get(f"{W}val") for root in (body, notes) for s in root.iter(f"{W}pStyle", f"{W}rStyle")
    }
    assert used <= styles


def test_a_report_without_notes_has_no_part_for_them() -> None:
    held = parts(written(report()))

    assert "word/footnotes.xml" not in held
    assert b"footnotePr" not in held["word/settings.xml"]


def test_the_walker_reads_the_notes() -> None:
    walked = walk(WordFile(written(REPORT)))

    said = [p.final.strip() for p in walked.paragraphs if p.place.story == "footnotes"]
    assert [text for text in said if text] == [note.text for note in NOTES]


def test_the_reading_copy_has_marks_that_lead_to_the_notes_and_back() -> None:
    page = etree.HTML(reading_copy(REPORT))

    marks = page.xpath('//a[@role="doc-noteref"]')
    assert [mark.text for mark in marks] == ["1", "2", "3", "4"]
    for mark, note in zip(marks, NOTES, strict=True):
        (item,) = page.xpath(f'//li[@id="{mark.get("href")[1:]}"]')
        assert note.text in "".join(item.itertext())
        (back,) = item.xpath('a[@role="doc-backlink"]')
        assert page.xpath(f'//a[@id="{back.get("href")[1:]}"]') == [mark]
    assert "doc-endnotes" not in reading_copy(report())


def test_a_template_without_the_styles_of_footnotes_is_given_them() -> None:
    document = docx.Document(io.BytesIO(template()))
    for name in ("footnote text", "footnote reference"):
        document.styles[name].delete()
    out = io.BytesIO()
    document.save(out)

    made = docx.Document(io.BytesIO(written(REPORT, out.getvalue())))

    assert made.styles["footnote reference"].font.superscript is True
    assert made.styles["footnote text"].style_id == "FootnoteText"


def test_a_note_belongs_to_what_a_block_stands_on_and_is_kept_in_the_store() -> None:
    assert tree_json.loads(tree_json.dumps(REPORT)) == REPORT
    other = replace(BASIS[0], support_id="elsewhere")
    note = replace(NOTES[0], supports=(other,))

    assert supports_of(Paragraph("p", (noted("s", "One.", note),))) == (*BASIS, other)


# --- what the report notes by itself


def test_the_first_share_of_each_chapter_says_what_is_left_out() -> None:
    chapters = [
        block
        for n in range(2)
        for block in (
            Heading(f"h{n}", 1, "A chapter"),
            prose(f"a{n}", ("It was ", figure(f"u{n}", "60%"), ".")),
            prose(f"b{n}", ("It was ", figure(f"v{n}", "60%"), ".")),
        )
    ]

    made = document_of(*footnoted(chapters, a_material()))

    found = [s.sentence_id for _, s in all_sentences(made) if s.notes]
    assert found == ["a0-0", "a1-0"]
    assert len(notes_of(made)) == 2
    assert all("did not apply" in text for text in notes_of(made))


def test_a_persons_words_get_no_note() -> None:
    said = replace(sentence("s", "It was ", figure("u", "60%"), "."), person=True)
    paragraph = Paragraph("p", (said,))

    assert list(footnoted([paragraph], a_material())) == [paragraph]


def test_guidance_that_names_its_source_has_it_in_a_note() -> None:
    material = a_rich_material()
    framework = material.inspection.framework
    version = GuidanceVersion(date(2021, 10, 1), "It came into use.", "The guidance, page 4")
    plain = GuidanceVersion(date(2022, 10, 1), "It was amended.")
    inspection = replace(
        material.inspection, framework=replace(framework, guidance=(version, plain))
    )

    made = compose(replace(material, inspection=inspection), DRAFT)

    assert notes_of(made).count("The guidance, page 4.") == 1


# --- notes that people wrote


def test_a_share_that_somebody_types_into_a_note_is_found_and_a_reference_is_not() -> None:
    sent = written(REPORT)
    held = parts(sent)

    def found(text: str) -> list[str]:
        notes = held["word/footnotes.xml"].replace(b"Said elsewhere, 1.", text.encode())
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, content in {**held, "word/footnotes.xml": notes}.items():
                package.writestr(name, content)
        told = check_file(out.getvalue(), sent, REPORT, a_material())
        return [one.text for one in told if one.code == "typed_number"]

    assert found("It was 37% in March.") == ["It was 37% in March."]
    assert found("That is 12 of the 40.") == ["That is 12 of the 40."]
    assert found("Section 10 of the Act of 2003.") == []


def test_a_released_copy_keeps_its_notes() -> None:
    order = Release("Office", "", "", frozenset(), frozenset(), MADE_AT)

    copy, _ = released(written(REPORT), order)

    notes = etree.fromstring(parts(copy)["word/footnotes.xml"])
    assert [n for n in NOTES if n.text in "".join(notes.itertext())] == list(NOTES)
    assert faults(copy) == []


def test_the_terminal_shows_a_note_below_its_paragraph(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    assert iqa(place, "report", "build").code == 0

    told = " ".join(iqa(place, "report", "show").out.split())

    assert "Footnote: CPS, Individual Quality Assessment: guidance, in use from 1 October" in told
