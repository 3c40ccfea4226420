"""How codes look and are chosen: a colour that can be read, and a key for each.

Colours are the Analysis Function's, darkened where needed so that white letters on them
have a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.framework import CodeDefinition

PALETTE = ("#12436D", "#1D7A72", "#801650", "#B84A12", "#3D3D3D", "#6B3FA0")
"""Navy, teal, plum, burnt orange, dark grey, violet: one for each criterion, in turn."""

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
RESERVED = frozenset("aynrsmbuq+-=!?")
"""Keys that mean something else in `code review`."""

LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour such as #1D70B8."""
    return bool(_COLOUR.fullmatch(text))


def contrast_with_white(colour: str) -> float:
    """Return the contrast of white letters on a colour, from 1 to 21.

    >>> round(contrast_with_white("#000000"))
    21
    """
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the standard's
        for c in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def with_looks(codes: Sequence[CodeDefinition]) -> tuple[CodeDefinition, ...]:
    """Give a colour and a key to codes that have none; keys run out after 26 codes.

    A sub-code has its criterion's colour. The same codes get the same looks.
    """
    criteria = list(dict.fromkeys(code.criterion_id for code in codes))
    taken = {code.key for code in codes if code.key}
    free = iter(k for k in KEYS if k not in taken and k not in RESERVED)
    return tuple(
        replace(
            code,
            colour=code.colour or PALETTE[criteria.index(code.criterion_id) % len(PALETTE)],
            key=code.key or next(free, ""),
        )
        for code in codes
    )
