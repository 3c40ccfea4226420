"""Text in cells: what is shown of it, what a cell can hold, and whether it is still the same.

A spreadsheet program may change white space, drop control characters and write some as
`_x000D_`. Two texts are the same if nothing but that tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.identity import sha256_of

MOST_LINES = 24
"""A row is at most 409 points high, which is 27 lines; what runs over it cannot be read."""
_MOST = 32_000
"""UTF-16 units; a cell holds 32,767."""
_ESCAPED = re.compile(r"_x[0-9a-fA-F]{4}_")
_WORD = re.compile(r"\n|[^\S\n]+|\S+")


def shown(text: str) -> str:
    """Return a text as a cell shows it: no control characters, and no more than fits."""
    calm = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    calm = calm.encode("utf-8", errors="replace").decode("utf-8")
    calm = "".join(c if c.isprintable() or c == "\n" else " " for c in calm)
    return calm if _units(calm) <= _MOST else f"{calm[: _MOST // 2]} …"


def short(text: str, most: int) -> str:
    """Return a text on one line, cut to so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def same_words(text: str) -> str:
    """Return what of a text a spreadsheet program leaves as it is."""
    bare = _ESCAPED.sub(" ", text)
    return " ".join("".join(c if c.isprintable() else " " for c in bare).split())


def print_of(text: str) -> str:
    """Return a short hash by which a cell's text is known to be unchanged; "" of nothing."""
    words = same_words(text)
    return sha256_of(words)[:16] if words else ""


def lines_of(text: str, *, width: int) -> int:
    """Return how many lines a text takes in a cell so many characters wide.

    >>> lines_of("one", width=10), lines_of("one two three", width=10), lines_of("", width=9)
    (1, 2, 1)
    """
    lines, line = 1, 0
    for piece in _pieces(text, width):
        if piece == "\n" or line + len(piece) > width:
            lines, line = lines + 1, 0
        line += 0 if piece == "\n" else len(piece)
    return lines


def parts(text: str, *, width: int) -> tuple[str, ...]:
    """Divide a text where it would run over a row of cells so many characters wide.

    >>> parts("two words", width=60)
    ('two words',)
    """
    found: list[str] = []
    held, line, lines = "", 0, 1
    for piece in _pieces(text, width):
        grows = piece == "\n" or line + len(piece) > width
        if grows and lines == MOST_LINES:
            found.append(held)
            held, line, lines, grows = "", 0, 1, piece == "\n"
        held += piece
        lines += grows
        line = 0 if piece == "\n" else len(piece) if grows else line + len(piece)
    return (*found, held) if held.strip() or not found else tuple(found)


def _pieces(text: str, width: int) -> Iterator[str]:
    """Go through the words and blanks of a text, none longer than a line."""
    for match in _WORD.finditer(text):
        for at in range(match.start(), match.end(), width):
            yield text[at : min(at + width, match.end())]


def _units(text: str) -> int:
    return len(text) + sum(c > "\uffff" for c in text)
