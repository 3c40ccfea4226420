"""Taking filled examination forms in: each workbook whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from evidence.audit import act
from evidence.errors import UnreadableSource
from evidence.examination.answers import FileExamination
from evidence.examination.defects import Defect, ExaminationReading
from evidence.examination.form_reading import read_sheets
from evidence.examination.mapped_headings import OthersLayouts
from evidence.examination.urns import same_case
from evidence.examination_store import ExaminationStore, Taken, take_files
from evidence.finding import FoundFile, find_files, open_once
from evidence.identity import Actor
from evidence.mapping_store import MappingStore
from evidence.notices import Notice
from evidence.readers.decoding import decoded, is_text
from evidence.readers.limits import MIB
from evidence.sample_store import SampleStore
from evidence.sampling.lists import sheet_of_lines
from evidence.steady import keeping_all
from evidence.workspace import Workspace

_LARGEST = 64 * MIB
_LARGEST_LINES = 512 * MIB
"""A national archive comes as lines: 100,000 files take about 70 MiB."""
_LINES = frozenset({".csv", ".tsv", ".txt"})


class WorkbookOutcome(StrEnum):
    """What became of a workbook."""

    IMPORTED = "imported"
    SAME = "same"
    GOOD = "good"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Examined:
    """One workbook: what it says, or everything that is wrong with it."""

    path: str
    outcome: WorkbookOutcome
    rows: int
    taken: Taken | None
    defects: tuple[Defect, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusal: UnreadableSource | None = None
    faulty_rows: int = 0


def examine(
    workspace: Workspace, paths: list[Path], actor: Actor, at: datetime, *, only_look: bool
) -> list[Examined]:
    """Read workbooks, and take them in unless `only_look`; every path is answered for."""
    found = []
    for file in find_files(paths):
        # One by one, so that what the reading of a workbook leaves behind is swept after it.
        with keeping_all():
            found.append(_one(workspace, file, actor, at, only_look=only_look))
    return found


def _one(
    workspace: Workspace, file: FoundFile, actor: Actor, at: datetime, *, only_look: bool
) -> Examined:
    path = file.path
    try:
        reading = _read(workspace, file)
    except UnreadableSource as refusal:
        return Examined(str(path), WorkbookOutcome.REFUSED, 0, None, refusal=refusal)
    defects = reading.defects or _met_before(workspace, reading.files)
    if defects or only_look:
        outcome = WorkbookOutcome.REFUSED if defects else WorkbookOutcome.GOOD
        faulty = reading.faulty_rows if reading.defects else len({d.row for d in defects})
        return Examined(
            str(path), outcome, reading.rows, None, defects, reading.notices, None, faulty
        )
    summary = f"took in {len(reading.files)} examined files from {path.name}"
    with act(workspace.database, actor, at, command="exam import", summary=summary) as doing:
        taken = take_files(doing, reading.files, path.name)
    changed = taken.new or taken.corrected
    outcome = WorkbookOutcome.IMPORTED if changed else WorkbookOutcome.SAME
    return Examined(str(path), outcome, reading.rows, taken, (), reading.notices)


def _read(workspace: Workspace, file: FoundFile) -> ExaminationReading:
    lines = file.path.suffix.casefold() in _LINES
    data = open_once(file, most=_LARGEST_LINES if lines else _LARGEST)
    settings = workspace.inspection.settings.examination
    others = OthersLayouts(
        MappingStore(workspace.database).mappings(), _references(workspace), file.path.name
    )
    framework = workspace.inspection.framework
    if lines and is_text(data):
        sheets = (sheet_of_lines(decoded(data)[0], file.path.name),)
        return read_sheets(sheets, framework, settings, others)
    from evidence.examination.workbook import read_workbook  # noqa: PLC0415  (not for lines)

    return read_workbook(data, framework, settings, others)


def _references(workspace: Workspace) -> dict[str, str]:
    """Return the references of the files of the sample and of those examined, by their case."""
    store = SampleStore(workspace.database)
    record = store.draw()
    drawn = store.files(record.draw_id) if record else ()
    known = {same_case(file.urn): file.file_ref for file in drawn if not file.replaced}
    return {**known, **_examined(workspace)}


def _examined(workspace: Workspace) -> dict[str, str]:
    """Return the references of the files examined before, by their case."""
    cases = ExaminationStore(workspace.database).cases()
    return {same_case(urn): file_ref for file_ref, urn in cases}


def _met_before(workspace: Workspace, files: tuple[FileExamination, ...]) -> tuple[Defect, ...]:
    """Find cases that another workbook gave under another reference."""
    known = _examined(workspace)
    return tuple(
        Defect(
            *_place(file.locator),
            "urn_examined_before",
            f"This URN was examined before, as {known[same_case(file.urn)]}.",
            "Correct the URN or the file reference.",
            file.file_ref,
        )
        for file in files
        if known.get(same_case(file.urn), file.file_ref) != file.file_ref
    )


def _place(locator: str) -> tuple[str, str]:
    """Turn "Files, row 12" into a sheet and a cell."""
    sheet, _, row = locator.partition(", row ")
    return sheet, f"A{row or 1}"
