"""PowerPoint presentations (.pptx): slide by slide, with tables, charts, notes and comments.

Kept beside the text: footers and what the slides' master shows, once; the descriptions of
pictures; comments with their authors. Files embedded in it are files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import monotonic

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.embeddings import Embedded
from evidence.readers.interface import Hints, Reading
from evidence.readers.ocr import Recogniser, numbers_named
from evidence.readers.packages import Package
from evidence.readers.pieces import Found, Piece, put_together
from evidence.readers.sheets import title_of
from evidence.readers.slidewalk import Slide
from evidence.readers.wordml import Parts, R, local
from evidence.segments import SegmentStatus

_USUAL = "ppt/presentation.xml"
_PART = re.compile(r"^ppt/slides/[a-z]*(\d+)\.xml$", re.IGNORECASE)
_SHARE_OF_TIME = 0.6


def read_presentation(data: bytes, hints: Hints) -> Reading:
    """Return what a presentation says.

    Raises:
        UnreadableSource: its list of slides is missing or damaged, or it holds no text.
    """
    until = monotonic() + hints.limits.seconds * _SHARE_OF_TIME
    parts = Parts(Package(data, hints.limits))
    main = next((t for kind, t in parts.relations("").values() if kind == "officeDocument"), _USUAL)
    slides = list(_slides(parts, main))
    deck = _Deck(parts, _authors(parts, parts.relations(main)), Recogniser(until))
    for count, target in enumerate(slides, start=1):
        deck.take(Slide(parts, target, count, deck.authors))
    if not slides:
        deck.layouts(main)
    found = Found(
        tuple(deck.pieces),
        title_of(parts),
        (*parts.notices, *deck.notices(slides=len(slides))),
        tuple(deck.embedded.files),
    )
    return put_together("pptx", found)


def _slides(parts: Parts, main: str) -> list[str]:
    """The parts of the slides, in the order in which they are shown.

    Raises:
        UnreadableSource: neither the list of slides nor any slide is there.
    """
    root, relations = parts.xml(main), parts.relations(main)
    listed = [e for e in root.iter() if local(e) == "sldId"] if root is not None else []
    known = [relations.get(e.get(f"{R}id", ""), ("", "")) for e in listed]
    shown = [target for kind, target in known if kind == "slide"]
    if not shown:
        numbered = [(int(m[1]), name) for name in parts.names() if (m := _PART.match(name))]
        shown = [name for _, name in sorted(numbered)]
    if root is None and not shown:
        raise UnreadableSource(
            "unreadable",
            "Its list of slides is missing or damaged.",
            way_out="Open and repair it in PowerPoint, save it, and ingest that.",
        )
    return shown


def _authors(parts: Parts, relations: dict[str, tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, target in relations.values():
        root = parts.xml(target) if kind in {"commentAuthors", "authors"} else None
        for author in root if root is not None else ():
            found[author.get("id", "")] = author.get("name", "")
    return found


class _Deck:
    """Gathers the slides: their pieces, and what they show beside their words."""

    def __init__(self, parts: Parts, authors: dict[str, str], recogniser: Recogniser) -> None:
        self._parts = parts
        self._recogniser = recogniser
        self._seen: set[str] = set()
        self._recognised: list[int] = []
        self._pictures: list[int] = []
        self.authors = authors
        self.pieces: list[Piece] = []
        self.embedded = Embedded(parts)

    def take(self, slide: Slide) -> None:
        """Take a slide in; the words of one that is only pictures are recognised."""
        found = list(slide.pieces())
        if not any(p for p in found if not p.beside):
            found = [*self._read(slide), *found]
        self._keep(found)
        self.embedded.take(slide.relations)

    def layouts(self, main: str) -> None:
        """Keep what the layouts say of a presentation that has no slides."""
        for kind, target in self._parts.relations(main).values():
            if kind == "slideMaster":
                self._keep(Slide(self._parts, target, 0, {}).layouts())

    def _keep(self, found: Iterator[Piece] | list[Piece]) -> None:
        for piece in found:
            if piece.status is SegmentStatus.FURNITURE:
                if piece.text in self._seen:
                    continue
                self._seen.add(piece.text)
            self.pieces.append(piece)

    def _read(self, slide: Slide) -> Iterator[Piece]:
        read = False
        for count, picture in enumerate(slide.pictures(), start=1):
            lines = self._recogniser.lines(picture) if self._recogniser.ready() else []
            place = f"slide {slide.count}, picture {count}"
            for text in re.split(r"\n\s*\n", "\n".join(lines)):
                if text.strip():
                    read = True
                    yield Piece(" ".join(text.split()), place, place, slide.count)
            if not read:
                self._pictures.append(slide.count)
                return
        if read:
            self._recognised.append(slide.count)

    def notices(self, *, slides: int) -> Iterator[Notice]:
        """Say what was read from pictures, and what was not."""
        if not slides:
            yield Notice("no_slides", "It has no slides; what its layouts say was kept beside it.")
        if self._recognised:
            named = numbers_named("slide", self._recognised)
            yield Notice("recognised", f"The words of {named} were read from pictures.", named)
        if self._pictures:
            named = numbers_named("slide", self._pictures)
            yield Notice(
                "pages_without_text",
                f"The words of {named} were not read: they are pictures, "
                f"and {self._recogniser.why_not}.",
                named,
            )
