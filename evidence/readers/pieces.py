"""Sources that come in pieces with places of their own: rows of sheets, paragraphs of slides.

Their reader knows what each piece is called; here the pieces are put together into the
frozen text, one on a line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.dates import likeliest
from evidence.readers.interface import Attachment, Reading
from evidence.readers.packages import cut_short
from evidence.segments import Segment, SegmentStatus

_OPENING = 25
_DAMAGE = frozenset({"cut_short", "damaged_part", "unreadable_part"})
_LONG_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words at its place.

    A `filler` is in the text but makes no segment: a heading row, a slide's title. `on` is
    the locator of the piece that a comment is about. What is `beside` is not in the text.
    """

    text: str
    locator: str
    heading: str = ""
    page: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    due: str = ""
    status: SegmentStatus = SegmentStatus.LIVE
    author: str = ""
    at: str = ""
    on: str = ""
    filler: bool = False

    @property
    def beside(self) -> bool:
        """Whether it stands beside the text."""
        return self.status in {SegmentStatus.COMMENT, SegmentStatus.FURNITURE}


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found: its pieces in order, the title, what was odd, the files within."""

    pieces: tuple[Piece, ...]
    title: str = ""
    notices: tuple[Notice, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def put_together(form: str, found: Found) -> Reading:
    """Return the reading of a source in pieces.

    Raises:
        UnreadableSource: there are no words in any of them.
    """
    pieces = [piece for piece in found.pieces if piece.text.strip()]
    if not pieces and any(notice.code == "cut_short" for notice in found.notices):
        raise cut_short()
    if not pieces and not found.attachments:
        if _DAMAGE & {notice.code for notice in found.notices}:
            raise UnreadableSource(
                "unreadable",
                "It is damaged, and what is left of it holds no text.",
                way_out="Ask for it again, or open and repair it and save it.",
            )
        raise UnreadableSource(
            "no_text",
            "It holds no text.",
            way_out="If it holds pictures of text, ask for the document that they show.",
        )
    lines: list[str] = []
    segments: list[Segment] = []
    length = 0
    for piece in sorted(pieces, key=lambda piece: piece.beside):
        bare = piece.text.strip()
        start = None if piece.beside else length
        if not piece.filler:
            segments.append(_segment(piece, bare, len(segments) + 1, start))
        if not piece.beside:
            lines.append(bare)
            length += len(bare) + 1
    return Reading(
        form,
        "\n".join(lines),
        tuple(_anchored(pieces, segments)),
        notices=found.notices,
        attachments=found.attachments,
        title=found.title or _first_line(lines),
        dates=_dates(pieces, lines),
    )


def _segment(piece: Piece, bare: str, ordinal: int, start: int | None) -> Segment:
    return Segment(
        ordinal,
        start,
        None if start is None else start + len(bare),
        bare,
        piece.locator,
        heading=piece.heading,
        page=piece.page,
        columns=piece.columns,
        owner=piece.owner,
        due=piece.due,
        status=piece.status,
        author=piece.author,
        at=piece.at,
    )


def _anchored(pieces: list[Piece], segments: list[Segment]) -> list[Segment]:
    """Tie comments to the segments that they are about."""
    about = {piece.locator: piece.on for piece in pieces if piece.on}
    if not about:
        return segments
    ordinals = {segment.locator: segment.ordinal for segment in segments}
    return [_tied(segment, ordinals.get(about.get(segment.locator, ""))) for segment in segments]


def _tied(segment: Segment, anchor: int | None) -> Segment:
    if anchor is None or segment.status is not SegmentStatus.COMMENT:
        return segment
    return replace(segment, anchor=anchor)


def _dates(pieces: list[Piece], lines: list[str]) -> tuple[str, ...]:
    """The dates that the opening names; those in columns are deadlines and the like."""
    apart = [piece.text.strip() for piece in pieces if len(piece.columns) <= 1 and not piece.beside]
    found = likeliest(tuple(_opening(apart))) or likeliest(tuple(_opening(lines)))
    return tuple(d.isoformat() for d in found)


def _first_line(lines: list[str]) -> str:
    first = " ".join(lines[0].split()) if lines else ""
    return first if " | " not in first and len(first) <= 120 else ""  # noqa: PLR2004 - a title


def _opening(lines: list[str]) -> list[str]:
    return [" ".join(line[:_LONG_LINE].split()) for line in lines[:_OPENING]]
