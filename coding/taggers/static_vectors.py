"""Sentence embeddings of a model2vec model in a folder: an extra, `pip install iqa[embeddings]`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coding.taggers.matrix import Floats
from coding.taggers.vectors import of_length_one, unfit

if TYPE_CHECKING:
    from model2vec import StaticModel

_WAY_OUT = "pip install iqa[embeddings], or: iqa config set tagging.model none"
_BLOCK = 1 << 20


@lru_cache(maxsize=1)
def static_vectors(folder: Path) -> StaticVectors:
    """Return the vectors of a model in a folder; nothing is downloaded.

    Raises:
        ConfigurationInvalid: it cannot be loaded, or the extra is not installed.
    """
    try:
        from model2vec import StaticModel  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise unfit(str(folder), "needs the extra 'embeddings'", _WAY_OUT) from error
    try:
        model = StaticModel.from_pretrained(folder, force_download=False)
    except Exception as error:  # whatever a library says of a damaged file
        raise unfit(str(folder), "cannot be loaded as a model2vec model", _WAY_OUT) from error
    return StaticVectors(model, folder)


class StaticVectors:
    """The vectors of one model2vec model, known by its folder's name and a hash."""

    def __init__(self, model: StaticModel, folder: Path) -> None:
        self._model = model
        self._name = f"{folder.name[:30]}-{_digest(folder / 'model.safetensors')}"

    @property
    def name(self) -> str:
        """The folder and a short hash of the model in it."""
        return self._name

    @property
    def width(self) -> int:
        """How many numbers a text has."""
        return int(self._model.dim)

    def of(self, texts: Sequence[str]) -> Floats:
        """Return `[texts, width]`, of length 1 each, or 0 where nothing in it is known."""
        if not texts:
            return np.zeros((0, self.width))
        rows = self._model.encode(list(texts), use_multiprocessing=False)
        return of_length_one(np.nan_to_num(np.asarray(rows, np.float64)))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()[:8]
