"""Conversations that were typed into a table: who speaks in one column, the words in another.

Such a table is read as the conversation that it is: each row becomes the line "SCP2: words",
or "00:12:31 SCP2: words" where a column holds times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from evidence.framework import Structure
from evidence.readers.asking import asks_by_label
from evidence.readers.blocks import Block, Cell, Paragraph, Row, Table, joined
from evidence.readers.interface import Hints
from evidence.readers.labels import NAME, TIME, is_neutral, names_somebody
from evidence.readers.tableheadings import ACTION, DUE, OWNER

_SPEAKERS = re.compile(
    r"^(?:speakers?|who|name|participants?|said by|voice|interviewee|initials)\W*$", re.IGNORECASE
)
_TIMES = re.compile(r"^(?:time|times?tamp|start|at|time ?code)\W*$", re.IGNORECASE)
_CLOCK = re.compile(rf"[\[(]?{TIME}[\])]?(?:\s*(?:-+>?|\u2013)\s*{TIME})?")
_FEW_WORDS = 5
_LEAST_ROWS = 4
_MOST_COLUMNS = 4
_MOST = 0.8
_SIDE = 3


def talk_apart(blocks: tuple[Block, ...], hints: Hints) -> tuple[Block, ...]:
    """Return blocks with tables that hold a conversation as the lines of it."""
    done: list[Block] = []
    for block in blocks:
        talk = list(_talk(block, hints)) if isinstance(block, Table) else []
        done += talk or [block]
    return tuple(done)


def _talk(table: Table, hints: Hints) -> Iterator[Paragraph]:
    rows = [[cell for cell in row.cells if not cell.repeats] for row in table.rows]
    speaking = _speaking_column(rows, hints)
    if speaking is None:
        return
    for row in rows[_headed(table.rows) :]:
        yield from _turn(row, speaking)


def _headed(rows: tuple[Row, ...]) -> int:
    """How many rows of headings the table has: "Time", "Speaker", "Text"."""
    said = [cell.words for cell in rows[0].cells]
    named = any(_SPEAKERS.match(words) or _TIMES.match(words) for words in said)
    return 1 if rows[0].heading or named else 0


def _speaking_column(rows: list[list[Cell]], hints: Hints) -> int | None:
    """The column that says who speaks; None where the table holds no conversation."""
    filled = [row for row in rows if any(cell.words for cell in row)]
    width = max((len(row) for row in filled), default=0)
    if len(filled) < _LEAST_ROWS or not 2 <= width <= _MOST_COLUMNS:  # noqa: PLR2004
        return None
    first = [cell.words for cell in filled[0]]
    charged = any(p.match(words) for words in first for p in (OWNER, DUE, ACTION) if words)
    if charged and not any(_SPEAKERS.match(w) and w.casefold() != "who" for w in first):
        return None
    for column in range(width - 1):
        if _names_speakers(filled, column, hints):
            return column
    return None


def _names_speakers(rows: list[list[Cell]], column: int, hints: Hints) -> bool:
    said = [row[column].words for row in rows if column < len(row) and row[column].words]
    counts = Counter(_bare(words) for words in said if _is_label(words))
    recurring = {label for label, count in counts.items() if count > 1}
    if sum(counts.values()) < len(rows) * _MOST or len(recurring) < 2:  # noqa: PLR2004
        return False
    headed = bool(_SPEAKERS.match(said[0]))
    told = any(asks_by_label(label) for label in recurring)
    talk = hints.structure in {Structure.INTERVIEW, Structure.TRANSCRIPT}
    neutral = all(is_neutral(label) and any(c.isdigit() for c in label) for label in recurring)
    return told or headed or talk or neutral


def _is_label(words: str) -> bool:
    bare = _bare(words)
    few = 0 < len(bare.split()) <= _FEW_WORDS
    return few and bool(NAME.fullmatch(bare)) and names_somebody(bare)


def _bare(words: str) -> str:
    """A speaker's cell without the time or the colon that it also holds."""
    return re.sub(rf"\s*[\[(]?{TIME}[\])]?\s*$", "", " ".join(words.split())).rstrip(" :")


def _turn(row: list[Cell], speaking: int) -> Iterator[Paragraph]:
    """A row as a line of the conversation, and the further paragraphs of what is said."""
    if speaking >= len(row):
        return
    times = [cell for cell in row if cell.words and _CLOCK.fullmatch(cell.words)]
    rest = [cell for n, cell in enumerate(row) if n != speaking and cell not in times]
    words = [p for cell in rest for p in cell.paragraphs if p.words or p.marks]
    label = joined(row[speaking].paragraphs, " ")
    if not label.words:
        yield from words
        return
    stamp = [joined(cell.paragraphs, " ") for cell in times[:1]]
    head = joined((*stamp, label), " ")
    if not words:
        return
    between = " " if label.words.endswith(":") else ": "
    yield joined((head, words[0]), between)
    yield from words[1:]
