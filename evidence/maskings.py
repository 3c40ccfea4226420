"""The masks of an inspection's sources, with what people decided, and the key to them.

Masks are not in the store. They are found from the frozen text, the people of all sources and
the decisions, which gives the same masks as long as these are the same. What may leave the
team is asked so often that what was found is kept beside the key, for as long as it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.errors import OutputBlocked
from evidence.files import write_whole
from evidence.identity import Actor
from evidence.mask_store import MaskStore, add_decisions
from evidence.masking import Known, Masking, masking_of, names_in
from evidence.masking.decisions import Decision, Verdict
from evidence.masking.finding import SourceNames
from evidence.masking.hiding import Hider
from evidence.masking.interface import NameFinder
from evidence.masking.kept import Found, Hidden, mark_of, packed, unpacked
from evidence.masking.key import key_of
from evidence.masking.lexicon import Lexicon
from evidence.masking.naming import Names
from evidence.masking.noticed import Noticed, noticed
from evidence.masking.outward import Outward
from evidence.masking.pseudonyms import Pseudonyms
from evidence.segments import PlacedSegment, Segment
from evidence.sources import Source
from evidence.workspace import Workspace

KEYS, KEY_FILE, FOUND_FILE = "keys", "masking-key.json", "masks-found.json"


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
    return _Reading(workspace, _Evidence(workspace, wanted or frozenset())).masked(wanted)


def outward(
    workspace: Workspace, only: Iterable[str] | None = None, *, keep: bool = False
) -> Outward:
    """Return what may leave the team: of all sources, or of some.

    What is hidden is taken from where it was kept, as long as it holds. Otherwise it is found
    anew, and kept for the next time if the command writes anyway (`keep`).

    Raises:
        UnknownSource: one of those named is not in the evidence.
    """
    wanted = None if only is None else frozenset(only)
    evidence = _Evidence(workspace, wanted or frozenset())
    found = _kept_or_found(workspace, evidence, keep=keep)
    here = [s for s in evidence.sources if wanted is None or s.source_id in wanted]
    return Outward(
        {source.source_id: found.hidden[source.source_id] for source in here},
        {source.source_id: source.text for source in here},
        _everybody(workspace, found),
    )


def _kept_or_found(workspace: Workspace, evidence: _Evidence, *, keep: bool) -> Found:
    """Return what is hidden in all sources; what a model finds is never kept."""
    if workspace.finder is not None:
        return _Reading(workspace, evidence).found()
    path = workspace.folder / KEYS / FOUND_FILE
    mark = evidence.mark()
    try:
        kept = unpacked(path.read_bytes(), mark)
    except OSError:
        kept = None
    if kept is not None:
        return kept
    found = _Reading(workspace, evidence).found()
    if keep:
        with suppress(OutputBlocked, OSError):  # where nothing can be written it is found anew
            _write(workspace, FOUND_FILE, packed(mark, found))
    return found


def _everybody(workspace: Workspace, found: Found) -> Hider:
    """Hide whomever any source names, in words that stand in none of them."""
    layers = (Names(found.people),)
    lexicon = Lexicon("", workspace.inspection.framework, besides=found.small)
    return Hider(layers, Pseudonyms(layers, (), {}), lexicon, workspace.finder, introduced=True)


def noticed_in(workspace: Workspace, source: Source) -> Noticed:
    """Return how much one source holds that identifies somebody, without a look at the others.

    Cheap enough for every file that is taken in; `maskings` finds what other sources add.
    """
    segments = [placed.segment for placed in workspace.evidence.segments(source.source_id)]
    names = names_in(source, segments, workspace.inspection.framework)
    return noticed(names, masking_of(names, finder=workspace.finder))


class _Evidence:
    """Everything that masks are made from: sources, their segments, and what was decided.

    `besides` are sources that are wanted even if they no longer count.
    """

    def __init__(self, workspace: Workspace, besides: frozenset[str]) -> None:
        sources = workspace.evidence.sources()
        current = {source.source_id for source in sources}
        sources += [workspace.evidence.source(name) for name in sorted(besides - current)]
        self.sources = sources
        self.segments = _by_source(workspace.evidence.segments(), workspace, sources)
        self.framework = workspace.inspection.framework
        self.decided = MaskStore(workspace.database).decisions()

    def mark(self) -> str:
        """Return a mark of it, and of the rules."""
        return mark_of(self.sources, self.segments, self.framework, self.decided)


class _Reading:
    """Every source of an inspection, read for the people whom it introduces."""

    def __init__(self, workspace: Workspace, evidence: _Evidence) -> None:
        self._finder = workspace.finder
        self._framework = evidence.framework
        self._decided = evidence.decided
        self._read = [
            names_in(
                source,
                evidence.segments[source.source_id],
                evidence.framework,
                evidence.decided.get(source.source_id, ()),
            )
            for source in evidence.sources
        ]
        self._known = Known((names.source, names.people) for names in self._read)

    def masked(self, wanted: frozenset[str] | None = None) -> list[Masked]:
        return [
            _masked(names, self._decided.get(names.source.source_id, ()), self._known, self._finder)
            for names in self._read
            if wanted is None or names.source.source_id in wanted
        ]

    def found(self) -> Found:
        """Return what is hidden, and what it takes to hide whomever any source names."""
        hidden = {
            m.source.source_id: Hidden(m.masking.masks, m.masking.doubts) for m in self.masked()
        }
        lexicon = Lexicon("\n".join(n.level.text for n in self._read), self._framework)
        return Found(hidden, self._known.everybody, lexicon.small)


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
    return _write(workspace, KEY_FILE, key_of((m.source, m.masking) for m in masked))


def _write(workspace: Workspace, name: str, data: bytes) -> Path:
    folder = workspace.place(KEYS)
    folder.chmod(0o700)  # before the file is written, so that it is never open to others
    path = folder / name
    write_whole(path, data)
    path.chmod(0o600)
    return path
