"""How much a source holds that identifies somebody, in numbers alone: what ingest says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from evidence.masking.finding import Masking, SourceNames
from evidence.masking.masks import Kind
from evidence.masking.possible import possible_names

_PEOPLE = frozenset({Kind.PERSON, Kind.SPEAKER, Kind.ADDED})
_ONE_AND_MANY = {
    Kind.URN: ("URN", "URNs"),
    Kind.E_MAIL: ("e-mail address", "e-mail addresses"),
    Kind.TELEPHONE: ("telephone number", "telephone numbers"),
    Kind.NATIONAL_INSURANCE: ("National Insurance number", "National Insurance numbers"),
    Kind.ADDRESS: ("address", "addresses"),
    Kind.DATE_OF_BIRTH: ("date of birth", "dates of birth"),
}


@dataclass(frozen=True, slots=True)
class Noticed:
    """Who and what was found in a source, and what may be a name and is for a person.

    `names` counts people, not mentions; `numbers` counts places, by kind.
    """

    names: int
    numbers: tuple[tuple[Kind, int], ...]
    possible: int

    def in_words(self) -> str:
        """Say what is masked: "12 names, 2 URNs masked; 3 possible names to check"; or ""."""
        parts = [_counted(self.names, "name", "names")] if self.names else []
        for kind, count in self.numbers:
            one, many = _ONE_AND_MANY.get(kind, (kind.value, f"{kind.value}s"))
            parts.append(_counted(count, one, many))
        said = [f"{', '.join(parts)} masked"] if parts else []
        if self.possible:
            said.append(f"{_counted(self.possible, 'possible name', 'possible names')} to check")
        return "; ".join(said)


def noticed(names: SourceNames, masking: Masking) -> Noticed:
    """Count what the masks of a source hide."""
    people = {mask.mask.strip("[]") for mask in masking.masks if mask.kind in _PEOPLE}
    numbers = Counter(mask.kind for mask in masking.masks if mask.kind not in _PEOPLE)
    doubtful = {names.source.text[doubt.start : doubt.end] for doubt in masking.doubts}
    doubtful |= {possible.words for possible in possible_names(names, masking)}
    return Noticed(len(people), tuple(sorted(numbers.items())), len(doubtful))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
