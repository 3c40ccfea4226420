"""What an Outlook message says, and what Outlook wraps within other mails."""

from __future__ import annotations

import struct
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.packedrich import unpacked
from evidence.readers.winmail import item_of
from evidence.segments import SegmentStatus
from tests.evidence.compound_files import (
    BODY,
    PAGE,
    RICH,
    SENDER,
    SENDER_SMTP,
    SUBJECT,
    Tree,
    attached,
    attached_message,
    compound,
    message,
)

MARCH = 133_554_242_400_000_000
"""20 March 2024, 16:04, as Windows counts."""


def outlook(tree: Tree, name: str = "note.msg") -> Reading:
    return read(compound(tree), name, Hints())


def words(reading: Reading, status: SegmentStatus) -> list[str]:
    return [s.text for s in reading.segments if s.status is status]


def test_a_message_is_read_as_the_mail_that_it_is() -> None:
    reading = outlook(
        message(
            {
                SUBJECT: "RE: Cover",
                SENDER: "A Keane",
                SENDER_SMTP: "a.keane@example.org",
                BODY: "Cover is thin on Fridays.\r\n\r\n-----Original Message-----\r\nHow is it?",
            },
            people=[("B Tan", "b.tan@example.org", 1), ("Legal", "legal@example.org", 2)],
            sent=MARCH,
        )
    )

    assert reading.format == "msg"
    assert words(reading, SegmentStatus.LIVE) == ["Cover is thin on Fridays."]
    assert "How is it?" in words(reading, SegmentStatus.QUOTED)
    assert words(reading, SegmentStatus.FURNITURE) == [
        "From: A Keane <a.keane@example.org>",
        "To: B Tan <b.tan@example.org>",
        "Cc: Legal <legal@example.org>",
        "Subject: RE: Cover",
        "Date: 20 March 2024 16:04",
    ]
    assert (reading.title, reading.dates, reading.notices) == ("Cover", ("2024-03-20",), ())


def test_a_message_that_is_a_page_is_read_as_one() -> None:
    page = "<html><body><p>Fridays are <b>thin</b>.</p></body></html>"

    assert words(outlook(message({PAGE: page.encode()})), SegmentStatus.LIVE) == [
        "Fridays are thin."
    ]


def test_a_message_of_rich_text_only_is_unpacked() -> None:
    rich = rb"{\rtf1\ansi Fridays are \b thin\b0.\par}"
    packed = struct.pack("<II4sI", len(rich) + 12, len(rich), b"MELA", 0) + rich

    assert words(outlook(message({RICH: packed})), SegmentStatus.LIVE) == ["Fridays are thin."]


def test_rich_text_is_packed_by_what_was_said_before() -> None:
    hello = (
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3"
        "2068656c090020627705b06c647d0a800fa0"
    )
    again = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"

    assert unpacked(bytes.fromhex(hello)) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpacked(bytes.fromhex(again)) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_what_is_attached_comes_as_files_and_messages_of_their_own() -> None:
    inner = message({SUBJECT: "Rota", BODY: "Two lawyers on Friday."}, inner=True)
    reading = outlook(
        message(
            {SUBJECT: "Papers", BODY: "See attached."},
            files=[attached("rota.csv", b"day,lawyers\nFri,2\n"), attached_message("Rota", inner)],
        )
    )
    file, note = reading.attachments

    assert (file.name, file.content) == ("rota.csv", b"day,lawyers\nFri,2\n")
    assert note.name == "Rota.eml"
    assert words(read(note.content, note.name, Hints()), SegmentStatus.LIVE) == [
        "Two lawyers on Friday."
    ]


def test_letters_beyond_ascii_survive_in_every_place() -> None:
    inner = message({SUBJECT: "Réunion – ordre", BODY: "Öffnung"}, inner=True)
    reading = outlook(
        message(
            {SUBJECT: "Überstunden", SENDER: "Zoë Ní Dhomhnaill", BODY: "“Too thin” – £3"},
            files=[attached("Bericht für März.txt", "grün".encode()), attached_message("R", inner)],
        )
    )

    assert reading.title == "Überstunden"
    assert "From: Zoë Ní Dhomhnaill" in words(reading, SegmentStatus.FURNITURE)
    assert words(reading, SegmentStatus.LIVE) == ["“Too thin” – £3"]
    assert reading.attachments[0].name == "Bericht für März.txt"
    assert read(reading.attachments[1].content, "a.eml", Hints()).title == "Réunion – ordre"


def test_a_message_without_words_or_files_is_refused() -> None:
    with pytest.raises(UnreadableSource) as caught:
        outlook(message({SUBJECT: ""}))

    assert caught.value.code == "no_text"


@given(st.data())
def test_a_damaged_message_ends_in_words_or_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(
        compound(message({SUBJECT: "Cover", BODY: "Thin."}, files=[attached("a.txt", b"words")]))
    )
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    kept = bytes(whole[: data.draw(st.integers(100, len(whole)))])
    with suppress(UnreadableSource):
        read(kept, "a.msg", Hints())


def winmail(body: str, name: str, content: bytes) -> bytes:
    """A winmail.dat with a plain body and one file."""

    def attribute(level: int, kind: int, value: bytes) -> bytes:
        check = sum(value) & 0xFFFF
        return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", check)

    said = body.encode("utf-16-le") + b"\x00\x00"
    padded = said.ljust((len(said) + 3) // 4 * 4, b"\x00")
    listed = struct.pack("<IHHII", 1, 0x001F, 0x1000, 1, len(said)) + padded
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x00069003, listed)
        + attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00018010, name.encode() + b"\x00")
        + attribute(2, 0x0006800F, content)
    )


def wrapped(outer: str, inner: bytes) -> Reading:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@example.org", "Cover", "<1@example.org>"
    mail.set_content(outer)
    mail.add_attachment(inner, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return read(mail.as_bytes(), "a.eml", Hints())


def test_what_outlook_wraps_in_a_mail_is_unwrapped() -> None:
    reading = wrapped(" ", winmail("Cover is thin.", "rota.csv", b"day,n\nFri,2\n"))

    assert words(reading, SegmentStatus.LIVE) == ["Cover is thin."]
    assert [(a.name, a.content) for a in reading.attachments] == [("rota.csv", b"day,n\nFri,2\n")]


def test_wrapped_words_that_the_mail_says_itself_are_not_said_twice() -> None:
    reading = wrapped("Cover is thin.", winmail("Cover is thin.", "rota.csv", b"x"))

    assert reading.text.strip() == "Cover is thin."
    assert [a.name for a in reading.attachments] == ["rota.csv"]


@given(st.binary(max_size=400), st.integers(0, 120))
def test_a_damaged_wrapping_never_raises(tail: bytes, keep: int) -> None:
    item_of(winmail("Cover is thin.", "rota.csv", b"x")[:keep] + tail)
    unpacked(struct.pack("<II4sI", 9, 500, b"LZFu", 0) + tail)


def test_a_sender_whose_address_is_not_in_plain_letters_is_kept() -> None:
    reading = outlook(
        message({SENDER: "Zoe", SENDER_SMTP: "zo\u00eb@example.org", BODY: "Cover is thin."})
    )

    assert "From: Zoe <zo\u00eb@example.org>" in words(reading, SegmentStatus.FURNITURE)
