"""What OpenDocument presentations say, and OpenDocument files in one piece of XML."""

from __future__ import annotations

import pytest

from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.segments import SegmentStatus
from tests.evidence.flat_files import flat, packed
from tests.evidence.readers.test_laws import lies_where_it_says


def box(*paragraphs: str, kind: str = "", more: str = "") -> str:
    words = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    held = f' presentation:class="{kind}"' if kind else ""
    return f"<draw:frame{held}><draw:text-box>{words}</draw:text-box>{more}</draw:frame>"


def page(*shapes: str) -> str:
    return f"<draw:page>{''.join(shapes)}</draw:page>"


def table(*rows: tuple[str, ...]) -> str:
    inside = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells)
        + "</table:table-row>"
        for cells in rows
    )
    return f'<table:table table:name="Q2">{inside}</table:table>'


def told(reading: Reading) -> list[tuple[str, str, str]]:
    lies_where_it_says(reading)
    return [(s.status.value, s.locator, s.text) for s in reading.segments]


SLIDES = (
    "<presentation:footer-decl>OFFICIAL</presentation:footer-decl>"
    + page(
        box("Two points.", more="<svg:desc>Cover by day</svg:desc>"),
        box("Cover", kind="title"),
        f"<draw:frame>{table(('Action', 'Owner', 'Due'), ('Write', 'NB', 'May'))}</draw:frame>",
        f"<presentation:notes>{box('Say this.')}</presentation:notes>",
        "<office:annotation><dc:creator>A Keane</dc:creator><text:p>True?</text:p>"
        "</office:annotation>",
    )
    + page(box("The end.", kind="title"))
)


@pytest.mark.parametrize("made", [packed, flat])
def test_slides_are_read_under_their_titles(made: object) -> None:
    reading = read(made("presentation", SLIDES), "a.odp", Hints())  # type: ignore[operator]

    assert reading.format == "odp"
    assert told(reading) == [
        ("live", "slide 1, para 1", "Two points."),
        ("live", "slide 1, table 1, row 2", "Write | NB | May"),
        ("live", "slide 1, notes, para 1", "Say this."),
        ("live", "slide 2, title", "The end."),
        ("furniture", "slide 1, description of a picture", "Cover by day"),
        ("comment", "slide 1, comment 1", "True?"),
        ("furniture", "footer", "OFFICIAL"),
    ]
    assert (reading.segments[0].heading, reading.segments[1].owner) == ("Cover", "NB")
    assert reading.segments[5].author == "A Keane"


def test_a_flat_text_is_read_as_a_packed_one_is() -> None:
    body = (
        '<text:h text:outline-level="1">Cover</text:h><text:p>Fridays are thin.'
        "<draw:frame><draw:image/><svg:desc>Cover by day</svg:desc></draw:frame></text:p>"
    )
    readings = [read(made("text", body), "a.odt", Hints()) for made in (flat, packed)]

    assert readings[0].segments == readings[1].segments
    assert told(readings[0]) == [
        ("live", "Cover, para 1", "Fridays are thin."),
        ("furniture", "description of a picture", "Cover by day"),
    ]


def test_a_flat_spreadsheet_keeps_comments_and_boxes_and_flags_hidden_sheets() -> None:
    note = (
        "<office:annotation><dc:creator>A Keane</dc:creator><text:p>Sure?</text:p>"
        "</office:annotation>"
    )
    sheet = table(("Area", "Files"), ("Northshire", "12")).replace(
        "<text:p>12", f"{note}<text:p>12"
    )
    boxed = sheet.replace(">", f"><table:shapes>{box('Counted twice.')}</table:shapes>", 1)
    hidden = table(("Old", "Rows")).replace('name="Q2"', 'name="Q1" table:style-name="H"')
    look = (
        '<office:automatic-styles><style:style style:name="H"><style:table-properties '
        'table:display="false"/></style:style></office:automatic-styles>'
    )
    reading = read(flat("spreadsheet", boxed + hidden, styles=look), "a.fods", Hints())

    assert told(reading) == [
        ("live", "sheet Q2, row 2", "Northshire | 12"),
        ("live", "sheet Q2, text box 1", "Counted twice."),
        ("hidden", "sheet Q1, row 1", "Old | Rows"),
        ("comment", "sheet Q2, comment in row 2", "Sure?"),
    ]
    assert reading.segments[3].anchor == 1
    assert [n.code for n in reading.notices] == ["hidden_sheet"]


def test_a_chart_in_a_text_says_its_title_and_its_points() -> None:
    points = table(("", "Q2"), ("Northshire", "62"))
    inner = (
        f"<chart:chart><chart:title><text:p>On time</text:p></chart:title>{points}</chart:chart>"
    )
    chart = flat("chart", inner).split(b"?>", 1)[1].decode()
    drawn = f"<text:p><draw:frame><draw:object>{chart}</draw:object></draw:frame></text:p>"
    reading = read(flat("text", f"<text:p>See below.</text:p>{drawn}"), "a.fodt", Hints())

    assert [s.text for s in reading.segments if s.status is SegmentStatus.LIVE] == [
        "See below.",
        "Northshire | 62",
    ]
    assert "On time" in reading.text


def test_a_value_that_does_not_say_how_it_is_shown_is_kept() -> None:
    row = (
        "<table:table-row><table:table-cell><text:p>Files</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="12"/></table:table-row>'
    )

    assert read(
        flat("spreadsheet", f"<table:table>{row}</table:table>"), "a.fods", Hints()
    ).text == ("Files | 12")
