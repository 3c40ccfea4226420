"""What stands around a mail's message: warnings, signatures, disclaimers.

None of it is evidence. It is folded away: the words stay where they are, and are not live.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.readers.blocks import Block, Paragraph, Table, joined
from evidence.segments import SegmentStatus

_BANNER = re.compile(
    r"^\W*(?:caution|warning|external(?: e-?mail| sender)?|be aware|attention)\b.{0,400}"
    r"\b(?:outside|external|links?|attachments?|sender)\b",
    re.IGNORECASE | re.DOTALL,
)
_SALUTATION = re.compile(
    r"^(?:(?:hi|hiya|hello|hey|dear|good (?:morning|afternoon)|morning|afternoon)\b[^.!?\n]{0,40}|"
    r"(?:dear )?(?:all|both|team|colleagues|everyone|folks))\s*[,:!\u2013-]*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:kind|kindest|best|warm|warmest|with (?:best|kind)?)\s*(?:regards|wishes)|regards|"
    r"best wishes|best|many thanks(?: and (?:kind|best) regards)?|thanks(?: again| all)?|thank you|"
    r"yours (?:sincerely|faithfully|ever|truly)|cheers|all the best|with thanks|"
    r"thanks in advance|kr|br|speak soon)\s*[,.!]*$",
    re.IGNORECASE,
)
_OURS = r"(?:e-?mail|message|communication|transmission)"
_DISCLAIMER = re.compile(
    rf"^\W*(?:this {_OURS}(?:\s*\(|,?\s+(?:and|may|contains?|was sent|is\s+(?:\w+ly\s+)?"
    r"(?:intended|confidential|private|privileged|for the))\b)|"
    rf"the (?:information|contents?)(?: contained)? (?:in|of) this {_OURS}|"
    r"sent from (?:my|outlook|mail|yahoo)\b|get outlook for|disclaimer\b|confidentiality notice|"
    r"if you (?:are not the intended|have received this)|please consider the environment|"
    r"(?:save paper|think before you print)|follow us on|"
    r"microsoft teams(?: meeting| need help)|join (?:on your computer|the meeting now|zoom meeting|"
    r"microsoft teams meeting))|^\*{3,}",
    re.IGNORECASE,
)
"""As lawyers and programs write them; "This message is clear" is evidence."""
_CONTACT = re.compile(
    r"@|\bwww\.|https?:|\||\+?\d[\d ()-]{8,}\d|\b(?:tel|mob(?:ile)?|phone|fax|ext)\b|"
    r"^[tme]\s*[:.]\s|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_POST = re.compile(
    r"Crown Prosecution Service|\bCPS\b|"
    r"\b(?i:prosecutor|manager|director|officer|lawyer|advocate|head of|house|street|floor|road)\b"
)
_DASHES = frozenset({"--", "-- ", "\u2014"})
_LONG_LINE = 14
_SENTENCE = 5
_NAME = 3
_CARD = 8
_MOSTLY = 0.6
_TOP = 4


def unsigned(message: list[Block]) -> list[Block]:
    """Return a message with what stands around its words folded."""
    done = list(message)
    for place, block in enumerate(done[:_TOP]):
        if _BANNER.match(words_of(block)):
            done[place] = folded(block, SegmentStatus.QUOTED)
    end = next((n for n, b in enumerate(done) if _DISCLAIMER.match(words_of(b))), len(done))
    done[end:] = [folded(block, SegmentStatus.QUOTED) for block in done[end:]]
    signed = _signed(done[:end])
    return [folded(b, SegmentStatus.QUOTED) if n in signed else b for n, b in enumerate(done)]


def folded(block: Block, status: SegmentStatus) -> Block:
    """Return a block with a status; a table that is no longer live is read as one paragraph."""
    if isinstance(block, Paragraph):
        # What is quoted or hidden already stays so.
        return replace(block, status=status) if block.status is SegmentStatus.LIVE else block
    rows = (joined(tuple(p for c in row.cells for p in c.paragraphs), " | ") for row in block.rows)
    return replace(joined(tuple(rows), "\n"), status=status)


def words_of(block: Block) -> str:
    """Return a paragraph's words; a table has none that could be a sign."""
    return block.text.strip() if isinstance(block, Paragraph) else ""


def says_something(message: list[Block]) -> bool:
    """Whether more than a salutation is left of a message once it is unsigned."""
    return any(_is_live(b) and not _SALUTATION.match(words_of(b)) for b in unsigned(message))


def _is_live(block: Block) -> bool:
    if isinstance(block, Table):
        return True
    return block.status is SegmentStatus.LIVE and bool(block.text.strip())


def _signed(message: list[Block]) -> frozenset[int]:
    """The places of a closing and of the signature under it, or of a signature alone."""
    live = [n for n, block in enumerate(message) if _is_live(block)]
    for count, place in enumerate(live):
        text = words_of(message[place])
        if count and (_CLOSING.match(text) or text in _DASHES):
            under = [place]
            for n in live[count + 1 :]:
                if not _could_sign(message[n]):
                    break
                under.append(n)
            if len(under) > 1 or place == live[-1]:
                return frozenset(under)
    return _card(message, live)


def _card(message: list[Block], live: list[int]) -> frozenset[int]:
    """A signature without a closing: names, posts and numbers at the end, below some words."""
    under: list[int] = []
    for place in reversed(live[1:]):
        if len(under) >= _CARD or not _is_card(message[place]):
            break
        under.append(place)
    told = any(_tells(words_of(message[n])) for n in under)
    if told:
        return frozenset(under)
    return frozenset(under[:1]) if under and _is_name(words_of(message[under[0]])) else frozenset()


def _could_sign(block: Block) -> bool:
    """Whether words may belong to a signature: short lines that are no sentences."""
    if not isinstance(block, Paragraph) or block.bullet:
        return isinstance(block, Table)
    return not any(_is_sentence(line) for line in block.text.split("\n"))


def _is_sentence(line: str) -> bool:
    count = len(line.split())
    stops = line.rstrip("\"')\u201d\u2019 ")[-1:] in set(".!?:;")
    return count > _LONG_LINE or (count >= _SENTENCE and stops and not _CONTACT.search(line))


def _is_card(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.bullet or block.label:
        return False
    lines = [line.strip() for line in block.text.split("\n") if line.strip()]
    return all(not _is_sentence(line) and (_tells(line) or _is_name(line)) for line in lines)


def _tells(line: str) -> bool:
    """Whether a line tells how somebody is reached, or what they are."""
    return bool(_CONTACT.search(line) or (_POST.search(line) and _has_capitals(line)))


def _is_name(line: str) -> bool:
    """Whether a line is a few words with capitals and no stop: "Hattie Drummond"."""
    few = 0 < len(line.split()) <= _NAME and line[-1:] not in set(".!?:;")
    return few and _has_capitals(line)


def _has_capitals(line: str) -> bool:
    words = line.split()
    return sum(word[:1].isupper() for word in words) >= len(words) * _MOSTLY
