"""What the rules say of each feature before anything is learned, and how hard it is held to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from coding.taggers.features import ONLY_QUESTIONS
from coding.taggers.matrix import Floats
from coding.taggers.rules import CODES, QUESTION, Family, RuleSet

HOLD: Mapping[str, float] = {
    "always": 0.1,
    "cue": 10.0,
    "several": 2.0,
    "list": 4.0,
    "word": 2.0,
    "asked": 8.0,
    "headed": 8.0,
    "question": 4.0,
    "heading": 4.0,
    "holds": 6.0,
    "part": 4.0,
    "next": 3.0,
}
"""How hard each kind of feature is held to its prior: a cue hardly moves from what its author
gave it, a word has nothing to go by but the labelled passages."""
_HOLD_OTHERS = 4.0
_INTERCEPT = -3.0
_ONLY_QUESTIONS = -3.0
_OTHER_BUSINESS = -1.0
_BY_QUESTION = 0.5
_CONTEXT = 0.5
"""A family about the context speaks for or against every code, by half its weight."""
_AROUND = {"asked": 0.6, "headed": 0.3}
"""What a question is about says more of the answer than a heading says of what is under it."""
_CUE_AROUND = 0.5
_SOMETHING_ELSE = -1.0
_SAID_OF_ALL = {
    "always": _INTERCEPT,
    ONLY_QUESTIONS: _ONLY_QUESTIONS,
    "about other business by heading": _OTHER_BUSINESS,
    "about other business by question": _OTHER_BUSINESS,
    "about something else by question": _SOMETHING_ELSE,
}


def holds(names: Sequence[str]) -> Floats:
    """Return how hard each feature is held to what the rules say of it, `[features]`."""
    return np.array([HOLD.get(name.partition(" ")[0], _HOLD_OTHERS) for name in names])


def prior_of(names: Sequence[str], rules: RuleSet) -> Floats:
    """Return what the rules say of each feature, `[codes, features]`, in log-odds."""
    families = {family.family_id: family for family in rules.families}
    return np.array([_weights_before(name, families) for name in names]).T


def _weights_before(name: str, families: Mapping[str, Family]) -> tuple[float, ...]:
    if name in _SAID_OF_ALL:
        return (_SAID_OF_ALL[name],) * len(CODES)
    kind, _, rest = name.partition(" ")
    if kind == "about" and " by " in name:
        return _for_one(rest.partition(" ")[0], _BY_QUESTION)
    family = families.get(rest) if kind == "cue" or kind in _AROUND else None
    if family is None:
        return (0.0,) * len(CODES)
    if family.code.startswith(QUESTION):
        code = family.code.removeprefix(QUESTION)
        weight = family.weight * _AROUND[kind]
        return _for_one(code, weight) if code in CODES else (family.weight * _CONTEXT,) * len(CODES)
    if family.criterion in CODES:
        share = 1.0 if kind == "cue" else _AROUND[kind] * _CUE_AROUND
        return _for_one(family.criterion, family.weight * share)
    return (family.weight * _CONTEXT if kind == "cue" else 0.0,) * len(CODES)


def _for_one(code: str, weight: float) -> tuple[float, ...]:
    return tuple(weight if code == each else 0.0 for each in CODES)
