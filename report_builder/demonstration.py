"""The demonstration: the invented inspection built step by step by ordinary commands' verbs.

It takes no short cut that a user could not take: the decisions on suggestions stand in a
file that can be read and corrected, and so do the findings.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coding.codebook_store import codebook as codebook_now
from coding.decisions_file import apply_decisions, read_decisions
from coding.suggest import suggest
from coding.taggers.pipeline import default_tagger
from evidence.describing import Given
from evidence.errors import AlreadyAnInspection, NotAnInspection
from evidence.examine import examine
from evidence.files import write_whole
from evidence.ingest import Intake, found, ingest
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
        _gather(workspace, source, session, tell)
        _code(workspace, source, session, tell)
        return _report(workspace, source, session, tell)


def _gather(workspace: Workspace, source: Path, session: Session, tell: Tell) -> None:
    evidence = source / "evidence"
    tell("iqa ingest evidence")
    intake = Intake(session.actor, session.at, Given())
    taken = list(ingest(workspace, found([evidence]), intake))
    segments = sum(t.segments for t in taken)
    tell(f"  {len(taken)} files, {segments:,} segments")
    workbook = source / "examination" / "file-examination.xlsx"
    tell("iqa exam import file-examination.xlsx")
    examined = examine(workspace, [workbook], session.actor, session.at, only_look=False)
    tell(f"  {examined[0].rows} files examined")


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
