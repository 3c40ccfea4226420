"""Text that is safe inside XML.

Evidence is pasted from everywhere, so a sentence may hold control characters that make
a Word file unreadable. They are removed here, once, for every part of the file.
"""

from __future__ import annotations

import re

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_UNSAFE = re.compile("[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def clean(raw: str) -> str:
    """Return text as one line without the characters that XML or Word cannot hold."""
    return _UNSAFE.sub("", _BREAKS.sub(" ", raw))


def escaped(raw: str) -> str:
    """Return text as it stands between two tags or in a quoted attribute."""
    safe = clean(raw).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;")
