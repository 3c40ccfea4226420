"""One writing of a report: its look, its numbers, and what has been used up so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from report_builder.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    CrossReference,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Quotation,
    Table,
    sentences_of,
)
from report_builder.numbering import Numbers
from report_builder.word.anchors import Anchors
from report_builder.word.charts import ChartPart, PicturePart
from report_builder.word.column_widths import fits
from report_builder.word.look import Look
from report_builder.word.page import Page

Numbered = Heading | Paragraph | Table | Chart


@dataclass(slots=True)
class Job:
    """What the writers of the single blocks share while a report is written.

    `blocks` are the numbered blocks by id. The sets hold ids of blocks: `referred` those that
    a cross-reference points to, `apart` callouts to be told from the one just above, `leading`
    paragraphs that lead into a list or a quotation, `turned` what stands on a turned page.
    `charts`, `notes` and `in_chapter` change as the writing goes on.
    """

    numbers: Numbers
    look: Look
    blocks: Mapping[str, Numbered]
    referred: frozenset[str]
    apart: frozenset[str]
    leading: frozenset[str]
    turned: frozenset[str]
    headings: tuple[Heading, ...]
    anchors: Anchors = field(default_factory=Anchors)
    charts: list[ChartPart | PicturePart] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    in_chapter: bool = False

    @property
    def style_ids(self) -> Mapping[str, str]:
        """The ids of the styles by their names."""
        return self.look.style_ids

    @property
    def page(self) -> Page:
        """The upright page."""
        return self.look.page

    def number(self, block: Block) -> str:
        """Return a block's number, "" for one that has none."""
        return self.numbers.number.get(block.block_id, "")


def job_for(document: Document, numbers: Numbers, look: Look) -> Job:
    """Return the job of writing a document."""
    blocks = {b.block_id: b for b in document.blocks if isinstance(b, Numbered)}
    return Job(
        numbers=numbers,
        look=look,
        blocks=blocks,
        referred=frozenset(target for b in document.blocks for target in _targets(b)),
        apart=frozenset(_apart(document.blocks)),
        leading=frozenset(
            above.block_id
            for above, block in pairwise(document.blocks)
            if isinstance(block, Bullets | Quotation)
        ),
        turned=frozenset(_turned(document.blocks, numbers, look.page)),
        headings=tuple(b for b in document.blocks if isinstance(b, Heading)),
    )


def _apart(blocks: tuple[Block, ...]) -> list[str]:
    """Return every second callout of a row of the same kind."""
    found: list[str] = []
    for above, block in pairwise(blocks):
        if not (isinstance(block, Callout) and isinstance(above, Callout)):
            continue
        if block.kind == above.kind and above.block_id not in found:
            found.append(block.block_id)
    return found


def _turned(blocks: tuple[Block, ...], numbers: Numbers, page: Page) -> list[str]:
    """Return what stands on a turned page: wide tables and the headings just above them."""
    found: list[str] = []
    below = ""
    for block in reversed(blocks):
        above = isinstance(block, Heading) and bool(found) and found[-1] == below
        if above or (isinstance(block, Table) and _is_wide(block, numbers, page)):
            found.append(block.block_id)
        below = block.block_id
    return found


def _is_wide(block: Table, numbers: Numbers, page: Page) -> bool:
    """Say whether a table asks for a turned page, or would break words on an upright one."""
    rows = ([numbers.text(cell) for cell in row[: len(block.headings)]] for row in block.rows)
    return block.wide or not fits(block.headings, rows, page.text_width)


def _targets(block: Block) -> list[str]:
    parts = [part for sentence in sentences_of(block) for part in sentence.parts]
    if isinstance(block, Table):
        parts += [part for row in block.rows for cell in row for part in cell]
    return [part.target for part in parts if isinstance(part, CrossReference)]
