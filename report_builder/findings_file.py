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

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

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


def take_in(workspace: Workspace, path: Path, actor: Actor, at: datetime) -> tuple[Finding, ...]:
    """Add the findings of a file that are not there yet, and return those added.

    Raises:
        FindingInvalid: the file cannot be read, or a finding in it cannot stand; every
            fault is named.
    """
    written = _read(path)
    known = {f.statement: f.finding_id for f in ReportStore(workspace.database).findings()}
    found = gathered(workspace)
    faults: list[str] = []
    conclusions: list[tuple[str, Conclusion, list[str]]] = []
    for place, item in enumerate(written, 1):
        try:
            conclusion = _conclusion(item, found)
            require_valid(workspace, conclusion)
            conclusions.append((item.get("key", ""), conclusion, item.get("rests_on", [])))
        except (InspectionError, ValueError, TypeError, KeyError) as error:
            said = error.message if isinstance(error, InspectionError) else str(error)
            faults.append(f"{path.name}: finding {place} ({item.get('key', '')}): {said}")
    keys = {key for key, _, _ in conclusions}
    faults += [
        f"{path.name}: {key}: rests on '{other}', which the file does not have"
        for key, _, rests in conclusions
        for other in rests
        if other not in keys
    ]
    if faults:
        raise FindingInvalid("\n".join(faults), way_out=f"mend {path.name}; nothing was added")
    return _write(workspace, conclusions, known, actor, at, path.name)


def _write(
    workspace: Workspace,
    conclusions: list[tuple[str, Conclusion, list[str]]],
    known: dict[str, str],
    actor: Actor,
    at: datetime,
    name: str,
) -> tuple[Finding, ...]:
    ids: dict[str, str] = {}
    made: list[Finding] = []
    summary = f"took in findings from {name}"
    # A recommendation comes after what it rests on, so that it can name it.
    ordered = sorted(conclusions, key=lambda item: bool(item[2]))
    with act(workspace.database, actor, at, command="finding add", summary=summary) as doing:
        for key, conclusion, rests in ordered:
            if conclusion.statement in known:
                ids[key] = known[conclusion.statement]
                continue
            finding = add(doing, replace(conclusion, rests_on=tuple(ids[k] for k in rests)))
            ids[key] = finding.finding_id
            made.append(finding)
    return tuple(made)


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise FindingInvalid(f"there is no file {path}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = getattr(error, "problem_mark", None)
        line = f":{place.line + 1}" if place else ""
        raise FindingInvalid(
            f"{path.name}{line}: is not YAML in UTF-8",
            way_out="look at the indentation and the quotation marks of that line",
        ) from error
    items = data.get("findings") if isinstance(data, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FindingInvalid(f"{path.name}: has no list of findings")
    return items


def _conclusion(item: dict[str, Any], found: Passages) -> Conclusion:
    unknown = set(item) - _KEYS
    if unknown:
        raise FindingInvalid(f"does not know the key '{sorted(unknown)[0]}'")
    supports = [_coding(c["file"], c["words"], found) for c in item.get("codings", [])]
    supports += [Support(SupportKind.RATE, rate) for rate in item.get("rates", [])]
    if item.get("judgement"):
        supports.append(Support(SupportKind.JUDGEMENT, " ".join(item["judgement"].split())))
    return Conclusion(
        criterion_id=item["criterion"],
        kind=FindingKind(item["kind"]),
        statement=" ".join(item["statement"].split()),
        status=FindingStatus(item.get("status", "emerging")),
        supports=tuple(supports),
        owner=item.get("owner", ""),
        milestones=tuple(_milestone(m) for m in item.get("milestones", [])),
    )


def _milestone(item: dict[str, Any]) -> Milestone:
    due = item["due"]
    return Milestone(due if isinstance(due, date) else date.fromisoformat(due), item["text"])


def _coding(file: str, words: str, found: Passages) -> Support:
    """Find the coding whose quotation has the words, or else one of the segment that has."""
    here = [
        passage
        for passage in found.items
        if f"/{passage.source.path}".endswith(f"/{file}") and words in passage.segment.text
    ]
    quoting = [p for p in here if words in p.coding.selection.quote]
    for passage in (*quoting, *here):
        return Support(SupportKind.CODING, passage.coding.coding_id)
    raise UnknownSupport(f"no coding in {file} has the words '{words[:60]}'")
