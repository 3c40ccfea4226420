"""`code review` at the keyboard: the passage in its context, and a key for each decision.

At a terminal one key is enough. Without one, keys are read from what is piped in; white
space between them does not matter, and the text of a memo runs to the end of its line.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from evidence import console
from evidence.errors import InspectionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from coding.review import Review

HELP = (
    "y accept   n reject   + positive   - negative   = mixed   ! strong   m memo   "
    "s skip   b back   u undo   q quit   ? codes"
)
_SHORT = 160
_ESCAPE = "\x1b"


class Keys:
    """The keys that a person presses, or that were piped in."""

    def __init__(self) -> None:
        self.terminal = sys.stdin.isatty()

    def press(self) -> str:
        """Return the next key, in lower case; "q" where there are no more."""
        if self.terminal:
            return typer.getchar().lower()
        while (key := sys.stdin.read(1)).isspace():
            pass
        return key.lower() or "q"

    def line(self, what: str) -> str:
        """Return a line of text."""
        if self.terminal:
            return str(typer.prompt(what, default="", show_default=False)).strip()
        return (sys.stdin.readline().strip() or sys.stdin.readline()).strip()


def in_turn(review: Review) -> None:
    """Show one suggestion after the other until the person stops, or none is left."""
    keys = Keys()
    drawn = None
    console.say(HELP)
    try:
        while not review.over:
            if review.shown is not drawn:
                show(review)
                drawn = review.shown
            else:
                _say_now(review)
            key = keys.press()
            if key in {"q", _ESCAPE, "\x03", "\x04"}:
                break
            answer(review, key, keys)
    except (KeyboardInterrupt, typer.Abort):
        pass
    finally:
        later = review.finish()
    left = f"; {later} left for later" if later else ""
    console.say(f"{console.plural(review.decided, 'decision')}{left}")


def answer(review: Review, key: str, keys: Keys) -> None:
    """Do what a key asks for; what cannot be done is said, and nothing is lost."""
    doing = _deeds(review, keys).get(key)
    try:
        if doing is not None:
            said = doing()
            if said:
                console.say(f"  {said}")
        elif (code := _code_of(review, key)) is not None:
            review.code_id = code
        else:
            named = f"'{key}'" if key.isprintable() else "That key"
            console.say(f"  {named} means nothing here. {HELP}")
    except InspectionError as error:
        console.say(f"  {error.message}. {error.way_out}".rstrip(". ") + ".")


def _deeds(review: Review, keys: Keys) -> dict[str, Callable[[], str | None]]:
    from coding.codings import Polarity, Strength

    def polar(polarity: Polarity) -> Callable[[], None]:
        return lambda: setattr(review, "polarity", polarity)

    def stress() -> None:
        strong = review.strength is Strength.STRONG
        review.strength = Strength.ORDINARY if strong else Strength.STRONG

    return {
        "y": review.accept,
        "a": review.accept,
        "n": review.reject,
        "r": review.reject,
        "s": review.skip,
        "b": review.back,
        "u": review.undo,
        "+": polar(Polarity.POSITIVE),
        "-": polar(Polarity.NEGATIVE),
        "=": polar(Polarity.MIXED),
        "!": stress,
        "m": lambda: setattr(review, "memo", keys.line("  memo")),
        "?": lambda: _show_codes(review),
    }


def _code_of(review: Review, key: str) -> str | None:
    return next((c.code_id for c in review.codebook.codes if c.key == key), None)


def _show_codes(review: Review) -> None:
    console.say(f"  {HELP}")
    for code in review.codebook.codes:
        if code.key:
            console.say(f"  {code.key}  {code.code_id:<10} {code.name}")


def show(review: Review) -> None:
    """Print a suggestion in its context."""
    here = review.shown
    if here is None:
        return
    segment, suggestion = here.segment, here.suggestion
    where = ", ".join(part for part in (here.title, here.place, segment.locator) if part)
    console.say(f"\n{review.position + 1} of {len(review.waiting)}   {where}")
    for label, text in (("under", segment.heading), ("asked", segment.question)):
        if text:
            console.say(f"  {label}: {text}")
    if here.before and here.before != segment.question:
        console.say(f"    before: … {here.before[-_SHORT:]}")
    speaker = f"{segment.speaker}: " if segment.speaker else ""
    console.say(f"  {speaker}{segment.text}")
    if here.after:
        console.say(f"    after: {here.after[:_SHORT]} …")
    if here.coded:
        console.say(f"  coded already: {here.coded}")
    console.say(
        f"  {suggestion.code_id} ({suggestion.score:.0%}): {suggestion.reason}; "
        f"{suggestion.polarity.value}?"
    )
    _say_now(review)


def _say_now(review: Review) -> None:
    here = review.shown
    if here is None:
        return
    if here.suggestion.status.value != "open":
        console.say(f"  {here.suggestion.status.value} already: u takes that back")
        return
    name = review.codebook.get(review.code_id).name
    polarity = review.polarity.value if review.polarity else "polarity?"
    parts = [f"{review.code_id} {name}", polarity, review.strength.value]
    console.say(f"  -> {', '.join(parts)}{': ' + review.memo if review.memo else ''}")
