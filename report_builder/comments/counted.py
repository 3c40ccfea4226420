"""How many comments lie in a Word file, counted in its bytes and not by the reader that reads them.

The proof that none is lost would prove nothing if it trusted the reader whom it checks.
"""

from __future__ import annotations

import re

from report_builder.word.revisions.package import WordFile

_LIST = re.compile(rb"<(?:([\w.-]+):)?comments[\s>/]")
_WORD = b"wordprocessingml"


def comments_held(file: WordFile) -> int:
    """Return how many comments and replies its parts hold, whatever these parts are called."""
    return sum(
        _in_part(file.content(name)) for name in file.names if name.casefold().endswith(".xml")
    )


def _in_part(written: bytes) -> int:
    root = _LIST.search(written)
    if root is None or _WORD not in written:
        return 0
    prefix = root[1] + b":" if root[1] else b""
    return len(re.findall(rb"<" + re.escape(prefix) + rb"comment[\s>]", written))
