"""Finding each passage in a document that came back: by its bookmark, else by its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coding.wordsheets.aligning import Alignment, aligned
from coding.wordsheets.document import segment_of_bookmark
from coding.wordsheets.returned import Returned

_NUMBER = re.compile(r"\d+\t")
_WORD = re.compile(r"\w+")
_LEAST = 0.6
"""Less alike than this is another passage."""
_MOST_TRIED = 5
_RAREST = 8
_WEIGHT = 1_000_000
_MOST_HOLDING = 200
_MOST_COMPARED = 60
"""So much is compared for a passage, however many paragraphs there are."""


class How(StrEnum):
    """How a passage was found."""

    BOOKMARK = "bookmark"
    TEXT = "text"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands in the document, how that is known, and how its words lie."""

    segment_id: str
    start: int
    end: int
    how: How
    lies: Alignment
    outer: int
    """Where its paragraph begins, the number included."""

    @property
    def changed(self) -> bool:
        """Whether its words are no longer as they were."""
        return self.lies.likeness < 1


def find_passages(returned: Returned, shown: Mapping[str, str]) -> dict[str, Found]:
    """Return where passages stand, by segment id; `shown` are their words as they went out."""
    search = _Search(returned, shown)
    search.by_bookmark()
    search.by_words()
    search.by_likeness()
    search.within_others()
    return dict(sorted(search.found.items(), key=lambda item: item[1].start))


class _Search:
    """Passages that are still to be found, and paragraphs that nobody has claimed."""

    def __init__(self, returned: Returned, shown: Mapping[str, str]) -> None:
        self.returned = returned
        self.shown = shown
        self.found: dict[str, Found] = {}
        self.free = {
            place: (_after_number(returned.text, *span), span[1])
            for place, span in enumerate(returned.paragraphs)
        }

    @property
    def left(self) -> list[str]:
        """The passages that have not been found, in their order."""
        return [segment_id for segment_id in self.shown if segment_id not in self.found]

    def by_bookmark(self) -> None:
        """Find what still has its bookmark, if its words are those of the passage at all."""
        marks = {
            segment_of_bookmark(name): span
            for name, span in self.returned.bookmarks.items()
            if segment_of_bookmark(name) in self.shown
        }
        crowd: dict[int, int] = defaultdict(int)
        touched = {name: list(self._paragraphs_of(*span)) for name, span in marks.items()}
        for places in touched.values():
            for place in places:
                crowd[place] += 1
        for name, marked in marks.items():
            places = touched[name]
            alone = places and all(crowd[place] == 1 for place in places)
            # All of its paragraphs: what was typed at an edge may lie beside the bookmark.
            span = (self.free[places[0]][0], self.free[places[-1]][1]) if alone else marked
            if self._claim(name, *span, How.BOOKMARK):
                for place in places:
                    self.free.pop(place, None)

    def _paragraphs_of(self, start: int, end: int) -> Iterator[int]:
        every = self.returned.paragraphs
        for place in range(max(0, self._paragraph_at(start)), len(every)):
            first, last = every[place]
            if first >= end:
                return
            if start < last:
                yield place

    def _paragraph_at(self, offset: int) -> int:
        """Return the place of the last paragraph that begins at or before an offset."""
        return bisect_right(self.returned.paragraphs, offset, key=lambda span: span[0]) - 1

    def _claim(self, name: str, start: int, end: int, how: How) -> bool:
        lies = aligned(self.returned.text[start:end], self.shown[name])
        if lies.likeness < _LEAST:
            return False
        place = self._paragraph_at(start)
        outer = self.returned.paragraphs[place][0] if place >= 0 else start
        self.found[name] = Found(name, start, end, how, lies, outer)
        return True

    def by_words(self) -> None:
        """Find what stands as a paragraph, letter for letter, white space apart."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, (start, end) in self.free.items():
            places[_key(self.returned.text[start:end])].append(place)
        for name in self.left:
            here = places.get(_key(self.shown[name]))
            if here and _key(self.shown[name]):
                self._take(name, here.pop(0), How.TEXT)

    def by_likeness(self) -> None:
        """Find what a paragraph says with other words here and there."""
        if not self.left:
            return
        text = self.returned.text
        words = {place: _words(text[start:end]) for place, (start, end) in self.free.items()}
        holding: dict[str, list[int]] = defaultdict(list)
        for place, said in words.items():
            for word in said:
                holding[word].append(place)
        for name in self.left:
            wanted = _words(self.shown[name])
            for place in _nearest(wanted, words, holding):
                if place in self.free and self._take(name, place, How.LIKELY):
                    break

    def _take(self, name: str, place: int, how: How) -> bool:
        start, end = self.free[place]
        claimed = self._claim(name, start, end, how)
        if claimed:
            del self.free[place]
        return claimed

    def within_others(self) -> None:
        """Find what was run together with other paragraphs, if its words stand only once."""
        for name in self.left:
            words = self.shown[name].strip()
            start = self.returned.text.find(words) if words else -1
            if start >= 0 and self.returned.text.find(words, start + 1) < 0:
                self._claim(name, start, start + len(words), How.TEXT)


def _nearest(
    wanted: set[str], words: Mapping[int, set[str]], holding: Mapping[str, list[int]]
) -> list[int]:
    """Return the paragraphs that share most words, of those that share the rarest ones."""
    rare = sorted((w for w in wanted if w in holding), key=lambda w: (len(holding[w]), w))
    votes: Counter[int] = Counter()
    for word in rare[:_RAREST]:
        for place in holding[word][:_MOST_HOLDING]:
            votes[place] += _WEIGHT // len(holding[word])
    likely = [place for place, _ in votes.most_common(_MOST_COMPARED)]
    likely.sort(key=lambda p: (-len(wanted & words[p]) / len(wanted | words[p]), p))
    return likely[:_MOST_TRIED]


def _after_number(text: str, start: int, end: int) -> int:
    match = _NUMBER.match(text, start, end)
    return match.end() if match else start


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _key(text: str) -> str:
    return " ".join(text.split())
