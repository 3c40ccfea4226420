"""How far an inspection has come, and what its team is likely to do next."""

from __future__ import annotations

from dataclasses import dataclass

from coding.store import CodingStore
from coding.suggest import codable
from evidence.errors import DraftNotFound
from evidence.examination_store import ExaminationStore
from evidence.source_json import requests_json
from evidence.workspace import Workspace
from report_builder.findings import FindingKind
from report_builder.store import ReportStore


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the work: how much is done, of how much (None if open), and what to look at."""

    part: str
    done: int
    of: int | None
    look: str = ""


def progress_of(workspace: Workspace) -> list[Part]:
    """Return the parts of the work in the order of the timetable."""
    return [
        _documents(workspace),
        _meetings(workspace),
        _files(workspace),
        _coding(workspace),
        _findings(workspace),
        _report(workspace),
    ]


def _documents(workspace: Workspace) -> Part:
    requests = requests_json(workspace.inspection, workspace.evidence.sources())
    asked = [r for r in requests if r["expected"]]
    done = sum(min(r["received"], r["expected"]) for r in asked)
    wanting: dict[str, int] = {}
    for request in asked:
        if request["received"] < request["expected"]:
            outstanding = request["expected"] - request["received"]
            wanting[request["area"]] = wanting.get(request["area"], 0) + outstanding
    look = ", ".join(f"{area} ({n})" for area, n in sorted(wanting.items()))
    total = sum(r["expected"] for r in asked)
    return Part("Documents with a set number", done, total, f"outstanding: {look}" if look else "")


def _meetings(workspace: Workspace) -> Part:
    kinds = {m.kind_id for m in workspace.inspection.framework.meetings}
    held = [s for s in workspace.evidence.sources() if s.kind_id in kinds and not s.duplicate_of]
    visited = len(workspace.inspection.settings.visited)
    expected = sum(
        m.expected * (visited if m.level == "area" else 1)
        for m in workspace.inspection.framework.meetings
    )
    return Part("Interviews and focus groups", len(held), expected)


def _files(workspace: Workspace) -> Part:
    framework = workspace.inspection.framework
    files = ExaminationStore(workspace.database).files()
    expected = framework.files_per_area * len(framework.areas)
    short = [
        area.name
        for area in framework.areas
        if files and sum(f.area == area.name for f in files) < framework.files_per_area
    ]
    return Part(
        "Files examined", len(files), expected, f"short: {', '.join(short)}" if short else ""
    )


def _coding(workspace: Workspace) -> Part:
    store = CodingStore(workspace.database)
    segments = [p for p in workspace.evidence.segments() if codable(p)]
    coded = {c.segment_id for c in store.codings()}
    undecided = len(store.suggestions(open_only=True))
    adrift = len(store.superseded_codings())
    look = [f"{undecided:,} suggestions to decide"] if undecided else []
    look += [f"codings to place again: {adrift} (iqa code unplaced)"] if adrift else []
    return Part("Segments coded", len(coded), len(segments), "; ".join(look))


def _findings(workspace: Workspace) -> Part:
    found = ReportStore(workspace.database).findings()
    bare = [f.finding_id for f in found if not f.supports and not f.rests_on]
    recommended = sum(f.kind is FindingKind.RECOMMENDATION for f in found)
    look = [f"{recommended} recommendations"] if recommended else []
    look += [f"no support: {', '.join(bare)}"] if bare else []
    return Part("Findings", len(found), None, "; ".join(look))


def _report(workspace: Workspace) -> Part:
    store = ReportStore(workspace.database)
    try:
        draft = store.draft()
    except DraftNotFound:
        return Part("Draft reports", 0, None)
    newer = sum(c.at > draft.at for c in CodingStore(workspace.database).codings())
    look = f"draft {draft.number} ({draft.stage})"
    look += f"; {newer} newer codings than the draft" if newer else ""
    return Part("Draft reports", len(store.draft_numbers()), None, look)


def next_of(workspace: Workspace, parts: list[Part]) -> list[tuple[str, str]]:
    """Return the likely next commands, at most three."""
    done = {part.part: part for part in parts}
    steps: list[tuple[str, str]] = []
    if not workspace.evidence.sources():
        steps.append(("iqa ingest FOLDER", "take in minutes, briefings and transcripts"))
    elif "to decide" in done["Segments coded"].look:
        steps.append(("iqa code review", "decide on suggestions, likeliest first"))
    elif not done["Segments coded"].done:
        steps.append(("iqa tag", "suggest themes"))
    if done["Files examined"].done < (done["Files examined"].of or 0):
        steps.append(("iqa exam import WORKBOOK", "take filled examination forms in"))
    if done["Segments coded"].done or done["Files examined"].done:
        steps.append(("iqa report build", "write the draft report"))
    return steps[:3]
