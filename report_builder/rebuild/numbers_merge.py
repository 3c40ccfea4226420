"""Live numbers of the editor's file brought up to date where they say what the draft said."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from report_builder.rebuild.outcome import Clash, NumberChange
from report_builder.rebuild.three import Three
from report_builder.word.merging.patching import set_number
from report_builder.word.merging.tokens import Token, plain_of
from report_builder.word.merging.units import Unit
from report_builder.word.revisions.names import P


def merge_numbers(three: Three, patched: AbstractSet[int]) -> None:
    """Bring every live number up to date that says what the draft said.

    `patched` are the editor's units whose words have changed since they were read.
    """
    before, now = _values(three.base), _values(three.new)
    for at, unit in enumerate(three.edited):
        numbers = unit.numbers
        if at in patched:
            paragraphs = unit.element.iter(P)
            numbers = tuple(n for p in paragraphs for n in plain_of(p, three.desk.known).numbers)
        for token in numbers:
            if token.use in before and token.use in now:
                _number(three, token, (before[token.use], now[token.use]), unit)


def _values(units: list[Unit]) -> dict[str, str]:
    return {number.use: number.text for unit in units for number in unit.numbers}


def _number(three: Three, token: Token, values: tuple[str, str], unit: Unit) -> None:
    was, now = values
    outcome = three.desk.outcome
    if was == now and token.text == was:
        return
    change = NumberChange(token.use, unit.block, was, token.text, now)
    if not token.text.strip():
        _struck(three, change, unit)
    elif token.text == was or _glued(token.text, was):
        if was != now:
            set_number(token, token.text.replace(was, now, 1))
            three.desk.touched = True
            outcome.updated.append(change)
    elif token.text != now:
        outcome.typed.append(change)


def _struck(three: Three, change: NumberChange, unit: Unit) -> None:
    """Note a number taken out of a sentence that stays, if it reads otherwise now."""
    if unit.kind != "p" or not unit.text.strip() or change.was == change.now:
        return
    elsewhere = (n for u in three.edited for n in u.numbers if n.use == change.use)
    if not any(n.text.strip() for n in elsewhere):
        clash = Clash(change.block, "deleted", change.was, "", change.now)
        three.desk.outcome.clashes.append(clash)


def _glued(text: str, was: str) -> bool:
    """Whether a word was typed against a number, within its control, and the number stayed."""
    if not was or not (text.startswith(was) or text.endswith(was)):
        return False
    rest = text.removeprefix(was) if text.startswith(was) else text.removesuffix(was)
    edge = rest[:1] if text.startswith(was) else rest[-1:]
    return (
        bool(rest)
        and not edge.isdigit()
        and edge not in ".,%"
        and not (all(not letter.isalpha() for letter in rest) and any(c.isdigit() for c in rest))
    )
