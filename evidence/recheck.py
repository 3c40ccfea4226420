"""Our own quality assurance, from the draw of files to what its error rate says of the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.errors import RecheckInvalid
from evidence.examination.answers import FileExamination, PlannedFile
from evidence.examination.rates import Rate
from evidence.examination_store import ExaminationStore
from evidence.finding import named_in_refusals, open_once, the_file
from evidence.identity import Actor
from evidence.logbook import records
from evidence.quality.population import faulty_in_all
from evidence.quality.second import Opinion, chosen, opinions, ratings
from evidence.quality_store import (
    QualityStore,
    Recheck,
    Second,
    add_recheck,
    record_seconds,
)
from evidence.readers.limits import MIB
from evidence.reliability.coefficients import Reliability, ac1, reliability
from evidence.reliability.intervals import bootstrap
from evidence.workspace import Workspace

_LARGEST = 64 * MIB
_JUDGEMENTS = 4
"""How many judgements there are to choose from, for Gwet's AC1."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a second inspector's form held."""

    path: str
    files: int
    answers: int
    changed: int
    passed_over: tuple[str, ...]
    """Files in the form that are not in the sample."""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What the second look shows."""

    recheck: Recheck
    opinions: tuple[Opinion, ...]
    waiting: tuple[str, ...]
    """Files of the sample of which no second opinion has come."""
    answers: Rate
    """Answers on which the two parted."""
    files: Rate
    """Files with at least one such answer."""
    in_all: tuple[int, int] | None
    """Between how many and how many of all examined files would have one (95%)."""
    reliability: Reliability

    @property
    def ac1_interval(self) -> tuple[float, float] | None:
        """The bounds of AC1 (95%), drawn when they are asked for, always with the same seed."""
        said = ratings(self.opinions)
        return bootstrap(said, lambda drawn: ac1(drawn, _JUDGEMENTS), seed=self.recheck.seed)

    @property
    def parted(self) -> tuple[Opinion, ...]:
        """The answers on which the two parted."""
        return tuple(opinion for opinion in self.opinions if opinion.parted)

    @property
    def files_changed(self) -> Rate:
        """Files of which an answer was changed since: those on which the first had erred."""
        changed = {opinion.file_ref for opinion in self.opinions if opinion.changed}
        return Rate(len(changed), self.files.total)

    @property
    def erring_in_all(self) -> tuple[int, int] | None:
        """Between how many and how many of all examined files would be changed so (95%)."""
        return _faulty(self.files_changed, self.recheck.files)


def _faulty(faulty: Rate, files: int) -> tuple[int, int] | None:
    return faulty_in_all(faulty.count, faulty.total, files) if faulty.total else None


def draw_recheck(
    workspace: Workspace, actor: Actor, at: datetime, *, percent: int, seed: int, only_look: bool
) -> tuple[str, ...]:
    """Draw the files that are looked at again, and return them.

    Raises:
        RecheckInvalid: nothing has been examined yet, or second opinions have come already.
    """
    files = [file.file_ref for file in ExaminationStore(workspace.database).files()]
    if not files:
        raise RecheckInvalid("no file has been examined yet", way_out="iqa exam import WORKBOOK")
    store = QualityStore(workspace.database)
    known = store.recheck()
    drawn = chosen(files, percent=percent, seed=seed)
    if known is not None and (known.seed, known.file_refs) == (seed, drawn):
        return drawn
    if known is not None and store.seconds(known.recheck_id):
        raise RecheckInvalid(
            f"second opinions on the sample of {known.at[:10]} have come already",
            way_out=f"take them back first: {_undoing(workspace)}",
        )
    if not only_look:
        summary = f"drew {len(drawn)} of {len(files)} files for a second look"
        with act(workspace.database, actor, at, command="qa draw", summary=summary) as doing:
            add_recheck(doing, seed=seed, percent=percent, files=len(files), chosen=drawn)
    return drawn


def blind_rows(workspace: Workspace) -> tuple[PlannedFile, ...]:
    """Return the rows of the second inspector's form: the files, without any judgement.

    Raises:
        RecheckInvalid: no sample has been drawn.
    """
    recheck = _drawn(workspace)
    files = _files(workspace)
    return tuple(
        PlannedFile(
            ref,
            files[ref].area,
            files[ref].court,
            files[ref].urn,
            files[ref].iqa_date,
            files[ref].dip_sampler_grade,
        )
        for ref in recheck.file_refs
        if ref in files
    )


def record(
    workspace: Workspace, path: Path, actor: Actor, at: datetime, *, only_look: bool
) -> Recorded:
    """Take in a second inspector's form.

    Raises:
        RecheckInvalid: no sample was drawn, or the form has a defect; the first one is named.
        UnreadableSource: it cannot be opened.
    """
    recheck = _drawn(workspace)
    examined = read_form(workspace, path)
    files = _files(workspace)
    wanted = {ref for ref in recheck.file_refs if ref in files}
    made = [
        Second(file.file_ref, answer.question_id, first.judgement, answer.judgement, answer.reason)
        for file in examined
        if file.file_ref in wanted
        for answer in file.answers
        if (first := files[file.file_ref].answer(answer.question_id))
    ]
    passed = tuple(file.file_ref for file in examined if file.file_ref not in wanted)
    if len(passed) > len(examined) / 2:
        raise RecheckInvalid(
            f"{path.name} is no form of the second look: {len(passed)} of its {len(examined)} files"
            " are not in the sample",
            way_out="iqa qa record with the form that `iqa qa draw` wrote, filled",
        )
    looked = {second.file_ref for second in made}
    changed = 0
    if not only_look:
        summary = f"recorded second opinions on {len(looked)} files from {path.name}"
        with act(workspace.database, actor, at, command="qa record", summary=summary) as doing:
            changed = record_seconds(doing, recheck.recheck_id, made)
    return Recorded(path.name, len(looked), len(made), changed, passed)


def rechecked(
    workspace: Workspace, *, examined: Iterable[FileExamination] | None = None
) -> Rechecked:
    """Return what the second look shows so far; `examined` are the files, if they are at hand.

    Raises:
        RecheckInvalid: no sample was drawn.
    """
    recheck = _drawn(workspace)
    seconds = QualityStore(workspace.database).seconds(recheck.recheck_id)
    found = opinions(
        _files(workspace, examined),
        {(s.file_ref, s.question_id): s.first for s in seconds},
        {(s.file_ref, s.question_id): (s.second, s.reason) for s in seconds},
    )
    looked = {opinion.file_ref for opinion in found}
    parted = {opinion.file_ref for opinion in found if opinion.parted}
    return Rechecked(
        recheck,
        found,
        tuple(ref for ref in recheck.file_refs if ref not in looked),
        Rate(sum(opinion.parted for opinion in found), len(found)),
        Rate(len(parted), len(looked)),
        _faulty(Rate(len(parted), len(looked)), recheck.files),
        reliability(ratings(found), _JUDGEMENTS),
    )


def _drawn(workspace: Workspace) -> Recheck:
    recheck = QualityStore(workspace.database).recheck()
    if recheck is None:
        raise RecheckInvalid("no files have been drawn for a second look", way_out="iqa qa draw")
    return recheck


def _files(
    workspace: Workspace, examined: Iterable[FileExamination] | None = None
) -> dict[str, FileExamination]:
    found = ExaminationStore(workspace.database).files() if examined is None else examined
    return {file.file_ref: file for file in found}


def read_form(workspace: Workspace, path: Path) -> tuple[FileExamination, ...]:
    """Read a filled form that is compared, and not taken in.

    Raises:
        RecheckInvalid: it has a defect; the first one is named.
        UnreadableSource: it cannot be opened.
    """
    from evidence.examination.workbook import read_workbook  # noqa: PLC0415 - start-up time

    inspection = workspace.inspection
    with named_in_refusals(path):
        data = open_once(the_file(path), most=_LARGEST)
        reading = read_workbook(data, inspection.framework, inspection.settings.examination)
    if reading.defects:
        first = reading.defects[0]
        raise RecheckInvalid(
            f"{path.name}, {first.sheet} {first.cell}: {first.message}",
            way_out=first.way_out + _all_defects(path, len(reading.defects) - 1),
        )
    return reading.files


def _undoing(workspace: Workspace) -> str:
    """Return the commands that take back the second opinions recorded, the latest first."""
    return "; ".join(
        f"iqa undo {made.act_id}"
        for made in records(workspace.database)
        if made.command == "qa record" and made.undone_by is None and made.changes
    )


def _all_defects(path: Path, more: int) -> str:
    return f" {more} more: iqa exam validate {path.name}" if more else ""
