"""Where footnotes, headers and footers belong: a note to the paragraph that refers to it."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.readers.wordml import value
from report_builder.word.revisions.pieces import NOTES
from report_builder.word.revisions.walking import Walked

MARGINS = frozenset({"header", "footer"})
MARGIN_NAMES = {"header": "page header", "footer": "page footer"}
_STORIES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def referring(walked: Walked) -> tuple[int, ...]:
    """Return for each paragraph of a note the one that refers to it; -1 for every other."""
    told: dict[tuple[str, str], int] = {}
    for at, paragraph in enumerate(walked.paragraphs):
        for stretch in paragraph.stretches:
            if stretch.kind != "note" or stretch.run is None:
                continue
            for reference in stretch.run.iter(*NOTES):
                story = _STORIES[str(reference.tag).rpartition("}")[2]]
                told.setdefault((story, value(reference, "id")), at)
    return tuple(told.get((p.place.story, p.place.note), -1) for p in walked.paragraphs)


def with_notes(joins: Sequence[int], walked: Walked) -> tuple[int, ...]:
    """Let a note that the draft does not have stand where the paragraph does that refers to it."""
    homes = referring(walked)
    return tuple(
        joins[home] if join < 0 <= home else join for join, home in zip(joins, homes, strict=True)
    )
