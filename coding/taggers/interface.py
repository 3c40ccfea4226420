"""What a tagger is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from coding.codings import Polarity


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment as a tagger sees it: its words, and what stands around them.

    `register` is "minutes", "document", "interview" or "transcript"; `question` is what
    this turn or answer replies to; `heading` is the item or heading it stands under;
    `is_question` marks a chair's or inspector's question, which is never evidence;
    `table_row` marks a row of an action log or other table.
    """

    text: str
    register: str = "document"
    question: str = ""
    heading: str = ""
    speaker: str = ""
    is_question: bool = False
    table_row: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code that a tagger proposes for one passage.

    `score` is a calibrated probability, 0 to 1; `reason` is one plain sentence that
    quotes the matched words; `spans` are `[start, end)` in code points of the passage's text.
    """

    code_id: str
    polarity: Polarity
    score: float
    reason: str
    spans: tuple[tuple[int, int], ...]


class Tagger(Protocol):
    """Proposes codes for passages."""

    @property
    def rules(self) -> str:
        """The version of the rules, such as "v3-9f2c41aa" (a name and a hash of their text)."""
        ...

    @property
    def model(self) -> str:
        """The version of the fitted weights, or "none"."""
        ...

    def propose(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        """Return the proposals for each passage, likeliest first; a tuple as long as `passages`."""
        ...
