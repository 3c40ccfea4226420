"""The document tree: what the report says, before it is Word.

A document is a front page and a row of blocks. Prose is made of sentences, and every
sentence that the machine writes carries its supports: the codings, statistics or
judgements it stands on. Numbers in prose are figures of their own, so that a corrected
answer finds every sentence that must change.

Ids are opaque and stable: they come from what a block is about (criterion, theme, part),
never from its position or its words, so that they outlive renumbering and rewording.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class SupportKind(StrEnum):
    """What a sentence stands on."""

    CODING = "coding"
    RATE = "rate"
    COUNT = "count"
    FINDING = "finding"
    JUDGEMENT = "judgement"
    FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True, order=True)
class Support:
    """One thing a sentence stands on.

    The id is a coding's id (C0031), a statistic's id (agreement/overall), a count's name
    (sources/read), a finding's id (F-4b-03), or the key of the framework that says so.
    """

    kind: SupportKind
    support_id: str


@dataclass(frozen=True, slots=True)
class FigureUse:
    """One number as it stands in a sentence or a cell.

    `metric` names the statistic or count; `facet` says which side of it is shown
    ("count", "total", "percent"); `value` is the unrounded value, a proportion for a
    percentage; `text` is how the house writes it.
    """

    use_id: str
    metric: str
    facet: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to another block: "paragraph 4.12", "Table 3", "Annex B"."""

    target: str


Inline = str | FigureUse | CrossReference


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page, such as the source of a figure, with what it stands on."""

    note_id: str
    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what it stands on; `person` marks words that a person wrote.

    The marks of its footnotes stand behind its last word, in their order.
    """

    sentence_id: str
    parts: tuple[Inline, ...]
    supports: tuple[Support, ...]
    person: bool = False
    notes: tuple[Footnote, ...] = ()

    @property
    def figures(self) -> tuple[FigureUse, ...]:
        """The numbers in the sentence, in order."""
        return tuple(part for part in self.parts if isinstance(part, FigureUse))


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter (level 1), section (2) or sub-section (3). Annexes are lettered chapters."""

    block_id: str
    level: int
    text: str
    annex: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together; numbered "chapter.paragraph" unless it is not."""

    block_id: str
    sentences: tuple[Sentence, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words somebody said, anonymised, attributed by grade group only."""

    block_id: str
    words: str
    attribution: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences or phrases, each with its supports; `ordered` numbers them."""

    block_id: str
    items: tuple[Sentence, ...]
    ordered: bool = False


Cell = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of `rows x headings`, with no merged and no empty cell in its heading row.

    `caption` stands above it as "Table n: caption"; `alt` describes it to a screen
    reader; `numeric` are the indexes of columns that are set right; `wide` asks for a
    landscape page; `source` and `note` stand below.
    """

    block_id: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    supports: tuple[Support, ...]
    numeric: tuple[int, ...] = ()
    note: str = ""
    source: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: a value for each category, in the chart's unit."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A horizontal bar chart of at most four series.

    `title` says the message, `subtitle` what, where and when; `unit` is "%" or "files";
    `alt` says in words what the chart shows.
    """

    block_id: str
    title: str
    subtitle: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    alt: str
    supports: tuple[Support, ...]
    source: str = ""


class CalloutKind(StrEnum):
    """The kinds of statement that a report sets apart."""

    RECOMMENDATION = "recommendation"
    GOOD_PRACTICE = "good practice"
    STRENGTH = "strength"
    ISSUE = "issue to address"


@dataclass(frozen=True, slots=True)
class Callout:
    """A recommendation, good practice, strength or issue to address, set apart in a box.

    `label` is "Recommendation 1", "Good practice", ...; the words are a person's.
    """

    block_id: str
    kind: CalloutKind
    label: str
    sentences: tuple[Sentence, ...]
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Room left for a person's words, marked as such; `prompt` says what belongs there."""

    block_id: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list, a Word field."""

    block_id: str


Block = Heading | Paragraph | Quotation | Bullets | Table | Chart | Callout | Placeholder | Contents


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Title page and imprint. `stage_line` reads "DRAFT v3 - for CPS factual accuracy comments"."""

    title: str
    subtitle: str
    inspectorate: str
    month: str
    stage_line: str
    marking: str
    short_title: str
    imprint: tuple[str, ...]
    subject: str = ""
    watermark: str = ""
    """A word across every page, such as "DRAFT"."""


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report."""

    front: FrontMatter
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    definitions: tuple[tuple[str, str], ...] = field(default=())
    """Metrics used in the text and what each counts, for whoever walks a number back."""


def sentences_of(block: Block) -> tuple[Sentence, ...]:
    """Return the sentences of a block, in reading order."""
    if isinstance(block, Paragraph | Callout):
        return block.sentences
    if isinstance(block, Bullets):
        return block.items
    return ()


def behind(sentence: Sentence) -> tuple[Support, ...]:
    """Return what a sentence stands on, and what its footnotes do."""
    noted = (support for note in sentence.notes for support in note.supports)
    return tuple(dict.fromkeys((*sentence.supports, *noted)))


def supports_of(block: Block) -> tuple[Support, ...]:
    """Return everything a block stands on, each once, in order of first mention."""
    own = getattr(block, "supports", ())
    inner = (support for sentence in sentences_of(block) for support in behind(sentence))
    return tuple(dict.fromkeys((*own, *inner)))


def figures_of(block: Block) -> tuple[FigureUse, ...]:
    """Return the numbers in a block, in reading order."""
    figures = [figure for sentence in sentences_of(block) for figure in sentence.figures]
    if isinstance(block, Table):
        figures += [
            p for row in block.rows for cell in row for p in cell if isinstance(p, FigureUse)
        ]
    return tuple(figures)


def all_sentences(document: Document) -> Iterator[tuple[Block, Sentence]]:
    """Go through every sentence of the report with the block it stands in."""
    for block in document.blocks:
        for sentence in sentences_of(block):
            yield block, sentence
