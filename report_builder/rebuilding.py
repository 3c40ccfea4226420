"""A returned report rebuilt: merged with what is said now, and kept as the next draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from evidence.audit import Act, act
from evidence.errors import OutputBlocked, ReturnRefused
from evidence.files import require_writable, write_whole
from evidence.identity import Actor, sha256_of
from evidence.workspace import DRAFTS, Workspace
from report_builder.build import Composed, composed_anew
from report_builder.conflict_decisions import CARRIED, Carried, decided_before, settle_in
from report_builder.contents_pages import paged, unpaged
from report_builder.draft_store import (
    DraftStore,
    Kept,
    add_conflicts,
    add_file,
    next_file_id,
    settle_conflict,
)
from report_builder.drafts import Conflict, Draft, DraftFile, FileKind
from report_builder.numbering import number
from report_builder.rebuild.merge import Merged, merge
from report_builder.rebuild.record import Places, Said, conflicts_in, record_of
from report_builder.rebuild.three import Sides
from report_builder.returned import Returned, as_decided, as_settled, opened_return, told_of
from report_builder.store import ReportStore, add_draft, next_draft_number
from report_builder.word.contents_lines import without_page_numbers
from report_builder.word.manifest import manifest
from report_builder.word.revisions.package import WordFile


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A returned file brought up to date, where it lies, and all there is to say of it.

    `told` are sentences on what was odd about the file; `new` is false where the same file
    had been rebuilt already and nothing has changed since.
    """

    draft: int
    base: int
    path: Path
    record: Mapping[str, Any]
    told: tuple[str, ...]
    new: bool = True


def rebuild(
    workspace: Workspace, actor: Actor, at: datetime, path: Path, *, dry_run: bool = False
) -> Rebuilt:
    """Merge a returned file with what the evidence says now, and keep both.

    Raises:
        ReturnRefused: it is no copy of a draft of this inspection, or it is signed.
        UnreadableSource: it is no Word file, locked, or damaged beyond reading.
        OutputBlocked: a file of the next draft's name is there, or cannot be written.
    """
    returned = as_decided(workspace, opened_return(workspace, path))
    now = composed_anew(workspace, ReportStore(workspace.database).next_number(), at)
    before = _before(workspace, returned, now)
    if before is not None:
        if not (dry_run or before.path.is_file()):
            require_writable(before.path)
            write_whole(before.path, ReportStore(workspace.database).file_of(before.draft))
        return before
    target = workspace.folder / DRAFTS / f"report-draft-{now.number}.docx"
    if target.exists():  # numbers are given once: it is somebody's own file
        raise OutputBlocked(
            f"{target.name} is there already", way_out="give it another name, and rebuild again"
        )
    made = _made(workspace, returned, now, at)
    if dry_run:
        return Rebuilt(now.number, returned.base.number, target, made.record, made.told)
    wanted = workspace.inspection.settings.report.contents_pages
    made = _with_pages(made, returned.file, wanted=wanted)
    return _kept(workspace, (actor, at), returned, now, made)


@dataclass(frozen=True, slots=True)
class _Made:
    """The merged file with the record of it, and what became of earlier conflicts."""

    file: WordFile
    record: Mapping[str, Any]
    carried: Carried
    told: tuple[str, ...]


def _with_pages(made: _Made, returned: WordFile, *, wanted: bool) -> _Made:
    """Let the contents name the pages of the merged report, or none: not those of before."""
    found = paged(made.file) if wanted else unpaged(returned)
    file = found.file if wanted else made.file
    told = (found.notice.message,) if found.notice else ()
    return replace(made, file=file, told=(*made.told, *told))


def _made(workspace: Workspace, returned: Returned, now: Composed, at: datetime) -> _Made:
    returned, carried = as_settled(workspace, returned)
    store = DraftStore(workspace.database)
    base = returned.base.number
    sent = store.rendered(base) or ReportStore(workspace.database).file_of(base)
    merged = _merged((sent, now.data), returned.file, now, at, ours=carried.merge_for())
    said = Said(returned.base.document, now.document, now.data)
    places = Places(said)
    known = conflicts_in(merged.outcome, carried.still, places)
    if before := decided_before(store.conflicts(), known):
        carried = replace(carried, asked=(*carried.asked, *before))
        merged = _merged((sent, now.data), returned.file, now, at, ours=carried.merge_for())
        known = conflicts_in(merged.outcome, carried.still, places)
    carried = carried.after(merged.outcome.settled)
    settled, conflicts = _settled_before(store, merged.file, known)
    if settled.done:
        # What was taken of the report's words is plain: its numbers come alive again.
        live = _merged((now.data, now.data), settled.file, now, at)
        merged = replace(merged, file=live.file)
    told = (*returned.told, *told_of(carried))
    record = {
        **record_of(merged, said, conflicts, places),
        "conflicts_settled": [*carried.done, *settled.done],
        "comments_applied": list(returned.applied),
        "comments_by_hand": list(returned.by_hand),
    }
    return _Made(merged.file, record, carried, told)


def _merged(
    reports: tuple[bytes, bytes],
    edited: WordFile,
    now: Composed,
    at: datetime,
    *,
    ours: frozenset[tuple[str, str]] = frozenset(),
) -> Merged:
    """Bring an edited file from what one report said (the first) to what the other says."""
    was, said = reports
    told = manifest(now.document, number(now.document), now.mark)
    # Page numbers in the contents are nobody's words: they come in anew when all is merged.
    files = (without_page_numbers(file) for file in (WordFile(was), edited, WordFile(said)))
    return merge(Sides(*files), now.mark, told, at, ours=ours)


def _settled_before(
    store: DraftStore, file: WordFile, conflicts: Sequence[Mapping[str, str]]
) -> tuple[Carried, list[Mapping[str, str]]]:
    """Settle conflicts that were decided for an earlier draft in just the same words.

    Returns what was settled, and the conflicts that are left.
    """
    decided = {
        (c.block_id, c.theirs, c.ours): c
        for c in store.conflicts()
        if c.choice and c.choice != CARRIED
    }
    known = [decided[_words(one)] for one in conflicts if _words(one) in decided]
    found = settle_in(file, known)
    gone = {(c.block_id, c.theirs, c.ours) for c in known if c.conflict_id in found.done}
    return found, [one for one in conflicts if _words(one) not in gone]


def _words(conflict: Mapping[str, str]) -> tuple[str, str, str]:
    return conflict["block"], conflict["theirs"], conflict["ours"]


def _before(workspace: Workspace, returned: Returned, now: Composed) -> Rebuilt | None:
    """The draft that this very file was merged into, if nothing has changed since."""
    store = DraftStore(workspace.database)
    sha256 = sha256_of(returned.data)
    for kept in reversed(store.files()):
        if kept.kind is FileKind.RETURNED and kept.sha256 == sha256:
            draft = ReportStore(workspace.database).draft(kept.draft)
            done = store.record(draft.number).get("comments_applied", [])
            decided = any(c.choice for c in store.conflicts(draft.number) if c.choice != CARRIED)
            same = draft.content_sha256 == now.content and not decided
            if same and done == list(returned.applied):
                told = (f"{returned.name} was rebuilt already, as draft {draft.number}",)
                where = workspace.folder / DRAFTS / draft.file_name
                record = store.record(draft.number)
                return Rebuilt(draft.number, returned.base.number, where, record, told, new=False)
    return None


def _kept(
    workspace: Workspace,
    by: tuple[Actor, datetime],
    returned: Returned,
    now: Composed,
    made: _Made,
) -> Rebuilt:
    actor, at = by
    data = made.file.save()
    base = returned.base.number
    summary = f"rebuilt {returned.name} on draft {base}"
    with act(workspace.database, actor, at, command="report rebuild", summary=summary) as doing:
        ordinal = next_draft_number(doing)
        if ordinal != now.number:
            raise ReturnRefused("another draft was made meanwhile", way_out="rebuild once more")
        name = f"report-draft-{ordinal}.docx"
        target = workspace.place(DRAFTS) / name
        require_writable(target)
        draft = Draft(
            ordinal, now.stage, now.document, now.content, sha256_of(data), name, actor.name, at
        )
        add_draft(doing, draft, data)
        files = (
            (FileKind.RETURNED, "", "", sha256_of(returned.data), returned.name),
            (FileKind.MERGED, now.mark.token, now.mark.key, draft.sha256, name),
        )
        keeping = (Kept(file=returned.data), Kept(rendered=now.data, record=made.record))
        for (kind, token, key, sha256, called), kept in zip(files, keeping, strict=True):
            file_id = next_file_id(doing)
            row = DraftFile(
                file_id, ordinal, kind, base, token, key, sha256, called, actor.name, at
            )
            add_file(doing, row, kept)
        add_conflicts(doing, _conflicts(ordinal, made.record["conflicts"]))
        _close(doing, made.carried, f"settled in Word, as {returned.name} shows", draft)
    write_whole(target, data)
    return Rebuilt(ordinal, base, target, made.record, made.told)


def _close(doing: Act, carried: Carried, seen: str, draft: Draft) -> None:
    """Note of earlier conflicts that they were settled in Word, or are a later draft's now."""
    for one, how in carried.in_word:
        settle_conflict(doing, one.conflict_id, how, seen, draft.made_by)
    for one in carried.still:
        if not one.choice:
            why = f"still open in draft {draft.number}"
            settle_conflict(doing, one.conflict_id, CARRIED, why, draft.made_by)


def _conflicts(draft: int, found: Sequence[Mapping[str, str]]) -> list[Conflict]:
    return [
        Conflict(
            f"X-{draft}-{at:03}",
            draft,
            one["block"],
            one["kind"],
            one["number"],
            one["base"],
            one["theirs"],
            one["ours"],
        )
        for at, one in enumerate(found, 1)
    ]
