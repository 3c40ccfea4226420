"""The tagger that the program uses: cues, a fitted scorecard, polarity and a reason.

Nothing is downloaded and nothing is guessed at random: the same passage gives the same
proposals. The calibrated chances rank passages for a person, who decides.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from coding.taggers.channels import channel_of
from coding.taggers.glances import Glance, Reading
from coding.taggers.interface import Passage, Proposal
from coding.taggers.labelled import Labelled, shipped_seeds
from coding.taggers.polarity import Sides
from coding.taggers.readers import reader_of
from coding.taggers.reasons import reason, spans_of, strongest
from coding.taggers.rules import RuleSet, rules_with, shipped_rules
from coding.taggers.scoring import Scorer
from coding.taggers.vectors import Vectors
from coding.taggers.weights import Weights, read_weights, shipped_weights
from evidence.errors import ConfigurationInvalid

_AT_ONCE = 512
_TELLING = 3
_FEWEST_TO_ADAPT = 40


class CueTagger:
    """Proposes codes by cues and fitted weights."""

    def __init__(
        self,
        rules: RuleSet,
        weights: Weights,
        *,
        name: str = "",
        vectors: Vectors | None = None,
    ) -> None:
        """Take up rules and weights.

        Raises:
            ConfigurationInvalid: the weights were fitted with a trained model's vectors, and
                `vectors` are others or none.
        """
        _require_its_own(weights, vectors, name or weights.version)
        self._rules = rules
        self._name = name or weights.version
        self._weights = weights
        self._reader = reader_of(rules)
        self._sides = Sides(weights.polarity)
        own = _weights_of_new_families(rules, weights)
        self._scorer = Scorer(weights, own, vectors if weights.vectors else None)

    @property
    def rules(self) -> str:
        """The version of the rules."""
        return self._rules.version

    @property
    def model(self) -> str:
        """The version of the fitted weights, and the trained model whose vectors they weigh."""
        return f"{self._name}+{self._weights.vectors.name}" if self._weights.vectors else self._name

    @property
    def thresholds(self) -> Mapping[str, float]:
        """The chance from which each code is proposed."""
        return self._weights.thresholds

    def propose(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        """Return the proposals for each passage, likeliest first; none for a question."""
        with _undisturbed():
            return tuple(self._proposed(passages, self._weights.thresholds))

    def rank(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        """Return every code for each passage, however unlikely, to be reviewed from the top."""
        with _undisturbed():
            return tuple(self._proposed(passages, {}))

    def chances(self, passages: Sequence[Passage]) -> list[list[float]]:
        """Return each passage's chance of each code, without reasons."""
        found: list[list[float]] = []
        for start in range(0, len(passages), _AT_ONCE):
            glances = self._reader.glances(passages[start : start + _AT_ONCE])
            found += self._scorer.chances(glances)
        return found

    def _proposed(
        self, passages: Sequence[Passage], thresholds: Mapping[str, float]
    ) -> Iterator[tuple[Proposal, ...]]:
        """Some hundred passages at a time, so that what is seen of them is soon let go."""
        least = [thresholds.get(code, 0.0) for code in self._weights.codes]
        for start in range(0, len(passages), _AT_ONCE):
            part = passages[start : start + _AT_ONCE]
            glances = self._reader.glances([p for p in part if _may_be_evidence(p)])
            if not glances:
                yield from [()] * len(part)
                continue
            chances = self._scorer.chances(glances)
            words = self._sides.of_words(glances[0].lines)
            seen = zip(glances, chances, words, strict=True)
            for passage in part:
                yield self._proposals(*next(seen), least) if _may_be_evidence(passage) else ()

    def _proposals(
        self,
        glance: Glance,
        chances: Sequence[float],
        words: tuple[float, float],
        least: Sequence[float],
    ) -> tuple[Proposal, ...]:
        kept = [number for number, chance in enumerate(chances) if chance >= least[number]]
        if not kept:
            return ()
        reading = self._reader.closely(glance)
        made = [self._proposal(reading, words, (number, chances[number])) for number in kept]
        return tuple(sorted(made, key=lambda p: (-p.score, p.code_id)))

    def _proposal(
        self, reading: Reading, words: tuple[float, float], scored: tuple[int, float]
    ) -> Proposal:
        number, chance = scored
        code = self._weights.codes[number]
        polarity = self._sides.judged(reading, code, words)
        hits = strongest(reading, code, lambda family: self._scorer.weight(family, number))
        telling = [] if hits else self._telling(reading, number)
        return Proposal(
            code_id=channel_of(reading) if code == "4c" else code,
            polarity=polarity,
            score=chance,
            reason=reason(reading, code, polarity, hits, telling),
            spans=spans_of(reading, hits),
        )

    def _telling(self, reading: Reading, number: int) -> list[str]:
        """Return the words that speak for a code where no cue does, the most telling first."""
        words = [word for word in dict.fromkeys(reading.words) if word.isalpha()]
        weights = self._scorer.weights_of_words(words, number)
        telling = [(-weight, word) for weight, word in zip(weights, words, strict=True)]
        return [word for weight, word in sorted(telling)[:_TELLING] if weight < 0]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Make no search for cyclic garbage meanwhile: none is made here, and it takes a tenth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _may_be_evidence(passage: Passage) -> bool:
    return not passage.is_question and bool(passage.text.strip())


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
    rules = rules_with(extra_rules) if extra_rules else shipped_rules()
    return CueTagger(rules, learned_weights(labelled, rules, care=care))


def learned_weights(
    labelled: Sequence[Labelled],
    rules: RuleSet,
    *,
    care: float = 2.0,
    vectors: Vectors | None = None,
) -> Weights:
    """Return weights fitted on the shipped passages and on these, and of `vectors` if given.

    A passage that is among the shipped ones counts once, as the person has it.
    """
    import numpy as np  # noqa: PLC0415 - proposing does without a fit

    from coding.taggers.fit import adapted, fit  # noqa: PLC0415

    known = {_words_of(item) for item in labelled}
    shipped = {_words_of(seed) for seed in shipped_seeds()}
    seeds = [seed for seed in shipped_seeds() if _words_of(seed) not in known]
    counts = [1.0] * len(seeds) + [care] * len(labelled)
    weights = fit([*seeds, *labelled], rules, care=counts, like=shipped_weights(), vectors=vectors)
    unmet = [item for item in labelled if _words_of(item) not in shipped]
    if len(unmet) < _FEWEST_TO_ADAPT:
        return weights
    chances = CueTagger(rules, shipped_weights()).chances([item.passage for item in unmet])
    return adapted(weights, np.array(chances), unmet)


def _require_its_own(weights: Weights, vectors: Vectors | None, name: str) -> None:
    wanted = weights.vectors
    if wanted is None:
        return
    given = f"{vectors.name} ({vectors.width} numbers)" if vectors else "no trained model"
    if vectors is None or (vectors.name, vectors.width) != (wanted.name, wanted.width):
        raise ConfigurationInvalid(
            f"model {name} was learned with {wanted.name} ({wanted.width} numbers), "
            f"and tagging.model gives {given}",
            way_out="set tagging.model as it was, or learn anew: iqa tag learn",
        )


def _words_of(item: Labelled) -> tuple[str, str]:
    return item.passage.text, item.passage.question


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
