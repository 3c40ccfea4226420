"""The command of interviews and focus groups: `transcripts schedule`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.inventory import DAYS
from evidence.commands.listing import day_in
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.attendances import Said
    from evidence.schedule import Attendance, Planned
    from evidence.workspace import Workspace

app = typer.Typer()
transcripts = typer.Typer(no_args_is_help=True, help="Interviews and focus groups.")
app.add_typer(transcripts, name="transcripts", rich_help_panel="Evidence")


def schedule(
    context: typer.Context,
    meetings: Annotated[
        list[str] | None, typer.Argument(help="Meetings, such as M1-northshire; else all.")
    ] = None,
    planned: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="The day for which it is planned.")
    ] = None,
    held: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="The day on which it was held.")
    ] = None,
    participants: Annotated[
        int | None, typer.Option(min=0, help="How many people took part.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Its transcript or note; may be given again.")
    ] = None,
    drop: Annotated[
        bool | None, typer.Option("--drop/--hold", help="It is not to be held.")
    ] = None,
    note: Annotated[str, typer.Option(help="A note, such as why it was put off.")] = "",
    another: Annotated[
        str, typer.Option(help="Who is met in a meeting that the framework does not have.")
    ] = "",
    kind: Annotated[str, typer.Option(help="The kind of the other meeting.")] = "interview",
    area: Annotated[str, typer.Option(help="Of one Area; of which Area the other one is.")] = "",
    national: Annotated[bool, typer.Option("--national", help="Headquarters.")] = False,
    open_only: Annotated[
        bool, typer.Option("--open", help="Only those that are still to be held.")
    ] = False,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Show interviews and focus groups, what is still to be held; record days and participants."""
    from evidence.attendances import Said, attendances, of_no_meeting
    from evidence.inventory import area_meant

    session: Session = context.obj
    with session.workspace() as workspace:
        place = area_meant(workspace, area, national=national)
        said = Said(
            planned.date() if planned else None,
            held.date() if held else None,
            participants,
            tuple(source or ()),
            drop,
            note,
        )
        meant = _meant(workspace, meetings or [], another, place, kind)
        names = {meeting.meeting_id for meeting in meant}
        _record(workspace, meant, said, session, dry=dry_run)
        if dry_run and meant:
            console.would(f"Would record it of {', '.join(sorted(names))}.", as_json=as_json)
            return
        every = attendances(workspace, session.at.date())
        unplaced = of_no_meeting(workspace, every)
        found = [
            a
            for a in every
            if place in {None, a.meeting.area}
            and (not names or a.meeting.meeting_id in names)
            and (a.wanting or not open_only)
        ]
        _tell(found, unplaced, as_json=as_json)


def _meant(
    workspace: Workspace, names: list[str], another: str, place: str | None, kind: str
) -> list[Planned]:
    from evidence.attendances import another_meeting, meetings_named
    from evidence.errors import RequestInvalid

    if not another:
        return meetings_named(workspace, names)
    if place is None:
        raise RequestInvalid("nothing says where it is held", way_out="--area NAME or --national")
    known = [k.kind_id for k in workspace.inspection.framework.kinds]
    if kind not in known:
        raise typer.BadParameter(f"there is no kind '{kind}'; one of: {', '.join(known)}")
    return [*meetings_named(workspace, names), another_meeting(workspace, another, place, kind)]


def _record(
    workspace: Workspace, meant: list[Planned], said: Said, session: Session, *, dry: bool
) -> None:
    from evidence.attendances import NOTHING_SAID, record_meetings
    from evidence.errors import RequestInvalid

    if not meant and said != NOTHING_SAID:
        raise RequestInvalid(
            "nothing says of which meeting that is", way_out="iqa transcripts schedule"
        )
    record_meetings(workspace, meant, said, session.actor, session.at, dry=dry)


def _tell(found: list[Attendance], unplaced: list[str], *, as_json: bool) -> None:
    from evidence.inventory_json import attendance_json

    if as_json:
        console.show_json(
            {"meetings": [attendance_json(a) for a in found], "of_no_meeting": unplaced}
        )
    elif found:
        console.table(
            ("Meeting", "Area", "With whom", "Planned", "Held", "People", "How it stands"),
            [_row(attendance) for attendance in found],
            right=(5,),
        )
    to_hold = [a for a in found if a.wanting]
    remarks = [a for a in found if a.remark]
    held = f"{len(found) - len(to_hold)} held, " if len(to_hold) < len(found) else ""
    console.say(f"{held}{len(to_hold)} still to be held", as_json=as_json)
    for source_id in unplaced:
        way = f"iqa transcripts schedule MEETING --source {source_id}"
        console.say(f"{source_id} is of no meeting that could be told: {way}", as_json=as_json)
    steps = [(f"iqa transcripts schedule {a.meeting.meeting_id} --planned DAY", "set its day")
             for a in to_hold if a.meeting.planned is None][:1]  # fmt: skip
    steps += [("iqa ingest FILE", "take in a transcript or note")] if remarks or to_hold else []
    console.next_steps(*steps, ("iqa status", "how far it has come"), as_json=as_json)


def _row(attendance: Attendance) -> tuple[str, ...]:
    meeting = attendance.meeting
    sources = ", ".join(record.source_id for record in attendance.records)
    said = [f"{attendance.state.value} ({sources})" if sources else attendance.state.value]
    said += [attendance.remark] if attendance.remark else []
    said += [meeting.note] if meeting.note else []
    people = "" if attendance.people is None else str(attendance.people)
    return (
        meeting.meeting_id,
        meeting.place,
        f"{meeting.kind_id.replace('_', ' ')}: {meeting.who}",
        day_in(meeting.planned),
        day_in(attendance.held),
        people,
        "; ".join(said),
    )
