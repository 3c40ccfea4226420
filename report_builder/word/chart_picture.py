"""Charts as pictures, by the Analysis Function's style: an extra, `pip install iqa[pictures]`.

Title, subtitle, key and source stand in the text around a picture, where a screen reader and
a search find them; the picture has the bars and their values, and its alt text says the rest.
"""

from __future__ import annotations

import math
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

from evidence.errors import ConfigurationInvalid
from report_builder.document import Chart
from report_builder.word.charts import ChartSize, series_colour, value_form

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_SERIES = 4
_FONT = {"font.family": "DejaVu Sans", "font.size": 9, "text.hinting": "none"}
"""The font comes with matplotlib, so that a picture does not depend on the machine."""
_INK, _GRID = "#222222", "#D9D9D9"
_DPI = 200
_INCH, _POINT = 1440, 20
"""Twentieths of a point in an inch and in a point."""
_LETTER = 5.4
"""The mean width of a letter, in points."""
_TOP, _BOTTOM, _RIGHT = 60, 460, 0.08
"""Room above and below the bars in twentieths of a point, and right of them as a share."""
_GROUP = 0.76
"""The share of a category's room that its bars take."""
_HUNDRED, _STEP = 100, 20


def chart_picture(chart: Chart, size: ChartSize) -> bytes:
    """Return a chart as a PNG; the same chart gives the same bytes.

    Raises:
        ConfigurationInvalid: the extra is not installed.
        ValueError: the chart has more series than a reader tells apart.
    """
    if len(chart.series) > MOST_SERIES:
        raise ValueError(f"the chart {chart.block_id} has more than {MOST_SERIES} series")
    try:
        import afcharts  # noqa: PLC0415 - an extra, which brings the style
        from matplotlib import style  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise ConfigurationInvalid(
            "report.charts = \"picture\" needs the extra 'pictures', which is not installed",
            way_out="pip install iqa[pictures], or: iqa config set report.charts native",
        ) from error
    with style.context([f"{afcharts.__name__}.afcharts", _FONT]):
        figure = Figure(figsize=(size.width / _INCH, size.height / _INCH), dpi=_DPI)
        axes = _axes(figure, size)
        _bars(axes, chart)
        _scale(axes, chart, size)
        return _png(figure)


def _axes(figure: Figure, size: ChartSize) -> Axes:
    """Return the room for the bars, where Word's own charts have it."""
    low, high = _BOTTOM / size.height, _TOP / size.height
    return figure.add_axes((size.labels, low, 1 - size.labels - _RIGHT, 1 - low - high))


def _bars(axes: Axes, chart: Chart) -> None:
    thick = _GROUP / len(chart.series)
    form = value_form(chart)
    for place, series in enumerate(chart.series):
        shift = (place - (len(chart.series) - 1) / 2) * thick
        values = series.values[: len(chart.categories)]
        known = [(n + shift, value) for n, value in enumerate(values) if math.isfinite(value)]
        colour = f"#{series_colour(chart, place)}"
        bars = axes.barh([at for at, _ in known], [v for _, v in known], thick, color=colour)
        axes.bar_label(bars, [form.format(v) for _, v in known], padding=3, color=_INK)


def _scale(axes: Axes, chart: Chart, size: ChartSize) -> None:
    letters = max(8, int((size.labels * size.width / _POINT - 8) / _LETTER))
    names = [fill(name, letters) for name in chart.categories]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    if chart.unit == "%":
        axes.set_xlim(0, _HUNDRED)
        axes.set_xticks(range(0, _HUNDRED + 1, _STEP))
        axes.xaxis.set_major_formatter("{x:.0f}%")
    else:
        axes.set_xlim(left=0)
        axes.locator_params(axis="x", integer=True)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=_GRID)
    axes.tick_params(length=0, labelcolor=_INK)
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(True)


def _png(figure: Figure) -> bytes:
    kept = BytesIO()
    figure.savefig(kept, format="png", dpi=_DPI, metadata={"Software": None})
    return kept.getvalue()
