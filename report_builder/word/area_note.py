"""The note on an Area as a Word file that inspectors complete; the same note, the same bytes."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Pt

from report_builder.area_note import AreaNote, OnCriterion, in_short
from report_builder.plain_note import Grid
from report_builder.word.note_page import begun, bullet, heading, seal, table
from report_builder.word.xml_text import clean

_ROOM = "[For the inspector: {}]"


def written(note: AreaNote) -> bytes:
    """Return the note as a .docx that knows whether somebody has edited it since."""
    document = begun(in_short(note), note.dated, note.marking)
    document.add_paragraph(clean(f"{note.title}. A working note, to be completed by inspectors."))
    heading(document, "Documents", 2)
    if note.documents:
        _table(document, ("What was asked for", "Received", "Status"), note.documents, (10, 3, 3.6))
    else:
        document.add_paragraph("No document was asked of this Area.")
    document.add_paragraph(clean(note.files)).paragraph_format.space_before = Pt(9)
    for one in note.criteria:
        _criterion(document, one)
    return seal(document, note.dated)


def _criterion(document: Document, one: OnCriterion) -> None:
    criterion = one.criterion
    heading(document, clean(f"{criterion.criterion_id} {criterion.title}"), 2)
    document.add_paragraph(clean(criterion.text)).runs[0].italic = True
    _part(document, "What is evidenced", one.evidenced or "Nothing is coded on this yet.")
    if one.quoted:
        _table(document, ("What it shows", "Words", "Where"), one.quoted, (3.4, 8.6, 4.6))
    _part(document, "What is contradicted", one.contradicted or "No sources contradict each other.")
    _part(document, "What is silent", one.silent or "Every kind of source that came speaks of it.")
    heading(document, "Still to ask", 3)
    for question, why in one.ask:
        bullet(document, clean(f"{question} (Why: {why}.)"))
    if not one.ask:
        document.add_paragraph("Nothing follows from the evidence so far.")
    document.add_paragraph(_ROOM.format("what you make of this, and what you would ask besides"))


def _part(document: Document, head: str, text: str) -> None:
    heading(document, head, 3)
    document.add_paragraph(clean(text))


def _table(
    document: Document,
    headings: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    widths: tuple[float, ...],
) -> None:
    table(document, Grid(", ".join(headings), headings, rows, widths))
