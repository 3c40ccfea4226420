"""A codebook as a file: YAML, CSV, Excel or .qdc, out and in, with the place of every fault.

    code,parent,name,criterion,definition,include,exclude,examples,colour,key

In CSV and Excel several examples stand in one cell, with a bar between them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coding.codebook import Codebook
from coding.codebook_exchange import exchange_rows, exchanged
from evidence.columns import Layout, propose
from evidence.config_text import yaml_of, yaml_text
from evidence.errors import CodebookInvalid, ConfigurationInvalid
from evidence.examination.grid import Row
from evidence.framework import CodeDefinition
from evidence.list_files import list_sheets
from evidence.written_tables import as_written, harmless, write_tables

COLUMNS = (
    "code",
    "parent",
    "name",
    "criterion",
    "definition",
    "include",
    "exclude",
    "examples",
    "colour",
    "key",
)
_FIELDS = {"code": "code_id", "criterion": "criterion_id"}
_LAYOUT = Layout(
    {
        "code": ("code", "code id", "id"),
        "parent": ("parent", "parent code"),
        "name": ("name", "title"),
        "criterion": ("criterion", "criterion id", "sub question", "subquestion"),
        "definition": ("definition", "meaning"),
        "include": ("include", "inclusion", "include when"),
        "exclude": ("exclude", "exclusion", "exclude when"),
        "examples": ("examples", "example"),
        "colour": ("colour", "color"),
        "key": ("key", "shortcut", "shortcut key"),
    },
    ("code", "name"),
)


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """The codes of a file, and where in it each stands."""

    codes: tuple[CodeDefinition, ...]
    places: Mapping[str, str]


def read_codebook(path: Path, criteria: Mapping[str, str]) -> CodebookFile:
    """Read the codes of a file; `criteria` gives each known code's criterion.

    A code without a criterion takes its parent's.

    Raises:
        CodebookInvalid: a sentence for each fault, with its line or row.
        UnreadableSource: it cannot be opened.
    """
    rows = _rows_of(path)
    given = {**criteria}
    for _, row in rows:
        if row["criterion"]:
            given[row["code"]] = row["criterion"]
    faults = [f"{place}: a code needs an id" for place, row in rows if not row["code"]]
    places: dict[str, str] = {}
    for place, row in rows:
        if row["code"] in places and row["code"]:
            first = places[row["code"]]
            faults.append(f"{place}: code '{row['code']}' stands twice; first at {first}")
        places.setdefault(row["code"], place)
    if faults or not rows:
        raise CodebookInvalid(
            "\n".join(faults) or f"{path.name} holds no codes",
            way_out=f"the columns are {', '.join(COLUMNS)}",
        )
    return CodebookFile(tuple(_code(row, given) for _, row in rows), places)


def _rows_of(path: Path) -> list[tuple[str, dict[str, str]]]:
    if not path.is_file():
        raise CodebookInvalid(f"there is no file {path}")
    kind = path.suffix.lower()
    if kind in {".yaml", ".yml"}:
        return _yaml_rows(path)
    if kind == ".qdc":
        return exchange_rows(path.read_bytes(), path.name)
    return _sheet_rows(path)


def written(book: Codebook, kind: str, *, at: datetime) -> bytes:
    """Return the codebook as a file of that kind: ".yaml", ".csv", ".xlsx" or ".qdc".

    Raises:
        CodebookInvalid: it is none of these.
    """
    makers: Mapping[str, Callable[[], bytes]] = {
        ".yaml": lambda: yaml_text({"codes": [_plain(code) for code in book.codes]}).encode(),
        ".csv": lambda: _csv(book),
        ".xlsx": lambda: _workbook(book, at),
        ".qdc": lambda: exchanged(book),
    }
    if kind not in makers:
        raise CodebookInvalid(
            f"a codebook is not written as {kind or 'a file without an ending'}",
            way_out=f"one of: {', '.join(makers)}",
        )
    return makers[kind]()


def _yaml_rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    try:
        data, lines = yaml_of(path.name, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookInvalid(f"{path.name} cannot be read as text in UTF-8") from error
    except ConfigurationInvalid as error:
        raise CodebookInvalid(error.message, way_out=error.way_out) from error
    codes = data.get("codes") if isinstance(data, dict) else None
    if not isinstance(codes, list):
        raise CodebookInvalid(f"{path.name}:1: a codebook has a list called codes")
    rows = []
    for number, code in enumerate(codes):
        place = f"{path.name}:{lines.get(('codes', number), 1)}"
        rows.append((place, _yaml_row(code, place)))
    return rows


def _yaml_row(code: object, place: str) -> dict[str, str]:
    if not isinstance(code, dict):
        raise CodebookInvalid(f"{place}: a code is a list of keys and values")
    names = {field: column for column, field in _FIELDS.items()}
    row = dict.fromkeys(COLUMNS, "")
    for key, value in code.items():
        column = names.get(str(key), str(key))
        if column not in row:
            raise CodebookInvalid(f"{place}: a code has no '{key}'")
        if isinstance(value, list):
            row[column] = " | ".join(str(part) for part in value)
        else:
            row[column] = "" if value is None else str(value)
    return row


def _sheet_rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    _, sheets = list_sheets(path)
    columns = propose(sheets, _LAYOUT, {})
    if columns is None or columns.missing:
        missing = ", ".join(columns.missing if columns else ("code", "name"))
        raise CodebookInvalid(
            f"{path.name} has no column for: {missing}",
            way_out=f"the columns are {', '.join(COLUMNS)}",
        )
    sheet = next(sheet for sheet in sheets if sheet.name == columns.sheet)
    at = columns.columns

    def cells(row: Row) -> dict[str, str]:
        return {
            column: as_written(row.cells[at[column]].text) if at.get(column) in row.cells else ""
            for column in COLUMNS
        }

    return [
        (f"{path.name}, {sheet.name} row {row.number}", cells(row))
        for row in sheet.rows
        if row.number > columns.row
    ]


def _code(row: Mapping[str, str], criteria: Mapping[str, str]) -> CodeDefinition:
    criterion = row["criterion"] or criteria.get(row["parent"], "") or criteria.get(row["code"], "")
    return CodeDefinition(
        code_id=row["code"],
        name=row["name"],
        criterion_id=criterion,
        parent=row["parent"],
        definition=row["definition"],
        include=row["include"],
        exclude=row["exclude"],
        examples=tuple(part.strip() for part in row["examples"].split("|") if part.strip()),
        colour=row["colour"].upper(),
        key=row["key"].lower(),
    )


def _plain(code: CodeDefinition) -> dict[str, object]:
    row: dict[str, object] = {}
    for column in COLUMNS:
        field = _FIELDS.get(column, column)
        value = getattr(code, field)
        if value:
            row[field] = list(value) if isinstance(value, tuple) else value
    return row


def _cells(code: CodeDefinition) -> Sequence[str]:
    values = (getattr(code, _FIELDS.get(column, column)) for column in COLUMNS)
    return [" | ".join(v) if isinstance(v, tuple) else str(v) for v in values]


def _csv(book: Codebook) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in _cells(code)] for code in book.codes)
    return out.getvalue().encode("utf-8-sig")


def _workbook(book: Codebook, at: datetime) -> bytes:
    table = ("Codes", COLUMNS, [_cells(code) for code in book.codes])
    return write_tables(f"Codebook, version {book.version}", [table], at=at)
