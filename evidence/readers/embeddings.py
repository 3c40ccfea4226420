"""Files that are embedded in a presentation or a workbook: taken out, and read as their own.

The workbook behind a chart is not among them: the chart shows what it holds.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from evidence.notices import Notice
from evidence.readers.interface import Attachment
from evidence.readers.wordembedded import taken_out
from evidence.readers.wordml import Parts

_KINDS = frozenset({"package", "oleObject"})
_MOST = 100
_MOST_BYTES = 256 * 1024 * 1024


class Embedded:
    """Gathers the files that the parts of a package lead to."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seen: set[str] = set()
        self.files: list[Attachment] = []

    def take(self, relations: dict[str, tuple[str, str]]) -> None:
        """Take out what is embedded; what cannot be is told in a notice."""
        for kind, target in relations.values():
            if kind not in _KINDS or target in self._seen or len(self.files) >= _MOST:
                continue
            self._seen.add(target)
            data = self._parts.content(target)
            found = taken_out(data, target, "", most=_MOST_BYTES) if data else None
            if found is not None:
                self.files.append(self._named(found.name, found.content))
            elif data is not None:
                words = f"{target} is embedded in it and was not read."
                self._parts.note(Notice("embedded_file", words, target))

    def _named(self, name: str, content: bytes) -> Attachment:
        """An attachment under a name that no other of them has."""
        taken = {file.name.casefold() for file in self.files}
        path, count = PurePosixPath(name), 1
        if content.startswith(b"%PDF") and path.suffix == ".bin":
            path = path.with_suffix(".pdf")
            name = path.name
        while name.casefold() in taken:
            count += 1
            name = f"{path.stem} ({count}){path.suffix}"
        return Attachment(name, content)
