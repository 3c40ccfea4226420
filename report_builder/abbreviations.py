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


class _Expansions:
    """The abbreviations that a chapter has still to expand."""

    def __init__(self, framework: Framework) -> None:
        self._words = {
            term.term: words
            for term in framework.glossary
            if _LETTERS.match(term.term) and (words := _expansion(term))
        }
        terms = sorted(self._words, key=len, reverse=True)
        joined = "|".join(map(re.escape, terms)) or r"(?!)"
        self._pattern = re.compile(
            rf"(?P<open>\()?(?P<article>\b[Aa]n? )?(?<!\w)(?P<term>{joined}){_ENDING}(?!\w)"
        )
        self._seen: set[str] = set()

    def new_chapter(self) -> None:
        """Begin a chapter, in which every abbreviation is new again."""
        self._seen.clear()

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return a sentence with the abbreviations expanded that it is the first to use."""
        if sentence.person:
            return sentence
        parts: list[Inline] = []
        for place, part in enumerate(sentence.parts):
            text = self._pattern.sub(self._expanded, part) if isinstance(part, str) else part
            parts.append(capital(text) if place == 0 and isinstance(text, str) else text)
        return replace(sentence, parts=tuple(parts))

    def _expanded(self, found: re.Match[str]) -> str:
        term, ending = found["term"], found["ending"] or ""
        if term in self._seen:
            return found[0]
        self._seen.add(term)
        if found["open"]:
            return found[0]
        words = self._words[term]
        article = found["article"] or ""
        if article:
            article = f"{article[0]}{'n' if words[:1].casefold() in 'aeiou' else ''} "
        return f"{article}{words}{ending} ({term}{ending})"


def expanded(blocks: Iterable[Block], framework: Framework) -> Iterator[Block]:
    """Yield the blocks with each abbreviation expanded at its first use in each chapter."""
    expansions = _Expansions(framework)
    for one in blocks:
        if isinstance(one, Heading) and one.level == 1:
            expansions.new_chapter()
            yield one
        elif isinstance(one, Paragraph | Callout):
            yield replace(one, sentences=tuple(map(expansions.sentence, one.sentences)))
        elif isinstance(one, Bullets):
            yield replace(one, items=tuple(map(expansions.sentence, one.items)))
        else:
            yield one


def used_terms(blocks: Iterable[Block], framework: Framework) -> tuple[Term, ...]:
    """Return the glossary's terms that some text uses, in alphabetical order."""
    text = "\n".join(words for one in blocks for words in _words_of(one))
    found = [term for term in framework.glossary if _uses(text, term.term)]
    return tuple(sorted(found, key=lambda term: (term.term.casefold(), term.term)))


def _uses(text: str, term: str) -> bool:
    if term.islower():
        return bool(re.search(rf"(?<!\w){re.escape(term)}", text, re.IGNORECASE))
    return bool(re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", text))


def _words_of(one: Block) -> Iterator[str]:
    for sentence in sentences_of(one):
        yield "".join(part for part in sentence.parts if isinstance(part, str))
    if isinstance(one, Heading):
        yield one.text
    elif isinstance(one, Quotation):
        yield f"{one.words} {one.attribution}"
    elif isinstance(one, Table):
        yield " ".join((one.caption, one.note, *one.headings))
        yield " ".join(p for row in one.rows for cell in row for p in cell if isinstance(p, str))


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
