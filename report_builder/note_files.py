"""Working notes as files in the inspection's folder, never over a person's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence.files import require_writable, write_whole
from evidence.identity import spoken
from evidence.workspace import Workspace
from report_builder.emerging import emerging_note
from report_builder.gather import material
from report_builder.note_place import target
from report_builder.plain_note import PlainNote
from report_builder.question_plan import question_plan
from report_builder.word.plain_note import written

NOTES = "notes"
EMERGING = "emerging-findings.docx"


@dataclass(frozen=True, slots=True)
class Written:
    """A note's file, what it is about, and its state as `area_notes.NoteFile` has it."""

    about: str
    path: Path
    state: str


def write_emerging(
    workspace: Workspace, today: date, *, out: Path | None = None, dry: bool = False
) -> Written:
    """Write the note on the emerging findings; `out` is a file, or a folder for it.

    Raises:
        OutputBlocked: the note cannot be written.
    """
    note = emerging_note(material(workspace), today)
    path = out / EMERGING if out is not None and out.is_dir() else out
    return _put(workspace, "", path or workspace.folder / NOTES / EMERGING, note, dry=dry)


def write_questions(
    workspace: Workspace, areas: list[str], today: date, *, dry: bool = False
) -> list[Written]:
    """Write the plan of questions for the meetings in each Area.

    Raises:
        OutputBlocked: a plan cannot be written.
    """
    gathered, folder = material(workspace), workspace.folder / NOTES
    return [
        _put(
            workspace,
            area,
            folder / f"questions-{spoken(area)}.docx",
            question_plan(gathered, area, today),
            dry=dry,
        )
        for area in areas
    ]


def _put(workspace: Workspace, about: str, path: Path, note: PlainNote, *, dry: bool) -> Written:
    content = written(note)
    place, state = target(path, content)
    if not dry and state != "same":
        if place.parent == workspace.folder / NOTES:
            workspace.place(NOTES)
        require_writable(place)
        write_whole(place, content)
    return Written(about, place, state)
