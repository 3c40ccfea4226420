"""What was decided, carried out in the file from which the next draft is made.

A tracked change that was accepted becomes plain text, one that was rejected goes; what nobody
has decided stays tracked. Words that were proposed in a comment, a letter or another copy are
put in where the words they replace stand once; where they do not, a person is told. A change
made with tracking off stands already: if it was rejected, the draft's words are put back.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.identity import sha256_of
from evidence.readers.wordml import Element
from evidence.workspace import Workspace
from report_builder.comments.entry import CHANGES, Entry, Kind, Status
from report_builder.comments.points import raised_in
from report_builder.comments.store import CommentLog
from report_builder.draft_store import DraftStore
from report_builder.store import ReportStore
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.revisions.deciding import decided
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.replacing import Wish, fulfilled, replaced_words
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
    wished = [(e, _wish(e, stands_here=e.entry_id in own)) for e in entries.values()]
    asked = [(entry, wish) for entry, wish in wished if wish is not None]
    granted = fulfilled(settled, tuple(wish for _, wish in asked))
    open_ = [pair for pair, ok in zip(asked, granted, strict=True) if not ok]
    reworded, carried = replaced_words(settled, tuple(wish for _, wish in open_))
    done += [e.entry_id for (e, _), ok in zip(open_, carried, strict=True) if ok]
    before = _carried_before(workspace)
    left = [e.entry_id for (e, _), ok in zip(open_, carried, strict=True) if not ok]
    return Applied(reworded, tuple(done), tuple(key for key in left if key not in before))


def _carried_before(workspace: Workspace) -> set[str]:
    """The entries that were carried out in an earlier draft: an editor may have gone on since."""
    store = DraftStore(workspace.database)
    numbers = ReportStore(workspace.database).draft_numbers()
    return {key for n in numbers for key in store.record(n).get("comments_applied", [])}


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


def _wish(entry: Entry, *, stands_here: bool) -> Wish | None:
    """Return the words that an entry wants elsewhere than in its own tracked change."""
    near = bookmark_name(BLOCK, entry.block_id) if entry.block_id else ""
    untracked = entry.kind is Kind.UNTRACKED
    if untracked and stands_here and entry.status is Status.REJECTED:
        return Wish(entry.text, entry.replaces, near)
    if entry.status not in _GRANTED:
        return None
    if entry.replacement:
        given = entry.replaces if entry.kind is Kind.INSERTION and entry.replaces else entry.quote
        old = entry.text if untracked and stands_here else given
        return Wish(old.strip(), entry.replacement, near)
    elsewhere = (entry.kind in CHANGES or untracked) and not stands_here
    return _moved_over(entry, near) if elsewhere and entry.status is Status.ACCEPTED else None


def _moved_over(entry: Entry, near: str) -> Wish | None:
    """Return what a change in another copy wants of this one."""
    if entry.kind is Kind.DELETION:
        return Wish(entry.text, "", near)
    if entry.kind is Kind.MOVE:
        return None
    if entry.replaces:
        return Wish(entry.replaces, entry.text, near)
    gap = "" if entry.text[:1] in " .,;:)" else " "
    return Wish(entry.quote, f"{entry.quote}{gap}{entry.text}", near)
