"""Charts as pictures: an extra, so that what needs it is skipped where it is not installed."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec

import docx
import pytest

from evidence.errors import ConfigurationInvalid
from report_builder.document import Series
from report_builder.numbering import number
from report_builder.word.chart_picture import chart_picture
from report_builder.word.charts import chart_size
from report_builder.word.look import OfficeTemplate
from report_builder.word.writer import write
from tests.report_builder.word.sample_report import document_of, question_chart

pictures = pytest.mark.skipif(
    not (find_spec("matplotlib") and find_spec("afcharts")),
    reason="the extra 'pictures' is not installed: pip install iqa[pictures]",
)
WIDTH, TALLEST = 9026, 11000
PNG = b"\x89PNG\r\n\x1a\n"


def chunks(png: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8]
        at += length + 12


def pictured(series: int = 2) -> bytes:
    document = document_of(question_chart("c", series=series))
    return write(
        document,
        number(document),
        template=OfficeTemplate(b"", pictured=True),
        made_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        draft="draft-1",
    )


@pictures
def test_the_same_chart_gives_the_same_picture_and_it_names_no_program() -> None:
    chart = question_chart("c", series=2)
    size = chart_size(chart, WIDTH, TALLEST)

    first, second = chart_picture(chart, size), chart_picture(chart, size)

    assert first == second
    assert first.startswith(PNG)
    assert not set(chunks(first)) & {b"tEXt", b"iTXt", b"zTXt", b"tIME"}


@pictures
def test_a_changed_value_changes_the_picture() -> None:
    chart = question_chart("c", series=1)
    size = chart_size(chart, WIDTH, TALLEST)
    other = replace(chart, series=(Series("Files", (1.0,) * len(chart.categories)),))

    assert chart_picture(chart, size) != chart_picture(other, size)


@pictures
def test_a_report_with_pictures_has_no_chart_part_and_keeps_words_and_alt_text() -> None:
    data = pictured()

    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    opened = docx.Document(io.BytesIO(data))
    shown = opened.inline_shapes[0]

    assert "word/media/chart1.png" in names
    assert not [name for name in names if "/charts/" in name or "/embeddings/" in name]
    assert shown._inline.docPr.get("descr") == question_chart("c", series=2).alt
    assert any("Bars from the top" in p.text for p in opened.paragraphs)
    assert pictured() == data


@pictures
def test_a_chart_of_five_series_is_no_picture() -> None:
    chart = question_chart("c", series=1)
    many = replace(chart, series=tuple(Series(f"S{n}", chart.series[0].values) for n in range(5)))

    with pytest.raises(ValueError, match="more than 4 series"):
        chart_picture(many, chart_size(many, WIDTH, TALLEST))


def test_without_the_extra_a_sentence_names_it_and_the_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "afcharts", None)  # as Python marks what cannot be imported

    with pytest.raises(ConfigurationInvalid) as refused:
        pictured()

    assert 'report.charts = "picture"' in refused.value.message
    assert "iqa[pictures]" in str(refused.value.way_out)
