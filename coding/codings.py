"""Codings: what a person has decided that some words are evidence of.

A coding is made by a person and by nobody else. It is withdrawn, never deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coding.selections import Selection


class Polarity(StrEnum):
    """Whether the words show that the thing is done, is not done, or both."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class Strength(StrEnum):
    """How much the words carry by themselves."""

    STRONG = "strong"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Coding:
    """Some words, the code they are evidence for, and who says so.

    `codebook` is the version of the codebook under which it was made.
    """

    coding_id: str
    selection: Selection
    segment_id: str
    code_id: str
    polarity: Polarity
    strength: Strength
    coder: str
    at: datetime
    memo: str = ""
    suggestion_id: str = ""
    withdrawn: bool = False
    codebook: int = 1
