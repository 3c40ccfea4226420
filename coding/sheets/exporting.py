"""Which coding sheets are wanted, under which names: one for a source, or one for an Area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coding.places import source_named
from coding.sheets.content import SheetContent
from coding.sheets.making import SheetMaker
from coding.suggest import require_counting
from evidence.areas import area_named
from evidence.errors import UnknownSource
from evidence.identity import spoken
from evidence.sources import NATIONAL, Source
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What sheets are wanted: of one source, one Area, each Area, or a plan's sample."""

    source: str = ""
    area: str = ""
    everything: bool = False
    plan: str = ""


def sheets_wanted(
    workspace: Workspace, maker: SheetMaker, wanted: Wanted
) -> Iterator[tuple[str, SheetContent]]:
    """Go through the sheets that are wanted, each with the name of its file.

    Raises:
        UnknownSource: nothing that counts goes by that name, or it has no passages.
        UnknownArea: the inspection has no such Area.
    """
    made = 0
    for name, title, sources in _groups(workspace, wanted):
        content = maker.make(title, sources)
        if content.passages:
            made += 1
            yield f"coding-{name}-{spoken(maker.asked.coder)}.xlsx", content
    if not made:
        what = wanted.source or wanted.area or "this inspection"
        raise UnknownSource(
            f"{what} has no passages that can be coded", way_out="iqa documents list"
        )


def target_of(place: Path, name: str) -> Path:
    """Return where a sheet goes: the file that was named, or one within a folder."""
    return place if place.suffix.lower() == ".xlsx" else place / name


def _groups(workspace: Workspace, wanted: Wanted) -> Iterator[tuple[str, str, Sequence[Source]]]:
    if wanted.source:
        source = source_named(workspace, wanted.source)
        require_counting(source)
        yield source.source_id, f"{source.source_id} {source.title}", [source]
        return
    framework = workspace.inspection.framework
    counting = [s for s in workspace.evidence.sources() if not s.duplicate_of]
    if wanted.plan:
        yield wanted.plan, f"Double coding {wanted.plan}", counting
        return
    places = [*(area.name for area in framework.areas), NATIONAL]
    if wanted.area:
        national = wanted.area.casefold() == NATIONAL.casefold()
        places = [NATIONAL if national else area_named(framework, wanted.area)]
    for place in places:
        sources = [s for s in counting if s.place == place]
        if sources or wanted.area:
            yield spoken(place), place, sources
