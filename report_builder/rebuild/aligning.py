"""Which paragraphs of a draft each paragraph of an edited copy came from.

Marks are believed first, but not alone: a bookmark stays behind when somebody types a new
paragraph into it, goes with what is cut and pasted, and is lost in other programs. What the
words say is the safety net, and finds what was split, merged and moved besides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from report_builder.rebuild.wordings import ByWords, Row, Wordings, common, covered, rows
from report_builder.word.merging.units import Unit, ended_in
from report_builder.word.revisions.alignment import Block, aligned
from report_builder.word.revisions.names import BOOKMARK_END

_UNLIKE, _ALIKE, _HALF = 0.15, 0.5, 0.5
_NEAR, _SOME = 0.7, 0.3
_RARE = 3
"""A row of three words is rare if so many paragraphs of the draft at most have it."""
_LEAST = 4
_PIECE, _MOVED = 0.6, 0.6
_ROWS = 2
_CANDIDATES = 8
"""So many paragraphs that share the rarest words are compared word by word."""


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
        self._words = Wordings(base, edited)
        self._sources: list[list[int]] = [[] for _ in edited]
        self._used: dict[int, int] = {}
        self._copies: set[int] = set()
        self._votes: dict[int, Counter[int]] = {}
        self._named: dict[str, list[int]] = defaultdict(list)
        for source, unit in enumerate(base):
            if not unit.part:
                self._named[unit.block].append(source)

    def found(self) -> Aligned:
        self._by_bookmark()
        self._by_text()
        self._by_numbers()
        self._by_rows()
        self._between()
        self._split_and_moved()
        self._beside()
        self._left_over()
        self._merged()
        self._split_tables()
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
            elif self._words.like(at, source) >= _UNLIKE:
                self._join(at, source)

    def _believed(self, at: int, source: int, texts: dict[str, list[int]]) -> bool:
        """Whether a bookmark's vote counts: not where its words stand somewhere else."""
        if self._base[source].kind != self._edited[at].kind and self._base[source].kind == "tbl":
            return False
        if _begin_or_end_alike(self._base[source].text, self._edited[at].text):
            return True
        if self._words.like(at, source) >= _UNLIKE or self._words.holds(at, source) >= _HALF:
            return True
        wanted = self._base[source].text
        if any(other != at for other in texts.get(wanted, ())):
            return False
        for other in range(max(at - 2, 0), min(at + 3, len(self._edited))):
            if other != at and not self._edited[other].opened:
                own = self._words.own(source)
                here = own & set(rows(self._words.edited(other)))
                if own and len(here) >= _HALF * len(own):
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
                if fits and source not in self._used and self._words.like(at, source) >= _UNLIKE:
                    self._join(at, source)

    def _by_rows(self) -> None:
        """Join by rows of words that hardly any other has: each the other's best, and alone so."""
        wanting = [at for at in range(len(self._edited)) if self._is_wanting(at)]
        self._votes = self._counted(wanting)
        best_for: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for at, counted in self._votes.items():
            (source, count), *others = counted.most_common(2)
            if count >= _ROWS and all(other < count for _, other in others):
                best_for[source].append((count, at))
        for source, places in best_for.items():
            (count, at), *others = sorted(places, reverse=True)
            if source in self._used or (others and others[0][0] == count):
                continue
            if self._words.like(at, source) >= _SOME:
                self._join(at, source)

    def _counted(self, wanting: Sequence[int]) -> dict[int, Counter[int]]:
        """For edited units, how many rare rows of words they share with each of the draft's."""
        having = self._words.rows(wanting)
        rare = {row: sources for row, sources in having.items() if len(sources) <= _RARE}
        found: dict[int, Counter[int]] = {}
        for at in wanting:
            mine = {row for row in rows(self._words.edited(at)) if row in rare}
            if mine:
                found[at] = Counter(b for row in mine for b in rare[row])
        return found

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
        return bool(now.text.strip()) and self._words.like(at, source) >= _SOME

    def _split_and_moved(self) -> None:
        for at in [at for at in range(len(self._edited)) if self._is_wanting(at)]:
            source = self._source_of(at, self._votes.get(at, Counter()))
            if source is None:
                continue
            first = self._used.get(source)
            if first is None:
                self._join(at, source)
            elif self._adds(at, first, source):
                self._sources[at].append(source)
            elif self._words.like(at, source) >= _NEAR:
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
        return free and self._edited[at].kind == "p" and bool(self._words.edited(at))

    def _join_beside(self, at: int) -> None:
        for other, whole in ((at - 1, -1), (at + 1, 0)):
            if not 0 <= other < len(self._edited) or other in self._copies:
                continue
            for source in self._sources[other][whole : whole + 1 or None]:
                whole_of = self._words.base(source)
                piece = covered(whole_of, self._words.edited(at))
                rest = covered(whole_of, self._words.edited(other))
                own = {b for b in piece - rest if (b > min(rest, default=-1)) == (other < at)}
                if self._base[source].kind == "p" and len(own) >= _PIECE * len(
                    self._words.edited(at)
                ):
                    self._join(at, source)
                    return

    def _left_over(self) -> None:
        """Join what was moved and rewritten at once, the likest first."""
        free = [
            b
            for b, unit in enumerate(self._base)
            if b not in self._used and unit.kind == "p" and len(self._words.base(b)) >= _LEAST
        ]
        by_words = ByWords({b: self._words.base(b) for b in free})
        places = [at for at in range(len(self._edited)) if self._is_wanting(at)]
        places = [at for at in places if len(self._words.edited(at)) >= _LEAST]
        pairs = [
            (like, at, b)
            for at in places
            for b in by_words.likest(self._words.edited(at), _CANDIDATES)
            if (like := self._words.like(at, b)) >= _MOVED
        ]
        for _, at, b in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
            if not self._sources[at] and b not in self._used:
                self._join(at, b)

    def _source_of(self, at: int, votes: Counter[int]) -> int | None:
        best = votes.most_common(1)
        least = _SOME * len(set(rows(self._words.edited(at))))
        if best and best[0][1] >= least:
            return best[0][0]
        ends = next(self._edited[at].element.iter(BOOKMARK_END), None) is not None
        for name in self._ended[at] if ends else ():
            for source in self._named.get(name, ()):
                if self._holds_part(at, source):
                    return source
        return None

    @cached_property
    def _ended(self) -> list[tuple[str, ...]]:
        return ended_in(self._edited)

    def _holds_part(self, at: int, source: int) -> bool:
        words = self._words.edited(at)
        return common(words, self._words.base(source)) >= _HALF * max(len(words), 1) > 0

    def _adds(self, at: int, first: int, source: int) -> bool:
        """Whether two edited paragraphs have different words of one of the draft's."""
        if abs(at - first) > 3 + len(self._sources[at]):
            return False
        one = covered(self._words.base(source), self._words.edited(first))
        two = covered(self._words.base(source), self._words.edited(at))
        return len(two - one) >= max(0.5 * len(two), 1)

    def _merged(self) -> None:
        """Find the words of a lost paragraph within another one."""
        missing = [
            b
            for b, unit in enumerate(self._base)
            if b not in self._used and unit.kind == "p" and len(self._words.base(b)) >= _LEAST
        ]
        having = self._roomy() if missing else {}
        for source in missing:
            wanted = set(rows(self._words.base(source)))
            votes = Counter(at for row in wanted for at in having.get(row, ()))
            for at, count in votes.most_common(2):
                if count >= 0.4 * max(len(wanted), 1) and self._more(at, source):
                    self._join(at, source)
                    break

    def _split_tables(self) -> None:
        """Join a table to the one that it was cut off: most of what its cells say stood there."""
        wanting = [
            at
            for at, unit in enumerate(self._edited)
            if unit.kind == "tbl" and not self._sources[at] and at not in self._copies
        ]
        tables = [b for b in self._used if self._base[b].kind == "tbl"] if wanting else []
        for at in wanting:
            cells = _cells(self._edited[at])
            for b in tables:
                rest = sum((_cells(self._edited[e]) for e in self._standing(b)), Counter[str]())
                gone = _cells(self._base[b]) - rest
                enough = (cells & gone).total() >= max(_SOME * gone.total(), 1)
                if enough and (cells & _cells(self._base[b])).total() >= _PIECE * cells.total():
                    self._sources[at].append(b)
                    break

    def _standing(self, source: int) -> list[int]:
        """The edited units that hold one of the draft's."""
        return [
            at for at, held in enumerate(self._sources) if source in held and at not in self._copies
        ]

    def _roomy(self) -> dict[Row, set[int]]:
        """Rows of three words in edited paragraphs that have room for another's words."""
        having: dict[Row, set[int]] = defaultdict(set)
        for at, sources in enumerate(self._sources):
            if not sources or at in self._copies:
                continue
            if [self._edited[at].text] == [self._base[b].text for b in sources]:
                continue  # it says what it said
            spaces = sum(self._base[b].text.count(" ") for b in sources)
            if self._edited[at].text.count(" ") < spaces + _LEAST / 2:
                continue  # which is told sooner than its words are counted
            held = sum(len(self._words.base(b)) for b in sources)
            if len(self._words.edited(at)) >= held + _LEAST:
                for row in rows(self._words.edited(at)):
                    having[row].add(at)
        return having

    def _more(self, at: int, source: int) -> bool:
        """Whether an edited paragraph has words beyond those of the draft's it is joined to."""
        own = [w for b in self._sources[at] for w in self._words.base(b)]
        left = Counter(self._words.edited(at)) - Counter(own)
        wanted = Counter(self._words.base(source))
        return (left & wanted).total() >= 0.4 * wanted.total()


def _cells(table: Unit) -> Counter[str]:
    return Counter(table.text.split("\n"))


def _begin_or_end_alike(a: str, b: str) -> bool:
    """Whether two texts share a third of the longer one at their beginning or their end."""
    third = max(len(a), len(b)) // 3
    return third > 0 and (a[:third] == b[:third] or a[-third:] == b[-third:])


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
