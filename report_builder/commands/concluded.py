"""Commands that look at findings: `finding list|show|check|note`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Json
from evidence.session import Session
from report_builder.commands.concluding import FindingId, finding
from report_builder.commands.noting_findings import note_findings

if TYPE_CHECKING:
    from evidence.workspace import Workspace
    from report_builder.finding_standing import Caution, Standing
    from report_builder.findings import Finding

_SHOW = ("iqa finding show F-..", "a finding with what it rests on, in full")
_LINK = ("iqa finding link F-.. --coding C..", "let a finding rest on more")
_BUILD = ("iqa report build", "write the draft report")
_BRIEF = {
    "no_support": "nothing behind it",
    "withdrawn_support": "a support withdrawn",
    "one_kind_of_source": "one kind of source",
    "contradicting_codings": "codings against",
    "numbers_moved": "numbers moved",
}


def list_findings(
    context: typer.Context,
    criterion: Annotated[str, typer.Option(help="Only those on a criterion, such as 4a.")] = "",
    status: Annotated[str, typer.Option(help="Only those of a status, such as emerging.")] = "",
    as_json: Json = False,
) -> None:
    """List findings with what they rest on, and what to look at."""
    from report_builder.finding_show import finding_json

    session: Session = context.obj
    with session.workspace() as workspace:
        standing, found = _looked(workspace)
    found = [
        f for f in found if criterion in {"", f.criterion_id} and status in {"", f.status.value}
    ]
    if as_json:
        console.show_json({"findings": [finding_json(f, standing) for f in found]})
        console.next_steps(_BUILD, as_json=True)
        return
    console.table(
        ("Finding", "Kind", "Status", "Supports", "Statement", "To look at"),
        [_row(f, standing) for f in found],
        right=(3,),
    )
    console.next_steps(_SHOW, _LINK, _BUILD)


def _row(found: Finding, standing: Standing) -> tuple[str, ...]:
    briefly = dict.fromkeys(_BRIEF[c.code] for c in standing.cautions(found))
    return (
        found.finding_id,
        found.kind.value,
        found.status.value,
        str(len(found.supports) + len(found.rests_on)),
        found.statement,
        "; ".join(briefly),
    )


def _looked(workspace: Workspace) -> tuple[Standing, list[Finding]]:
    from report_builder.finding_standing import Standing
    from report_builder.gather import material
    from report_builder.store import ReportStore

    return Standing(material(workspace)), ReportStore(workspace.database).findings()


def show_finding(context: typer.Context, finding_id: FindingId, as_json: Json = False) -> None:
    """Show a finding in full: its words, what it rests on, and how that stands now."""
    from report_builder.finding_show import finding_json, supports_told
    from report_builder.store import ReportStore

    session: Session = context.obj
    with session.workspace() as workspace:
        found = ReportStore(workspace.database).finding(finding_id)
        standing, _ = _looked(workspace)
    told = {**finding_json(found, standing), "supports": supports_told(found, standing)}
    if as_json:
        console.show_json(told)
        console.next_steps(_LINK, as_json=True)
        return
    console.say(f"{found.finding_id}   {found.kind.value} on {found.criterion_id}, {found.status}")
    console.say(found.statement)
    if found.owner:
        console.say(f"Owner: {found.owner}")
    for milestone in found.milestones:
        console.say(f"By {milestone.due.isoformat()}: {milestone.text}")
    if told["supports"]:
        console.table(
            ("Rests on", "Says", "Where", "Points"),
            [_support_row(one) for one in told["supports"]],
        )
    for caution in standing.cautions(found):
        console.say(f"Look: {caution.message} {caution.try_}")
    console.say(f"Said by {found.made_by}, {found.at:%d %b %Y %H:%M}")
    console.next_steps(_LINK, ("iqa finding change F-..", "other words, or another status"))


def _support_row(told: dict[str, Any]) -> tuple[str, ...]:
    gone = "" if told["stands"] else "WITHDRAWN "
    name = "judgement" if told["kind"] == "judgement" else told["id"]
    return (f"{gone}{name}", told["says"], told["where"], told["points"] or "")


def check_findings(
    context: typer.Context,
    finding_id: Annotated[
        str, typer.Argument(metavar="[FINDING]", help="Such as F-4b-03; else all of them.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Look for findings that rest on too little, on both sides, or on what has changed."""
    session: Session = context.obj
    with session.workspace() as workspace:
        rows = _cautions(workspace, finding_id)
    if as_json:
        console.show_json(
            {
                "findings": [
                    {
                        "code": caution.code,
                        "finding_id": found.finding_id,
                        "text": found.statement,
                        "message": caution.message,
                        "try": caution.try_,
                    }
                    for found, caution in rows
                ]
            }
        )
    elif rows:
        console.table(
            ("Finding", "What", "How to mend it"),
            [(found.finding_id, caution.message, caution.try_) for found, caution in rows],
        )
    said = f"{console.plural(len(rows), 'thing')} to look at." if rows else "All findings stand."
    console.say(said, as_json=as_json)
    console.next_steps(_SHOW, _BUILD, as_json=as_json)
    if rows:
        console.leave(console.PERSON_MUST_LOOK)


def _cautions(workspace: Workspace, finding_id: str) -> list[tuple[Finding, Caution]]:
    from report_builder import finding_checks
    from report_builder.store import ReportStore

    standing, findings = _looked(workspace)
    if finding_id:
        findings = [ReportStore(workspace.database).finding(finding_id)]
    return [
        (found, caution)
        for found in findings
        for caution in (*standing.cautions(found), *finding_checks.follow_up(found))
    ]


JOINS = (
    (finding, "list", list_findings),
    (finding, "show", show_finding),
    (finding, "check", check_findings),
    (finding, "note", note_findings),
)
"""These commands, each with the group that it joins."""
