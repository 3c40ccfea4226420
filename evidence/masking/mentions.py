"""Every place at which a text speaks of people who are known.

By full name, surname, first name, "Surname, First" or initials. Three layers are asked in
turn: the source's own people, those of the same Area, and those of the whole inspection; of
the last only full names count, since a first name says little far from home. A name that is
also a word (Will, Grace, May) counts where the sentence leaves no doubt; elsewhere it is a
doubt for a person to settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, NAMES_AND_WORDS, words_in
from evidence.masking.lexicon import Lexicon
from evidence.masking.naming import Form, Names
from evidence.masking.ordinary_words import CALENDAR, ORDINARY_NAMES
from evidence.masking.plain import Word
from evidence.masking.sentences import (
    among_capitals,
    clearly_named,
    is_a_time,
    part_of_a_place,
    spoken_to,
    with_first_name,
    with_title,
)

_BETWEEN = frozenset({" ", ". ", ".", "-", "_", "  ", "\n", " - "})
_DOTTED = re.compile(r"(?<!\w)([A-Z])\. ?([A-Z])\.(?!\w)")
_BEHIND = re.compile(r"(?:-[A-Z][a-z]+)+(?![\w-])| [B-HJ-Z](?![\w'./&-])(?= [a-z]|[.,;:?!)]|\n|$)")
"""What belongs to a name that begins as a known one does: Fairweather-Jones, Craig B."""

_WORDLIKE: Final = words_in(
    "ad am an as at be by do go he hi id if in is it la ma me my no of oh ok on or pa so to up us "
    "we ads all and any are but can for get had has her him his how its may new not now off old "
    "one our out per put red ten the two use was way who why yes you"
)
_LONGEST_INITIALS = 4
_SHORT = 3
_OWN, _NEAR = 0, 1


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where somebody is named, in a levelled text.

    `who` is the number of the person in their layer, or the word itself where several people
    share it; a doubt is a place that may be a name, and is not masked.
    """

    start: int
    end: int
    layer: int
    who: int | str
    why: str
    sure: bool = True
    doubt: bool = False


@dataclass(frozen=True)
class Search:
    """A levelled text, its words, and the layers of people looked for in it."""

    text: str
    words: list[Word]
    layers: Sequence[Names]
    lexicon: Lexicon

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention; they do not overlap, but for dotted initials at the end."""
        after = 0
        for n in self._worth_a_look():
            start, _, word, _ = self.words[n]
            if start < after:
                continue
            found = self._named(n)
            if found is None and word.isupper() and 1 < len(word) <= _LONGEST_INITIALS:
                found = self._by_initials(n)
            if found is not None:
                after = found.end
                yield found
        yield from self._dotted()

    def _worth_a_look(self) -> list[int]:
        """The words with which some name begins, or that may be initials."""
        first, *others = (layer.forms for layer in self.layers)
        # One layer, as for a line that stands in no source, needs no list of its own.
        heads = {head for forms in (first, *others) for head in forms} if others else first
        return [n for n, w in enumerate(self.words) if w[3] in heads or w[2].isupper()]

    @cached_property
    def _uses_initials(self) -> bool:
        return len(self.layers[_OWN].given) > 1

    def _named(self, n: int) -> Mention | None:
        best: tuple[int, Form] | None = None
        for number, layer in enumerate(self.layers):
            for form in layer.forms.get(self.words[n][3], ()):
                longer = best is None or len(form.rest) > len(best[1].rest)
                if longer and self._follows(n, form):
                    best = (number, form)
                    break
        if best is None:
            return None
        number, form = best
        found = Mention(
            self.words[n][0],
            self.words[n][0] + len(self.words[n][2]),
            number,
            _whom(form.who, " ".join((self.words[n][3], *form.rest))),
            "a full name",
            form.sure,
        )
        return self._whole(n, form, found) if form.rest else self._single(n, found)

    def _follows(self, n: int, form: Form) -> bool:
        """Whether the words after the `n`th are the rest of a name."""
        if n + len(form.rest) >= len(self.words):
            return False
        for step, wanted in enumerate(form.rest, start=1):
            before, word = self.words[n + step - 1], self.words[n + step]
            if word[3] != wanted:
                return False
            gap = self.text[before[0] + len(before[2]) : word[0]]
            turned = form.turned and gap.strip() == "," and step == len(form.rest)
            if gap not in _BETWEEN and not turned:
                return False
        return True

    def _whole(self, n: int, form: Form, found: Mention) -> Mention | None:
        first, last = self.words[n], self.words[n + len(form.rest)]
        parts = {first[3], *form.rest}
        small = first[2][0].islower() or last[2][0].islower()
        if small and (parts <= ORDINARY_NAMES or min(len(part) for part in parts) == 1):
            return None
        start = with_title(self.text, first[0])
        end = last[0] + len(last[2])
        return Mention(start, end, found.layer, found.who, found.why, found.sure)

    def _single(self, n: int, found: Mention) -> Mention | None:
        """A first name or surname by itself."""
        _, _, word, low = self.words[n]
        end, layer, who = found.end, found.layer, found.who
        titled = with_title(self.text, found.start)
        if titled < found.start:
            return Mention(titled, end, layer, who, "a title and a name")
        if word[0].islower():
            why = "a first name written small"
            found = Mention(found.start, end, layer, who, why, sure=False)
            return found if _only_a_name(low) else None
        if self._short_for_something(word, low) or part_of_a_place(self.words, n, self.text):
            return None
        start = with_first_name(self.text, self.words, n, self.lexicon)
        if behind := _BEHIND.match(self.text, end):
            end = behind.end()
        if not self._also_a_word(word, low):
            return Mention(start, end, layer, who, "the name of somebody known", found.sure)
        return self._of_two_senses(n, Mention(start, end, layer, who, "", sure=False))

    def _of_two_senses(self, n: int, found: Mention) -> Mention | None:
        """A name that is a word too: masked where the sentence is clear, else a doubt."""
        if self.words[n][3] in CALENDAR:
            if is_a_time(self.words, n, self.text):
                return None
            clear = found.layer == _OWN and spoken_to(self.text, self.words, n)
        else:
            clear = clearly_named(self.text, self.words, n)
        if clear:
            return replace(found, why="a name, also a word, used as a name")
        return replace(found, why="a name that is also a word", doubt=True)

    def _also_a_word(self, word: str, low: str) -> bool:
        return low in ORDINARY_NAMES or low in self.lexicon.small or self.lexicon.never(word)

    def _short_for_something(self, word: str, low: str) -> bool:
        short = word.isupper() and len(word) <= _LONGEST_INITIALS
        return short and low in self.lexicon.house.abbreviations

    def _by_initials(self, n: int) -> Mention | None:
        start, _, word, low = self.words[n]
        end = start + len(word)
        beside_digit = (self.text[start - 1 : start] + self.text[end : end + 1]).strip()
        wordlike = low in _WORDLIKE
        alone = wordlike and not self._in_company(n)
        if any(c.isdigit() for c in beside_digit) or (alone and among_capitals(self.words, n)):
            return None
        means_other = low in self.lexicon.house.abbreviations
        for number, layer in enumerate(self.layers):
            given, worked_out = layer.given.get(word), layer.worked_out.get(word)
            if given and (number == _OWN or not means_other or self._uses_initials):
                sure = not (means_other or wordlike)
                grade = low in self.lexicon.house.grade_of
                who = _whom(given, word)
                return Mention(start, end, number, who, "initials", sure, doubt=grade)
            here = number == _OWN or (number == _NEAR and self._uses_initials)
            if worked_out and here and not means_other and not alone:
                who = _whom(worked_out, word)
                return Mention(start, end, number, who, "initials of a name", sure=False)
        return None

    def _in_company(self, n: int) -> bool:
        """Whether initials stand in a row with others: "ON & FD"."""
        own = self.layers[_OWN]
        for near in (n - 1, n + 1):
            if 0 <= near < len(self.words):
                first, last = self.words[min(n, near)], self.words[max(n, near)]
                row = self.text[first[1] : last[0]].strip() in {"&", "/", ",", "+"}
                beside = self.words[near][2]
                if row and (beside in own.given or beside in own.worked_out):
                    return True
        return False

    def _dotted(self) -> Iterator[Mention]:
        """Initials with full stops: "A.K."."""
        for match in _DOTTED.finditer(self.text):
            initials = match[1] + match[2]
            for number, layer in enumerate(self.layers):
                who = layer.given.get(initials) or layer.worked_out.get(initials)
                if who:
                    whom = _whom(who, initials)
                    yield Mention(match.start(), match.end(), number, whom, "initials")
                    break


def _only_a_name(low: str) -> bool:
    """Whether a word written small is a first name and no word of another sense."""
    return len(low) > _SHORT and low in FIRST_NAMES - NAMES_AND_WORDS - ORDINARY_NAMES


def _whom(who: frozenset[int], word: str) -> int | str:
    return next(iter(who)) if len(who) == 1 else word
