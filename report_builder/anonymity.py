"""Anonymity: whether words name, or may name, an Area, a place, a person or a case.

People and numbers are what the evidence's own masks hide (`evidence.masking.outward`). Areas
are the framework's. For places there is no list to look in: a word with a capital is placed
when the framework itself writes it so ("Crown Court", "IQA"), when it belongs to the
calendar, or when it begins a sentence and the evidence elsewhere writes it small and never as
a name. Any other may name a place, and its sentence is not quoted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from coding.matrix import CodedPassage
from report_builder.material import Material

_WORD = re.compile(r"[^\W\d_][\w’']*(?:-(?=\w)[\w’']*)*")
_STARTS = re.compile(r"(?:^|[.!?:…]\s+|[“‘\"]|\s[-–—]+\s+)\W*$")
_OWNER = re.compile(r"['’]s?$")
_CALENDAR = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "christmas", "easter"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("i", "i'm", "i've", "i'd", "i'll", "english", "british", "uk"),
    }
)
_SHORTEST_AREA = 4
"""Abbreviations of Areas shorter than this are found as words with a capital."""


class Anonymity:
    """What one material lets through."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def names(self, words: str) -> str:
        """Return what the words name or may name ("an Area", "a case", "a person"), or ""."""
        named = self.identifies(words)
        if named:
            return named
        if any(not self._is_placed(words, found) for found in _WORD.finditer(words)):
            return "a person or place"
        return ""

    def clear_words(self, item: CodedPassage) -> str:
        """Return a coded passage's words up to the first that are masked, or may be a name."""
        selection = item.coding.selection
        outward = self._material.outward
        end = outward.clear_to(selection.source_id, selection.start, selection.end)
        return selection.quote[: end - selection.start]

    def identifies(self, words: str) -> str:
        """Return what words hold that no outsider may read: "a case", "a person", "an Area"."""
        named = self._material.outward.identifies(words)
        return named or ("an Area" if self.area_in(words) else "")

    def hidden_in(self, words: str) -> str:
        """Return what is surely hidden in words, as `identifies` does; doubts left aside."""
        return self._material.outward.hides(words)

    def known_in(self, words: str) -> str:
        """Return what is surely hidden, of people only those whom the evidence itself names."""
        outward = self._material.outward
        if outward.everybody is None:
            return outward.hides(words)
        known = replace(outward.everybody, introduced=False)
        return replace(outward, everybody=known).hides(words)

    def area_in(self, words: str) -> str:
        """Return the first Area that words name, or ""."""
        said = words.casefold()
        for name, pattern in self._area_patterns:
            if name.casefold() in said and pattern.search(said):
                return name
        return ""

    def _is_placed(self, words: str, found: re.Match[str]) -> bool:
        word = found[0]
        if not word[0].isupper():
            return True
        bare = _OWNER.sub("", word)
        known = self._known_words
        if word.casefold().replace("’", "'") in _CALENDAR or bare.casefold() in _CALENDAR:
            return True
        if bare in known or bare.removesuffix("s") in known:
            return True
        starts = bool(_STARTS.search(words[: found.start()]))
        return starts and bare.casefold() in self._ordinary_words and bare not in self._names

    @cached_property
    def _area_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple(
            (name, re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)"))
            for name in self._area_names
        )

    @cached_property
    def _area_names(self) -> tuple[str, ...]:
        return tuple(
            name
            for area in self._material.inspection.framework.areas
            for name in (area.name, *area.variants)
            if len(name) >= _SHORTEST_AREA
        )

    @cached_property
    def _known_words(self) -> frozenset[str]:
        """The words that the framework itself writes with a capital, but for Areas' names."""
        framework = self._material.inspection.framework
        terms = [term.term for term in framework.glossary]
        texts = [*terms, framework.organisation, *(court.name for court in framework.courts)]
        texts += [grade.abbreviation for grade in framework.grades]
        known = {word for text in texts for word in _WORD.findall(text) if word[0].isupper()}
        areas = {word for name in self._area_names for word in _WORD.findall(name)}
        return frozenset(known - (areas - set(terms)))

    @cached_property
    def _ordinary_words(self) -> frozenset[str]:
        """The words that some source writes without a capital."""
        pieces: set[str] = set()
        for source in self._material.sources:
            pieces.update(source.text.split())
        # No word goes over a space, most pieces come again and again, and most are words.
        plainly = {piece for piece in pieces if piece.isalpha()}
        others = set(_WORD.findall(" ".join(pieces - plainly)))
        small = {_OWNER.sub("", word) for word in others if word[0].islower()}
        return frozenset(small | {word for word in plainly if word[0].islower()})

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words that some source writes with a capital within a sentence, or as a speaker."""
        within = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[\w’']*(?:-(?=\w)[\w’']*)*")
        found = {
            _OWNER.sub("", word)
            for source in self._material.sources
            for word in within.findall(source.text)
        }
        for item in self._material.passages.items:
            found.update(_WORD.findall(item.segment.speaker))
        return frozenset(found)
