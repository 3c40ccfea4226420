"""From the store to the workbook beside the report: the data of one draft."""

from __future__ import annotations

from pathlib import Path

from evidence.examination.tabulate import statistics
from evidence.examination_past import files_after
from evidence.files import require_writable, write_whole
from evidence.logbook import made_in
from evidence.workspace import Workspace
from report_builder.data_annex.book import data_annex
from report_builder.data_annex.of_files import file_tables
from report_builder.data_annex.of_report import report_tables
from report_builder.data_annex.workbook import write_annex
from report_builder.drafts import Draft
from report_builder.store import ReportStore, drafts


def annex_beside(report: Path) -> Path:
    """Return where the data of a report lies: report-draft-2.docx, report-draft-2-data.xlsx."""
    return report.with_name(f"{report.stem}-data.xlsx")


def annex_of(workspace: Workspace, draft: Draft) -> bytes:
    """Return the data annex of a draft, with the file examination as that draft saw it."""
    made = made_in(workspace.database, drafts.name, {"number": draft.number})
    files = files_after(workspace.database, made or 0)
    inspection = workspace.inspection
    report = inspection.settings.report
    tables = (
        *report_tables(draft.document),
        *file_tables(
            statistics(files, inspection.framework),
            files,
            inspection.framework,
            (report.suppress_below, report.suppress_people_below),
        ),
    )
    return write_annex(data_annex(draft.document.front, tables))


def write_beside(workspace: Workspace, path: Path, number: int | None = None) -> Draft:
    """Write the data annex of a draft, the newest by default; return the draft.

    Raises:
        DraftNotFound: there is no such draft.
        OutputBlocked: the file is open in Excel, or its folder cannot be written to.
    """
    draft = ReportStore(workspace.database).draft(number)
    require_writable(path)
    write_whole(path, annex_of(workspace, draft))
    return draft
