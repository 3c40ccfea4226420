"""What was decided, carried out in the file from which the next draft is made.

A tracked change that was accepted becomes plain text, one that was rejected goes; what nobody
has decided stays tracked. Words that were proposed in a comment, a letter or another copy are
put in where the words they replace stand once; where they do not, a person is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.identity import sha256_of
from evidence.readers.wordml import Element
from evidence.workspace import Workspace
from report_builder.comments.entry import CHANGES, Entry, Kind, Status
from report_builder.comments.points import raised_in
from report_builder.comments.store import CommentLog
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.revisions.deciding import decided
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.replacing import Wish, replaced_words
from report_builder.word.revisions.walking import walk

_GRANTED = frozenset({Status.ACCEPTED, Status.PART})


@dataclass(frozen=True, slots=True)
class Applied:
    """The file as decided, which entries were carried out in it, and which are left to do."""

    file: WordFile
    done: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


def applied(workspace: Workspace, data: bytes, file: WordFile) -> Applied:
    """Return a returned file with what was decided carried out.

    Raises:
        UnreadableSource: a part of it cannot be read.
    """
    log = CommentLog(workspace.database)
    entries = {entry.entry_id: entry for entry in log.entries()}
    if not any(entry.status is not Status.OPEN for entry in entries.values()):
        return Applied(file)
    digest = sha256_of(data)
    here = {r.return_id for r in log.returns() if r.sha256 == digest}
    seen = {
        s.fingerprint: entries[s.entry_id]
        for s in log.sightings()
        if s.return_id in here and s.entry_id in entries
    }
    settled, done = _settled(file, seen)
    own = {entry.entry_id for entry in seen.values()}
    wished = [(e, _wish(e, tracked_here=e.entry_id in own)) for e in entries.values()]
    wishes = [(entry, wish) for entry, wish in wished if wish is not None]
    reworded, carried = replaced_words(settled, tuple(wish for _, wish in wishes))
    by_hand = [e for (e, w), ok in zip(wishes, carried, strict=True) if not ok and not _there(w)]
    done += [e.entry_id for (e, _), ok in zip(wishes, carried, strict=True) if ok]
    return Applied(reworded, tuple(done), tuple(e.entry_id for e in by_hand))


def _settled(file: WordFile, seen: dict[str, Entry]) -> tuple[WordFile, list[str]]:
    """Settle the tracked changes that the file itself holds."""
    walked = walk(file)
    accept: set[Element] = set()
    reject: set[Element] = set()
    done: list[str] = []
    for point in raised_in(file, walked).points:
        entry = seen.get(point.fingerprint)
        if entry is None or entry.kind not in CHANGES:
            continue
        if entry.status is Status.REJECTED or (entry.status is Status.PART and entry.replacement):
            reject |= set(point.elements)
        elif entry.status is Status.ACCEPTED:
            accept |= set(point.elements)
        else:
            continue
        done.append(entry.entry_id)
    return decided(file, walked, accept, reject), done


def _wish(entry: Entry, *, tracked_here: bool) -> Wish | None:
    """Return the words that an entry wants elsewhere than in its own tracked change."""
    if entry.status not in _GRANTED:
        return None
    near = bookmark_name(BLOCK, entry.block_id) if entry.block_id else ""
    if entry.replacement:
        old = entry.replaces if entry.kind is Kind.INSERTION and entry.replaces else entry.quote
        return Wish(old.strip(), entry.replacement, near)
    elsewhere = entry.kind in CHANGES and entry.status is Status.ACCEPTED and not tracked_here
    return _moved_over(entry, near) if elsewhere else None


def _moved_over(entry: Entry, near: str) -> Wish | None:
    """Return what a change that was tracked in another copy wants of this one."""
    if entry.kind is Kind.DELETION:
        return Wish(entry.text, "", near)
    if entry.kind is Kind.MOVE:
        return None
    if entry.replaces:
        return Wish(entry.replaces, entry.text, near)
    gap = "" if entry.text[:1] in " .,;:)" else " "
    return Wish(entry.quote, f"{entry.quote}{gap}{entry.text}", near)


def _there(wish: Wish) -> bool:
    """Whether nothing is wanted: the words are the same."""
    return wish.old == wish.new
