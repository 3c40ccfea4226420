"""Vectors of a trained spaCy model: the mean of those of a passage's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coding.taggers.matrix import Floats
from coding.taggers.vectors import of_length_one, unfit

if TYPE_CHECKING:
    from spacy.language import Language

_NOT_NEEDED = (
    "tok2vec",
    "transformer",
    "tagger",
    "parser",
    "senter",
    "attribute_ruler",
    "lemmatizer",
    "ner",
    "textcat",
)
_WAY_OUT = "name one that has them, such as en_core_web_md, or: iqa config set tagging.model none"


@lru_cache(maxsize=1)
def word_vectors(model: str) -> WordVectors:
    """Return the vectors of an installed model, or of one in a folder.

    Raises:
        ConfigurationInvalid: it cannot be loaded, or has no vectors.
    """
    import spacy  # noqa: PLC0415 - half a second that no other command must pay

    try:
        language = spacy.load(model, exclude=list(_NOT_NEEDED))
    except (OSError, ValueError, ImportError) as error:
        raise unfit(model, "cannot be loaded as a spaCy model", _WAY_OUT) from error
    if not language.vocab.vectors_length:
        raise unfit(model, "has no word vectors", _WAY_OUT)
    return WordVectors(language)


class WordVectors:
    """The vectors of one spaCy model."""

    def __init__(self, language: Language) -> None:
        self._language = language

    @property
    def name(self) -> str:
        """The model and its version, such as "en_core_web_md-3.8.0"."""
        meta = self._language.meta
        return f"{meta['lang']}_{meta['name']}-{meta['version']}"

    @property
    def width(self) -> int:
        """How many numbers a text has."""
        return int(self._language.vocab.vectors_length)

    def of(self, texts: Sequence[str]) -> Floats:
        """Return `[texts, width]`, of length 1 each, or 0 where nothing in it is known."""
        rows = np.zeros((len(texts), self.width))
        for number, text in enumerate(texts):
            words = self._language.make_doc(text)
            for word in words:
                if word.has_vector and not word.is_punct:
                    rows[number] += np.asarray(word.vector)
        return of_length_one(rows)
