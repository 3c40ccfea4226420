"""Volumes from a list to what is short: taken in whole, corrected, confirmed by the CPS.

Data on IQAs and dip samples are verified with CPS Operational Assurance before they are
used in a final report (scoping document F, data).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from evidence.audit import act
from evidence.columns import ColumnMap, propose
from evidence.errors import VolumesInvalid
from evidence.examination.defects import Defect
from evidence.framework import Framework
from evidence.identity import Actor
from evidence.list_files import list_sheets
from evidence.sample_store import SampleStore
from evidence.sampling.eligibility import rules_of, units_left_out
from evidence.volume_store import (
    Verification,
    VolumeStore,
    add_verification,
    by_area,
    figures_hash,
    take_volumes,
)
from evidence.volumes.compliance import Compliance, compliance_of
from evidence.volumes.figures import LAYOUT, Volume, VolumeField, differing, volumes_of
from evidence.volumes.quarters import Quarter, twelve_months
from evidence.workspace import Workspace

_NO_HEADINGS = "has no row that looks like the headings of a list of volumes"


@dataclass(frozen=True, slots=True)
class Reported:
    """A list of volumes as it was read; `changed` are those that are new or corrected."""

    name: str
    columns: ColumnMap
    volumes: tuple[Volume, ...]
    changed: tuple[Volume, ...]
    defects: tuple[Defect, ...]
    left_out: tuple[tuple[str, int], ...] = ()
    """Units that are not in scope, and how many rows there were of each."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who at CPS Operational Assurance confirmed figures, when, and a note on it."""

    by: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The volumes against the guidance, and what is confirmed of them."""

    rows: tuple[Compliance, ...]
    verifications: dict[str, Verification]
    left_out: tuple[str, ...]
    """Quarters before the last twelve months, which were not looked at."""
    missing: tuple[tuple[str, str, str], ...] = ()
    """Area, court and quarter for which nothing was reported, within the twelve months."""

    @property
    def verified(self) -> bool:
        """Whether every Area's figures are confirmed as they stand."""
        return {row.volume.area for row in self.rows} <= set(self.verifications)


def read_volumes(workspace: Workspace, path: Path) -> Reported:
    """Read a list of volumes.

    Raises:
        UnreadableSource: it cannot be opened.
        VolumesInvalid: no row looks like headings, or a column that is needed is missing.
    """
    _, sheets = list_sheets(path)
    columns = propose(sheets, LAYOUT, _known(workspace))
    if columns is None or columns.missing:
        missing = f"has no column for: {', '.join(columns.missing)}" if columns else _NO_HEADINGS
        raise VolumesInvalid(
            f"{path.name} {missing}",
            way_out="head the columns: Area, Unit, Quarter, Prosecutors in post, IQAs completed, "
            "Dip samples",
        )
    beyond = units_left_out(rules_of(workspace.inspection.settings))
    found, defects, left_out = volumes_of(sheets, columns, workspace.inspection.framework, beyond)
    before = {volume.key: volume for volume in VolumeStore(workspace.database).volumes()}
    changed = tuple(differing(before, found))
    return Reported(path.name, columns, found, changed, defects, tuple(left_out.items()))


def take(workspace: Workspace, read: Reported, actor: Actor, at: datetime) -> tuple[str, ...]:
    """Keep what a list says, and return the Areas whose figures are confirmed no longer.

    One with a defect is not taken in at all.

    Raises:
        VolumesInvalid: it has a defect, or says nothing.
    """
    if read.defects or not read.volumes:
        many = "" if len(read.defects) == 1 else "s"
        raise VolumesInvalid(
            f"{read.name} has {len(read.defects)} defect{many}; nothing was taken in"
            if read.defects
            else f"{read.name} has no row with a unit and a quarter",
            way_out=f"mend the cells named above, and import {read.name} again"
            if read.defects
            else "fill in a row for each Area, unit and quarter",
        )
    store = VolumeStore(workspace.database)
    confirmed = store.verifications()
    summary = f"took in {len(read.changed)} new or corrected volumes from {read.name}"
    with act(workspace.database, actor, at, command="volumes import", summary=summary) as doing:
        take_volumes(doing, read.changed, read.name)
    still = store.verifications()
    return tuple(area for area in confirmed if area not in still)


def judged(workspace: Workspace, areas: Sequence[str] = ()) -> Judged:
    """Return the last twelve months' volumes against the guidance.

    Raises:
        VolumesInvalid: none were taken in.
    """
    store = VolumeStore(workspace.database)
    found = [v for v in store.volumes() if not areas or v.area in areas]
    if not found:
        raise VolumesInvalid("no volumes have been taken in", way_out="iqa volumes import FILE")
    quarters = sorted({volume.quarter for volume in found})
    looked = twelve_months(quarters[-1])
    settings = workspace.inspection.settings.volumes
    order = {area.name: n for n, area in enumerate(workspace.inspection.framework.areas)}
    rows = sorted(
        (compliance_of(volume, settings) for volume in found if volume.quarter in looked),
        key=lambda row: (order[row.volume.area], row.volume.unit, row.volume.quarter),
    )
    left_out = tuple(str(quarter) for quarter in quarters if quarter not in looked)
    missing = _missing({volume.key for volume in found}, looked, workspace.inspection.framework)
    return Judged(tuple(rows), store.verifications(), left_out, missing)


def _missing(
    known: Collection[tuple[str, str, str]], looked: Sequence[Quarter], framework: Framework
) -> tuple[tuple[str, str, str], ...]:
    """Return what an Area that reported anything left open; both its teams are in scope."""
    reporting = {area for area, _, _ in known}
    return tuple(
        (area.name, court.name, str(quarter))
        for area in framework.areas
        if area.name in reporting
        for court in framework.courts
        for quarter in looked
        if (area.name, court.court_id, quarter.first.isoformat()) not in known
    )


def verify(
    workspace: Workspace,
    areas: Sequence[str],
    confirmed: Confirmed,
    actor: Actor,
    at: datetime,
) -> tuple[str, ...]:
    """Record that the figures of some Areas, or of all, were confirmed; return which.

    Raises:
        VolumesInvalid: an Area has no volumes, or the day of the confirmation is yet to come.
    """
    if confirmed.on > at.date():
        raise VolumesInvalid(
            f"{confirmed.on} is yet to come, so nothing can have been confirmed on it",
            way_out="give the day of the confirmation: --on YEAR-MONTH-DAY",
        )
    current = by_area(VolumeStore(workspace.database).volumes())
    meant = tuple(areas) or tuple(current)
    without = [area for area in meant if area not in current]
    if without or not meant:
        raise VolumesInvalid(
            f"no volumes have been taken in for {', '.join(without) or 'any Area'}",
            way_out="iqa volumes import FILE",
        )
    summary = f"{confirmed.by} confirmed the volumes of {', '.join(meant)}"
    with act(workspace.database, actor, at, command="volumes verify", summary=summary) as doing:
        for area in meant:
            sha256 = figures_hash(current[area])
            made = Verification(area, sha256, confirmed.by, confirmed.on, confirmed.note)
            add_verification(doing, made)
    return meant


def _known(workspace: Workspace) -> dict[str, str | None]:
    """Return what people said of headings, as far as a list of volumes has such fields."""
    choices = SampleStore(workspace.database).choices()
    return {h: str(f) for h, f in choices.items() if f is not None and str(f) in set(VolumeField)}
