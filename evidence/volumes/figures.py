"""Volumes as an Area or the IQA application reports them, and what is wrong with a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence.areas import area_of
from evidence.columns import ColumnMap, Layout
from evidence.examination.defects import Defect
from evidence.examination.grid import Cell, Row, Sheet, address
from evidence.framework import Framework
from evidence.sampling.eligibility import names_any
from evidence.sampling.lists import court_within
from evidence.volumes.quarters import Quarter, quarter_of, quarter_with


class VolumeField(StrEnum):
    """What a column of a list of volumes can say."""

    AREA = "area"
    UNIT = "unit"
    QUARTER = "quarter"
    PROSECUTORS = "prosecutors"
    IQAS = "iqas"
    DIP_SAMPLES = "dip_samples"


SPELLINGS: Mapping[str, tuple[str, ...]] = {
    VolumeField.AREA: ("area", "cps area", "area name", "region"),
    VolumeField.UNIT: ("unit", "team", "court", "unit type", "court type", "team type"),
    VolumeField.QUARTER: ("quarter", "period", "reporting period", "quarter ending", "month"),
    VolumeField.PROSECUTORS: (
        "prosecutors in post", "prosecutors", "number of prosecutors", "headcount",
        "lawyers in post", "in post", "staff in post", "prosecutor headcount",
    ),
    VolumeField.IQAS: (
        "assessments completed", "assessments done", "assessments", "casework assessments",
        "completed assessments", "assessments undertaken", "completed", "done", "undertaken",
        "number completed",
    ),
    VolumeField.DIP_SAMPLES: (
        "dip samples", "dip samples done", "dip samples completed", "dip sampled",
        "quality assured", "number dip sampled", "qa completed",
    ),
}  # fmt: skip

LAYOUT = Layout(SPELLINGS, tuple(VolumeField))


@dataclass(frozen=True, slots=True)
class Volume:
    """One unit's quarter: prosecutors in post, IQAs and dip samples done, as reported."""

    area: str
    unit: str
    """The id of a court of the framework."""
    quarter: Quarter
    prosecutors: int
    iqas: int
    dip_samples: int
    locator: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What a later list corrects: the Area, the unit and the quarter."""
        return self.area, self.unit, self.quarter.first.isoformat()


def volumes_of(
    sheets: Sequence[Sheet],
    columns: ColumnMap,
    framework: Framework,
    units_left_out: Sequence[str] = (),
) -> tuple[tuple[Volume, ...], tuple[Defect, ...], Counter[str]]:
    """Return the volumes of a mapped list, every cell that is wrong, and units not in scope.

    A defect says how to mend it. A row without a unit and a quarter, such as a total, is passed
    over; so are rows of units that hold one of `units_left_out`, which are counted by unit.
    """
    sheet = next(sheet for sheet in sheets if sheet.name == columns.sheet)
    volumes: list[Volume] = []
    defects: list[Defect] = []
    seen: dict[tuple[str, str, str], int] = {}
    beyond: Counter[str] = Counter()
    for row in sheet.rows:
        if row.number <= columns.row or _is_total(row, columns):
            continue
        unit = row.cells.get(columns.columns[VolumeField.UNIT])
        if unit is not None and names_any(unit.text, units_left_out):
            beyond[unit.text] += 1
            continue
        reading = _Reading(sheet.name, row, columns, framework)
        volume = reading.volume()
        wrong = list(reading.defects)
        if volume and volume.key in seen:
            wrong.append(reading.defect(VolumeField.QUARTER, "repeated_row",
                f"The same unit and quarter stand in row {seen[volume.key]}.",
                "Take one of them out."))  # fmt: skip
        defects += wrong
        if volume and not wrong:
            seen[volume.key] = row.number
            volumes.append(volume)
    return tuple(volumes), tuple(defects), beyond


def _is_total(row: Row, columns: ColumnMap) -> bool:
    def blank(field: VolumeField) -> bool:
        return columns.columns[field] not in row.cells

    return blank(VolumeField.QUARTER) and (blank(VolumeField.UNIT) or blank(VolumeField.AREA))


class _Reading:
    """One row as it is read, with what is wrong in it."""

    def __init__(self, sheet: str, row: Row, columns: ColumnMap, framework: Framework) -> None:
        self.sheet, self.row, self.at, self.framework = sheet, row, columns.columns, framework
        self.defects: list[Defect] = []

    def volume(self) -> Volume | None:
        """Return what the row says, or None with the defects noted."""
        area = self._named(VolumeField.AREA, area_of(self.framework, self._text(VolumeField.AREA)))
        unit = self._named(
            VolumeField.UNIT, court_within(self._text(VolumeField.UNIT), self.framework)
        )
        quarter = self._quarter()
        prosecutors = self._count(VolumeField.PROSECUTORS)
        iqas = self._count(VolumeField.IQAS)
        dip_samples = self._count(VolumeField.DIP_SAMPLES)
        if self.defects or quarter is None:
            return None
        if dip_samples > iqas:
            self.defects.append(self.defect(VolumeField.DIP_SAMPLES, "more_than_done",
                f"{dip_samples} of {iqas} IQAs cannot have been dip sampled.",
                "Correct one of them."))  # fmt: skip
            return None
        locator = f"{self.sheet}, row {self.row.number}"
        return Volume(area, unit, quarter, prosecutors, iqas, dip_samples, locator)

    def defect(self, field: VolumeField, code: str, message: str, way_out: str) -> Defect:
        """Return a defect of the row's cell in a field."""
        return Defect(self.sheet, address(self.at[field], self.row.number), code, message, way_out)

    def _cell(self, field: VolumeField) -> Cell | None:
        return self.row.cells.get(self.at[field])

    def _text(self, field: VolumeField) -> str:
        cell = self._cell(field)
        return cell.text if cell else ""

    def _named(self, field: VolumeField, found: str) -> str:
        if not found:
            said = self._text(field) or "An empty cell"
            names = (
                [area.name for area in self.framework.areas]
                if field is VolumeField.AREA
                else [court.name for court in self.framework.courts]
            )
            self.defects.append(self.defect(field, f"unknown_{field}", f"{said} names no {field}.",
                f"Write one of: {', '.join(names)}."))  # fmt: skip
        return found

    def _quarter(self) -> Quarter | None:
        cell = self._cell(VolumeField.QUARTER)
        value = cell.value if cell else None
        found = (
            quarter_with(value)
            if isinstance(value, date)
            else quarter_of(self._text(VolumeField.QUARTER))
        )
        if found is None:
            said = self._text(VolumeField.QUARTER) or "An empty cell"
            self.defects.append(self.defect(VolumeField.QUARTER, "unknown_quarter",
                f"{said} names no quarter.", "Write it as Q1 2023-24."))  # fmt: skip
        return found

    def _count(self, field: VolumeField) -> int:
        said = self._text(field).replace(",", "")
        if said.isdecimal():
            return int(said)
        self.defects.append(self.defect(field, "not_a_count",
            f"{said or 'An empty cell'} is not a count.",
            "Write a whole number, 0 for none."))  # fmt: skip
        return 0


def differing(
    before: Mapping[tuple[str, str, str], Volume], now: Sequence[Volume]
) -> Iterator[Volume]:
    """Yield the volumes that are new or say something else than before."""
    for volume in now:
        known = before.get(volume.key)
        said = (volume.prosecutors, volume.iqas, volume.dip_samples)
        if known is None or (known.prosecutors, known.iqas, known.dip_samples) != said:
            yield volume
