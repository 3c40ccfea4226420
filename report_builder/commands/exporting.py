"""Commands of exports: `export xlsx`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

app = typer.Typer()
export = typer.Typer(no_args_is_help=True, help="Data and evidence, in forms others can read.")
app.add_typer(export, name="export", rich_help_panel="Report")


@export.command("xlsx")
def xlsx(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="The workbook; else beside the draft report.")
    ] = None,
    draft: Annotated[int | None, typer.Option("--draft", help="A draft; else the newest.")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the data behind the report: a sheet for each table and chart, and the files' tables."""
    from evidence.workspace import DRAFTS
    from report_builder.data_annex.writing import annex_beside, write_beside
    from report_builder.store import ReportStore

    session: Session = context.obj
    with session.workspace() as workspace:
        meant = ReportStore(workspace.database).draft(draft)
        path = file or annex_beside(workspace.place(DRAFTS) / meant.file_name)
        if dry_run:
            console.would(
                f"Would write the data of draft {meant.number} to {path}", as_json=as_json
            )
            return
        write_beside(workspace, path, meant.number)
    if as_json:
        console.show_json({"path": str(path), "draft": meant.number})
    console.say(f"Wrote the data of draft {meant.number} to {path}", as_json=as_json)
    console.next_steps(("iqa report check", "look for what a person has to mend"), as_json=as_json)
