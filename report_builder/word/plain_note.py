"""A working note as a Word file that people complete; the same note gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Pt

from report_builder.plain_note import Grid, Head, Line, List, Part, PlainNote, Points, Room
from report_builder.word.note_contents import contents_list, marked_heading
from report_builder.word.note_page import begun, seal, table
from report_builder.word.xml_text import clean

_GAP = Pt(7)
"""Room below a table, for Word draws two that follow each other as one."""


def written(note: PlainNote) -> bytes:
    """Return the note as a .docx that knows whether somebody has edited it since."""
    document = begun(note.title, note.dated, note.marking)
    for place, part in enumerate(note.parts):
        if isinstance(part, List):
            contents_list(document, part, _listed(note.parts, place, part))
        elif isinstance(part, Head):
            marked_heading(document, part, place)
        else:
            _add(document, part)
    return seal(document, note.dated)


def _listed(parts: Sequence[Part], place: int, wanted: List) -> list[tuple[int, Head]]:
    """Return the headings that a contents list names, each with its place in the note."""
    return [
        (at, part)
        for at, part in enumerate(parts)
        if at > place and isinstance(part, Head) and wanted.first <= part.level <= wanted.last
    ]


def _add(document: Document, part: Line | Points | Grid | Room) -> None:
    match part:
        case Line(text, strong, aside):
            run = document.add_paragraph().add_run(clean(text))
            run.bold, run.italic = strong or None, aside or None
        case Points(items):
            for item in items:
                document.add_paragraph(clean(item), style="List Bullet")
        case Grid():
            table(document, part)
            gap = document.add_paragraph().paragraph_format
            gap.space_after, gap.line_spacing = Pt(0), _GAP
        case Room(prompt):
            document.add_paragraph(clean(f"[{prompt}]"))
