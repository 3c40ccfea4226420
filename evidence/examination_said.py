"""What is said on examined files, packed: each thing once, and of each file the numbers of them.

A national archive says few different things, millions of times: a row for each would take most
of the time and room that the archive takes. A file's answers, graded feedback and records are
one value instead, the numbers of what it says. Once a file is corrected its answers have rows of
their own (see `examination_rows`), so that the log can tell what each of them said before.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, Text, select

from evidence.audit import add_rows
from evidence.database import metadata
from evidence.errors import StoreUnusable
from evidence.examination.answers import (
    Answer,
    FeedbackAnswer,
    FileExamination,
    RecordAnswer,
)
from evidence.examination_rows import SAID, Row, Said, file_of

sayings = Table(
    "sayings",
    metadata,
    Column("saying_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("words", Text, nullable=False),
)
"""The different things said: of which kind, by the name of its table, and its values as JSON."""

_END = 0
"""The number that ends what is said of one kind; things said are numbered from 1."""

Spoken = tuple[tuple[Answer, ...], tuple[FeedbackAnswer, ...], tuple[RecordAnswer, ...]]
"""What is said on a file, in the order of `SAID`."""


class Sayings:
    """What was said on any file, by its number."""

    def __init__(self, connection: Connection) -> None:
        kinds = {said.kind: said.kept for said in SAID}
        self._things: dict[int, Any] = {
            number: kinds[kind](*values) for number, kind, values in _written(connection)
        }

    def on(self, packed: bytes) -> Spoken:
        """Return what a file's numbers stand for; the same thing is the same object each time.

        Raises:
            StoreUnusable: they stand for nothing that the store holds.
        """
        try:
            return self._on(packed)
        except (KeyError, ValueError, struct.error) as error:
            raise StoreUnusable(
                "the store is damaged: what is said on an examined file is not there",
                way_out="iqa db restore BACKUP",
            ) from error

    def _on(self, packed: bytes) -> Spoken:
        numbers = struct.unpack(f"<{len(packed) // 4}I", packed)
        graded = numbers.index(_END) + 1
        recorded = numbers.index(_END, graded) + 1
        thing = self._things.__getitem__
        return (
            tuple(map(thing, numbers[: graded - 1])),
            tuple(map(thing, numbers[graded : recorded - 1])),
            tuple(map(thing, numbers[recorded:])),
        )


def _written(connection: Connection) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the number, the kind and the values of everything that was said."""
    query = select(sayings.c.saying_id, sayings.c.kind, sayings.c.words)
    found = connection.execute(query).all()
    # All at once, since an archive has a reason for each disagreement.
    values = json.loads(f"[{','.join(row[2] for row in found)}]")
    for (number, kind, _), said in zip(found, values, strict=True):
        yield number, kind, said


class Numbering:
    """Gives what is said its number, and writes down what was never said before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known = {(kind, *values): n for n, kind, values in _written(connection)}
        self._last = max(self._known.values(), default=_END)
        # By identity, since an archive's readings share what they say.
        self._met: dict[int, int] = {}
        self._alive: list[Any] = []
        self._new: list[dict[str, Any]] = []

    def packed(self, file: FileExamination) -> bytes:
        """Return the numbers of what is said on a file."""
        numbers: list[int] = []
        met = self._met
        for place, said in enumerate(SAID):
            if place:
                numbers.append(_END)
            things = said.on(file)
            try:
                numbers += list(map(met.__getitem__, map(id, things)))
            except KeyError:
                numbers += [met.get(id(thing)) or self._number(said, thing) for thing in things]
        return struct.pack(f"<{len(numbers)}I", *numbers)

    def write_new(self) -> None:
        """Write down what was numbered since the last time."""
        if self._new:
            # No entry in the log: a file's numbers stand and fall with the entry of the file.
            add_rows(self._connection, sayings, self._new)
            self._new = []

    def _number(self, said: Said, thing: Any) -> int:
        kind = said.kind
        values = said.values(thing)
        number = self._known.get((kind, *values))
        if number is None:
            number = self._last = self._known[kind, *values] = self._last + 1
            words = f"[{', '.join(map(encode_basestring, values))}]"
            self._new.append({"saying_id": number, "kind": kind, "words": words})
        self._met[id(thing)] = number
        self._alive.append(thing)
        return number


def files_of(
    found: Iterable[Row], sayings_of: Sayings, apart: Sequence[Mapping[str, tuple[Any, ...]]]
) -> Iterator[FileExamination]:
    """Yield files from their rows; `apart` holds what has rows of its own, by reference."""
    for row in found:
        packed = row["said"]
        if packed is None:
            yield file_of(row, *(kept.get(row["file_ref"], ()) for kept in apart))
        else:
            yield file_of(row, *sayings_of.on(packed))
