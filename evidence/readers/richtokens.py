r"""Rich text (.rtf) cut into its signs: groups, control words, bytes (RTF 1.9.1).

for token in tokens(data): ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
)
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}
_BREAKS = frozenset({b"\n", b"\r"})


@dataclass(frozen=True, slots=True)
class Token:
    """One sign: "{" or "}", a control word with its number, bytes, or a letter.

    `kind` is "open", "close", "word", "bytes" or "letter"; `number` is None where a word
    has none.
    """

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the signs of a rich text; what is none is passed over."""
    place = 0
    while (match := _TOKEN.search(data, place)) is not None:
        place = match.end()
        token = _token(match)
        if token is None:
            continue
        if token.kind == "word" and token.name == "bin":
            place += max(0, token.number or 0)
            continue
        yield token


def _token(match: re.Match[bytes]) -> Token | None:
    kind = match.lastgroup or ""
    if kind in {"open", "close"}:
        return Token(kind)
    if match["word"]:
        number = match["number"]
        return Token("word", match["word"].decode("ascii"), int(number) if number else None)
    if kind == "hex":
        return Token("bytes", data=bytes([int(match["hex"], 16)]))
    if kind == "sign":
        return _sign(match["sign"])
    return Token("bytes", data=match["text"])


def _sign(sign: bytes) -> Token | None:
    if sign in _BREAKS:
        return Token("word", "par")
    if sign == b"*":
        return Token("word", "*")
    letter = _SIGNS.get(sign)
    return Token("letter", letter) if letter else None
