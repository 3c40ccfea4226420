"""Numbers for what a passage is about, as a trained model gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from coding.taggers.matrix import Floats
from evidence.errors import ConfigurationInvalid


class Vectors(Protocol):
    """Gives each text its numbers.

    `name` says which model, with its version; `width` how many numbers it gives.
    """

    @property
    def name(self) -> str:
        """The model and its version."""
        ...

    @property
    def width(self) -> int:
        """How many numbers a text has."""
        ...

    def of(self, texts: Sequence[str]) -> Floats:
        """Return `[texts, width]`, of length 1 each, or 0 where nothing in it is known."""
        ...


def unfit(model: str, why: str, way_out: str) -> ConfigurationInvalid:
    """Return the error that a model cannot be used."""
    return ConfigurationInvalid(f"tagging.model: '{model}' {why}", way_out=way_out)


def of_length_one(rows: Floats) -> Floats:
    """Return rows of length 1, those of nothing but noughts as they are."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0), np.float64)
