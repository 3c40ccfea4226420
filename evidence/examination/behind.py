"""The rows behind a number, found when somebody asks for them.

A national archive has thousands of numbers, each of up to millions of rows; few are ever
walked back. What is asked for reads like any tuple of references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload


class RowsBehind(Sequence[str]):
    """References to rows, as a tuple of them would be; `many` is known beforehand."""

    __slots__ = ("_find", "_many")

    def __init__(self, many: int, find: Callable[[], tuple[str, ...]]) -> None:
        self._many = many
        self._find = find

    def __len__(self) -> int:
        return self._many

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self._find()[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._find())

    def __contains__(self, reference: object) -> bool:
        return reference in self._find()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowsBehind | tuple):
            return len(self) == len(other) and tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._find())

    def __repr__(self) -> str:
        return repr(self._find())
