"""Bar charts as Word's own charts, which an inspector can edit (DrawingML, ECMA-376 21.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from report_builder.document import Chart, Series
from report_builder.word.chart_workbook import SHEET, chart_workbook
from report_builder.word.column_widths import text_width
from report_builder.word.xml_text import escaped

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ONE, _TWO = ("12436D",), ("12436D", "F46A25")
_MORE = ("12436D", "28A197", "801650", "F46A25", "3D3D3D", "A285D1")
_INK, _GRID = "222222", "D9D9D9"
_LETTERS = 10
"""Size of a chart's letters, in points."""
_EMU = 635
"""English metric units in a twentieth of a point."""
_LINE = 235
_BAR = 290
_GAP = 130
_AXIS_ROOM, _TOP_ROOM = 460, 60
_LABELS_AT_MOST, _LABELS_AT_LEAST = 0.46, 0.12
_VALUE_ROOM = 0.07
WORKBOOK_RELATION = "rId1"


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart's XML and the workbook behind it."""

    xml: str
    workbook: bytes


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A chart as a picture, in PNG."""

    png: bytes


@dataclass(frozen=True, slots=True)
class ChartSize:
    """A chart's measures in twentieths of a point.

    `labels` is the share of the width that category names take.
    """

    width: int
    height: int
    labels: float


def chart_size(chart: Chart, width: int, tallest: int) -> ChartSize:
    """Return measures that leave every category its label and every series a bar."""
    names = [text_width(name, size=_LETTERS) + 160 for name in chart.categories]
    labels = min(max(max(names) / width, _LABELS_AT_LEAST), _LABELS_AT_MOST)
    room = labels * width - 160
    lines = max(math.ceil(name * 1.1 / room) if name > room else 1 for name in names)
    each = max(lines * _LINE, len(chart.series) * _BAR) + _GAP
    height = min(_TOP_ROOM + _AXIS_ROOM + each * len(chart.categories), tallest)
    return ChartSize(width, height, labels)


def chart_part(chart: Chart, size: ChartSize) -> ChartPart:
    """Return a horizontal clustered bar chart, its categories in order from the top.

    Raises:
        ValueError: the chart has no categories or no series.
    """
    if not chart.categories or not chart.series:
        raise ValueError(f"the chart {chart.block_id} is empty")
    series = "".join(_series(chart, place, one) for place, one in enumerate(chart.series))
    bars = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{_gap(chart, size)}"/><c:overlap val="0"/><c:axId val="501"/>'
        '<c:axId val="502"/></c:barChart>'
    )
    plot = f"<c:plotArea>{_layout(size)}{bars}{_categories()}{_values(chart)}</c:plotArea>"
    xml = (
        f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" '
        f'xmlns:r="{_RELATIONS}"><c:date1904 val="0"/><c:lang val="en-GB"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'{plot}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text()}"
        f'<c:externalData r:id="{WORKBOOK_RELATION}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )
    return ChartPart(xml, chart_workbook(chart))


def chart_drawing(chart: Chart, size: ChartSize, number: int, relation: str) -> str:
    """Return the run that shows chart part `relation`, with its alt text."""
    return _drawing(
        chart,
        size,
        number,
        f'<a:graphicData uri="{_DRAWING}/chart"><c:chart xmlns:c="{_DRAWING}/chart" '
        f'r:id="{relation}"/></a:graphicData>',
    )


def picture_drawing(chart: Chart, size: ChartSize, number: int, relation: str) -> str:
    """Return the run that shows the picture `relation` of a chart, with its alt text."""
    extent = f'<a:ext cx="{size.width * _EMU}" cy="{size.height * _EMU}"/>'
    return _drawing(
        chart,
        size,
        number,
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Chart {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>{extent}</a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>',
    )


def _drawing(chart: Chart, size: ChartSize, number: int, graphic: str) -> str:
    name = f'id="{number}" name="Chart {number}" descr="{escaped(chart.alt)}"'
    extent = f'cx="{size.width * _EMU}" cy="{size.height * _EMU}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr {name}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
        f"{graphic}</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _gap(chart: Chart, size: ChartSize) -> int:
    """Return the gap between categories as a percentage of a bar: bars keep a thickness."""
    each = (size.height - _TOP_ROOM - _AXIS_ROOM) / len(chart.categories)
    bars = _BAR * len(chart.series)
    return int(min(max((each - bars) / _BAR * 100, 35), 400))


def _layout(size: ChartSize) -> str:
    shares = {
        "x": size.labels,
        "y": _TOP_ROOM / size.height,
        "w": 1 - size.labels - _VALUE_ROOM,
        "h": (size.height - _TOP_ROOM - _AXIS_ROOM) / size.height,
    }
    places = "".join(f'<c:{key} val="{shares[key]:.4f}"/>' for key in ("x", "y", "w", "h"))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{places}</c:manualLayout></c:layout>'
    )


def _series(chart: Chart, place: int, series: Series) -> str:
    column = chr(ord("B") + place)
    last = len(chart.categories) + 1
    names = "".join(
        f'<c:pt idx="{n}"><c:v>{escaped(name)}</c:v></c:pt>'
        for n, name in enumerate(chart.categories)
    )
    values = "".join(
        f'<c:pt idx="{n}"><c:v>{value!r}</c:v></c:pt>'
        for n, value in enumerate(series.values[: len(chart.categories)])
        if math.isfinite(value)
    )
    count = f'<c:ptCount val="{len(chart.categories)}"/>'
    fill = f'<a:solidFill><a:srgbClr val="{series_colour(chart, place)}"/></a:solidFill>'
    form = escaped(_form(chart))
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef>'
        f'<c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>'
        f"{escaped(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>{_labels(form)}'
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{names}"
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef>"
        f"<c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{form}</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _labels(form: str) -> str:
    shown = "".join(
        f'<c:show{what} val="{int(what == "Val")}"/>'
        for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return (
        f'<c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln>'
        f'<a:noFill/></a:ln></c:spPr>{_text()}<c:dLblPos val="outEnd"/>{shown}</c:dLbls>'
    )


def series_colour(chart: Chart, place: int) -> str:
    """Return the colour of a series as RRGGBB, from the Government Analysis Function's palette."""
    palette = {1: _ONE, 2: _TWO}.get(len(chart.series), _MORE)
    return palette[place % len(palette)]


def _form(chart: Chart) -> str:
    """Return Excel's number format of a chart's values."""
    return ("0.0" if _in_tenths(chart) else "0") + ('"%"' if chart.unit == "%" else "")


def value_form(chart: Chart) -> str:
    """Return how a chart's values are written, as `str.format` takes it: "{:.0f}%"."""
    return ("{:.1f}" if _in_tenths(chart) else "{:.0f}") + ("%" if chart.unit == "%" else "")


def _in_tenths(chart: Chart) -> bool:
    """Say whether values come with one decimal, which is not rounded again."""
    values = [value for series in chart.series for value in series.values if math.isfinite(value)]
    whole = all(value == round(value) for value in values)
    return not whole and all(value == round(value, 1) for value in values)


def _categories() -> str:
    return (
        '<c:catAx><c:axId val="501"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"{_line('8A8A8A')}{_text()}"
        '<c:crossAx val="502"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _values(chart: Chart) -> str:
    percent = chart.unit == "%"
    ends = '<c:max val="100"/><c:min val="0"/>' if percent else '<c:min val="0"/>'
    form = '0"%"' if percent else "0"
    step = '<c:majorUnit val="20"/>' if percent else ""
    return (
        '<c:valAx><c:axId val="502"/><c:scaling><c:orientation val="minMax"/>'
        f'{ends}</c:scaling><c:delete val="0"/><c:axPos val="b"/><c:majorGridlines>'
        f"{_line(_GRID)}</c:majorGridlines>"
        f'<c:numFmt formatCode="{escaped(form)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text()}"
        '<c:crossAx val="501"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        f"{step}</c:valAx>"
    )


def _line(colour: str) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return f'<c:spPr><a:ln w="9525">{fill}</a:ln></c:spPr>'


def _text() -> str:
    ink = f'<a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
    font = f'<a:defRPr sz="{_LETTERS * 100}" b="0">{ink}<a:latin typeface="Arial"/></a:defRPr>'
    return (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{font}</a:pPr>"
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )
