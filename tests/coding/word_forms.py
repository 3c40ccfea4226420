"""A source as a coding document, there and back, for the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.builders import iqa

MINUTES = """CQB minutes 2 May 2024

1. IQA themes

The same three weaknesses came up in the IQAs of both units. We don’t keep a list.

Good practice from IQAs was shared with every team at the board.

2. Any other business

The lift is mended 🛗 and the cafe\u0301 is open.

Nobody has looked whether the training made any difference to later assessments.
"""
THEMES = "The same three weaknesses came up"
SHARED = "Good practice from IQAs"
LIFT = "The lift is mended"
NOBODY = "Nobody has looked"


def export(folder: Path, path: Path, *options: str) -> Path:
    """Export S001 and return the document."""
    done = iqa(folder, "code", "word", "export", "S001", "--out", path, *options)
    assert done.code == 0, done.err
    return path


def taken(folder: Path, path: Path, *options: str, code: int = 0) -> dict[str, Any]:
    """Import a document and return what is told of it."""
    done = iqa(folder, "code", "word", "import", path, "--json", *options)
    assert done.code == code, done.out + done.err
    [file] = done.json["files"]
    assert isinstance(file, dict)
    return file


def find(folder: Path) -> list[dict[str, Any]]:
    """The codings, in the order of the words."""
    codings = iqa(folder, "code", "find", "--json").json["codings"]
    return sorted(codings, key=lambda c: (c["start"], c["end"], c["code"]))


def said(folder: Path) -> list[tuple[str, str, str]]:
    """What is coded: the words, the code and the polarity."""
    return [(c["quote"], c["code"], c["polarity"]) for c in find(folder)]


def suggested(folder: Path) -> list[dict[str, Any]]:
    """The open suggestions, likeliest first, of which there are some."""
    found = iqa(folder, "code", "review", "--list", "--json").json["suggestions"]
    assert len(found) >= 3
    return list(found)


def undecided(folder: Path) -> set[str]:
    """The ids of the open suggestions."""
    found = iqa(folder, "code", "review", "--list", "--json").json["suggestions"]
    return {suggestion["suggestion_id"] for suggestion in found}
