"""The outline: which chapters the report has, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.document import Block
from report_builder.sections import annex_results, annexes, chapter, context, front, summary
from report_builder.sections.conclusions import numbered
from report_builder.sections.desk import Desk


def blocks_of(desk: Desk) -> Iterator[Block]:
    """Yield the report from its contents list to its last annex but one, the glossary's."""
    labels = numbered(desk)
    yield from front.opening(desk)
    body = [
        block
        for sub in desk.framework.sub_questions
        for block in chapter.written(desk, sub, labels)
    ]
    yield from summary.written(desk, labels)
    yield from context.written(desk)
    yield from body
    yield from annexes.framework(desk)
    yield from annex_results.results(desk)
    yield from annexes.methodology(desk)
