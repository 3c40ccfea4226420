"""Answers that somebody wrote into the exported table, taken back row by row or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evidence.columns import Layout, propose
from evidence.errors import CommentsInvalid
from evidence.examination.grid import address
from evidence.list_files import list_sheets
from report_builder.comments.answering import Answer
from report_builder.comments.entry import PREFIX, Category, Entry, Status
from report_builder.comments.sheet import DECISIONS

_LAYOUT = Layout(
    {
        "id": ("no", "number", "id"),
        "decision": ("decision", "status"),
        "response": ("response",),
        "reason": ("reason", "reasons"),
        "category": ("category",),
        "change": ("change made", "change"),
        "reviewer": ("independent reviewer", "reviewer"),
        "by": ("decided by",),
    },
    ("id", "decision"),
)
_WORDS = {
    **{word: status for status, word in DECISIONS.items() if word},
    "accepted": Status.ACCEPTED,
    "yes": Status.ACCEPTED,
    "accepted in part": Status.PART,
    "accept in part": Status.PART,
    "partly": Status.PART,
    "rejected": Status.REJECTED,
    "no": Status.REJECTED,
    "not accepted": Status.REJECTED,
    "noted": Status.NOTED,
}


def answers_in(path: Path, entries: Mapping[str, Entry]) -> list[tuple[str, Answer]]:
    """Return the answers that a filled table gives to entries that are open or say otherwise.

    Raises:
        CommentsInvalid: it is no table of ours, or a row of it cannot be taken; all such rows
            are named.
        UnreadableSource: it cannot be opened.
    """
    _, sheets = list_sheets(path)
    layout = propose(sheets, _LAYOUT, {})
    if layout is None or layout.missing:
        raise CommentsInvalid(
            f"{path.name} has no columns 'No.' and 'Decision'",
            way_out="iqa comments export --out comments.xlsx, and fill that in",
        )
    sheet = next(s for s in sheets if s.name == layout.sheet)
    found: list[tuple[str, Answer]] = []
    wrong: list[str] = []
    met: dict[str, int] = {}
    for row in sheet.rows:
        if row.number <= layout.row:
            continue
        said = {f: row.cells[c].text.strip() for f, c in layout.columns.items() if c in row.cells}
        if not said.get("id") or not said.get("decision"):
            continue
        problem = _problem(said, entries) or _again(said, met)
        met.setdefault(said["id"].upper(), row.number)
        if problem:
            field, message = problem
            wrong.append(f"{address(layout.columns.get(field, 1), row.number)}: {message}")
            continue
        entry = entries[said["id"].upper()]
        given = _answer(said, entry)
        if _says_more(entry, given):
            found.append((entry.entry_id, given))
    if wrong:
        raise CommentsInvalid(
            f"{path.name}: {'; '.join(wrong)}. Nothing was taken in",
            way_out="correct these cells and give the file again",
        )
    return found


def _problem(said: Mapping[str, str], entries: Mapping[str, Entry]) -> tuple[str, str] | None:
    if said["id"].upper() not in entries:
        return "id", f"there is no comment {said['id']} (ours begin with {PREFIX})"
    status = _WORDS.get(said["decision"].casefold())
    if status is None:
        return "decision", f"'{said['decision']}' is not accept, part, reject or note"
    if status in {Status.PART, Status.REJECTED} and not said.get("reason"):
        return "reason", f"{said['id']} is answered '{said['decision']}' without a reason"
    category = said.get("category", "")[:1].upper()
    if category and category not in set(Category):
        return "category", f"'{said['category']}' is not A, B, C or J"
    return None


def _again(said: Mapping[str, str], met: Mapping[str, int]) -> tuple[str, str] | None:
    row = met.get(said["id"].upper())
    return ("id", f"{said['id']} stands in row {row} too") if row else None


def _answer(said: Mapping[str, str], entry: Entry) -> Answer:
    """Return what a row says; words that answered another decision do not answer this one."""
    category = said.get("category", "")[:1].upper()
    status = _WORDS[said["decision"].casefold()]
    response = said.get("response", "")
    stale = response == entry.response and status is not entry.status
    return Answer(
        status,
        reason=said.get("reason", ""),
        response="" if stale else response,
        category=Category(category) if category else None,
        reviewer=said.get("reviewer", ""),
    )


def _says_more(entry: Entry, given: Answer) -> bool:
    """Whether a row says anything that the log does not say yet."""
    same = entry.status is given.status and not entry.reopened
    words = {given.reason: entry.reason, given.response: entry.response}
    also = all(not new or new == old for new, old in words.items())
    kind = given.category in {None, entry.category}
    return not (same and also and kind and given.reviewer in {"", entry.reviewer})
