"""What stands beside a Word document, made ready: notes, comments, headers, descriptions."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.readers.blocks import Aside, Block, Mark, Paragraph, joined, paragraphs_of
from evidence.readers.wordml import Element, Parts, W
from evidence.segments import SpanStatus

_PART_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PAGE_WORDS = re.compile(
    r"\s*\|?\s*\bpage\s*(?:\d+\s*)?(?:(?:of|/)\s*(?:\d+)?)?\s*$", re.IGNORECASE
)


def without_page(text: str) -> str:
    """Return a header's or footer's words on one line, without the number of the page.

    >>> without_page("Board minutes | Page 3 of 9")
    'Board minutes'
    """
    return _PAGE_WORDS.sub("", " ".join(text.split())).strip(" |,-\u2013")


def answered(parts: Parts, target: str) -> dict[str, str]:
    """Return which comment each reply answers, by the ids of their last paragraphs."""
    root = parts.xml(target)
    return {
        one.get(f"{_W15}paraId", ""): one.get(f"{_W15}paraIdParent", "")
        for one in (root if root is not None else ())
        if one.get(f"{_W15}paraIdParent")
    }


def gone(note: Aside, status: SpanStatus) -> Aside:
    """Return a note whose reference was deleted or is hidden: its words are no longer live."""
    words = [note.text.strip(), *(m.text for m in note.marks if m.start == m.end)]
    said = " ".join(word for word in words if word.strip())
    author, at = next(((m.author, m.at) for m in note.marks if m.author), ("", ""))
    mark = Mark(0, 0, status, said, author, at)
    return replace(note, text="", marks=(mark,), locator=f"{note.locator.split()[0]}")


def described(pictures: list[Aside]) -> tuple[Aside, ...]:
    """Return the pictures in the order of the document, each description once."""
    once = {picture.text: picture for picture in reversed(pictures)}
    kept = [picture for picture in pictures if once[picture.text] is picture]
    return tuple(replace(p, locator=f"picture {n}") for n, p in enumerate(kept, start=1))


def last_id(comment: Element) -> str:
    """Return the id of a comment's last paragraph, by which replies name it."""
    last = next(comment.iterchildren(f"{W}p", reversed=True), None)
    return last.get(_PART_ID, "") if last is not None else ""


def whole(blocks: tuple[Block, ...]) -> Paragraph:
    """Return blocks as one paragraph of several lines."""
    return joined(tuple(p for block in blocks for p in paragraphs_of(block)), "\n")
