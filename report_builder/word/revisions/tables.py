"""Rows and cells that came or went."""

from __future__ import annotations

from evidence.readers.wordml import Element
from report_builder.word.revisions.formatting import row_changes
from report_builder.word.revisions.names import CELL_DEL, CELL_INS, TBL, TC, TCPR, TR, Side


def settle_tables(root: Element, side: Side) -> None:
    """Take out rows and cells that go, and tables that have no row left."""
    touched: list[Element] = []
    for row in list(root.iter(TR)):
        marks = row_changes(row)
        for mark in marks:
            _remove(mark)
        if any(mark.tag in side.dropped for mark in marks):
            touched += _taken(row)
    for change in list(root.iter(CELL_INS, CELL_DEL)):
        properties = change.getparent()
        cell = properties.getparent() if properties is not None else None
        if properties is None:
            continue
        properties.remove(change)
        if change.tag == side.dropped_cell and cell is not None and properties.tag == TCPR:
            touched += _taken(cell)
    for holder in touched:
        _drop_if_empty(holder)


def _taken(element: Element) -> list[Element]:
    """Take out an element; return what held it."""
    parent = element.getparent()
    if parent is None:
        return []
    parent.remove(element)
    return [parent]


def _drop_if_empty(holder: Element) -> None:
    """A row without cells, a control without rows and a table without rows say nothing."""
    element: Element | None = holder
    while element is not None and element.getparent() is not None:
        if next(element.iterdescendants(TC), None) is not None:
            return
        if element.tag != TBL and next(element.iterancestors(TBL), None) is None:
            return
        parent = element.getparent()
        _remove(element)
        if element.tag == TBL:
            return
        element = parent


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
