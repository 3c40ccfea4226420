"""Commands of every day that see all floors: `init`, `status`, `demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

app = typer.Typer()


@app.command(rich_help_panel="Every day")
def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder of the new inspection.")],
    framework: Annotated[
        Path | None, typer.Option(help="A framework.yaml to start from; else the IQA inspection's.")
    ] = None,
    settings: Annotated[Path | None, typer.Option(help="An inspection.toml to start from.")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Make the folder of an inspection."""
    from evidence.files import write_whole
    from evidence.workspace import make
    from report_builder.word.template import template

    session: Session = context.obj
    if dry_run:
        said = f"Would make {folder}, acting as {session.actor.name}."
        console.would(said, as_json=as_json)
        return
    files = make(folder, settings=settings, framework=framework)
    if not (folder / "template.docx").exists():
        write_whole(folder / "template.docx", template())
    purposes = {
        "inspection.toml": "names, Areas visited, report settings",
        "framework.yaml": "questions, criteria, codes with their definitions, Areas, file counts",
        "template.docx": "the report's styles",
    }
    made = [*files, "template.docx"]
    if as_json:
        console.show_json({"folder": str(folder), "files": made})
    console.say(f"Made {folder}", as_json=as_json)
    for name in made:
        console.say(f"  {name:<18} {purposes.get(name, 'the store')}", as_json=as_json)
    console.next_steps(
        (f"cd '{folder}'" if " " in str(folder) else f"cd {folder}", "work from within it"),
        ("iqa ingest FOLDER", "take in minutes, briefings and transcripts"),
        ("iqa exam sheets FOLDER", "the file-examination form for each Area"),
        as_json=as_json,
    )


@app.command(rich_help_panel="Every day")
def status(context: typer.Context, as_json: Json = False) -> None:
    """Show how far the inspection has come, and what to look at next."""
    from evidence.timetable import where
    from report_builder.progress import next_of, progress_of, stage_json, timetable

    session: Session = context.obj
    with session.workspace() as workspace:
        today = session.at.date()
        parts = progress_of(workspace, today)
        stages = timetable(workspace)
        if as_json:
            console.show_json(
                {
                    "title": workspace.inspection.settings.title,
                    "where": where(stages, today),
                    "stages": [stage_json(stage, today) for stage in stages],
                    "parts": [
                        {"part": p.part, "done": p.done, "of": p.of, "to_look_at": p.look}
                        for p in parts
                    ],
                }
            )
        else:
            console.say(workspace.inspection.settings.title)
            console.say(where(stages, today) or "no timetable: iqa config set timetable.STAGE DAY")
            console.table(
                ("Part", "Done", "Of", "To look at"),
                [
                    (p.part, f"{p.done:,}", "" if p.of is None else f"{p.of:,}", p.look)
                    for p in parts
                ],
                right=(1, 2),
            )
        console.next_steps(*next_of(workspace, parts), as_json=as_json)


@app.command(rich_help_panel="Every day")
def demo(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="Where to build it; a folder that does not exist yet.")
    ] = Path("demo"),
    as_json: Json = False,
) -> None:
    """Build the invented example inspection from its evidence, up to the draft report."""
    from report_builder.demonstration import run

    session: Session = context.obj
    report = run(folder, session, tell=lambda line: console.say(line, as_json=as_json))
    if as_json:
        console.show_json({"folder": str(folder), "path": str(report)})
    console.say(f"The draft report is {report}", as_json=as_json)
    console.next_steps(
        (f"cd {folder}", "look at it from within"),
        ("iqa status", "how far it has come"),
        ("iqa report trace 4.3", "walk back from a paragraph to its evidence"),
        as_json=as_json,
    )
