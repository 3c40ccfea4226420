"""The command with which a report leaves: `report finalise`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from report_builder.finalise import Finalised
    from report_builder.release_gates import Reason


def finalise(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="The Word file as edited; else the newest draft.")
    ] = None,
    stage: Annotated[
        str, typer.Option(help="final or published: it gives the marking, or none.")
    ] = "final",
    out: Annotated[
        Path | None, typer.Option(help="Where to write it; else report-STAGE.docx.")
    ] = None,
    changes: Annotated[
        str, typer.Option(help="What becomes of open tracked changes: accept or reject.")
    ] = "",
    reason: Annotated[
        list[str] | None,
        typer.Option(help='Why a number was typed over, as "FIGURE: WHY"; may be repeated.'),
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the copy that leaves the building, stripped and proved clean, with its record."""
    from report_builder.finalise import Order, standing_reasons
    from report_builder.finalise import finalise as release

    session: Session = context.obj
    if changes not in {"", "accept", "reject"}:
        raise typer.BadParameter("--changes is accept or reject")
    with session.workspace() as workspace:
        target = out or workspace.folder / f"report-{stage}.docx"
        order = Order(stage, target, file, changes, _reasons(reason or []))
        if dry_run:
            _tell_reasons(standing_reasons(workspace, order), target, as_json=as_json)
            return
        made = release(workspace, order, session.actor, session.at)
    _tell(made, as_json=as_json)


def _reasons(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        figure, colon, why = one.partition(":")
        if not colon or not why.strip():
            raise typer.BadParameter('--reason is "FIGURE: WHY"')
        found[figure.strip()] = why.strip()
    return found


def _tell_reasons(reasons: tuple[Reason, ...], target: Path, *, as_json: bool) -> None:
    if as_json:
        told = [{"code": r.code, "message": r.message, "try": r.try_} for r in reasons]
        console.show_json({"path": str(target), "reasons": told})
    elif reasons:
        console.table(
            ("What stands in the way", "How to mend it"), [(r.message, r.try_) for r in reasons]
        )
    else:
        console.say(f"Would write {target}.")
    if reasons:
        console.leave(console.PERSON_MUST_LOOK)


def _tell(made: Finalised, *, as_json: bool) -> None:
    if as_json:
        notices = [{"code": n.code, "message": n.message} for n in made.notices]
        console.show_json({"path": str(made.path), "record": dict(made.record), "notices": notices})
    else:
        taken = made.taken
        console.say(f"Wrote {made.path}, and {made.record_path.name} beside it")
        console.table(
            ("Taken out", "Count"),
            [
                ("comments", str(taken.comments)),
                ("paragraphs with tracked changes settled", str(taken.changes)),
                ("hidden words", str(taken.hidden)),
                ("our bookmarks", str(taken.anchors)),
                ("our controls", str(taken.controls)),
                ("watermarks", str(taken.watermarks)),
                ("parts of the file", str(taken.parts)),
            ],
            right=(1,),
        )
        console.say("Read again: nothing of ours is left in it.")
        for notice in made.notices:
            console.say(notice.message)
    console.next_steps(("iqa log", "who did what, and when"), as_json=as_json)
