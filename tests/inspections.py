"""Small inspections for tests: a folder with the example's framework, and files to take in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from evidence.describing import Given
from evidence.identity import Actor
from evidence.ingest import Ingested, Intake, found, ingest
from evidence.workspace import Workspace, make, opened

EXAMPLE = Path(__file__).parents[1] / "examples" / "invented-inspection"
ACTOR = Actor("tester")
AT = datetime(2024, 8, 1, 9, tzinfo=UTC)
LATER = datetime(2024, 8, 2, 9, tzinfo=UTC)

MINUTES = """CQB minutes 2 May 2024

1. IQA themes

The same three weaknesses came up in the IQAs of both units this quarter.

The board agreed to write to every team about it.

2. Any other business

The lift is mended.
"""


@contextmanager
def an_inspection(folder: Path) -> Iterator[Workspace]:
    """Make an inspection folder and open it."""
    place = folder / "inspection"
    if not place.exists():
        make(place, settings=EXAMPLE / "inspection.toml", framework=EXAMPLE / "framework.yaml")
    with opened(place) as workspace:
        yield workspace


def some_minutes(folder: Path, text: str = MINUTES, name: str = "CQB 2024-05-02.txt") -> Path:
    """Write a file of minutes into an Area's folder, and return the inbox."""
    area = folder / "inbox" / "Northshire"
    area.mkdir(parents=True, exist_ok=True)
    (area / name).write_text(text, encoding="utf-8")
    return folder / "inbox"


def taken_in(workspace: Workspace, path: Path, at: datetime = AT) -> list[Ingested]:
    """Take files in and return what became of each."""
    return list(ingest(workspace, found([path]), Intake(ACTOR, at, Given())))
