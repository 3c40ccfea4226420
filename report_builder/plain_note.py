"""A working note before it is Word: headings, lines, points, tables, and room for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Head:
    """A heading; `level` is 2 or deeper, as the note's title is the first."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `strong` is bold and `aside` italic."""

    text: str
    strong: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it shows, its headings, its rows, and the widths of its columns in cm."""

    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Room in which a person writes; `prompt` says who and what."""

    prompt: str


@dataclass(frozen=True, slots=True)
class List:
    """A contents list of the headings that come after it, from one level to another."""

    title: str
    first: int
    last: int


Part = Head | Line | Points | Grid | Room | List


@dataclass(frozen=True, slots=True)
class PlainNote:
    """A note of some parts, with its title, the day on it and its protective marking."""

    title: str
    dated: date
    marking: str
    parts: tuple[Part, ...]
