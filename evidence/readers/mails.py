"""Mails that were saved as text: their headers, what they quote, and how they are signed.

Header lines are furniture; what an earlier message said, and signatures, are folded away as
quoted, so that the same words are not counted in each mail that repeats them. Answers that
are written between the quoted lines stay live, and so does what is forwarded without a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.readers.blocks import Block, Paragraph
from evidence.readers.signatures import folded as fold
from evidence.readers.signatures import says_something, unsigned, words_of
from evidence.segments import SegmentStatus

_FIELD = re.compile(
    r"^\*{0,2}(?P<name>from|to|cc|bcc|subject|date|sent|marking|reply-to|attachments?|importance|"
    r"classification|sensitivity|received|when|where|required attendees|organi[sz]er)"
    r"\s*:\*{0,2}\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_EARLIER = re.compile(
    r"^(?:-{2,}\s*(?:original (?:message|appointment)|forwarded (?:message|by)).*|"
    r"begin forwarded message:|_{10,})\s*$",
    re.IGNORECASE | re.DOTALL,
)
_WROTE = re.compile(r"^on\b.{6,200}\bwrote:\s*$", re.IGNORECASE | re.DOTALL)
_WRITES = re.compile(r"\d.{0,120}:\s*$", re.DOTALL)
_FORWARDS = re.compile(
    r"^\W*(?:fyi|fya|for (?:your )?info(?:rmation)?|(?:please )?see (?:below|attached)|"
    r"as discussed|(?:please )?forward\w*)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_FEW = 2
_LONG_WRITES = 25


def folded(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], str]:
    """Return a mail's paragraphs with what is not its message folded, and its subject.

    A text that is no mail comes back as it was, with no subject.
    """
    blocks, subject = folded_blocks(paragraphs)
    return [block for block in blocks if isinstance(block, Paragraph)], subject


def folded_blocks(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Return the blocks of a mail that was saved as a document, folded, and its subject."""
    size = _headers(blocks, 0)
    if not size:
        return list(blocks), ""
    head, rest = blocks[:size], blocks[size:]
    whole = [*(fold(block, SegmentStatus.FURNITURE) for block in head), *body_folded(rest)]
    return whole, _subject(head)


def body_folded(body: Sequence[Block]) -> list[Block]:
    """Return a mail's body with what it quotes and its signature folded."""
    earlier = next((n for n in range(len(body)) if _begins_earlier(body, n)), len(body))
    own, rest = list(body[:earlier]), list(body[earlier:])
    if rest and _only_forwards(own):
        size = _preface(rest)
        head = [fold(block, SegmentStatus.FURNITURE) for block in rest[:size]]
        return [*unsigned(own), *head, *body_folded(rest[size:])]
    if rest and _answers_between(rest):
        size = _preface(rest)
        head = [fold(block, SegmentStatus.QUOTED) for block in rest[:size]]
        return unsigned([*own, *head, *rest[size:]])
    return [*unsigned(own), *(fold(block, SegmentStatus.QUOTED) for block in rest)]


def bare_subject(subject: str) -> str:
    """Return a subject without its "RE:" and "FW:".

    >>> bare_subject("RE: FW:  A few words")
    'A few words'
    """
    return re.sub(r"^(?:(?:re|fw|fwd)\s*:\s*)+", "", " ".join(subject.split()), flags=re.I)


def _headers(blocks: Sequence[Block], at: int) -> int:
    """How many blocks from one place on are header fields; 0 where it is no header."""
    size = 0
    names: set[str] = set()
    for block in blocks[at : at + 12]:
        fields = [m["name"].lower() for line in _lines(block) if (m := _FIELD.match(line))]
        if not fields or not _FIELD.match(words_of(block)):
            break
        names.update(fields)
        size += 1
    sure = "from" in names and names & {"to", "subject", "sent", "date"}
    return size if len(names) >= _FEW and sure else 0


def _lines(block: Block) -> list[str]:
    return [line.strip() for line in words_of(block).split("\n")]


def _begins_earlier(blocks: Sequence[Block], at: int) -> bool:
    text = words_of(blocks[at])
    if _EARLIER.match(text) or _wrote(blocks, at):
        return True
    return _headers(blocks, at) > 0


def _wrote(blocks: Sequence[Block], at: int) -> int:
    """How many blocks say who wrote what is quoted below them; 0 where they do not."""
    text = words_of(blocks[at])
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if _WROTE.match(text):
        return 1
    if following is None:
        return 0
    if text[:3].casefold() == "on " and _WROTE.match(f"{text} {words_of(following)}"):
        return 2
    # In any language: a line with a day and a colon, on what is quoted.
    writes = _WRITES.search(text) and len(text.split()) <= _LONG_WRITES
    return 1 if writes and _is_quoted(following) else 0


def _is_quoted(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.status is SegmentStatus.QUOTED


def _preface(rest: Sequence[Block]) -> int:
    """How many blocks introduce an earlier message: its marker, and its header fields."""
    size = _wrote(rest, 0) or (0 if _headers(rest, 0) else 1)
    return size + _headers(rest, size)


def _only_forwards(own: list[Block]) -> bool:
    """Whether a mail adds nothing of its own to what it passes on."""
    live = [block for block in unsigned(own) if not _is_folded(block)]
    told = all(_FORWARDS.match(words_of(block)) for block in live if words_of(block))
    return not says_something(own) or (told and len(live) == 1)


def _is_folded(block: Block) -> bool:
    return isinstance(block, Paragraph) and (
        block.status is not SegmentStatus.LIVE or not block.text.strip()
    )


def _answers_between(rest: list[Block]) -> bool:
    """Whether what is quoted is marked line by line, so that the rest of it is the answer."""
    return bool(_wrote(rest, 0)) and any(_is_quoted(block) for block in rest)


def _subject(head: Sequence[Block]) -> str:
    for block in head:
        for line in _lines(block):
            match = _FIELD.match(line)
            if match and match["name"].lower() == "subject":
                return bare_subject(match["value"])
    return ""
