"""Taking in what came back: every point of a file becomes an entry, or is known already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evidence.audit import Act, act
from evidence.identity import Actor, sha256_of
from evidence.workspace import Workspace
from report_builder.comments.bases import Bases
from report_builder.comments.entry import Category, Entry, Kind, Reply
from report_builder.comments.identity import known, same_points
from report_builder.comments.opening import Asked, Opened, opened
from report_builder.comments.placing import Base, figures_meant, sentences_meant
from report_builder.comments.points import Point
from report_builder.comments.sheet import said
from report_builder.comments.store import (
    CommentLog,
    Returned,
    Sighting,
    add_entries,
    add_return,
    add_sightings,
    change_entry,
    next_entry,
    next_return,
)

COUNTED = ("comments", "replies", "insertions", "deletions", "moves", "untracked", "letter")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file. `outcome` is "new", or "same" for a file that was here before."""

    path: Path
    outcome: str
    draft: int
    counts: dict[str, int]
    placed: int
    unplaced: tuple[str, ...]
    new: int
    notices: tuple[str, ...] = ()


def take_in(
    workspace: Workspace,
    paths: Sequence[Path],
    actor: Actor,
    at: datetime,
    asked: Asked | None = None,
    *,
    only_look: bool = False,
) -> list[Taken]:
    """Take in files that came back, each wholly or not at all; files known already change nothing.

    Raises:
        UnreadableSource: one of them cannot be read.
        CommentsInvalid: one of them has nothing to answer.
        DraftNotFound: there is no draft that they could be about.
    """
    bases = Bases(workspace)
    meant = asked or Asked()
    found = [opened(path, bases, meant, workspace.inspection.settings) for path in paths]
    return [_taken(workspace, one, (actor, at), bases, only_look=only_look) for one in found]


def _taken(
    workspace: Workspace,
    one: Opened,
    doer: tuple[Actor, datetime],
    bases: Bases,
    *,
    only_look: bool,
) -> Taken:
    log = CommentLog(workspace.database)
    digest = sha256_of(one.data)
    before = next((r for r in log.returns() if r.sha256 == digest), None)
    entries = log.entries()
    if before is not None:
        seen = {s.entry_id for s in log.sightings() if s.return_id == before.return_id}
        return _told(one, [e for e in entries if e.entry_id in seen], 0, "same")
    matched = _matched(one.raised.points, entries)
    if only_look:
        looked = [_entry("", point, one.base) for point in one.raised.points]
        return _told(one, looked, sum(not key for key in matched), "new")
    actor, at = doer
    summary = f"took in {len(one.raised.points)} points of {one.path.name}"
    database = workspace.database
    with act(database, actor, at, command="comments import", summary=summary) as doing:
        kept, new = _kept(doing, one, matched, entries)
        returned = Returned(
            next_return(doing),
            digest,
            one.path.name,
            one.base.draft,
            one.author,
            _counts(one),
            actor.name,
            at.isoformat(),
        )
        add_return(doing, returned, one.data)
        add_sightings(
            doing,
            (
                Sighting(returned.return_id, ordinal, entry.entry_id, point.fingerprint)
                for ordinal, (point, entry) in enumerate(zip(one.raised.points, kept, strict=True))
            ),
        )
    return _told(one, kept, new, "new", _late(one.base, bases))


def _matched(points: Sequence[Point], entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return each point's entry; our own answers, come back in a copy, are no points of the CPS."""
    ours = {said(entry): entry.entry_id for entry in entries if entry.response}
    found = known(points, entries)
    return tuple(key or ours.get(p.text, "") for p, key in zip(points, found, strict=True))


def _kept(
    doing: Act, one: Opened, matched: Sequence[str], entries: Sequence[Entry]
) -> tuple[list[Entry], int]:
    """Write what is new, and what was added to what is known; return each point's entry."""
    by_id = {entry.entry_id: entry for entry in entries}
    kept: list[Entry] = []
    new: list[Entry] = []
    for point, key in zip(one.raised.points, matched, strict=True):
        if key and point.text == said(by_id[key]):
            kept.append(by_id[key])
        elif key:
            after = _grown(by_id[key], point)
            change_entry(doing, by_id[key], after)
            by_id[key] = after
            kept.append(after)
        else:
            new.append(_entry(next_entry(doing), point, one.base))
            kept.append(new[-1])
    twins = same_points([*by_id.values(), *new])
    add_entries(doing, [replace(e, same_as=twins.get(e.entry_id, "")) for e in new])
    return kept, len(new)


def _entry(entry_id: str, point: Point, base: Base) -> Entry:
    sentence_ids = sentences_meant(base, point)
    proposed = point.replaces if point.kind is Kind.LETTER else ""
    return Entry(
        entry_id,
        point.kind,
        base.draft,
        point.author,
        point.at,
        point.text,
        quote=point.quote,
        replaces="" if proposed else point.replaces,
        block_id=point.block_id,
        number=point.number,
        place=point.place,
        sentence_ids=sentence_ids,
        figures=figures_meant(base, point.block_id, sentence_ids),
        thread=point.thread,
        resolved=point.resolved,
        fingerprint=point.fingerprint,
        evidence=point.evidence,
        category=Category(point.category) if point.category else None,
        replacement=proposed,
    )


def _grown(entry: Entry, point: Point) -> Entry:
    """Return an entry with what a later return adds to it; an answer to ours opens it again."""
    ours = {_bare(entry.response), _bare(said(entry)), ""}
    met = {(r.author, _bare(r.text)) for r in entry.thread}
    added = tuple(
        reply
        for reply in point.thread
        if (reply.author, _bare(reply.text)) not in met and _bare(reply.text) not in ours
    )
    changed = _bare(point.text) != _bare(entry.text)
    thread: tuple[Reply, ...] = (*entry.thread, *added)
    return replace(
        entry,
        text=point.text if changed else entry.text,
        thread=thread,
        resolved=entry.resolved or point.resolved,
        reopened=entry.reopened or (entry.answered and (bool(added) or changed)),
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def _counts(one: Opened) -> dict[str, int]:
    raised = one.raised
    letter = sum(p.kind is Kind.LETTER for p in raised.points)
    return dict(
        zip(
            COUNTED,
            (
                raised.comments,
                raised.replies,
                raised.insertions,
                raised.deletions,
                raised.moves,
                one.untracked,
                letter,
            ),
            strict=True,
        )
    )


def _told(
    one: Opened, entries: Iterable[Entry], new: int, outcome: str, more: tuple[str, ...] = ()
) -> Taken:
    found = list({entry.entry_id or str(at): entry for at, entry in enumerate(entries)}.values())
    return Taken(
        one.path,
        outcome,
        one.base.draft,
        _counts(one),
        sum(entry.placed for entry in found),
        tuple(entry.entry_id for entry in found if not entry.placed),
        new,
        (*one.notices, *more),
    )


def _late(base: Base, bases: Bases) -> tuple[str, ...]:
    newest = bases.numbers()[-1]
    if base.draft == newest:
        return ()
    return (f"It is a copy of draft {base.draft}; the newest is draft {newest}.",)
