"""What a block says, in plain words: for the terminal, for JSON and for checks."""

from __future__ import annotations

from report_builder.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    Heading,
    Paragraph,
    Placeholder,
    Quotation,
    Table,
)
from report_builder.numbering import Numbers


def text_of(block: Block, numbers: Numbers) -> str:
    """Return the words of a block as a reader meets them."""
    if isinstance(block, Paragraph | Callout):
        said = " ".join(numbers.sentence(s) for s in block.sentences)
        return f"{block.label}: {said}" if isinstance(block, Callout) else said
    if isinstance(block, Bullets):
        return "\n".join(numbers.sentence(s) for s in block.items)
    if isinstance(block, Table):
        rows = [block.headings, *([numbers.text(cell) for cell in row] for row in block.rows)]
        return "\n".join([block.caption, *(" | ".join(row) for row in rows)])
    return _plain(block)


def _plain(block: Heading | Quotation | Chart | Placeholder | Contents) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Quotation):
        return f"{block.words} ({block.attribution})"
    if isinstance(block, Chart):
        return f"{block.title}. {block.alt}"
    return block.prompt if isinstance(block, Placeholder) else ""
