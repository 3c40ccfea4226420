"""The fitted weights: a readable file, one feature on a line, with what they were fitted for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from evidence.errors import RulesInvalid

NAME = "scorecard-1"
FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class OfVectors:
    """What the numbers of a trained model weigh: `rows` are `[codes, width]`, in log-odds.

    `name` is the model, with its version; its numbers mean nothing under another.
    """

    name: str
    rows: tuple[tuple[float, ...], ...]

    @property
    def width(self) -> int:
        """How many numbers a passage has."""
        return len(self.rows[0])


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted; every weight is in log-odds.

    `features` gives each feature's weight for each of `codes`, in their order; `polarity`
    each feature's weight for negative and for mixed. `platt` is the slope and the shift that
    make each code's chance honest; `thresholds` the chance from which a code is proposed.
    """

    codes: tuple[str, ...]
    features: Mapping[str, tuple[float, ...]]
    platt: Mapping[str, tuple[float, float]]
    thresholds: Mapping[str, float]
    polarity: Mapping[str, tuple[float, ...]]
    rules: str
    vectors: OfVectors | None = None

    def written(self) -> str:
        """Return the file's text."""
        head = {
            "name": NAME,
            "rules": self.rules,
            "codes": list(self.codes),
            "platt": {code: list(self.platt[code]) for code in self.codes},
            "thresholds": dict(self.thresholds),
        }
        if self.vectors:
            head["vectors"] = {"name": self.vectors.name, "rows": self.vectors.rows}
        parts = [f' "{key}": {json.dumps(value)}' for key, value in head.items()]
        for key, table in (("features", self.features), ("polarity", self.polarity)):
            rows = [
                f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(list(table[name]))}"
                for name in sorted(table)
            ]
            parts.append(f' "{key}": {{\n' + ",\n".join(rows) + "\n }")
        return "{\n" + ",\n".join(parts) + "\n}\n"

    @property
    def version(self) -> str:
        """A name and a short hash of the file's text."""
        return f"{NAME}-{hashlib.sha256(self.written().encode()).hexdigest()[:8]}"


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the program."""
    text = (resources.files("coding.taggers") / FILE).read_text(encoding="utf-8")
    return _weights(json.loads(text))


def read_weights(path: Path) -> Weights:
    """Return the weights of a file that was written by a fit.

    Raises:
        RulesInvalid: the file cannot be read, or is not a file of weights.
    """
    try:
        return _weights(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RulesInvalid(
            f"{path} is not a file of fitted weights",
            way_out="name a file that `iqa tag learn` wrote",
        ) from error


def weights_of(text: str) -> Weights:
    """Return the weights of a text that `Weights.written` made."""
    return _weights(json.loads(text))


def _weights(value: Any) -> Weights:
    return Weights(
        codes=tuple(value["codes"]),
        features={name: tuple(row) for name, row in value["features"].items()},
        platt={code: (pair[0], pair[1]) for code, pair in value["platt"].items()},
        thresholds=dict(value["thresholds"]),
        polarity={name: tuple(row) for name, row in value["polarity"].items()},
        rules=str(value["rules"]),
        vectors=_of_vectors(value.get("vectors")),
    )


def _of_vectors(value: Any) -> OfVectors | None:
    if not value:
        return None
    return OfVectors(str(value["name"]), tuple(tuple(map(float, row)) for row in value["rows"]))
