"""What a returned file says differently from the draft without a tracked change.

A paragraph that was cut in two is one change and not two, one that was joined to the next is
no deletion, and a cell that was typed over is not one cell more and one less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from report_builder.comments.entry import Kind
from report_builder.comments.notes_placed import MARGINS
from report_builder.comments.points import Point, fingerprint
from report_builder.word.revisions.blocks import Paragraph
from report_builder.word.revisions.walking import Walked


@dataclass(slots=True)
class Unmarked:
    """A change: what the draft said, what the file says, and where.

    `at` is the paragraph's place in the walk over the file, -1 where it is gone; `before` its
    place in the draft, -1 where it is new.
    """

    at: int
    before: int
    was: str
    says: str


def unmarked(
    texts: Sequence[str], block_ids: Sequence[str], walked: Walked, joins: Sequence[int]
) -> list[Unmarked]:
    """Return what a file changed without tracking; `texts` are the draft's paragraphs."""
    found = list(_changed(texts, walked, joins))
    met = set(joins)
    gone = [at for at, was in enumerate(texts) if was and at not in met and block_ids[at]]
    for before in gone:
        if not (
            _joined_to_another(found, texts, before) or _typed_over(found, texts, before, joins)
        ):
            found.append(Unmarked(-1, before, texts[before], ""))
    return found


def as_point(change: Unmarked, author: str) -> Point:
    """Return a change as a point of the log."""
    mark = fingerprint(Kind.UNTRACKED, "", "", change.says, change.was)
    return Point(
        Kind.UNTRACKED,
        author,
        "",
        change.says,
        quote=change.was,
        replaces=change.was,
        paragraph=change.at,
        fingerprint=mark,
    )


def shown(paragraph: Paragraph) -> str:
    """What a paragraph said before tracked changes, without what Word counts for itself."""
    parts = (s.text for s in paragraph.stretches if s.inserted is None and not s.instruction)
    return " ".join("".join(parts).split())


def _changed(texts: Sequence[str], walked: Walked, joins: Sequence[int]) -> Iterator[Unmarked]:
    cut: Unmarked | None = None
    for at, (paragraph, join) in enumerate(zip(walked.paragraphs, joins, strict=True)):
        if paragraph.place.story in MARGINS:
            continue
        says = shown(paragraph)
        if cut is not None and join == cut.before and says:
            cut.says = f"{cut.says}\n{says}"
            continue
        if cut is not None and (says or join >= 0):
            yield cut
            cut = None
        was = texts[join] if join >= 0 else ""
        if says == was or (join < 0 and (not says or _came_tracked(paragraph))):
            continue
        if join >= 0:
            cut = Unmarked(at, join, was, says)
        else:
            yield Unmarked(at, -1, "", says)
    if cut is not None:
        yield cut


def _joined_to_another(found: Iterable[Unmarked], texts: Sequence[str], before: int) -> bool:
    """Whether the words of a paragraph that is gone stand in the one before or after it."""
    for change in found:
        if abs(change.before - before) == 1 and texts[before] in change.says:
            pair = sorted((change.before, before))
            change.was = "\n".join(texts[at] for at in pair)
            return True
    return False


def _typed_over(
    found: Iterable[Unmarked], texts: Sequence[str], before: int, joins: Sequence[int]
) -> bool:
    """Whether something new stands between the neighbours of what is gone."""
    for change in found:
        if change.before >= 0 or not 0 < change.at < len(joins) - 1:
            continue
        if joins[change.at - 1] == before - 1 and joins[change.at + 1] == before + 1:
            change.before, change.was = before, texts[before]
            return True
    return False


def _came_tracked(paragraph: Paragraph) -> bool:
    """Whether a paragraph's own end, or all its words, came with tracking on."""
    return paragraph.mark_inserted is not None or all(
        s.inserted is not None for s in paragraph.stretches if s.text.strip()
    )
