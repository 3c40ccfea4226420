"""What a filled row asks for, as values."""

from __future__ import annotations

from dataclasses import dataclass

from coding.codings import Polarity, Strength
from coding.sheets.filled import FilledRow
from coding.sheets.key import Shown, ShownCoding, ShownSuggestion


@dataclass(frozen=True, slots=True)
class Said:
    """What the cells of one code say, understood.

    `suggestion` is the one that they decide, where one of that code was shown in the row.
    """

    slot: int
    code_id: str
    polarity: Polarity
    strength: Strength
    memo: str
    words: str
    suggestion: ShownSuggestion | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided on a suggestion; `code_id` is "" where they reject it.

    `polarity` is None where the cell is empty: as the suggestion has it.
    """

    suggestion: ShownSuggestion
    code_id: str
    polarity: Polarity | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a row asks for. `kept` are codings that stand as they did, with their slots now.

    `nothing` is what the row says now, whatever it said before.
    """

    row: FilledRow
    before: Shown
    kept: tuple[ShownCoding, ...]
    changed: tuple[tuple[ShownCoding, Said], ...]
    new: tuple[Said, ...]
    cleared: tuple[ShownCoding, ...]
    decided: tuple[Decided, ...]
    nothing: bool

    @property
    def any(self) -> bool:
        """Whether it asks for anything."""
        asks = self.changed or self.new or self.cleared or self.decided
        return bool(asks) or self.nothing != self.before.nothing
