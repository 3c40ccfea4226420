"""What leaves the log: the response table, and the copy with replies for the CPS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.errors import CommentsInvalid
from evidence.files import require_writable, write_whole
from evidence.workspace import Workspace
from report_builder.comments import sheet
from report_builder.comments.copying import answered_copy
from report_builder.comments.entry import Entry
from report_builder.comments.store import CommentLog, Returned
from report_builder.store import ReportStore
from report_builder.word.response_table import ResponseTable, written

_WIDTHS = (1.6, 1.9, 2.1, 3.6, 4.2, 2.1, 2, 1.7, 3.6, 2.9)
_INWARD = (1.5, 1.8, 2, 1.8, 2.6, 3, 1.7, 1.7, 1.6, 2.4, 2, 1.8, 1.7, 2, 1.8)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, how many entries or answers are in it, and whose are not."""

    path: Path
    count: int
    elsewhere: tuple[str, ...] = ()


def ordered(workspace: Workspace) -> list[Entry]:
    """Return the log in the order of the report."""
    entries = CommentLog(workspace.database).entries()
    if not entries:
        return []
    latest = ReportStore(workspace.database).draft(max(entry.draft for entry in entries))
    return sheet.in_report_order(entries, [b.block_id for b in latest.document.blocks])


def export_table(workspace: Workspace, out: Path, at: datetime, *, internal: bool) -> Exported:
    """Write the response table (.docx, .xlsx or .csv); `internal` has every column.

    Raises:
        CommentsInvalid: the log is empty, or the file's name ends in something else.
        OutputBlocked: the file is open elsewhere.
    """
    entries = ordered(workspace)
    if not entries:
        raise CommentsInvalid("the comment log is empty", way_out="iqa comments import FILE")
    require_writable(out)
    write_whole(out, _as(workspace, entries, out, at, outward=not internal))
    return Exported(out, len(entries))


def _as(
    workspace: Workspace, entries: list[Entry], out: Path, at: datetime, *, outward: bool
) -> bytes:
    settings = workspace.inspection.settings
    title = f"Comments on the draft report: {settings.title}"
    kind = out.suffix.casefold()
    if kind == ".xlsx":
        return sheet.as_workbook(title, entries, at, outward=outward)
    if kind == ".csv":
        return sheet.as_lines(entries, outward=outward).encode()
    if kind != ".docx":
        raise CommentsInvalid(
            f"{out.name} is no kind of table", way_out="name a .docx, .xlsx or .csv file"
        )
    drafts = sorted({entry.draft for entry in entries})
    told = ", ".join(str(number) for number in drafts)
    stage = settings.stage(settings.report.stage)
    columns = sheet.OUTWARD if outward else range(len(sheet.HEADINGS))
    table = ResponseTable(
        title,
        f"{len(entries)} comments on draft {told}. "
        "Paragraph numbers are those of the draft that was sent.",
        stage.marking if stage is not None and stage.marking else "OFFICIAL-SENSITIVE",
        settings.inspectorate,
        [sheet.HEADINGS[at] for at in columns],
        _WIDTHS if outward else _INWARD,
        [[sheet.row(entry)[at] for at in columns] for entry in entries],
    )
    return written(table, at)


def export_copy(workspace: Workspace, name: str, out: Path, at: datetime) -> Exported:
    """Write a returned file with our answers in it, as replies and settled threads.

    Raises:
        CommentsInvalid: no file of that name came back, or it is no Word file.
        OutputBlocked: the file is open elsewhere.
    """
    returned = _returned(workspace, name)
    require_writable(out)
    done = answered_copy(workspace, returned, at)
    write_whole(out, done.data)
    return Exported(out, done.count, done.elsewhere)


def _returned(workspace: Workspace, name: str) -> Returned:
    returns = CommentLog(workspace.database).returns()
    word = [r for r in returns if r.name.casefold().endswith((".docx", ".docm", ".dotx"))]
    found = [r for r in word if r.name == name or str(r.return_id) == name]
    if not found:
        known = ", ".join(r.name for r in word) or "none yet"
        raise CommentsInvalid(
            f"no Word file called {name} came back", way_out=f"one of these: {known}"
        )
    return found[-1]
