"""Taking evidence in: bytes to a source with segments, once and whole.

The same bytes are the same source. The same words in another file are linked to the
first, so that evidence is not counted twice. A changed file of the same name is a new
version that replaces the old. A file is one act: it is in the store whole, or not at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from evidence.audit import Act, act
from evidence.describing import Description, Given, describe, hints_for
from evidence.errors import UnreadableSource
from evidence.files import write_whole
from evidence.identity import Actor, numbered, sayable, sha256_of
from evidence.notices import Notice
from evidence.readers.interface import Reading
from evidence.readers.refusals import stopped
from evidence.reading import FoundFile, ReadFile, allowed, find_files, read_files
from evidence.repeated import Recogniser
from evidence.shelf import Shelf
from evidence.sources import Outcome, Source
from evidence.store import Tally, add_source, reinstate_source, supersede
from evidence.versions import earlier_versions
from evidence.workspace import ORIGINALS, Workspace

_UNSURE = Notice(
    "version_unsure",
    "Several documents of this name came before; nothing was replaced.",
)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one path. `source` is None where the file was refused.

    `answer` is the reading of a file that is new or changed, for `evidence.noticing`.
    """

    path: str
    outcome: Outcome
    source: Source | None
    segments: int
    speakers: tuple[str, ...]
    refusal: UnreadableSource | None
    notices: tuple[Notice, ...]
    answer: bytes = b""

    def without_text(self) -> Ingested:
        """Return it for a list of many, which is not to hold all of their texts."""
        return replace(self, source=self.source and replace(self.source, text=""), answer=b"")


@dataclass(frozen=True, slots=True)
class Intake:
    """Who takes evidence in, when, and what they said of it; `dry` only looks."""

    actor: Actor
    at: datetime
    given: Given
    interviewers: tuple[str, ...] = ()
    dry: bool = False


def ingest(
    workspace: Workspace,
    files: list[FoundFile],
    intake: Intake,
    executor: Executor | None = None,
) -> Iterator[Ingested]:
    """Take files in, one after the other; every file is answered for.

    They are read behind `executor`; without one, in children started for the run.
    """
    framework, settings = workspace.inspection.framework, workspace.inspection.settings.reading
    desk = _Desk(workspace, intake)
    reading = partial(
        read_files,
        hints_of=lambda file: hints_for(
            file.place, framework, intake.given, interviewers=intake.interviewers
        ),
        limits=allowed(settings),
        executor=executor,
        workers=settings.workers or None,
        known=lambda sha256: desk.shelf.counted(sha256) is not None,
    )
    line: deque[_InHand] = deque()
    with closing(reading(files)) as reads, ThreadPoolExecutor(_WRITERS) as writers:
        for read in reads:
            if read.outcome is None:  # what was known may be replaced by a file in line
                yield from desk.take_all(line)
            if read.outcome is None and desk.shelf.counted(read.sha256) is None:
                line.extend(desk.in_hand(again, writers) for again in reading([read.file]))
            else:
                line.append(desk.in_hand(read, writers))
            if len(line) > _IN_LINE:
                yield desk.take(line.popleft())
        yield from desk.take_all(line)


def found(paths: list[Path]) -> list[FoundFile]:
    """Return every file that was named, or lies in a folder that was named."""
    return find_files(paths)


_IN_LINE = 4
_WRITERS = 2
"""The disk is waited for beside the work: the originals of the next few files are written."""


@dataclass(frozen=True, slots=True)
class _InHand:
    """A file that was read, with what it is, and its original while it is being written."""

    read: ReadFile
    what: Description | UnreadableSource | None = None
    written: Future[None] | None = None


class _Desk:
    """Where files are taken in, in one run; `seen` are the sources met in it so far."""

    def __init__(self, workspace: Workspace, intake: Intake) -> None:
        self.workspace = workspace
        self.intake = intake
        self.shelf = Shelf(workspace.database)
        self.seen: set[str] = set()
        self.recogniser = Recogniser(workspace, self.shelf.counts)
        self._tallies: Mapping[str, Tally] | None = None

    def in_hand(self, read: ReadFile, writers: Executor) -> _InHand:
        """Tell what a file is, and begin to write its original if it is to be kept."""
        if not isinstance(read.outcome, Reading):
            return _InHand(read)
        framework, given = self.workspace.inspection.framework, self.intake.given
        try:
            what = describe(read.file.place, read.outcome, framework, given)
        except UnreadableSource as refusal:
            return _InHand(read, refusal)
        if self.intake.dry:
            return _InHand(read, what)
        suffix = read.file.path.suffix.lower()[:10]
        original = self.workspace.place(ORIGINALS) / f"{read.sha256}{suffix}"
        return _InHand(read, what, writers.submit(write_whole, original, read.content))

    def take_all(self, line: deque[_InHand]) -> Iterator[Ingested]:
        """Take in what is in line, until nothing is."""
        while line:
            yield self.take(line.popleft())

    def take(self, hand: _InHand) -> Ingested:
        """Take one file in, and answer for it."""
        read = hand.read
        known = self.shelf.counted(read.sha256)
        if known is not None:
            return self._same(read, known)
        if isinstance(hand.what, UnreadableSource):
            return _refused(read, hand.what)
        if isinstance(read.outcome, UnreadableSource):
            return _refused(read, read.outcome)
        if read.outcome is None or hand.what is None:
            return _refused(read, stopped())
        if hand.written is not None:
            hand.written.result()
        return self._keep(read, read.outcome, _source(read, read.outcome, hand.what, self.intake))

    def _same(self, read: ReadFile, known: Source) -> Ingested:
        self.seen.add(known.source_id)
        tally = self._tally(known.source_id)
        return Ingested(
            str(read.file.path),
            Outcome.SAME,
            known,
            tally.segments,
            tally.speakers,
            None,
            known.notices,
        )

    def _tally(self, source_id: str) -> Tally:
        """Count what a source holds: all that were there before in one go, new ones singly."""
        if self._tallies is None:
            self._tallies = self.workspace.evidence.tallies()
        found = self._tallies[source_id]
        return found if found.segments else self.workspace.evidence.tally(source_id)

    def _keep(self, read: ReadFile, reading: Reading, source: Source) -> Ingested:
        if self.intake.dry:
            outcome, source, replaced = self._placed(source)
            return _told(read, outcome, self._compared(source, reading, replaced), reading)
        with act(
            self.workspace.database,
            self.intake.actor,
            self.intake.at,
            command="ingest",
            summary=f"took in {PurePosixPath(source.path).name}",
        ) as doing:
            # Looked up within the act: somebody else may have taken the file in meanwhile.
            self.shelf.keep_up(doing)
            known = self.shelf.counted(read.sha256)
            if known is not None:
                return self._same(read, known)
            outcome, source, replaced = self._placed(source)
            source = self._compared(source, reading, replaced)
            source = self._write(doing, source, reading, replaced)
            self.shelf.put(doing, source)
            if replaced:
                self.shelf.look_again(doing, {old.text_sha256 for old in replaced})
        self.seen.add(source.source_id)
        return _told(read, outcome, source, reading)

    def _placed(self, source: Source) -> tuple[Outcome, Source, tuple[Source, ...]]:
        """Say what a file is beside those that are there, and what it replaces."""
        named = self.shelf.named(source.path, source.area)
        earlier = earlier_versions(named, source.path, source.area, seen=self.seen)
        twin = self.shelf.counted_for(source.text_sha256)
        saved_again = twin is not None and any(
            twin.source_id in {e.source_id, e.duplicate_of} for e in earlier.versions
        )
        replaced = () if saved_again else earlier.versions
        notices = (*source.notices, _UNSURE) if earlier.unsure else source.notices
        placed = replace(
            source,
            notices=notices,
            duplicate_of=twin.source_id if twin else "",
            replaces=replaced[-1].source_id if replaced else "",
        )
        if replaced:
            return Outcome.CHANGED, placed, replaced
        return Outcome.DUPLICATE if twin else Outcome.NEW, placed, ()

    def _compared(self, source: Source, reading: Reading, replaced: tuple[Source, ...]) -> Source:
        """Point out what a file has copied from another that is no version of it."""
        versions = [source.duplicate_of, *(old.source_id for old in replaced)]
        notices = self.recogniser.notices(reading.marks, reading.segments, skipping=versions)
        return replace(source, notices=(*source.notices, *notices))

    def _write(
        self, doing: Act, source: Source, reading: Reading, replaced: tuple[Source, ...]
    ) -> Source:
        # Copies first, so that the words pass to another file and not to one of them.
        for old in sorted(replaced, key=lambda old: not old.duplicate_of):
            supersede(doing, old.source_id)
        back = self.shelf.taken_out(source.sha256)
        if back is not None and self._text(back) == source.text:
            source = replace(source, source_id=back.source_id)
            reinstate_source(doing, source)
            return source
        source = replace(source, source_id=numbered("S", self.shelf.next_number(), width=3))
        add_source(doing, source, reading.segments, reading.spans)
        self.recogniser.keep(doing, source.source_id, reading.marks)
        return source

    def _text(self, source: Source) -> str:
        return self.workspace.evidence.source(source.source_id).text


def _source(read: ReadFile, reading: Reading, what: Description, intake: Intake) -> Source:
    return Source(
        source_id="",
        path=sayable(read.file.place),
        kind_id=what.kind_id,
        level=what.level,
        area=what.area,
        dated=what.dated,
        title=sayable(what.title),
        group=what.group,
        format=reading.format,
        sha256=read.sha256,
        # Of the words alone: a line more or a space less is no other evidence.
        text_sha256=sha256_of(" ".join(reading.text.split())),
        text=reading.text,
        notices=(*reading.notices, *what.notices),
        added_at=intake.at,
        added_by=intake.actor.name,
    )


def _refused(read: ReadFile, refusal: UnreadableSource) -> Ingested:
    return Ingested(str(read.file.path), Outcome.REFUSED, None, 0, (), refusal, ())


def _told(read: ReadFile, outcome: Outcome, source: Source, reading: Reading) -> Ingested:
    return Ingested(
        str(read.file.path),
        outcome,
        source,
        len(reading.segments),
        reading.speakers,
        None,
        source.notices,
        read.answer,
    )
