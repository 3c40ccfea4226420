"""What changed between two drafts: sent and returned, returned and merged, issue and issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.files import require_writable, write_whole
from evidence.finding import open_once, the_file
from evidence.readers.limits import MIB
from evidence.workspace import DRAFTS, Workspace
from report_builder.store import ReportStore
from report_builder.word.contents_lines import without_page_numbers
from report_builder.word.revisions.changesets import change_sets
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.redline import redline
from report_builder.word.revisions.walking import walk

_LARGEST = 256 * MIB


@dataclass(frozen=True, slots=True)
class Sides:
    """The earlier and the later draft, each by its number or as a file."""

    earlier: int | Path
    later: int | Path


@dataclass(frozen=True, slots=True)
class Compared:
    """The redline that was written, and how many changes it shows."""

    path: Path
    insertions: int
    deletions: int
    figures: int


def compare(
    workspace: Workspace,
    sides: Sides,
    at: datetime,
    out: Path | None = None,
    *,
    author: str = "",
    formatting: bool = False,
) -> Compared:
    """Write a redline: accept all its changes for the later file, reject them for the earlier.

    Changes that either file still holds are taken as accepted. Numbers that alone changed
    stand under an author of their own, so that Word can filter them.

    Raises:
        DraftNotFound: there is no draft of that number.
        UnreadableSource: a file is no Word file, or cannot be read.
        OutputBlocked: the redline cannot be written.
    """
    name = author or workspace.inspection.settings.inspectorate
    called = f"redline-{_name(sides.earlier)}-{_name(sides.later)}.docx"
    target = out or workspace.place(DRAFTS) / called
    require_writable(target)
    made = redlined(workspace, sides, at, name, formatting=formatting)
    write_whole(target, made.save())
    sets = change_sets(walk(made))
    return Compared(
        target,
        sum(bool(one.new) for one in sets),
        sum(bool(one.old) for one in sets),
        sum(one.author != name for one in sets),
    )


def redlined(
    workspace: Workspace, sides: Sides, at: datetime, author: str = "", *, formatting: bool = False
) -> WordFile:
    """Return one draft with what changed since another as tracked changes.

    Raises:
        DraftNotFound: there is no draft of that number.
        UnreadableSource: a file is no Word file, or cannot be read.
    """
    name = author or workspace.inspection.settings.inspectorate
    # The marks of changes move the pages, so that the contents could only name wrong ones.
    before, now = (
        without_page_numbers(_file(workspace, side)) for side in (sides.earlier, sides.later)
    )
    return redline(before, now, name, at, formatting=formatting)


def _file(workspace: Workspace, side: int | Path) -> WordFile:
    if isinstance(side, Path):
        return WordFile(open_once(the_file(side), most=_LARGEST))
    store = ReportStore(workspace.database)
    store.draft(side)  # says in a sentence if there is none
    return WordFile(store.file_of(side))


def _name(side: int | Path) -> str:
    return str(side) if isinstance(side, int) else side.stem
