"""Who is at the keyboard, which inspection they mean, and what time it is.

The only place that asks the operating system for any of these; everything below gets
them as arguments, so that the same evidence gives the same bytes.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from evidence.identity import Actor

if TYPE_CHECKING:
    from evidence.inspection import Inspection
    from evidence.masking.interface import NameFinder
    from evidence.workspace import Workspace


class Carried(Protocol):
    """What became of the codings of a document that a newer version replaced."""

    @property
    def carried(self) -> int:
        """How many moved with their words."""
        ...

    @property
    def to_check(self) -> tuple[str, ...]:
        """Those whose words are gone, for a person."""
        ...


class Carry(Protocol):
    """What a floor above does when a newer version replaces a document."""

    def __call__(self, workspace: Workspace, actor: Actor, at: datetime) -> Mapping[str, Carried]:
        """Return what was carried, by the id of the newer source."""
        ...


class FindsNames(Protocol):
    """Where a floor above has a trained model that knows people's names."""

    def __call__(self, inspection: Inspection) -> NameFinder | None:
        """Return what finds names in this inspection's evidence, or None without a model."""
        ...


def _no_model(inspection: Inspection) -> NameFinder | None:
    del inspection
    return None


def _carry_nothing(workspace: Workspace, actor: Actor, at: datetime) -> Mapping[str, Carried]:
    del workspace, actor, at
    return {}


@dataclass(frozen=True, slots=True)
class Session:
    """What the root options say, before any command runs.

    `carry` and `names` belong to the coding floor: the command line, which stands above all
    floors, puts them in, so that taking in a newer version can say what became of the codings,
    and masks can ask a trained model.
    """

    inspection: Path | None
    actor: Actor
    at: datetime
    carry: Carry = _carry_nothing
    names: FindsNames = _no_model

    @contextmanager
    def workspace(self, *, any_schema: bool = False) -> Iterator[Workspace]:
        """Open the inspection that is meant."""
        from evidence.place import find_folder  # noqa: PLC0415 - start-up time
        from evidence.workspace import opened  # noqa: PLC0415

        folder = find_folder(self.inspection, Path.cwd())
        with opened(folder, any_schema=any_schema, names=self.names) as workspace:
            yield workspace


def begin(
    inspection: Path | None,
    actor: str | None,
    at: datetime | None,
    carry: Carry = _carry_nothing,
    names: FindsNames = _no_model,
) -> Session:
    """Return the session of this run of the command."""
    moment = at or datetime.now(UTC).replace(microsecond=0)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Session(inspection, Actor(actor or _user()), moment, carry, names)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return os.environ.get("USERNAME", "unknown")
