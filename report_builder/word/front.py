"""The title page and the imprint."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.document import FrontMatter
from report_builder.word import styles
from report_builder.word.fields import run
from report_builder.word.inline import paragraph


def front_pages(front: FrontMatter, style_ids: Mapping[str, str]) -> str:
    """Return the title page, and the imprint on a page of its own."""
    cover = "".join(
        paragraph(style_ids[style], run(text))
        for style, text in (
            (styles.INSPECTORATE, front.inspectorate),
            (styles.TITLE, front.title),
            (styles.SUBTITLE, front.subtitle),
            (styles.COVER_DATE, front.month),
            (styles.STAGE_LINE, front.stage_line),
        )
        if text or style == styles.TITLE
    )
    imprint = "".join(
        paragraph(style_ids[styles.IMPRINT], run(line), "" if place else "<w:pageBreakBefore/>")
        for place, line in enumerate(front.imprint)
    )
    return cover + imprint
