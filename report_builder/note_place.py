"""Where a note may be written: over one that nobody has touched, else beside it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from report_builder.word.note_page import untouched


def target(path: Path, content: bytes) -> tuple[Path, str]:
    """Return where a note may go: over one that nobody has touched, or else beside it."""
    beside = False
    for number in count(2):
        if not path.is_file():
            return path, "beside" if beside else "new"
        there = path.read_bytes()
        if there == content:
            return path, "same"
        if untouched(there):
            return path, "beside" if beside else "renewed"
        stem = path.stem if not beside else path.stem.rpartition("-")[0]
        path, beside = path.with_name(f"{stem}-{number}{path.suffix}"), True
    raise AssertionError("counting never ends")
