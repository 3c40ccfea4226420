"""A paragraph on its way to becoming a segment, with what its table says of it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.readers.blocks import Paragraph


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, and where in a table it stands, if in any.

    `gap` is what stands before it in the frozen text. A `filler` is in the text (the number
    column of minutes, a heading row) but makes no segment of its own.
    """

    paragraph: Paragraph
    gap: str = "\n"
    filler: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    due: str = ""
    number: str = ""
    heading: str = ""
    table: int = 0
    row: int = 0
    is_log: bool = False
    question: bool = False
    answer: bool = False
    attendance: bool = False
    labels: bool = False
    """Whether its columns are labels and values, which nothing heads."""
    bar: bool = False
    """Whether it goes across a list and names the rows below it."""
