"""Files of a workbook are kept in one go, and the log says so in the workbook's order."""

from __future__ import annotations

from pathlib import Path

from evidence.audit import act
from evidence.examination.answers import FileExamination
from evidence.examination_store import ExaminationStore, Taken, take_files
from evidence.logbook import entries_of
from evidence.workspace import Workspace
from tests.evidence.examination.forms import a_file
from tests.inspections import ACTOR, AT, an_inspection


def took(workspace: Workspace, workbook: str, *files: FileExamination) -> Taken:
    with act(workspace.database, ACTOR, AT, command="exam import", summary=workbook) as doing:
        return take_files(doing, files, workbook)


def test_new_and_corrected_files_are_logged_in_the_order_of_their_workbook(tmp_path: Path) -> None:
    files = (a_file(1), a_file(2, court="crown"), a_file(3), a_file(4))
    with an_inspection(tmp_path) as workspace:
        first = took(workspace, "a.xlsx", a_file(2))
        again = took(workspace, "b.xlsx", *files)

        logged = [
            (entry.table, entry.key["file_ref"], sorted(entry.before or ()))
            for entry in entries_of(workspace.database, 2)
        ]
        assert (first, again) == (Taken(1, 0, 0), Taken(3, 1, 0))
        assert logged == [
            ("examined_files", "WES-01", []),
            ("examined_files", "WES-02", ["court"]),
            ("examined_files", "WES-02", ["workbook"]),
            ("examined_files", "WES-03", []),
            ("examined_files", "WES-04", []),
        ]
        assert ExaminationStore(workspace.database).files() == files


def test_more_files_than_are_kept_at_once_are_all_kept_as_they_came(tmp_path: Path) -> None:
    files = tuple(a_file(number, file_ref=f"WES-{number:04}") for number in range(1, 1203))
    with an_inspection(tmp_path) as workspace:
        assert took(workspace, "archive.csv", *files) == Taken(len(files), 0, 0)

        assert ExaminationStore(workspace.database).files() == files
        logged = entries_of(workspace.database, 1)
        assert [entry.key["file_ref"] for entry in logged] == [file.file_ref for file in files]
