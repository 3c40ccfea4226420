"""Whether a file is a newer version of one that came before.

It is, if it lies where that one lay: the same name in the same folder of the same Area.
Two files of one name in different folders are two documents. A folder may be handed in
whole or a file of it alone, so the shorter of two places has to be the end of the longer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evidence.sources import Source


@dataclass(frozen=True, slots=True)
class Earlier:
    """The sources that a file replaces, the newest last; `unsure` if it could be several."""

    versions: tuple[Source, ...] = ()
    unsure: bool = False


def earlier_versions(
    current: Iterable[Source], path: str, area: str, *, seen: Collection[str]
) -> Earlier:
    """Return what a file at that place was before.

    `current` are the sources that count now; those in `seen`, met in the same run, are
    other documents. A file that was saved again with the same words is one document with
    the one before, and both are replaced.
    """
    here = [
        source
        for source in current
        if source.area == area and source.source_id not in seen and _one_place(source.path, path)
    ]
    for among in ([source for source in here if source.path == path], here):
        documents = {source.duplicate_of or source.source_id for source in among}
        if len(documents) == 1:
            return Earlier(tuple(among))
    return Earlier(unsure=bool(here))


def _one_place(one: str, other: str) -> bool:
    """Whether two places can be one.

    >>> _one_place("inbox/North/CQB.docx", "North/CQB.docx")
    True
    >>> _one_place("inbox/South North/CQB.docx", "North/CQB.docx")
    False
    """
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or longer.endswith(f"/{shorter}")
