"""What a mail message says, and what is attached to it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.finding import find_files
from evidence.readers import wire
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.messages import read_message
from evidence.reading import read_files
from evidence.segments import Segment, SegmentStatus
from tests.evidence.readers.test_laws import WORDS, lies_where_it_says, read_or_none


def mail(subject: str = "RE: Cover") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "A Keane <a.keane@example.org>"
    message["To"] = "All legal"
    message["Subject"] = subject
    message["Date"] = "Wed, 20 Mar 2024 16:04:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    return message


def plain(words: str, subject: str = "RE: Cover") -> EmailMessage:
    message = mail(subject)
    message.set_content(words)
    return message


def reading_of(message: EmailMessage) -> Reading:
    return read(message.as_bytes(), "a.eml", Hints())


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def test_the_text_is_the_message_and_its_header_stands_beside_it() -> None:
    reading = reading_of(plain("Dear all,\n\nCover is thin on Fridays.\n"))

    furniture = [s for s in reading.segments if s.status is SegmentStatus.FURNITURE]
    assert reading.text.strip() == "Dear all,\n\nCover is thin on Fridays."
    assert [s.text for s in furniture] == [
        "From: A Keane <a.keane@example.org>",
        "To: All legal",
        "Subject: RE: Cover",
        "Date: 20 March 2024 16:04",
    ]
    assert reading.title == "Cover"
    assert reading.dates == ("2024-03-20",)


def test_earlier_messages_and_signatures_are_folded() -> None:
    reading = reading_of(
        plain(
            "I agree with this.\n\nKind regards,\nAlastair\n\n"
            "On 19 March 2024 B Moss wrote:\n\n> Cover is thin.\n"
        )
    )

    assert [s.text for s in live(reading)] == ["I agree with this."]
    assert [s.text for s in reading.segments if s.status is SegmentStatus.QUOTED][-1].endswith(
        "Cover is thin."
    )


def test_the_plain_words_are_read_where_a_page_says_the_same() -> None:
    message = plain("Only once.")
    message.add_alternative("<p>Only <b>once</b>.</p>", subtype="html")

    assert [s.text for s in live(reading_of(message))] == ["Only once."]


def test_a_page_is_read_where_there_are_no_plain_words_and_its_quotes_are_folded() -> None:
    message = mail()
    message.set_content(
        "<p>New words.</p><blockquote type='cite'><p>Old words.</p></blockquote>", subtype="html"
    )
    reading = reading_of(message)

    assert reading.text == "New words."
    assert [s.text for s in reading.segments if s.status is SegmentStatus.QUOTED] == ["Old words."]


def test_attachments_come_back_as_files_under_names_of_their_own() -> None:
    message = plain("See attached.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="n.pdf")
    message.add_attachment("Other words.", filename="../../etc/n.pdf")
    message.add_attachment(plain("Within.", "The earlier one"))
    reading = reading_of(message)

    assert [a.name for a in reading.attachments] == ["n.pdf", "n (2).pdf", "The earlier one.eml"]
    assert reading.attachments[0].content == b"%PDF-1.4"
    within = read(reading.attachments[2].content, "a.eml", Hints())
    assert [s.text for s in live(within)] == ["Within."]


def test_attachments_cross_from_the_process_that_reads(tmp_path: Path) -> None:
    message = plain("See attached.")
    message.add_attachment(bytes(range(256)), maintype="a", subtype="b", filename="all.bin")
    message.add_attachment(b"second", maintype="a", subtype="b", filename="more.bin")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())

    answer, *_ = read_files(find_files([tmp_path / "a.eml"]), workers=1)

    assert isinstance(answer.outcome, Reading)
    assert answer.outcome == reading_of(message)
    assert [a.content for a in answer.outcome.attachments] == [bytes(range(256)), b"second"]


def test_what_is_attached_is_read_after_its_message_three_messages_deep(tmp_path: Path) -> None:
    message = plain("The innermost.")
    for count in range(5):
        outer = plain(f"Around it, {count}.")
        outer.add_attachment(message)
        outer.add_attachment("Some notes.", filename=f"notes {count}.txt")
        message = outer
    (tmp_path / "a.eml").write_bytes(message.as_bytes())

    reads = list(read_files(find_files([tmp_path]), workers=1))

    places = [read.file.place.split("a.eml", 1)[1] for read in reads]
    within = "/RE Cover.eml"
    assert places == [
        "", within, within * 2, within * 3, f"{within * 2}/notes 2.txt",
        f"{within}/notes 3.txt", "/notes 4.txt",
    ]  # fmt: skip
    deepest = reads[3].outcome
    assert isinstance(deepest, Reading)
    assert [n.code for n in deepest.notices] == ["attachments_left_out"]


def test_pictures_of_a_signature_are_told_and_not_taken() -> None:
    message = mail()
    message.set_content("<p>Words.<img src='cid:logo'></p>", subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")

    reading = reading_of(message)

    assert reading.attachments == ()
    assert [n.code for n in reading.notices] == ["pictures"]


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "koi8-r", "no-such-charset"])
def test_words_are_decoded_by_what_the_message_says(charset: str) -> None:
    word = "\u0441\u0443\u0434" if charset == "koi8-r" else "caf\u00e9"
    body = f"A {word}.".encode("utf-8" if charset.startswith("no") else charset)
    head = f"From: a\nMessage-ID: <1>\nContent-Type: text/plain; charset={charset}\n\n"

    assert read_message(head.encode() + body, Hints()).text == f"A {word}."


def test_a_subject_in_other_letters_is_read() -> None:
    data = b"Subject: =?utf-8?q?Caf=C3=A9?= talk\nMessage-ID: <1>\nFrom: a\n\nWords."

    assert read_message(data, Hints()).title == "Caf\u00e9 talk"


def test_a_short_header_is_told_by_the_files_name() -> None:
    reading = read(b"Subject: Cover\n\nThin on Fridays.\n", "cover.eml", Hints())

    assert (reading.format, reading.title) == ("eml", "Cover")


def test_a_mail_of_nothing_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_message(b"From: a\nMessage-ID: <1>\n\n \n", Hints())

    assert caught.value.code == "no_text"
    assert caught.value.way_out


HEADERS = st.sampled_from(
    [
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html",
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: message/rfc822",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename*=x''%ff",
        "Subject: =?utf-8?b?////?=",
        "Date: never",
        "--b",
        "--b--",
        "",
    ]
)


@given(st.lists(st.one_of(HEADERS, WORDS), max_size=25).map("\n".join))
def test_any_message_ends_in_a_reading_or_a_reason(rest: str) -> None:
    data = f"Message-ID: <1>\nFrom: a\n{rest}".encode()
    reading = read_or_none(data, "a.eml", Hints(), {"no_text"})

    if reading is not None:
        lies_where_it_says(reading)
        assert wire.answered(wire.answer(reading)) == reading


@pytest.mark.parametrize(
    "words",
    [
        "This message is clear: cover is thin.",
        "The information in the dip sample was wrong.",
        "This email sets out what we agreed.",
    ],
)
def test_what_only_begins_like_a_disclaimer_is_evidence(words: str) -> None:
    reading = reading_of(plain(f"Dear all,\n\n{words}\n\nWe met on Friday.\n"))

    assert [s.text for s in live(reading)][1:] == [words, "We met on Friday."]


@pytest.mark.parametrize(
    "words",
    [
        "This e-mail is private and is intended only for the person it is addressed to.",
        "This message (and any attachments) may contain information in confidence.",
        "The information contained in this email is confidential.",
    ],
)
def test_a_disclaimer_is_folded(words: str) -> None:
    reading = reading_of(plain(f"Cover is thin.\n\n{words}\n"))

    assert [s.text for s in live(reading)] == ["Cover is thin."]


def test_a_mail_in_two_bytes_a_letter_is_read() -> None:
    text = plain("Cover is thin.\n").as_string().replace('charset="utf-8"', 'charset="utf-16"')

    assert [s.text for s in live(read(text.encode("utf-16-be"), "a.eml", Hints()))] == [
        "Cover is thin."
    ]
