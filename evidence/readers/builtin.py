"""The readers there are, by format; a new format is one more line here."""

from __future__ import annotations

from evidence.errors import UnreadableSource
from evidence.readers.interface import Hints, Reader, Reading

READERS: dict[str, Reader] = {}


def read(data: bytes, name: str, hints: Hints) -> Reading:
    """Return what a file says, by what its bytes are and not by what it is called.

    Raises:
        UnreadableSource: it cannot be read; with a reason code.
    """
    raise UnreadableSource("unsupported", f"{name} is of no format that can be read.")
