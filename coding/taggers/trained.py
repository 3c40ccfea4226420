"""Which trained model helps the fitted head, if the user has one.

Nothing is downloaded: a model is an installed spaCy package or a folder, of spaCy's or of
model2vec's. Without one, and until something was learned with it, nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coding.taggers.vectors import Vectors

NO_MODEL = "none"
WITH_VECTORS = ("en_core_web_lg", "en_core_web_md")
"""The English models of spaCy's that have word vectors, the larger first."""
_STATIC = ("model.safetensors", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model is; `static` says that it is one of model2vec's, else it is spaCy's."""

    model: str
    static: bool = False

    def load(self) -> Vectors:
        """Return its vectors.

        Raises:
            ConfigurationInvalid: it cannot be loaded, or has no vectors.
        """
        if self.static:
            from coding.taggers.static_vectors import static_vectors  # noqa: PLC0415 - an extra

            return static_vectors(Path(self.model))
        from coding.taggers.word_vectors import word_vectors  # noqa: PLC0415 - loads spaCy

        return word_vectors(self.model)


def place_of(model: str) -> Place | None:
    """Return where the model is that a setting names, or None where there is none.

    `model` is a package or a folder; "" takes an English one that is installed and has
    vectors, and "none" takes none.
    """
    if model == NO_MODEL:
        return None
    if not model:
        found = next((name for name in WITH_VECTORS if installed(name)), "")
        return Place(found) if found else None
    folder = Path(model)
    if folder.is_dir():
        return Place(model, static=all((folder / name).is_file() for name in _STATIC))
    return Place(model) if installed(model) else None


def installed(package: str) -> bool:
    """Say whether there is a package of that name."""
    return package.isidentifier() and find_spec(package) is not None
