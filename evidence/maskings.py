"""The masks of an inspection's sources, with what people decided, and the key to them.

Masks are not stored. They are found anew each time from the frozen text, the people of all
sources and the decisions, which gives the same masks as long as these are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.files import write_whole
from evidence.identity import Actor
from evidence.mask_store import MaskStore, add_decisions
from evidence.masking import Known, Masking, masking_of, names_in
from evidence.masking.decisions import Decision, Verdict
from evidence.masking.finding import SourceNames
from evidence.masking.hiding import Hider
from evidence.masking.interface import NameFinder
from evidence.masking.key import key_of
from evidence.masking.lexicon import Lexicon
from evidence.masking.noticed import Noticed, noticed
from evidence.masking.outward import Outward
from evidence.masking.pseudonyms import Pseudonyms
from evidence.segments import PlacedSegment, Segment
from evidence.sources import Source
from evidence.workspace import Workspace

KEYS, KEY_FILE = "keys", "masking-key.json"


@dataclass(frozen=True, slots=True)
class Masked:
    """A source with its masks; `seen` says that a person has been through them."""

    names: SourceNames
    masking: Masking
    seen: bool

    @property
    def source(self) -> Source:
        """The source itself."""
        return self.names.source


def maskings(workspace: Workspace, only: Iterable[str] | None = None) -> list[Masked]:
    """Return sources with their masks, in the order in which they came: all, or some.

    All sources are read for the people they introduce, since a transcript names those whom
    another paper of its Area lists.

    Raises:
        UnknownSource: one of those named is not in the evidence.
    """
    wanted = None if only is None else frozenset(only)
    return _Reading(workspace, wanted or frozenset()).masked(wanted)


def outward(workspace: Workspace, only: Iterable[str] | None = None) -> Outward:
    """Return what may leave the team: of all sources, or of some.

    Raises:
        UnknownSource: one of those named is not in the evidence.
    """
    wanted = None if only is None else frozenset(only)
    reading = _Reading(workspace, wanted or frozenset())
    found = reading.masked(wanted)
    return Outward(
        {m.source.source_id: m.masking for m in found},
        {m.source.source_id: m.source.text for m in found},
        reading.everybody(),
    )


def noticed_in(workspace: Workspace, source: Source) -> Noticed:
    """Return how much one source holds that identifies somebody, without a look at the others.

    Cheap enough for every file that is taken in; `maskings` finds what other sources add.
    """
    segments = [placed.segment for placed in workspace.evidence.segments(source.source_id)]
    names = names_in(source, segments, workspace.inspection.framework)
    return noticed(names, masking_of(names, finder=workspace.finder))


class _Reading:
    """Every source of an inspection, read for the people whom it introduces."""

    def __init__(self, workspace: Workspace, besides: frozenset[str]) -> None:
        """`besides` are sources that are wanted even if they no longer count."""
        sources = workspace.evidence.sources()
        current = {source.source_id for source in sources}
        sources += [workspace.evidence.source(name) for name in sorted(besides - current)]
        segments = _by_source(workspace.evidence.segments(), workspace, sources)
        self._framework = workspace.inspection.framework
        self._finder = workspace.finder
        self._decided = MaskStore(workspace.database).decisions()
        self._read = [
            names_in(s, segments[s.source_id], self._framework, self._decided.get(s.source_id, ()))
            for s in sources
        ]
        self._known = Known((names.source, names.people) for names in self._read)

    def masked(self, wanted: frozenset[str] | None) -> list[Masked]:
        return [
            _masked(names, self._decided.get(names.source.source_id, ()), self._known, self._finder)
            for names in self._read
            if wanted is None or names.source.source_id in wanted
        ]

    def everybody(self) -> Hider:
        """Hide whomever any source names, in words that stand in none of them."""
        layers = (self._known.everybody(),)
        lexicon = Lexicon("\n".join(n.level.text for n in self._read), self._framework)
        return Hider(layers, Pseudonyms(layers, (), {}), lexicon, self._finder, introduced=True)


def _by_source(
    placed: Iterable[PlacedSegment], workspace: Workspace, sources: Iterable[Source]
) -> dict[str, list[Segment]]:
    """The segments of each source; those of old versions are fetched one by one."""
    found: dict[str, list[Segment]] = {}
    for item in placed:
        found.setdefault(item.source_id, []).append(item.segment)
    for source in sources:
        if source.source_id not in found:
            old = workspace.evidence.segments(source.source_id)
            found[source.source_id] = [item.segment for item in old]
    return found


def _masked(
    names: SourceNames, decided: Sequence[Decision], known: Known, finder: NameFinder | None
) -> Masked:
    seen = any(d.verdict is Verdict.SEEN for d in decided)
    return Masked(names, masking_of(names, decided, known, finder), seen)


def decide(
    workspace: Workspace,
    decided: dict[str, list[Decision]],
    actor: Actor,
    at: datetime,
    *,
    command: str,
    summary: str,
) -> None:
    """Write what a person decided on masks as one act; `summary` must not hold a name."""
    with act(workspace.database, actor, at, command=command, summary=summary) as doing:
        for source_id, decisions in decided.items():
            add_decisions(doing, source_id, decisions)


def write_key(workspace: Workspace, masked: Iterable[Masked]) -> Path:
    """Write the key beside the store, for nobody but its owner to read.

    It lies outside the database, so that no copy of the store carries it.

    Raises:
        OutputBlocked: it cannot be written.
    """
    folder = workspace.place(KEYS)
    folder.chmod(0o700)  # before the file is written, so that it is never open to others
    path = folder / KEY_FILE
    write_whole(path, key_of((m.source, m.masking) for m in masked))
    path.chmod(0o600)
    return path
