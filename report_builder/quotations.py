"""Quotations: which words stand in the report, and how they are attributed.

The rule is fixed, so that two people who draft from the same evidence quote the same words:
short passages, clear of names, strong ones and whole sentences first, from different Areas and
groups as far as there are any. What is said is attributed to a grade group or to a kind
of document, never to a person or an Area.
A passage that names, or may name, anyone or any place is not quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coding.codings import Strength
from coding.matrix import CodedPassage, Passages
from evidence.framework import Framework
from evidence.sources import Level
from report_builder.anonymity import Anonymity
from report_builder.document import Quotation, Support, SupportKind
from report_builder.material import Material
from report_builder.pen import block
from report_builder.wording import sentences_in, with_article

FEWEST_WORDS = 8
MOST_WORDS = 40
BEST_WORDS = 18
_POINTING = re.compile(
    r"(?:… )?(?:it|that|this|these|those|they|them|he|she|so|and|but|or|because|which|then)\b", re.I
)
"""Openings that point back to something the reader cannot see."""
_WORD = re.compile(r"[^\W\d_][\w’']*(?:-(?=\w)[\w’']*)*")
_NUMBER = re.compile(r"\b\d")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage that may be quoted, with its words as they would stand."""

    item: CodedPassage
    words: str
    attribution: str

    @property
    def speaker(self) -> tuple[str, str]:
        """Who speaks, as far as a report may say: the kind of source and the grade."""
        return self.item.source.kind_id, self.item.source.group


class Quoting:
    """Chooses quotations from the passages of one material."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.framework: Framework = material.inspection.framework
        self._anonymity = Anonymity(material)
        self._used: set[str] = set()
        self._chosen: dict[str, list[Quoted]] = {}
        self._words: dict[str, Quoted | None] = {}
        self._speakers: dict[str, str] = {}
        self._ranks: dict[str, tuple[int, int, str]] = {}
        self._named: dict[str, str] = {}

    def choose(self, found: Passages, most: int, *, section: str) -> tuple[Quotation, ...]:
        """Return the best quotations of some passages, unlike those the section already has.

        No words are quoted twice in a report.
        """
        worded = [q for item in found.items if (q := self._worded(item)) is not None]
        beside = self._chosen.setdefault(section, [])
        chosen: list[Quoted] = []
        while len(chosen) < most:
            fresh = [q for q in worded if q.words.casefold() not in self._used]
            fresh.sort(key=lambda q: (_nearness(q, beside), self._rank(q)))
            # Whom words name is the dear question: it is asked of the best until one is free.
            best = next((q for q in fresh if not self._names(q.words)), None)
            if best is None:
                break
            chosen.append(best)
            beside.append(best)
            self._used.add(best.words.casefold())
        return tuple(_quotation(q) for q in chosen)

    def quotable(self, item: CodedPassage) -> Quoted | None:
        """Return how a passage would be quoted, or None where it may not be."""
        worded = self._worded(item)
        return worded if worded is not None and not self._names(worded.words) else None

    def _worded(self, item: CodedPassage) -> Quoted | None:
        """Return a passage's words as they would stand, whether or not they name anyone."""
        key = item.coding.coding_id
        if key not in self._words:
            attribution = self._speaker(item)
            clear = self._anonymity.clear_words(item) if attribution else ""
            words = _trimmed(item, " ".join(clear.split())) if clear else ""
            self._words[key] = Quoted(item, words, attribution) if words else None
        return self._words[key]

    def _speaker(self, item: CodedPassage) -> str:
        key = item.source.source_id
        if key not in self._speakers:
            self._speakers[key] = self.attribution(item)
        return self._speakers[key]

    def _rank(self, quoted: Quoted) -> tuple[int, int, str]:
        key = quoted.item.coding.coding_id
        if key not in self._ranks:
            self._ranks[key] = _rank(quoted)
        return self._ranks[key]

    def _names(self, words: str) -> str:
        if words not in self._named:
            self._named[words] = self._anonymity.names(words)
        return self._named[words]

    def attribution(self, item: CodedPassage) -> str:
        """Return who speaks, by grade group or kind of document; "" where none is safe.

        A post that one person in the country holds cannot be quoted without naming them.
        """
        source = item.source
        kind = next((k for k in self.framework.kinds if k.kind_id == source.kind_id), None)
        if kind is None:
            return ""
        grade = self.framework.grade(source.group) if source.group else None
        if kind.family == "documents":
            return with_article(kind.name)
        if grade is not None and grade.single_post and source.level is Level.NATIONAL:
            return ""
        if kind.family == "focus groups":
            of = f" of {grade.plural}" if grade is not None else ""
            return f"a participant in a {kind.name}{of}"
        if grade is not None:
            return f"notes of {with_article(kind.name)} with {with_article(grade.name)}"
        return f"notes of {with_article(kind.name)}"


def _trimmed(item: CodedPassage, clear: str) -> str:
    """Return the words to quote: the coded ones, or as many whole sentences as are short enough.

    `clear` are the first of them, up to the first that are masked or may be a name.
    """
    words = " ".join(item.coding.selection.quote.split()).strip(" ,;:–—-")
    length = _length(words)
    if length > MOST_WORDS or words not in clear:
        kept, length = "", 0
        for sentence in sentences_in(words):
            longer = f"{kept} {sentence}".strip()
            longer_length = length + _length(sentence)  # no word goes over a space
            if longer_length > MOST_WORDS or longer not in clear:
                break
            kept, length = longer, longer_length
        words = kept
    if not FEWEST_WORDS <= length <= MOST_WORDS or re.search(r"[\[\]<>|]", words):
        return ""
    return _framed(item, words)


def _framed(item: CodedPassage, words: str) -> str:
    """Show by an ellipsis where the words are taken from within a sentence."""
    if not _begins_sentence(item):
        words = f"… {words}"
    if words.endswith((".", "!", "?")):
        return words
    return f"{words}." if _ends_sentence(item, words) else f"{words} …"


def _begins_sentence(item: CodedPassage) -> bool:
    quote = item.coding.selection.quote.lstrip()
    if not quote[:1].isupper() and not quote[:1].isdigit():
        return False
    place = item.segment.text.find(quote)
    before = item.segment.text[:place].rstrip() if place > 0 else ""
    return not before or before[-1] in ".!?:“\"'’”—–"


def _ends_sentence(item: CodedPassage, words: str) -> bool:
    quote = item.coding.selection.quote.rstrip()
    place = item.segment.text.find(quote)
    if place < 0 or not words.rstrip(" .").endswith(quote[-8:].rstrip(" .")):
        return False
    after = item.segment.text[place + len(quote) :].lstrip("\"'’”")
    return not after or after[:1] in ".!?"


def _nearness(candidate: Quoted, chosen: list[Quoted]) -> int:
    """How much a candidate repeats what is chosen: its Area, its group, what it shows."""
    return sum(
        2 * (candidate.item.source.area == other.item.source.area)
        + 2 * (candidate.speaker == other.speaker)
        + 8 * (candidate.item.source.source_id == other.item.source.source_id)
        for other in chosen
    )


def _rank(candidate: Quoted) -> tuple[int, int, str]:
    """Rank strong words first, and words that can be understood by themselves."""
    coding = candidate.item.coding
    weak = 2 * (coding.strength is not Strength.STRONG)
    pointing = 2 * bool(_POINTING.match(candidate.words))
    return (
        weak + pointing + candidate.words.count("…"),
        abs(_length(candidate.words) - BEST_WORDS),
        coding.coding_id,
    )


def _length(words: str) -> int:
    return len(_WORD.findall(words)) + len(_NUMBER.findall(words))


def _quotation(quoted: Quoted) -> Quotation:
    coding = quoted.item.coding
    return Quotation(
        block("quotation", coding.coding_id),
        quoted.words,
        quoted.attribution,
        (Support(SupportKind.CODING, coding.coding_id),),
    )
