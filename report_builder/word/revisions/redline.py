"""The difference between two Word files, as tracked changes that Word can accept or reject.

Accepting them all gives the later file, rejecting them all the earlier one: text, notes,
headers and tables; the later file's styles and settings are the ones that stay.
"""

from __future__ import annotations

from datetime import datetime

from evidence.readers.wordml import Element, W, number
from report_builder.word.revisions.carrying import Carrying
from report_builder.word.revisions.identities import bookmark_names, give_way
from report_builder.word.revisions.margins import margins_of, redline_margins
from report_builder.word.revisions.notes import Notes, meaning_of
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.pen import Pen
from report_builder.word.revisions.redlining import Redlining
from report_builder.word.revisions.resolve import accepted
from report_builder.word.revisions.rewording import Sides

_NUMBERED = (f"{W}bookmarkStart", f"{W}commentRangeStart", f"{W}commentReference")


def redline(
    a: WordFile, b: WordFile, author: str, at: datetime, *, formatting: bool = True
) -> WordFile:
    """Return the later file `b` with all that changed since `a` marked as the author's.

    Changes that either file still holds are taken as accepted. Numbers that alone changed
    stand under "AUTHOR (figures)". Without `formatting`, changes of form alone are left
    unmarked: a program that saves a file anew may restate the form of every paragraph.
    The same two files give the same bytes.

    Raises:
        UnreadableSource: a part of either file cannot be read.
    """
    a, b = accepted(a), accepted(b)
    earlier, later = a.trees(a.document), b.trees(b.document)
    before, now = earlier.find(f"{W}body"), later.find(f"{W}body")
    if before is None or now is None:
        return b
    pen = Pen(author, at, _first_number(later))
    names = bookmark_names(later)
    margins = margins_of(a, earlier), margins_of(b, later)
    sides = Sides(meaning_of(a, a.document), meaning_of(b, b.document), formatting=formatting)
    Redlining(pen, sides).container(before, now)
    carrying, notes = Carrying(a, b), Notes(a, b)
    notes.settle(sides, carrying, pen)
    carrying.follow(sides.taken, a.document, b.document)
    give_way(sides.taken, names, pen)
    written = redline_margins((a, b), margins, carrying, pen)
    return b.replaced(
        {b.document: serialised(later), **notes.written(), **written, **carrying.parts}
    )


def _first_number(document: Element) -> int:
    """The first number that no bookmark or comment has."""
    said = (number(e.get(f"{W}id", "0")) for e in document.iter(*_NUMBERED))
    return max(said, default=0) + 1
