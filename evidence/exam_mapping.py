"""Saying what the columns of a workbook laid out by others are, and keeping it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.errors import WorkbookInvalid
from evidence.examination.form import Field, Place, columns
from evidence.examination.grid import Sheet
from evidence.examination.heading_meaning import Words, words_of
from evidence.examination.joined_sheets import beside_others, given_beside
from evidence.examination.kept_mapping import KeptMapping
from evidence.examination.laid_otherwise import laid_otherwise
from evidence.examination.mapped_headings import with_sheets_name
from evidence.examination.mapping import propose
from evidence.examination.sheet_map import QUESTION_COLUMN, SheetMap, missing_from
from evidence.examination.spellings import plain
from evidence.framework import Framework
from evidence.identity import Actor
from evidence.list_files import list_sheets
from evidence.mapping_store import MappingStore, add_mapping
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a workbook: what headings mean, and what all its files share.

    `accept` takes every guess for what it proposes.
    """

    means: Mapping[str, str]
    every: Mapping[str, str]
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """The maps of a workbook's sheets, and for each the places that no column gives."""

    name: str
    sheets: tuple[SheetMap, ...]
    missing: tuple[tuple[Place, ...], ...]

    @property
    def settled(self) -> bool:
        """Whether nothing is left that a person has to say."""
        return not any(self.missing) and not any(found.unsure for found in self.sheets)


def map_workbook(workspace: Workspace, path: Path, said: Said) -> Mapped:
    """Return what the columns of a workbook are taken for.

    Raises:
        UnreadableSource: it cannot be opened.
        WorkbookInvalid: no row looks like headings, or what was said names nothing.
    """
    framework = workspace.inspection.framework
    _, sheets = list_sheets(path)
    words = words_of(framework)
    kept = MappingStore(workspace.database).mappings()
    every = {_place(words, name): value for name, value in said.every.items()}
    found = [
        _with_said(m, sheet, words, said, kept, every)
        for sheet in sheets
        if (m := propose(sheet, words, kept))
    ]
    if not found and (lies := laid_otherwise(sheets, framework)):
        raise WorkbookInvalid(f"{path.name}, {lies.sheet}: {lies.message}", way_out=lies.way_out)
    if not found:
        raise WorkbookInvalid(
            f"no row of {path.name} looks like the headings of examined files",
            way_out="it needs a URN or a file reference, an Area, and the questions' columns",
        )
    _require_met(said, found, path)
    maps = tuple(with_sheets_name(m, sheet, framework, path.name) for m, sheet in found)
    adding = beside_others(maps)
    missing = [() if m in adding else _missing(m, framework, adding) for m in maps]
    return Mapped(path.name, maps, tuple(missing))


def _missing(
    found: SheetMap, framework: Framework, adding: Sequence[SheetMap]
) -> tuple[Place, ...]:
    """Return what neither a sheet nor those that add to its files have a column for."""
    given = given_beside(found, adding, framework)
    return tuple(place for place in missing_from(found, framework) if place not in given)


def keep(workspace: Workspace, mapped: Mapped, actor: Actor, at: datetime) -> tuple[str, ...]:
    """Keep the mapping of each layout of a workbook; return the ids, new ones or those known."""
    known = MappingStore(workspace.database).mappings()
    wanted: list[KeptMapping] = []
    for found in mapped.sheets:
        made = found.to_keep(mapped.name)
        if not any(_same(made, other) for other in wanted):
            wanted.append(made)
    ids = [next((k.mapping_id for k in known if _same(k, w)), "") for w in wanted]
    if all(ids):
        return tuple(ids)
    summary = f"said what the columns of {mapped.name} are"
    with act(workspace.database, actor, at, command="exam map", summary=summary) as doing:
        return tuple(i or add_mapping(doing, w) for i, w in zip(ids, wanted, strict=True))


def _with_said(
    found: SheetMap,
    sheet: Sheet,
    words: Words,
    said: Said,
    kept: Sequence[KeptMapping],
    every: Mapping[Place, str],
) -> tuple[SheetMap, Sheet]:
    """Read a sheet again by what a person says of it."""
    meant = {
        column.words: _place(words, name) if name else None
        for heading, name in said.means.items()
        for column in found.columns
        if _is(heading, found, column.heading, column.column)
    }
    again = propose(sheet, words, kept, meant) or found
    if said.accept:
        again = replace(again, columns=tuple(replace(c, doubt="") for c in again.columns))
    both = {**again.said, **every}
    return replace(again, every={**again.every, **every}, said=both), sheet


def _is(heading: str, found: SheetMap, shown: str, column: int) -> bool:
    """Whether a person means this column: by its heading, the last of it, or "column F"."""
    said = plain(heading)
    letters = found.where(next(c for c in found.columns if c.column == column)).rstrip("0123456789")
    last = plain(shown.rpartition(" / ")[2])
    return said in (plain(shown), f"column {letters.casefold()}") or said == last


def _require_met(said: Said, found: Sequence[tuple[SheetMap, Sheet]], path: Path) -> None:
    for heading in said.means:
        if not any(_is(heading, m, c.heading, c.column) for m, _ in found for c in m.columns):
            raise WorkbookInvalid(
                f"{path.name} has no column headed '{heading}'",
                way_out=f"iqa exam map {path.name}   (shows its headings)",
            )


def _place(words: Words, name: str) -> Place:
    """Return the place that a person names, such as "Q03 inspector's view" or "court".

    Raises:
        WorkbookInvalid: it is none.
    """
    said = plain(name)
    if said in words.of_form:
        return words.of_form[said]
    if said in words.of_file:
        return words.of_file[said], ""
    if said == "question":
        return QUESTION_COLUMN
    exact = words.names.exactly(said)
    if exact is not None:
        graded = any(f.question_id == exact.question_id for f in words.framework.feedback)
        return (Field.FEEDBACK if graded else Field.QUESTION), exact.question_id
    shown = ", ".join(column.heading for column in columns(words.framework)[:10])
    raise WorkbookInvalid(
        f"'{name}' is nothing that a file examination records",
        way_out=f"write a heading of the form, such as {shown}",
    )


def _same(one: KeptMapping, other: KeptMapping) -> bool:
    return dict(one.headings) == dict(other.headings) and dict(one.every) == dict(other.every)
