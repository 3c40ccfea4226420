"""Abbreviations: expanded where a chapter first uses them, and explained in the glossary.

An abbreviation has an expansion if the glossary's meaning begins with words whose initials
spell it ("District crown prosecutor: ..." for DCP). One that nobody spells out stays as it is.
What a person wrote, headings, tables and quotations are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence.framework import Framework, Term
from report_builder.document import (
    Block,
    Bullets,
    Callout,
    Heading,
    Inline,
    Paragraph,
    Quotation,
    Sentence,
    Table,
    sentences_of,
)
from report_builder.wording import capital, small

_ENDING = r"(?P<ending>s['’]|['’]s|s)?"
_LETTERS = re.compile(r"[A-Z]{2,}$")


class _Chapter:
    """The abbreviations of one chapter: those it uses, and those it has already expanded."""

    def __init__(self, expansions: dict[str, str], used: frozenset[str]) -> None:
        self._term = {words.casefold(): term for term, words in expansions.items() if term in used}
        self._words = {term: words for term, words in expansions.items() if term in used}
        spelt = sorted([*self._words, *self._term], key=len, reverse=True)
        said = "|".join(re.escape(one) for one in spelt) or r"(?!)"
        self._pattern = re.compile(
            rf"(?P<article>\ban? )?(?<![\w])(?P<said>{said}){_ENDING}(?!\w)"
            r"(?P<follows> \([A-Z]+s?\))?",
            re.IGNORECASE,
        )
        self._seen: set[str] = set()

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return a sentence with the abbreviations expanded that it is the first to use."""
        if sentence.person:
            return sentence
        parts: list[Inline] = []
        for place, part in enumerate(sentence.parts):
            text = self._pattern.sub(self._first, part) if isinstance(part, str) else part
            parts.append(capital(text) if place == 0 and isinstance(text, str) else text)
        same = tuple(parts) == sentence.parts
        return sentence if same else replace(sentence, parts=tuple(parts))

    def _first(self, found: re.Match[str]) -> str:
        said, ending = found["said"], found["ending"] or ""
        term = said if said in self._words else self._term.get(said.casefold(), "")
        before = found.string[: found.start()]
        if not term or term in self._seen or before.count("“") > before.count("”"):
            return found[0]
        self._seen.add(term)
        if found["follows"]:
            return found[0]
        article, words = found["article"] or "", self._words[term]
        if said != term:
            return f"{article}{said}{ending} ({term}{ending})"
        if article:
            article = f"{article[0]}{'n' if words[:1].casefold() in 'aeiou' else ''} "
        return f"{article}{words}{ending} ({term}{ending})"


def expanded(blocks: Iterable[Block], framework: Framework) -> Iterator[Block]:
    """Yield the blocks with each abbreviation expanded at its first use in each chapter."""
    expansions = {
        term.term: words
        for term in framework.glossary
        if _LETTERS.match(term.term) and (words := _expansion(term))
    }
    for chapter in _chapters(blocks):
        text = "\n".join(
            _prose(sentence)
            for one in chapter
            for sentence in sentences_of(one)
            if not sentence.person
        )
        used = frozenset(
            t for t in expansions if re.search(rf"{t}(?<!\w{t})(?:s|['’]s)?(?!\w)", text)
        )
        written = _Chapter(expansions, used)
        for one in chapter:
            yield _with(one, written)


def _chapters(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    chapter: list[Block] = []
    for one in blocks:
        if isinstance(one, Heading) and one.level == 1 and chapter:
            yield chapter
            chapter = []
        chapter.append(one)
    if chapter:
        yield chapter


def _with(one: Block, chapter: _Chapter) -> Block:
    if isinstance(one, Paragraph | Callout):
        return replace(one, sentences=tuple(map(chapter.sentence, one.sentences)))
    if isinstance(one, Bullets):
        return replace(one, items=tuple(map(chapter.sentence, one.items)))
    return one


def used_terms(blocks: Iterable[Block], framework: Framework) -> tuple[Term, ...]:
    """Return the glossary's terms that some text uses, in alphabetical order."""
    text = "\n".join(words for one in blocks for words in _words_of(one))
    folded = text.casefold()
    known = [term for term in framework.glossary if term.term.casefold() in folded]
    found = [term for term in known if _uses(text, folded, term.term)]
    return tuple(sorted(found, key=lambda term: (term.term.casefold(), term.term)))


def _uses(text: str, folded: str, term: str) -> bool:
    """Whether a text, or the same without capitals, has a term; what is before it comes last.

    A search for letters is fast, one that begins with a look behind every place is not.
    """
    if term.islower():
        said = re.escape(term.casefold())
        return bool(re.search(rf"{said}(?<!\w{said})", folded))
    said = re.escape(term)
    return bool(re.search(rf"{said}(?<!\w{said})s?(?!\w)", text))


def _words_of(one: Block) -> Iterator[str]:
    yield from map(_prose, sentences_of(one))
    if isinstance(one, Heading):
        yield one.text
    elif isinstance(one, Quotation):
        yield f"{one.words} {one.attribution}"
    elif isinstance(one, Table):
        yield " ".join((one.caption, one.note, *one.headings))
        yield " ".join(p for row in one.rows for cell in row for p in cell if isinstance(p, str))


def _prose(sentence: Sentence) -> str:
    return "".join(part for part in sentence.parts if isinstance(part, str))


def _expansion(term: Term) -> str:
    """Return the words that an abbreviation stands for, or "" where its meaning has none."""
    words = re.split(r"[:;.]", term.meaning.strip(), maxsplit=1)[0].strip()
    whole = words.split()
    for length in range(len(term.term) if len(whole) >= len(term.term) else 1, len(whole) + 1):
        kept = " ".join(whole[:length])
        if _spells(kept, term.term):
            capitals = sum(word[:1].isupper() for word in kept.split())
            return small(kept) if capitals == 1 else kept
    return ""


def _spells(words: str, letters: str) -> bool:
    """Whether the initials of words, small ones left out at will, spell an abbreviation.

    >>> _spells("Rape and serious sexual offences", "RASSO"), _spells("The note", "EEN")
    (True, False)
    """
    initials = [word[0].upper() for word in re.findall(r"[\w’']+", words)]
    place = 0
    for letter in letters:
        try:
            place = initials.index(letter, place) + 1
        except ValueError:
            return False
    return place == len(initials)
