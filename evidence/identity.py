"""Who acts, and how things are named.

Ids are short enough to be said aloud: S014 (a source), S014-012 (its twelfth segment),
C0031 (a coding), F-4b-03 (the third finding on criterion 4b). They are given out in order
within a transaction, so that the same acts in the same order give the same ids.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Actor:
    """The person (or the program on a person's behalf) who acts."""

    name: str


def numbered(prefix: str, number: int, *, width: int) -> str:
    """Return a readable id.

    >>> numbered("S", 14, width=3)
    'S014'
    """
    return f"{prefix}{number:0{width}d}"


def spoken(name: str) -> str:
    """Return a name as part of an id that can be said and typed.

    >>> spoken("Kestrel Coast"), spoken("Cymru-Wales")
    ('kestrel-coast', 'cymru-wales')
    """
    return "-".join(re.findall(r"\w+", name.casefold()))


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS: Final = tuple(a + b for a in _LETTERS for b in _LETTERS)
"""Base32 in twos: a report has thousands of ids."""


def digest_id(*parts: str, length: int = 10) -> str:
    """Return an opaque id, in lower-case base32, that the same parts always give.

    >>> digest_id("4a", "themes") == digest_id("4a", "themes")
    True
    """
    bits = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest(), "big")
    last = 256 - 10 * -(-length // 2)  # ten bits make two letters
    return "".join([_PAIRS[bits >> at & 1023] for at in range(246, last - 1, -10)])[:length]


def sha256_of(data: bytes | str) -> str:
    """Return the hexadecimal SHA-256 of bytes, or of a text in UTF-8."""
    raw = data.encode() if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()


def sayable(text: str) -> str:
    """Return a text that can be stored and shown: bytes that no name should have become "?".

    >>> sayable("CQB\udcff.docx")
    'CQB?.docx'
    """
    return text.encode("utf-8", errors="replace").decode("utf-8")
