"""Recording what was read, and that nothing was found: silence is evidence where it is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from coding.codebook import Codebook
from coding.places import segments_at
from coding.reading_store import add_reading
from coding.readings import Reading
from coding.store import CodingStore
from coding.suggest import require_counting
from evidence.audit import Act
from evidence.errors import AlreadyDecided, SelectionOutside
from evidence.identity import Actor
from evidence.segments import segment_of_id
from evidence.workspace import Workspace

_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


def reading_at(
    workspace: Workspace,
    codebook: Codebook,
    where: tuple[str, str],
    codes: Sequence[str],
    *,
    silent: bool,
    by: tuple[Actor, datetime, str],
) -> Reading:
    """Return a reading of a place, or of the segments "3-9" of it; nothing is written.

    `where` is the place and the segments (or ""), `by` who reads, when, and a remark.

    Raises:
        SelectionOutside: the source has no such segments.
        UnknownCode: the codebook lacks a code.
        UnknownSource: there is no such source, or it does not count.
    """
    place, asked = where
    actor, at, memo = by
    source, placed = segments_at(workspace, place)
    require_counting(source)
    if not placed:
        raise SelectionOutside(f"{source.source_id} has no segments that could be read")
    ordinals = [p.segment.ordinal for p in placed]
    first, last = min(ordinals), max(ordinals)
    if asked:
        match = _RANGE.fullmatch(asked.strip())
        wanted = (int(match[1]), int(match[2] or match[1])) if match else (0, -1)
        if not first <= wanted[0] <= wanted[1] <= last:
            raise SelectionOutside(
                f"{source.source_id} has segments {first}-{last}, not '{asked}'",
                way_out=f"iqa code read {source.source_id} --segments {first}-{last}",
            )
        first, last = wanted
    known = tuple(codebook.get(code_id).code_id for code_id in codes)
    return Reading(
        "", source.source_id, first, last, silent, known, actor.name, at, memo, codebook.version
    )


def record(doing: Act, workspace: Workspace, reading: Reading) -> Reading:
    """Write a reading; said twice, it stands once.

    Raises:
        AlreadyDecided: it says that nothing was found where its coder has found something.
    """
    if reading.silent:
        for coding in CodingStore(workspace.database).codings():
            ordinal = segment_of_id(coding.segment_id)[1]
            mine = coding.coder == reading.coder
            here = coding.selection.source_id == reading.source_id and reading.covers(ordinal)
            if mine and here and reading.silent_on(coding.code_id):
                raise AlreadyDecided(
                    f"you coded {coding.segment_id} as {coding.code_id} ({coding.coding_id}), "
                    "so something was found there",
                    way_out="leave out --nothing, or name other codes or segments",
                )
    return add_reading(doing, reading)
