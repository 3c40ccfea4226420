"""What a trained model may add: names of people that no rule can see.

The evidence floor has no model. Whoever has one hands in a function of this shape; what it
finds beyond the rules is masked, and marked as unsure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class NameFinder(Protocol):
    """Finds names of people in a text."""

    def __call__(self, text: str) -> Iterable[tuple[int, int]]:
        """Return their places: code points of the text, half-open, in any order."""
        ...
