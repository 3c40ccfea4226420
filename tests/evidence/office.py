"""LibreOffice as the program that an office saved its files with, for tests that need one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from evidence.readers import converter

needs_office = pytest.mark.skipif(not converter.installed(), reason="LibreOffice is not installed")


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without LibreOffice."""
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr(converter, "_PLACES", ())


def saved_as(data: bytes, form: str, into: str, folder: Path) -> bytes:
    """Return a file of one form as LibreOffice saves it in another ("doc:MS Word 97")."""
    source = folder / f"source.{form}"
    source.write_bytes(data)
    subprocess.run(
        [
            converter.installed(),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            into,
            "--outdir",
            str(folder / "saved"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    made = folder / "saved" / f"source.{into.split(':', maxsplit=1)[0]}"
    if not made.exists():
        pytest.skip(f"LibreOffice is installed without what writes {into}")
    return made.read_bytes()
