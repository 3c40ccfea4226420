"""Notes on Areas, written into the inspection's folder and never over a person's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence.errors import ConfigurationInvalid
from evidence.files import require_writable, write_whole
from evidence.identity import spoken
from evidence.inventory import standings
from evidence.workspace import Workspace
from report_builder.area_note import area_note
from report_builder.gather import material
from report_builder.note_place import target
from report_builder.word.area_note import written
from report_builder.word.note_page import untouched

NOTES = "area-notes"


@dataclass(frozen=True, slots=True)
class NoteFile:
    """An Area's note: its file, and what is so or was done.

    `state` is "new", "renewed", "same", "beside" (a person has edited the note, so that the
    new one stands beside it), "edited", "as built" or "none".
    """

    area: str
    path: Path
    state: str


def called_here(workspace: Workspace, label: str = "") -> str:
    """Return what the note is called: as somebody says here, or as the settings have it.

    Raises:
        ConfigurationInvalid: there is no letter in it, so no file could be named after it.
    """
    called = " ".join((label or workspace.inspection.settings.area_note).split())
    if not spoken(called):
        raise ConfigurationInvalid(
            "the note on each Area has no name", way_out='iqa config set area_note "Area note"'
        )
    return called


def build_notes(
    workspace: Workspace, areas: list[str], today: date, *, label: str, dry: bool = False
) -> list[NoteFile]:
    """Write the note on each Area.

    Raises:
        OutputBlocked: a note cannot be written.
    """
    gathered, asked = material(workspace), standings(workspace, today)
    made: list[NoteFile] = []
    for area in areas:
        wanted = [s for s in asked if s.request.area == area]
        content = written(area_note(gathered, area, wanted, today, label=label))
        path, state = target(_place(workspace, area, label), content)
        if not dry and state != "same":
            workspace.place(NOTES)
            require_writable(path)
            write_whole(path, content)
        made.append(NoteFile(area, path, state))
    return made


def list_notes(workspace: Workspace, areas: list[str], *, label: str) -> list[NoteFile]:
    """Return which Areas have a note, and whether a person has worked on it."""
    found = []
    for area in areas:
        path = _place(workspace, area, label)
        state = "none"
        if path.is_file():
            state = "as built" if untouched(path.read_bytes()) else "edited"
        found.append(NoteFile(area, path, state))
    return found


def _place(workspace: Workspace, area: str, label: str) -> Path:
    return workspace.folder / NOTES / f"{spoken(label)}-{spoken(area)}.docx"
