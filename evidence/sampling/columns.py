"""Which column of a case list says what: proposed from the headings, mapped once, remembered.

The IQA application and the people who copy from it name columns in many ways. A proposal
takes the heading that is known, or that holds a known one; where two columns could be
meant, the nearer wins and the other is named as unsure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.examination.grid import Row, Sheet
from evidence.examination.spellings import plain
from evidence.sampling.cases import REQUIRED, CaseField

_SEARCHED_ROWS = 40
_FEWEST = 3

SPELLINGS: Mapping[CaseField, tuple[str, ...]] = {
    CaseField.URN: (
        "urn", "case urn", "urn number", "unique reference number", "unique reference",
        "case reference", "case ref", "case number", "reference",
    ),
    CaseField.AREA: ("area", "cps area", "area name", "region"),
    CaseField.TEAM: (
        "team", "court", "court type", "team type", "unit", "unit type", "business unit",
        "casework team", "casework unit", "mc cc", "jurisdiction", "court or unit", "workstream",
    ),
    CaseField.ASSESSMENT: (
        "assessment type", "type of assessment", "assessment", "advocacy or non advocacy",
        "advocacy non advocacy", "type", "category",
    ),
    CaseField.ASSESSOR: (
        "assessor grade", "assessed by grade", "completed by grade", "grade of assessor",
        "assessor role", "assessor", "assessed by", "completed by", "carried out by",
        "manager grade", "legal manager grade", "grade",
    ),
    CaseField.ASSURED: (
        "dip sampled", "quality assured", "qa d", "dip sample completed", "qa completed",
        "dip sampled y n", "quality assured y n", "assured",
    ),
    CaseField.ASSURED_BY: (
        "dip sampled by", "quality assured by", "dip sampler grade", "dip sampler",
        "qa grade", "qa by", "quality assurer", "quality assurer grade", "dip sample by",
        "dip sampled by grade", "quality assured by grade", "grade of dip sampler", "assured by",
    ),
    CaseField.ASSESSED_ON: (
        "assessment date", "date of assessment", "date completed", "completed on",
        "completion date", "date of completion", "assessed on", "completed", "date of", "date",
    ),
}  # fmt: skip
"""How each field's heading is written, in bare words without "IQA"; the likeliest first."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where the headings stand in a sheet, and the column of each field, counted from 1.

    `unsure` names headings that could have meant a field too; `missing` the fields without
    which the rules cannot be applied and for which no column was found.
    """

    sheet: str
    row: int
    at: tuple[tuple[CaseField, int, str], ...]
    unsure: tuple[tuple[str, CaseField], ...] = ()

    @property
    def missing(self) -> tuple[CaseField, ...]:
        """The required fields that no column gives."""
        found = {field for field, _, _ in self.at}
        return tuple(field for field in REQUIRED if field not in found)

    @property
    def columns(self) -> dict[CaseField, int]:
        """The column of each field that was found."""
        return {field: column for field, column, _ in self.at}


def propose(sheets: Sequence[Sheet], chosen: Mapping[str, CaseField | None]) -> ColumnMap | None:
    """Return the likeliest mapping of a case list, or None if no row looks like headings.

    `chosen` is what a person has said of a heading, in its bare words, before; None says
    that the column is of no use. The sheet and row with the most fields are taken, the
    topmost of those.
    """
    best: ColumnMap | None = None
    for sheet in sheets:
        for row in sheet.rows[:_SEARCHED_ROWS]:
            found = _mapped(sheet.name, row, chosen)
            if len(found.at) >= _FEWEST and (best is None or len(found.at) > len(best.at)):
                best = found
    return best


def _mapped(sheet: str, row: Row, chosen: Mapping[str, CaseField | None]) -> ColumnMap:
    ranked: dict[CaseField, list[tuple[int, int, str]]] = {}
    for column, cell in sorted(row.cells.items()):
        said = plain(cell.text)
        if said in chosen:
            field = chosen[said]
            if field is not None:
                ranked.setdefault(field, []).append((-1, column, cell.text))
            continue
        for field, rank in _meant(_without_iqa(said)):
            ranked.setdefault(field, []).append((rank, column, cell.text))
    return _settled(sheet, row.number, ranked)


def _settled(
    sheet: str, row: int, ranked: Mapping[CaseField, list[tuple[int, int, str]]]
) -> ColumnMap:
    """Give each field its nearest column, and no column to two fields."""
    offers = sorted(
        (rank, column, field, heading)
        for field, columns in ranked.items()
        for rank, column, heading in columns
    )
    at: dict[CaseField, tuple[int, str]] = {}
    taken: set[int] = set()
    unsure: list[tuple[str, CaseField]] = []
    for _, column, field, heading in offers:
        if column in taken:
            continue
        if field in at:
            unsure.append((heading, field))
            continue
        at[field] = (column, heading)
        taken.add(column)
    left = tuple((h, f) for h, f in unsure if h not in {heading for _, heading in at.values()})
    return ColumnMap(
        sheet, row, tuple((f, *at[f]) for f in CaseField if f in at), tuple(dict.fromkeys(left))
    )


def _without_iqa(said: str) -> str:
    return " ".join(word for word in said.split() if word != "iqa")


def _meant(said: str) -> list[tuple[CaseField, int]]:
    """Return the fields that a heading can mean, each with how far off it is."""
    meant = []
    for field, spellings in SPELLINGS.items():
        if said in spellings:
            meant.append((field, spellings.index(said)))
            continue
        within = [s for s in spellings if len(s) > _FEWEST and f" {s} " in f" {said} "]
        if within:
            meant.append((field, 100 - max(len(s) for s in within)))
    return meant
