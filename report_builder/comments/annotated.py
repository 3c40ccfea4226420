"""The notes that somebody wrote on a PDF of the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.readers.interface import Reading
from evidence.segments import Segment, SegmentStatus
from report_builder.comments.entry import Kind
from report_builder.comments.placing import Base
from report_builder.comments.points import Point, fingerprint

_NUMBER = re.compile(r"^((?:[A-Z]|\d{1,2})\.\d{1,3})\s")
_DATED = re.compile(r",?\s*\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s*$")
"""LibreOffice writes the day behind the name."""
_ENOUGH = 0.5


def annotated_points(reading: Reading, base: Base, author: str) -> tuple[Point, ...]:
    """Return a point for each note on a PDF, placed by the words it stands at."""
    times: dict[str, int] = {}
    found: list[Point] = []
    for point in _points(reading, base, author):
        mark = fingerprint(Kind.COMMENT, point.author, point.at, point.text, point.quote)
        times[mark] = times.get(mark, 0) + 1
        found.append(replace(point, fingerprint=f"{mark}-{times[mark]}"))
    return tuple(found)


def _points(reading: Reading, base: Base, author: str) -> Iterator[Point]:
    by_ordinal = {segment.ordinal: segment for segment in reading.segments}
    for segment in reading.segments:
        if segment.status is not SegmentStatus.COMMENT:
            continue
        about = by_ordinal.get(segment.anchor) if segment.anchor is not None else None
        block_id = _block(base, about) if about is not None else ""
        number = base.numbers.get(block_id, "") or (_said(about) if about else "")
        yield Point(
            Kind.COMMENT,
            _DATED.sub("", segment.author) or author,
            segment.at,
            segment.text,
            quote=about.text if about is not None else "",
            place=segment.locator,
            block_id=block_id,
            number=number,
        )


def _said(segment: Segment) -> str:
    found = _NUMBER.match(segment.text)
    return segment.number or (found[1] if found else "")


def _block(base: Base, about: Segment) -> str:
    """The block whose words are there, best of all."""
    wanted = _words(_NUMBER.sub("", about.text))
    shares = [(_share(wanted, _words(text)), at) for at, text in enumerate(base.texts) if text]
    best, at = max(shares, default=(0.0, 0))
    return base.block_ids[at] if best >= _ENOUGH else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _share(a: frozenset[str], b: Sequence[str] | frozenset[str]) -> float:
    return len(a & frozenset(b)) / max(len(a | frozenset(b)), 1)
