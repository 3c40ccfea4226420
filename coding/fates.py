"""What becomes of suggestions when codes are suggested anew: what is decided stays decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coding.store import add_suggestions, renew_suggestion, set_status
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.audit import Act

_UNDECIDED = {SuggestionStatus.OPEN, SuggestionStatus.LAPSED}


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of suggestions; `back` are those that an undo had taken back.

    `act_id` is the act in which that was written, 0 where nothing was.
    """

    new: list[Suggestion]
    back: list[Suggestion]
    renewed: list[Suggestion]
    lapsed: list[Suggestion]
    act_id: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.back or self.renewed or self.lapsed)


def compared(
    proposed: Iterable[Suggestion],
    stored: tuple[dict[str, Suggestion], set[str]],
    seen: set[str],
) -> Fate:
    """Return what becomes of the suggestions of a source.

    Args:
        proposed: what is suggested of it now.
        stored: those of it in the store, and the ids of those that an undo took back.
        seen: its segments; of one that is gone nothing is said.
    """
    known, withdrawn = stored
    fate = Fate([], [], [], [])
    now = {s.suggestion_id: s for s in proposed}
    for suggestion in now.values():
        before = known.get(suggestion.suggestion_id)
        if suggestion.suggestion_id in withdrawn:
            fate.back.append(suggestion)
        elif before is None:
            fate.new.append(suggestion)
        elif before.status in _UNDECIDED and _says_else(before, suggestion):
            fate.renewed.append(suggestion)
    for before in known.values():
        gone = before.suggestion_id not in now and before.segment_id in seen
        if gone and before.status is SuggestionStatus.OPEN:
            fate.lapsed.append(before)
    return fate


def _says_else(before: Suggestion, now: Suggestion) -> bool:
    """Whether newer rules say something else; that they are newer is no reason to write."""
    return before != replace(now, rules=before.rules, model=before.model)


def write(doing: Act, fate: Fate) -> None:
    """Write what becomes of suggestions."""
    add_suggestions(doing, fate.new)
    for suggestion in (*fate.back, *fate.renewed):
        renew_suggestion(doing, suggestion)
    for suggestion in fate.lapsed:
        set_status(doing, suggestion.suggestion_id, SuggestionStatus.LAPSED)
