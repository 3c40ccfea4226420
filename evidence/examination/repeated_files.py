"""What only all rows of a workbook together show: files told twice, and more than were drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from evidence.examination.defects import Defect
from evidence.examination.form import Field
from evidence.examination.headings import Headings
from evidence.examination.rows import RowReading
from evidence.examination.urns import same_case
from evidence.framework import Framework

Read = tuple[Headings, RowReading]


def defects_between(readings: Sequence[Read], framework: Framework) -> list[Defect]:
    """Return the defects between rows: a file is told once, and no court has too many.

    A file that is there again is one defect, whatever else would follow from it.
    """
    again = dict(_told_again(readings))
    once = [read for read in readings if _place(read) not in again]
    return [
        *again.values(),
        *_repeated(once, Field.FILE, "duplicate_file", _reference),
        *_repeated(once, Field.URN, "duplicate_urn", _case),
        *_too_many(once, framework),
    ]


def _place(read: Read) -> tuple[str, int]:
    return read[0].sheet, read[1].row


def _reference(reading: RowReading) -> str:
    return reading.file_ref.casefold()


def _case(reading: RowReading) -> str:
    return same_case(reading.urn)


def _told_again(readings: Sequence[Read]) -> Iterator[tuple[tuple[str, int], Defect]]:
    """Yield the rows whose reference and URN both stand in a row above, each with its defect."""
    first: dict[tuple[str, str], Read] = {}
    again: list[tuple[Read, Read]] = []
    for read in readings:
        known = _reference(read[1]), _case(read[1])
        if all(known) and first.setdefault(known, read) is not read:
            again.append((read, first[known]))
    whole = _repeating_sheets(readings, again)
    for read, above in again:
        headings, reading = read
        message = f"This file is also in {_where(above, Field.FILE)}."
        way_out = "Correct one of them, or take one row out."
        if headings.sheet in whole:
            message = f"This file, as all on this sheet, is also on the sheet {above[0].sheet}."
            way_out = "Take this sheet out of the workbook, or the other."
        cell = headings.address((Field.FILE, ""), reading.row)
        yield (
            _place(read),
            Defect(headings.sheet, cell, "duplicate_file", message, way_out, reading.file_ref),
        )


def _repeating_sheets(readings: Sequence[Read], again: Sequence[tuple[Read, Read]]) -> set[str]:
    """Return the sheets on which every file, and more than one, is on another sheet."""
    rows = Counter(headings.sheet for headings, _ in readings)
    elsewhere = Counter(read[0].sheet for read, above in again if read[0].sheet != above[0].sheet)
    return {sheet for sheet, count in elsewhere.items() if count == rows[sheet] > 1}


def _where(read: Read, place: Field) -> str:
    headings, reading = read
    cell = headings.address((place, ""), reading.row)
    return f"row {reading.row} ({headings.sheet}!{cell})"


def _repeated(
    readings: Sequence[Read], place: Field, code: str, key: Callable[[RowReading], str]
) -> Iterator[Defect]:
    first: dict[str, Read] = {}
    what = "This URN" if place is Field.URN else "This file's reference"
    for read in readings:
        headings, reading = read
        said = key(reading)
        if not said or first.setdefault(said, read) is read:
            continue
        cell = headings.address((place, ""), reading.row)
        message = f"{what} is also in {_where(first[said], place)}."
        way_out = "Correct one of them, or take one row out."
        yield Defect(headings.sheet, cell, code, message, way_out, reading.file_ref)


def _too_many(readings: Sequence[Read], framework: Framework) -> Iterator[Defect]:
    courts = {court.court_id: court for court in framework.courts}
    seen: Counter[tuple[str, str]] = Counter()
    for headings, reading in readings:
        if not reading.area or reading.court not in courts:
            continue
        court = courts[reading.court]
        seen[reading.area, reading.court] += 1
        number = seen[reading.area, reading.court]
        if number > court.files_per_area:
            cell = headings.address((Field.COURT, ""), reading.row)
            message = (
                f"This is file {number} of {reading.area}, {court.name}; "
                f"the sample has {court.files_per_area}."
            )
            way_out = "Correct the Area or the court, or take the row out."
            yield Defect(headings.sheet, cell, "too_many_files", message, way_out, reading.file_ref)
