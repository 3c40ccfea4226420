"""Labelled passages: what weights are fitted on and what a tagger is measured against."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from coding.codings import Polarity
from coding.taggers.interface import Passage
from evidence.errors import DecisionsInvalid


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage with the codes that a person gave it, and the polarity of each."""

    passage_id: str
    passage: Passage
    codes: frozenset[str]
    polarity: Mapping[str, Polarity] = field(default_factory=dict)
    author: str = ""
    """Who wrote the passage, where that is known; weights are judged on authors not met."""

    @property
    def criteria(self) -> frozenset[str]:
        """The codes with every channel counted as its criterion."""
        return frozenset(code.partition("-")[0] for code in self.codes)

    def polarity_of(self, criterion: str) -> Polarity | None:
        """Return the polarity of a criterion or of its channel, if the person gave one."""
        for code in sorted(self.polarity):
            if code.partition("-")[0] == criterion:
                return self.polarity[code]
        return None


def read_labelled(
    lines: Iterable[str], *, name: str, known: Collection[str] = ()
) -> tuple[Labelled, ...]:
    """Read labelled passages, one JSON object on a line.

    Args:
        lines: the file's lines; empty ones are passed over.
        name: what the file is called, for messages.
        known: the codes that there are, of which a sub-code may be any; not looked at if empty.

    Raises:
        DecisionsInvalid: a line is not a labelled passage, or has a code that there is not; with
            its number.
    """
    found: list[Labelled] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_labelled(json.loads(line), number))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DecisionsInvalid(
                f"{name}, line {number}: this is not a labelled passage ({error})",
                way_out='write one object a line with "text", "codes" and "polarity"',
            ) from error
        if known:
            _require_known(found[-1], known, f"{name}, line {number}")
    return tuple(found)


def _require_known(labelled: Labelled, known: Collection[str], where: str) -> None:
    for code in sorted(labelled.codes | set(labelled.polarity)):
        if code not in known and code.partition("-")[0] not in known:
            raise DecisionsInvalid(
                f"{where}: there is no code '{code}'",
                way_out=f"use one of: {', '.join(sorted(known))}",
            )


def read_gold(path: Path, known: Collection[str] = ()) -> tuple[Labelled, ...]:
    """Read a file of labelled passages, with the codes that there are.

    Raises:
        DecisionsInvalid: the file cannot be read, or a line is not a labelled passage.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionsInvalid(
            f"{path} cannot be read as text", way_out="name a file of JSON lines in UTF-8"
        ) from error
    return read_labelled(text.splitlines(), name=path.name, known=known)


@cache
def shipped_seeds() -> tuple[Labelled, ...]:
    """Return the labelled passages that come with the program; all are fictional.

    A file's name begins with its author: "first-speech" and "first-formal" are by one person.
    """
    folder = resources.files("coding.taggers") / "seeds"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name)
    return tuple(
        replace(labelled, author=file.name.removesuffix(".jsonl").partition("-")[0])
        for file in files
        for labelled in read_labelled(file.read_text(encoding="utf-8").splitlines(), name=file.name)
    )


def shipped_among(passages: Iterable[Labelled]) -> int:
    """Return how many passages are among the shipped ones, on which the weights were fitted."""
    known = {seed.passage.text for seed in shipped_seeds()}
    return sum(item.passage.text in known for item in passages)


def _labelled(value: dict[str, Any], number: int) -> Labelled:
    return Labelled(
        passage_id=str(value.get("id") or number),
        passage=Passage(
            text=str(value["text"]),
            register=str(value.get("register") or "document"),
            question=str(value.get("question") or ""),
            heading=str(value.get("heading") or ""),
            speaker=str(value.get("speaker") or ""),
            is_question=bool(value.get("is_question", False)),
            table_row=bool(value.get("table_row", False)),
        ),
        codes=frozenset(str(code) for code in value["codes"]),
        polarity={
            str(code): Polarity(str(side)) for code, side in (value.get("polarity") or {}).items()
        },
    )
