"""Releasing a report: the copy that leaves, and the record of it.

Nothing leaves while a reason stands against it. The copy is stripped of whatever only the
team needs, and its package is read again to prove it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from evidence.audit import act
from evidence.database import Database
from evidence.errors import ConfigurationInvalid, OutputBlocked, ReleaseBlocked, UnreadableSource
from evidence.files import require_writable, write_whole
from evidence.identity import Actor, sha256_of
from evidence.inspection import StageSetting
from evidence.notices import Notice
from evidence.workspace import Workspace
from report_builder.comments.store import CommentLog
from report_builder.contents_pages import paged
from report_builder.draft_store import DraftStore, Kept, add_file, next_file_id
from report_builder.drafts import Draft, DraftFile, FileKind
from report_builder.file_checks import check_file
from report_builder.gather import material
from report_builder.overrides import Override, overrides_of
from report_builder.release_gates import (
    Reason,
    of_conflicts,
    of_the_words,
    reasons_against,
)
from report_builder.store import ReportStore
from report_builder.verifying import Verified, of_numbers, of_supports, verified
from report_builder.word.opened_report import OpenedReport, opened_report
from report_builder.word.release.copying import Release, released
from report_builder.word.release.marks import Taken
from report_builder.word.release.residue import residue
from report_builder.word.revisions.package import WordFile


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants released: a stage, a file, and what was decided about it.

    `file` is an editor's Word file, None for the draft as it was built. `changes` says what
    becomes of open tracked changes: "accept", "reject", or "" while nobody has said.
    `overrides` gives the reason for a number that an editor typed over, by its figure's id.
    """

    stage: str
    out: Path
    file: Path | None = None
    changes: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finalised:
    """A release: where it lies, what it was stripped of, and its record."""

    path: Path
    record_path: Path
    taken: Taken
    record: Mapping[str, Any]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that one release is made from."""

    workspace: Workspace
    order: Order
    draft: Draft
    stage: StageSetting
    data: bytes
    alone: bytes
    opened: OpenedReport
    known: tuple[Override, ...]
    numbers: Verified


def standing_reasons(
    workspace: Workspace, order: Order, more: Iterable[Reason] = ()
) -> tuple[Reason, ...]:
    """Return every reason why a report does not leave yet; `more` are those found elsewhere.

    Raises:
        DraftNotFound: there is no draft.
        ConfigurationInvalid: there is no such stage, or it is a draft's.
        UnreadableSource: the file is no Word document that can be read.
    """
    return _against(_desk(workspace, order), more)


def finalise(
    workspace: Workspace, order: Order, actor: Actor, at: datetime, more: Iterable[Reason] = ()
) -> Finalised:
    """Write the released copy and its record, and keep both in the store.

    Raises:
        ReleaseBlocked: a reason stands against it, or the proof fails.
        OutputBlocked: the file is there already, or in use.
    """
    desk = _desk(workspace, order)
    reasons = _against(desk, more)
    if reasons:
        word = "reason stands" if len(reasons) == 1 else "reasons stand"
        raise ReleaseBlocked(
            f"{len(reasons)} {word} against a release: {reasons[0].message}",
            way_out="iqa report finalise --dry-run   (lists them all)",
        )
    for path in (order.out, record_path(order.out)):
        require_writable(path)
        if path.exists():
            raise OutputBlocked(f"{path.name} is there already", way_out="name another file")
    copy, taken = released(desk.data, _release(desk, at))
    copy, notices = _with_pages(desk, copy)
    _require_clean(desk, copy, actor)
    record = _record(desk, copy, taken, actor, at)
    _keep(desk, copy, record, actor, at)
    write_whole(order.out, copy)
    told = json.dumps(record, indent=2, ensure_ascii=False)
    write_whole(record_path(order.out), f"{told}\n".encode())
    return Finalised(order.out, record_path(order.out), taken, record, notices)


def _with_pages(desk: _Desk, copy: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """Let the contents of a copy name its own pages, if the inspection asks for them."""
    if not desk.workspace.inspection.settings.report.contents_pages:
        return copy, ()
    found = paged(WordFile(copy))
    return found.file.save(), (found.notice,) if found.notice else ()


def record_path(out: Path) -> Path:
    """Return where the record of a release lies: beside it, under its name."""
    return out.with_name(f"{out.stem}.release.json")


def _desk(workspace: Workspace, order: Order) -> _Desk:
    stage = _stage(workspace, order.stage)
    draft = ReportStore(workspace.database).draft()
    data = _bytes(workspace, draft, order)
    opened = opened_report(data)
    known = overrides_of(workspace.database, draft.number)
    alone = as_built(workspace.database, draft.number)
    numbers = verified(draft, (data, alone), known, order.overrides)
    return _Desk(workspace, order, draft, stage, data, alone, opened, known, numbers)


def as_built(database: Database, draft: int) -> bytes:
    """Return what the evidence alone said in a draft: no editor's words are in this file."""
    return DraftStore(database).rendered(draft) or ReportStore(database).file_of(draft)


def _against(desk: _Desk, more: Iterable[Reason]) -> tuple[Reason, ...]:
    draft, opened, held = desk.draft, desk.opened, material(desk.workspace)
    database = desk.workspace.database
    log = CommentLog(database).entries()
    return (
        *reasons_against(draft, held, opened, log, settled=bool(desk.order.changes)),
        *of_the_words(check_file(desk.data, desk.alone, draft.document, held)),
        *of_numbers(desk.numbers, desk.known, opened),
        *of_supports(draft, held, opened),
        *of_conflicts(DraftStore(database).conflicts(draft.number)),
        *more,
    )


def _stage(workspace: Workspace, name: str) -> StageSetting:
    settings = workspace.inspection.settings
    stage = settings.stage(name)
    if stage is None or stage.line:
        final = ", ".join(s.stage for s in settings.report.stages if not s.line)
        said = f"there is no stage '{name}'" if stage is None else f"'{name}' is a draft's stage"
        raise ConfigurationInvalid(said, way_out=f"one of: {final}")
    return stage


def _bytes(workspace: Workspace, draft: Draft, order: Order) -> bytes:
    if order.file is None:
        return ReportStore(workspace.database).file_of(draft.number)
    try:
        return order.file.read_bytes()
    except OSError as error:
        raise UnreadableSource("unreadable", f"{order.file} cannot be read.") from error


def _release(desk: _Desk, at: datetime) -> Release:
    settings, front = desk.workspace.inspection.settings, desk.draft.document.front
    return Release(
        author=settings.inspectorate,
        line=desk.stage.line,
        marking=desk.stage.marking,
        lines=frozenset({front.stage_line}),
        markings=frozenset({front.marking, *(s.marking for s in settings.report.stages)}),
        at=at,
        keep_changes=desk.order.changes != "reject",
    )


def _require_clean(desk: _Desk, copy: bytes, actor: Actor) -> None:
    """Read the copy again, and let it go only if nothing of ours is in it."""
    people = {c.author for c in desk.opened.comments if c.author} | {actor.name}
    left = residue(copy, desk.workspace.inspection.settings.inspectorate, people)
    if left:
        raise ReleaseBlocked(
            f"the copy still holds {left[0]}; it was not written",
            way_out="in Word: File, Info, Inspect Document; then iqa report finalise FILE",
        )


def _record(desk: _Desk, copy: bytes, taken: Taken, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return what has to be known of a release later (AQuA: version, inputs, who, when)."""
    settings, order = desk.workspace.inspection.settings, desk.order
    scale = settings.report.scale
    return {
        "report": settings.title,
        "draft": desk.draft.number,
        "stage": desk.stage.stage,
        "marking": desk.stage.marking or None,
        "at": at.isoformat(timespec="seconds"),
        "by": actor.name,
        "file": order.out.name,
        "sha256": sha256_of(copy),
        "scale": {"name": scale.name, "dated": scale.dated.isoformat()},
        "inputs": {
            "draft_sha256": desk.draft.sha256,
            "content_sha256": desk.draft.content_sha256,
            "edited_file": order.file.name if order.file else None,
            "edited_sha256": sha256_of(desk.data) if order.file else None,
            "sources": {s.source_id: s.sha256 for s in desk.workspace.evidence.sources()},
        },
        "overrides": [{"figure": key, "reason": why} for key, why in order.overrides.items()],
        "numbers": desk.numbers.json(),
        "removed": asdict(taken),
    }


def _keep(desk: _Desk, copy: bytes, record: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    number = desk.draft.number
    summary = f"released draft {number} as {desk.stage.stage}"
    database = desk.workspace.database
    with act(database, actor, at, command="report finalise", summary=summary) as doing:
        file = DraftFile(
            next_file_id(doing),
            number,
            FileKind.ISSUED,
            number,
            "",
            "",
            sha256_of(copy),
            desk.order.out.name,
            actor.name,
            at,
        )
        add_file(doing, file, Kept(file=copy, record=record))
