"""Words that do not stand upright on a page: on their side, upside down, or aslant.

A page that is shown turned, as wide tables are, holds words that run up or down; they are
read as if the page lay before the reader. What stands aslant is a watermark.
"""

from __future__ import annotations

import math
from collections import Counter

from evidence.readers.pdflayout import Page, Run
from evidence.readers.pdftables import Box, Grid, grids

QUARTERS = (0, 90, 180, 270)
_NEAR = 5


def turn_of(across: float, up: float) -> int:
    """Return the direction in which letters follow each other, in whole degrees.

    >>> turn_of(1.0, 0.0), turn_of(0.0, 1.0), turn_of(0.7, 0.72), turn_of(0.0, -1.0)
    (0, 90, 46, 270)
    """
    degrees = round(math.degrees(math.atan2(up, across))) % 360
    near = (q for q in (*QUARTERS, 360) if abs(degrees - q) <= _NEAR)
    return next(near, degrees) % 360


def upright(box: Box, turn: int, sheet: Box) -> Box:
    """Return where a box lies when the page is held so that its words stand upright.

    >>> upright((10, 20, 12, 50), 90, (0, 0, 100, 200))
    (20, 88, 50, 90)
    """
    left, bottom, right, top = box
    if turn == 0:
        return left - sheet[0], bottom - sheet[1], right - sheet[0], top - sheet[1]
    if turn == 90:  # noqa: PLR2004 - degrees
        return bottom - sheet[1], sheet[2] - right, top - sheet[1], sheet[2] - left
    if turn == 180:  # noqa: PLR2004 - degrees
        return sheet[2] - right, sheet[3] - top, sheet[2] - left, sheet[3] - bottom
    if turn == 270:  # noqa: PLR2004 - degrees
        return sheet[3] - top, left - sheet[0], sheet[3] - bottom, right - sheet[0]
    return _aslant(box, math.radians(turn))


def _aslant(box: Box, angle: float) -> Box:
    """Where a letter's box lies along the line that it stands on."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    along = x * math.cos(angle) + y * math.sin(angle)
    above = y * math.cos(angle) - x * math.sin(angle)
    half = max(box[2] - box[0], box[3] - box[1]) / 4
    return along - half, above - half, along + half, above + half


def ruled(rules: list[Box], turn: int, sheet: Box) -> list[Grid]:
    """Return the tables that ruled lines make when a page is held so."""
    return grids([upright(rule, turn, sheet) for rule in rules])


def pages_of(number: int, runs: list[Run], rules: list[Box], sheet: Box) -> list[Page]:
    """Return a page once for each way in which its words stand, the usual way first.

    `sheet` is the page's own box; the boxes of runs are upright, those of rules are not yet.
    """
    letters: Counter[int] = Counter()
    for run in runs:
        if run.turn in QUARTERS:
            letters[run.turn] += len(run.letters)
    wide, tall = sheet[2] - sheet[0], sheet[3] - sheet[1]
    return [
        Page(
            number,
            tall if turn in {0, 180} else wide,
            tuple(run for run in runs if run.turn == turn),
            tuple(upright(rule, turn, sheet) for rule in rules),
        )
        for turn, _ in letters.most_common()
    ]


def watermarks(runs: list[Run]) -> list[str]:
    """Return what stands aslant, in stretches."""
    said = [run.text.strip() for run in runs if run.turn not in QUARTERS]
    return [" ".join(words.split()) for words in said if words]
