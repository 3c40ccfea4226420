"""Telling what a file is: its kind, its Area, its date, and the grade that speaks.

    hints_for(place, framework, given=Given(), interviewers=()) -> Hints   before reading
    describe(place, reading, framework, given=Given()) -> Description      after reading

`place` is `FoundFile.place`. What the inspector says (`Given`) wins over folder and file
names, and these over the document's own title and first lines.

Raises, from `describe`: `UnreadableSource` with code unknown_area, where neither an Area
nor national level can be told. From both: `UnknownArea`, where `Given` names no Area.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath

from evidence.areas import area_named, area_of, national_name
from evidence.errors import UnreadableSource
from evidence.framework import Framework, SourceKind
from evidence.kinds import group_of, group_of_speakers, kind_by_names, kind_by_structure
from evidence.notices import Notice
from evidence.readers.dates import dates_in
from evidence.readers.interface import Hints, Reading
from evidence.sources import Level

_OPENING_LINES = 12
_SHORT_LINE = 14
_WRITTEN_WITHIN = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Given:
    """What the inspector said about a file on the command line; "" or None if nothing."""

    kind_id: str = ""
    area: str = ""
    national: bool = False
    dated: date | None = None
    group: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What a file is. `area` is "" for national evidence; `dated` is None where unknown."""

    kind_id: str
    level: Level
    area: str
    dated: date | None
    group: str
    title: str
    notices: tuple[Notice, ...] = ()


def hints_for(
    place: str,
    framework: Framework,
    given: Given | None = None,
    *,
    interviewers: tuple[str, ...] = (),
) -> Hints:
    """Return what the names of a file tell its reader."""
    kind = _kind_given(framework, given) or kind_by_names(framework, _names(place))
    return Hints(structure=kind.structure if kind else None, interviewers=interviewers)


def describe(
    place: str, reading: Reading, framework: Framework, given: Given | None = None
) -> Description:
    """Return what a file is, by what was said of it, its names and its words.

    Raises:
        UnreadableSource: its Area cannot be told; code unknown_area.
        UnknownArea: the inspector named an Area that the inspection does not have.
    """
    said = given or Given()
    names = _names(place)
    kind, notices = _kind(names, reading, framework, said)
    level, area = _where(place, reading, framework, said, kind)
    dated = said.dated or _dated(names, reading)
    if dated is None:
        notices += (Notice("no_date", "No date was found in its name or its first lines."),)
    title = said.title or reading.title or PurePosixPath(place).stem
    group = (
        said.group
        or group_of(framework, kind, (names[0], reading.title))
        or group_of_speakers(framework, kind, reading)
    )
    return Description(kind.kind_id, level, area, dated, group, title, notices)


def _names(place: str) -> tuple[str, ...]:
    """The file's name without its suffix, then its folders from the nearest outwards."""
    path = PurePosixPath(place)
    return (path.stem, *(part for part in reversed(path.parent.parts) if part != "/"))


def _kind_given(framework: Framework, given: Given | None) -> SourceKind | None:
    if given is None or not given.kind_id:
        return None
    return framework.kind(given.kind_id)


def _kind(
    names: tuple[str, ...], reading: Reading, framework: Framework, given: Given
) -> tuple[SourceKind, tuple[Notice, ...]]:
    named = (
        _kind_given(framework, given)
        or kind_by_names(framework, names[:1])
        or kind_by_names(framework, (reading.title, *names[1:], *_short_opening(reading)))
    )
    if named is not None:
        return named, ()
    guessed = kind_by_structure(framework, reading)
    return guessed, (
        Notice("kind_guessed", f"Nothing says what it is; taken for {guessed.name.lower()}."),
    )


def _where(
    place: str, reading: Reading, framework: Framework, given: Given, kind: SourceKind
) -> tuple[Level, str]:
    if given.national:
        return Level.NATIONAL, ""
    if given.area:
        return Level.AREA, area_named(framework, given.area)
    names = _names(place)
    for name in (*names[1:2], names[0], *names[2:], reading.title, *_opening(reading)):
        area = area_of(framework, name)
        if area:
            return Level.AREA, area
        if name in names and national_name(name):
            return Level.NATIONAL, ""
    if _always_national(framework, kind):
        return Level.NATIONAL, ""
    raise UnreadableSource(
        "unknown_area",
        "Cannot tell which Area it belongs to.",
        way_out="Use --area NAME or --national, or keep each Area in a folder of its name.",
    )


def _always_national(framework: Framework, kind: SourceKind) -> bool:
    levels = {m.level for m in framework.meetings if m.kind_id == kind.kind_id}
    return levels == {Level.NATIONAL.value}


def _dated(names: tuple[str, ...], reading: Reading) -> date | None:
    """A full day wins over a month, and the file's name over the document.

    A name that gives a period ("Q4 2023-24") is dated by the day that the document names
    after the period began, when it was written; failing that, by that beginning.
    """
    written = dates_in(names[0])
    days = [d.when for d in written if d.grain == "day"]
    if days:
        return days[0]
    said = [date.fromisoformat(text) for text in reading.dates]
    for coarse in written:
        fits = _same_month if coarse.grain == "month" else _soon_after
        within = [d for d in said if d != coarse.when and fits(d, coarse.when)]
        return within[0] if within else coarse.when
    return said[0] if said else None


def _soon_after(day: date, period: date) -> bool:
    return timedelta(0) <= day - period <= _WRITTEN_WITHIN and day.day != 1


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _short_opening(reading: Reading) -> tuple[str, ...]:
    """The first lines that may say what a document is; in a sentence "brief" is only a word."""
    return tuple(line for line in _opening(reading)[:3] if len(line.split()) <= _SHORT_LINE)


def _opening(reading: Reading) -> tuple[str, ...]:
    lines = (line.strip() for line in reading.text[:4_000].splitlines())
    return tuple(line for line in lines if line)[:_OPENING_LINES]
