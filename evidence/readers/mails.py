"""Mails that were saved as text: their headers, what they quote, and how they are signed.

Header lines are furniture; what an earlier message said, and signatures, are folded away as
quoted, so that the same words are not counted in each mail that repeats them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.readers.blocks import Paragraph
from evidence.segments import SegmentStatus

_FIELD = re.compile(
    r"^(?P<name>from|to|cc|bcc|subject|date|sent|marking|reply-to|attachments?|importance|"
    r"classification|sensitivity|received|when|where|required attendees|organi[sz]er)"
    r"\s*:\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_EARLIER = re.compile(
    r"^(?:-{2,}\s*(?:original message|forwarded message|forwarded by).*|on .{6,80} wrote:|"
    r"_{10,})\s*$",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(
    r"^(?:(?:kind|best|warm|with (?:best|kind)?)\s*(?:regards|wishes)|regards|best wishes|best|"
    r"many thanks|thanks|yours (?:sincerely|faithfully|ever)|cheers|all the best|"
    r"with thanks)\s*[,.!]?$",
    re.IGNORECASE,
)
_OURS = r"(?:e-?mail|message|communication|transmission)"
_DISCLAIMER = re.compile(
    rf"^(?:this {_OURS}(?:\s*\(|,?\s+(?:and|may|contains?|was sent|is\s+(?:\w+ly\s+)?"
    r"(?:intended|confidential|private|privileged|for the))\b)|"
    rf"the (?:information|contents?)(?: contained)? (?:in|of) this {_OURS}|"
    r"sent from my|disclaimer\b|\*{3,})",
    re.IGNORECASE,
)
"""As lawyers write them; "This message is clear" is evidence."""
_FEW = 2
_SIGNATURE = 10


def folded(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], str]:
    """Return a mail's paragraphs with what is not its message folded, and its subject.

    A text that is no mail comes back as it was, with no subject.
    """
    size = _headers(paragraphs, 0)
    if not size:
        return paragraphs, ""
    head, rest = paragraphs[:size], paragraphs[size:]
    whole = [*(_folded(p, SegmentStatus.FURNITURE) for p in head), *body_folded(rest)]
    return whole, _subject(head)


def body_folded(body: list[Paragraph]) -> list[Paragraph]:
    """Return a mail's body with what it quotes and its signature folded."""
    earlier = next((n for n in range(1, len(body)) if _begins_earlier(body, n)), len(body))
    quoted = [_folded(p, SegmentStatus.QUOTED) for p in body[earlier:]]
    return [*_unsigned(body[:earlier]), *quoted]


def bare_subject(subject: str) -> str:
    """Return a subject without its "RE:" and "FW:".

    >>> bare_subject("RE: FW:  A few words")
    'A few words'
    """
    return re.sub(r"^(?:(?:re|fw|fwd)\s*:\s*)+", "", " ".join(subject.split()), flags=re.I)


def _headers(paragraphs: list[Paragraph], at: int) -> int:
    """How many paragraphs from one place on are header fields; 0 where it is no header."""
    size = 0
    names = set()
    for paragraph in paragraphs[at : at + 12]:
        match = _FIELD.match(paragraph.text)
        if match is None:
            break
        names.add(match["name"].lower())
        size += 1
    sure = "from" in names and names & {"to", "subject", "sent", "date"}
    return size if size >= _FEW and sure else 0


def _begins_earlier(paragraphs: list[Paragraph], at: int) -> bool:
    return bool(_EARLIER.match(paragraphs[at].text)) or _headers(paragraphs, at) > 0


def _subject(head: list[Paragraph]) -> str:
    for paragraph in head:
        match = _FIELD.match(paragraph.text)
        if match and match["name"].lower() == "subject":
            return bare_subject(match["value"])
    return ""


def _unsigned(message: list[Paragraph]) -> list[Paragraph]:
    """The message with its closing and signature folded."""
    for place, paragraph in enumerate(message):
        rest = message[place:]
        closes = _CLOSING.match(paragraph.text) or paragraph.text in {"--", "-- "}
        if (closes and len(rest) <= _SIGNATURE) or _DISCLAIMER.match(paragraph.text):
            return [*message[:place], *(_folded(p, SegmentStatus.QUOTED) for p in rest)]
    return message


def _folded(paragraph: Paragraph, status: SegmentStatus) -> Paragraph:
    return replace(paragraph, status=status)
