"""How wide a table's columns are: numbers get what they need, words get the room.

Widths are estimated from the letters' widths in Arial, in twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

_THOUSANDTHS = {
    222: "ijl'|",
    278: " !,./:;\\[]ftI",
    333: "()-r`",
    389: "*",
    500: "cksvxyzJ",
    556: "#$0123456789?_abdeghnopquL\u2013",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@",
}
_LETTER = {letter: width for width, letters in _THOUSANDTHS.items() for letter in letters}
_OTHER = 600
_BOLD = 1.08
TEXT_SIZE = 11
PADDING = 230
"""The space at both sides of a cell, with a hair more so that nothing breaks early."""
_ROOM_FOR_WORDS = 3400
_LONGEST_WORD = 3000
_SHORT = 12
_MODEST = 0.75


@lru_cache(maxsize=4096)
def text_width(text: str, *, size: float = TEXT_SIZE, bold: bool = False) -> float:
    """Return how wide a text is set in Arial at `size` points."""
    thousandths = sum(_LETTER.get(letter, _OTHER) for letter in text)
    return thousandths / 1000 * size * 20 * (_BOLD if bold else 1)


def fits(headings: Sequence[str], rows: Iterable[Sequence[str]], available: int) -> bool:
    """Say whether a table's columns find room without breaking a word or a short entry."""
    least, _ = _measures(headings, rows)
    return sum(least) <= available


def column_widths(
    headings: Sequence[str], rows: Iterable[Sequence[str]], available: int
) -> tuple[int, ...]:
    """Return the width of each column; together they fill `available` exactly."""
    least, wish = _measures(headings, rows)
    return _whole(_shared(least, wish, available), available)


def _measures(
    headings: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[list[float], list[float]]:
    """Return the width that each column needs, and the width it would like."""
    least = [min(_longest_word(text, bold=True), _LONGEST_WORD) for text in headings]
    # A heading may run over two or three lines; what stands below it should not.
    wish = [
        max(n, text_width(text, bold=True) / 2) for n, text in zip(least, headings, strict=True)
    ]
    for row in rows:
        for column, text in enumerate(row):
            width = text_width(text)
            # "141 of 177" is read at a glance only if it stands on one line.
            whole = width if len(text) <= _SHORT else min(_longest_word(text), _LONGEST_WORD)
            least[column] = max(least[column], whole)
            wish[column] = max(wish[column], width)
    padded = [width + PADDING for width in least]
    return padded, [max(n, width + PADDING) for n, width in zip(padded, wish, strict=True)]


def _shared(least: list[float], wish: list[float], available: int) -> list[float]:
    if sum(wish) <= available:
        return _spread(wish, available)
    if sum(least) >= available:
        return [width * available / sum(least) for width in least]
    widths = _modest(least, wish, available)
    rest = [column for column in range(len(least)) if column not in widths]
    spare = available - sum(widths.values()) - sum(least[column] for column in rest)
    # Beyond a readable line a wish counts for less: a long text must not starve the rest.
    wants = {column: _damped(wish[column]) - _damped(least[column]) for column in rest}
    total = sum(wants.values()) or 1
    widths |= {column: least[column] + spare * wants[column] / total for column in rest}
    return [widths[column] for column in range(len(least))]


def _modest(least: list[float], wish: list[float], available: int) -> dict[int, float]:
    """Return the columns that wish for less than their fair share; they get their wish."""
    given: dict[int, float] = {}
    room = float(available)
    needed = sum(least)
    for column in sorted(range(len(wish)), key=wish.__getitem__):
        needed -= least[column]
        fair = room / (len(wish) - len(given))
        if wish[column] > fair * _MODEST or room - wish[column] <= needed:
            break
        given[column] = wish[column]
        room -= wish[column]
    return given


def _spread(wish: list[float], available: int) -> list[float]:
    """Give half of the room that is left to the widest column, the rest to all."""
    spare = available - sum(wish)
    widest = wish.index(max(wish))
    shared = [width + spare / 2 / len(wish) for width in wish]
    shared[widest] += spare / 2
    return shared


def _damped(width: float) -> float:
    if width <= _ROOM_FOR_WORDS:
        return width
    return _ROOM_FOR_WORDS * float((width / _ROOM_FOR_WORDS) ** 0.7)


def _whole(widths: list[float], available: int) -> tuple[int, ...]:
    whole = [int(width) for width in widths]
    whole[whole.index(max(whole))] += available - sum(whole)
    return tuple(whole)


def _longest_word(text: str, *, bold: bool = False) -> float:
    return max((text_width(word, bold=bold) for word in text.split()), default=0.0)
