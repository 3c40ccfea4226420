"""Commands of IQA volumes: `volumes import|compliance|verify`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.commands.options import Outgoing as OutgoingOption
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.reported import Judged, Reported
    from evidence.volumes.compliance import Total
    from evidence.volumes.outgoing import Outgoing, OutgoingRow
    from evidence.workspace import Workspace

app = typer.Typer()
volumes = typer.Typer(no_args_is_help=True, help="IQAs and dip samples done, against the guidance.")
app.add_typer(volumes, name="volumes", rich_help_panel="Evidence")

AreaNames = Annotated[
    list[str] | None, typer.Option("--area", help="Only this Area; may be given again.")
]


@volumes.command("import")
def import_volumes(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A list by Area, unit and quarter (.xlsx or .csv).")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take in prosecutors in post, IQAs and dip samples done; one with a defect not at all."""
    from evidence.reported import read_volumes, take

    session: Session = context.obj
    with session.workspace() as workspace:
        read = read_volumes(workspace, file)
        if as_json:
            console.show_json(_reported_json(read))
        for defect in read.defects:
            console.say(
                f"{defect.sheet} {defect.cell}: {defect.message} {defect.way_out}", as_json=as_json
            )
        for unit, rows in read.left_out:
            said = console.plural(rows, "row")
            console.say(f"Left out, not in scope: {unit} ({said})", as_json=as_json)
        if read.defects and dry_run:
            console.leave(console.PERSON_MUST_LOOK)
        changed = () if dry_run else take(workspace, read, session.actor, session.at)
        said = "Would take in" if dry_run else "Took in"
        same = len(read.volumes) - len(read.changed)
        console.say(
            f"{said} {console.plural(len(read.changed), 'new or corrected row')}; "
            f"{same} as before.",
            as_json=as_json,
        )
        if changed:
            areas = ", ".join(changed)
            console.say(f"UNVERIFIED again, as figures changed: {areas}", as_json=as_json)
        console.next_steps(
            ("iqa volumes compliance", "what is short, by unit and quarter"), as_json=as_json
        )


@volumes.command("compliance")
def show_compliance(
    context: typer.Context,
    area: AreaNames = None,
    outgoing: OutgoingOption = False,
    as_json: Json = False,
) -> None:
    """Show IQAs and dip samples done against those required, over the last twelve months."""
    from evidence.reported import judged

    session: Session = context.obj
    with session.workspace() as workspace:
        found = judged(workspace, _areas(workspace, area))
        held = _held(workspace, outgoing=outgoing)
        if as_json:
            console.show_json(_compliance_json(found, held))
        else:
            _show(found, workspace, held, in_part=bool(area) and outgoing)
        unverified = sorted({r.volume.area for r in found.rows} - set(found.verifications))
        if unverified:
            console.say(f"UNVERIFIED: {', '.join(unverified)}", as_json=as_json)
            console.next_steps(
                ('iqa volumes verify --by "NAME"', "once Operational Assurance has confirmed them"),
                as_json=as_json,
            )
        else:
            console.next_steps(("iqa report build", "write the draft report"), as_json=as_json)


def _held(workspace: Workspace, *, outgoing: bool) -> Outgoing:
    """Return what is held back: the same whichever Areas are shown, so that copies go together."""
    from evidence.reported import judged
    from evidence.volumes.outgoing import going_out

    least = workspace.inspection.settings.report.suppress_people_below if outgoing else 0
    return going_out(judged(workspace).rows, least)


@volumes.command("verify")
def verify_volumes(
    context: typer.Context,
    by: Annotated[str, typer.Option(help="Who at CPS Operational Assurance confirmed them.")],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"], help="When; today by default."),
    ] = None,
    area: AreaNames = None,
    note: Annotated[str, typer.Option(help="A note, such as the reference of an e-mail.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Record that the figures, as they stand, were confirmed; a later correction undoes it."""
    from evidence.reported import Confirmed, judged, verify

    session: Session = context.obj
    if not by.strip():
        raise typer.BadParameter("--by names who confirmed them")
    with session.workspace() as workspace:
        meant = _areas(workspace, area)
        day = (on or session.at).date()
        if dry_run:
            rows = {row.volume.area for row in judged(workspace, meant).rows}
            console.would(f"Would record {by} for {', '.join(sorted(rows))}.", as_json=as_json)
            return
        confirmed = Confirmed(by.strip(), day, note.strip())
        done = verify(workspace, meant, confirmed, session.actor, session.at)
        if as_json:
            console.show_json({"areas": list(done), "by": by.strip(), "on": day.isoformat()})
        console.say(f"Confirmed by {by} on {day}: {', '.join(done)}", as_json=as_json)
        console.next_steps(("iqa volumes compliance", "what is short"), as_json=as_json)


def _areas(workspace: Workspace, names: list[str] | None) -> tuple[str, ...]:
    from evidence.areas import area_named

    return tuple(area_named(workspace.inspection.framework, name) for name in names or [])


def _reported_json(read: Reported) -> dict[str, Any]:
    return {
        "path": read.name,
        "rows": len(read.volumes),
        "changed": len(read.changed),
        "columns": {str(field): heading for field, _, heading in read.columns.at},
        "left_out": [{"unit": unit, "rows": rows} for unit, rows in read.left_out],
        "defects": [
            {
                "sheet": d.sheet,
                "cell": d.cell,
                "code": d.code,
                "message": d.message,
                "try": d.way_out,
            }
            for d in read.defects
        ],
    }


def _compliance_json(found: Judged, held: Outgoing) -> dict[str, Any]:
    from evidence.volumes.outgoing import outgoing

    return {
        "verified": found.verified,
        "areas": [_row_json(row, found) for row in outgoing(found.rows, held)],
        "verifications": [
            {
                "area": v.area,
                "by": v.confirmed_by,
                "on": v.confirmed_on.isoformat(),
                "note": v.note,
            }
            for v in found.verifications.values()
        ],
        "left_out": list(found.left_out),
        "missing": [
            {"area": area, "unit": unit, "quarter": quarter}
            for area, unit, quarter in found.missing
        ],
    }


def _row_json(row: OutgoingRow, found: Judged) -> dict[str, Any]:
    volume = row.row.volume
    return {
        "area": volume.area,
        "unit": volume.unit,
        "quarter": str(volume.quarter),
        "required": row.required,
        "done": row.done,
        "shortfall": row.shortfall,
        "dip_required": row.dip_required,
        "dip_done": row.dip_done,
        "dip_shortfall": row.dip_shortfall,
        "verified": volume.area in found.verifications,
    }


def _show(found: Judged, workspace: Workspace, held: Outgoing, *, in_part: bool) -> None:
    """Print units' quarters; of some Areas alone, no sum that would give a number away."""
    from evidence.suppression.markers import CONFIDENTIAL, MEANINGS
    from evidence.volumes.compliance import total_of
    from evidence.volumes.outgoing import outgoing

    names = {c.court_id: c.name for c in workspace.inspection.framework.courts}
    rows = [
        (
            out.row.volume.area,
            names[out.row.volume.unit],
            str(out.row.volume.quarter),
            _share(out.done, out.required),
            _number(out.shortfall),
            _share(out.dip_done, out.dip_required),
            _number(out.dip_shortfall),
        )
        for out in outgoing(found.rows, held)
    ]
    headings = ("Area", "Unit", "Quarter", "IQAs", "Short", "Dip samples", "Short")
    console.table(headings, rows, right=(3, 4, 5, 6))
    hidden = any(CONFIDENTIAL in cell for row in rows for cell in row)
    if held.whole and not (hidden and in_part):
        _show_total(total_of(found.rows))
    _show_missing(found)
    if hidden:
        console.say(f"{CONFIDENTIAL} {MEANINGS[CONFIDENTIAL]}.")
    for quarter in found.left_out:
        console.say(f"Left out, before the last twelve months: {quarter}")


def _show_total(total: Total) -> None:
    console.say(
        f"In all {total.done:,} of {total.required:,} IQAs ({total.shortfall:,} short) and "
        f"{total.dip_done:,} of {total.dip_required:,} dip samples ({total.dip_shortfall:,} "
        f"short); {total.met} of {total.quarters} quarters met both. "
        "A surplus in one quarter does not make up for another."
    )
    if total.unasked:
        quarters = console.plural(total.unasked, "quarter")
        console.say(f"Not counted, as nothing was required: {quarters} without prosecutors in post")


def _show_missing(found: Judged) -> None:
    """Say for which units and quarters nothing was reported, and who confirmed the rest."""
    by_unit: dict[str, list[str]] = {}
    for area, unit, quarter in found.missing:
        by_unit.setdefault(f"{area}, {unit}", []).append(quarter)
    for unit, quarters in by_unit.items():
        console.say(f"NO FIGURES: {unit}: {', '.join(quarters)}")
    for area in dict.fromkeys(row.volume.area for row in found.rows):
        if (said := found.verifications.get(area)) is not None:
            note = f" ({said.note})" if said.note else ""
            console.say(f"Confirmed: {area}, by {said.confirmed_by} on {said.confirmed_on}{note}")


def _number(value: int | None) -> str:
    from evidence.suppression.markers import CONFIDENTIAL

    return CONFIDENTIAL if value is None else f"{value:,}"


def _share(done: int | None, required: int | None) -> str:
    if done is None and required is None:
        return _number(None)
    return f"{_number(done)} of {_number(required)}"
