"""A returned file is read once, and every paragraph of it three ways."""

from __future__ import annotations

from report_builder.word.revisions.blocks import Paragraph
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.resolve import accepted, rejected
from report_builder.word.revisions.walking import walk
from tests.report_builder.word.revisions.wordfiles import (
    DEL,
    INS,
    MARK,
    deleted,
    inserted,
    paragraph,
    run,
    table,
    word,
)


def paragraphs(file: WordFile) -> list[Paragraph]:
    return walk(file).paragraphs


def test_a_paragraph_is_read_as_it_was_as_it_is_meant_and_with_all_marks() -> None:
    (one,) = paragraphs(word(paragraph("We saw ", deleted("nine"), inserted("ten"), " files.")))

    assert one.original == "We saw nine files."
    assert one.final == "We saw ten files."
    assert one.marked == "We saw nineten files."


def test_a_tracked_deletion_says_whose_it_is_and_when() -> None:
    (one,) = paragraphs(word(paragraph("Old ", deleted("words", author="P Quill"))))

    change = one.stretches[1].deleted

    assert change is not None
    assert (change.kind, change.author, change.at) == ("del", "P Quill", "2026-01-05T09:00:00Z")
    assert one.stretches[0].deleted is None


def test_words_that_one_put_in_and_another_took_out_belong_to_neither_view() -> None:
    nested = f"<w:ins {MARK}>{deleted('briefly ', author='P Quill')}</w:ins>"
    (one,) = paragraphs(word(paragraph("It was ", nested, "there.")))

    assert one.original == one.final == "It was there."
    assert one.stretches[1].inserted is not None
    assert one.stretches[1].deleted is not None


def test_content_controls_bookmarks_and_fields_are_known_around_their_words() -> None:
    control = (
        '<w:bookmarkStart w:id="3" w:name="_hmf_u1"/><w:sdt><w:sdtPr><w:tag w:val="hm:f:u1"/>'
        f'</w:sdtPr><w:sdtContent>{run("60%")}</w:sdtContent></w:sdt><w:bookmarkEnd w:id="3"/>'
    )
    field = f'<w:fldSimple w:instr="REF a">{run("Table 2")}</w:fldSimple>'

    (one,) = paragraphs(word(paragraph("In ", control, " of files, see ", field)))

    figure, reference = one.stretches[1], one.stretches[3]
    assert (figure.text, figure.controls, figure.bookmarks) == ("60%", ("hm:f:u1",), ("_hmf_u1",))
    assert (reference.text, reference.instruction) == ("Table 2", "REF a")


def test_digits_never_stick_to_letters_nor_words_to_controls() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('14')}</w:sdtContent></w:sdt>"

    (one,) = paragraphs(word(paragraph("edit0Q9", control, "units")))

    words = [token.text for token in one.tokens()]
    assert words == ["edit", "0", "Q", "9", "14", "units"]


def test_a_split_paragraph_shows_by_its_bookmark_in_two() -> None:
    start, end = '<w:bookmarkStart w:id="3" w:name="_hm_b1"/>', '<w:bookmarkEnd w:id="3"/>'

    first, second = paragraphs(
        word(paragraph(start, "One half", mark=INS), paragraph("another", end))
    )

    assert (first.opened, first.closed) == (("_hm_b1",), ())
    assert (second.opened, second.closed) == ((), ("_hm_b1",))
    assert first.mark_inserted is not None


def test_cells_are_addressed_by_table_row_and_cell() -> None:
    file = word("Before.", table(("North", "9"), ("South", "8"), marks=("", DEL)))

    *_, last = paragraphs(file)

    assert last.place.cells == ((1, 2, 2),)
    assert str(last.place) == "table 1, row 2, cell 2"
    assert (last.original, last.final) == ("8", "")


def test_notes_headers_and_text_boxes_are_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r>"
    file = word(
        paragraph("Body", box),
        footnotes=f'<w:footnote w:id="2">{paragraph("A note")}</w:footnote>'
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("-")}</w:footnote>',
        header=paragraph("OFFICIAL"),
    )

    found = [(p.place.story, p.place.boxed, p.final) for p in paragraphs(file)]

    assert found == [
        ("document", False, "Body"),
        ("document", True, "In a box"),
        ("footnotes", False, "A note"),
        ("header", False, "OFFICIAL"),
    ]


def test_the_views_say_what_accepting_and_rejecting_give() -> None:
    file = word(
        paragraph("One ", inserted("more "), mark=INS),
        paragraph(deleted("Gone."), mark=DEL),
        table(("A", deleted("x")), ("B", "y"), marks=("", INS)).replace("<w:del ", "<w:p><w:del ")
        .replace("</w:del></w:tc>", "</w:del></w:p></w:tc>"),
        "Last.",
    )  # fmt: skip

    for settled, view in ((accepted(file), "final"), (rejected(file), "original")):
        said = "".join(getattr(p, view) for p in paragraphs(file))
        assert said == "".join(p.marked for p in paragraphs(settled))
