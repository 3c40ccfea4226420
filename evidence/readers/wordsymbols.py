"""Characters that Word takes from symbol fonts, as the characters they look like."""

from __future__ import annotations

_PRIVATE = 0xF000
_WINGDINGS = {
    0x6C: "\u25cf", 0x6E: "\u25a0", 0x6F: "\u25a1", 0x71: "\u2751", 0x76: "\u2756", 0x9F: "\u2022",
    0xA7: "\u25aa", 0xA8: "\u2610", 0xD8: "\u27a2", 0xDF: "\u2190", 0xE0: "\u2192", 0xE1: "\u2191",
    0xE2: "\u2193", 0xE8: "\u2794", 0xF0: "\u21e8", 0xFB: "\u2717", 0xFC: "\u2713", 0xFD: "\u2612",
    0xFE: "\u2611", 0x4A: "\u263a", 0x4C: "\u2639",
}  # fmt: skip
_SYMBOL = {
    0xA3: "\u2264", 0xB3: "\u2265", 0xB7: "\u2022", 0xB1: "\u00b1", 0xB4: "\u00d7", 0xB8: "\u00f7",
    0xB9: "\u2260", 0xAE: "\u2192", 0xAC: "\u2190", 0xAD: "\u2191", 0xAF: "\u2193", 0xB0: "\u00b0",
    0xA5: "\u221e", 0xD6: "\u221a", 0x61: "\u03b1", 0x62: "\u03b2", 0x67: "\u03b3", 0x64: "\u03b4",
    0x6C: "\u03bb", 0x6D: "\u03bc", 0x70: "\u03c0", 0x73: "\u03c3", 0x44: "\u0394", 0x53: "\u03a3",
}  # fmt: skip
_UNKNOWN = "\u25a1"


def symbol(font: str, code: str) -> str:
    """Return the character that a symbol looks like; a white square where that is unknown.

    >>> symbol("Wingdings", "F0E0"), symbol("Arial", "20AC")
    ('\u2192', '\u20ac')
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if point >= _PRIVATE and point < _PRIVATE + 0x100:
        table = _WINGDINGS if font.casefold().startswith("wingding") else _SYMBOL
        low = point - _PRIVATE
        plain = (
            chr(low)
            if " " <= chr(low) <= "~" and not font.casefold().startswith("wing")
            else _UNKNOWN
        )
        return table.get(low, plain)
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x11_0000 else ""  # noqa: PLR2004
