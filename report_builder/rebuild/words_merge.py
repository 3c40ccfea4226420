"""Three texts of one passage, word by word: which words to put where in the editor's.

What the evidence changed is laid over what the editor made of the same draft. Words that the
editor left alone take the new wording; where both changed the same words, or words beside
each other, the editor's stay and the new sentence is offered next to them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from report_builder.rebuild.laid import Edit, Laid, Offer, Typed
from report_builder.rebuild.moved_sentences import ENDS, moved
from report_builder.word.merging.tokens import WORDS, Token, text_of
from report_builder.word.revisions.words import spans

PARAGRAPH = Token("\x00\u00b6", "\n", "", "paragraph")
"""Stands between two paragraphs that are compared as one text."""


@dataclass(frozen=True, slots=True)
class _Hunk:
    start: int
    end: int
    words: tuple[Token, ...]
    number: bool = False


def laid_over(
    base: Sequence[Sequence[Token]],
    edited: Sequence[Token],
    new: Sequence[Sequence[Token] | None],
) -> Laid:
    """Lay what is new over an editor's words.

    `base` and `new` are the paragraphs that the editor's words came from, one for one; None
    where the evidence no longer says it. `edited` has PARAGRAPH between two paragraphs.
    """
    anchored = {token.use for token in edited if token.use}
    whole: list[Token] = []
    hunks: list[_Hunk] = []
    for at, (before, now) in enumerate(zip(base, new, strict=True)):
        if at:
            whole.append(PARAGRAPH)
        offsets = _spread(before, anchored, whole)
        hunks += _hunks(before, [] if now is None else now, offsets, anchored)
    laid = Laid()
    match = _matched(whole, edited)
    for (a, a_end), (b, b_end) in moved(whole, edited, match):
        inside = [hunk for hunk in hunks if a <= hunk.start and hunk.end <= a_end]
        hunks = [hunk for hunk in hunks if hunk not in inside]
        own = [_Hunk(h.start - a, h.end - a, h.words, number=h.number) for h in inside]
        laid.add(_Laying(whole[a:a_end], edited[b:b_end], own).laid(), b)
    laid.add(_Laying(whole, edited, hunks, match).laid(), 0)
    return laid


class _Laying:
    def __init__(
        self,
        base: Sequence[Token],
        edited: Sequence[Token],
        hunks: Sequence[_Hunk],
        match: list[int] | None = None,
    ) -> None:
        self._base, self._edited, self._hunks = base, edited, hunks
        self._match = _matched(base, edited) if match is None else match
        self._taken: list[tuple[int, int]] = []
        self._laid = Laid()

    def laid(self) -> Laid:
        """Return what is to be done, from the first word to the last."""
        open_hunks = [hunk for hunk in self._hunks if not hunk.number]
        clashing = [hunk for hunk in open_hunks if not self._settled(hunk, only_look=True)]
        for hunk in clashing:
            self._clash(hunk)
        for hunk in self._hunks:
            if hunk.number or not self._is_taken(hunk):
                self._settled(hunk)
        return self._laid

    def _settled(self, hunk: _Hunk, *, only_look: bool = False) -> bool:
        """Apply a change where that is safe; whether nothing is left to say of it."""
        place = self._untouched(hunk)
        if place is not None:
            if not only_look:
                self._laid.edits.append(Edit(*place, hunk.words))
            return True
        left, right = self._around(hunk)
        theirs = self._edited[self._from(left) : self._to(right)]
        if text_of(theirs) == self._ours(left, right):
            return True
        if not text_of(theirs).strip() and text_of(self._base[left:right]).strip():
            if not only_look:
                self._delete(left, right)
            return True
        numbers = [token for token in self._base[hunk.start : hunk.end] if token.use]
        if hunk.number and numbers:
            if not only_look:
                self._type(hunk, numbers, theirs)
            return True
        return False

    def _delete(self, left: int, right: int) -> None:
        """Note words that an editor took out, once, if the evidence says otherwise now."""
        was, now = text_of(self._base[left:right]), self._ours(left, right)
        if was.strip() != now.strip() and (was, now) not in self._laid.deleted:
            self._laid.deleted.append((was, now))

    def _type(self, hunk: _Hunk, numbers: list[Token], theirs: Sequence[Token]) -> None:
        says, now = text_of(theirs), text_of(hunk.words)
        self._laid.typed.append(
            Typed(numbers[0].use, text_of(self._base[hunk.start : hunk.end]), says, now)
        )

    def _untouched(self, hunk: _Hunk) -> tuple[int, int] | None:
        """Where a change goes in the editor's words, if they left the words around it alone."""
        start, end = hunk.start, hunk.end
        words = hunk.start < hunk.end and not hunk.number
        if words and start and self._base[start - 1].text.isspace():
            start -= 1
        if words and end < len(self._base) and self._base[end].text.isspace():
            end += 1
        places = [self._match[at] for at in range(start, end)]
        if any(place < 0 for place in places):
            return None
        if any(b != a + 1 for a, b in pairwise(places)) or self._typed_over(hunk):
            return None
        if hunk.start < hunk.end:
            return self._match[hunk.start], self._match[hunk.end - 1] + 1
        return self._insertion(hunk)

    def _typed_over(self, hunk: _Hunk) -> bool:
        """Whether a live number that is to go says something else in the editor's."""
        pairs = ((self._base[at], self._edited[self._match[at]]) for at in _range(hunk))
        return any(was.use and theirs.use and was.text != theirs.text for was, theirs in pairs)

    def _insertion(self, hunk: _Hunk) -> tuple[int, int] | None:
        at = hunk.start
        before = self._match[at - 1] if at else -1
        after = self._match[at] if at < len(self._base) else len(self._edited)
        if at == 0 and after >= 0 and after == 0:
            return 0, 0
        if at and before < 0:
            return None
        if after == before + 1:
            return after, after
        # Both put something in here: whole sentences stand beside each other.
        added = text_of(self._edited[before + 1 : after]) if after >= 0 else ""
        ours = text_of(hunk.words)
        if added.strip() == ours.strip() or not at or self._base[at - 1].text not in ENDS:
            return None
        whole = ours.rstrip()[-1:] in ENDS and added.rstrip()[-1:] in ENDS
        return (before + 1, before + 1) if whole else None

    def _around(self, hunk: _Hunk) -> tuple[int, int]:
        """The words of the draft from which both texts differ, out to what the editor kept."""
        left, right = hunk.start, hunk.end
        while left and self._match[left - 1] < 0:
            left -= 1
        while right < len(self._base) and self._match[right] < 0:
            right += 1
        return left, right

    def _from(self, left: int) -> int:
        return self._match[left - 1] + 1 if left else 0

    def _to(self, right: int) -> int:
        return self._match[right] if right < len(self._base) else len(self._edited)

    def _ours(self, left: int, right: int) -> str:
        """What is said now in place of the draft's words from `left` to `right`."""
        said: list[str] = []
        at = left
        for hunk in sorted(self._hunks, key=lambda one: one.start):
            inside = left <= hunk.start and hunk.end <= right
            if not inside or hunk.start < at:
                continue
            said.append(text_of(self._base[at : hunk.start]))
            said.append(text_of(hunk.words))
            at = hunk.end
        said.append(text_of(self._base[at:right]))
        return "".join(said)

    def _clash(self, hunk: _Hunk) -> None:
        left, right = self._sentence(hunk)
        if self._taken and self._taken[-1][1] >= right and self._taken[-1][0] <= left:
            return
        self._taken.append((left, right))
        at = next((m for m in self._match[right:] if m >= 0), len(self._edited))
        begins = next((m for m in reversed(self._match[:left]) if m >= 0), -1) + 1
        theirs = text_of(self._edited[begins:at])
        ours = self._ours(left, right)
        base = text_of(self._base[left:right])
        self._laid.offers.append(Offer(at, base.strip(), theirs.strip(), ours.strip()))

    def _is_taken(self, hunk: _Hunk) -> bool:
        return any(left <= hunk.start and hunk.end <= right for left, right in self._taken)

    def _sentence(self, hunk: _Hunk) -> tuple[int, int]:
        """The sentences of the draft that a change lies in."""
        left, right = hunk.start, max(hunk.end, hunk.start)
        while left and not self._ended(left):
            left -= 1
        while right < len(self._base) and not (right > hunk.start and self._ended(right)):
            right += 1
        return left, right

    def _ended(self, at: int) -> bool:
        """Whether a sentence has ended just before this word."""
        before = self._base[at - 1]
        if before is PARAGRAPH:
            return True
        return before.text in ENDS and (
            at >= len(self._base) or self._base[at].text.isspace() or self._base[at] is PARAGRAPH
        )


def _range(hunk: _Hunk) -> range:
    return range(hunk.start, hunk.end)


def _spread(before: Sequence[Token], anchored: set[str], into: list[Token]) -> list[int]:
    """Add a paragraph's words; a number that lost its control in the editor's is plain words.

    Returns where each of its tokens begins.
    """
    offsets: list[int] = []
    done = 0
    for at, token in enumerate(before):
        if token.use and token.use not in anchored:
            offsets += range(len(into), len(into) + at - done + 1)
            into += before[done:at]
            into += [Token(word, word, token.use) for word in WORDS.findall(token.text)]
            done = at + 1
    offsets += range(len(into), len(into) + len(before) - done + 1)
    into += before[done:]
    return offsets


def _hunks(
    before: Sequence[Token], now: Sequence[Token], offsets: list[int], anchored: set[str]
) -> list[_Hunk]:
    found: list[_Hunk] = []
    special = [at for at, token in enumerate(before) if token.kind != "word"]
    for span in spans([t.key for t in before], [t.key for t in now]):
        if not span.equal:
            words = tuple(now[span.b : span.b_end])
            found.append(_Hunk(offsets[span.a], offsets[span.a_end], words))
            continue
        for a in special[bisect_left(special, span.a) : bisect_left(special, span.a_end)]:
            b = span.b + a - span.a
            number = bool(before[a].use) and before[a].use not in anchored
            # A number without its control is put in anew, so that it is live again.
            if number or (before[a].kind == "field" and before[a].text != now[b].text):
                found.append(_Hunk(offsets[a], offsets[a + 1], (now[b],), number=True))
    return found


def _matched(base: Sequence[Token], edited: Sequence[Token]) -> list[int]:
    """For each word of the draft, which of the editor's words it is, or -1."""
    found = [-1] * len(base)
    for span in spans([t.key for t in base], [t.key for t in edited]):
        if span.equal:
            found[span.a : span.a_end] = range(span.b, span.b_end)
    return found
