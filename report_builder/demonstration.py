"""The demonstration: the invented inspection built step by step by ordinary commands' verbs.

It takes no short cut that a user could not take: the decisions on suggestions stand in a
file that can be read and corrected, and so do the findings, the files that were replaced and
the second opinions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from coding.codebook_store import codebook as codebook_now
from coding.decisions_file import apply_decisions, read_decisions
from coding.exercise import exercise, keep, read_forms
from coding.suggest import suggest
from coding.taggers.pipeline import default_tagger
from evidence.case_lists import read_list, take_list
from evidence.describing import Given
from evidence.errors import AlreadyAnInspection, NotAnInspection
from evidence.examine import examine
from evidence.files import write_whole
from evidence.ingest import Intake, found, ingest
from evidence.quality_store import QualityStore
from evidence.recheck import draw_recheck, rechecked, record
from evidence.reported import Confirmed, judged, read_volumes, take, verify
from evidence.sample import draw_sample, replace, sample
from evidence.session import Session
from evidence.workspace import Workspace, make, opened
from report_builder.build import build
from report_builder.findings_file import take_in
from report_builder.word.template import template

_PLACES = (
    Path(__file__).parent / "example",
    Path(__file__).parents[1] / "examples" / "invented-inspection",
)

Tell = Callable[[str], None]

_DRAW, _LOOK, _AGAIN = 20240603, 20240715, 10
"""The seeds of the sample and of the second look, and the share of the files in it, in per cent."""
_CONFIRMED = ("Eastmarch", "Northshire")
_BY = Confirmed("R Ansah, Operational Assurance", date(2024, 7, 22), "by e-mail")


def example() -> Path:
    """Return the folder of the invented inspection: beside the code, or in the checkout."""
    for place in _PLACES:
        if (place / "inspection.toml").is_file():
            return place
    raise NotAnInspection("the example inspection is missing from this installation")


def run(folder: Path, session: Session, tell: Tell) -> Path:
    """Build the example in a folder and return the draft report; safe to run twice.

    Raises:
        AlreadyAnInspection: the folder is another inspection.
    """
    source = example()
    if not (folder / "inspection.toml").exists():
        tell(f"iqa init {folder}")
        make(folder, settings=source / "inspection.toml", framework=source / "framework.yaml")
        write_whole(folder / "template.docx", template())
    elif (folder / "inspection.toml").read_bytes() != (source / "inspection.toml").read_bytes():
        raise AlreadyAnInspection(
            f"{folder} holds another inspection", way_out="iqa demo ANOTHER-FOLDER"
        )
    with opened(folder) as workspace:
        _draw(workspace, source, session, tell)
        _gather(workspace, source, session, tell)
        _examine(workspace, source, session, tell)
        _take_volumes(workspace, source, session, tell)
        _code(workspace, source, session, tell)
        return _report(workspace, source, session, tell)


def _gather(workspace: Workspace, source: Path, session: Session, tell: Tell) -> None:
    evidence = source / "evidence"
    tell("iqa ingest evidence")
    intake = Intake(session.actor, session.at, Given())
    taken = list(ingest(workspace, found([evidence]), intake))
    segments = sum(t.segments for t in taken)
    tell(f"  {len(taken)} files, {segments:,} segments")


def _draw(workspace: Workspace, source: Path, session: Session, tell: Tell) -> None:
    """Draw the files that were examined; three of those drawn first had to be replaced."""
    tell("iqa sample import case-list.csv")
    read = read_list(workspace, source / "sampling" / "case-list.csv")
    take_list(workspace, read, session.actor, session.at)
    tell(f"iqa sample draw --seed {_DRAW}")
    _, sieved, drawn, _ = draw_sample(workspace, _DRAW, session.actor, session.at)
    tell(
        f"  {len(read.cases):,} cases, {len(sieved.eligible):,} eligible, {len(drawn.drawn)} drawn"
    )
    path = source / "sampling" / "replacements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = sample(workspace)
    gone = {f.file_ref for f in known.files if f.replaced} if known else set()
    for row in rows:
        ref, reason = row["file"], row["reason"]
        tell(f'iqa sample replace {ref} --reason "{reason}"')
        if ref not in gone:
            replace(workspace, ref, reason, session.actor, session.at, only_look=False)


def _examine(workspace: Workspace, source: Path, session: Session, tell: Tell) -> None:
    """Compare three readers first, then take in the files, and a tenth of them once more."""
    forms = sorted((source / "consistency").glob("*.xlsx"))
    tell(f"iqa agreement exercise --keep {' '.join(f'{p.stem}={p.name}' for p in forms)}")
    said = read_forms(workspace, {path.stem: path for path in forms})
    keep(workspace, said, session.actor, session.at)
    compared = exercise(workspace, said)
    answers = compared.scores[0].measures
    tell(f"  {compared.files} files: all agree on {answers.units - answers.contested} of"
         f" {answers.units} answers")  # fmt: skip
    again = QualityStore(workspace.database).recheck() is not None
    if not again:  # to import it a second time would take the corrections back
        _import(workspace, source / "examination" / "file-examination.xlsx", session, tell)
    tell(f"iqa qa draw blind.xlsx --percent {_AGAIN} --seed {_LOOK}")
    draw_recheck(workspace, session.actor, session.at, percent=_AGAIN, seed=_LOOK, only_look=False)
    tell("iqa qa record second-look.xlsx")
    second = source / "quality" / "second-look.xlsx"
    done = record(workspace, second, session.actor, session.at, only_look=False)
    _import(workspace, source / "quality" / "corrected.xlsx", session, tell)
    found = rechecked(workspace)
    tell(f"  {done.files} files looked at again: {found.answers} of the answers differ")


def _import(workspace: Workspace, path: Path, session: Session, tell: Tell) -> None:
    tell(f"iqa exam import {path.name}")
    examined = examine(workspace, [path], session.actor, session.at, only_look=False)
    tell(f"  {examined[0].rows} files examined")


def _take_volumes(workspace: Workspace, source: Path, session: Session, tell: Tell) -> None:
    """Take in IQAs and dip samples; only some of the figures have been confirmed yet."""
    tell("iqa volumes import iqa-volumes.csv")
    read = read_volumes(workspace, source / "volumes" / "iqa-volumes.csv")
    if read.changed:
        take(workspace, read, session.actor, session.at)
    areas = " ".join(f"--area {area}" for area in _CONFIRMED)
    tell(f'iqa volumes verify --by "{_BY.by}" --on {_BY.on} {areas}')
    left = [area for area in _CONFIRMED if area not in judged(workspace).verifications]
    if left:
        verify(workspace, left, _BY, session.actor, session.at)


def _code(workspace: Workspace, source: Path, session: Session, tell: Tell) -> None:
    tell("iqa tag")
    tagged = suggest(workspace, default_tagger(), session.actor, session.at)
    tell(f"  {len(tagged.proposed):,} suggestions ({tagged.rules})")
    tell("iqa code review --decisions decisions.csv")
    path = source / "decisions.csv"
    rows = read_decisions(path.read_bytes(), path.name)
    codebook = codebook_now(workspace)
    done = apply_decisions(workspace, rows, codebook, session.actor, session.at, path.name)
    tell(
        f"  {done.accepted} accepted, {done.amended} amended, {done.rejected} rejected, "
        f"{done.added + done.not_suggested} coded by hand, {done.same} as before"
    )


def _report(workspace: Workspace, source: Path, session: Session, tell: Tell) -> Path:
    tell("iqa finding add --file findings.yaml")
    added = take_in(workspace, source / "findings.yaml", session.actor, session.at)
    tell(f"  {len(added)} findings added")
    tell("iqa report build")
    built = build(workspace, session.actor, session.at)
    tell(f"  draft {built.draft.number}: {built.tally.sentences} sentences")
    return built.path
