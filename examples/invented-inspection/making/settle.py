"""Make a saved Word file the same, byte for byte, each time its script is run.

Word and python-docx stamp every part of the package with the time of saving, so a file that has not
changed would look changed. The entries keep their stored order and their contents; only the times
and the attributes around them are fixed.
"""

import zipfile
from pathlib import Path

SETTLED = (2024, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16
_MADE_ON_UNIX = 3


def settle(path: Path) -> None:
    """Rewrite the package at `path` with every entry dated `SETTLED`, in its stored order.

    Raises:
        FileNotFoundError: there is no file at `path`.
        zipfile.BadZipFile: the file is not a zip package, so not a .docx.
    """
    with zipfile.ZipFile(path) as package:
        parts = [(entry.filename, package.read(entry)) for entry in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, contents in parts:
            entry = zipfile.ZipInfo(name, date_time=SETTLED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _MADE_ON_UNIX
            package.writestr(entry, contents)
