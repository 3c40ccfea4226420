"""The coding floor's commands."""

from __future__ import annotations

import typer

from coding.commands import deciding, tagging

app = typer.Typer()
for room in (tagging, deciding):
    app.add_typer(room.app)
