"""How commands speak: tables of words, `next:` lines, JSON, and progress on standard error.

Words, not symbols, carry meaning (Windows code pages, screen readers). Evidence is never
allowed to move the cursor: control characters in it are shown as spaces. On a terminal no
line is wider than it; what goes into a file or another program is left in one piece.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TextIO

import typer

PERSON_MUST_LOOK = 3
"""Exit code: something was done, or checked, and a person has to look."""

_WIDTH = 120
_NARROWEST = 14
_TIGHTEST = 6
_GAP = "   "
_COMMAND = 42

Next = tuple[str, str]


def say(line: str = "", *, as_json: bool = False) -> None:
    """Print a line for a person: to standard error where standard output carries JSON."""
    for part in _folded(safe(line), sys.stderr if as_json else sys.stdout):
        typer.echo(part, err=as_json)


def show_json(data: Any) -> None:
    """Print the one JSON document of a command."""
    sys.stdout.write(json.dumps(data, ensure_ascii=True, indent=2) + "\n")


def would(line: str, *, as_json: bool) -> None:
    """Say what a command would do if it were not a dry run, in words or as JSON."""
    if as_json:
        show_json({"dry_run": True, "would": line})
    say(line, as_json=as_json)


def complain(message: str, way_out: str = "") -> None:
    """Say on standard error, in one sentence, what went wrong, and what to do about it."""
    for number, line in enumerate(_folded(safe(f"Error: {message}"), sys.stderr)):
        typer.secho(line, err=True, fg="red" if number == 0 else None)
    if way_out:
        for line in _folded(safe(f"Try:   {way_out}"), sys.stderr):
            typer.echo(line, err=True)


def safe(text: str) -> str:
    """Return a text that cannot move the cursor, and that the terminal can show."""
    calm = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    encoding = sys.stdout.encoding or "utf-8"
    return calm.encode(encoding, errors="replace").decode(encoding, errors="replace")


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """Print a table that fits the terminal; columns in `right` are set to the right.

    One with too many columns is printed in parts, each beginning with the first column.
    """
    lines = [list(headings), *([" ".join(safe(str(c)).split()) for c in row] for row in rows)]
    widths = [max(len(row[i]) for row in lines) for i in range(len(headings))]
    for number, part in enumerate(_parts(widths)):
        if number:
            typer.echo()
        fitted = _fitting([widths[i] for i in part])
        flush_right = [place for place, i in enumerate(part) if i in right]
        for row in lines:
            _print_row([row[i] for i in part], fitted, flush_right)


def _columns() -> int:
    return shutil.get_terminal_size((_WIDTH, 24)).columns


def _room(count: int) -> int:
    return max(count, _columns() - len(_GAP) * (count - 1) - 1)


def _parts(widths: list[int]) -> list[list[int]]:
    """Divide the columns so that each part can be made to fit."""
    parts: list[list[int]] = [[0]]
    for i in range(1, len(widths)):
        part = [*parts[-1], i]
        least = sum(min(widths[j], _NARROWEST if j == 0 else _TIGHTEST) for j in part)
        if least > _room(len(part)) and len(parts[-1]) > 1:
            parts.append([0, i])
        else:
            parts[-1] = part
    return parts


def _fitting(widths: list[int]) -> list[int]:
    """Take from the widest column until the table fits."""
    fitted = list(widths)
    while sum(fitted) > _room(len(fitted)) and max(fitted) > 1:
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
        typer.echo((" " + _GAP.join(cells)).rstrip())


def _folded(text: str, stream: TextIO) -> list[str]:
    """Return the lines of a text, folded where they would run over the terminal's edge."""
    lines = text.split("\n")
    if not stream.isatty():
        return lines
    return [part for line in lines for part in _fold(line)]


def _fold(line: str) -> list[str]:
    if len(line) <= _columns():
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(
        line, _columns(), subsequent_indent=indent, break_on_hyphens=False, drop_whitespace=True
    )


def next_steps(*steps: Next, as_json: bool = False) -> None:
    """Print the likely next commands, each with what it is for."""
    stream = sys.stderr if as_json else sys.stdout
    for command, purpose in steps:
        line = f"  next: {safe(command):<{_COMMAND}} {purpose}".rstrip()
        if stream.isatty() and len(line) > _columns():
            line = f"  next: {safe(command)}\n        {purpose}"
        for part in _folded(line, stream):
            typer.echo(part, err=as_json)


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
