"""What an OpenDocument text says, each part with its status."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.framework import Structure
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.segments import Segment, SegmentStatus, SpanStatus
from tests.evidence.readers.test_laws import lies_where_it_says, read_or_none
from tests.evidence.word_files import zipped

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:list-style>"
)


def odt(body: str, *, styles: str = "", pages: str = "", changes: str = "") -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{LISTS}{styles}"
        f"</office:automatic-styles><office:body><office:text>{changes}{body}"
        "</office:text></office:body></office:document-content>"
    )
    edges = (
        f"<office:document-styles {NAMES}><office:master-styles>{pages}"
        "</office:master-styles></office:document-styles>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "styles.xml": edges.encode(),
        }
    )


def reading_of(body: str, **others: str) -> Reading:
    return read(odt(body, **others), "a.odt", Hints(structure=Structure.MINUTES))


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def p(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def item(*blocks: str) -> str:
    return f"<text:list-item>{''.join(blocks)}</text:list-item>"


def test_headings_head_what_follows() -> None:
    reading = reading_of(
        '<text:h text:outline-level="1">Disclosure</text:h>' + p("Late.")
        + '<text:h text:outline-level="1">Listing</text:h>' + p("Moved <text:s text:c='2'/>on.")
    )  # fmt: skip

    assert [(s.heading, s.text) for s in live(reading)] == [
        ("Disclosure", "Late."),
        ("Listing", "Moved   on."),
    ]


def test_numbers_of_lists_are_counted_on_each_level() -> None:
    inner = f"<text:list>{item(p('It is late.'))}{item(p('It is thin.'))}</text:list>"
    reading = reading_of(
        f'<text:list text:style-name="L">{item(p("Files"))}{item(p("Cover"), inner)}</text:list>'
        + p("Between.")
        + f'<text:list text:style-name="L" text:continue-numbering="true">{item(p("End"))}'
        "</text:list>"
    )

    assert [(s.number, s.text) for s in live(reading) if s.text.startswith("It")] == [
        ("2.1", "It is late."),
        ("2.2", "It is thin."),
    ]
    assert live(reading)[-1].number == "3"


def test_a_row_of_an_action_log_knows_its_columns() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{p(c)}</table:table-cell>" for c in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    reading = reading_of(
        "<table:table><table:table-header-rows>" + row("Action", "Owner", "Due")
        + "</table:table-header-rows>" + row("Write", "NB", "12 May") + "</table:table>"
    )  # fmt: skip

    assert [(s.owner, s.due) for s in live(reading)] == [("NB", "12 May")]


def test_deleted_words_stay_apart_and_inserted_ones_are_marked() -> None:
    info = (
        "<office:change-info><dc:creator>AK</dc:creator><dc:date>2024-03-20</dc:date>"
        "</office:change-info>"
    )
    reading = reading_of(
        p('We <text:change text:change-id="d"/><text:change-start text:change-id="i"/>always'
          '<text:change-end text:change-id="i"/> check.'),
        changes="<text:tracked-changes>"
        f'<text:changed-region text:id="d"><text:deletion>{info}{p("never")}</text:deletion>'
        f'</text:changed-region><text:changed-region text:id="i"><text:insertion>{info}'
        "</text:insertion></text:changed-region></text:tracked-changes>",
    )  # fmt: skip

    assert reading.text == "We always check."
    assert [(s.status, s.text, s.author) for s in reading.spans] == [
        (SpanStatus.DELETED, "never", "AK"),
        (SpanStatus.INSERTED, "always", "AK"),
    ]


def test_comments_notes_headers_and_hidden_words_keep_their_status() -> None:
    reading = reading_of(
        p('Cover<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
          f"<text:note-body>{p('On Fridays.')}</text:note-body></text:note> is thin."
          f"<office:annotation><dc:creator>NB</dc:creator>{p('Says who?')}</office:annotation>"
          '<text:span text:style-name="H">secret</text:span>'),
        styles='<style:style style:name="H" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>',
        pages=f'<style:master-page style:name="S"><style:header>{p("OFFICIAL")}</style:header>'
        "</style:master-page>",
    )  # fmt: skip

    assert reading.text == "Cover is thin.\nOn Fridays."
    told = {(s.status, s.text, s.anchor) for s in reading.segments[1:]}
    assert told == {
        (SegmentStatus.LIVE, "On Fridays.", 1),
        (SegmentStatus.COMMENT, "Says who?", 1),
        (SegmentStatus.FURNITURE, "OFFICIAL", None),
    }
    assert [s.text for s in reading.spans if s.status is SpanStatus.HIDDEN] == ["secret"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{p('In the box.')}</draw:text-box></draw:frame>"

    assert reading_of(p(f"Before{box} it.")).text == "Before it.\nIn the box."


def test_contents_are_furniture() -> None:
    reading = reading_of(
        "<text:table-of-content><text:index-body>" + p("Cover 3")
        + "</text:index-body></text:table-of-content>" + p("Words.")
    )  # fmt: skip

    assert [(s.text, s.status) for s in reading.segments] == [
        ("Cover 3", SegmentStatus.FURNITURE),
        ("Words.", SegmentStatus.LIVE),
    ]


def test_a_locked_text_is_named_as_such() -> None:
    locked = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            "content.xml": b"\x00\x01",
        }
    )
    with pytest.raises(UnreadableSource) as caught:
        read(locked, "a.odt", Hints())

    assert caught.value.code == "encrypted"


def test_entities_are_refused() -> None:
    bomb = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        }
    )
    with pytest.raises(UnreadableSource) as caught:
        read(bomb, "a.odt", Hints())

    assert caught.value.code == "unsafe"


PIECES = st.sampled_from(
    [
        "words ", "<text:s/>", "<text:tab/>", "<text:line-break/>", '<text:a>link</text:a>',
        '<text:change text:change-id="d"/>', '<text:change-start text:change-id="i"/>',
        '<text:change-end text:change-id="i"/>', "<draw:frame><draw:text-box><text:p>box</text:p>"
        "</draw:text-box></draw:frame>",
        "<office:annotation><text:p>c</text:p></office:annotation>",
        "<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>",
        "</text:p><text:p>", "</text:p><text:list><text:list-item><text:p>x</text:p>"
        "</text:list-item></text:list><text:p>", "</text:p><table:table><table:table-row>"
        "<table:covered-table-cell/><table:table-cell table:number-columns-repeated='9999'>"
        "<text:p>y</text:p></table:table-cell></table:table-row></table:table><text:p>",
    ]
)  # fmt: skip
REGIONS = (
    '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>gone</text:p>'
    '</text:deletion></text:changed-region><text:changed-region text:id="i"><text:insertion/>'
    "</text:changed-region></text:tracked-changes>"
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_every_part_lies_where_it_says(body: str) -> None:
    data = odt(p(body), changes=REGIONS)
    reading = read_or_none(data, "a.odt", Hints(), {"no_text"})

    if reading is not None:
        lies_where_it_says(reading)


def test_a_spreadsheet_reads_row_by_row_and_endless_empty_rows_cost_nothing() -> None:
    def row(*cells: str, more: str = "") -> str:
        inside = "".join(f"<table:table-cell>{p(c)}</table:table-cell>" for c in cells)
        return f"<table:table-row {more}>{inside}</table:table-row>"

    empty = 'table:number-rows-repeated="1048000"'
    sheet = (
        f"<office:document-content {NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Q2">{row("Unit", "Timely")}{row("North", "84")}'
        f"{row(more=empty)}{row('End')}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    data = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": sheet.encode(),
        }
    )

    reading = read(data, "a.ods", Hints())

    assert [(s.locator, s.columns) for s in live(reading)] == [
        ("sheet Q2, row 2", (("Unit", "North"), ("Timely", "84"))),
        ("sheet Q2, row 1048003", ()),
    ]
