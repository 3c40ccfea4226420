"""What a cross-reference of the new report leads to, marked in the editor's file as well.

A paragraph has a bookmark for references only where something refers to it. When the new
report is the first to do so, the editor's file has the paragraph and lacks the bookmark.
"""

from __future__ import annotations

from evidence.readers.wordml import Element, value
from report_builder.rebuild.three import Three
from report_builder.word.anchors import CONTENTS, REFERENCE
from report_builder.word.merging.identity import mark_block
from report_builder.word.merging.landmarks import Landmarks
from report_builder.word.release.marks import bookmarks_needed
from report_builder.word.revisions.names import BOOKMARK_END, BOOKMARK_START, FIELD_CHARACTER, P, R


def mark_targets(three: Three, found: Landmarks) -> bool:
    """Mark the paragraphs to which something leads and that have no mark for it.

    Returns whether there were any.
    """
    lost = {
        name
        for name in bookmarks_needed(found.leading) - found.names()
        if name.startswith((REFERENCE, CONTENTS))
    }
    if not lost:
        return False
    marked = False
    old = {new: b for b, new in three.fresh.items()}
    for new, unit in enumerate(three.new):
        places = three.holders.get(old.get(new, -1), [])
        theirs = three.edited[places[0]].element if places else None
        if theirs is None or theirs.tag != P or theirs.getparent() is None:
            continue
        for start in unit.element.iter(BOOKMARK_START):
            if value(start, "name") in lost:
                _mark(theirs, value(start, "name"), label=_marks_label(start))
                marked = True
    return marked


def _marks_label(start: Element) -> bool:
    """Say whether a bookmark ends before its paragraph does, as that of a caption's number."""
    end = next(e for e in start.itersiblings() if value(e, "id") == value(start, "id"))
    return any(after.tag == R for after in end.itersiblings())


def _mark(paragraph: Element, name: str, *, label: bool) -> None:
    """Put a bookmark around what a paragraph says, or around its label and number."""
    mark_block(paragraph, name)
    if not label:
        return
    end = paragraph[-1]
    ends = [
        run
        for run in paragraph.iterchildren(R)
        if value(run.find(FIELD_CHARACTER), "fldCharType") == "end"
    ]
    if end.tag == BOOKMARK_END and ends:
        ends[0].addnext(end)
