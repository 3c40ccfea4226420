"""Taking a returned document in: all that its comments say in one act, or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from coding import decide
from coding.codebook import Codebook
from coding.codings import Coding
from coding.memo_store import add_memo, memos_of
from coding.memos import About
from coding.reading_store import add_reading
from coding.sheets.store import remember
from coding.store import CodingStore
from coding.wordsheets.asking import gather
from coding.wordsheets.desk import Desk, says
from coding.wordsheets.ground import ground_of
from coding.wordsheets.opening import Named, named
from coding.wordsheets.placing import How
from coding.wordsheets.returned import Returned
from coding.wordsheets.unpacking import unpacked
from coding.wordsheets.wishing import Deed, Looked, Options, ToLookAt, Wish
from evidence.audit import Act, act
from evidence.identity import Actor
from evidence.notices import Notice
from evidence.workspace import Workspace

_MANY = 4


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one document.

    `deeds` counts what was done, or would be; `placed` how each passage was found again;
    `kept` the comments kept as memos.
    """

    file: str
    source_id: str
    deeds: Mapping[str, int]
    same: int
    codings: tuple[Coding, ...]
    to_look: tuple[ToLookAt, ...]
    placed: Mapping[str, int]
    notices: tuple[Notice, ...]
    kept: int


class Taking:
    """Who takes documents in, when, and into what."""

    def __init__(
        self, workspace: Workspace, codebook: Codebook, actor: Actor, at: datetime, options: Options
    ) -> None:
        self.workspace = workspace
        self.codebook = codebook
        self.actor = actor
        self.at = at
        self.options = options

    def opened(self, data: bytes, name: str) -> tuple[Returned, Named]:
        """Read a document, and see which it is.

        Raises:
            WordSheetInvalid: it cannot be read, or does not say from which source it was made.
        """
        returned = unpacked(data, name)
        found = named(returned, name, self.options.source_id)
        self._desk(returned, found)
        return returned, found

    def take_in(self, opened: tuple[Returned, Named], *, dry: bool) -> TakenIn:
        """Do what a document's comments say, or say what would be done."""
        returned, found = opened
        if dry:
            desk = self._desk(returned, found)
            return _told(desk, found, (), kept=0)
        summary = f"took in comments of {found.file} on {found.source_id}"
        with act(
            self.workspace.database, self.actor, self.at, command="code word import",
            summary=summary,
        ) as doing:  # fmt: skip
            # Read within the act: somebody else may have decided meanwhile.
            desk = self._desk(returned, found)
            made = tuple(self._do(doing, desk.wishes, found.sheet_id))
            kept = self._keep(doing, desk) if self.options.keep_notes else 0
        return _told(desk, found, made, kept=kept)

    def _desk(self, returned: Returned, found: Named) -> Desk:
        ground = ground_of(self.workspace, self.codebook, returned, found)
        desk = Desk(ground, self.actor.name, self.options)
        gather(desk, self.at)
        return desk

    def _do(self, doing: Act, wishes: list[Wish], sheet_id: str) -> Iterator[Coding]:
        # What is taken back goes first: something else may be said of the same words.
        for wish in sorted(wishes, key=lambda w: w.deed is not Deed.WITHDRAW):
            with _speaking(doing, wish.coder):
                made = self._grant(doing, wish)
            said = _remembered(wish, made)
            if said:
                remember(doing, sheet_id, wish.key, said)
            if made is not None:
                yield made

    def _grant(self, doing: Act, wish: Wish) -> Coding | None:
        decision, coding, suggestion = wish.decision, wish.coding, wish.suggestion
        made: Coding | None = None
        if wish.deed is Deed.READ and wish.reading:
            add_reading(doing, wish.reading)
        elif wish.deed is Deed.REJECT and suggestion:
            decide.reject(doing, suggestion)
        elif wish.deed is Deed.WITHDRAW and coding:
            decide.withdraw(doing, CodingStore(self.workspace.database), coding.coding_id)
        elif wish.deed is Deed.CHANGE and coding and decision:
            made = decide.change(doing, coding, decision, self.codebook)
        elif decision and wish.selection and suggestion:
            made = decide.accept(doing, suggestion, wish.selection, decision, self.codebook)
        elif decision and wish.selection:
            made = decide.code(doing, wish.selection, wish.segment_id, decision, self.codebook)
        return made

    def _keep(self, doing: Act, desk: Desk) -> int:
        """Keep what was not understood as memos of the source, once."""
        source_id = (desk.ground.newer or desk.ground.source).source_id
        known = {memo.text for memo in memos_of(self.workspace.database, about_id=source_id)}
        notes = (n for n in desk.to_look if n.kind in {Looked.NOT_UNDERSTOOD, Looked.MISPLACED})
        texts = dict.fromkeys(f"{n.where}, {n.author or 'no name'}: {n.words}" for n in notes)
        fresh = [text for text in texts if text not in known]
        for text in fresh:
            add_memo(doing, About.SOURCE, source_id, text)
        return len(fresh)


@contextmanager
def _speaking(doing: Act, coder: str) -> Iterator[None]:
    """Decide in the name of the author of a comment; the act stays that of who takes it in."""
    actor = doing.actor
    doing.actor = Actor(coder)
    try:
        yield
    finally:
        doing.actor = actor


def _remembered(wish: Wish, made: Coding | None) -> str:
    if wish.deed is Deed.READ:
        return ""
    # A wish for words that were coded from this document before, or are now.
    if made is not None and wish.decision is not None and wish.suggestion is None:
        told = {"coding": made.coding_id, "memo": made.memo, "says": says(wish.decision)}
        return json.dumps(told)
    return json.dumps({"done": wish.deed.value})


def _told(desk: Desk, found: Named, made: tuple[Coding, ...], *, kept: int) -> TakenIn:
    ground = desk.ground
    how = Counter(f.how.value for f in ground.found.values())
    placed = {name.value: how[name.value] for name in How}
    placed["lost"] = len(ground.placed) - len(ground.found)
    return TakenIn(
        found.file,
        (ground.newer or ground.source).source_id,
        Counter(wish.deed.value for wish in desk.wishes),
        desk.notes["same"],
        made,
        tuple(desk.to_look),
        placed,
        tuple(_notices(desk, placed)),
        kept,
    )


def _notices(desk: Desk, placed: Mapping[str, int]) -> Iterator[Notice]:
    ground, returned = desk.ground, desk.ground.returned
    yield from returned.notices
    if ground.newer is not None:
        yield Notice(
            "older_version",
            f"It was made from {ground.source.source_id}, which {ground.newer.source_id} has "
            "replaced; what is said in it follows its words there.",
        )
    if placed["text"] or placed["likely"]:
        shares = [f.lies.likeness for f in ground.found.values() if f.how is How.LIKELY]
        least = f", at least {min(shares):.0%} alike" if shares else ""
        yield Notice(
            "placed_by_text",
            f"Bookmarks are missing: {placed['text']} passages were found by their words to the "
            f"letter, and {placed['likely']} by words that are alike{least}.",
        )
    yield from _lost(desk)
    changed = [ground.locator(f.segment_id) for f in ground.found.values() if f.changed]
    if changed or returned.typed or returned.deleted:
        yield Notice(
            "text_altered",
            f"The text was altered ({len(changed)} passages, {returned.typed} letters typed in and "
            f"{returned.deleted} deleted as tracked changes); the words of the source count.",
            ", ".join(changed[:_MANY]),
        )
    if not returned.state:
        yield Notice("state_dropped", "The program that saved it dropped what it showed before.")
    yield from _of_comments(desk)


def _lost(desk: Desk) -> Iterator[Notice]:
    ground = desk.ground
    lost = [ground.locator(name) for name in ground.placed if name not in ground.found]
    if lost:
        yield Notice(
            "passages_missing",
            f"{len(lost)} passages of {ground.source.source_id} are not in it any more.",
            ", ".join(lost[:_MANY]),
        )


def _of_comments(desk: Desk) -> Iterator[Notice]:
    notes = desk.notes
    if notes["split"]:
        yield Notice(
            "comment_split",
            f"{notes['split']} comments mark words of several passages: each is coded by itself.",
        )
    if notes["inexact"]:
        yield Notice(
            "words_changed",
            f"{notes['inexact']} comments mark words that were changed; those of the source "
            "that stood there are coded.",
        )
    if notes["assumed"]:
        yield Notice(
            "polarity_assumed",
            "Comments that give a code without a polarity, which is taken as positive: "
            f"{notes['assumed']}.",
        )
    if notes["one_word"]:
        yield Notice(
            "one_word",
            f"{notes['one_word']} codings are of one word; Word marks the word at the cursor where "
            "none is selected.",
        )
    made_for = desk.ground.named.coder
    if made_for not in {"", desk.actor}:
        yield Notice(
            "made_for_another", f"It was made for {made_for}, and is taken in as {desk.actor}."
        )
    authors = {c.author for c in desk.ground.returned.comments if c.author not in {"", "iqa"}}
    if len(authors) > 1 and not desk.options.by_author:
        yield Notice(
            "several_authors",
            f"Comments of {len(authors)} people were taken as {desk.actor}'s; "
            "--coder-from-comments tells them apart.",
        )
