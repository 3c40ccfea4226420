"""Suggestions: what the machine proposes. A suggestion never counts as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coding.codings import Polarity


class SuggestionStatus(StrEnum):
    """What has become of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    """Newer rules no longer suggest it, and nobody had decided."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code proposed for a segment, with the reason in words.

    `score` is a proportion from 0 to 1. `spans` are the matched words, `[start, end)`
    in code points of the segment's own text. `rules` and `model` name the versions that
    proposed it.
    """

    suggestion_id: str
    segment_id: str
    source_id: str
    code_id: str
    polarity: Polarity
    score: float
    reason: str
    spans: tuple[tuple[int, int], ...]
    rules: str
    model: str
    status: SuggestionStatus = SuggestionStatus.OPEN
    decided_by: str = ""
    """Who accepted, amended or rejected it; "" while it is open."""
