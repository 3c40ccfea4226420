"""What the sources of an inspection have copied from each other.

    Recogniser(workspace)           points it out as files are taken in
    alike(workspace)                every pair of sources that share much
    repeats(workspace)              which segment is a copy of which

A passage that was pasted is evidence once: where it stood first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from evidence.audit import Act
from evidence.inventory_store import InventoryStore, add_marks
from evidence.likeness import Likeness, Passage, copied, likeness, marks_of, passages_of, runs_of
from evidence.notices import Notice
from evidence.segments import Segment
from evidence.sources import Source
from evidence.workspace import Workspace

_HUNDRED = 100

_EVERYBODYS = 100
"""A mark that so many sources leave is a phrase of the house, not a copied passage."""

_COMPARED = 12
"""So many sources are compared with a new file word for word: those most like it."""

_NEARLY = 3
"""Sources are compared word for word from a third of the wanted share in common marks."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two sources that share words, the later first; shares are proportions of each, 0 to 1."""

    source_id: str
    like: str
    share: float
    share_of_like: float

    @property
    def most(self) -> float:
        """The larger share: a short text pasted whole into a long one is all of it."""
        return max(self.share, self.share_of_like)


class _Index:
    """Which sources leave which mark."""

    def __init__(self, every: Mapping[str, frozenset[int]]) -> None:
        self.every: dict[str, frozenset[int]] = {}
        self.holders: dict[int, list[str]] = {}
        for name, its_marks in every.items():
            self.add(name, its_marks)

    def add(self, name: str, its_marks: frozenset[int]) -> None:
        self.every[name] = its_marks
        for mark in its_marks:
            self.holders.setdefault(mark, []).append(name)

    def near(self, its_marks: frozenset[int], threshold: float) -> list[str]:
        """Return the sources that may share so much with one that leaves these marks.

        Those with the most marks in common come first.
        """
        common = Counter(
            name
            for mark in its_marks
            for holders in [self.holders.get(mark, [])]
            if len(holders) <= _EVERYBODYS
            for name in holders
        )
        return [
            name
            for name, count in sorted(common.items(), key=lambda pair: (-pair[1], pair[0]))
            if count >= _enough(its_marks, self.every[name], threshold)
        ]

    def pairs(self) -> Counter[tuple[str, str]]:
        """Count, for each pair of sources, the marks that they have in common."""
        return Counter(
            pair
            for names in self.holders.values()
            if len(names) <= _EVERYBODYS
            for pair in combinations(names, 2)
        )


class Recogniser:
    """Knows the marks of every source, and tells what a new one shares with them.

    `counts` says whether a source counts now; one that does not is no witness.
    """

    def __init__(self, workspace: Workspace, counts: Callable[[str], bool]) -> None:
        self.workspace = workspace
        self._counts = counts
        self._index: _Index | None = None

    def notices(
        self, marks: Iterable[int], segments: Iterable[Segment], skipping: Iterable[str]
    ) -> tuple[Notice, ...]:
        """Say which source the segments of a new file, with their marks, are mostly from.

        `skipping` are sources that it is a version or the exact double of.
        """
        threshold = self.workspace.inspection.settings.repetition.notice_percent / _HUNDRED
        passed_over = set(skipping)
        near = self._known.near(frozenset(marks), threshold)
        compared = [n for n in near if n not in passed_over and self._counts(n)][:_COMPARED]
        if not compared:
            return ()
        passages = passages_of("", segments)
        found = [(name, likeness(passages, self._passages(name))) for name in compared]
        found = [pair for pair in found if pair[1].share >= threshold]
        found.sort(key=lambda pair: (-pair[1].share, pair[0]))
        return tuple(_notice(name, alike, threshold) for name, alike in found[:1])

    def keep(self, doing: Act, source_id: str, marks: Iterable[int]) -> None:
        """Keep the marks of a source that is being taken in."""
        its_marks = frozenset(marks)
        add_marks(doing, source_id, its_marks)
        self._known.add(source_id, its_marks)

    @property
    def _known(self) -> _Index:
        # Read when the first new file comes: a folder taken in again needs none of it.
        if self._index is None:
            self._index = _Index(InventoryStore(self.workspace.database).marks())
        return self._index

    def _passages(self, name: str) -> list[Passage]:
        return passages_of(name, (p.segment for p in self.workspace.evidence.segments(name)))


def alike(workspace: Workspace) -> list[Alike]:
    """Return every pair of sources of which one shares the setting's part of its words.

    The most alike come first; exact doubles are not among them.
    """
    threshold = workspace.inspection.settings.repetition.notice_percent / _HUNDRED
    texts = _Texts(workspace)
    index = _Index(texts.marks())
    found: list[Alike] = []
    for (one, other), common in sorted(index.pairs().items()):
        if common < _enough(index.every[one], index.every[other], threshold):
            continue
        first, later = texts.by_age(one, other)
        compared = likeness(texts.of(later), texts.of(first))
        if compared.share >= threshold:
            shares = (compared.share_of_one, compared.share_of_other)
            found.append(Alike(later, first, *shares))
    return sorted(found, key=lambda pair: (-pair.most, pair.source_id, pair.like))


def repeats(workspace: Workspace) -> Mapping[str, str]:
    """Return which segment is a copy of which, by their ids; the first stands for itself.

    Of two sources the later one copies, by their own dates; one without a date counts as
    later than those that have one.
    """
    settings = workspace.inspection.settings.repetition
    texts = _Texts(workspace)
    found: dict[str, tuple[str, float]] = {}
    for pair in sorted(_Index(texts.marks()).pairs()):
        first, later = texts.by_age(*pair)
        long_enough = [p for p in texts.of(later) if len(p.words) >= settings.verbatim_words]
        for passage, original, share in _copies(long_enough, texts.of(first)):
            known = found.get(passage, ("", 0.0))
            if share * _HUNDRED >= settings.verbatim_percent and share > known[1]:
                found[passage] = (original, share)
    return {copy: _origin(original, found) for copy, (original, _) in found.items()}


class _Texts:
    """The passages of the sources that are counted, read when they are first needed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.sources = [s for s in workspace.evidence.sources() if not s.duplicate_of]
        self._order = {s.source_id: n for n, s in enumerate(sorted(self.sources, key=_age))}
        self._read: dict[str, list[Passage]] = {}

    def by_age(self, one: str, other: str) -> tuple[str, str]:
        return (one, other) if self._order[one] < self._order[other] else (other, one)

    def of(self, name: str) -> list[Passage]:
        if name not in self._read:
            placed = self.workspace.evidence.segments(name)
            self._read[name] = passages_of(name, (p.segment for p in placed))
        return self._read[name]

    def marks(self) -> dict[str, frozenset[int]]:
        kept = InventoryStore(self.workspace.database).marks()
        names = [source.source_id for source in self.sources]
        return {name: kept[name] if name in kept else marks_of(self.of(name)) for name in names}


def _copies(
    passages: Iterable[Passage], others: Iterable[Passage]
) -> Iterator[tuple[str, str, float]]:
    holders: dict[int, list[Passage]] = {}
    for other in others:
        for run in set(runs_of(other.words)):
            holders.setdefault(run, []).append(other)
    for passage in passages:
        near = {p.passage_id: p for run in runs_of(passage.words) for p in holders.get(run, ())}
        original, share = copied(passage, near.values())
        if original:
            yield passage.passage_id, original, share


def _origin(name: str, found: Mapping[str, tuple[str, float]]) -> str:
    """Follow copies of copies to the first."""
    seen = {name}
    while name in found and found[name][0] not in seen:
        name = found[name][0]
        seen.add(name)
    return name


def _enough(one: frozenset[int], other: frozenset[int], threshold: float) -> float:
    return max(1.0, threshold / _NEARLY * min(len(one), len(other)))


def _age(source: Source) -> tuple[date, int, str]:
    return (source.dated or date.max, len(source.source_id), source.source_id)


def _notice(name: str, compared: Likeness, threshold: float) -> Notice:
    if compared.share_of_one >= threshold:
        said = f"It shares {compared.share_of_one:.0%} of its words with {name}."
    else:
        said = f"It holds {compared.share_of_other:.0%} of the words of {name}."
    return Notice("near_duplicate", said)
