"""Builders: an inspection with two visited Areas, requests, sources, a workspace on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from evidence.config import FRAMEWORKS, load_framework
from evidence.describing import Given
from evidence.identity import Actor
from evidence.ingest import Ingested, Intake, found, ingest
from evidence.inspection import Inspection, Settings
from evidence.requests import Request
from evidence.sources import Level, Source
from evidence.workspace import Workspace, make, opened

FRAMEWORK = load_framework(FRAMEWORKS / "iqa.yaml")
MARSH = Actor("J Marsh")
WESSEX, LONDON = "Wessex", "London North"


def day(text: str) -> date:
    return date.fromisoformat(text)


def noon(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T12:00:00").replace(tzinfo=UTC)


def an_inspection(**settings: object) -> Inspection:
    plain = Settings("An inspection", "IQAs", "An inspectorate", visited=(LONDON, WESSEX))
    return Inspection(FRAMEWORK, replace(plain, **settings))  # type: ignore[arg-type]


def a_request(number: int | None = 3, *, due: str = "", **other: object) -> Request:
    plain = Request(
        "R1-wessex",
        WESSEX,
        "board_minutes",
        "Minutes of the board",
        expected=number,
        due=day(due) if due else None,
        framework_id="R1",
    )
    return replace(plain, **other)  # type: ignore[arg-type]


def a_source(name: str, added: str, **other: object) -> Source:
    plain = Source(
        source_id=name,
        path=f"Wessex/{name}.docx",
        kind_id="board_minutes",
        level=Level.AREA,
        area=WESSEX,
        dated=None,
        title=name,
        group="",
        format="docx",
        sha256=name,
        text_sha256=name,
        text="Words.",
        notices=(),
        added_at=noon(added),
        added_by="J Marsh",
    )
    return replace(plain, **other)  # type: ignore[arg-type]


@contextmanager
def a_workspace(folder: Path) -> Iterator[Workspace]:
    """Open a new inspection that visits Wessex and London North."""
    make(folder)
    settings = (folder / "inspection.toml").read_text("utf-8")
    settings = settings.replace("visited = []", f'visited = ["{LONDON}", "{WESSEX}"]')
    (folder / "inspection.toml").write_text(settings, "utf-8")
    with opened(folder) as workspace:
        yield workspace


def take_in(workspace: Workspace, path: str, text: str, on: str) -> Ingested:
    """Write a text file beside the inspection and take it in on a day."""
    file = workspace.folder.parent / "inbox" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    intake = Intake(MARSH, noon(on), Given())
    return next(ingest(workspace, found([file]), intake))
