"""Findings written in a plain text file, taken in whole or not at all.

    findings:
      - key: themes-named
        criterion: "4a"
        kind: strength
        statement: "..."
        codings: [{file: "Northshire/CQB.docx", words: "..."}]
        rates: ["agreement/overall"]

A coding is named by its file and some of its words, so that the file can be written and
read by people. Taking the same file in again adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from coding.gather import gathered
from coding.matrix import Passages
from evidence.audit import act
from evidence.errors import FindingInvalid, InspectionError, UnknownSupport
from evidence.identity import Actor
from evidence.workspace import Workspace
from report_builder.document import Support, SupportKind
from report_builder.findings import Finding, FindingKind, FindingStatus, Milestone
from report_builder.judge import Conclusion, add, require_valid
from report_builder.store import ReportStore

Choice = TypeVar("Choice", bound=StrEnum)

_KEYS = {
    "key",
    "criterion",
    "kind",
    "status",
    "statement",
    "codings",
    "rates",
    "judgement",
    "owner",
    "milestones",
    "rests_on",
}


def take_in(
    workspace: Workspace, path: Path, actor: Actor, at: datetime, *, dry: bool = False
) -> tuple[Finding, ...]:
    """Add the findings of a file that are not there yet, and return those added.

    With `dry` the file is only looked through, and nothing is returned.

    Raises:
        FindingInvalid: the file cannot be read, or a finding in it cannot stand; every
            fault is named.
    """
    written = _judged(workspace, _read(path), path.name)
    if dry:
        return ()
    ids: dict[str, str] = {}
    made: list[Finding] = []
    summary = f"took in findings from {path.name}"
    with act(workspace.database, actor, at, command="finding add", summary=summary) as doing:
        # Read within the act: somebody else may have taken the file in meanwhile.
        known = {
            (f.criterion_id, f.statement): f.finding_id
            for f in ReportStore(workspace.database).findings()
        }
        for one in written:
            conclusion = one.conclusion
            there = known.get((conclusion.criterion_id, conclusion.statement))
            if there is None:
                rests_on = tuple(ids[key] for key in one.rests_on)
                finding = add(doing, replace(conclusion, rests_on=rests_on))
                made.append(finding)
                there = finding.finding_id
            ids[one.key] = there
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Written:
    """A finding as the file has it; `rests_on` are keys of others in the file."""

    key: str
    conclusion: Conclusion
    rests_on: tuple[str, ...]


def _judged(workspace: Workspace, items: list[dict[str, Any]], name: str) -> list[_Written]:
    """Return the findings of a file, each after those that it rests on."""
    found = gathered(workspace)
    faults: list[str] = []
    written: list[_Written] = []
    for place, item in enumerate(items, 1):
        key = str(item.get("key", ""))
        try:
            conclusion = _conclusion(item, found)
            require_valid(workspace, conclusion)
        except (InspectionError, ValueError) as error:
            said = error.message if isinstance(error, InspectionError) else str(error)
            faults.append(f"{name}: finding {place} ({key}): {said}")
        else:
            written.append(_Written(key, conclusion, tuple(_texts(item, "rests_on"))))
    faults += _keys_at_fault(written, name)
    ordered = [] if faults else _in_order(written)
    if len(ordered) < len(written) and not faults:
        circle = ", ".join(one.key for one in written if one not in ordered)
        faults = [f"{name}: {circle}: rest on each other in a circle"]
    if faults:
        raise FindingInvalid("\n".join(faults), way_out=f"mend {name}; nothing was added")
    return ordered


def _keys_at_fault(written: list[_Written], name: str) -> list[str]:
    keys = [one.key for one in written]
    twice = {key for key in keys if key and keys.count(key) > 1}
    return [f"{name}: the key '{key}' is used twice" for key in sorted(twice)] + [
        f"{name}: {one.key}: rests on '{other}', which the file does not have"
        for one in written
        for other in one.rests_on
        if other not in keys
    ]


def _in_order(written: list[_Written]) -> list[_Written]:
    """Put a recommendation after what it rests on; what rests on itself is left out."""
    ordered: list[_Written] = []
    waiting = list(written)
    while waiting:
        done = {one.key for one in ordered}
        ready = [one for one in waiting if done.issuperset(one.rests_on)]
        if not ready:
            return ordered
        ordered += ready
        waiting = [one for one in waiting if one not in ready]
    return ordered


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FindingInvalid(
            f"{path} cannot be read: {error.strerror}", way_out="name a file of findings (YAML)"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        line = f":{place.line + 1}" if place else ""
        raise FindingInvalid(
            f"{path.name}{line}: is not YAML in UTF-8",
            way_out="look at the indentation and the quotation marks of that line",
        ) from error
    items = data.get("findings") if isinstance(data, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FindingInvalid(
            f"{path.name}: has no list of findings", way_out="begin it with `findings:`"
        )
    return items


def _conclusion(item: dict[str, Any], found: Passages) -> Conclusion:
    unknown = sorted(str(key) for key in set(item) - _KEYS)
    if unknown:
        raise FindingInvalid(f"does not know the key '{unknown[0]}'")
    supports = [
        _coding(_text(c, "file"), _text(c, "words"), found) for c in _items(item, "codings")
    ]
    supports += [Support(SupportKind.RATE, rate) for rate in _texts(item, "rates")]
    if item.get("judgement"):
        supports.append(Support(SupportKind.JUDGEMENT, _text(item, "judgement")))
    return Conclusion(
        criterion_id=_text(item, "criterion"),
        kind=_one_of(FindingKind, _text(item, "kind"), "kind"),
        statement=_text(item, "statement"),
        status=_one_of(FindingStatus, _text({"status": "emerging", **item}, "status"), "status"),
        supports=tuple(supports),
        owner=_text(item, "owner") if item.get("owner") else "",
        milestones=tuple(_milestone(m) for m in _items(item, "milestones")),
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if value is None:
        raise FindingInvalid(f"{key} is missing")
    if not isinstance(value, str):
        raise FindingInvalid(f"{key}: put {value} in quotation marks, so that it is a text")
    return " ".join(value.split())


def _texts(item: dict[str, Any], key: str) -> list[str]:
    value = item.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise FindingInvalid(f"{key} is a list of texts")
    return value


def _items(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = item.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise FindingInvalid(f"{key} is a list, each with its keys")
    return value


def _one_of(kind: type[Choice], value: str, key: str) -> Choice:
    try:
        return kind(value)
    except ValueError as error:
        raise FindingInvalid(f"{key} '{value}' is none of {', '.join(kind)}") from error


def _milestone(item: dict[str, Any]) -> Milestone:
    due = item.get("due")
    try:
        when = due if isinstance(due, date) else date.fromisoformat(str(due))
    except ValueError as error:
        raise FindingInvalid(f"due '{due}' is not a date such as 2025-03-31") from error
    return Milestone(when, _text(item, "text"))


def _coding(file: str, words: str, found: Passages) -> Support:
    """Find the coding whose quotation has the words, or else one of the segment that has."""
    here = [
        passage
        for passage in found.items
        if f"/{passage.source.path}".endswith(f"/{file}") and words in _plain(passage.segment.text)
    ]
    quoting = [p for p in here if words in _plain(p.coding.selection.quote)]
    for passage in (*quoting, *here):
        return Support(SupportKind.CODING, passage.coding.coding_id)
    raise UnknownSupport(f"no coding in {file} has the words '{words[:60]}'")


def _plain(text: str) -> str:
    return " ".join(text.split())
