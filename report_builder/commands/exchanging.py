"""Commands that exchange findings with pages of plain text: `finding export|import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session
from report_builder.commands.concluding import finding

if TYPE_CHECKING:
    from report_builder.findings_folder import Exchange


def export_findings(context: typer.Context, dry_run: Dry = False, as_json: Json = False) -> None:
    """Write the findings as plain text, a page for each criterion; edits on a page are kept."""
    from report_builder.findings_folder import export

    session: Session = context.obj
    with session.workspace() as workspace:
        done = export(workspace, dry=dry_run)
    _tell(done, dry=dry_run, as_json=as_json)
    console.next_steps(("iqa finding import", "take in what was edited"), as_json=as_json)
    if done.kept:
        console.leave(console.PERSON_MUST_LOOK)


def import_findings(
    context: typer.Context,
    keep: Annotated[
        str, typer.Option(help="Where both sides changed: page or store; else both are kept.")
    ] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take in what was edited on the pages in findings/, and renew them."""
    from report_builder.findings_folder import take

    if keep not in {"", "page", "store"}:
        raise typer.BadParameter("--keep is page or store")
    session: Session = context.obj
    with session.workspace() as workspace:
        done = take(workspace, session.actor, session.at, keep=keep, dry=dry_run)
    _tell(done, dry=dry_run, as_json=as_json)
    console.next_steps(("iqa finding list", "findings with what they rest on"), as_json=as_json)
    if done.kept:
        console.leave(console.PERSON_MUST_LOOK)


def _tell(done: Exchange, *, dry: bool, as_json: bool) -> None:
    if as_json:
        console.show_json(
            {
                "dry_run": dry,
                "added": list(done.added),
                "changed": list(done.changed),
                "withdrawn": list(done.withdrawn),
                "pages": [path.name for path in done.pages],
                "kept": [{"place": k.place, "finding_id": k.finding_id or None, "why": k.why}
                         for k in done.kept],
            }
        )  # fmt: skip
    counts = (("added", done.added), ("changed", done.changed), ("withdrawn", done.withdrawn))
    told = [f"{len(names)} {word}" for word, names in counts if names]
    told.append(f"{console.plural(len(done.pages), 'page')} written")
    console.say(f"{'Would be: ' if dry else ''}{', '.join(told)}.", as_json=as_json)
    for one in done.kept:
        name = one.finding_id or "a new finding"
        console.say(f"findings/{one.place}: {name} is {one.why}; kept.", as_json=as_json)


JOINS = ((finding, "export", export_findings), (finding, "import", import_findings))
"""These commands, each with the group that it joins."""
