"""The options that the commands of the coding floor share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

PolarityText = Annotated[str, typer.Option("--polarity", help="positive, negative or mixed.")]
StrengthText = Annotated[str, typer.Option("--strength", help="ordinary or strong.")]
Memo = Annotated[str, typer.Option(help="A remark to keep with it.")]
AreaName = Annotated[str, typer.Option("--area", help="Only this Area, or 'National'.")]
KindName = Annotated[str, typer.Option("--kind", help="Only this kind of source.")]
CoderName = Annotated[str, typer.Option("--coder", help="Only this coder's.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write it to a file (.xlsx or .csv).")]


def one_of(kind: Any, value: str, option: str) -> Any:
    """Return the value that an option names, or say which there are."""
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(kind)
        raise typer.BadParameter(f"{option} is one of: {allowed}") from error


def write_out(
    path: Path,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    *,
    at: datetime,
) -> None:
    """Write a table to a workbook or a CSV, in which no cell becomes a formula."""
    import csv
    import io

    from evidence.files import write_whole
    from evidence.written_tables import harmless, write_tables

    kind = path.suffix.lower()
    if kind == ".xlsx":
        write_whole(path, write_tables(name, [(name, headings, rows)], at=at))
    elif kind == ".csv":
        held = io.StringIO()
        writer = csv.writer(held)
        writer.writerow(headings)
        writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
        write_whole(path, held.getvalue().encode("utf-8-sig"))
    else:
        raise typer.BadParameter(f"--out is a file that ends in .xlsx or .csv, not {path.name}")
