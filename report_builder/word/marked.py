"""What the hidden bookmarks of a report's file stand for: its blocks and its live numbers."""

from __future__ import annotations

from report_builder.document import Block, Document, FigureUse, figures_of
from report_builder.word.anchors import BLOCK, FIGURE, bookmark_name


def blocks_by_mark(*documents: Document) -> dict[str, Block]:
    """Return blocks by their bookmarks in lower case; of the same block, the last one."""
    return {
        bookmark_name(BLOCK, block.block_id).casefold(): block
        for document in documents
        for block in document.blocks
    }


def figures_by_mark(*documents: Document) -> dict[str, FigureUse]:
    """Return live numbers by their bookmarks in lower case; of the same number, the last one."""
    return {
        bookmark_name(FIGURE, figure.use_id).casefold(): figure
        for document in documents
        for block in document.blocks
        for figure in figures_of(block)
    }
