"""A chart in its place: message, what is measured, the bars, the source."""

from __future__ import annotations

from report_builder.document import Chart
from report_builder.word import styles
from report_builder.word.chart_picture import chart_picture
from report_builder.word.charts import (
    ChartSize,
    PicturePart,
    chart_drawing,
    chart_part,
    chart_size,
    picture_drawing,
    series_colour,
)
from report_builder.word.fields import run
from report_builder.word.inline import paragraph
from report_builder.word.job import Job
from report_builder.word.tables import caption, empty, source_lines

_ROOM_FOR_WORDS = 3000
"""What caption, subtitle and source need on the chart's page, in twentieths of a point."""


def chart(job: Job, block: Chart) -> str:
    """Return a chart as paragraphs; its part waits in the job for the package.

    One with nothing to show says so under its caption.
    """
    if not block.categories or not block.series:
        return empty(job, block.block_id, "Chart", block.title)
    size = chart_size(block, job.page.text_width, job.page.text_height - _ROOM_FOR_WORDS)
    drawing = _drawn(job, block, size)
    ids = job.style_ids
    subtitle = paragraph(ids[styles.CHART_SUBTITLE], run(block.subtitle)) if block.subtitle else ""
    key = paragraph(ids[styles.CHART_SUBTITLE], _key(block)) if len(block.series) > 1 else ""
    shown = paragraph(ids[styles.CHART], drawing, "" if block.source else '<w:keepNext w:val="0"/>')
    return (
        caption(job, block.block_id, "Chart", block.title)
        + subtitle
        + key
        + shown
        + source_lines(job, "", block.source)
    )


def _drawn(job: Job, block: Chart, size: ChartSize) -> str:
    """Return the run that shows a chart, as Word's own or as a picture (`report.charts`)."""
    number = len(job.charts) + 1
    if job.look.pictured:
        job.charts.append(PicturePart(chart_picture(block, size)))
        return picture_drawing(block, size, number, relation_name(number))
    job.charts.append(chart_part(block, size))
    return chart_drawing(block, size, number, relation_name(number))


def _key(block: Chart) -> str:
    """Return which bar is which, in words: their order says it where colours do not.

    It stands in the text and not in the chart, because programs disagree about the order of
    a legend beside bars that run from the top.
    """
    named = (
        run("\u25a0", f'<w:color w:val="{series_colour(block, place)}"/>')
        + run(f"\u00a0{one.name}" + ("; " if place < len(block.series) - 1 else ""))
        for place, one in enumerate(block.series)
    )
    return run("Bars from the top: ") + "".join(named)


def relation_name(number: int) -> str:
    """Return the relationship id of the n-th chart."""
    return f"chart_{number}"
