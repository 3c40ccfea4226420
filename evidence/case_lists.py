"""Case lists from the IQA application, taken in: read whole or refused, columns remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.columns import ColumnMap, headings_unlike, propose
from evidence.errors import CaseListInvalid
from evidence.examination.spellings import plain
from evidence.identity import Actor, sha256_of
from evidence.list_files import list_sheets
from evidence.notices import Notice
from evidence.sample_store import CaseListRecord, SampleStore, add_list, choose_heading
from evidence.sampling.case_headings import LAYOUT
from evidence.sampling.cases import Case, CaseField
from evidence.sampling.lists import cases_of
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReadList:
    """A case list as it was read, before anything is kept of it."""

    name: str
    sha256: str
    columns: ColumnMap
    cases: tuple[Case, ...]
    notices: tuple[Notice, ...]


def read_list(workspace: Workspace, path: Path) -> ReadList:
    """Read a case list.

    Raises:
        UnreadableSource: it cannot be opened.
        CaseListInvalid: no row looks like headings, or a column that is needed is missing.
    """
    data, sheets = list_sheets(path)
    columns = propose(sheets, LAYOUT, SampleStore(workspace.database).choices())
    if columns is None:
        raise CaseListInvalid(
            f"no row of {path.name} looks like the headings of a case list",
            way_out="it needs at least a URN, an Area and a date of assessment",
        )
    if columns.missing:
        missing = ", ".join(columns.missing)
        heading = columns.unused[0] if len(columns.unused) == 1 else "HEADING"
        raise CaseListInvalid(
            f"{path.name} has no column for: {missing} (headings in row {columns.row}"
            f"{_unread(columns)})",
            way_out=f'iqa sample map {path.name} --means "{heading}={columns.missing[0]}"',
        )
    cases, notices = cases_of(sheets, columns, workspace.inspection.framework)
    return ReadList(path.name, sha256_of(data), columns, cases, notices)


def read_lists(workspace: Workspace, paths: Sequence[Path]) -> ReadList:
    """Read several lists, such as one for each Area, as one whose cases say where they stood.

    Raises:
        UnreadableSource: one cannot be opened.
        CaseListInvalid: one is no case list, or is named twice.
    """
    read = [read_list(workspace, path) for path in paths]
    if len(read) == 1:
        return read[0]
    twice = [one.name for n, one in enumerate(read) if one.sha256 in {o.sha256 for o in read[:n]}]
    if twice:
        raise CaseListInvalid(
            f"{twice[0]} is given twice, or holds the same as another list",
            way_out="name each list once",
        )
    return ReadList(
        f"{read[0].name} and {len(read) - 1} more",
        sha256_of("\n".join(sorted(one.sha256 for one in read))),
        read[0].columns,
        tuple(replace(c, locator=_in(one.name, c.locator)) for one in read for c in one.cases),
        tuple(replace(n, locator=_in(one.name, n.locator)) for one in read for n in one.notices),
    )


def _in(name: str, locator: str) -> str:
    return locator if locator.startswith(name) else f"{name}, {locator}"


def proposed(workspace: Workspace, path: Path, chosen: Mapping[str, str]) -> ColumnMap | None:
    """Return what the columns of a list would be taken for; `chosen` is said just now.

    Raises:
        UnreadableSource: it cannot be opened.
        CaseListInvalid: a heading that was said is not in the list, or a field is none.
    """
    _, sheets = list_sheets(path)
    known = {**SampleStore(workspace.database).choices(), **_choices(chosen)}
    found = propose(sheets, LAYOUT, known)
    if found is None:
        return None
    strange = headings_unlike(found, chosen)
    if strange:
        headings = [*(heading for _, _, heading in found.at), *found.unused]
        raise CaseListInvalid(
            f"{path.name} has no heading '{strange[0]}' in row {found.row}",
            way_out=f"one of: {', '.join(headings)}",
        )
    return found


def remember(workspace: Workspace, chosen: Mapping[str, str], actor: Actor, at: datetime) -> None:
    """Keep what headings mean, for every list to come."""
    summary = f"said what {len(chosen)} headings of case lists mean"
    with act(workspace.database, actor, at, command="sample map", summary=summary) as doing:
        for heading, field in _choices(chosen).items():
            choose_heading(doing, heading, field)


def latest_list(workspace: Workspace) -> CaseListRecord | None:
    """Return the list that came last, from which files are drawn, or None."""
    known = SampleStore(workspace.database).lists()
    return known[-1] if known else None


def take_list(workspace: Workspace, read: ReadList, actor: Actor, at: datetime) -> tuple[str, bool]:
    """Keep a case list and return its id, and whether it is new.

    One that reads otherwise than before, as when an Area has got another name, is new.
    """
    store = SampleStore(workspace.database)
    for known in store.lists():
        if known.sha256 != read.sha256 or dict(known.columns) != _headings(read):
            continue
        if store.cases(known.list_id) == read.cases:
            return known.list_id, False
    summary = f"took in {len(read.cases)} cases from {read.name}"
    with act(workspace.database, actor, at, command="sample import", summary=summary) as doing:
        return add_list(doing, read.name, read.sha256, _headings(read), read.cases), True


def _headings(read: ReadList) -> dict[str, str]:
    return {str(field): heading for field, _, heading in read.columns.at}


def _unread(columns: ColumnMap) -> str:
    return f"; not read: {', '.join(columns.unused)}" if columns.unused else ""


def _choices(chosen: Mapping[str, str]) -> dict[str, CaseField | None]:
    allowed = ", ".join(CaseField)
    found: dict[str, CaseField | None] = {}
    for heading, field in chosen.items():
        if field and field not in set(CaseField):
            raise CaseListInvalid(f"a case list has no field {field}", way_out=f"one of: {allowed}")
        found[plain(heading)] = CaseField(field) if field else None
    return found
