"""What a coding sheet holds before it is written, and how codes are written in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coding.codebook import Codebook
from coding.readings import Reading
from coding.sheets.key import SheetKey
from coding.sheets.layout import Column, Field, Place
from evidence.notices import Notice
from evidence.segments import PlacedSegment


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One row of a sheet; one that is not `open` is context, and wholly locked."""

    row_id: str
    cells: Mapping[Place, str]
    open: bool = True


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A coding sheet before it is written."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[PassageRow, ...]
    codebook: Codebook
    key: SheetKey
    notices: tuple[Notice, ...]

    @property
    def passages(self) -> int:
        """How many passages can be coded in it."""
        return len(self.key.passages)


def label(code_id: str, name: str) -> str:
    """Return a code as lists and cells show it.

    >>> label("4a", "Themes"), label("4a", "")
    ('4a: Themes', '4a')
    """
    return f"{code_id}: {name}" if name else code_id


def is_silent(reading: Reading) -> bool:
    """Whether a reading says that nothing at all was found."""
    return reading.silent and not reading.codes


def passage_rows(
    placed: PlacedSegment, cells: Mapping[Place, str], pieces: Sequence[str], *, is_open: bool
) -> Iterable[PassageRow]:
    """Return the rows of a passage: one, or several where it is long, coded in the first."""
    for number, piece in enumerate(pieces, start=1):
        row_id = placed.segment_id if number == 1 else f"{placed.segment_id}/{number}"
        own = cells if number == 1 else {(Field.CONTEXT, 0): f"({placed.segment_id} goes on)"}
        marked = {(Field.SEGMENT, 0): row_id, **own, (Field.TEXT, 0): piece}
        yield PassageRow(row_id, marked, is_open and number == 1)
