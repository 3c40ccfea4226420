"""A bar chart as a drawing within a web page (SVG), with its words for those who do not see it."""

from __future__ import annotations

import math
from html import escape

from report_builder.document import Chart
from report_builder.word.charts import series_colour, value_form

_WIDTH, _LABELS, _ROOM, _BAR, _GAP = 700, 250, 60, 18, 14
_INK = "#222222"
_LONGEST = 34


def bars(chart: Chart) -> str:
    """Return a chart's bars, each with its value; text is text and can be enlarged."""
    each = len(chart.series) * _BAR + _GAP
    height = each * len(chart.categories) + (26 if len(chart.series) > 1 else 6)
    most = 100.0 if chart.unit == "%" else _most(chart)
    drawn = [_row(chart, at, at * each, most) for at in range(len(chart.categories))]
    key = _key(chart, each * len(chart.categories) + 18) if len(chart.series) > 1 else ""
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="{escape(chart.alt)}" '
        f'font-family="Arial, sans-serif" font-size="14" fill="{_INK}">'
        f"{''.join(drawn)}{key}</svg>"
    )


def shown(chart: Chart, value: float) -> str:
    """Return a value as the chart in Word writes it, "not applicable" where there is none."""
    return value_form(chart).format(value) if math.isfinite(value) else "not applicable"


def _most(chart: Chart) -> float:
    values = [v for series in chart.series for v in series.values if math.isfinite(v)]
    return max([*values, 1.0])


def _row(chart: Chart, at: int, top: int, most: float) -> str:
    name = chart.categories[at]
    label = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    middle = top + len(chart.series) * _BAR / 2 + 5
    drawn = f'<text x="{_LABELS - 8}" y="{middle:.0f}" text-anchor="end">{escape(label)}</text>'
    for place, series in enumerate(chart.series):
        value = series.values[at]
        if not math.isfinite(value):
            continue
        width = max(value, 0) / most * (_WIDTH - _LABELS - _ROOM)
        y = top + place * _BAR
        drawn += (
            f'<rect x="{_LABELS}" y="{y}" width="{width:.1f}" height="{_BAR - 3}" '
            f'fill="#{series_colour(chart, place)}"/>'
            f'<text x="{_LABELS + width + 5:.1f}" y="{y + _BAR - 5}">{shown(chart, value)}</text>'
        )
    return drawn


def _key(chart: Chart, y: int) -> str:
    names = "; ".join(series.name for series in chart.series)
    return f'<text x="{_LABELS}" y="{y}">{escape(f"Bars from the top: {names}")}</text>'
