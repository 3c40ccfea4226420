"""Writing to Areas about what is outstanding: letters made, kept in the folder, and logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.errors import NothingToChase
from evidence.identity import Actor, sha256_of, spoken
from evidence.inventory import standings
from evidence.inventory_store import InventoryStore, add_letter
from evidence.maskings import outward
from evidence.requests import Standing, by_place
from evidence.sources import NATIONAL
from evidence.workspace import Workspace
from report_builder.letter_files import letter_paths, put, require_room
from report_builder.letters import chasing
from report_builder.word.letter import written


@dataclass(frozen=True, slots=True)
class Chased:
    """A letter to one Area ("" is national): its file, and how many documents it asks for."""

    area: str
    path: Path
    outstanding: int
    late: int

    @property
    def place(self) -> str:
        """The Area's name, or "National"."""
        return self.area or NATIONAL


def chase(
    workspace: Workspace,
    area: str | None,
    actor: Actor,
    at: datetime,
    *,
    out: Path | None = None,
    dry: bool = False,
) -> list[Chased]:
    """Write a letter to an Area, or (`area` None) to each that owes something.

    `out` is a file for one letter, or a folder. A letter that somebody has edited is kept, and
    the new one stands beside it.

    Raises:
        NothingToChase: nothing is outstanding.
        OutputBlocked: a letter cannot be written.
    """
    asked = by_place(standings(workspace, at.date()))
    owing = {
        found[0].request.area: found
        for found in asked.values()
        if any(s.outstanding for s in found) and area in {None, found[0].request.area}
    }
    if not owing:
        where = "" if area is None else f" from {area or 'headquarters'}"
        raise NothingToChase(f"nothing is outstanding{where}", way_out="iqa documents list")
    names = {place: f"chase-{spoken(place or NATIONAL)}-{at:%Y-%m-%d}.docx" for place in owing}
    paths = letter_paths(workspace, names, out)
    if dry:
        return [_chased(place, paths[place], found) for place, found in owing.items()]
    require_room(workspace, paths.values())
    return [_write(workspace, found, paths[place], actor, at) for place, found in owing.items()]


def _write(
    workspace: Workspace, asked: list[Standing], path: Path, actor: Actor, at: datetime
) -> Chased:
    area = asked[0].request.area
    store = InventoryStore(workspace.database)
    sent = [letter for letter in store.letters() if letter.area == area]
    letter = chasing(workspace.inspection, asked, [s.dated for s in sent], at.date())
    content = written(letter.masked(outward(workspace, ()).hide))
    path = put(path, content)
    if sha256_of(content) not in {s.sha256 for s in sent}:
        ids = [s.request.request_id for s in asked if s.outstanding]
        summary = f"wrote to {asked[0].request.place} about {len(ids)} requests"
        with act(
            workspace.database, actor, at, command="documents chase", summary=summary
        ) as doing:
            add_letter(doing, area, ids, sha256_of(content))
    return _chased(area, path, asked)


def _chased(area: str, path: Path, asked: list[Standing]) -> Chased:
    outstanding = sum(s.outstanding for s in asked)
    return Chased(area, path, outstanding, sum(s.overdue for s in asked))
