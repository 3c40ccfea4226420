"""The command for comments that were not recorded: `exam missing-comments`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.missing_comments import Missing
    from evidence.workspace import Workspace


def show_missing_comments(
    context: typer.Context,
    area: Annotated[str, typer.Option(help="Only one Area's files.")] = "",
    received: Annotated[
        str, typer.Option(metavar="FILE", help="A file of which a document has come, by reference.")
    ] = "",
    source: Annotated[str, typer.Option(help="The document that shows comments on it.")] = "",
    by: Annotated[str, typer.Option(help="Whose comments: dcp or dip_sampler.")] = "dcp",
    note: Annotated[str, typer.Option(help="A note to keep with it.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="Write the list to send to the Area (.xlsx).")
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """List files without recorded comments, by Area, and record documents that show them."""
    from evidence.areas import area_named
    from evidence.missing_comments import missing_comments

    session: Session = context.obj
    if bool(received) != bool(source):
        raise typer.BadParameter("--received FILE and --source SOURCE go together")
    with session.workspace() as workspace:
        if received:
            _receive(workspace, session, (received, source, by, note), dry=dry_run)
        place = area_named(workspace.inspection.framework, area) if area else ""
        found = missing_comments(workspace, (place,) if place else ())
        if out is not None and not dry_run:
            _write(workspace, found, out, session)
    if as_json:
        console.show_json({"files": [_json(missing) for missing in found]})
    elif found:
        rows = [(m.area, m.urn, m.file_ref, _names(m.missing), _shown(m) or "-") for m in found]
        console.table(("Area", "URN", "File", "No comments by", "Shown by"), rows)
    if not found:
        where = f" in {place}" if place else ""
        console.say(f"No file examined{where} is without recorded comments.", as_json=as_json)
        console.next_steps(("iqa exam stats", "what was examined"), as_json=as_json)
        return
    waiting = [m for m in found if m.outstanding]
    console.say(
        f"{console.plural(len(found), 'file')} without recorded comments; "
        f"nothing has come yet on {len(waiting)}.",
        as_json=as_json,
    )
    console.next_steps(
        ("iqa exam missing-comments --out FILE.xlsx", "the list to send to an Area"),
        ("iqa exam ask-comments", "a letter to each Area, with its URNs"),
        ("iqa exam missing-comments --received FILE --source S", "record what has come"),
        as_json=as_json,
    )
    if waiting:
        console.leave(console.PERSON_MUST_LOOK)


def _receive(
    workspace: Workspace, session: Session, said: tuple[str, str, str, str], *, dry: bool
) -> None:
    from evidence.comment_store import CommentDocument, Commenter
    from evidence.missing_comments import receive

    file_ref, source, by, note = said
    if by not in set(Commenter):
        raise typer.BadParameter(f"--by is one of: {', '.join(Commenter)}")
    document = CommentDocument(file_ref.upper(), Commenter(by), source, note)
    receive(workspace, document, session.actor, session.at, only_look=dry)


def _write(workspace: Workspace, found: tuple[Missing, ...], out: Path, session: Session) -> None:
    from evidence.files import write_whole
    from evidence.written_tables import write_tables

    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{out.name} does not end in .xlsx")
    rows = [(m.area, m.urn, _names(m.outstanding), "") for m in found if m.outstanding]
    table = ("Comments", ("Area", "URN", "No comments recorded by", "Document provided"), rows)
    title = f"IQAs without recorded comments: {workspace.inspection.framework.title}"
    write_whole(out, write_tables(title, [table], at=session.at))
    console.say(f"Wrote {out}", as_json=True)


def _names(commenters: tuple[Any, ...]) -> str:
    return " and ".join(str(c).replace("dcp", "DCP").replace("_", " ") for c in commenters)


def _shown(missing: Missing) -> str:
    return ", ".join(f"{d.source_id} ({_names((d.commenter,))})" for d in missing.shown)


def _json(missing: Missing) -> dict[str, Any]:
    return {
        "area": missing.area,
        "urn": missing.urn,
        "file": missing.file_ref,
        "missing": [str(c) for c in missing.missing],
        "shown": [
            {"by": str(d.commenter), "source": d.source_id, "note": d.note} for d in missing.shown
        ],
        "outstanding": [str(c) for c in missing.outstanding],
    }
