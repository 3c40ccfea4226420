"""Pictures of text: read by tesseract, where the computer has it, within the time there is."""

from __future__ import annotations

import os
import shutil
import subprocess
from time import monotonic

_LEAST = 1.0
_MOST = 10.0
_FEW_PAGES = 12


class Recogniser:
    """Reads pictures until a moment (of the monotonic clock), and says why it did not."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._program = shutil.which("tesseract")
        self.why_not = "no words could be recognised in them"
        if self._program is None:
            self.why_not = "tesseract, which could read them, is not installed"

    def ready(self) -> bool:
        """Whether there is a program to read pictures, and time for it."""
        if self._program is not None and self._until - monotonic() < _LEAST:
            self.why_not = "there was no time left to recognise them"
            return False
        return self._program is not None

    def lines(self, picture: bytes) -> list[str]:
        """Return the lines of text in a picture, one empty line between paragraphs."""
        if self._program is None:
            return []
        left = max(self._until - monotonic(), _LEAST)
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program; the picture goes in as data
                [self._program, "stdin", "stdout", "--dpi", "216", "-l", "eng"],
                input=picture,
                capture_output=True,
                timeout=min(left, _MOST),
                check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired:
            self.why_not = "there was no time left to recognise them"
            return []
        except OSError:
            self.why_not = "tesseract could not be started"
            return []
        text = done.stdout.decode("utf-8", errors="replace").replace("\x0c", "")
        return text.split("\n") if text.strip() else []


def pages_named(pages: list[int]) -> str:
    """Name pages as a person would.

    >>> pages_named([1]), pages_named([1, 2, 3, 7])
    ('p. 1', 'pp. 1-3 and 7')
    """
    return numbers_named("p.", pages, "pp.")


def numbers_named(one: str, numbers: list[int], many: str = "") -> str:
    """Name what is numbered as a person would.

    >>> numbers_named("slide", [2, 3, 4])
    'slides 2-4'
    """
    many = many or f"{one}s"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    if len(said) > _FEW_PAGES:
        said = [*said[:_FEW_PAGES], "others"]
    whole = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{one if len(numbers) == 1 else many} {whole}"
