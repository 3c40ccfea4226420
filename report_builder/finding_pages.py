"""Findings as plain text that a report writer edits: a page for each criterion.

    # 4a Emerging themes

    ## F-4a-01 strength

    - status: drafted
    - coding: C0031 "The board named ..."
    - rate: agreement/overall
    - stored: 3f2a9c10ab

    The finding in the inspector's words, in as many paragraphs as it needs.

A section headed `## new strength` is a finding that the store does not have yet. `stored` is
how the store had the finding when the page was written, by which an edit is told from a
change in the store. What stands behind the id of a coding is for the reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from report_builder.document import Support, SupportKind
from report_builder.findings import Finding, FindingKind, FindingStatus, Milestone, in_paragraphs

NEW = "new"
WITHDRAWN = "withdrawn"
_HEADING = re.compile(r"## (\S+) (.+)")
_FIELD = re.compile(r"- ([a-z ]+):(?: (.*))?$")
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class OnPage:
    """A finding as a page has it; `line` is its heading's, from 1, and `raw` its own words."""

    finding_id: str
    criterion_id: str
    kind: FindingKind
    statement: str
    status: FindingStatus = FindingStatus.EMERGING
    supports: tuple[Support, ...] = ()
    owner: str = ""
    milestones: tuple[Milestone, ...] = ()
    rests_on: tuple[str, ...] = ()
    withdrawn: bool = False
    stored: str = ""
    line: int = field(default=0, compare=False)
    raw: str = field(default="", compare=False)

    @property
    def fingerprint(self) -> str:
        """A short hash of everything it says, the same for the same."""
        said = [
            self.finding_id, self.criterion_id, self.kind, self.statement, self.status,
            self.owner, self.withdrawn,
            [[m.due.isoformat(), m.text] for m in self.milestones],
            list(self.rests_on), sorted([s.kind, s.support_id] for s in self.supports),
        ]  # fmt: skip
        return sha256(json.dumps(said).encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Odd:
    """A line that cannot be read: its number, what is wrong, and how to mend it."""

    line: int
    message: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: the words before its first finding, its findings, and odd lines."""

    preface: str
    items: tuple[OnPage, ...]
    odd: tuple[Odd, ...]


def on_page(finding: Finding) -> OnPage:
    """Return a finding of the store as a page has it."""
    bare = OnPage(
        finding.finding_id,
        finding.criterion_id,
        finding.kind,
        in_paragraphs(finding.statement),
        finding.status,
        tuple(sorted(finding.supports)),
        finding.owner,
        finding.milestones,
        finding.rests_on,
    )
    return replace(bare, stored=bare.fingerprint)


def section(item: OnPage, says: Mapping[str, str]) -> str:
    """Return a finding's section; `says` are words of codings, by id."""
    lines = [f"## {item.finding_id or NEW} {item.kind}", ""]
    lines.append(f"- status: {WITHDRAWN if item.withdrawn else item.status}")
    if item.owner:
        lines.append(f"- owner: {_escaped(item.owner)}")
    lines += [f"- milestone: {m.due.isoformat()}: {_escaped(m.text)}" for m in item.milestones]
    lines += [f"- rests on: {other}" for other in item.rests_on]
    for support in item.supports:
        words = " ".join(says.get(support.support_id, "").split())
        shown = f' "{words[:_QUOTED]}"' if words else ""
        lines.append(f"- {support.kind}: {_escaped(support.support_id)}{shown}")
    lines += [f"- stored: {item.stored}"] if item.stored else []
    told = [f"\\{p}" if p.startswith(("#", "\\")) else p for p in item.statement.split("\n\n")]
    return "\n".join([*lines, "", "\n\n".join(told), ""])


def page(preface: str, sections: Iterable[str]) -> str:
    """Return a page of its preface and sections."""
    return "\n".join([preface.rstrip("\n") + "\n", *(s.rstrip("\n") + "\n" for s in sections)])


def read(text: str) -> Page:
    """Return what a page holds; an odd line leaves its section out."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
    preface = "\n".join(lines[: starts[0] if starts else len(lines)])
    title = next((line for line in lines[: len(preface.split("\n"))] if line.startswith("# ")), "")
    place = [*title.split(), "", ""][1]
    if not place:
        way = "begin the page with a line such as: # 4a Emerging themes"
        return Page(preface, (), (Odd(1, "the page does not say of which criterion it is", way),))
    items: list[OnPage] = []
    odd: list[Odd] = []
    for start, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        found = _section(lines[start:end], start + 1, place)
        if isinstance(found, Odd):
            odd.append(found)
        else:
            items.append(found)
    return Page(preface, tuple(items), tuple(odd))


def _section(lines: list[str], number: int, place: str) -> OnPage | Odd:
    heading = _HEADING.fullmatch(lines[0].rstrip())
    kinds = ", ".join(FindingKind)
    if heading is None or heading[2].strip() not in list(FindingKind):
        return Odd(number, "this heading names no finding and kind", f"## F-4a-01 KIND, of {kinds}")
    item = OnPage(
        "" if heading[1] == NEW else heading[1], place, FindingKind(heading[2].strip()), "",
        line=number, raw="\n".join(lines),
    )  # fmt: skip
    body = 1
    while body < len(lines) and not lines[body].strip():
        body += 1
    while body < len(lines) and lines[body].startswith("- "):
        try:
            item = _with_field(item, lines[body].rstrip("\n"))
        except ValueError as error:
            return Odd(number + body, str(error), "see the other sections for how it is written")
        body += 1
    told = "\n".join(line.removeprefix("\\") for line in lines[body:])
    item = replace(item, statement=in_paragraphs(told), supports=tuple(sorted(item.supports)))
    if not item.statement:
        return Odd(number, "the finding has no words", "write them after an empty line")
    if item.withdrawn and not item.finding_id:
        return Odd(number, "a new finding cannot be withdrawn", "take the section out")
    return item


def _with_field(item: OnPage, line: str) -> OnPage:
    found = _FIELD.fullmatch(line)
    key, value = (found[1], found[2] or "") if found else ("", "")
    first = [*value.split(), ""][0]
    match key:
        case "status":
            return _with_status(item, first)
        case "milestone":
            return replace(item, milestones=(*item.milestones, _milestone(value)))
        case "owner":
            return replace(item, owner=_plain(value))
        case "rests on":
            return replace(item, rests_on=(*item.rests_on, first))
        case "stored":
            return replace(item, stored=first)
    if key not in list(SupportKind):
        raise ValueError(f"'{line[:40]}' is no line of a finding")
    support_id = _plain(value) if key == SupportKind.JUDGEMENT else first
    return replace(item, supports=(*item.supports, Support(SupportKind(key), support_id)))


def _with_status(item: OnPage, status: str) -> OnPage:
    if status == WITHDRAWN:
        return replace(item, withdrawn=True)
    if status not in list(FindingStatus):
        raise ValueError(f"the status '{status}' is none of {', '.join(FindingStatus)}")
    return replace(item, status=FindingStatus(status))


def _milestone(value: str) -> Milestone:
    due, _, words = value.partition(": ")
    try:
        return Milestone(date.fromisoformat(due.strip()), _plain(words))
    except ValueError as error:
        raise ValueError(f"'{due}' is not a date such as 2025-03-31") from error


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r"}.get(m[1], m[1]), text)
