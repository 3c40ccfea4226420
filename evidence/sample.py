"""Sampling, from a case list to the files that are examined, and what is short.

The draw is written with all that is needed to repeat
it; a file that turns out not to be fit is replaced by the next in its order, with the
reason (scoping document F, file examination).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from evidence.audit import act
from evidence.errors import SampleError
from evidence.examination.answers import FileExamination, PlannedFile
from evidence.examination.file_references import planned_files
from evidence.examination.spellings import grade_of, plain
from evidence.examination.urns import same_case, urn_of
from evidence.examination_store import ExaminationStore
from evidence.framework import Framework
from evidence.identity import Actor
from evidence.sample_store import (
    CaseListRecord,
    DrawRecord,
    SampledFile,
    SampleStore,
    add_draw,
    add_files,
    replace_file,
)
from evidence.sampling.cases import Case
from evidence.sampling.draw import Draw, draw
from evidence.sampling.eligibility import Sieved, rules_of, sieve
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample as it stands: how it came about, and the files in it."""

    record: DrawRecord
    taken: CaseListRecord
    sieved: Sieved
    draw: Draw
    files: tuple[SampledFile, ...]
    """Replaced files too."""

    @property
    def current(self) -> tuple[SampledFile, ...]:
        """The files that are to be examined."""
        return tuple(file for file in self.files if not file.replaced)


def sieve_latest(workspace: Workspace) -> tuple[CaseListRecord, Sieved]:
    """Apply the rules to the case list that came last.

    Raises:
        SampleError: there is none.
    """
    store = SampleStore(workspace.database)
    lists = store.lists()
    if not lists:
        raise SampleError("no case list has been taken in", way_out="iqa sample import FILE")
    cases = store.cases(lists[-1].list_id)
    return lists[-1], sieve(cases, rules_of(workspace.inspection.settings))


def draw_sample(
    workspace: Workspace,
    seed: int,
    actor: Actor,
    at: datetime,
    *,
    again: str = "",
    only_look: bool = False,
) -> tuple[CaseListRecord, Sieved, Draw, bool]:
    """Draw from the latest list; return all that says how, and whether anything is new.

    `again` is the reason for drawing anew where a sample was drawn before.

    Raises:
        SampleError: another sample was drawn before and no reason is given, no list is there,
            or none of its cases is eligible.
    """
    taken, sieved = sieve_latest(workspace)
    if not sieved.eligible:
        raise SampleError(
            f"no case in {taken.name} is eligible, so no file can be drawn",
            way_out="iqa sample rules (at which rule the cases left)",
        )
    newest = workspace.inspection.settings.sampling.newest
    found = draw(sieved.eligible, workspace.inspection.framework, seed=seed, newest=newest)
    known = SampleStore(workspace.database).draw()
    record = DrawRecord(
        "", taken.list_id, seed, newest, found.list_sha256, sieved.rules, again, actor.name,
        at.isoformat(),
    )  # fmt: skip
    if known is not None and _same(known, record):
        return taken, sieved, found, False
    if known is not None and not again:
        raise SampleError(
            f"a sample was drawn on {known.at[:10]} with seed {known.seed}",
            way_out='iqa sample draw --again "why it is drawn anew"',
        )
    if not only_look:
        _write(workspace, record, found, actor, at)
    return taken, sieved, found, True


def sample(workspace: Workspace) -> Sample | None:
    """Return the sample that counts, repeated from what was kept, or None if there is none."""
    store = SampleStore(workspace.database)
    record = store.draw()
    if record is None:
        return None
    taken = next(known for known in store.lists() if known.list_id == record.list_id)
    sieved = sieve(store.cases(record.list_id), record.rules)
    found = draw(
        sieved.eligible,
        workspace.inspection.framework,
        seed=record.seed,
        newest=record.newest,
    )
    return Sample(record, taken, sieved, found, store.files(record.draw_id))


def not_as_drawn(
    workspace: Workspace,
    found: Sample,
    area: str = "",
    *,
    examined: Iterable[FileExamination] | None = None,
) -> tuple[tuple[str, str, str], ...]:
    """Return the files examined that are not those of the sample: reference, URN, and URN drawn.

    The last is "" where the sample has no file of that reference. `area` is for one Area's, and
    `examined` are the files that count, where they have been read already.
    """
    files = ExaminationStore(workspace.database).files() if examined is None else examined
    drawn = {file.file_ref: file.urn for file in found.current}
    return tuple(
        (file.file_ref, file.urn, drawn.get(file.file_ref, ""))
        for file in files
        if area in {"", file.area}
        and same_case(file.urn) != same_case(drawn.get(file.file_ref, ""))
    )


def replace(
    workspace: Workspace, name: str, reason: str, actor: Actor, at: datetime, *, only_look: bool
) -> tuple[SampledFile, SampledFile]:
    """Replace a file by the next in its order; return both, the old one first.

    `name` is a file reference or a URN.

    Raises:
        SampleError: there is no such file in the sample, or no further eligible case.
    """
    found = sample(workspace)
    if found is None:
        raise SampleError("no sample has been drawn", way_out="iqa sample draw")
    old = _named(found, name)
    stratum = next(s for s in found.draw.strata if (s.area, s.court) == (old.area, old.court))
    used = {file.urn for file in found.files}
    left = [(n, c) for n, c in enumerate(stratum.order, start=1) if c.urn not in used]
    if not left:
        raise SampleError(
            f"no further eligible case is left for {old.area}, {_court(workspace, old.court)}",
            way_out="take in a newer case list, or let the shortfall stand; the annex says so",
        )
    place, case = left[0]
    new = _file(old.file_ref, place, case, workspace.inspection.framework)
    if not only_look:
        summary = f"replaced {old.file_ref}: {reason}"
        with act(workspace.database, actor, at, command="sample replace", summary=summary) as doing:
            replace_file(doing, found.record.draw_id, old, reason)
            add_files(doing, found.record.draw_id, [new])
    return old, new


def sampled_rows(workspace: Workspace, areas: tuple[str, ...] = ()) -> tuple[PlannedFile, ...]:
    """Return the rows of the examination form: those of the sample, or empty ones without it."""
    planned = planned_files(workspace.inspection.framework, areas)
    store = SampleStore(workspace.database)
    record = store.draw()
    if record is None:
        return planned
    drawn = {file.file_ref: file for file in store.files(record.draw_id) if not file.replaced}
    return tuple(
        PlannedFile(
            file.file_ref,
            file.area,
            file.court,
            drawn[file.file_ref].urn,
            drawn[file.file_ref].assessed_on,
            drawn[file.file_ref].assured_by,
        )
        for file in planned
        if file.file_ref in drawn
    )


def _write(
    workspace: Workspace, record: DrawRecord, found: Draw, actor: Actor, at: datetime
) -> None:
    framework = workspace.inspection.framework
    references = iter(planned_files(framework))
    files = []
    for stratum in found.strata:
        slots = [next(references).file_ref for _ in range(stratum.wanted)]
        files += [
            _file(ref, drawn.place, drawn.case, framework)
            for ref, drawn in zip(slots, stratum.drawn, strict=False)
        ]
    summary = f"drew {len(files)} files with seed {record.seed}"
    summary += f": {record.reason}" if record.reason else ""
    with act(workspace.database, actor, at, command="sample draw", summary=summary) as doing:
        add_draw(doing, record, files)


def _file(file_ref: str, place: int, case: Case, framework: Framework) -> SampledFile:
    if case.assessed_on is None:
        raise SampleError(
            f"the case in {case.locator} has no date of assessment and cannot be examined",
            way_out="put back the rule on assessed_on in inspection.toml",
        )
    grade = _grade(case.assured_by, framework)
    return SampledFile(file_ref, place, case.urn, case.area, case.court, case.assessed_on, grade)


def _grade(words: str, framework: Framework) -> str:
    """Return the grade that a list names, even beside a name; "" where it names none."""
    whole = grade_of(words, framework)
    if whole:
        return whole
    said = f" {plain(words)} "
    named = [
        (len(name), grade.abbreviation)
        for grade in framework.grades
        for name in (plain(grade.name), plain(grade.abbreviation))
        if f" {name} " in said
    ]
    return max(named, default=(0, ""))[1]


def _court(workspace: Workspace, court_id: str) -> str:
    courts = workspace.inspection.framework.courts
    return next((c.name for c in courts if c.court_id == court_id), court_id)


def _named(found: Sample, name: str) -> SampledFile:
    urn = urn_of(name)
    for file in found.current:
        if name.upper() == file.file_ref or (urn and urn == file.urn):
            return file
    raise SampleError(f"no file {name} is in the sample", way_out="iqa sample show")


def _same(known: DrawRecord, record: DrawRecord) -> bool:
    def how(one: DrawRecord) -> tuple[object, ...]:
        return (one.list_id, one.seed, one.newest, one.list_sha256, one.rules)

    return how(known) == how(record)
