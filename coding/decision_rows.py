"""The rows of a decisions file: what was decided on paper or in Excel.

A decisions file is a CSV with a row for each decision: the file and some of its words,
the code suggested, and what the person decided. It can be read, reviewed and corrected
before it is applied, and applying it twice changes nothing.

    file,locator,words,suggested,decision,code,polarity,strength,memo

`decision` is accept, amend, reject or add; `suggested` is empty for add. `locator` ("item
4.2") is needed only where the words stand in more than one segment of the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from coding.codings import Polarity, Strength
from evidence.errors import DecisionsInvalid

COLUMNS = (
    "file",
    "locator",
    "words",
    "suggested",
    "decision",
    "code",
    "polarity",
    "strength",
    "memo",
)
_DECISIONS = ("accept", "amend", "reject", "add")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row of a decisions file; `line` is where it stands."""

    line: int
    file: str
    locator: str
    words: str
    suggested: str
    decision: str
    code: str
    polarity: str
    strength: str
    memo: str


def read_decisions(data: bytes, name: str) -> tuple[DecisionRow, ...]:
    """Read a decisions file.

    Raises:
        DecisionsInvalid: it lacks a column, or a row says something that cannot be; one
            sentence for each fault, with its line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        return _rows(reader, name)
    except csv.Error as error:
        raise DecisionsInvalid(
            f"{name}:{reader.line_num}: is not CSV: {error}",
            way_out="save it as CSV UTF-8 from Excel",
        ) from error


def _rows(reader: csv.DictReader[str], name: str) -> tuple[DecisionRow, ...]:
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise DecisionsInvalid(
            f"{name}:1: columns are missing: {', '.join(missing)}",
            way_out=f"the columns are {','.join(COLUMNS)}",
        )
    rows = [
        DecisionRow(reader.line_num, *((row[column] or "").strip() for column in COLUMNS))
        for row in reader
        if any((value or "").strip() for value in row.values() if isinstance(value, str))
    ]
    faults = [f"{name}:{row.line}: {fault}" for row in rows for fault in _faults(row)]
    if faults:
        raise DecisionsInvalid("\n".join(faults), way_out=f"mend {name}; nothing was applied")
    return tuple(rows)


def _faults(row: DecisionRow) -> Iterable[str]:
    if row.decision not in _DECISIONS:
        yield f"decision '{row.decision}' is none of {', '.join(_DECISIONS)}"
    elif row.decision != "add" and not row.suggested:
        yield f"{row.decision} needs the code that was suggested"
    if not row.file or not row.words:
        yield "file and words are needed to find the passage"
    if row.decision == "reject":
        return
    if row.polarity not in set(Polarity):
        yield f"polarity '{row.polarity}' is none of {', '.join(Polarity)}"
    if row.strength and row.strength not in set(Strength):
        yield f"strength '{row.strength}' is none of {', '.join(Strength)}"
    if not row.code:
        yield "code is missing"
