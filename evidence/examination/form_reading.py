"""A filled form becomes examined files: every row, and what only all rows together show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from evidence.examination.defects import Defect, ExaminationReading
from evidence.examination.form import KEY_SHEET, LAYOUT_VERSION, Column, Field, columns
from evidence.examination.grid import Row, Sheet, address
from evidence.examination.headings import Headings, headings_of
from evidence.examination.rows import RowReading, is_totals, is_unfilled, read_row
from evidence.examination.urns import same_case
from evidence.framework import Framework
from evidence.inspection import ExaminationSettings
from evidence.notices import Notice

_Read = tuple[Headings, RowReading]


def read_sheets(
    sheets: Sequence[Sheet], framework: Framework, settings: ExaminationSettings
) -> ExaminationReading:
    """Return the files of a workbook's sheets, or every defect; never some of the files."""
    form = columns(framework)
    key = next((sheet for sheet in sheets if sheet.name == KEY_SHEET), None)
    found = [(s, h) for s in sheets if s is not key and (h := headings_of(s, form))]
    newer = _newer_layout(key)
    if newer or not found:
        return ExaminationReading((), (newer or _no_headings(sheets, form),))
    notices = [*_key_notices(key, framework), *(n for _, h in found for n in h.notices)]
    defects = [defect for _, h in found for defect in h.defects]
    readings: list[_Read] = []
    for sheet, headings in found:
        rows, oddities = _rows_of_files(sheet, headings)
        notices += oddities
        readings += [(headings, read_row(row, headings, framework, settings)) for row in rows]
    notices += _missing_reasons(readings)
    per_row = [d for _, r in readings for d in r.defects] + _across(readings, framework)
    files = tuple(reading.file for _, reading in readings if reading.file)
    return ExaminationReading(
        () if defects or per_row else files,
        tuple(_in_order([*defects, *per_row], sheets)),
        tuple(notices),
        len(readings),
        len({(d.sheet, d.row) for d in per_row}),
    )


def _newer_layout(key: Sheet | None) -> Defect | None:
    version = _key_rows(key).get(("layout", "version"), "")
    if not version.isdigit() or int(version) <= LAYOUT_VERSION:
        return None
    return Defect(
        KEY_SHEET,
        "C1",
        "newer_layout",
        f"The form was made by a newer version of this program (layout {version}).",
        "Read it with that version, or copy the rows into a form made by this one.",
    )


def _no_headings(sheets: Sequence[Sheet], form: Sequence[Column]) -> Defect:
    first = next((s.name for s in sheets if not s.hidden), "")
    named = ", ".join(column.heading for column in form[:4])
    return Defect(
        first,
        "A1",
        "no_headings",
        f"No sheet has a row with the form's headings ({named} and so on).",
        "Copy the rows into the form that `iqa exam sheets` makes.",
    )


def _key_rows(key: Sheet | None) -> dict[tuple[str, str], str]:
    texts = (
        [[row.cells[c].text if c in row.cells else "" for c in (1, 2, 3)] for row in key.rows]
        if key
        else []
    )
    return {(kind, name): text for kind, name, text in texts}


def _key_notices(key: Sheet | None, framework: Framework) -> list[Notice]:
    """Say where the form's questions were others than the framework's are now."""
    if key is None:
        message = "The workbook is not a form of this program; it was read by its headings."
        return [Notice("no_key", message)]
    now = {q.question_id: q.text for q in framework.questions}
    now |= {q.question_id: q.text for q in framework.feedback}
    then = {name: text for (kind, name), text in _key_rows(key).items() if kind == "question"}
    return [
        Notice("question_changed", f"The form asked {name} in other words than are set now.", name)
        for name, text in now.items()
        if name in then and then[name] != text
    ]


def _rows_of_files(sheet: Sheet, headings: Headings) -> tuple[list[Row], list[Notice]]:
    """Return the rows that describe examined files, and say which others were passed over."""
    rows: list[Row] = []
    notices: list[Notice] = []

    def note(code: str, message: str, row: Row) -> None:
        notices.append(Notice(code, message, f"{sheet.name}, row {row.number}"))

    used = set(headings.at.values())
    for row in (row for row in sheet.rows if row.number > headings.row):
        if not used & row.cells.keys():
            where = address(min(row.cells), row.number)
            message = "Cells outside the form were not read."
            notices.append(Notice("outside_form", message, f"{sheet.name}, {where}"))
        elif is_totals(row, headings):
            note("totals_row", "A row of totals was not read as a file.", row)
        elif _repeats_headings(row, headings):
            note("repeated_headings", "A second row of headings was passed over.", row)
        elif is_unfilled(row, headings):
            note("not_examined", "The file of this row has not been examined yet.", row)
        else:
            rows.append(row)
            if row.hidden:
                note("hidden_row", "A hidden row was read like the others.", row)
    return rows, notices


def _repeats_headings(row: Row, headings: Headings) -> bool:
    words = {Field.URN: "urn", Field.AREA: "area", Field.COURT: "court"}
    held = [(row.cells.get(headings.at.get((f, ""), 0)), word) for f, word in words.items()]
    return all(cell is not None and cell.text.casefold() == word for cell, word in held)


def _missing_reasons(readings: Iterable[_Read]) -> list[Notice]:
    cells = [f"{h.sheet}, {cell}" for h, r in readings for cell in r.reasons_missing]
    if not cells:
        return []
    message = f"{len(cells)} disagreements have no reason; the locator names the first."
    return [Notice("reason_missing", message, cells[0])]


def _across(readings: Sequence[_Read], framework: Framework) -> list[Defect]:
    """Return the defects that only all rows together show."""
    return [
        *_repeated(readings, Field.FILE, "duplicate_file", lambda r: r.file_ref.casefold()),
        *_repeated(readings, Field.URN, "duplicate_urn", lambda r: same_case(r.urn)),
        *_too_many(readings, framework),
    ]


def _repeated(
    readings: Sequence[_Read], place: Field, code: str, key: Callable[[RowReading], str]
) -> list[Defect]:
    first: dict[str, str] = {}
    defects: list[Defect] = []
    what = "This URN" if place is Field.URN else "This file's reference"
    for headings, reading in readings:
        if not (said := key(reading)):
            continue
        cell = address(headings.at[place, ""], reading.row)
        if said not in first:
            first[said] = f"row {reading.row} ({headings.sheet}!{cell})"
            continue
        message = f"{what} is also in {first[said]}."
        way_out = "Correct one of them, or take one row out."
        defects.append(Defect(headings.sheet, cell, code, message, way_out, reading.file_ref))
    return defects


def _too_many(readings: Sequence[_Read], framework: Framework) -> list[Defect]:
    courts = {court.court_id: court for court in framework.courts}
    seen: Counter[tuple[str, str]] = Counter()
    defects: list[Defect] = []
    for headings, reading in readings:
        if not reading.area or reading.court not in courts:
            continue
        court = courts[reading.court]
        seen[reading.area, reading.court] += 1
        number = seen[reading.area, reading.court]
        if number > court.files_per_area:
            cell = address(headings.at[Field.COURT, ""], reading.row)
            message = (
                f"This is file {number} of {reading.area}, {court.name}; "
                f"the sample has {court.files_per_area}."
            )
            way_out = "Correct the Area or the court, or take the row out."
            found = Defect(
                headings.sheet, cell, "too_many_files", message, way_out, reading.file_ref
            )
            defects.append(found)
    return defects


def _in_order(defects: Iterable[Defect], sheets: Sequence[Sheet]) -> list[Defect]:
    """Sort defects by sheet, row and column, as a person goes through them."""
    order = {sheet.name: number for number, sheet in enumerate(sheets)}
    return sorted(
        defects, key=lambda d: (order.get(d.sheet, 0), d.row, len(d.cell), d.cell, d.code)
    )
