"""Words hidden by those who are known: in a frozen text, and in whatever stands beside one.

A title, a comment or a line that an inspector wrote has no offsets to keep; it is hidden by
the same people and the same numbers as the evidence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evidence.masking.contacts import contacts_in
from evidence.masking.figures import lines_with_figures
from evidence.masking.given_names import by_first_name
from evidence.masking.interface import NameFinder
from evidence.masking.introductions import introduced
from evidence.masking.lexicon import Lexicon
from evidence.masking.masks import Kind, Mask, masked, overlaps, settled
from evidence.masking.mentions import Mention, Search
from evidence.masking.naming import Names
from evidence.masking.numbers import numbers_in
from evidence.masking.people import brought_together
from evidence.masking.plain import Plain, plain, words_of
from evidence.masking.pseudonyms import Pseudonyms, Who


@dataclass(frozen=True, slots=True)
class Hider:
    """Hides people who are known, and whatever identifies by its form.

    `introduced` also hides people whom a text names and no source does, as "[name]".
    """

    layers: tuple[Names, ...]
    pseudonyms: Pseudonyms
    lexicon: Lexicon
    finder: NameFinder | None = None
    introduced: bool = False

    def hide(self, text: str) -> str:
        """Return a text as masked."""
        for label, neutral in self.pseudonyms.labels:
            if text.startswith(label) and not text[len(label) : len(label) + 1].isalnum():
                return neutral + self.hide(text[len(label) :])
        return masked(text, self.found(text)[0]).text

    def found(self, text: str) -> tuple[tuple[Mask, ...], tuple[Mask, ...]]:
        """Return what is hidden in a text, and what may be a name and is not hidden."""
        level = plain(text)
        found = list(Search(level.text, words_of(level.text), self.layers, self.lexicon).mentions())
        self.pseudonyms.meet(found)
        people = list(people_hidden(found, self.pseudonyms, level, len(text)))
        sure = (mask for mask, doubt in people if not doubt)
        more = self._introduced(level, len(text)) if self.introduced else ()
        hidden = settled([*numbers_hidden(level, len(text)), *sure, *more])
        if self.finder is not None:
            hidden = with_model(hidden, self.finder, text, self.lexicon)
        doubts = settled(mask for mask, doubt in people if doubt)
        return hidden, tuple(mask for mask in doubts if not overlaps(mask, hidden))

    def _introduced(self, level: Plain, end: int) -> Iterator[Mask]:
        words, lexicon = words_of(level.text), self.lexicon.over(level.text)
        people = [*introduced(level.text, words, lexicon)]
        people += by_first_name(words, level.text, lexicon)
        own = (Names(brought_together(people)),)
        for mention in Search(level.text, words, own, lexicon).mentions():
            start, stop = level.back(mention.start, mention.end)
            if stop <= end and not mention.doubt:
                yield Mask(start, stop, "[name]", Kind.PERSON, mention.why, sure=False)


def numbers_hidden(level: Plain, end: int) -> Iterator[Mask]:
    """Yield masks on the numbers of a levelled text, as far as `end` in the frozen one."""
    figures = lines_with_figures(level.text)
    for mask in (*contacts_in(level.text, figures), *numbers_in(level.text, figures)):
        start, stop = level.back(mask.start, mask.end)
        if stop <= end:
            yield replace(mask, start=start, end=stop)


def people_hidden(
    found: Iterable[Mention], pseudonyms: Pseudonyms, level: Plain, end: int
) -> Iterator[tuple[Mask, bool]]:
    """Yield a mask for each mention of somebody, and whether it is a doubt."""
    for mention in found:
        start, stop = level.back(mention.start, mention.end)
        if stop <= end:
            who = Who(mention.layer, mention.who)
            mask = f"[{pseudonyms.of(who)}]"
            yield Mask(start, stop, mask, Kind.PERSON, mention.why, mention.sure), mention.doubt


def with_model(
    masks: tuple[Mask, ...], finder: NameFinder, text: str, lexicon: Lexicon
) -> tuple[Mask, ...]:
    """Add what a trained model takes for people's names and no rule has found.

    What it finds at one place is hidden wherever the text has the same words.
    """
    numbers: dict[str, int] = {}
    added: list[Mask] = []
    for start, end in sorted(finder(text)):
        words = text[start:end].strip()
        sought = not words or words in numbers or overlaps(_of_model(start, end), masks)
        if sought or all(lexicon.never(word) for word in words.split()):
            continue
        numbers[words] = len(numbers) + 1
        for same in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            mask = _of_model(same.start(), same.end(), f"[name {numbers[words]}]")
            if not overlaps(mask, masks):
                added.append(mask)
    return settled([*masks, *added])


def _of_model(start: int, end: int, mask: str = "") -> Mask:
    return Mask(start, end, mask, Kind.PERSON, "a trained model", sure=False)
