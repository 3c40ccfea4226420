"""A working note as a Word file that people complete; the same note gives the same bytes."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Pt

from report_builder.plain_note import Grid, Head, Line, Part, PlainNote, Points, Room
from report_builder.word.note_page import begun, seal, table
from report_builder.word.xml_text import clean


def written(note: PlainNote) -> bytes:
    """Return the note as a .docx that knows whether somebody has edited it since."""
    document = begun(note.title, note.dated, note.marking)
    for part in note.parts:
        _add(document, part)
    return seal(document, note.dated)


def _add(document: Document, part: Part) -> None:
    match part:
        case Head(level, text):
            document.add_heading(clean(text), level)
        case Line(text, strong, aside):
            run = document.add_paragraph().add_run(clean(text))
            run.bold, run.italic = strong or None, aside or None
        case Points(items):
            for item in items:
                document.add_paragraph(clean(item), style="List Bullet")
        case Grid():
            table(document, part)
            document.add_paragraph().paragraph_format.space_after = Pt(0)
        case Room(prompt):
            document.add_paragraph(clean(f"[{prompt}]"))
