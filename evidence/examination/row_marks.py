"""Marks of what a form was pre-filled with: how a changed row is known again.

The hidden sheet keeps, for each file of the sample, a short hash of each cell that was filled
for it. Values that mean the same give the same mark, so that "CPS Wessex" for "Wessex" is no
change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from evidence.examination.form import Field
from evidence.examination.urns import same_case

_LENGTH = 10
MARKED = (Field.URN, Field.AREA, Field.COURT, Field.IQA_DATE, Field.DIP_SAMPLER)


@dataclass(frozen=True, slots=True)
class Identity:
    """What identifies a file; "" or None is what is not known."""

    file_ref: str
    urn: str
    area: str
    court: str
    iqa_date: date | None
    dip_sampler_grade: str

    def marks(self) -> dict[Field, str]:
        """Return the mark of each thing that is known."""
        values = (
            same_case(self.urn) if self.urn else "",
            self.area,
            self.court,
            self.iqa_date.isoformat() if self.iqa_date else "",
            self.dip_sampler_grade,
        )
        return {
            part: sha256(f"{part}\n{value}".encode()).hexdigest()[:_LENGTH]
            for part, value in zip(MARKED, values, strict=True)
            if value
        }


def written(marks: Mapping[Field, str]) -> str:
    """Return marks as they stand in a cell of the hidden sheet."""
    return " ".join(f"{part}={mark}" for part, mark in marks.items())


def marks_in(text: str) -> dict[Field, str]:
    """Return the marks that a cell of the hidden sheet holds; what is unknown is left out."""
    pairs = (word.partition("=") for word in text.split())
    known = {part.value: part for part in MARKED}
    return {known[name]: mark for name, _, mark in pairs if name in known and mark}
