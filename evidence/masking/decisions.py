"""What a person decided on the masks of a source: one missed, one wrong, one renamed.

A decision holds places in the frozen text and never the words there, so that the log of
acts does not become a list of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What was decided: hide these words, show them, call this speaker otherwise.

    `SEEN` says of a whole source that a person has been through its masks.
    """

    HIDE = "hide"
    SHOW = "show"
    SPEAKER = "speaker"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a place of one source: code points of its frozen text, half-open.

    `mask` is what shall stand there, or "" for the next free one. For a speaker, the place
    is that of the first turn, and `mask` the neutral label.
    """

    verdict: Verdict
    start: int
    end: int
    mask: str = ""
