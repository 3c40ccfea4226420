"""What a presentation says, slide by slide."""

from __future__ import annotations

import pytest

from evidence.errors import UnreadableSource
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.segments import Segment, SegmentStatus
from tests.evidence.readers.test_laws import lies_where_it_says
from tests.evidence.readers.test_sheets import REL, relations
from tests.evidence.word_files import zipped

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


def test_a_hidden_slide_is_flagged() -> None:
    reading = reading_of(slide(shape("Not shown."), more='show="0"'))

    assert [s.status for s in reading.segments] == [SegmentStatus.HIDDEN]


def test_a_presentation_of_pictures_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnreadableSource) as caught:
        reading_of(slide("<p:pic/>"))

    assert caught.value.code == "no_text"
