"""LibreOffice, where it is installed: a Word file laid out on pages and written as a PDF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from evidence.errors import OutputBlocked

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path(r"C:\Program Files\LibreOffice\program\soffice.exe"),
)
_SECONDS = 180


def office_program() -> str:
    """Return where LibreOffice is, "" if it is nowhere; IQA_SOFFICE may say."""
    named = os.environ.get("IQA_SOFFICE")
    if named is not None:
        return named if shutil.which(named) else ""
    found = next((path for path in map(shutil.which, _NAMES) if path), "")
    return found or next((str(path) for path in _PLACES if path.is_file()), "")


def laid_out(data: bytes, options: Mapping[str, bool]) -> bytes:
    """Return a Word file as a PDF, written under LibreOffice's own `options`.

    Raises:
        OutputBlocked: LibreOffice is not installed, or could not do it.
    """
    program = office_program()
    if not program:
        raise OutputBlocked(
            "a PDF is made by LibreOffice, which is not installed here",
            way_out="install LibreOffice, or save as PDF in Word: Options, Document structure tags",
        )
    chosen = {key: {"type": "boolean", "value": str(on).lower()} for key, on in options.items()}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "report.docx").write_bytes(data)
        words = [
            program, "--headless", "--norestore", f"-env:UserInstallation={(place / 'u').as_uri()}",
            "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(chosen)}",
            "--outdir", folder, str(place / "report.docx"),
        ]  # fmt: skip
        try:
            subprocess.run(words, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
            return (place / "report.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise OutputBlocked(
                "LibreOffice could not turn the report into a PDF",
                way_out="open the report in Word or LibreOffice and export it from there",
            ) from error
