"""A draft as the JSON of `iqa report show`: paragraphs, sentences, figures."""

from __future__ import annotations

from typing import Any

from report_builder.document import FigureUse, Heading, figures_of, sentences_of
from report_builder.drafts import Draft
from report_builder.numbering import number
from report_builder.text_of import text_of


def shown(draft: Draft) -> dict[str, Any]:
    """Return every block that says something, under its heading, and every figure."""
    numbers = number(draft.document)
    heading = ""
    paragraphs: list[dict[str, Any]] = []
    figures: list[FigureUse] = []
    for block in draft.document.blocks:
        if isinstance(block, Heading):
            heading = block.text
            continue
        said = text_of(block, numbers)
        if not said:
            continue
        figures += figures_of(block)
        paragraphs.append(
            {
                "id": block.block_id,
                "kind": type(block).__name__.lower(),
                "number": numbers.number.get(block.block_id),
                "heading": heading,
                "text": said,
                "sentences": [
                    {
                        "id": s.sentence_id,
                        "text": numbers.sentence(s),
                        "figures": [f.use_id for f in s.figures],
                        "notes": [note.text for note in s.notes],
                    }
                    for s in sentences_of(block)
                ],
            }
        )
    return {
        "draft": draft.number,
        "stage": draft.stage,
        "paragraphs": paragraphs,
        "figures": [
            {
                "id": f.use_id,
                "text": f.text,
                "value": f.value,
                "metric": f.metric,
                "facet": f.facet,
            }
            for f in figures
        ],
    }
