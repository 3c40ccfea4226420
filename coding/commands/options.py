"""The options that the commands of the coding floor share."""

from __future__ import annotations

from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
PolarityText = Annotated[str, typer.Option("--polarity", help="positive, negative or mixed.")]
StrengthText = Annotated[str, typer.Option("--strength", help="ordinary or strong.")]
Memo = Annotated[str, typer.Option(help="A remark to keep with the coding.")]


def one_of(kind: Any, value: str, option: str) -> Any:
    """Return the value that an option names, or say which there are."""
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(kind)
        raise typer.BadParameter(f"{option} is one of: {allowed}") from error
