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


def notes_joined(
    joins: Sequence[int],
    homes: Sequence[int],
    texts: tuple[Sequence[str], Sequence[str]],
    draft_homes: Sequence[int],
) -> list[int]:
    """Join each note to the draft's note of the same paragraph: programs order notes anew.

    `texts` are what the paragraphs of the draft and of the file say.
    """
    held: dict[int, list[int]] = {}
    for at, home in enumerate(draft_homes):
        if home >= 0:
            held.setdefault(home, []).append(at)
    found = [-1 if home >= 0 else join for join, home in zip(joins, homes, strict=True)]
    for same in (True, False):
        for at, home in enumerate(homes):
            left = held.get(joins[home], []) if home >= 0 > found[at] else []
            meant = next((n for n in left if not same or texts[0][n] == texts[1][at]), -1)
            if meant >= 0:
                found[at] = meant
                left.remove(meant)
    return found


def with_notes(joins: Sequence[int], walked: Walked) -> tuple[int, ...]:
    """Let a note that the draft does not have stand where the paragraph does that refers to it."""
    homes = referring(walked)
    return tuple(
        joins[home] if join < 0 <= home else join for join, home in zip(joins, homes, strict=True)
    )
