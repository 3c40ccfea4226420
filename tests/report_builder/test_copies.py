"""Copies for other readers: each complete in itself, and looked into as its reader would."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import html

from coding.codings import Polarity
from report_builder.compose import compose
from report_builder.copies.cautions import cautions
from report_builder.copies.html import reading_copy
from report_builder.copies.keyed import notes
from report_builder.copies.pdf import as_pdf
from report_builder.document import Chart, Heading, Series, Table, sentences_of
from report_builder.material import Material
from report_builder.numbering import number
from report_builder.office_program import office_program
from report_builder.trace import Traced
from report_builder.word.charts import value_form
from report_builder.word.notes_in_margin import with_notes
from report_builder.word.opened_report import opened_report
from report_builder.word.release.residue import residue
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.resolve import accepted, rejected
from report_builder.word.revisions.walking import walk
from tests.builders import inspection, iqa
from tests.inspections import EXAMPLE
from tests.report_builder.builders import DRAFT, a_finding, a_material, a_passage, a_source
from tests.report_builder.word.sample_report import MADE_AT, report, written

REPORT = report()
PAGE = reading_copy(REPORT)
TREE: Any = html.fromstring(PAGE)
DOCUMENT = "word/document.xml"


def test_the_page_says_its_language_and_title_and_has_a_way_to_its_text() -> None:
    assert TREE.get("lang") == "en-GB"
    assert REPORT.front.title in TREE.findtext(".//title")
    assert TREE.xpath("//body/a[1]/@href") == ["#text"]
    assert len(TREE.xpath("//main[@id='text']")) == 1


def test_headings_go_down_one_level_at_a_time_from_one_title() -> None:
    levels = [int(h.tag[1]) for h in TREE.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    said = {h.text_content() for h in TREE.iter("h2", "h3", "h4")}
    for block in REPORT.blocks:
        if isinstance(block, Heading):
            assert any(block.text in text for text in said)


def test_every_cell_of_every_table_has_its_headings() -> None:
    tables = TREE.xpath("//table")
    shown = [b for b in REPORT.blocks if isinstance(b, Table | Chart)]

    assert len(tables) == len(shown)
    for table in tables:
        assert table.findtext("caption")
        assert {th.get("scope") for th in table.xpath("thead//th")} == {"col"}
        assert all(row[0].get("scope") == "row" for row in table.xpath("tbody/tr"))
        assert all(th.text_content().strip() for th in table.xpath("thead//th"))


def test_every_chart_has_words_and_figures() -> None:
    charts = [b for b in REPORT.blocks if isinstance(b, Chart)]

    assert [s.get("aria-label") for s in TREE.xpath("//figure/svg")] == [c.alt for c in charts]
    assert len(TREE.xpath("//figure/details/table")) == len(charts)


def test_a_chart_says_its_values_as_word_does_and_none_that_it_does_not_have() -> None:
    chart = next(b for b in REPORT.blocks if isinstance(b, Chart))
    values = (62.37, math.nan, *(10.0 for _ in chart.categories[2:]))
    shown = replace(chart, unit="%", series=(Series("Files", values),))

    page = html.fromstring(reading_copy(replace(REPORT, blocks=(shown,))))

    told = [cell.text for cell in page.xpath("//figure//td")]
    assert told[:3] == ["62%", "not applicable", "10%"]
    assert value_form(shown).format(62.37) == "62%"
    assert "nan" not in page.xpath("//figure")[0].text_content().split()
    assert len(page.xpath("//svg/rect")) == len(chart.categories) - 1


def test_nothing_is_loaded_and_no_script_runs() -> None:
    assert not TREE.xpath("//script|//link|//img|//iframe|//object|//@style|//@onclick")
    assert not re.search(r"url\(|@import|javascript:", PAGE)
    policy = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy


def test_every_link_within_the_page_leads_somewhere_and_ids_are_single() -> None:
    ids = TREE.xpath("//@id")

    assert len(ids) == len(set(ids))
    for target in TREE.xpath("//a/@href"):
        assert target.removeprefix("#") in ids


def test_the_page_says_whatever_the_draft_says() -> None:
    said = " ".join(TREE.text_content().split())
    numbers = number(REPORT)

    for block in REPORT.blocks:
        for sentence in sentences_of(block):
            assert " ".join(numbers.sentence(sentence).split()) in said
        if isinstance(block, Table):
            for row in block.rows:
                assert all(" ".join(numbers.text(cell).split()) in said for cell in row)


def test_what_stands_behind_a_paragraph_is_a_comment_on_it() -> None:
    block = next(b for b in REPORT.blocks if sentences_of(b) and b.block_id)
    sentence = sentences_of(block)[0]
    support = {
        "kind": "coding", "id": "C0031", "source": "S004", "code": "4a", "polarity": "positive",
        "file": "CQB.docx", "locator": "item 3", "segment": "S004-012", "quote": "the same three",
    }  # fmt: skip
    rate = {"kind": "rate", "id": "agreement/Q01", "count": 3, "total": 4, "locator": "agreement"}
    traced = Traced(sentence.sentence_id, "It was so.", "1.1", (support, rate))
    told = notes([traced], {sentence.sentence_id: block.block_id})

    copy = with_notes(written(REPORT), told, MADE_AT)

    comments = opened_report(copy).comments
    assert len(comments) == 1
    for words in ("C0031", "S004-012", "item 3", "the same three", "agreement/Q01: 3 of 4"):
        assert words in comments[0].text
    assert len(docx.Document(io.BytesIO(copy)).paragraphs) == len(
        docx.Document(io.BytesIO(written(REPORT))).paragraphs
    )


def test_a_note_stands_beside_an_editors_comment_and_not_in_its_place() -> None:
    block = next(b for b in REPORT.blocks if sentences_of(b) and b.block_id)
    document = docx.Document(io.BytesIO(written(REPORT)))
    run = document.paragraphs[30].add_run("as they say")
    document.add_comment(run, text="Is this so?", author="P. Example", initials="PE")
    held = io.BytesIO()
    document.save(held)

    copy = with_notes(held.getvalue(), {block.block_id: ("C0031: “the same three”",)}, MADE_AT)

    said = [(c.author, c.text) for c in opened_report(copy).comments]
    assert said == [("P. Example", "Is this so?"), ("Evidence", "C0031: “the same three”")]
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
        marks = re.findall(r'commentReference w:id="(\d+)"', package.read(DOCUMENT).decode())
    assert types.count('PartName="/word/comments.xml"') == 1
    assert relations.count('relationships/comments"') == 1
    assert len(marks) == len(set(marks)) == 2


def test_long_evidence_is_cut_and_says_where_the_rest_is() -> None:
    support = {"kind": "count", "id": "passages/4a", "value": 3.0, "locator": "passages"}
    traced = Traced("s1", "It was so.", "1.1", (support,) * 20)

    lines = notes([traced], {"s1": "b1"})["b1"]

    assert lines[-1] == "and 6 more: iqa report trace s1"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = inspection(tmp_path_factory.mktemp("copied"))
    assert iqa(made, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    assert iqa(made, "code", "add", "S001-001", "4a", "--polarity", "positive").code == 0
    assert iqa(made, "report", "build").code == 0
    return made


def test_copies_lie_beside_the_draft_and_only_the_teams_own_has_keys(place: Path) -> None:
    words = ("--only", "clean", "--only", "evidence", "--only", "html")

    told = iqa(place, "report", "copies", *words, "--json").json

    paths = {one["kind"]: Path(one["path"]) for one in told["copies"]}
    clean, keyed = paths["clean"].read_bytes(), paths["evidence"].read_bytes()
    author = docx.Document(io.BytesIO(clean)).core_properties.author
    assert [one for one in residue(clean, author) if "watermark" not in one] == []
    with zipfile.ZipFile(io.BytesIO(keyed)) as package:
        assert "C0001" in package.read("word/comments.xml").decode()
    assert "C0001" not in paths["html"].read_text(encoding="utf-8")
    assert any("DRAFT" in p.text for p in opened_report(clean).paragraphs)


def test_the_redline_is_against_the_draft_before_and_the_first_draft_has_none(
    place: Path,
) -> None:
    first = iqa(place, "report", "copies", "--only", "redline")
    assert (first.code, "No redline copy: there is no earlier draft" in first.out) == (3, True)
    assert (
        iqa(place, "finding", "add", "4b", "--statement", "Few did.", "--judgement", "x").code == 0
    )
    assert iqa(place, "report", "build").code == 0
    store = [path.read_bytes() for path in sorted((place / "drafts").glob("report-draft-?.docx"))]

    told = iqa(place, "report", "copies", "--only", "redline", "--json").json["copies"]

    made = WordFile(Path(told[0]["path"]).read_bytes())
    said = [[p.final for p in walk(file).paragraphs] for file in (rejected(made), accepted(made))]
    assert said == [[p.final for p in walk(WordFile(data)).paragraphs] for data in store]
    assert any("Few did." in text for text in said[1])
    assert iqa(place, "undo").code == 0
    assert iqa(place, "undo").code == 0


def test_without_an_office_program_there_is_a_sentence_and_the_rest(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IQA_SOFFICE", "no-such-program")

    done = iqa(place, "report", "copies", "--only", "pdf", "--only", "html")

    assert done.code == 3
    assert "No pdf copy: a PDF is made by LibreOffice" in done.out
    assert "Wrote" in done.out


@pytest.mark.skipif(not office_program(), reason="LibreOffice is not installed")
def test_a_pdf_is_tagged_and_says_its_title() -> None:
    made = as_pdf(written(REPORT))

    assert made.startswith(b"%PDF")
    assert b"/MarkInfo" in made
    assert b"/StructTreeRoot" in made
    assert re.search(rb"/Lang\s?\(en-GB\)", made)
    program = shutil.which("pdfinfo")
    if program:
        told = subprocess.run([program, "-"], input=made, capture_output=True, check=False).stdout
        assert b"Tagged:          yes" in told


def test_a_note_begins_with_what_weakens_the_words_beside_it() -> None:
    minutes, heard = a_source("S1"), a_source("S2", "focus_group", group="SCP")
    mixed = [a_passage("C0001", minutes), a_passage("C0002", heard, polarity=Polarity.NEGATIVE)]
    finding = a_finding(rests_on_codings=("C0001",))

    def told(material: Material) -> str:
        return "\n".join(
            line
            for lines in cautions(material, compose(material, DRAFT)).values()
            for line in lines
        )

    both = told(a_material(mixed, findings=[finding]))
    assert "CAUTION: the evidence conflicts: 1 passage for, 1 against." in both
    assert "CAUTION: It rests on documents alone." in both
    assert "CAUTION: it rests on documents alone." in told(a_material(mixed[:1]))
    assert notes([], {}, {"b1": ("CAUTION: look.",)}) == {"b1": ("CAUTION: look.",)}
