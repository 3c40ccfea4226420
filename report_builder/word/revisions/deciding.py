"""Some tracked changes of a file accepted, some rejected, the rest left as they are.

What is not decided is set aside under a name that no rule knows, the others are settled as
Word would settle them, and then it gets its name back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.names import (
    DEL,
    FINAL,
    MOVE_FROM,
    MOVE_TO,
    ORIGINAL,
    RANGES,
    REVISIONS,
    Side,
)
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.pen import as_deleted
from report_builder.word.revisions.resolve import settle
from report_builder.word.revisions.walking import Walked

_ASIDE = "{urn:iqa:undecided}"
_MOVES = frozenset({MOVE_FROM, MOVE_TO})


def decided(
    file: WordFile, walked: Walked, accept: Collection[Element], reject: Collection[Element]
) -> WordFile:
    """Return the file with these marks of the walk's trees accepted, and those rejected.

    The walk's trees are changed: walk again before anything else is asked of them.
    """
    if not accept and not reject:
        return file
    parts: dict[str, bytes] = {}
    for part, root in walked.trees.items():
        chosen = [(FINAL, _own(accept, root)), (ORIGINAL, _own(reject, root))]
        if not any(marks for _, marks in chosen):
            continue
        for side, marks in chosen:
            _settle_only(root, side, marks)
        parts[part] = serialised(root)
    return file.replaced(parts)


def _own(marks: Collection[Element], root: Element) -> set[Element]:
    return {mark for mark in marks if next(reversed([mark, *mark.iterancestors()])) is root}


def _settle_only(root: Element, side: Side, marks: set[Element]) -> None:
    if not marks:
        return
    wanted = marks | set(_ranges_of(root, marks))
    aside = [e for e in root.iter(*REVISIONS) if e not in wanted]
    names = [str(e.tag) for e in aside]
    for element in aside:
        element.tag = _ASIDE + str(element.tag).removeprefix(W)
    settle(root, side)
    for element, name in zip(aside, names, strict=True):
        element.tag = name
        if name == DEL:
            as_deleted(element)


def _ranges_of(root: Element, marks: set[Element]) -> Iterator[Element]:
    """The range marks that say where a move begins and ends, of the moves that are decided."""
    open_ranges: list[Element] = []
    wanted: set[str] = set()
    for element in root.iter(*RANGES, *_MOVES):
        kind = str(element.tag)
        if kind.endswith("RangeStart"):
            open_ranges.append(element)
        elif kind.endswith("RangeEnd"):
            said = element.get(f"{W}id", "")
            if said in wanted:
                yield element
            open_ranges = [e for e in open_ranges if e.get(f"{W}id", "") != said]
        elif element in marks:
            for start in open_ranges:
                if str(start.tag).startswith(kind) and start.get(f"{W}id", "") not in wanted:
                    wanted.add(start.get(f"{W}id", ""))
                    yield start
