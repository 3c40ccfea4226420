"""Tracked changes of formatting: numbers, paragraphs, tables, sections, parts of formulas."""

from __future__ import annotations

from evidence.readers.wordml import Element, M, W
from report_builder.word.revisions.names import (
    CELL_MERGE,
    CHANGES,
    DEL,
    GRID_CHANGE,
    INS,
    NUMBERING_CHANGE,
    PROPERTY_CHANGES,
    RPR,
    SECTPR,
    TRPR,
    Side,
)

_STAYS = {
    f"{W}pPr": frozenset({RPR, SECTPR}),
    f"{W}sectPr": frozenset({f"{W}headerReference", f"{W}footerReference"}),
    f"{W}trPr": frozenset({INS, DEL}),
    f"{W}tcPr": frozenset({f"{W}cellIns", f"{W}cellDel", CELL_MERGE}),
    f"{W}rPr": CHANGES,
}
"""What an earlier state of these properties never holds, and what therefore stays."""
_LAST = frozenset({RPR, SECTPR, INS, DEL})
_STRUCTURES = frozenset({f"{M}{name}" for name in ("e", "num", "den", "deg", "sub", "sup", "lim")})


def settle_formatting(root: Element, side: Side) -> None:
    """Settle every change of properties, in place."""
    for change in list(root.iter(*PROPERTY_CHANGES)):
        _settle_properties(change, side)
    for change in list(root.iter(GRID_CHANGE, NUMBERING_CHANGE)):
        _settle_grid(change, side)
    for numbering in list(root.iter(f"{W}numPr")):
        _settle_numbering(numbering, side)
    for control in list(root.iter(f"{M}ctrlPr")):
        _settle_formula(control, side)
    for merge in list(root.iter(CELL_MERGE)):
        _settle_merge(merge, side)
    for properties in list(root.iter(RPR)):
        _settle_run(properties, side)


def _settle_properties(change: Element, side: Side) -> None:
    now = change.getparent()
    if now is None:
        return
    now.remove(change)
    if not side.original:
        return
    before = next(iter(change), None)
    stays = _STAYS.get(str(now.tag), frozenset())
    kept = [child for child in now if child.tag in stays]
    earlier = [] if before is None else [c for c in before if c.tag not in stays]
    first = [child for child in kept if child.tag not in _LAST]
    now[:] = [*first, *earlier, *(child for child in kept if child.tag in _LAST)]


def _settle_grid(change: Element, side: Side) -> None:
    now = change.getparent()
    if now is None:
        return
    before = next(iter(change), None)
    now.remove(change)
    if side.original and change.tag == GRID_CHANGE and before is not None:
        now[:] = list(before)


def _settle_numbering(numbering: Element, side: Side) -> None:
    marks = [child for child in numbering if child.tag in CHANGES]
    for mark in marks:
        numbering.remove(mark)
    parent = numbering.getparent()
    if parent is not None and any(mark.tag in side.dropped for mark in marks):
        parent.remove(numbering)


def _settle_formula(control: Element, side: Side) -> None:
    """A fraction or root whose own character goes leaves its parts behind in its place."""
    marks = list(control.iter(*CHANGES))
    for mark in marks:
        held = mark.getparent()
        if held is not None:
            at = held.index(mark)
            held[at : at + 1] = [child for child in mark if child.tag == RPR]
    properties = control.getparent()
    structure = properties.getparent() if properties is not None else None
    parent = structure.getparent() if structure is not None else None
    if structure is None or parent is None:
        return
    if any(mark.tag in side.dropped for mark in marks):
        parts = [child for child in structure.iter() if child.tag in _STRUCTURES]
        parts = [part for part in parts if _within(part, structure)]
        at = parent.index(structure)
        parent[at : at + 1] = [
            child for part in parts for child in part if child.tag != f"{M}argPr"
        ]


def _within(part: Element, structure: Element) -> bool:
    """Whether a part belongs to this structure, directly or by a matrix row or function name."""
    parent = part.getparent()
    while parent is not None and parent is not structure:
        if parent.tag in _STRUCTURES:
            return False
        parent = parent.getparent()
    return parent is structure


def _settle_merge(merge: Element, side: Side) -> None:
    cell = merge.getparent()
    if cell is None:
        return
    said = merge.get(f"{W}vMergeOrig" if side.original else f"{W}vMerge")
    at = cell.index(merge)
    cell.remove(merge)
    for old in cell.findall(f"{W}vMerge"):
        cell.remove(old)
    if said is not None:
        written = cell.makeelement(f"{W}vMerge")
        written.set(f"{W}val", "restart" if said == "rest" else "continue")
        cell.insert(min(at, len(cell)), written)


def _settle_run(properties: Element, side: Side) -> None:
    """A run that says in its own properties that it came or went (formulas do)."""
    run = properties.getparent()
    if run is None or str(run.tag) not in {f"{M}r", f"{W}r"}:
        return
    marks = [child for child in properties if child.tag in CHANGES]
    for mark in marks:
        properties.remove(mark)
    parent = run.getparent()
    if parent is not None and any(mark.tag in side.dropped for mark in marks):
        parent.remove(run)


def row_changes(row: Element) -> list[Element]:
    """The marks that say that a row came or went."""
    properties = row.find(TRPR)
    return [] if properties is None else [c for c in properties if c.tag in CHANGES]
