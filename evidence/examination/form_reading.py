"""A filled form becomes examined files: every row, and what only all rows together show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.examination.defects import Defect, ExaminationReading
from evidence.examination.form import KEY_SHEET, LAYOUT_VERSION, Column, columns
from evidence.examination.grid import Row, Sheet, joined_below
from evidence.examination.heading_meaning import words_of
from evidence.examination.headings import Headings, headings_of
from evidence.examination.joined_sheets import Beside, beside_others, given_beside, join
from evidence.examination.laid_otherwise import laid_otherwise
from evidence.examination.mapped_headings import (
    OthersLayouts,
    headings_from,
    unsure_headings,
    with_sheets_name,
)
from evidence.examination.mapping import propose
from evidence.examination.prefilled import altered, gone_or_moved, marks_of
from evidence.examination.references import with_references
from evidence.examination.repeated_files import Read, defects_between
from evidence.examination.rows import RowReader
from evidence.examination.sifting import rows_of_files
from evidence.framework import Framework
from evidence.inspection import ExaminationSettings
from evidence.notices import Notice


def read_sheets(
    sheets: Sequence[Sheet],
    framework: Framework,
    settings: ExaminationSettings,
    others: OthersLayouts | None = None,
) -> ExaminationReading:
    """Return the files of a workbook's sheets, or every defect; never some of the files.

    A workbook that is no form of this program's is read by a mapping of its headings.
    """
    others = others or OthersLayouts()
    form = columns(framework)
    key = next((sheet for sheet in sheets if sheet.name == KEY_SHEET), None)
    found, beside, notices = _with_headings(sheets, key, framework, others)
    newer = _newer_layout(key)
    if newer or not found:
        unread = newer or laid_otherwise(sheets, framework) or _no_headings(sheets, form)
        return ExaminationReading((), (unread,))
    notices += [n for _, h in found for n in h.notices]
    defects = [defect for _, h in found for defect in h.defects]
    rows: list[tuple[Row, Headings]] = []
    for sheet, headings in found:
        of_files, wrong, oddities = rows_of_files(sheet, headings, framework)
        rows += of_files
        defects += wrong
        notices += oddities
    rows, wrong, oddities = join(rows, beside, framework)
    defects += [d for _, m in beside for d in unsure_headings(m, others.name)] + wrong
    notices += oddities
    referenced = with_references(rows, framework, others.references)
    readings = _read_rows(referenced, framework, settings)
    notices += _missing_reasons(readings)
    per_row = [d for _, r in readings for d in r.defects] + defects_between(readings, framework)
    if marks := marks_of(_key_rows(key)):
        wrong, oddities = altered(marks, readings)
        told = {(d.sheet, d.cell) for d in per_row}
        per_row += [d for d in wrong if (d.sheet, d.cell) not in told]
        notices += oddities + gone_or_moved(marks, found)
    files = tuple(reading.file for _, reading in readings if reading.file)
    return ExaminationReading(
        () if defects or per_row else files,
        tuple(_in_order([*defects, *per_row], sheets)),
        tuple(notices),
        len(readings),
        len({(d.sheet, d.row) for d in per_row}),
    )


def _read_rows(
    rows: Sequence[tuple[Row, Headings]], framework: Framework, settings: ExaminationSettings
) -> list[Read]:
    """Read each row by its headings; most rows have the same ones as the row before."""
    reader: RowReader | None = None
    readings: list[Read] = []
    for row, headings in rows:
        if reader is None or reader.headings is not headings:
            reader = RowReader(headings, framework, settings)
        readings.append((headings, reader.read(row)))
    return readings


def _with_headings(
    sheets: Sequence[Sheet], key: Sheet | None, framework: Framework, others: OthersLayouts
) -> tuple[list[tuple[Sheet, Headings]], list[Beside], list[Notice]]:
    """Return the sheets of files with their headings, those beside them, and how they were read.

    The headings are ours or mapped; a sheet that adds to another's files stands beside.
    """
    form = columns(framework)
    layout = _key_rows(key).get(("layout", "version"), "1")
    since = int(layout) if layout.isdigit() else LAYOUT_VERSION
    ours = {s.name: h for s in sheets if s is not key and (h := headings_of(s, form, since))}
    if key is not None or (ours and not any(h.defects for h in ours.values())):
        found = [(sheet, ours[sheet.name]) for sheet in sheets if sheet.name in ours]
        return found, [], _key_notices(key, framework)
    words = words_of(framework)
    maps = {s.name: m for s in sheets if (m := propose(s, words, others.kept))}
    adding = beside_others(tuple(maps.values()))
    mapped = []
    for sheet in sheets:
        found_map = maps.get(sheet.name)
        if found_map is None or found_map in adding:
            continue
        said = with_sheets_name(found_map, sheet, framework, others.name)
        given = given_beside(found_map, adding, framework)
        of_file = {c for (_, asked), c in said.at.items() if not asked}
        of_file = set() if said.long else of_file
        whole = joined_below(sheet, of_file)
        mapped.append((whole, headings_from(said, framework, others.name, given)))
    beside = [(s, m) for s in sheets if (m := maps.get(s.name)) is not None and m in adding]
    kept = {found.kept for found in maps.values() if found.kept}
    return mapped, beside, [_followed(kept, others.name)] if mapped else []


def _followed(kept: set[str], name: str) -> Notice:
    if kept:
        return Notice("mapping_kept", f"It was read by the mapping {', '.join(sorted(kept))}.")
    message = (
        "It is no form of this program; a mapping was proposed from its headings: "
        f"`iqa exam map {name}` shows it."
    )
    return Notice("mapping_proposed", message)


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
    now |= {r.record_id: r.text for r in framework.records}
    then = {name: text for (kind, name), text in _key_rows(key).items() if kind == "question"}
    return [
        Notice("question_changed", f"The form asked {name} in other words than are set now.", name)
        for name, text in now.items()
        if name in then and then[name] != text
    ]


def _missing_reasons(readings: Iterable[Read]) -> list[Notice]:
    cells = [f"{h.sheet}, {cell}" for h, r in readings for cell in r.reasons_missing]
    if not cells:
        return []
    message = "A disagreement has no reason."
    if len(cells) > 1:
        message = f"{len(cells)} disagreements have no reason; the locator names the first."
    return [Notice("reason_missing", message, cells[0])]


def _in_order(defects: Iterable[Defect], sheets: Sequence[Sheet]) -> list[Defect]:
    """Sort defects by sheet, row and column, as a person goes through them."""
    order = {sheet.name: number for number, sheet in enumerate(sheets)}
    return sorted(
        defects, key=lambda d: (order.get(d.sheet, 0), d.row, len(d.cell), d.cell, d.code)
    )
