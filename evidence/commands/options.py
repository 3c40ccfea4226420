"""The options that commands of every floor share, said once so that they mean one thing."""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Outgoing = Annotated[
    bool, typer.Option("--outgoing", help="As it may leave the team: small numbers held back.")
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
