"""Commands that make and change findings: `finding add|change|link|unlink|withdraw`."""

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
    from report_builder.judge import Conclusion

app = typer.Typer()
finding = typer.Typer(no_args_is_help=True, help="What inspectors conclude, and from what.")
app.add_typer(finding, name="finding", rich_help_panel="Report")

FindingId = Annotated[str, typer.Argument(metavar="FINDING", help="Such as F-4b-03.")]
Codings = Annotated[list[str] | None, typer.Option("--coding", help="A coding, such as C0031.")]
Rates = Annotated[
    list[str] | None, typer.Option("--rate", help="A statistic, such as agreement/overall.")
]
Counted = Annotated[
    list[str] | None, typer.Option("--count", help="A count, such as areas/4a/lean=positive.")
]
RestsOn = Annotated[list[str] | None, typer.Option(help="A finding that a recommendation answers.")]
Judgement = Annotated[str, typer.Option(help="Why, where evidence alone does not say it.")]
Owner = Annotated[str, typer.Option(help="Who is to act on a recommendation.")]
Milestones = Annotated[
    list[str] | None, typer.Option(help="By when and what: '2025-03-31: a plan is agreed'.")
]
_KINDS = "strength, good practice, issue to address, recommendation or judgement."
_LIST = ("iqa finding list", "findings with what they rest on")
_BUILD = ("iqa report build", "write the draft report")


@finding.command("add")
def add(
    context: typer.Context,
    criterion: Annotated[
        str, typer.Argument(help="A criterion, such as 4a; for a judgement also 4, or overall.")
    ] = "",
    kind: Annotated[str, typer.Option(help=_KINDS)] = "issue to address",
    statement: Annotated[str, typer.Option(help="The finding, in your words.")] = "",
    coding: Codings = None,
    rate: Rates = None,
    count: Counted = None,
    judgement: Judgement = "",
    owner: Owner = "",
    milestone: Milestones = None,
    rests_on: RestsOn = None,
    file: Annotated[Path | None, typer.Option(help="Take in a file of findings (YAML).")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Add a finding, recommendation or judgement, or take in a file of them."""
    from report_builder.finding_show import finding_json
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
                supports=_supports(coding, rate, count, judgement),
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
    console.next_steps(_LIST, _BUILD, as_json=as_json)


def _kind(kind: str) -> Any:
    from report_builder.findings import FindingKind

    try:
        return FindingKind(kind.replace("_", " "))
    except ValueError as error:
        allowed = ", ".join(FindingKind)
        raise typer.BadParameter(f"--kind is one of: {allowed}") from error


def _status(status: str) -> Any:
    from report_builder.findings import FindingStatus

    try:
        return FindingStatus(status)
    except ValueError as error:
        raise typer.BadParameter(f"--status is one of: {', '.join(FindingStatus)}") from error


def _supports(
    codings: list[str] | None, rates: list[str] | None, counts: list[str] | None, judgement: str
) -> tuple[Support, ...]:
    from report_builder.document import Support, SupportKind

    found = [Support(SupportKind.CODING, c) for c in codings or ()]
    found += [Support(SupportKind.RATE, r) for r in rates or ()]
    found += [Support(SupportKind.COUNT, c) for c in counts or ()]
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


@finding.command("change")
def change(
    context: typer.Context,
    finding_id: FindingId,
    criterion: Annotated[str, typer.Option(help="Put it under another criterion.")] = "",
    kind: Annotated[str, typer.Option(help=_KINDS)] = "",
    statement: Annotated[str, typer.Option(help="The finding, in other words.")] = "",
    status: Annotated[str, typer.Option(help="emerging, drafted or agreed.")] = "",
    owner: Owner = "",
    milestone: Milestones = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Change a finding's words, kind, status, owner or dates; milestones given replace all."""
    from dataclasses import replace

    from report_builder import judge
    from report_builder.store import ReportStore

    said: dict[str, Any] = {"criterion_id": criterion, "statement": statement, "owner": owner}
    said = {name: value for name, value in said.items() if value}
    if kind:
        said["kind"] = _kind(kind)
    if status:
        said["status"] = _status(status)
    if milestone:
        said["milestones"] = tuple(_milestone(m) for m in milestone)
    if not said:
        raise typer.BadParameter("say what to change, such as --status drafted")
    session: Session = context.obj
    with session.workspace() as workspace:
        before = ReportStore(workspace.database).finding(finding_id)
        conclusion: Conclusion = replace(judge.as_conclusion(before), **said)
        differs = ", ".join(judge.differing(before, conclusion)) or "nothing; it is said again"
        if dry_run:
            judge.require_valid(workspace, replace(conclusion, supports=()), of=finding_id)
            console.would(f"Would change of {finding_id}: {differs}.", as_json=as_json)
            return
        found = judge.change(workspace, finding_id, conclusion, session.actor, session.at)
    _tell(found, f"Changed of {finding_id}: {differs}.", as_json=as_json)


@finding.command("link")
def link(
    context: typer.Context,
    finding_id: FindingId,
    coding: Codings = None,
    rate: Rates = None,
    count: Counted = None,
    judgement: Judgement = "",
    rests_on: RestsOn = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Let a finding rest on more codings, rates, counts, findings or a judgement."""
    from report_builder import judge
    from report_builder.store import ReportStore

    session: Session = context.obj
    supports, others = _named(coding, rate, count, judgement, rests_on)
    with session.workspace() as workspace:
        if dry_run:
            ReportStore(workspace.database).finding(finding_id)
            judge.require_supports(workspace, supports)
            judge.require_findings(workspace, others, of=finding_id)
            more = console.plural(len(supports) + len(others), "support")
            console.would(f"Would link {finding_id} to {more}.", as_json=as_json)
            return
        found = judge.link(
            workspace, finding_id, supports, session.actor, session.at, rests_on=others
        )
    _tell(found, _resting(found), as_json=as_json)


def _named(
    coding: list[str] | None,
    rate: list[str] | None,
    count: list[str] | None,
    judgement: str,
    rests_on: list[str] | None,
) -> tuple[tuple[Support, ...], tuple[str, ...]]:
    supports = _supports(coding, rate, count, judgement)
    if not supports and not rests_on:
        named = "--coding, --rate, --count, --judgement or --rests-on"
        raise typer.BadParameter(f"name at least one {named}")
    return supports, tuple(rests_on or ())


@finding.command("unlink")
def unlink(
    context: typer.Context,
    finding_id: FindingId,
    coding: Codings = None,
    rate: Rates = None,
    count: Counted = None,
    judgement: Annotated[str, typer.Option(help="A judgement, in its own words.")] = "",
    rests_on: RestsOn = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Let a finding no longer rest on something; the log keeps it."""
    from report_builder import judge

    session: Session = context.obj
    supports, others = _named(coding, rate, count, judgement, rests_on)
    with session.workspace() as workspace:
        if dry_run:
            judge.require_linked(workspace, finding_id, supports, others)
            fewer = console.plural(len(supports) + len(others), "support")
            console.would(f"Would unlink {finding_id} from {fewer}.", as_json=as_json)
            return
        found = judge.unlink(
            workspace, finding_id, supports, session.actor, session.at, rests_on=others
        )
    _tell(found, _resting(found), as_json=as_json)


@finding.command("withdraw")
def withdraw(
    context: typer.Context,
    finding_id: FindingId,
    reason: Annotated[str, typer.Option(help="Why, for the log.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take a finding back; it is kept, and `iqa undo` brings it back."""
    from report_builder import judge

    session: Session = context.obj
    with session.workspace() as workspace:
        if dry_run:
            judge.require_unanswered(workspace, finding_id)
            console.would(f"Would withdraw {finding_id}.", as_json=as_json)
            return
        found = judge.withdraw(workspace, finding_id, session.actor, session.at, reason=reason)
    _tell(found, f"Withdrew {finding_id}.", as_json=as_json)


def _resting(found: Finding) -> str:
    supports = console.plural(len(found.supports) + len(found.rests_on), "support")
    return f"{found.finding_id} rests on {supports}."


def _tell(found: Finding, line: str, *, as_json: bool) -> None:
    from report_builder.finding_show import finding_json

    if as_json:
        console.show_json(finding_json(found))
    console.say(line, as_json=as_json)
    console.next_steps(_LIST, as_json=as_json)
