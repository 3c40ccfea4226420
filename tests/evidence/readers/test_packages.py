"""What is left of a damaged zip is read, and said to be what is left."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.limits import Limits
from evidence.readers.packages import Package
from tests.evidence.word_files import p, parts, word, zipped

MANY = "".join(
    p(" ".join(f"{random.Random(n).randrange(10**6)}" for _ in range(9))) for n in range(300)
)


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


def test_a_package_that_lost_its_list_is_read_by_its_parts() -> None:
    whole = word(p("The board met."))

    reading = read(whole[: whole.rindex(b"PK\x01\x02") - 60], "minutes.docx", Hints())

    assert reading.text == "The board met."
    assert "cut_short" in codes(reading)


def test_a_main_part_that_is_cut_short_is_read_as_far_as_it_goes() -> None:
    whole = zipped({"word/document.xml": parts(p("First."), MANY)["word/document.xml"]})

    reading = read(whole[: len(whole) // 2], "minutes.docx", Hints())

    assert reading.text.startswith("First.\n")
    assert {"cut_short", "damaged_part", "mended_xml"} <= set(codes(reading))


def test_a_zip_within_one_that_was_cut_short_is_not_taken_for_it() -> None:
    inner = word(p("The other paper."))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", parts(p("The board met."))["word/document.xml"])
        package.writestr("word/embeddings/paper.docx", inner)
        package.writestr("word/last.xml", "<x/>")
    data = buffer.getvalue()

    reading = read(data[: data.index(b"word/last.xml")], "minutes.docx", Hints())

    assert reading.text == "The board met."
    assert "cut_short" in codes(reading)


def test_a_file_that_is_cut_short_before_its_words_is_not_said_to_have_none() -> None:
    data = zipped(parts(p(" "), MANY))
    start = data.index(b"word/document.xml") + len(b"word/document.xml")

    with pytest.raises(UnreadableSource) as refusal:
        read(data[: start + 60], "minutes.docx", Hints())

    assert refusal.value.code == "unreadable"


def test_a_part_whose_checksum_is_wrong_is_read_with_a_notice() -> None:
    files = parts(p("The board met."))
    whole = bytearray(zipped(files))
    place = bytes(whole).index(b"word/document.xml", whole.index(b"PK\x01\x02"))
    whole[place - 30] ^= 0xFF  # a byte of the checksum in the list of parts

    reading = read(bytes(whole), "minutes.docx", Hints())

    assert reading.text == "The board met."
    assert codes(reading) == ["damaged_part"]


def test_a_package_without_types_or_relations_is_read() -> None:
    files = {"word/document.xml": parts(p("The board met."))["word/document.xml"]}

    assert read(zipped(files), "minutes.docx", Hints()).text == "The board met."


def test_a_main_part_of_another_name_is_found_by_what_it_holds() -> None:
    files = parts(p("The board met."))
    files["word/text.xml"] = files.pop("word/document.xml")

    reading = read(zipped(files), "minutes.docx", Hints())

    assert reading.text == "The board met."
    assert codes(reading) == ["main_part_guessed"]


def test_a_damaged_part_beside_the_main_one_is_left_out_and_named() -> None:
    files = parts(p("The board met."), comments="<w:comment/>")
    whole = bytearray(zipped(files))
    start = bytes(whole).index(b"word/comments.xml") + len(b"word/comments.xml")
    whole[start : start + 8] = b"\xff" * 8

    reading = read(bytes(whole), "minutes.docx", Hints())

    assert reading.text == "The board met."
    assert [(n.code, n.locator) for n in reading.notices] == [
        ("unreadable_part", "word/comments.xml")
    ]


def test_a_part_is_never_inflated_past_its_limit() -> None:
    bomb = zipped({"word/document.xml": b"\x00" * 5_000_000})

    with pytest.raises(UnreadableSource) as refusal:
        Package(bomb, Limits(part_bytes=1_000_000)).read("word/document.xml")

    assert refusal.value.code == "too_large"


def _ended(data: bytes) -> Reading | UnreadableSource:
    try:
        return read(data, "minutes.docx", Hints())
    except UnreadableSource as refusal:
        return refusal


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_befalls_a_file_it_ends_in_text_or_in_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(word(p("The board met."), MANY[:4_000]))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole) - 1))
        whole[start : start + data.draw(st.integers(1, 40))] = data.draw(st.binary(max_size=40))

    ended = _ended(bytes(whole))

    assert ended.message if isinstance(ended, UnreadableSource) else ended.text.strip()
