"""The contents name a page only where LibreOffice laid it out, and laid it out again the same."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from evidence.readers.pdfplaces import pages_of_places, place_name
from report_builder.contents_pages import paged, unpaged
from report_builder.document import Contents, Heading
from report_builder.office_program import laid_out, office_program
from report_builder.word.contents_lines import anchors_listed, has_page_numbers, with_page_numbers
from report_builder.word.revisions.package import WordFile
from tests.builders import inspection, iqa
from tests.report_builder.word.element_order import misplaced
from tests.report_builder.word.sample_report import prose, report, written

needs_office = pytest.mark.skipif(not office_program(), reason="LibreOffice is not installed")
HEADINGS = 60
REPORT = report()
LONG = replace(
    REPORT,
    blocks=(
        Contents("contents"),
        *(
            block
            for n in range(HEADINGS)
            for block in (
                Heading(f"h{n}", 1 if n % 10 == 0 else 2, f"What we found in place {n}"),
                prose(f"p{n}", "We found it so. " * 60),
            )
        ),
    ),
)
"""A report whose contents take pages of their own, so that numbering it moves what it numbers."""


def lines(data: bytes) -> list[str]:
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [p.text for p in found if p.style is not None and (p.style.name or "").startswith("toc")]


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if name == "word/document.xml":
                assert old in held
                held = held.replace(old, new)
            target.writestr(name, held)
    return out.getvalue()


@needs_office
def test_every_line_of_the_contents_names_the_page_its_heading_is_laid_out_on() -> None:
    data = written(LONG)

    found = paged(WordFile(data))

    assert found.notice is None
    made = found.file.save()
    told = lines(made)
    assert len(told) == HEADINGS
    options = {"ExportBookmarksToPDFDestination": True}
    places = pages_of_places(laid_out(made, options))
    shown = [int(line.rpartition("\t")[2]) for line in told]
    assert shown == [places[place_name(a)] for a in anchors_listed(found.file)]
    assert shown == sorted(shown)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert misplaced(package.read("word/document.xml")) == []
    assert lines(unpaged(found.file).file.save()) == lines(data)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'<w:cols w:space="708"/>', b'<w:pgNumType w:start="1"/><w:cols/>', "way of its own"),
        (b'w:type w:val="nextPage"', b'w:type w:val="oddPage"', "way of its own"),
        (b'w:name="_Toc_h_found"', b'w:name="_Toc_else"', "is on no page"),
    ],
)
@needs_office
def test_pages_that_cannot_be_proved_are_not_named(old: bytes, new: bytes, said: str) -> None:
    data = written(REPORT)
    if b"_Toc_h_found" in old:
        anchor = anchors_listed(WordFile(data))[1].encode()
        old = b'w:name="' + anchor + b'"'

    found = paged(WordFile(changed(data, old, new)))

    assert found.notice is not None
    assert said in found.notice.message
    assert not has_page_numbers(found.file)


def test_without_an_office_program_a_notice_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IQA_SOFFICE", "no-such-program")
    place = inspection(tmp_path)
    assert iqa(place, "config", "set", "report.contents_pages", "true").code == 0

    done = iqa(place, "report", "build")

    assert done.code == 0, done.err
    assert "The contents name no pages: LibreOffice" in done.out
    draft = (place / "drafts" / "report-draft-1.docx").read_bytes()
    assert not has_page_numbers(WordFile(draft))


_NUMBERED = re.compile(
    rb'(<w:hyperlink w:anchor="_Toc[^>]*>)(.*?)<w:r><w:tab/></w:r>'
    rb'(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText[^>]*> PAGEREF.*?"separate"/>'
    rb"</w:r>)<w:r><w:t[^>]*>(\d+)</w:t></w:r>(<w:r>.*?</w:hyperlink>)"
)


def as_libreoffice_saves(data: bytes) -> bytes:
    """The same with each line of its contents whole within the field of its page number."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("word/document.xml")
    whole = _NUMBERED.sub(rb"\1\3\2<w:r><w:tab/><w:t>\4</w:t></w:r>\5", text)
    assert whole != text
    return changed(data, text, whole)


def test_page_numbers_of_word_and_of_libreoffice_are_known_and_taken_out() -> None:
    file = WordFile(written(REPORT))
    in_word = with_page_numbers(file, dict.fromkeys(anchors_listed(file), 7)).save()

    for data in (in_word, as_libreoffice_saves(in_word)):
        found = unpaged(WordFile(data))
        assert found.notice is not None
        assert lines(found.file.save()) == lines(written(REPORT))


def test_a_line_that_stands_whole_in_the_field_of_its_page_number_keeps_its_words() -> None:
    """LibreOffice writes so the lines of a list that had no page numbers."""
    plain = written(LONG)
    begin, split, end = (
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText>PAGEREF _Toc_h3 \\h</w:instrText></w:r>"
    words = b'<w:r><w:t xml:space="preserve">What we found in place 3</w:t></w:r></w:hyperlink>'
    put = words.removesuffix(b"</w:hyperlink>") + b"<w:r><w:tab/><w:t>7</w:t></w:r>"
    whole = f"{begin}{code}{split}".encode() + put + f"{end}</w:hyperlink>".encode()

    done = unpaged(WordFile(changed(plain, words, whole))).file.save()

    assert lines(done) == lines(plain)


@needs_office
def test_the_setting_reaches_the_draft_and_no_page_number_is_an_editors_word(
    tmp_path: Path,
) -> None:
    place = inspection(tmp_path)
    assert iqa(place, "config", "set", "report.contents_pages", "true").code == 0
    assert iqa(place, "report", "build").code == 0
    draft = place / "drafts" / "report-draft-1.docx"
    assert has_page_numbers(WordFile(draft.read_bytes()))
    assert "Nothing has changed" in iqa(place, "report", "build").out
    checked = iqa(place, "report", "check", draft, "--json")
    assert [f for f in json.loads(checked.out)["findings"] if "ontents" in f["message"]] == []

    assert iqa(place, "config", "set", "report.contents_pages", "false").code == 0
    (place / "saved.docx").write_bytes(as_libreoffice_saves(draft.read_bytes()))
    last = iqa(place, "report", "rebuild", place / "saved.docx", "--json").json
    assert last["conflicts"] == [], "a page number is nobody's word"
    assert not has_page_numbers(WordFile(Path(last["path"]).read_bytes()))


@needs_office
def test_pages_that_an_editor_had_word_fill_in_do_not_outlive_a_rebuild(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    assert iqa(place, "report", "build").code == 0
    draft = WordFile((place / "drafts" / "report-draft-1.docx").read_bytes())
    returned = with_page_numbers(draft, dict.fromkeys(anchors_listed(draft), 7))
    (place / "back.docx").write_bytes(returned.save())

    done = iqa(place, "report", "rebuild", place / "back.docx")

    assert "no longer name pages" in done.out
    rebuilt = place / "drafts" / "report-draft-2.docx"
    assert lines(rebuilt.read_bytes()) == lines(draft.save())
    assert iqa(place, "config", "set", "report.contents_pages", "true").code == 0
    (place / "again.docx").write_bytes(rebuilt.read_bytes())
    assert iqa(place, "report", "rebuild", place / "again.docx").code == 0
    assert has_page_numbers(WordFile((place / "drafts" / "report-draft-3.docx").read_bytes()))


def test_a_redline_shows_no_page_numbers_and_no_change_of_one(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    assert iqa(place, "report", "build").code == 0
    draft = WordFile((place / "drafts" / "report-draft-1.docx").read_bytes())
    for name, page in (("a.docx", 3), ("b.docx", 4)):
        numbered = with_page_numbers(draft, dict.fromkeys(anchors_listed(draft), page))
        (place / name).write_bytes(numbered.save())

    done = iqa(place, "report", "redline", place / "a.docx", place / "b.docx", "--json").json

    assert (done["insertions"], done["deletions"]) == (0, 0)
    assert lines(Path(done["path"]).read_bytes()) == lines(draft.save())
