"""What asks in writing: a question mark, or "Please describe how ..."."""

from __future__ import annotations

import re

_PROMPT = re.compile(
    r"^(?:please\b|(?:briefly )?(?:describe|explain|outline|summari[sz]e|set out|list|provide|"
    r"state|give|tell us|comment on|identify|include|specify)\b|"
    r"in what way|to what extent|(?:how|what|why|which)\b"
    r"(?: (?!(?:i|we|you|they|he|she|it|this|that)\b)\w+){0,3}? "
    r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should)\b|"
    r"(?:any|do you have any) (?:other|further)\b)",
    re.IGNORECASE,
)
_LONGEST = 80


def prompts(text: str) -> bool:
    """Whether words ask for an answer without a question mark."""
    return bool(_PROMPT.match(text))


def asks_in_writing(text: str) -> bool:
    """Whether a line or a cell of a form asks.

    >>> asks_in_writing("Please describe the plan."), asks_in_writing("The plan is new.")
    (True, False)
    """
    words = " ".join(text.split())
    if not 1 < len(words.split()) <= _LONGEST:
        return False
    return words.rstrip(")\u201d\"' ").endswith("?") or prompts(words)
