"""Text that is safe inside XML.

Evidence is pasted from everywhere, so a sentence may hold control characters that make
a Word file unreadable. They are removed here, once, for every part of the file.
"""

from __future__ import annotations

import re

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_SPECIAL = re.compile("[^ !#-%'-;=?-~\u00a0-\u0fff\u2010-\u2027]")
"""Whatever has to be looked at before it stands in XML; most text has none of it."""
_UNSAFE = re.compile("[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    }.items()
)


def clean(raw: str) -> str:
    """Return text as one line without the characters that XML or Word cannot hold."""
    return _UNSAFE.sub("", _BREAKS.sub(" ", raw))


def escaped(raw: str) -> str:
    """Return text as it stands between two tags or in a quoted attribute."""
    if _SPECIAL.search(raw) is None:
        return raw
    safe = clean(raw).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;")


def rooted(tag: str, inside: str) -> bytes:
    """Return XML as a part of its own, such as `<w:hdr>`, with the prefixes that we use."""
    return f'<{tag} {_NAMESPACES} mc:Ignorable="w15">{inside}</{tag}>'.encode()
