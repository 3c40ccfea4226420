"""Looking through what was taken in for names and numbers, apart, as files are read.

    looking = Looking(workspace, executor)
    looking.at(path, source, answer)        for each source that was taken in
    looking.found()                         {path: Noticed}, None where it was too much

How long that takes, and how much memory, is up to the file; so it is the child's to do,
under the same budget. `answer` is that of `evidence.readers.wire`, as it came.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import asdict, fields
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from evidence.apart.executor import Ended
from evidence.apart.messages import Message
from evidence.framework import Area, Court, Framework, Grade, SourceKind, Structure, Term
from evidence.masking.masks import Kind
from evidence.masking.noticed import Noticed
from evidence.sources import Level, Source

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_PARTS = {"areas": Area, "courts": Court, "kinds": SourceKind, "grades": Grade, "glossary": Term}
"""What masking asks of a framework: which names are the house's own."""

_TOLD = ("source_id", "path", "kind_id", "area", "title", "group")


class Looking:
    """A run's look at what it takes in; the counts are there when the run is over."""

    def __init__(self, workspace: Workspace, executor: Executor) -> None:
        self._workspace = workspace
        self._executor = executor
        self._framework = framework_told(workspace.inspection.framework)
        self._futures: dict[str, Future[Message]] = {}
        self._found: dict[str, Noticed | None] = {}

    def at(self, path: str, source: Source, answer: bytes) -> None:
        """Have a source looked through; a trained model, if there is one, looks here."""
        if self._workspace.finder is not None:
            from evidence.maskings import noticed_in  # noqa: PLC0415 - a child has no store

            self._found[path] = noticed_in(self._workspace, source)
            return
        asked = question(source, answer, self._framework)
        self._futures[path] = self._executor.submit(notice_apart, asked)

    def found(self) -> dict[str, Noticed | None]:
        """Return what was found, by the path at which each file lay."""
        return {**self._found, **{path: noticed_of(f) for path, f in self._futures.items()}}


def framework_told(framework: Framework) -> bytes:
    """Return what a child is told of the framework; the same for every file of a run."""
    told = {name: [asdict(part) for part in getattr(framework, name)] for name in _PARTS}
    return json.dumps(told).encode()


def question(source: Source, reading: bytes, framework: bytes) -> Message:
    """Return what a child is asked of a source that was taken in."""
    head = {
        **{name: getattr(source, name) for name in _TOLD},
        "level": source.level.value,
        "dated": source.dated.isoformat() if source.dated else None,
        "reading": len(reading),
    }
    return Message(json.dumps(head).encode(), reading + framework)


def noticed_of(future: Future[Message]) -> Noticed | None:
    """Return what was found; None where the source was too much to be looked through."""
    try:
        head = json.loads(future.result().head)
    except (Ended, CancelledError):
        return None
    numbers = tuple((Kind(kind), count) for kind, count in head["numbers"])
    return Noticed(head["names"], numbers, head["possible"])


def notice_apart(asked: Message) -> Message:
    """Look one source through: what a child does."""
    from evidence.masking import masking_of, names_in  # noqa: PLC0415 - the child's to load
    from evidence.masking.noticed import noticed  # noqa: PLC0415
    from evidence.readers import wire  # noqa: PLC0415
    from evidence.readers.interface import Reading  # noqa: PLC0415

    head = json.loads(asked.head)
    reading = wire.answered(Message(asked.body[: head["reading"]]))
    framework = _framework(asked.body[head["reading"] :])
    if not isinstance(reading, Reading):
        raise TypeError("a refusal holds no names")
    names = names_in(_source(head, reading.text), reading.segments, framework)
    found = noticed(names, masking_of(names))
    numbers = [(kind.value, count) for kind, count in found.numbers]
    told = {"names": found.names, "numbers": numbers, "possible": found.possible}
    return Message(json.dumps(told).encode())


def _source(head: Mapping[str, Any], text: str) -> Source:
    return Source(
        **{name: head[name] for name in _TOLD},
        level=Level(head["level"]),
        dated=date.fromisoformat(head["dated"]) if head["dated"] else None,
        format="",
        sha256="",
        text_sha256="",
        text=text,
        notices=(),
        added_at=datetime.min,  # noqa: DTZ901 - nothing here asks when
        added_by="",
    )


@lru_cache(maxsize=4)
def _framework(told: bytes) -> Framework:
    parts = {
        name: tuple(_part(_PARTS[name], values) for values in listed)
        for name, listed in json.loads(told).items()
    }
    rest = {f.name: () for f in fields(Framework) if f.name not in _PARTS}
    return Framework(**{**rest, **parts})  # type: ignore[arg-type]


def _part(kind: Any, values: Mapping[str, Any]) -> Any:
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    if kind is SourceKind:
        given["structure"] = Structure(given["structure"])
    return kind(**given)
