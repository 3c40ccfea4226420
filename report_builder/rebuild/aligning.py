"""Which paragraphs of a draft each paragraph of an edited copy came from.

Marks are believed first, but not alone: a bookmark stays behind when somebody types a new
paragraph into it, goes with what is cut and pasted, and is lost in other programs. What the
words say is the safety net, and finds what was split, merged and moved besides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from report_builder.word.merging.units import Unit
from report_builder.word.revisions.alignment import Block, aligned
from report_builder.word.revisions.words import likeness, spans

_WORD = re.compile(r"\w+")
_UNLIKE, _ALIKE, _HALF = 0.15, 0.5, 0.5
_NEAR, _SOME = 0.7, 0.3
_SHINGLE = 3
_RARE = 3
"""A row of three words is rare if so many paragraphs of the draft at most have it."""
_LEAST = 4
_PIECE, _MOVED = 0.6, 0.6
_PAIRS = 40_000
"""So many pairs of paragraphs that nothing else joined are compared word by word at most."""


@dataclass(slots=True)
class Aligned:
    """For each edited unit the draft's units it holds, in order; and which are copies."""

    sources: list[list[int]]
    copies: set[int] = field(default_factory=set)

    def holders(self) -> dict[int, list[int]]:
        """Return for each of the draft's units the edited units that hold it."""
        found: dict[int, list[int]] = defaultdict(list)
        for at, sources in enumerate(self.sources):
            if at not in self.copies:
                for source in sources:
                    found[source].append(at)
        return dict(found)


def align(base: Sequence[Unit], edited: Sequence[Unit]) -> Aligned:
    """Return where every edited unit came from."""
    return _Alignment(base, edited).found()


class _Alignment:
    def __init__(self, base: Sequence[Unit], edited: Sequence[Unit]) -> None:
        self._base, self._edited = base, edited
        numbers: dict[str, int] = {}
        self._b = [_words(unit.text, numbers) for unit in base]
        self._e = [_words(unit.text, numbers) for unit in edited]
        self._sources: list[list[int]] = [[] for _ in edited]
        self._used: dict[int, int] = {}
        self._copies: set[int] = set()
        self._shingles = [_shingles(words) for words in self._b]
        counted = Counter(s for shingles in self._shingles for s in set(shingles))
        self._having: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for at, shingles in enumerate(self._shingles):
            for shingle in set(shingles):
                if counted[shingle] <= _RARE:
                    self._having[shingle].append(at)

    def found(self) -> Aligned:
        self._by_bookmark()
        self._by_text()
        self._by_numbers()
        self._between()
        self._split_and_moved()
        self._beside()
        self._left_over()
        self._merged()
        for sources in self._sources:
            sources.sort()
        return Aligned(self._sources, self._copies)

    def _join(self, at: int, source: int) -> None:
        self._sources[at].append(source)
        self._used.setdefault(source, at)

    def _by_bookmark(self) -> None:
        first: dict[str, int] = {}
        for at, unit in enumerate(self._base):
            first.setdefault(unit.block, at)
        texts: dict[str, list[int]] = defaultdict(list)
        for at, unit in enumerate(self._edited):
            texts[unit.text].append(at)
        for at, unit in enumerate(self._edited):
            sources = [first[name] for name in unit.opened if name in first]
            for source in sources:
                if source not in self._used and self._believed(at, source, texts):
                    self._join(at, source)
        for at, unit in enumerate(self._edited):
            if not self._sources[at]:
                self._by_copied_bookmark(at, [first[n] for n in unit.copied if n in first])

    def _by_copied_bookmark(self, at: int, sources: list[int]) -> None:
        """A copy is one only if the original is still there."""
        for source in sources[:1]:
            if source in self._used:
                self._copies.add(at)
                self._sources[at].append(source)
            elif self._like(at, source) >= _UNLIKE:
                self._join(at, source)

    def _believed(self, at: int, source: int, texts: dict[str, list[int]]) -> bool:
        """Whether a bookmark's vote counts: not where its words stand somewhere else."""
        if self._base[source].kind != self._edited[at].kind and self._base[source].kind == "tbl":
            return False
        if self._like(at, source) >= _UNLIKE or self._holds(at, source) >= _HALF:
            return True
        wanted = self._base[source].text
        if any(other != at for other in texts.get(wanted, ())):
            return False
        rare = {s for s in self._shingles[source] if len(self._having.get(s, ())) == 1}
        for other in range(max(at - 2, 0), min(at + 3, len(self._edited))):
            if other != at and rare and not self._edited[other].opened:
                share = len(rare & set(_shingles(self._e[other]))) / len(rare)
                if share >= _HALF:
                    return False
        return True

    def _by_text(self) -> None:
        """Join equal texts: those there are as many of on both sides, in order."""
        free: dict[tuple[str, str], list[int]] = defaultdict(list)
        for source, unit in enumerate(self._base):
            if source not in self._used and unit.text.strip():
                free[unit.kind, unit.text].append(source)
        wanting: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, unit in enumerate(self._edited):
            if not self._sources[at] and at not in self._copies:
                wanting[unit.kind, unit.text].append(at)
        for key, sources in free.items():
            places = wanting.get(key, [])
            if len(places) == len(sources) and (len(sources) == 1 or len(key[1]) > 1):
                for at, source in zip(places, sources, strict=True):
                    self._join(at, source)

    def _by_numbers(self) -> None:
        """Join by live numbers: all of those in a paragraph come from one of the draft's."""
        owners = {use: at for at, unit in enumerate(self._base) for use in unit.uses}
        for at, unit in enumerate(self._edited):
            if self._sources[at] or not unit.uses or at in self._copies:
                continue
            meant = {owners[use] for use in unit.uses if use in owners}
            if len(meant) == 1:
                source = meant.pop()
                fits = self._base[source].kind == unit.kind
                if fits and source not in self._used and self._like(at, source) >= _UNLIKE:
                    self._join(at, source)

    def _between(self) -> None:
        """Join what lies between neighbours that are joined, by likeness and in order."""
        chain = _rising(
            [(at, s[0]) for at, s in enumerate(self._sources) if s and at not in self._copies]
        )
        ends = [(-1, -1), *chain, (len(self._edited), len(self._base))]
        for (e0, b0), (e1, b1) in pairwise(ends):
            places = [at for at in range(e0 + 1, e1) if not self._sources[at]]
            sources = [b for b in range(b0 + 1, b1) if b not in self._used]
            if not places or not sources:
                continue
            before = [Block(self._base[b].kind, self._base[b].text) for b in sources]
            now = [Block(self._edited[at].kind, self._edited[at].text) for at in places]
            for step in aligned(before, now):
                if step.a < 0 or step.b < 0:
                    continue
                at, source = places[step.b], sources[step.a]
                if self._fits(at, source):
                    self._join(at, source)

    def _fits(self, at: int, source: int) -> bool:
        """Whether two that stand at the same place are the same: by their words or their look."""
        before, now = self._base[source], self._edited[at]
        if before.text == now.text or self._base[source].kind == "tbl":
            return True
        return bool(now.text.strip()) and self._like(at, source) >= _SOME

    def _split_and_moved(self) -> None:
        for at, unit in enumerate(self._edited):
            if self._sources[at] or at in self._copies or unit.kind == "tbl":
                continue
            source = self._source_of(at, unit)
            if source is None:
                continue
            first = self._used.get(source)
            if first is None:
                self._join(at, source)
            elif self._adds(at, first, source):
                self._sources[at].append(source)
            elif self._like(at, source) >= _NEAR:
                self._copies.add(at)
                self._sources[at].append(source)

    def _beside(self) -> None:
        """Join a short piece of a paragraph to it: the rest stands just before or behind.

        Such a piece may have no row of words of its own, as in "In one of the four".
        """
        wanting = [at for at in range(len(self._edited)) if self._is_wanting(at)]
        for at in (*wanting, *reversed(wanting)):
            if self._is_wanting(at):
                self._join_beside(at)

    def _is_wanting(self, at: int) -> bool:
        free = not self._sources[at] and at not in self._copies
        return free and self._edited[at].kind == "p" and bool(self._e[at])

    def _join_beside(self, at: int) -> None:
        for other, whole in ((at - 1, -1), (at + 1, 0)):
            if not 0 <= other < len(self._edited) or other in self._copies:
                continue
            for source in self._sources[other][whole : whole + 1 or None]:
                piece = _covered(self._b[source], self._e[at])
                rest = _covered(self._b[source], self._e[other])
                own = {b for b in piece - rest if (b > min(rest, default=-1)) == (other < at)}
                if self._base[source].kind == "p" and len(own) >= _PIECE * len(self._e[at]):
                    self._join(at, source)
                    return

    def _left_over(self) -> None:
        """Join what was moved and rewritten at once, the likest first."""
        places = [at for at in range(len(self._edited)) if self._is_wanting(at)]
        places = [at for at in places if len(self._e[at]) >= _LEAST]
        sources = [
            b
            for b, unit in enumerate(self._base)
            if b not in self._used and unit.kind == "p" and len(self._b[b]) >= _LEAST
        ]
        if len(places) * len(sources) > _PAIRS:
            return
        pairs = ((self._like(at, b), at, b) for at in places for b in sources)
        for like, at, b in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
            if like >= _MOVED and not self._sources[at] and b not in self._used:
                self._join(at, b)

    def _source_of(self, at: int, unit: Unit) -> int | None:
        shingles = set(_shingles(self._e[at]))
        votes = Counter(b for s in shingles for b in self._having.get(s, ()))
        best = votes.most_common(1)
        if (
            best
            and best[0][1] >= _SOME * max(len(shingles), 1)
            and self._base[best[0][0]].kind == "p"
        ):
            return best[0][0]
        for name in unit.closed:
            for source, held in enumerate(self._base):
                if held.block == name and not held.part and self._holds_part(at, source):
                    return source
        return None

    def _holds_part(self, at: int, source: int) -> bool:
        return _common(self._e[at], self._b[source]) >= _HALF * max(len(self._e[at]), 1) > 0

    def _adds(self, at: int, first: int, source: int) -> bool:
        """Whether two edited paragraphs have different words of one of the draft's."""
        if abs(at - first) > 3 + len(self._sources[at]):
            return False
        one = _covered(self._b[source], self._e[first])
        two = _covered(self._b[source], self._e[at])
        return len(two - one) >= max(0.5 * len(two), 1)

    def _merged(self) -> None:
        """Find the words of a lost paragraph within another one."""
        missing = [b for b in range(len(self._base)) if b not in self._used]
        if not missing:
            return
        having = self._roomy()
        for source in missing:
            words = self._b[source]
            if self._base[source].kind != "p" or len(words) < _LEAST:
                continue
            votes = Counter(at for s in set(self._shingles[source]) for at in having.get(s, ()))
            for at, shared in votes.most_common(2):
                enough = shared >= 0.4 * max(len(set(self._shingles[source])), 1)
                if (
                    enough
                    and self._sources[at]
                    and at not in self._copies
                    and self._more(at, source)
                ):
                    self._join(at, source)
                    break

    def _roomy(self) -> dict[tuple[int, ...], set[int]]:
        """Rows of three words in edited paragraphs that have room for another's words."""
        having: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for at, sources in enumerate(self._sources):
            if len(self._e[at]) < sum(len(self._b[b]) for b in sources) + _LEAST:
                continue  # it has no room for another paragraph's words
            for shingle in _shingles(self._e[at]):
                having[shingle].add(at)
        return having

    def _more(self, at: int, source: int) -> bool:
        """Whether an edited paragraph has words beyond those of the draft's it is joined to."""
        own = [w for b in self._sources[at] for w in self._b[b]]
        left = Counter(self._e[at]) - Counter(own)
        wanted = Counter(self._b[source])
        return sum((left & wanted).values()) >= 0.4 * sum(wanted.values())

    def _like(self, at: int, source: int) -> float:
        if self._edited[at].text == self._base[source].text:
            return 1.0
        return likeness(self._b[source], self._e[at])

    def _holds(self, at: int, source: int) -> float:
        """The share of the draft's words that an edited unit has, or of its own that are there."""
        least = min(len(self._b[source]), len(self._e[at]))
        return _common(self._b[source], self._e[at]) / least if least else 0.0


def _words(text: str, numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(w, len(numbers)) for w in _WORD.findall(text.casefold())]


def _shingles(words: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    return round(likeness(a, b) * (len(a) + len(b)) / 2) if a and b else 0


def _covered(base: Sequence[int], text: Sequence[int]) -> set[int]:
    """The places in a draft's words that a text has, in order."""
    found: set[int] = set()
    for span in spans([str(w) for w in base], [str(w) for w in text]):
        if span.equal:
            found |= set(range(span.a, span.a_end))
    return found


def _rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises on both sides: what was not moved."""
    items = list(pairs)
    tails: list[int] = []
    at_tail: list[int] = []
    before: list[int] = []
    for at, (_, b) in enumerate(items):
        place = bisect_left(tails, b)
        before.append(at_tail[place - 1] if place else -1)
        tails[place : place + 1] = [b]
        at_tail[place : place + 1] = [at]
    chain: list[tuple[int, int]] = []
    at = at_tail[-1] if at_tail else -1
    while at >= 0:
        chain.append(items[at])
        at = before[at]
    return chain[::-1]


def rising(places: Sequence[int]) -> set[int]:
    """Return the indexes of the longest rising chain in a row of numbers."""
    return {at for at, _ in _rising(list(enumerate(places)))}
