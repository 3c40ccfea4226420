"""What each column of a sheet laid out by others was taken for, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.examination.form import Field, Place
from evidence.examination.grid import address
from evidence.examination.kept_mapping import KeptMapping
from evidence.framework import Framework

QUESTION_COLUMN: Place = (Field.QUESTION, "")
"""The column that names the question, where every question of a file has its own row."""

_PARTS = {
    Field.DCP_ANSWER: "DCP's answer",
    Field.VIEW: "inspector's view",
    Field.CATEGORY: "category",
    Field.REASON: "reason",
    Field.FEEDBACK: "answer",
    Field.QUESTION: "question",
    Field.FILE: "File",
    Field.URN: "URN",
    Field.AREA: "Area",
    Field.COURT: "Court",
    Field.IQA_DATE: "IQA date",
    Field.DIP_SAMPLER: "Dip sampler's grade",
    Field.DCP_COMMENTS: "DCP's comments recorded",
    Field.DIP_SAMPLER_COMMENTS: "Dip sampler's comments recorded",
    Field.RECORD: "recorded",
    Field.THEMED: "Themed IQA",
    Field.DIP_SAMPLER_VIEW: "Dip sampler's view",
    Field.DISPUTED: "Questions the dip sampler disputed",
    Field.SHARED_ON: "IQA shared on",
    Field.COMMENTED_ON: "Prosecutor commented on",
    Field.STATUS: "Status",
    Field.GUIDANCE: "Guidance of",
}


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column: its whole heading, what it was taken for (None: nothing), and how surely.

    `words` is the heading in bare words, by which it is known again; `doubt` says in a
    sentence why it is unsure, or is "". `asks_agreement` is true where "yes" means agree.
    """

    column: int
    heading: str
    words: str
    place: Place | None
    doubt: str = ""
    asks_agreement: bool = False


@dataclass(frozen=True, slots=True)
class SheetMap:
    """A sheet of examined files: its last row of headings, and what its columns hold.

    `every` is what all its files have in common, from the sheet's name or as a person said;
    `kept` is the id of the mapping that was followed, or "".
    """

    sheet: str
    row: int
    columns: tuple[MappedColumn, ...]
    every: Mapping[Place, str] = field(default_factory=dict)
    said: Mapping[Place, str] = field(default_factory=dict)
    """What of `every` a person said, and not the sheet's name."""
    kept: str = ""

    @property
    def at(self) -> dict[Place, int]:
        """The column of each place."""
        return {c.place: c.column for c in self.columns if c.place is not None}

    @property
    def long(self) -> bool:
        """Whether each question of a file has its own row."""
        return QUESTION_COLUMN in self.at

    @property
    def graded(self) -> bool:
        """Whether its rows grade feedback, one for each question, and say nothing else."""
        parts = {Field.DCP_ANSWER, Field.VIEW} & {place[0] for place in self.at}
        return self.long and (Field.FEEDBACK, "") in self.at and not parts

    @property
    def unsure(self) -> tuple[MappedColumn, ...]:
        """The columns that a person has to look at."""
        return tuple(column for column in self.columns if column.doubt)

    def where(self, column: MappedColumn) -> str:
        """Return the address of a column's heading."""
        return address(column.column, self.row)

    def to_keep(self, name: str) -> KeptMapping:
        """Return the mapping as it is kept: what is unsure is left to be asked again."""
        guessed = {c.place[1] for c in self.unsure if c.place and c.place[1]}
        headings = {
            c.words: c.place
            for c in self.columns
            if not c.doubt and not (c.place and c.place[1] in guessed)
        }
        return KeptMapping(name, headings, self.said)


def missing_from(found: SheetMap, framework: Framework) -> tuple[Place, ...]:
    """Return the places that a file needs and for which a sheet has no column."""
    needed: list[Place] = [
        (f, "")
        for f in (
            *(Field.URN, Field.AREA, Field.COURT, Field.IQA_DATE),
            *(Field.DCP_COMMENTS, Field.DIP_SAMPLER_COMMENTS),
        )
    ]
    if found.long:
        needed += [(Field.DCP_ANSWER, ""), (Field.VIEW, "")]
    else:
        needed += [
            (part, q.question_id)
            for q in framework.questions
            for part in (Field.DCP_ANSWER, Field.VIEW)
        ]
        needed += [(Field.FEEDBACK, f.question_id) for f in framework.feedback]
    return tuple(place for place in needed if place not in found.at and place not in found.every)


def place_named(place: Place) -> str:
    """Return a place as the form heads it.

    >>> place_named((Field.VIEW, "Q03")), place_named((Field.IQA_DATE, ""))
    ("Q03 inspector's view", 'IQA date')
    """
    part, asked = place
    return f"{asked} {_PARTS[part]}" if asked else _PARTS[part]
