"""Taking evidence in: bytes to a source with segments, once and whole.

The same bytes are the same source. The same words in another file are linked to the
first, so that evidence is not counted twice. A changed file of the same name is a new
version that replaces the old. A file is one act: it is in the store whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.describing import Description, Given, describe, hints_for
from evidence.errors import UnreadableSource
from evidence.files import write_whole
from evidence.identity import Actor, numbered, sha256_of
from evidence.notices import Notice
from evidence.readers.interface import Reading
from evidence.reading import FoundFile, ReadFile, find_files, read_files
from evidence.sources import Outcome, Source
from evidence.store import add_source, next_source_number, reinstate_source, supersede
from evidence.workspace import ORIGINALS, Workspace


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one path. `source` is None where the file was refused."""

    path: str
    outcome: Outcome
    source: Source | None
    segments: int
    speakers: tuple[str, ...]
    refusal: UnreadableSource | None
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """Who takes evidence in, when, and what they said of it; `dry` only looks."""

    actor: Actor
    at: datetime
    given: Given
    interviewers: tuple[str, ...] = ()
    dry: bool = False


def ingest(workspace: Workspace, files: list[FoundFile], intake: Intake) -> Iterator[Ingested]:
    """Take files in, one after the other; every file is answered for."""
    framework = workspace.inspection.framework
    reads = read_files(
        files,
        hints_of=lambda file: hints_for(
            file.place, framework, intake.given, interviewers=intake.interviewers
        ),
    )
    with closing(reads):
        for read in reads:
            yield _take(workspace, read, intake)


def found(paths: list[Path]) -> list[FoundFile]:
    """Return every file that was named, or lies in a folder that was named."""
    return find_files(paths)


def _take(workspace: Workspace, read: ReadFile, intake: Intake) -> Ingested:
    path = str(read.file.path)
    known = workspace.evidence.by_hash(read.sha256)
    if known is not None and not known.withdrawn:
        return _answered(path, Outcome.SAME, known, workspace, known.notices)
    if isinstance(read.outcome, UnreadableSource):
        return _refused(path, read.outcome)
    try:
        what = describe(read.file.place, read.outcome, workspace.inspection.framework, intake.given)
    except UnreadableSource as refusal:
        return _refused(path, refusal)
    source = _source(read, read.outcome, what, intake)
    return _keep(workspace, read, read.outcome, source, intake)


def _source(read: ReadFile, reading: Reading, what: Description, intake: Intake) -> Source:
    return Source(
        source_id="",
        path=read.file.place,
        kind_id=what.kind_id,
        level=what.level,
        area=what.area,
        dated=what.dated,
        title=what.title,
        group=what.group,
        format=reading.format,
        sha256=read.sha256,
        text_sha256=sha256_of(reading.text),
        text=reading.text,
        notices=(*reading.notices, *what.notices),
        added_at=intake.at,
        added_by=intake.actor.name,
    )


def _keep(
    workspace: Workspace, read: ReadFile, reading: Reading, source: Source, intake: Intake
) -> Ingested:
    path = str(read.file.path)
    back = workspace.evidence.by_hash(read.sha256)
    older = workspace.evidence.earlier_version(source.path, source.area, before=intake.at)
    twin = workspace.evidence.by_text(source.text_sha256)
    outcome = _outcome(older, twin)
    if intake.dry:
        return _told(path, outcome, source, reading)
    suffix = read.file.path.suffix.lower()[:10]
    write_whole(workspace.place(ORIGINALS) / f"{read.sha256}{suffix}", read.content)
    summary = f"took in {read.file.path.name}"
    with act(
        workspace.database, intake.actor, intake.at, command="ingest", summary=summary
    ) as doing:
        if back is not None:
            reinstate_source(doing, back.source_id)
            return _told(path, Outcome.NEW, replace(source, source_id=back.source_id), reading)
        source = replace(
            source,
            source_id=numbered("S", next_source_number(doing), width=3),
            duplicate_of=twin.source_id if outcome is Outcome.DUPLICATE and twin else "",
            replaces=older.source_id if outcome is Outcome.CHANGED and older else "",
        )
        if source.replaces:
            supersede(doing, source.replaces)
        add_source(doing, source, reading.segments, reading.spans)
    return _told(path, outcome, source, reading)


def _outcome(older: Source | None, twin: Source | None) -> Outcome:
    if twin is not None:
        return Outcome.DUPLICATE
    return Outcome.NEW if older is None else Outcome.CHANGED


def _refused(path: str, refusal: UnreadableSource) -> Ingested:
    return Ingested(path, Outcome.REFUSED, None, 0, (), refusal, ())


def _told(path: str, outcome: Outcome, source: Source, reading: Reading) -> Ingested:
    return Ingested(
        path, outcome, source, len(reading.segments), reading.speakers, None, source.notices
    )


def _answered(
    path: str, outcome: Outcome, source: Source, workspace: Workspace, notices: tuple[Notice, ...]
) -> Ingested:
    placed = workspace.evidence.segments(source.source_id)
    speakers = tuple(dict.fromkeys(p.segment.speaker for p in placed if p.segment.speaker))
    return Ingested(path, outcome, source, len(placed), speakers, None, notices)
