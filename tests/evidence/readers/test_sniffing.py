"""Files are read as what they are, and refused with a way out where they cannot be."""

from __future__ import annotations

import pytest

from evidence.errors import UnreadableSource
from evidence.readers.builtin import READERS, REFUSED, read
from evidence.readers.interface import Hints
from evidence.readers.limits import Limits
from tests.evidence.word_files import cell, p, parts, tbl, tr, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(data: bytes, name: str = "file.docx", limits: Limits | None = None) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        read(data, name, Hints(limits=limits or Limits()))
    return caught.value


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf\n", b"\x00\x00"])
def test_a_file_of_nothing_is_empty(data: bytes) -> None:
    assert refused(data).code == "empty"


@pytest.mark.parametrize("stream", ["EncryptedPackage", "\tDRMEncryptedDataSpace"])
def test_a_protected_file_is_named_as_such(stream: str) -> None:
    refusal = refused(OLE + stream.encode("utf-16-le"))

    assert refusal.code == "encrypted"
    assert "protection" in refusal.way_out


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x10",
        b"\x00\x00\x00\x20ftypmp42\x00",
        b"MZ\x90\x00\x03\x00",
        bytes(range(256)) * 4,
    ],
)
def test_what_is_no_text_is_not_supported(data: bytes) -> None:
    assert refused(data, "odd.txt").code == "unsupported"


def test_a_zip_of_other_things_is_to_be_unpacked() -> None:
    refusal = refused(zipped({"a.txt": b"words"}), "papers.zip")

    assert refusal.code == "unsupported"
    assert "npack" in refusal.way_out


def test_a_word_file_that_was_cut_short_before_its_words_is_unreadable() -> None:
    whole = word(p("Words."))

    assert refused(whole[: whole.index(b"word/document.xml") + 10]).code == "unreadable"


def test_a_macro_file_is_a_word_document() -> None:
    files = parts(p("Words."))
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )

    assert read(zipped(files), "minutes.docm", Hints()).text == "Words."


def test_a_word_file_without_its_list_of_contents_is_read_all_the_same() -> None:
    files = parts(p("Words."))
    del files["[Content_Types].xml"], files["_rels/.rels"]

    assert read(zipped(files), "minutes.docx", Hints()).text == "Words."


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Yes.</v>\n", "vtt"),
        (b"Just words.\n", "text"),
    ],
)
def test_a_word_file_that_is_none_is_read_as_what_it_is(data: bytes, form: str) -> None:
    reading = read(data, "transcript.docx", Hints())

    assert reading.format == form
    assert reading.notices[0].code == "misnamed"


def test_a_rightly_named_file_has_no_notice() -> None:
    assert read(word(p("Words.")), "minutes.docx", Hints()).notices == ()


def test_an_encrypted_part_is_named_as_such() -> None:
    data = bytearray(word(p("Words.")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)

    assert refused(bytes(data)).code == "encrypted"


def test_a_part_that_unpacks_beyond_bounds_is_refused_before_it_is_parsed() -> None:
    bomb = word(p("a" * 200_000))

    assert refused(bomb, limits=Limits(part_bytes=100_000)).code == "too_large"
    assert refused(bomb, limits=Limits(expanded_bytes=100_000)).code == "too_large"


def test_a_package_of_too_many_parts_is_refused() -> None:
    files = parts(p("Words.")) | {f"word/x{n}.xml": b"<x/>" for n in range(40)}

    assert refused(zipped(files), limits=Limits(entries=20)).code == "too_large"


def test_a_bomb_in_a_part_that_nobody_reads_costs_nothing() -> None:
    files = parts(p("Words.")) | {"word/media/image1.bin": bytes(300_000)}

    assert read(zipped(files), "a.docx", Hints(limits=Limits(part_bytes=100_000))).text == "Words."


def test_a_part_whose_name_leads_out_is_unsafe() -> None:
    files = parts(p("Words.")) | {"../../etc/passwd": b"x"}

    assert refused(zipped(files)).code == "unsafe"


def test_nothing_is_both_read_and_refused() -> None:
    assert not set(READERS) & set(REFUSED)


def test_parts_that_are_nested_without_end_are_refused_as_such() -> None:
    nested = p("deep")
    for _ in range(100):
        nested = tbl(tr(cell(nested + p())))

    refusal = refused(word(nested))

    assert (refusal.code, "nested" in refusal.message) == ("unreadable", True)


def test_a_text_too_long_for_one_piece_is_refused_and_not_cut_off() -> None:
    assert refused(word(p("word " * 2_200_000))).code == "too_large"
