"""How commands speak: tables of words, `next:` lines, JSON, and progress on standard error.

Words, not symbols, carry meaning (Windows code pages, screen readers). Evidence is never
allowed to move the cursor: control characters in it are shown as spaces.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import typer

PERSON_MUST_LOOK = 3
"""Exit code: something was done, or checked, and a person has to look."""

_WIDTH = 120
_NARROWEST = 14

Next = tuple[str, str]


def say(line: str = "", *, as_json: bool = False) -> None:
    """Print a line for a person: to standard error where standard output carries JSON."""
    typer.echo(safe(line), err=as_json)


def show_json(data: Any) -> None:
    """Print the one JSON document of a command."""
    sys.stdout.write(json.dumps(data, ensure_ascii=True, indent=2) + "\n")


def safe(text: str) -> str:
    """Return a text that cannot move the cursor, and that the terminal can show."""
    calm = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    encoding = sys.stdout.encoding or "utf-8"
    return calm.encode(encoding, errors="replace").decode(encoding, errors="replace")


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """Print a table that fits the terminal; columns in `right` are set to the right."""
    lines = [list(headings), *([" ".join(safe(str(c)).split()) for c in row] for row in rows)]
    widths = _fitting([max(len(row[i]) for row in lines) for i in range(len(headings))])
    for row in lines:
        _print_row(row, widths, right)


def _fitting(widths: list[int]) -> list[int]:
    """Take from the widest column until the table fits."""
    room = shutil.get_terminal_size((_WIDTH, 24)).columns - 3 * (len(widths) - 1) - 2
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > _NARROWEST:
        widest = max(range(len(fitted)), key=fitted.__getitem__)
        fitted[widest] -= 1
    return fitted


def _print_row(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> None:
    wrapped = [textwrap.wrap(c, w) or [""] for c, w in zip(row, widths, strict=True)]
    for line in itertools.zip_longest(*wrapped, fillvalue=""):
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        typer.echo((" " + "   ".join(cells)).rstrip())


def next_steps(*steps: Next, as_json: bool = False) -> None:
    """Print the likely next commands, each with what it is for."""
    for command, purpose in steps:
        typer.echo(f"  next: {command:<42} {purpose}".rstrip(), err=as_json)


def leave(code: int) -> NoReturn:
    """End the command with an exit code."""
    raise typer.Exit(code)


@contextmanager
def progress(label: str, total: int) -> Iterator[Any]:
    """Give a function to call once for each thing done; draws a bar on a terminal only."""
    if not sys.stderr.isatty() or total <= 1:
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - start-up time
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> plural(1, "file"), plural(3, "file"), plural(2, "entry", "entries")
    ('1 file', '3 files', '2 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
