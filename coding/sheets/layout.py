"""How a coding sheet is laid out: its columns, their headings, and who fills them.

The writer and the reader both go by this page. A cell is known by its row's segment and its
column's heading, never by its position: rows may be sorted, and columns moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LAYOUT_VERSION = 1
PASSAGES_SHEET = "Passages"
CODES_SHEET = "Codebook"
GUIDE_SHEET = "How to fill it in"
KEY_SHEET = "iqa_key"
LISTS_SHEET = "iqa_lists"

ACCEPT, REJECT, YES = "accept", "reject", "yes"
MOST_SUGGESTIONS = 4
"""More than so many of one passage are left to `iqa code review`."""
FEWEST_CODES = 3
"""A sheet has room for so many codes of each passage, and for one more than stand already."""


class Field(StrEnum):
    """What a column holds; its value is the heading, without a number."""

    SEGMENT = "Segment"
    WHERE = "Where"
    CONTEXT = "Heading or question"
    SPEAKER = "Speaker"
    TEXT = "Text"
    SUGGESTION = "Suggestion"
    DECISION = "Decision"
    DECIDED_POLARITY = "Decided polarity"
    NOTHING = "Read, nothing found"
    CODE = "Code"
    POLARITY = "Polarity"
    STRENGTH = "Strength"
    MEMO = "Memo"
    WORDS = "Words"
    OTHERS = "Coded by others"


Place = tuple[Field, int]
"""A field and the number of its suggestion or code; 0 where there is only one of it."""

OF_A_SUGGESTION = (Field.SUGGESTION, Field.DECISION, Field.DECIDED_POLARITY)
OF_A_CODE = (Field.CODE, Field.POLARITY, Field.STRENGTH, Field.MEMO, Field.WORDS)
FILLED = frozenset({Field.DECISION, Field.DECIDED_POLARITY, Field.NOTHING, *OF_A_CODE})
"""What a person fills; everything else is locked."""

_NUMBERED = frozenset({*OF_A_SUGGESTION, *OF_A_CODE})
_WIDTHS = {
    Field.SEGMENT: 11,
    Field.WHERE: 16,
    Field.CONTEXT: 24,
    Field.SPEAKER: 11,
    Field.TEXT: 60,
    Field.SUGGESTION: 34,
    Field.DECISION: 15,
    Field.DECIDED_POLARITY: 11,
    Field.NOTHING: 11,
    Field.CODE: 24,
    Field.POLARITY: 11,
    Field.STRENGTH: 10,
    Field.MEMO: 24,
    Field.WORDS: 24,
    Field.OTHERS: 24,
}
TEXT_WIDTH = _WIDTHS[Field.TEXT]
_HEADING = re.compile(r"(.*?)(?: (\d{1,3}))?")
_NAMED = {field.casefold(): field for field in Field}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet of passages; `width` is in characters."""

    field: Field
    number: int = 0

    @property
    def place(self) -> Place:
        """What it holds."""
        return self.field, self.number

    @property
    def heading(self) -> str:
        """What stands above it."""
        return f"{self.field} {self.number}" if self.number else str(self.field)

    @property
    def width(self) -> int:
        """How many characters it is wide."""
        return _WIDTHS[self.field]

    @property
    def filled(self) -> bool:
        """Whether a person fills it."""
        return self.field in FILLED


def columns(*, suggestions: int, codes: int, speakers: bool, others: bool) -> tuple[Column, ...]:
    """Return the columns of a sheet, in order, with room for so many suggestions and codes."""
    return (
        Column(Field.SEGMENT),
        Column(Field.WHERE),
        *((Column(Field.SPEAKER),) if speakers else ()),
        Column(Field.CONTEXT),
        Column(Field.TEXT),
        *(Column(field, n) for n in range(1, suggestions + 1) for field in OF_A_SUGGESTION),
        Column(Field.NOTHING),
        *((Column(Field.OTHERS),) if others else ()),
        *(Column(field, n) for n in range(1, codes + 1) for field in OF_A_CODE),
    )


def place_of(heading: str) -> Place | None:
    """Return what a heading stands for, or None if it is none of ours.

    >>> place_of("polarity  2"), place_of("Read, nothing found"), place_of("My notes")
    ((<Field.POLARITY: 'Polarity'>, 2), (<Field.NOTHING: 'Read, nothing found'>, 0), None)
    """
    match = _HEADING.fullmatch(" ".join(heading.split()).casefold())
    field = _NAMED.get(match[1]) if match else None
    if match is None or field is None or (field in _NUMBERED) != bool(match[2]):
        return None
    return field, int(match[2] or 0)
