"""A live number struck out within its control, and another typed beside it: it was typed over.

The control holds nothing any more and only hides that the number beside it took its place. It
is taken off, so that the two numbers are seen as one that was typed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.word.merging.patching import unwrap
from report_builder.word.merging.tokens import NUMBER, Token
from report_builder.word.merging.units import Unit, read_again


def free_emptied(units: Sequence[Unit]) -> bool:
    """Take emptied controls off that have a number typed beside them; whether there were any."""
    found = False
    for unit in units:
        if unit.kind != "p" or all(number.text.strip() for number in unit.numbers):
            continue
        tokens = unit.tokens
        emptied = [
            token
            for at, token in enumerate(tokens.said)
            if token.kind == "figure" and not token.text.strip() and _beside(tokens.said, at)
        ]
        for token in emptied:
            unwrap(token.pieces[0][0])
        if emptied:
            read_again(unit)
            found = True
    return found


def _beside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plain number stands next to a place, with a space between them at most."""
    for step in (1, -1):
        place = at + step
        if 0 <= place < len(tokens) and tokens[place].text.isspace():
            place += step
        if 0 <= place < len(tokens) and NUMBER.fullmatch(tokens[place].key):
            return True
    return False
