"""Who is at the keyboard, which inspection they mean, and what time it is.

The only place that asks the operating system for any of these; everything below gets
them as arguments, so that the same evidence gives the same bytes.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.identity import Actor

if TYPE_CHECKING:
    from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Session:
    """What the root options say, before any command runs."""

    inspection: Path | None
    actor: Actor
    at: datetime

    @contextmanager
    def workspace(self, *, any_schema: bool = False) -> Iterator[Workspace]:
        """Open the inspection that is meant."""
        from evidence.workspace import find_folder, opened  # noqa: PLC0415 - start-up time

        folder = find_folder(self.inspection, Path.cwd())
        with opened(folder, any_schema=any_schema) as workspace:
            yield workspace


def begin(inspection: Path | None, actor: str | None, at: datetime | None) -> Session:
    """Return the session of this run of the command."""
    moment = at or datetime.now(UTC).replace(microsecond=0)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Session(inspection, Actor(actor or _user()), moment)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return os.environ.get("USERNAME", "unknown")
