"""A returned report rebuilt: found in the store, merged with what is said now, kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from evidence.audit import act
from evidence.errors import OutputBlocked, ReturnRefused
from evidence.files import require_writable, write_whole
from evidence.identity import Actor, sha256_of
from evidence.workspace import DRAFTS, Workspace
from report_builder.build import Composed, composed_anew
from report_builder.comments.applying import applied
from report_builder.conflict_decisions import CARRIED, Carried, carried_out, settle_in
from report_builder.document import Document, all_sentences, figures_of, sentences_of
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
from report_builder.origins import draft_behind
from report_builder.rebuild.gate import Numbers, numbers_in
from report_builder.rebuild.merge import Merged, merge
from report_builder.rebuild.outcome import Outcome
from report_builder.rebuild.three import Sides
from report_builder.store import ReportStore, add_draft, next_draft_number
from report_builder.word.anchors import BLOCK, FIGURE, bookmark_name
from report_builder.word.manifest import manifest
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk

_WAY_OUT = "iqa report show   (lists drafts' paragraphs); send the file that came back, as a .docx"

_TEXT_LOST = frozenset({"damaged_part", "mended_xml", "unreadable_part"})
"""Notices on a part of which only some could be read."""


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


@dataclass(frozen=True, slots=True)
class _Returned:
    data: bytes
    name: str
    file: WordFile
    base: Draft
    told: tuple[str, ...]
    applied: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    settled: Carried | None = None


def rebuild(
    workspace: Workspace, actor: Actor, at: datetime, path: Path, *, dry_run: bool = False
) -> Rebuilt:
    """Merge a returned file with what the evidence says now, and keep both.

    Raises:
        ReturnRefused: it is no copy of a draft of this inspection, or it is signed.
        UnreadableSource: it is no Word file, locked, or damaged beyond reading.
        OutputBlocked: a file of the next draft's name is there, or cannot be written.
    """
    returned = _as_decided(workspace, _returned(workspace, path))
    now = composed_anew(workspace, ReportStore(workspace.database).next_number(), at)
    before = _before(workspace, returned, now)
    if before is not None:
        if not (dry_run or before.path.is_file()):
            write_whole(before.path, ReportStore(workspace.database).file_of(before.draft))
        return before
    target = workspace.folder / DRAFTS / f"report-draft-{now.number}.docx"
    if target.exists():  # numbers are given once: it is somebody's own file
        raise OutputBlocked(
            f"{target.name} is there already", way_out="give it another name, and rebuild again"
        )
    returned = _as_settled(workspace, returned)
    merged = _merged(workspace, returned, now, at)
    record = _record(merged, returned, now)
    merged = _settled_before(workspace, merged, record, (now, at))
    if dry_run:
        return Rebuilt(now.number, returned.base.number, target, record, returned.told)
    return _kept(workspace, (actor, at), returned, now, (merged, record))


def _returned(workspace: Workspace, path: Path) -> _Returned:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReturnRefused(f"{path.name} cannot be read", way_out=_WAY_OUT) from error
    file = WordFile(data)
    if any(name.startswith("_xmlsignatures/") for name in file.names):
        raise ReturnRefused(
            f"{path.name} is signed, and a change would break the signature",
            way_out="save a copy without the signature in Word, and rebuild that",
        )
    walked = walk(file)
    if not any(p.place.story == "document" for p in walked.paragraphs):
        raise ReturnRefused(f"{path.name} holds no text", way_out=_WAY_OUT)
    _require_whole(file, path.name)
    behind = draft_behind(workspace, file, walked)
    if behind is None:
        raise ReturnRefused(
            f"{path.name} is no copy of a draft of this inspection", way_out=_WAY_OUT
        )
    base = ReportStore(workspace.database).draft(behind.draft)
    told = [f"{path.name}: {notice.message}" for notice in file.notices]
    if behind.by_words:
        told.append(
            f"{path.name} has lost its draft's id; its words are those of draft {base.number}"
        )
    newest = ReportStore(workspace.database).draft_numbers()[-1]
    if base.number < newest:
        told.append(f"{path.name} is a copy of draft {base.number}; the newest is draft {newest}")
    settings = file.content("word/settings.xml")
    if b"documentProtection" in settings and b'enforcement="0"' not in settings:
        told.append(f"{path.name} is protected against editing; the protection stays")
    return _Returned(data, path.name, file, base, tuple(told))


def _require_whole(file: WordFile, name: str) -> None:
    """Refuse a file of which text may be lost: it would count as what the editor took out."""
    text = {story.part for story in file.stories() if file.trees(story.part) is not None}
    for notice in file.notices:
        if notice.code == "cut_short" or (notice.code in _TEXT_LOST and notice.locator in text):
            raise ReturnRefused(
                f"{name} is cut short or damaged, and what is lost of it would count as deleted",
                way_out="ask for it again, or open and repair it in Word, save it and rebuild that",
            )


def _as_decided(workspace: Workspace, returned: _Returned) -> _Returned:
    """Carry out what was decided on comments and changes, before anything is merged."""
    found = applied(workspace, returned.data, returned.file)
    told = list(returned.told)
    if found.done:
        told.append(f"carried out as decided: {', '.join(found.done)}")
    if found.by_hand:
        told.append(f"to change by hand, for their words stand nowhere: {', '.join(found.by_hand)}")
    return replace(
        returned, file=found.file, told=tuple(told), applied=found.done, by_hand=found.by_hand
    )


def _as_settled(workspace: Workspace, returned: _Returned) -> _Returned:
    """Carry out what was decided on the conflicts of the draft that came back."""
    conflicts = DraftStore(workspace.database).conflicts(returned.base.number)
    found = carried_out(returned.file, conflicts)
    told = list(returned.told)
    if found.done:
        told.append(f"settled as decided: {', '.join(found.done)}")
    told += [f"{one.conflict_id} was settled in Word: {how}" for one, how in found.in_word]
    if found.by_hand:
        told.append(f"to settle by hand, for their words stand nowhere: {', '.join(found.by_hand)}")
    return replace(returned, file=found.file, told=tuple(told), settled=found)


def _settled_before(
    workspace: Workspace, merged: Merged, record: dict[str, Any], now: tuple[Composed, datetime]
) -> Merged:
    """Settle conflicts that were decided for an earlier draft in just the same words."""
    decided = {
        (c.block_id, c.theirs, c.ours): c
        for c in DraftStore(workspace.database).conflicts()
        if c.choice and c.choice != CARRIED
    }
    known = [
        decided[key]
        for one in record["conflicts"]
        if (key := (one["block"], one["theirs"], one["ours"])) in decided
    ]
    found = settle_in(merged.file, known)
    if not found.done:
        return merged
    record["conflicts_settled"] += found.done
    gone = {(c.block_id, c.theirs, c.ours) for c in known if c.conflict_id in found.done}
    record["conflicts"] = [
        one for one in record["conflicts"] if (one["block"], one["theirs"], one["ours"]) not in gone
    ]
    composed, at = now
    sides = Sides(WordFile(composed.data), found.file, WordFile(composed.data))
    told = manifest(composed.document, number(composed.document), composed.mark)
    return replace(merged, file=merge(sides, composed.mark, told, at).file)


def _before(workspace: Workspace, returned: _Returned, now: Composed) -> Rebuilt | None:
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


def _merged(workspace: Workspace, returned: _Returned, now: Composed, at: datetime) -> Merged:
    base = returned.base.number
    rendered = DraftStore(workspace.database).rendered(base)
    said = rendered or ReportStore(workspace.database).file_of(base)
    sides = Sides(WordFile(said), returned.file, WordFile(now.data))
    counted = number(now.document)
    return merge(sides, now.mark, manifest(now.document, counted, now.mark), at)


def _record(merged: Merged, returned: _Returned, now: Composed) -> dict[str, Any]:
    """What a rebuild did, as JSON: the draft's record for ever."""
    outcome = merged.outcome
    gate = numbers_in(merged.file, WordFile(now.data))
    names = _names(returned.base.document, now.document)
    uses = _uses(returned.base.document, now.document)
    counted = number(now.document).number | {}
    comments = sum(
        merged.file.content(story.part).count(b":comment ")
        for story in merged.file.stories()
        if story.kind == "comments"
    )

    def place(name: str) -> dict[str, str]:
        block = names.get(name, "")
        return {"block": block, "number": counted.get(block, "")}

    return {
        "blocks": outcome.counts(),
        "figures": {
            "live": gate.live,
            "updated": len(outcome.updated),
            "overridden": len(outcome.typed),
            "unanchored": len(gate.loose),
        },
        "overridden": [
            {
                **place(o.block),
                "figure": uses.get(o.use, ""),
                "was": o.was,
                "says": o.says,
                "now": o.now,
            }
            for o in outcome.typed
        ],
        "unanchored": _loose(gate, place),
        "conflicts": [
            {**place(c.block), "kind": c.kind, "base": c.base, "theirs": c.theirs, "ours": c.ours}
            for c in outcome.clashes
        ]
        + _still(returned, outcome),
        "conflicts_settled": list(returned.settled.done) if returned.settled else [],
        "comments": comments,
        "comments_applied": list(returned.applied),
        "comments_by_hand": list(returned.by_hand),
        "recheck": _recheck(outcome, returned.base.document, now.document, place),
    }


def _loose(gate: Numbers, place: Any) -> list[dict[str, Any]]:
    return [
        {**place(one.block), "text": one.text, "around": one.around, "proposals": one.proposals}
        for one in gate.loose
    ]


def _names(*documents: Document) -> dict[str, str]:
    return {
        bookmark_name(BLOCK, block.block_id).casefold(): block.block_id
        for document in documents
        for block in document.blocks
    }


def _still(returned: _Returned, outcome: Outcome) -> list[dict[str, str]]:
    """Conflicts of the draft that came back which nobody has settled and no merge met again."""
    met = {(c.theirs, c.ours) for c in outcome.clashes}
    return [
        {
            "block": c.block_id,
            "number": c.number,
            "kind": c.kind,
            "base": c.base,
            "theirs": c.theirs,
            "ours": c.ours,
        }
        for c in (returned.settled.still if returned.settled else ())
        if (c.theirs, c.ours) not in met
    ]


def _uses(*documents: Document) -> dict[str, str]:
    return {
        bookmark_name(FIGURE, figure.use_id).casefold(): figure.use_id
        for document in documents
        for block in document.blocks
        for figure in figures_of(block)
    }


def _recheck(outcome: Outcome, before: Document, now: Document, place: Any) -> list[dict[str, Any]]:
    """What a person has to hold against the evidence again, and why."""
    found = [
        {**place(name), "reason": "rewritten beyond recognition"} for name in outcome.rewritten
    ]
    standing = {s.sentence_id: s.supports for _, s in all_sentences(now)}
    changed = {
        name for name, state in outcome.states if state.value in {"edited", "split", "merged"}
    }
    for block in before.blocks:
        name = bookmark_name(BLOCK, block.block_id).casefold()
        if name not in changed:
            continue
        for sentence in sentences_of(block):
            if standing.get(sentence.sentence_id) != sentence.supports:
                told = {**place(name), "sentence": sentence.sentence_id}
                found.append({**told, "reason": "what it stood on has changed"})
    return found


def _kept(
    workspace: Workspace,
    by: tuple[Actor, datetime],
    returned: _Returned,
    now: Composed,
    made: tuple[Merged, dict[str, Any]],
) -> Rebuilt:
    actor, at = by
    merged, record = made
    data = merged.file.save()
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
        keeping = (Kept(file=returned.data), Kept(rendered=now.data, record=record))
        for (kind, token, key, sha256, called), kept in zip(files, keeping, strict=True):
            file_id = next_file_id(doing)
            row = DraftFile(
                file_id, ordinal, kind, base, token, key, sha256, called, actor.name, at
            )
            add_file(doing, row, kept)
        add_conflicts(doing, _conflicts(ordinal, record["conflicts"]))
        found = returned.settled or Carried(returned.file)
        for one, how in found.in_word:
            why = f"settled in Word, as {returned.name} shows"
            settle_conflict(doing, one.conflict_id, how, why, actor.name)
        for one in found.still:
            if not one.choice:
                why = f"still open in draft {ordinal}"
                settle_conflict(doing, one.conflict_id, CARRIED, why, actor.name)
    write_whole(target, data)
    return Rebuilt(ordinal, base, target, record, returned.told)


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
