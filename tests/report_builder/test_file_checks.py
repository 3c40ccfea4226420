"""A report that came back from Word: what breaks each check, and what nearly does."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from report_builder.compose import compose
from report_builder.file_checks import check_file
from report_builder.looking import ReportFinding
from report_builder.numbering import number
from report_builder.word.contrast import ratio
from report_builder.word.fitness import faults
from report_builder.word.writer import write
from tests.builders import inspection, iqa
from tests.report_builder.builders import DRAFT, WHEN, a_rich_material

MATERIAL = a_rich_material()
REPORT = compose(MATERIAL, DRAFT)
SENT = write(REPORT, number(REPORT), template=None, made_at=WHEN, draft="1")
RUN = "<w:r><w:t>{}</w:t></w:r>"


def edited(old: str, new: str, part: str = "word/document.xml", *, times: int = 1) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SENT)) as package:
        held = {name: package.read(name) for name in package.namelist()}
    text = held[part].decode()
    assert old in text, old
    held[part] = text.replace(old, new, times).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
    return out.getvalue()


def with_paragraph(xml: str) -> bytes:
    """Put a paragraph after the first numbered one."""
    with zipfile.ZipFile(io.BytesIO(SENT)) as package:
        text = package.read("word/document.xml").decode()
    found = re.search(r'<w:p><w:pPr><w:pStyle w:val="NumberedParagraph"/>.*?</w:p>', text)
    assert found is not None
    return edited(found[0], f"{found[0]}<w:p>{xml}</w:p>")


def saying(words: str) -> bytes:
    return with_paragraph(f'<w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{RUN.format(words)}')


def found_in(data: bytes) -> list[ReportFinding]:
    return list(check_file(data, SENT, REPORT, MATERIAL))


def codes(data: bytes) -> set[str]:
    return {one.code for one in found_in(data)}


def test_a_draft_that_nobody_touched_is_as_it_should_be() -> None:
    assert found_in(SENT) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Boards met often that year.", "unsupported_sentence"),
        ("We counted 8,431 of them.", "typed_number"),
        ("The case 06AB1234523 was worst.", "case_named"),
        ("Most files (48%) had comments.", "proportion_word"),
        ("One magistrates court closed.", "house_word"),
        ("The PFQ was late.", "undefined_abbreviation"),
        (" ".join(["word"] * 30) + ".", "long_sentence"),
        ("Themes were recorded. They were read. One was set.", "passive_run"),
        ("- the first of several points", "typed_list"),
        ("THIS PARAGRAPH IS ALL IN CAPITALS FROM START TO END", "capitals"),
    ],
)
def test_what_somebody_wrote_in_word_is_looked_at(words: str, code: str) -> None:
    assert code in codes(saying(words))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Boards met often that year.", "typed_number"),
        ("Most files (81%) had comments.", "proportion_word"),
        ("One magistrates' court closed.", "house_word"),
        ("The IQA was late.", "undefined_abbreviation"),
        ("A point – and another.", "typed_list"),
        ("WE SAW IT.", "capitals"),
    ],
)
def test_a_near_miss_is_left_alone(words: str, code: str) -> None:
    assert code not in codes(saying(words))


def test_a_case_is_found_in_a_cell_and_in_a_footer_too() -> None:
    row = f"<w:tr><w:tc><w:p>{RUN.format('06AB1234523')}</w:p></w:tc></w:tr>"
    in_cell = with_paragraph(f"</w:p><w:tbl><w:tblPr/><w:tblGrid/>{row}</w:tbl><w:p>")
    with zipfile.ZipFile(io.BytesIO(SENT)) as package:
        footer = next(name for name in package.namelist() if "word/footer_default" in name)
    in_footer = edited("</w:p>", f"{RUN.format(' 06AB1234523')}</w:p>", footer)

    assert codes(in_cell) == {"case_named"}
    assert codes(in_footer) == {"case_named"}


def test_what_was_changed_is_found_at_its_paragraph() -> None:
    found = [
        one
        for one in found_in(saying("Boards met often in all of it."))
        if one.text == "Boards met often in all of it."
    ]

    assert found[0].paragraph == "1.1"


def test_a_live_figure_that_was_typed_over_is_found() -> None:
    with zipfile.ZipFile(io.BytesIO(SENT)) as package:
        text = package.read("word/document.xml").decode()
    figure = re.search(r'<w:sdtContent>.*?<w:t xml:space="preserve">([^<]+)</w:t>', text)
    assert figure is not None

    data = edited(figure[0], figure[0].replace(f">{figure[1]}<", ">9,999<"))

    assert "figure_overridden" in codes(data)


HEADING = '<w:pPr><w:pStyle w:val="Heading{}"/></w:pPr>'


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (HEADING.format(3) + RUN.format("Deep"), "heading_order"),
        (HEADING.format(2), "empty_heading"),
        ('<w:pPr><w:jc w:val="both"/></w:pPr>' + RUN.format("text"), "justified_text"),
        (f'<w:hyperlink w:anchor="x">{RUN.format("click here")}</w:hyperlink>', "vague_link"),
        ('<w:r><w:rPr><w:color w:val="AAAAAA"/></w:rPr><w:t>pale</w:t></w:r>', "low_contrast"),
        (
            '<w:pPr><w:shd w:val="clear" w:fill="12436D"/></w:pPr>' + RUN.format("dark"),
            "low_contrast",
        ),
        (RUN.format("Error! Reference source not found."), "broken_reference"),
        ("<w:r><w:instrText> REF _Ref_gone \\h </w:instrText></w:r>", "broken_reference"),
    ],
)
def test_what_keeps_somebody_from_reading_a_file_is_found(xml: str, code: str) -> None:
    assert code in {one.code for one in faults(with_paragraph(xml), "en-GB")}


@pytest.mark.parametrize(
    "xml",
    [
        HEADING.format(2) + RUN.format("Next"),
        '<w:pPr><w:jc w:val="left"/></w:pPr>' + RUN.format("text"),
        f'<w:hyperlink w:anchor="x">{RUN.format("the report of 2018")}</w:hyperlink>',
        '<w:r><w:rPr><w:color w:val="595959"/></w:rPr><w:t>grey</w:t></w:r>',
        '<w:r><w:rPr><w:color w:val="8A8A8A"/><w:sz w:val="40"/></w:rPr><w:t>large</w:t></w:r>',
    ],
)
def test_what_everybody_can_read_is_left_alone(xml: str) -> None:
    assert faults(with_paragraph(xml), "en-GB") == ()


TABLE = (
    "<w:tbl><w:tblPr>{}</w:tblPr><w:tblGrid/><w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
)
DESCRIBED = '<w:tblDescription w:val="Files of each Area."/>'
REPEATED = "<w:trPr><w:tblHeader/></w:trPr>"


def cell(words: str, more: str = "") -> str:
    return f"{more}<w:p>{RUN.format(words) if words else ''}</w:p>"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (TABLE.format(DESCRIBED, "", *map(cell, "abcd")), "no_header_row"),
        (TABLE.format("", REPEATED, *map(cell, "abcd")), "no_alt_text"),
        (TABLE.format(DESCRIBED, REPEATED, cell(""), *map(cell, "bcd")), "blank_heading"),
        (
            TABLE.format(
                DESCRIBED, REPEATED, *map(cell, "abc"), cell("d", "<w:tcPr><w:vMerge/></w:tcPr>")
            ),
            "merged_cells",
        ),
        (TABLE.format(DESCRIBED, REPEATED, *map(cell, "abcd")), ""),
    ],
)
def test_a_table_that_somebody_put_in_is_looked_at(table: str, code: str) -> None:
    data = with_paragraph(f"</w:p>{table}<w:p>")

    assert {one.code for one in faults(data, "en-GB")} == ({code} if code else set())


def test_language_title_and_alt_text_are_looked_for() -> None:
    assert {f.code for f in faults(SENT, "cy-GB")} == {"wrong_language"}
    title = re.search(r"<dc:title>[^<]*</dc:title>", _part("docProps/core.xml"))
    assert title is not None
    untitled = edited(title[0], "<dc:title></dc:title>", "docProps/core.xml")
    assert {f.code for f in faults(untitled, "en-GB")} == {"no_title"}
    drawn = re.search(r' descr="[^"]+"', _part("word/document.xml"))
    assert drawn is not None
    assert {f.code for f in faults(edited(drawn[0], ""), "en-GB")} == {"no_alt_text"}


def _part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(SENT)) as package:
        return package.read(name).decode()


def test_contrast_is_as_wcag_reckons_it() -> None:
    assert round(ratio("FFFFFF", "000000"), 1) == 21
    assert ratio("767676", "FFFFFF") >= 4.5 > ratio("777777", "FFFFFF")


def test_the_command_looks_at_a_file_too(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    assert iqa(place, "report", "build").code == 0
    draft = next((place / "drafts").glob("*.docx"))

    same = iqa(place, "report", "check", draft, "--json")
    missing = iqa(place, "report", "check", place / "gone.docx")
    (place / "no.docx").write_bytes(b"no Word file")

    assert same.json == {"findings": []}
    assert missing.code == 1
    assert "gone.docx cannot be read" in missing.err
    assert iqa(place, "report", "check", place / "no.docx").code == 1
