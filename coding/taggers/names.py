"""Names of people by a trained spaCy model, where one is installed.

Nothing is downloaded. The model is loaded when the first text is read, since that takes a
second or more; what it says of a text is kept for the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import ConfigurationInvalid
from evidence.masking.interface import NameFinder

if TYPE_CHECKING:
    from spacy.language import Language

ENGLISH = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
"""The English models that spaCy publishes, the surest first."""

NO_MODEL = "none"
_PEOPLE = frozenset({"PERSON", "PER"})
_NOT_NEEDED = ("parser", "tagger", "lemmatizer", "attribute_ruler", "senter", "textcat")
_LONGEST = 20_000
"""Longer texts are read in pieces of so many characters, cut at the end of a line."""

_TRIMMED = re.compile(r"^[\W_]+|(?:['\u2019]s)?[\W_]*$")


def finder(model: str) -> NameFinder | None:
    """Return what finds people's names by a model, or None where there is none.

    `model` is a package or a folder; "" takes an English one that is installed, and "none"
    takes none.

    Raises:
        ConfigurationInvalid: a model was named and is not there.
    """
    if model == NO_MODEL:
        return None
    if model:
        if not Path(model).is_dir() and not _installed(model):
            raise ConfigurationInvalid(
                f"inspection.toml: masking.model: there is no spaCy model '{model}'",
                way_out='install it, or: iqa config set masking.model ""',
            )
        return _ByModel(model)
    name = next((name for name in ENGLISH if _installed(name)), "")
    return _ByModel(name) if name else None


def _installed(package: str) -> bool:
    return package.isidentifier() and find_spec(package) is not None


class _ByModel:
    """Finds names by one model; loaded once, when it is first asked."""

    def __init__(self, model: str) -> None:
        self._model = model

    def __call__(self, text: str) -> Iterable[tuple[int, int]]:
        """Return the places of people's names."""
        return _people_in(self._model, text)


@lru_cache(maxsize=4096)
def _people_in(model: str, text: str) -> tuple[tuple[int, int], ...]:
    language = _loaded(model)
    found: list[tuple[int, int]] = []
    places = list(_pieces(text))
    for (start, end), read in zip(
        places, language.pipe(text[start:end] for start, end in places), strict=True
    ):
        del end
        for name in read.ents:
            if name.label_ in _PEOPLE:
                found += _trimmed(text, start + name.start_char, start + name.end_char)
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A name without what models take along: quotation marks, a possessive, a second line."""
    for part in re.finditer(r"[^\n]+", text[start:end]):
        words = part[0]
        kept = _TRIMMED.sub("", words)
        if any(letter.isupper() for letter in kept):
            begin = start + part.start() + words.index(kept)
            yield begin, begin + len(kept)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = start + _LONGEST
        if end < len(text):
            line = text.rfind("\n", start, end)
            end = line + 1 if line > start else end
        yield start, min(end, len(text))
        start = end


@lru_cache(maxsize=2)
def _loaded(model: str) -> Language:
    import spacy  # noqa: PLC0415 - half a second that no other command must pay

    try:
        return spacy.load(model, exclude=list(_NOT_NEEDED))
    except (OSError, ValueError, ImportError) as error:
        raise ConfigurationInvalid(
            f"inspection.toml: masking.model: the spaCy model '{model}' cannot be loaded",
            way_out="install one that goes with this spaCy, or: iqa config set masking.model none",
        ) from error
