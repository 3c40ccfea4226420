"""The evidence floor's commands."""

from __future__ import annotations

import typer

from evidence.commands import care, examining, gathering

app = typer.Typer()
for room in (gathering, examining, care):
    app.add_typer(room.app)
