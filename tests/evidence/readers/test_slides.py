"""What a presentation says, slide by slide."""

from __future__ import annotations

import struct

import pytest

from evidence.errors import UnreadableSource
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.segments import Segment, SegmentStatus
from tests.evidence.compound_files import compound
from tests.evidence.readers.test_laws import lies_where_it_says
from tests.evidence.readers.test_sheets import REL, relations
from tests.evidence.word_files import p, word, zipped

NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{REL}"'
)


def words(*paragraphs: str) -> str:
    inside = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
    return f"<p:txBody>{inside}</p:txBody>"


def shape(*paragraphs: str, held: str = "") -> str:
    ph = f'<p:nvPr><p:ph type="{held}"/></p:nvPr>' if held else ""
    return f"<p:sp><p:nvSpPr>{ph}</p:nvSpPr>{words(*paragraphs)}</p:sp>"


def table(*rows: tuple[str, ...]) -> str:
    inside = "".join(
        "<a:tr>" + "".join(f"<a:tc>{words(c)}</a:tc>" for c in cells) + "</a:tr>" for cells in rows
    )
    return f"<p:graphicFrame><a:tbl>{inside}</a:tbl></p:graphicFrame>"


def slide(*shapes: str, more: str = "") -> bytes:
    tree = "".join(shapes)
    return f"<p:sld {NAMES} {more}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>".encode()


def reading_of(*slides: bytes, more: dict[str, bytes] | None = None) -> Reading:
    listed = "".join(f'<p:sldId id="{n}" r:id="slide{n}"/>' for n in range(len(slides), 0, -1))
    places = {f"slide{n}": f"slides/s{n}.xml" for n in range(1, len(slides) + 1)}
    parts = {
        "[Content_Types].xml": b"<Types>presentationml.presentation.main</Types>",
        "_rels/.rels": relations(officeDocument="ppt/presentation.xml"),
        "ppt/_rels/presentation.xml.rels": relations(**places, commentAuthors="commentAuthors.xml"),
        "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldIdLst>{listed}</p:sldIdLst>"
        "</p:presentation>".encode(),
        **{f"ppt/slides/s{n}.xml": data for n, data in enumerate(slides, start=1)},
        **(more or {}),
    }
    reading = read(zipped(parts), "a.pptx", Hints())
    lies_where_it_says(reading)
    return reading


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def test_slides_come_as_they_are_shown_under_their_titles() -> None:
    reading = reading_of(
        slide(shape("Second shown.")),
        slide(shape("A point.", "Another."), shape("Cover", held="title")),
    )

    assert reading.text == "Cover\nA point.\nAnother.\nSecond shown."
    assert [(s.locator, s.heading, s.page) for s in live(reading)] == [
        ("slide 1, para 1", "Cover", 1),
        ("slide 1, para 2", "Cover", 1),
        ("slide 2, para 1", "slide 2", 2),
    ]


def test_a_slide_of_a_title_only_is_not_lost() -> None:
    assert [s.text for s in live(reading_of(slide(shape("Any questions?", held="ctrTitle"))))] == [
        "Any questions?"
    ]


def test_a_table_reads_row_by_row() -> None:
    reading = reading_of(slide(table(("Action", "Owner", "Due"), ("Write", "NB", "May"))))

    assert [(s.locator, s.owner, s.due) for s in live(reading)] == [
        ("slide 1, table 1, row 2", "NB", "May")
    ]


def test_groups_are_opened_and_alternatives_read_once() -> None:
    alternate = (
        f"<mc:AlternateContent><mc:Choice>{shape('Once.')}</mc:Choice>"
        f"<mc:Fallback>{shape('Once.')}</mc:Fallback></mc:AlternateContent>"
    )

    assert reading_of(slide(f"<p:grpSp>{shape('In.')}{alternate}</p:grpSp>")).text == "In.\nOnce."


def test_notes_comments_and_footers_keep_their_status() -> None:
    notes = f"<p:notes {NAMES}>{shape('Say this.', held='body')}{shape('1', held='sldNum')}"
    comments = f'<p:cmLst {NAMES}><p:cm authorId="0" dt="2024"><p:text>True?</p:text></p:cm>'
    authors = f'<p:cmAuthorLst {NAMES}><p:cmAuthor id="0" name="NB"/></p:cmAuthorLst>'
    reading = reading_of(
        slide(shape("A point."), shape("OFFICIAL", held="ftr"), shape("9", held="sldNum")),
        more={
            "ppt/slides/_rels/s1.xml.rels": relations(
                notesSlide="../n.xml", comments="../c.xml", diagramData="../d.xml"
            ),
            "ppt/n.xml": f"{notes}</p:notes>".encode(),
            "ppt/c.xml": f"{comments}</p:cmLst>".encode(),
            "ppt/d.xml": f"<p:d {NAMES}>{words('In a diagram.')}</p:d>".encode(),
            "ppt/commentAuthors.xml": authors.encode(),
        },
    )

    assert [(s.status.value, s.locator, s.text, s.author) for s in reading.segments] == [
        ("live", "slide 1, para 1", "A point.", ""),
        ("live", "slide 1, para 2", "In a diagram.", ""),
        ("live", "slide 1, notes, para 1", "Say this.", ""),
        ("furniture", "footer", "OFFICIAL", ""),
        ("comment", "slide 1, comment 1", "True?", "NB"),
    ]
    assert reading.segments[-1].anchor == 1


def test_what_a_picture_shows_is_kept_as_its_author_describes_it() -> None:
    pictured = (
        '<p:pic><p:nvPicPr><p:cNvPr id="2" name="x" descr="Cover by day"/></p:nvPicPr></p:pic>'
    )
    reading = reading_of(slide(shape("A point."), pictured))

    assert [(s.status.value, s.locator, s.text) for s in reading.segments] == [
        ("live", "slide 1, para 1", "A point."),
        ("furniture", "slide 1, description of a picture", "Cover by day"),
    ]


def test_what_every_slide_shows_is_kept_once_and_prompts_are_not() -> None:
    layout = slide(shape("Click to edit", held="body"), shape("OFFICIAL"))
    links = {
        f"ppt/slides/_rels/s{n}.xml.rels": relations(slideLayout="../layout.xml") for n in (1, 2)
    }
    reading = reading_of(
        slide(shape("Two.")), slide(shape("One.")), more={**links, "ppt/layout.xml": layout}
    )

    assert [(s.status.value, s.text) for s in reading.segments] == [
        ("live", "One."),
        ("live", "Two."),
        ("furniture", "OFFICIAL"),
    ]


def chart() -> bytes:
    names = NAMES + ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    labels = '<c:pt idx="0"><c:v>Northshire</c:v></c:pt><c:pt idx="1"><c:v>Eastmere</c:v></c:pt>'
    values = '<c:pt idx="0"><c:v>62</c:v></c:pt><c:pt idx="1"><c:v>48</c:v></c:pt>'
    return (
        f"<c:chartSpace {names}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>On time</a:t></a:r>"
        "</a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:v>Q2</c:v></c:tx>"
        f"<c:cat><c:strCache>{labels}</c:strCache></c:cat>"
        f"<c:val><c:numCache>{values}</c:numCache></c:val></c:ser></c:barChart></c:plotArea>"
        "</c:chart></c:chartSpace>"
    ).encode()


def test_a_chart_says_its_title_and_its_points() -> None:
    reading = reading_of(
        slide(shape("A point.")),
        more={
            "ppt/slides/_rels/s1.xml.rels": relations(chart="../charts/c.xml"),
            "ppt/charts/c.xml": chart(),
        },
    )

    assert reading.text == "A point.\nOn time\nQ2\nNorthshire | 62\nEastmere | 48"
    assert (reading.segments[2].locator, reading.segments[2].columns) == (
        "slide 1, chart 1, row 1",
        (("Q2", "62"),),
    )


def test_a_hidden_shape_is_flagged_and_a_box_on_the_notes_page_is_read() -> None:
    kept = shape("Left from last year.").replace(
        "<p:nvSpPr>", '<p:nvSpPr><p:cNvPr id="3" name="x" hidden="1"/>'
    )
    notes = f"<p:notes {NAMES}>{shape('Ask about the rota.')}</p:notes>"
    reading = reading_of(
        slide(shape("A point."), kept),
        more={
            "ppt/slides/_rels/s1.xml.rels": relations(notesSlide="../n.xml"),
            "ppt/n.xml": notes.encode(),
        },
    )

    assert [(s.status.value, s.text) for s in reading.segments] == [
        ("live", "A point."),
        ("hidden", "Left from last year."),
        ("live", "Ask about the rota."),
    ]


def test_an_embedded_document_is_a_file_of_its_own() -> None:
    inner = word(p("Cover is thin."))
    reading = reading_of(
        slide(shape("See the minutes.")),
        more={
            "ppt/slides/_rels/s1.xml.rels": relations(
                package1="../embeddings/m.docx", oleObject1="../embeddings/o.bin"
            ),
            "ppt/embeddings/m.docx": inner,
            "ppt/embeddings/o.bin": compound({"\x01Ole10Native": native("rota.txt", b"Fridays")}),
        },
    )

    assert [(a.name, a.content) for a in reading.attachments] == [
        ("m.docx", inner),
        ("rota.txt", b"Fridays"),
    ]


def native(name: str, data: bytes) -> bytes:
    """What a packager object keeps of a file."""
    own = name.encode() + b"\x00"
    return (
        bytes(6) + own + b"C:\\" + own + bytes(4) + struct.pack("<I", len(own)) + own
        + struct.pack("<I", len(data)) + data
    )  # fmt: skip


def test_an_object_that_cannot_be_taken_out_is_told() -> None:
    reading = reading_of(
        slide(shape("A point.")),
        more={
            "ppt/slides/_rels/s1.xml.rels": relations(oleObject1="../embeddings/o.bin"),
            "ppt/embeddings/o.bin": b"something else",
        },
    )

    assert [n.code for n in reading.notices] == ["embedded_file"]


def test_slides_are_found_without_their_list() -> None:
    parts = {
        "[Content_Types].xml": b"<Types>presentationml.presentation.main</Types>",
        "_rels/.rels": relations(officeDocument="ppt/presentation.xml"),
        **{f"ppt/slides/slide{n}.xml": slide(shape(f"Slide {n}.")) for n in (10, 9)},
    }

    assert read(zipped(parts), "a.pptx", Hints()).text == "Slide 9.\nSlide 10."


def test_a_template_without_slides_keeps_its_layouts_beside_the_text() -> None:
    reading = reading_of(
        more={
            "ppt/_rels/presentation.xml.rels": relations(slideMaster="m.xml"),
            "ppt/m.xml": slide(shape("Put the Area's name here", held="title")),
        }
    )

    assert [(s.status.value, s.text) for s in reading.segments] == [
        ("furniture", "Put the Area's name here")
    ]
    assert [n.code for n in reading.notices] == ["no_slides"]


def test_a_hidden_slide_is_flagged() -> None:
    reading = reading_of(slide(shape("Not shown."), more='show="0"'))

    assert [s.status for s in reading.segments] == [SegmentStatus.HIDDEN]


def test_a_presentation_of_pictures_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnreadableSource) as caught:
        reading_of(slide("<p:pic/>"))

    assert caught.value.code == "no_text"
