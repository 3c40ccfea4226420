"""A folder in which `iqa demo` has run, and `iqa` as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A folder in which `iqa demo` has run."""

    folder: Path

    @property
    def report(self) -> Path:
        """The draft report that it wrote."""
        return next(iter(sorted((self.folder / "drafts").glob("report-draft-*.docx"))))

    def ask(self, *arguments: str) -> Any:
        """Run a command in the folder and return its JSON."""
        done = run(*arguments, "--json", inspection=self.folder)
        assert done.returncode in {0, 3}, done.stderr
        return json.loads(done.stdout)


def run(*arguments: str, inspection: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `iqa` as a user would."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    if inspection is not None:
        environment["IQA_INSPECTION"] = str(inspection)
    return subprocess.run(
        [sys.executable, "-c", "from cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
