"""Equations in Word, written on one line: r^2, 1/(2a), x_i.

ECMA-376 Part 1, 22.1. What stands above, below or under a bar is told apart from what
stands beside it by one sign, so that r squared is not read as r2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.readers.wordml import Element, M, local

_BEFORE = {
    "sSup": {"sup": "^"},
    "sSub": {"sub": "_"},
    "sSubSup": {"sub": "_", "sup": "^"},
    "sPre": {"sub": "_", "sup": "^"},
    "nary": {"sub": "_", "sup": "^"},
    "limLow": {"lim": "_"},
    "limUpp": {"lim": "^"},
    "f": {"num": "", "den": "/"},
    "rad": {"e": "\u221a"},
    "eqArr": {"e": "; "},
    "m": {"mr": "; "},
    "mr": {"e": ", "},
}
"""For each structure, the sign before each of its parts."""
_FROM_THE_SECOND = frozenset({"eqArr", "m", "mr"})
_GROUPED = frozenset({"sup", "sub", "den", "num", "lim", "e"})
_UNGROUPED = frozenset({"nary", "eqArr", "m", "mr", "d"})

Say = Callable[[str], None]
Go = Callable[[Element], None]


def is_structure(name: str) -> bool:
    """Whether an element of an equation sets its parts above, below or beside each other."""
    return name in _BEFORE or name == "d"


def written(structure: Element, name: str, say: Say, go: Go) -> None:
    """Write a structure: its signs by `say`, its parts by `go`."""
    if name == "d":
        _fenced(structure, say, go)
        return
    if name == "nary":
        say(_property(structure, "naryPr", "chr", "\u222b"))
    signs = _BEFORE[name]
    for place, part in enumerate(_parts(structure)):
        kind = local(part)
        if place or name not in _FROM_THE_SECOND:
            say(signs.get(kind, ""))
        if name not in _UNGROUPED and kind in _GROUPED and _is_long(part, kind):
            say("(")
            go(part)
            say(")")
        else:
            go(part)


def _fenced(structure: Element, say: Say, go: Go) -> None:
    say(_property(structure, "dPr", "begChr", "("))
    for place, part in enumerate(_parts(structure)):
        if place:
            say(_property(structure, "dPr", "sepChr", "|"))
        go(part)
    say(_property(structure, "dPr", "endChr", ")"))


def _parts(structure: Element) -> Iterator[Element]:
    return (part for part in structure if local(part) and not local(part).endswith("Pr"))


def _is_long(part: Element, kind: str) -> bool:
    """Whether a part needs brackets to be read as one: "(2a)" below a bar, "(a+b)" above it."""
    words = "".join(t.text or "" for t in part.iter(f"{M}t")).strip()
    if len(words) < 2 or words.isdigit():  # noqa: PLR2004 - a single sign is one by itself
        return False
    return not words.isalnum() or kind not in {"e", "num"}


def _property(structure: Element, about: str, name: str, otherwise: str) -> str:
    found = structure.find(f"{M}{about}/{M}{name}")
    if found is None:
        return otherwise
    value = found.get(f"{M}val")
    return value if value is not None else ""
