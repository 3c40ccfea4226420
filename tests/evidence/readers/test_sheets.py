"""What workbooks and tables of values say: rows under their headings."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.segments import Segment, SegmentStatus
from tests.evidence.readers.test_laws import WORDS, lies_where_it_says, read_or_none
from tests.evidence.word_files import p, word, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


_TWICE = ("Month", "Required", "Done", "Required", "Done")


def inline(reference: str, words: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'


def figure(reference: str, value: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def relations(**targets: str) -> bytes:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{REL}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'.encode()


def workbook(*rows: str, state: str = "visible", formats: str = "", strings: str = "",
             more: dict[str, bytes] | None = None, main: str = MAIN) -> bytes:  # fmt: skip
    names = f'xmlns="{main}" xmlns:r="{REL}"'
    xfs = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 164, 9, 22))
    return zipped(
        {
            "[Content_Types].xml": b"<Types>spreadsheetml.sheet.main</Types>",
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relations(
                worksheet1="worksheets/sheet1.xml", styles="styles.xml",
                sharedStrings="sharedStrings.xml",
            ),
            "xl/workbook.xml": f"<workbook {names}><sheets>"
            f'<sheet name="Q2" state="{state}" r:id="worksheet1"/></sheets></workbook>'.encode(),
            "xl/styles.xml": f"<styleSheet {names}><numFmts>{formats}</numFmts>"
            f"<cellXfs>{xfs}</cellXfs></styleSheet>".encode(),
            "xl/sharedStrings.xml": f"<sst {names}>{strings}</sst>".encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {names}><sheetData>{''.join(rows)}"
            "</sheetData></worksheet>".encode(),
            **(more or {}),
        }
    )  # fmt: skip


def reading_of(*rows: str, **others: object) -> Reading:
    return read(workbook(*rows, **others), "a.xlsx", Hints())  # type: ignore[arg-type]


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


HEADS = row(3, inline("A3", "Unit"), inline("B3", "Timely"))


def test_a_row_reads_under_its_headings_and_says_where_it_is() -> None:
    reading = reading_of(row(1, inline("A1", "Casework quality")), HEADS,
                         row(4, inline("A4", "North"), figure("B4", "84")))  # fmt: skip

    assert reading.text == "Casework quality\nUnit | Timely\nNorth | 84"
    assert [(s.locator, s.heading, s.columns) for s in live(reading)] == [
        ("sheet Q2, row 1", "Q2", ()),
        ("sheet Q2, row 4", "Q2", (("Unit", "North"), ("Timely", "84"))),
    ]


def test_a_second_table_of_a_sheet_has_headings_of_its_own() -> None:
    reading = reading_of(
        HEADS,
        row(4, inline("A4", "North"), figure("B4", "84")),
        row(6, inline("A6", "By month")),
        row(7, inline("A7", "Month"), inline("B7", "Files")),
        row(8, inline("A8", "May"), figure("B8", "31")),
    )

    assert [s.columns for s in live(reading)] == [
        (("Unit", "North"), ("Timely", "84")),
        (),
        (("Month", "May"), ("Files", "31")),
    ]


def test_headings_of_two_rows_name_each_column_under_its_group() -> None:
    reading = reading_of(
        row(1, inline("B1", "Crown Court"), inline("D1", "Magistrates")),
        row(2, *(inline(f"{c}2", w) for c, w in zip("ABCDE", _TWICE, strict=True))),
        row(3, inline("A3", "April"), *(figure(f"{c}3", "9") for c in "BCDE")),
    )

    assert [s.columns for s in live(reading)] == [
        (
            ("Month", "April"),
            ("Crown Court / Required", "9"),
            ("Crown Court / Done", "9"),
            ("Magistrates / Required", "9"),
            ("Magistrates / Done", "9"),
        )
    ]


def test_labels_above_a_table_are_no_headings() -> None:
    reading = reading_of(
        row(1, inline("A1", "Area"), inline("B1", "Wessex")),
        row(2, inline("A2", "Quarter"), inline("B2", "Q1 2024/25")),
        row(4, inline("A4", "DCP"), inline("B4", "Due")),
        row(5, inline("A5", "DCP1"), inline("B5", "3 May 2024")),
    )

    assert [s.columns for s in live(reading)] == [
        (("Area", "Wessex"),),
        (("Quarter", "Q1 2024/25"),),
        (("DCP", "DCP1"), ("Due", "3 May 2024")),
    ]
    assert reading.dates == ("2024-04-01",)


def test_a_row_of_an_action_log_has_its_owner_and_date() -> None:
    reading = reading_of(
        row(1, inline("A1", "Action"), inline("B1", "Owner"), inline("C1", "Due")),
        row(2, inline("A2", "Write to courts"), inline("B2", "NB"), figure("C2", "45371", 1)),
    )

    assert [(s.owner, s.due) for s in live(reading)] == [("NB", "20 March 2024")]


@pytest.mark.parametrize(
    ("value", "style", "said"),
    [
        ("45371", 1, "20 March 2024"), ("45371.6694444", 4, "20 March 2024 16:04"),
        ("0.846", 3, "85%"), ("0.8456", 2, "84.6%"), ("0.30000000000000004", 0, "0.3"),
        ("1E3", 0, "1000"), ("-1", 1, "-1"), ("words", 0, "words"), ("NaN", 0, "NaN"),
    ],
)  # fmt: skip
def test_numbers_look_as_their_styles_show_them(value: str, style: int, said: str) -> None:
    formats = '<numFmt numFmtId="164" formatCode="0.0%"/>'

    assert reading_of(row(1, figure("A1", value, style)), formats=formats).text == said


def test_shared_strings_truths_and_cached_results_are_read() -> None:
    reading = reading_of(
        row(1, '<c r="A1" t="s"><v>1</v></c><c r="B1" t="b"><v>1</v></c>'
               '<c r="C1" t="str"><f>A1&amp;"x"</f><v>came to this</v></c>'
               '<c r="D1" t="s"><v>99</v></c>'),
        strings="<si><t>no</t></si><si><r><t>in </t></r><r><t>two</t></r><rPh><t>x</t></rPh></si>",
    )  # fmt: skip

    assert reading.text == "in two | TRUE | came to this"


def test_a_cell_at_the_far_end_costs_nothing() -> None:
    reading = reading_of(row(1, inline("A1", "Near")), row(1048576, inline("XFD1048576", "Far")))

    assert [s.locator for s in live(reading)] == ["sheet Q2, row 1", "sheet Q2, row 1048576"]


def test_hidden_sheets_and_rows_are_flagged() -> None:
    sheet = reading_of(row(1, inline("A1", "Secret")), state="hidden")
    part = reading_of(row(1, inline("A1", "Seen")), row(2, inline("A2", "Not"), more='hidden="1"'))

    assert [s.status for s in sheet.segments] == [SegmentStatus.HIDDEN]
    assert [n.code for n in sheet.notices] == ["hidden_sheet"]
    assert [s.text for s in live(part)] == ["Seen"]


def test_a_comment_hangs_on_its_row() -> None:
    notes = (
        f'<comments xmlns="{MAIN}"><authors><author>NB</author></authors><commentList>'
        '<comment ref="B4" authorId="0"><text><t>Is this right?</t></text></comment>'
        "</commentList></comments>"
    )
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(comments="../comments1.xml"),
        "xl/comments1.xml": notes.encode(),
    }
    reading = reading_of(HEADS, row(4, inline("A4", "North"), figure("B4", "84")), more=more)

    comment = reading.segments[-1]
    assert (comment.status, comment.text, comment.author) == (
        SegmentStatus.COMMENT, "Is this right?", "NB",
    )  # fmt: skip
    assert comment.anchor == live(reading)[0].ordinal


def test_a_strict_workbook_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"

    assert reading_of(row(1, inline("A1", "Words")), main=strict).text == "Words"


def test_an_empty_workbook_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnreadableSource) as caught:
        reading_of()

    assert caught.value.code == "no_text"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_values_are_parted_by_whichever_sign_parts_them(sign: str) -> None:
    lines = [sign.join(cells) for cells in (("Unit", "Note"), ("North", '"so, so; x\ny"'))]
    reading = read("\r\n".join(lines).encode(), "a.csv", Hints())

    (only,) = live(reading)
    assert only.columns == (("Unit", "North"), ("Note", "so, so; x y"))
    assert only.locator == "row 2"


@given(st.lists(st.lists(WORDS, max_size=4).map(",".join), max_size=8).map("\n".join))
def test_any_values_end_in_a_reading_that_lies_where_it_says(text: str) -> None:
    reading = read_or_none(text.encode(), "a.csv", Hints(), {"empty", "no_text", "unreadable"})

    if reading is not None:
        lies_where_it_says(reading)


CELLS = st.builds(
    lambda kind, column, value: (
        f'<c r="{column}" t="{kind}" s="{column}"><v>{escape(value)}</v></c>'
    ),
    st.sampled_from(["s", "n", "b", "e", "str", "inlineStr", "d", "odd"]),
    st.sampled_from(["A1", "ZZZZ9", "", "7", "B"]),
    st.one_of(WORDS, st.sampled_from(["1e400", "-5", "99999999", "45000.5", "2958466"])),
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_any_cells_end_in_a_reading_that_lies_where_it_says(rows: list[list[str]]) -> None:
    data = workbook(*(row(n, *cells) for n, cells in enumerate(rows, start=1)))
    reading = read_or_none(data, "a.xlsx", Hints(), {"no_text", "unreadable"})

    if reading is not None:
        lies_where_it_says(reading)


def beside(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [
        (s.status.value, s.locator, s.text, s.author)
        for s in reading.segments
        if s.status is not SegmentStatus.LIVE
    ]


def test_a_thread_is_read_once_with_its_authors() -> None:
    thread = (
        '<ThreadedComments><threadedComment ref="A2" dT="2024-03-14" personId="p1"><text>Sure?'
        '</text></threadedComment><threadedComment ref="A2" dT="2024-03-15" personId="p2">'
        "<text>Yes.</text></threadedComment></ThreadedComments>"
    )
    legacy = (
        f'<comments xmlns="{MAIN}"><authors><author>tc=1</author></authors><commentList>'
        '<comment ref="A2" authorId="0"><text><t>[Threaded comment] Sure?</t></text></comment>'
        "</commentList></comments>"
    )
    people = (
        '<personList><person id="p1" displayName="A Keane"/><person id="p2" displayName="B Tan"/>'
    )
    reading = reading_of(
        row(1, inline("A1", "Area"), inline("B1", "Files")),
        row(2, inline("A2", "Northshire"), figure("B2", "12")),
        more={
            "xl/_rels/workbook.xml.rels": relations(
                worksheet1="worksheets/sheet1.xml", person="persons/person.xml"
            ),
            "xl/persons/person.xml": f"{people}</personList>".encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                comments="../comments1.xml", threadedComment="../threads.xml"
            ),
            "xl/comments1.xml": legacy.encode(),
            "xl/threads.xml": thread.encode(),
        },
    )

    assert beside(reading) == [
        ("comment", "sheet Q2, comment at A2", "Sure?", "A Keane"),
        ("comment", "sheet Q2, comment at A2", "Yes.", "B Tan"),
    ]
    assert {s.anchor for s in reading.segments[1:]} == {1}


def test_what_stands_at_a_sheets_edges_is_furniture_without_its_codes() -> None:
    data = workbook(row(1, inline("A1", "Northshire")))
    edges = (
        "<headerFooter><oddHeader>&amp;L&amp;&quot;Arial,Bold&quot;&amp;12OFFICIAL"
        "&amp;RQ2 R&amp;&amp;D</oddHeader><oddFooter>&amp;LNorthshire"
        "&amp;CPage &amp;P of &amp;N</oddFooter></headerFooter>"
    )
    reading = read(
        changed(data, b"</worksheet>", f"{edges}</worksheet>".encode()), "a.xlsx", Hints()
    )

    assert beside(reading) == [
        ("furniture", "header", "OFFICIAL", ""),
        ("furniture", "header", "Q2 R&D", ""),
        ("furniture", "footer", "Northshire", ""),
    ]


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in its first sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    return zipped({**parts, name: parts[name].replace(old, new)})


def test_what_cells_do_not_show_is_told() -> None:
    data = workbook(
        row(1, inline("A1", "Northshire"), '<c r="B1"><f>SUM(C1:C9)</f></c>'),
        row(2, inline("A2", "Eastmere"), '<c r="B2" t="s"><v>99</v></c>'),
    )
    columns = b'<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
    reading = read(changed(data, b"<sheetData>", columns), "a.xlsx", Hints())

    assert [(n.code, n.locator) for n in reading.notices] == [
        ("damaged_part", "shared strings"),
        ("uncalculated", "sheet Q2"),
        ("hidden_column", "sheet Q2"),
    ]


def test_sheets_are_found_without_their_list() -> None:
    names = f'xmlns="{MAIN}"'
    parts = {
        "[Content_Types].xml": b"<Types>spreadsheetml.sheet.main</Types>",
        **{
            f"xl/worksheets/sheet{n}.xml": f"<worksheet {names}><sheetData>"
            f"{row(1, inline('A1', f'Sheet {n}'))}</sheetData></worksheet>".encode()
            for n in (10, 9)
        },
    }

    assert read(zipped(parts), "a.xlsx", Hints()).text == "Sheet 9\nSheet 10"


def test_pictures_are_kept_as_described_and_embedded_files_are_their_own() -> None:
    drawing = '<d xmlns:xdr="urn:x"><xdr:cNvPr id="1" name="x" descr="Cover by day"/></d>'
    reading = reading_of(
        row(1, inline("A1", "Northshire")),
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                drawing="../drawings/d.xml", package="../embeddings/m.docx"
            ),
            "xl/drawings/d.xml": drawing.encode(),
            "xl/embeddings/m.docx": word(p("Cover is thin.")),
        },
    )

    assert beside(reading) == [
        ("furniture", "sheet Q2, description of a picture", "Cover by day", "")
    ]
    assert [a.name for a in reading.attachments] == ["m.docx"]


def test_a_workbook_of_which_no_words_are_left_is_said_to_be_damaged() -> None:
    data = bytearray(workbook(row(1, inline("A1", "Northshire" * 20))))
    start = data.index(b"xl/worksheets/sheet1.xml") + 30
    data[start : start + 200] = bytes(200)
    with pytest.raises(UnreadableSource) as caught:
        read(bytes(data), "a.xlsx", Hints())

    assert caught.value.code == "unreadable"


def test_a_workbook_without_its_list_of_types_is_known_by_its_folders() -> None:
    data = bytearray(workbook(row(1, inline("A1", "Northshire"))))
    start = data.index(b"[Content_Types].xml") + 19
    data[start : start + 8] = b"\xff" * 8

    assert read(bytes(data), "a.xlsx", Hints()).text == "Northshire"


def test_a_workbook_that_was_printed_loses_nothing_and_says_nothing() -> None:
    reading = reading_of(
        row(1, inline("A1", "Area"), inline("B1", "Files")),
        row(2, inline("A2", "Northshire"), figure("B2", "12")),
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                printerSettings="../printerSettings/printerSettings1.bin"
            ),
            "xl/printerSettings/printerSettings1.bin": b"\x00\x01 no XML at all",
        },
    )

    assert reading.notices == ()
    assert len(live(reading)) == 1
