"""The log as a table: the rows of the response table, in Word, Excel or lines of values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import StringIO

from evidence.written_tables import harmless, write_tables
from report_builder.comments.entry import CATEGORY_NAMES, Entry, Kind, Status

HEADINGS = (
    *("No.", "Paragraph", "Commenter", "Date", "Text in the draft", "Comment", "Category"),
    *("Evidence supplied", "Decision", "Response", "Reason", "Change made", "Decided by"),
    *("Independent reviewer", "Date of response"),
)
OUTWARD = (0, 1, 2, 4, 5, 6, 7, 8, 9, 11)
"""The columns that the CPS gets: not our reasons to ourselves, nor who decided."""
_BESIDE = 2
"""Words that are shown on either side of what an untracked change differs in."""
DECISIONS = {
    Status.OPEN: "",
    Status.ACCEPTED: "accept",
    Status.PART: "part",
    Status.REJECTED: "reject",
    Status.NOTED: "note",
}


def in_report_order(entries: Iterable[Entry], order: Sequence[str]) -> list[Entry]:
    """Return entries in the order of the draft's blocks; those without a place come last."""
    at = {block: place for place, block in enumerate(order)}
    return sorted(entries, key=lambda e: (at.get(e.block_id, len(at)), int(e.entry_id[4:])))


def row(entry: Entry) -> tuple[str, ...]:
    """Return an entry's cells, one for each heading."""
    category = f"{entry.category} {CATEGORY_NAMES[entry.category]}" if entry.category else ""
    return (
        entry.entry_id,
        entry.number or entry.place,
        entry.author,
        entry.at[:10],
        entry.quote.strip(),
        comment_of(entry),
        category,
        entry.evidence,
        DECISIONS[entry.status],
        entry.response,
        entry.reason,
        change_of(entry),
        entry.decided_by,
        entry.reviewer,
        entry.decided_at[:10],
    )


def said(entry: Entry) -> str:
    """Return an answer as the CPS reads it, with its number so that both sides can cite it."""
    return f"{entry.entry_id}: {entry.response}"


def comment_of(entry: Entry) -> str:
    """Return what somebody wants, in words: a tracked change says what it does."""
    text = entry.text.strip() or "(a paragraph break)"
    told = {
        Kind.COMMENT: text,
        Kind.LETTER: text,
        Kind.DELETION: f"Delete: “{text}”",
        Kind.MOVE: f"Move: “{text}”",
    }.get(entry.kind)
    if told is None:
        told = _put_in(entry, text)
    replies = [f"{r.author or 'Reply'}: {r.text}" for r in entry.thread]
    proposed = [f"Proposed: “{entry.replacement}”"] if entry.replacement else []
    same = [f"(as {entry.same_as})"] if entry.same_as else []
    return "\n".join([told, *proposed, *replies, *same])


def change_of(entry: Entry) -> str:
    """Return what was changed in the draft because of it."""
    if entry.status not in {Status.ACCEPTED, Status.PART}:
        return ""
    if entry.replacement:
        return f"Now reads: “{entry.replacement}”"
    if entry.kind in {Kind.INSERTION, Kind.DELETION, Kind.MOVE}:
        return "Changed as marked." if entry.status is Status.ACCEPTED else ""
    return ""


def as_workbook(title: str, entries: Iterable[Entry], at: datetime, *, outward: bool) -> bytes:
    """Return the log as a workbook.

    Raises:
        WorkbookInvalid: a text is longer than a cell can hold.
    """
    table = ("Comments", _headings(outward=outward), [_cells(e, outward=outward) for e in entries])
    return write_tables(title, [table], at=at)


def as_lines(entries: Iterable[Entry], *, outward: bool) -> str:
    """Return the log as comma-separated values, safe to open in Excel."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_headings(outward=outward))
    for entry in entries:
        writer.writerow([harmless(cell) for cell in _cells(entry, outward=outward)])
    return "\ufeff" + out.getvalue()


def _put_in(entry: Entry, text: str) -> str:
    if entry.kind is Kind.UNTRACKED and entry.replaces and entry.text:
        return _differing(entry.replaces.split(" "), entry.text.split(" "))
    if entry.replaces and text != "(a paragraph break)":
        return f"Replace “{entry.replaces.strip()}” by “{text}”"
    if entry.replaces:
        return f"Delete: “{entry.replaces.strip()}”"
    return f"Insert: “{text}”"


def _differing(old: list[str], new: list[str]) -> str:
    """Return what differs of two wordings, with the words beside it by which it is found."""
    most = min(len(old), len(new))
    before = next((at for at in range(most) if old[at] != new[at]), most)
    most -= before
    after = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    begin = max(before - _BESIDE, 0)
    said = []
    for words in (old, new):
        end = len(words) - max(after - _BESIDE, 0)
        told = " ".join(words[begin:end]).replace("\n", " ¶ ")
        said.append(f"{'… ' if begin else ''}{told}{' …' if end < len(words) else ''}")
    return f"Replace “{said[0]}” by “{said[1]}”"


def _headings(*, outward: bool) -> tuple[str, ...]:
    return tuple(HEADINGS[at] for at in OUTWARD) if outward else HEADINGS


def _cells(entry: Entry, *, outward: bool) -> tuple[str, ...]:
    cells = row(entry)
    return tuple(cells[at] for at in OUTWARD) if outward else cells
