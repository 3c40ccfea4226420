"""Running the real command line in this process, on small inspections of its own."""

from __future__ import annotations

import atexit
import io
import json
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

import cli
from coding.store import CodingStore
from evidence.examination_store import ExaminationStore
from evidence.workspace import opened
from report_builder.store import ReportStore
from tests.inspections import EXAMPLE

AT = "2026-01-05T09:00:00"
WORKBOOK = EXAMPLE / "examination" / "file-examination.xlsx"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command ended with, and what it said on each stream."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


def iqa(folder: Path, *words: str | Path, at: str = AT, typed: str = "") -> Ran:
    """Run a command in the inspection at `folder`, as a person at the keyboard would."""
    arguments = ["--inspection", str(folder), "--as", "J Marsh", "--at", at]
    return run(*arguments, *(str(word) for word in words), typed=typed)


def run(*words: str, typed: str = "") -> Ran:
    """Run `iqa` with just these words; `typed` is what the person answers."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.argv, sys.stdin
    sys.argv, sys.stdin = ["iqa", *words], io.StringIO(typed)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.main()
        code: object = 0
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv, sys.stdin = before
    return Ran(code if isinstance(code, int) else int(bool(code)), out.getvalue(), err.getvalue())


def inspection(folder: Path) -> Path:
    """Make an inspection with the example's framework and Areas, and return its folder."""
    place = folder / "inspection"
    shutil.copytree(_made_once(), place)
    return place


@cache
def _made_once() -> Path:
    """Make an inspection to copy; making one takes ten times as long."""
    kept = TemporaryDirectory()
    atexit.register(kept.cleanup)
    place = Path(kept.name) / "inspection"
    example = ("--framework", EXAMPLE / "framework.yaml", "--settings", EXAMPLE / "inspection.toml")
    done = run("init", str(place), *(str(word) for word in example))
    assert done.code == 0, done.err
    return place


def write(folder: Path, place: str, text: str) -> Path:
    """Write a text file at a place beneath a folder."""
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder: Path, name: str = "exam.xlsx", **changes: object) -> Path:
    """Write the example's examination workbook; `changes` are cells of its first sheet."""
    book = openpyxl.load_workbook(WORKBOOK)
    for cell, value in changes.items():
        book.worksheets[0][cell] = value
    path = folder / name
    book.save(path)
    return path


def state(folder: Path) -> dict[str, object]:
    """Return everything that counts now: evidence, suggestions, codings, findings, files."""
    with opened(folder) as workspace:
        coding, report = CodingStore(workspace.database), ReportStore(workspace.database)
        return {
            "sources": [
                (s.source_id, s.path, s.duplicate_of) for s in workspace.evidence.sources()
            ],
            "open": sorted(s.suggestion_id for s in coding.suggestions(open_only=True)),
            "codings": [
                (c.segment_id, c.selection, c.code_id, c.polarity) for c in coding.codings()
            ],
            "findings": [(f.statement, f.supports, f.rests_on) for f in report.findings()],
            "files": ExaminationStore(workspace.database).files(),
        }
