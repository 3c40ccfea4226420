"""How far an inspection has come, and what its team is likely to do next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from coding.store import CodingStore
from coding.suggest import codable
from evidence.attendances import attendances
from evidence.errors import DraftNotFound
from evidence.examination_store import ExaminationStore
from evidence.inventory import standings
from evidence.requests import by_place
from evidence.schedule import MeetingState
from evidence.timetable import DatedStage, dated_stages, in_words
from evidence.workspace import Workspace
from report_builder.findings import FindingKind
from report_builder.store import ReportStore


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the work: how much is done, of how much (None if open), and what to look at.

    `work` is what the framework's stages call it, "" where no stage asks for it.
    """

    part: str
    done: int
    of: int | None
    look: str = ""
    work: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing is left; an open part is finished once anything is there."""
        return self.done >= self.of if self.of is not None else self.done > 0


def progress_of(workspace: Workspace, today: date) -> list[Part]:
    """Return the parts of the work in the order of the timetable, with what is late against it."""
    parts = [
        _documents(workspace, today),
        _meetings(workspace, today),
        _files(workspace),
        _coding(workspace),
        _findings(workspace),
        _report(workspace),
    ]
    stages = timetable(workspace)
    return [_against(part, stages, today) for part in parts]


def timetable(workspace: Workspace) -> tuple[DatedStage, ...]:
    """Return the stages of the inspection with their days."""
    inspection = workspace.inspection
    return dated_stages(inspection.framework.stages, inspection.settings.timetable)


def stage_json(stage: DatedStage, today: date) -> dict[str, Any]:
    """Return a stage with its days; `ends` is its last day, `week` null outside it."""
    last = stage.ends - timedelta(days=1) if stage.ends else None
    return {
        "id": stage.stage.stage_id,
        "name": stage.stage.name,
        "begins": stage.begins.isoformat() if stage.begins else None,
        "ends": last.isoformat() if last else None,
        "week": stage.week(today) if stage.current(today) else None,
        "weeks": stage.stage.weeks,
    }


def _against(part: Part, stages: tuple[DatedStage, ...], today: date) -> Part:
    """Say that a part is late, where the stage by whose end it was to be done is over."""
    over = [s for s in stages if part.work in s.stage.work and s.over(today)]
    if not over or part.finished or over[-1].ends is None:
        return part
    late = f"late: {over[-1].name} ended on {in_words(over[-1].ends - timedelta(days=1))}"
    return replace(part, look="; ".join(said for said in (late, part.look) if said))


def _documents(workspace: Workspace, today: date) -> Part:
    asked = standings(workspace, today)
    late = {place: sum(s.overdue for s in of) for place, of in by_place(asked).items()}
    coming = {
        place: sum(s.outstanding - s.overdue for s in of) for place, of in by_place(asked).items()
    }
    total = sum(s.needed for s in asked)
    look = "; ".join(said for said in (_by_area("late", late), _by_area("to come", coming)) if said)
    done = total - sum(s.outstanding for s in asked)
    # What has a day of its own is late by that day, not by a stage's.
    undated = any(s.outstanding and s.request.due is None for s in asked)
    return Part("Documents received", done, total, look, "documents" if undated else "")


def _by_area(what: str, counts: dict[str, int]) -> str:
    named = ", ".join(f"{place} ({n})" for place, n in counts.items() if n)
    return f"{sum(counts.values())} {what}: {named}" if named else ""


def _meetings(workspace: Workspace, today: date) -> Part:
    meetings = [a for a in attendances(workspace, today) if a.state is not MeetingState.DROPPED]
    late = [a.meeting.meeting_id for a in meetings if a.state is MeetingState.LATE]
    remarks = [f"{a.meeting.meeting_id}: {a.remark}" for a in meetings if a.remark]
    wanting: dict[str, int] = {}
    for a in meetings:
        if a.wanting and a.state is not MeetingState.LATE:
            wanting[a.meeting.place] = wanting.get(a.meeting.place, 0) + 1
    look = [f"{len(late)} late: {', '.join(late)}"] if late else []
    look += [_by_area("to be held", wanting)] if wanting else []
    held = sum(not a.wanting for a in meetings)
    undated = any(a.wanting and a.meeting.planned is None for a in meetings)
    said = "; ".join([*look, *remarks])
    work = "meetings" if undated else ""
    return Part("Interviews and focus groups", held, len(meetings), said, work)


def _files(workspace: Workspace) -> Part:
    framework = workspace.inspection.framework
    files = ExaminationStore(workspace.database).files()
    expected = framework.files_per_area * len(framework.areas)
    short = [
        area.name
        for area in framework.areas
        if files and sum(f.area == area.name for f in files) < framework.files_per_area
    ]
    look = f"short: {', '.join(short)}" if short else ""
    return Part("Files examined", len(files), expected, look, "files")


def _coding(workspace: Workspace) -> Part:
    store = CodingStore(workspace.database)
    segments = [p for p in workspace.evidence.segments() if codable(p)]
    coded = {c.segment_id for c in store.codings()}
    undecided = len(store.suggestions(open_only=True))
    adrift = len(store.superseded_codings())
    look = [f"{undecided:,} suggestions to decide"] if undecided else []
    look += [f"codings to place again: {adrift} (iqa code unplaced)"] if adrift else []
    return Part("Segments coded", len(coded), len(segments), "; ".join(look), "coding")


def _findings(workspace: Workspace) -> Part:
    found = ReportStore(workspace.database).findings()
    bare = [f.finding_id for f in found if not f.supports and not f.rests_on]
    recommended = sum(f.kind is FindingKind.RECOMMENDATION for f in found)
    noun = "recommendation" if recommended == 1 else "recommendations"
    look = [f"{recommended} {noun}"] if recommended else []
    look += [f"no support: {', '.join(bare)}"] if bare else []
    return Part("Findings", len(found), None, "; ".join(look), "findings")


def _report(workspace: Workspace) -> Part:
    store = ReportStore(workspace.database)
    try:
        draft = store.draft()
    except DraftNotFound:
        return Part("Draft reports", 0, None, "", "report")
    newer = sum(c.at > draft.at for c in CodingStore(workspace.database).codings())
    look = f"draft {draft.number} ({draft.stage})"
    look += f"; {newer} newer codings than the draft" if newer else ""
    return Part("Draft reports", len(store.draft_numbers()), None, look, "report")


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
    if " late: " in done["Documents received"].look:
        steps.insert(0, ("iqa documents chase", "a letter to each Area that owes something"))
    if done["Files examined"].done < (done["Files examined"].of or 0):
        steps.append(("iqa exam import WORKBOOK", "take filled examination forms in"))
    if done["Segments coded"].done or done["Files examined"].done:
        steps.append(("iqa report build", "write the draft report"))
    return steps[:3]
