"""Returned files are opened under limits, whatever saved them."""

from __future__ import annotations

import pytest

from evidence.errors import UnreadableSource
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.resolve import accepted
from tests.evidence.compound_files import compound
from tests.report_builder.word.revisions.wordfiles import (
    inserted,
    package,
    paragraph,
    shown,
    zipped,
)


def test_a_strict_file_is_read_and_written_in_usual_names() -> None:
    file = WordFile(package(paragraph("We ", inserted("saw.")), strict=True))

    assert shown(accepted(file)) == ["We saw."]
    assert b"purl.oclc.org" not in b"".join(file.content(name) for name in file.names)


def test_xml_that_is_not_well_formed_is_read_with_a_loud_notice() -> None:
    file = WordFile(package("<w:p><w:r><w:t>Kept</w:t></w:r></w:del></w:p><w:p/>"))

    assert shown(file)[0] == "Kept"
    assert "mended_xml" in {notice.code for notice in file.notices}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(compound({"EncryptedPackage": bytes(60)}), "encrypted", id="locked"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unsupported", id="odd"),
        pytest.param(b"%PDF-1.7", "unreadable", id="no zip"),
        pytest.param(zipped({"mimetype": "x"}), "unsupported", id="no Word file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        WordFile(data)

    assert refusal.value.code == code
    assert refusal.value.message.endswith(".")


@pytest.mark.parametrize(
    ("stream", "called"),
    [("WordDocument", r"Word document of before 2007"), ("Workbook", r"Excel workbook")],
)
def test_an_old_file_called_docx_is_named_for_what_it_is(stream: str, called: str) -> None:
    with pytest.raises(UnreadableSource, match=called) as refusal:
        WordFile(compound({stream: bytes(600)}))

    assert refusal.value.code == "unsupported"


def test_a_file_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "x">]><w:document/>'
    parts = {"word/document.xml": bomb}

    with pytest.raises(UnreadableSource, match="entities"):
        WordFile(zipped(parts))


def test_saving_twice_gives_the_same_bytes() -> None:
    file = WordFile(package(paragraph("Same.")))

    assert file.save() == file.save() == WordFile(file.save()).save()
