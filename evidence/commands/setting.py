"""Commands of the settings: `config show|set|path`."""

from __future__ import annotations

from typing import Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

app = typer.Typer()
config = typer.Typer(no_args_is_help=True, help="The settings of this inspection.")
app.add_typer(config, name="config", rich_help_panel="Care")


@config.command("show")
def show_config(context: typer.Context, as_json: Json = False) -> None:
    """Show every setting with its value."""
    from evidence.health import settings_of

    session: Session = context.obj
    with session.workspace() as workspace:
        told = settings_of(workspace.inspection)
        if as_json:
            console.show_json(told)
            return
        console.table(("Setting", "Value"), [(k, str(v)) for k, v in told.items()])
        console.next_steps(("iqa config path", "the files in which they are set"))


@config.command("set")
def set_config(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="A setting, such as report.stage.")],
    value: Annotated[str, typer.Argument(help="Its new value, as it stands in the file.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Change one setting; comments in the file stay."""
    from evidence.settings_file import change

    session: Session = context.obj
    with session.workspace() as workspace:
        before = change(workspace, key, value, session.actor, session.at, dry=dry_run)
        if dry_run and before is not None:
            console.would(f"Would change {key} from {before} to {value}.", as_json=as_json)
            return
        if as_json:
            console.show_json({"setting": key, "before": before, "changed": before is not None})
        said = (
            f"{key} is {value} already."
            if before is None
            else (f"Changed {key} from {before} to {value}.")
        )
        console.say(said, as_json=as_json)
        console.next_steps(("iqa config show", "every setting of this inspection"), as_json=as_json)


@config.command("path")
def path_of_config(context: typer.Context, as_json: Json = False) -> None:
    """Show where the settings and the framework stand."""
    from evidence.config import FRAMEWORK_FILE
    from evidence.place import SETTINGS_FILE

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        paths = {
            "settings": str(workspace.folder / SETTINGS_FILE),
            "framework": str(workspace.folder / FRAMEWORK_FILE),
        }
        if as_json:
            console.show_json(paths)
            return
        for name, path in paths.items():
            console.say(f"{name:<10} {path}")
        console.next_steps(("iqa config show", "every setting of this inspection"))
