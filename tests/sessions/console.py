"""Typing the commands of a session, in this process and in a folder of its own."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import cli
from tests.sessions.session import Command, File, difference, matches, renewed, steps_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "invented-inspection"


class Desk:
    """A folder, a person and a moment: the same for every run of a session."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)
        monkeypatch.delenv("IQA_INSPECTION", raising=False)
        for name, value in {
            "IQA_AT": "2026-01-05T09:00:00",
            "IQA_CODER": "J Marsh",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }.items():
            monkeypatch.setenv(name, value)
        # So that usage messages call the program iqa, not pytest.
        monkeypatch.setattr(sys.modules["__main__"], "__package__", None)
        self.monkeypatch = monkeypatch

    def take(self, step: File | Command) -> list[str]:
        """Make the file, or type the command and return what it says, line by line."""
        if isinstance(step, File):
            path = Path(step.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
            return []
        program, *words = shlex.split(step.typed)
        if program == "cd":
            os.chdir(words[0])
            return []
        if program != "iqa":
            raise ValueError(f"a session types iqa and cd, not {program}")
        return self._iqa(words)

    def _iqa(self, words: list[str]) -> list[str]:
        self.monkeypatch.setattr(sys, "argv", ["iqa", *words])
        told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        code: object = 0
        with redirect_stdout(told), redirect_stderr(told):
            try:
                cli.main()
            except SystemExit as leaving:
                code = leaving.code
        said = told.buffer.getvalue().decode()  # type: ignore[attr-defined]
        lines = [line.rstrip() for line in said.splitlines()]
        return [*lines, f"[{code}]"] if code else lines


def play(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *, accept: bool) -> list[str]:
    """Go through a page's session and return a diff for each command that says otherwise.

    With `accept` the page is rewritten to say what the commands say now.
    """
    shutil.copytree(
        EXAMPLE, folder / "examples" / EXAMPLE.name, ignore=shutil.ignore_patterns("making")
    )
    desk = Desk(folder, monkeypatch)
    text = page.read_text(encoding="utf-8")
    lines, differences, shift = text.splitlines(), [], 0
    for step in steps_of(text):
        said = desk.take(step)
        if isinstance(step, File) or matches(step.expected, said):
            continue
        differences.append(difference(step, said))
        now = renewed(step.expected, said)
        lines[step.start + shift : step.end + shift] = now
        shift += len(now) - len(step.expected)
    if accept and differences:
        page.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return []
    return differences
