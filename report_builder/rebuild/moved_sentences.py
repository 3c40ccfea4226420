"""Sentences that an editor put elsewhere within their passage, found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

from report_builder.word.merging.tokens import Token
from report_builder.word.revisions.words import likeness

ENDS = frozenset(".!?")
_LEAST, _FREE, _LIKE = 4, 0.6, 0.6
Stretch = tuple[int, int]
"""Words of a text, half open."""


def sentences(tokens: Sequence[Token]) -> list[Stretch]:
    """Return the sentences of a text, each with the space before it left aside."""
    found: list[Stretch] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.kind == "paragraph":
            found.append((start, at))
            start = at + 1
        elif token.text in ENDS and (at + 1 == len(tokens) or tokens[at + 1].text.isspace()):
            found.append((start, at + 1))
            start = at + 1
    found.append((start, len(tokens)))
    trimmed = (_trimmed(tokens, stretch) for stretch in found)
    return [stretch for stretch in trimmed if stretch[0] < stretch[1]]


def _trimmed(tokens: Sequence[Token], stretch: Stretch) -> Stretch:
    start, end = stretch
    while start < end and tokens[start].text.isspace():
        start += 1
    return start, end


def moved(
    base: Sequence[Token], edited: Sequence[Token], match: Sequence[int]
) -> list[tuple[Stretch, Stretch]]:
    """Return the draft's sentences that stand elsewhere in the editor's text, with where.

    `match` tells for each of the draft's words which of the editor's it is, in order, or -1:
    what was moved has no such words, or a few by chance.
    """
    held = {place for place in match if place >= 0}
    lost = [s for s in sentences(base) if _free(base, s, {at for at in _range(s) if match[at] < 0})]
    new = [s for s in sentences(edited) if _free(edited, s, set(_range(s)) - held)] if lost else []
    found: list[tuple[Stretch, Stretch]] = []
    for mine in lost:
        liked = [(_like(base, edited, (mine, theirs)), theirs) for theirs in new]
        best = max(liked, default=(0.0, (0, 0)), key=lambda pair: (pair[0], -pair[1][0]))
        if best[0] >= _LIKE:
            found.append((mine, best[1]))
            new.remove(best[1])
    return found


def _range(stretch: Stretch) -> range:
    return range(*stretch)


def _free(tokens: Sequence[Token], stretch: Stretch, free: set[int]) -> bool:
    """Whether most words of a sentence, and it has some, belong to nothing else."""
    words = [at for at in _range(stretch) if not tokens[at].text.isspace()]
    return len(words) >= _LEAST and sum(at in free for at in words) >= _FREE * len(words)


def _like(base: Sequence[Token], edited: Sequence[Token], pair: tuple[Stretch, Stretch]) -> float:
    (a, a_end), (b, b_end) = pair
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    mine = [numbers[token.key] for token in base[a:a_end]]
    return likeness(mine, [numbers[token.key] for token in edited[b:b_end]])
