"""Commands of findings: `finding add|link|list`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from report_builder.document import Support
    from report_builder.findings import Finding, Milestone

app = typer.Typer()
finding = typer.Typer(no_args_is_help=True, help="What inspectors conclude, and from what.")
app.add_typer(finding, name="finding", rich_help_panel="Report")

Codings = Annotated[list[str] | None, typer.Option("--coding", help="A coding, such as C0031.")]
Rates = Annotated[
    list[str] | None, typer.Option("--rate", help="A statistic, such as agreement/overall.")
]
Judgement = Annotated[str, typer.Option(help="Why, where evidence alone does not say it.")]


@finding.command("add")
def add(
    context: typer.Context,
    criterion: Annotated[str, typer.Argument(help="A criterion, such as 4a.")] = "",
    kind: Annotated[
        str, typer.Option(help="strength, good practice, issue to address or recommendation.")
    ] = "issue to address",
    statement: Annotated[str, typer.Option(help="The finding, in your words.")] = "",
    coding: Codings = None,
    rate: Rates = None,
    judgement: Judgement = "",
    owner: Annotated[str, typer.Option(help="Who is to act on a recommendation.")] = "",
    milestone: Annotated[
        list[str] | None, typer.Option(help="By when and what: '2025-03-31: a plan is agreed'.")
    ] = None,
    rests_on: Annotated[
        list[str] | None, typer.Option(help="A finding that a recommendation answers.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="Take in a file of findings (YAML).")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Add a finding or recommendation, or take in a file of them."""
    from report_builder.findings_file import take_in
    from report_builder.judge import Conclusion, conclude, require_valid

    session: Session = context.obj
    with session.workspace() as workspace:
        if file is not None:
            made = take_in(workspace, file, session.actor, session.at, dry=dry_run)
            if dry_run:
                console.would(f"Would add the findings of {file.name}.", as_json=as_json)
                return
        else:
            conclusion = Conclusion(
                criterion,
                _kind(kind),
                statement,
                supports=_supports(coding, rate, judgement),
                owner=owner,
                milestones=tuple(_milestone(m) for m in milestone or ()),
                rests_on=tuple(rests_on or ()),
            )
            require_valid(workspace, conclusion)
            if dry_run:
                console.would(f"Would add a {kind} on {criterion}.", as_json=as_json)
                return
            made = (conclude(workspace, conclusion, session.actor, session.at),)
    if as_json:
        console.show_json({"findings": [finding_json(f) for f in made]})
    if len(made) == 1:
        console.say(f"Added {made[0].finding_id} ({made[0].kind.value}).", as_json=as_json)
    else:
        console.say(f"Added {console.plural(len(made), 'finding')}.", as_json=as_json)
    console.next_steps(
        ("iqa finding list", "findings with what they rest on"),
        ("iqa report build", "write the draft report"),
        as_json=as_json,
    )


def _kind(kind: str) -> Any:
    from report_builder.findings import FindingKind

    try:
        return FindingKind(kind.replace("_", " "))
    except ValueError as error:
        allowed = ", ".join(FindingKind)
        raise typer.BadParameter(f"--kind is one of: {allowed}") from error


def _supports(
    codings: list[str] | None, rates: list[str] | None, judgement: str
) -> tuple[Support, ...]:
    from report_builder.document import Support, SupportKind

    found = [Support(SupportKind.CODING, c) for c in codings or ()]
    found += [Support(SupportKind.RATE, r) for r in rates or ()]
    if judgement:
        found.append(Support(SupportKind.JUDGEMENT, judgement))
    return tuple(found)


def _milestone(text: str) -> Milestone:
    from datetime import date

    from report_builder.findings import Milestone

    due, _, words = text.partition(":")
    try:
        return Milestone(date.fromisoformat(due.strip()), words.strip())
    except ValueError as error:
        said = "--milestone reads 'YYYY-MM-DD: what is done by then'"
        raise typer.BadParameter(said) from error


@finding.command("link")
def link(
    context: typer.Context,
    finding_id: Annotated[str, typer.Argument(metavar="FINDING", help="Such as F-4b-03.")],
    coding: Codings = None,
    rate: Rates = None,
    judgement: Judgement = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Let a finding rest on more codings, rates or a judgement."""
    from report_builder import judge
    from report_builder.store import ReportStore

    session: Session = context.obj
    supports = _supports(coding, rate, judgement)
    if not supports:
        raise typer.BadParameter("name at least one --coding, --rate or --judgement")
    with session.workspace() as workspace:
        if dry_run:
            ReportStore(workspace.database).finding(finding_id)
            judge.require_supports(workspace, supports)
            said = f"Would link {finding_id} to {console.plural(len(supports), 'support')}."
            console.would(said, as_json=as_json)
            return
        found = judge.link(workspace, finding_id, supports, session.actor, session.at)
    if as_json:
        console.show_json(finding_json(found))
    console.say(
        f"{finding_id} rests on {console.plural(len(found.supports), 'support')}.", as_json=as_json
    )
    console.next_steps(("iqa finding list", "findings with what they rest on"), as_json=as_json)


@finding.command("list")
def list_findings(context: typer.Context, as_json: Json = False) -> None:
    """List findings with what they rest on."""
    from report_builder.store import ReportStore

    session: Session = context.obj
    with session.workspace() as workspace:
        found = ReportStore(workspace.database).findings()
    if as_json:
        console.show_json({"findings": [finding_json(f) for f in found]})
        console.next_steps(("iqa report build", "write the draft report"), as_json=True)
        return
    console.table(
        ("Finding", "Kind", "Status", "Supports", "Statement"),
        [
            (f.finding_id, f.kind.value, f.status.value, str(len(f.supports)), f.statement)
            for f in found
        ],
        right=(3,),
    )
    console.next_steps(
        ("iqa finding link F-.. --coding C..", "let a finding rest on more"),
        ("iqa report build", "write the draft report"),
    )


def finding_json(found: Finding) -> dict[str, Any]:
    """Return a finding as `iqa finding list --json` shows it."""
    return {
        "finding_id": found.finding_id,
        "criterion": found.criterion_id,
        "kind": found.kind.value,
        "status": found.status.value,
        "statement": found.statement,
        "owner": found.owner or None,
        "milestones": [{"due": m.due.isoformat(), "text": m.text} for m in found.milestones],
        "rests_on": list(found.rests_on),
        "supports": [{"kind": s.kind.value, "id": s.support_id} for s in found.supports],
        "made_by": found.made_by,
        "at": found.at.isoformat(),
    }
