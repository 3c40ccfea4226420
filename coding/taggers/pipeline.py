"""The tagger that the program uses: cues, a fitted scorecard, polarity and a reason.

Nothing is downloaded and nothing is guessed at random: the same passage gives the same
proposals. The calibrated chances rank passages for a person, who decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path

from coding.codings import Polarity
from coding.taggers.channels import channel_of
from coding.taggers.features import Reader, Reading, features
from coding.taggers.interface import Passage, Proposal
from coding.taggers.labelled import Labelled, shipped_seeds
from coding.taggers.polarity import chosen, polarity_features
from coding.taggers.reasons import reason, spans_of, strongest
from coding.taggers.rules import RuleSet, rules_with, shipped_rules
from coding.taggers.weights import Weights, read_weights, shipped_weights

_STEADY = 30.0


class CueTagger:
    """Proposes codes by cues and fitted weights."""

    def __init__(self, rules: RuleSet, weights: Weights) -> None:
        self._rules = rules
        self._weights = weights
        self._reader = Reader(rules)
        self._own = _weights_of_new_families(rules, weights)

    @property
    def rules(self) -> str:
        """The version of the rules."""
        return self._rules.version

    @property
    def model(self) -> str:
        """The version of the fitted weights."""
        return self._weights.version

    @property
    def thresholds(self) -> Mapping[str, float]:
        """The chance from which each code is proposed."""
        return self._weights.thresholds

    def propose(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        """Return the proposals for each passage, likeliest first; none for a question."""
        return tuple(self._proposals(passage, self._weights.thresholds) for passage in passages)

    def rank(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        """Return every code for each passage, however unlikely, to be reviewed from the top."""
        return tuple(self._proposals(passage, {}) for passage in passages)

    def _proposals(self, passage: Passage, thresholds: Mapping[str, float]) -> tuple[Proposal, ...]:
        if passage.is_question or not passage.text.strip():
            return ()
        reading = self._reader.read(passage)
        seen = features(reading)
        made = [
            self._proposal(reading, seen, code, chance)
            for code, chance in self._chances(seen)
            if chance >= thresholds.get(code, 0.0)
        ]
        return tuple(sorted(made, key=lambda p: (-p.score, p.code_id)))

    def _chances(self, seen: Mapping[str, float]) -> list[tuple[str, float]]:
        codes = self._weights.codes
        table = self._weights.features
        own = self._own
        rows = [
            (value, row)
            for name, value in seen.items()
            if (row := table.get(name) or own.get(name))
        ]
        margins = [sum([value * row[i] for value, row in rows]) for i in range(len(codes))]
        return [
            (code, round(_chance(margin, self._weights.platt[code]), 4))
            for code, margin in zip(codes, margins, strict=True)
        ]

    def _proposal(
        self, reading: Reading, seen: Mapping[str, float], code: str, chance: float
    ) -> Proposal:
        polarity = self._polarity(reading, code)
        number = self._weights.codes.index(code)
        hits = strongest(reading, code, lambda family: self._weight(f"cue {family}", number))
        words = [] if hits else self._telling(seen, number)
        return Proposal(
            code_id=channel_of(reading) if code == "4c" else code,
            polarity=polarity,
            score=chance,
            reason=reason(reading, code, polarity, hits, words),
            spans=spans_of(reading, hits),
        )

    def _weight(self, name: str, number: int) -> float:
        row = self._weights.features.get(name) or self._own.get(name)
        return row[number] if row else 0.0

    def _telling(self, seen: Mapping[str, float], number: int) -> list[str]:
        """Return the words that speak for a code where no cue does, the most telling first."""
        words = [name for name in seen if name.startswith("word ")]
        weighed = sorted((-self._weight(name, number) * seen[name], name) for name in words)
        return [name.removeprefix("word ") for weight, name in weighed if weight < 0]

    def _polarity(self, reading: Reading, code: str) -> Polarity:
        table = self._weights.polarity
        seen = polarity_features(reading, code)
        rows = [(table[name], value) for name, value in seen.items() if name in table]
        negative = sum([row[0] * value for row, value in rows])
        mixed = sum([row[1] * value for row, value in rows])
        return chosen((negative, mixed))


def default_tagger(extra_rules: Path | None = None, weights: Path | None = None) -> CueTagger:
    """Return the tagger with the shipped rules and weights, or with a user's own.

    Args:
        extra_rules: a file of the user's own rules, added to the shipped ones.
        weights: a file of weights that `iqa tag learn` wrote.

    Raises:
        RulesInvalid: either file cannot be used; with file, line and remedy.
    """
    rules = rules_with(extra_rules) if extra_rules else shipped_rules()
    return CueTagger(rules, read_weights(weights) if weights else shipped_weights())


def learned_tagger(
    labelled: Sequence[Labelled], extra_rules: Path | None = None, *, care: float = 2.0
) -> CueTagger:
    """Return a tagger fitted on the shipped passages and on these.

    Args:
        labelled: passages that a person has coded.
        extra_rules: a file of the user's own rules, added to the shipped ones.
        care: how much one of these counts beside one of the shipped passages.

    Raises:
        RulesInvalid: the rules cannot be used; with file, line and remedy.
    """
    from coding.taggers.fit import fit  # noqa: PLC0415 - proposing does without numpy

    rules = rules_with(extra_rules) if extra_rules else shipped_rules()
    seeds = shipped_seeds()
    counts = [1.0] * len(seeds) + [care] * len(labelled)
    return CueTagger(rules, fit([*seeds, *labelled], rules, care=counts, like=shipped_weights()))


def _weights_of_new_families(rules: RuleSet, weights: Weights) -> dict[str, tuple[float, ...]]:
    """A family that the fit has not seen counts with the weight that its author gave it."""
    own: dict[str, tuple[float, ...]] = {}
    for family in rules.families:
        name = f"cue {family.family_id}"
        if name not in weights.features and family.criterion in weights.codes:
            own[name] = tuple(
                family.weight if code == family.criterion else 0.0 for code in weights.codes
            )
    return own


def _chance(margin: float, platt: tuple[float, float]) -> float:
    steady = max(-_STEADY, min(_STEADY, platt[0] * margin + platt[1]))
    return 1 / (1 + exp(-steady))
