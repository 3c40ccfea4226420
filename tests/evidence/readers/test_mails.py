"""What of a mail is its message: not what it quotes, forwards, warns of, or is signed with."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from evidence.readers.interface import Hints, Reading
from evidence.readers.messages import read_message
from evidence.readers.word import read_word
from evidence.segments import SegmentStatus
from tests.evidence.word_files import p, word

LATE = "The forms come back too late to be of use."
WISH = "Could we have them within a fortnight?"
OLD = "Has dip sampling been done in May?"
OLDER = "The board asked for it in March."
HEADER = "From: Josef Kaye\nSent: 31 May 2024 16:40\nTo: Hattie Drum\nSubject: Themes\n\n"
FIELDS = "<b>From:</b> Josef Kaye<br><b>Sent:</b> 31 May 2024<br><b>Subject:</b> Themes"


def mail(words: str = "", *, page: str = "") -> Reading:
    message = EmailMessage()
    message["From"] = "Hattie Drum <hd@area.example>"
    message["To"] = "Team <team@area.example>"
    message["Subject"] = "RE: Themes"
    message["Date"] = "Mon, 03 Jun 2024 09:12:00 +0100"
    message.set_content(words or page, subtype="plain" if words else "html")
    return read_message(message.as_bytes(), Hints())


def said(reading: Reading) -> list[str]:
    placed = [s for s in reading.segments if s.start is not None]
    assert all(reading.text[s.start : s.end] == s.text for s in placed)
    return [s.text for s in reading.segments if s.status is SegmentStatus.LIVE]


def kept(reading: Reading) -> str:
    return " ".join(s.text for s in reading.segments if s.status is not SegmentStatus.LIVE)


EARLIER = {
    "header": HEADER + f"{OLD}\n\n{OLDER}",
    "original message": f"-----Original Message-----\n{HEADER}{OLD}\n\n{OLDER}",
    "line and header": f"________________________________\n{HEADER}{OLD}\n\n{OLDER}",
    "wrote": f"On Fri, 31 May 2024, J Kaye <jk@area.example> wrote:\n\n> {OLD}\n> {OLDER}",
    "wrote, wrapped": (
        "On Fri, 31 May 2024 at 16:40, Josef Kaye (Crown Court Unit)\n"
        f"<jk@area.example> wrote:\n> {OLD}\n>\n> {OLDER}"
    ),
    "in another language": f"Le 31 mai 2024 \u00e0 16:40, J K a \u00e9crit :\n> {OLD}\n> {OLDER}",
    "two deep": f"{HEADER}{OLD}\n\n{HEADER}{OLDER}",
}


@pytest.mark.parametrize("earlier", EARLIER.values(), ids=EARLIER)
def test_what_is_answered_is_folded_and_kept(earlier: str) -> None:
    reading = mail(f"{LATE}\n\n{WISH}\n\n{earlier}\n")

    assert said(reading) == [LATE, WISH]
    assert OLD in kept(reading)
    assert OLDER in kept(reading)


def test_answers_between_the_quoted_lines_stay_live() -> None:
    reading = mail(
        f"Answers below.\n\nOn 31 May 2024, Josef Kaye wrote:\n> {OLD}\n\nNo, she was on leave.\n\n"
        f"> {OLDER}\n\nWe never heard \U0001f600.\n\nKind regards\n\nHattie\n"
    )

    assert said(reading) == [
        "Answers below.",
        "No, she was on leave.",
        "We never heard \U0001f600.",
    ]
    assert OLD in kept(reading)


def test_what_is_forwarded_without_a_word_is_the_message() -> None:
    reading = mail(
        f"FYI\n\nHattie\n\n---------- Forwarded message ---------\n{HEADER}{LATE}\n\nJo\n"
    )

    assert said(reading)[-1] == LATE


def test_what_is_forwarded_with_words_is_folded() -> None:
    reading = mail(f"{WISH}\n\n---------- Forwarded message ---------\n{HEADER}{OLD}\n")

    assert said(reading) == [WISH]
    assert OLD in kept(reading)


SIGNED = {
    "closing": "Kind regards\n\nHattie Drum\nDistrict Crown Prosecutor\nLarch House",
    "name": "Hattie",
    "card": "Hattie Drum | Unit Head\nLarch House\nTel: 020 7946 0000",
    "dashes": "-- \nHattie Drum\nLarch House",
    "telephone": "Sent from my iPhone",
    "lawyers": "Regards\nHD\n\nThis e-mail is private and is intended only for the addressee.",
    "trees": "Thanks,\nHD\n\nPlease consider the environment before printing this e-mail.",
    "meeting": "Microsoft Teams meeting\nJoin on your computer\nPasscode: aB3x",
}


@pytest.mark.parametrize("signature", SIGNED.values(), ids=SIGNED)
def test_signatures_and_what_stands_under_them_are_folded(signature: str) -> None:
    reading = mail(f"{LATE}\n\n{WISH}\n\n{signature}\n")

    assert said(reading) == [LATE, WISH]


def test_thanks_at_the_head_of_a_mail_signs_nothing() -> None:
    assert LATE in said(mail(f"Thanks\n\n{LATE}\n\nBest\nHD\n"))


def test_what_follows_a_signature_is_read_again() -> None:
    assert said(mail(f"{LATE}\n\nRegards\n\nHattie\n\nPS The June forms are out at last.\n")) == [
        LATE,
        "PS The June forms are out at last.",
    ]


def test_a_warning_above_the_message_is_folded() -> None:
    warning = "CAUTION: This came from outside the organisation. Do not click links."

    assert said(mail(f"{warning}\n\n{LATE}\n")) == [LATE]


PAGES = {
    "Outlook": f"<p>{LATE}</p><p>{WISH}</p><div><p>{FIELDS}</p></div><p>{OLD}</p>",
    "Outlook on the web": (
        f"<div>{LATE}</div><div>{WISH}</div><div id=Signature><p>Hattie<br>Larch House</p></div>"
        f"<div id=appendonsend></div><div id=divRplyFwdMsg>{FIELDS}</div><p>{OLD}</p>"
    ),
    "Gmail": (
        f"<div>{LATE}<br><br>{WISH}</div><div class=gmail_quote><div class=gmail_attr>On Fri, J "
        f"Kaye wrote:<br></div><blockquote>{OLD}</blockquote></div>"
    ),
    "Thunderbird": (
        "<div class=moz-cite-prefix>On 31/05/2024 16:40, J Kaye wrote:</div>"
        f"<blockquote type=cite><p>{OLD}</p></blockquote><p>{LATE}</p><p>{WISH}</p>"
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_folded_as_its_program_marks_it(page: str) -> None:
    reading = mail(page=f"<html><body>{page}</body></html>")

    assert said(reading) == [LATE, WISH]
    assert OLD in kept(reading)


def test_a_table_in_the_message_is_live_and_one_in_what_it_quotes_is_not() -> None:
    def table(theme: str) -> str:
        head = "<tr><th>Theme</th><th>Files</th></tr>"
        return f"<table>{head}<tr><td>{theme}</td><td>9</td></tr></table>"

    reading = mail(page=f"<p>{LATE}</p>{table('Letters')}<p>{FIELDS}</p>{table('Old')}<p>{OLD}</p>")

    assert said(reading) == [LATE, "Letters | 9"]
    assert "Old" in kept(reading)


def test_a_mail_is_dated_by_the_day_on_which_it_was_sent() -> None:
    assert mail(f"{LATE}\n\n{HEADER}{OLD}\n").dates[0] == "2024-06-03"


def test_an_invitation_is_told_and_its_calendar_entry_is_no_attachment() -> None:
    message = EmailMessage()
    message["Subject"] = "Consistency exercise"
    message.set_content(LATE)
    message.add_alternative("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar")
    reading = read_message(message.as_bytes(), Hints())

    assert said(reading) == [LATE]
    assert reading.attachments == ()
    assert [n.code for n in reading.notices] == ["invitation"]


@pytest.mark.parametrize(
    "last",
    [
        'I have asked the officer to take it up; "unless it is resolved it will not stand."',
        "The manager reads each of them",
        "* Nobody asks an officer",
    ],
)
def test_last_words_that_name_a_post_are_no_signature(last: str) -> None:
    assert said(mail(f"{LATE}\n\n{last}\n"))[-1] == last.removeprefix("* ")


def test_a_mail_that_was_saved_in_word_is_folded_as_any_mail() -> None:
    head = HEADER.strip().split("\n")
    lines = (*head, "All,", LATE, "Regards", "Hattie", *head, OLD)
    reading = read_word(word(*(p(line) for line in lines)), Hints())

    assert reading.title == "Themes"
    assert said(reading)[-1] == LATE
    assert OLD in kept(reading)
