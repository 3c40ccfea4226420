"""Two coders' work laid side by side: what each said of each segment, and where they part.

A coder has rated a segment once he or she has coded it, or has read it and found nothing;
what nobody has read is missing, and is never taken for "no". Under each code a segment is
"coded" or "not"; of the segments that both coded, a second table compares the polarities. A
code with sub-codes is rated with them too, as the report counts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coding.codebook import Codebook
from coding.codings import Coding
from evidence.reliability.ratings import Ratings, ratings_of

CODED, NOT = "coded", "not"

Said = Mapping[str, Mapping[str, frozenset[str]]]
"""By segment and coder: the codes with their polarities, such as "4a positive"."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A code of a segment on which coders part: what each said, a polarity or "none"."""

    segment_id: str
    code_id: str
    said: tuple[tuple[str, str], ...]


def said_of(
    segment_ids: Sequence[str],
    coders: Sequence[str],
    codings: Iterable[Coding],
    read: Mapping[str, frozenset[str]],
) -> Said:
    """Return what each coder said of each segment; `read` are who has read which segments."""
    wanted = set(segment_ids)
    found: dict[str, dict[str, set[str]]] = {s: {} for s in segment_ids}
    for segment_id in segment_ids:
        for coder in read.get(segment_id, frozenset()):
            if coder in coders:
                found[segment_id].setdefault(coder, set())
    for coding in codings:
        if coding.segment_id in wanted and coding.coder in coders and not coding.withdrawn:
            words = f"{coding.code_id} {coding.polarity}"
            found[coding.segment_id].setdefault(coding.coder, set()).add(words)
    return {
        segment: {coder: frozenset(words) for coder, words in by_coder.items()}
        for segment, by_coder in found.items()
    }


def presence(said: Said, family: frozenset[str], *, coded_only: bool = False) -> Ratings:
    """Return whether each coder gave a segment one of some codes.

    With `coded_only` segments that no coder gave any code at all are left out.
    """
    return ratings_of(
        (
            segment_id,
            {c: CODED if _codes(words) & family else NOT for c, words in by_coder.items()},
        )
        for segment_id, by_coder in said.items()
        if not coded_only or any(by_coder.values())
    )


def polarities(said: Said, family: frozenset[str]) -> Ratings:
    """Return the polarity that each coder gave, of segments to which all of them gave a code.

    Both a positive and a negative one make it mixed.
    """
    rated = []
    for segment_id, by_coder in said.items():
        given = {coder: _polarity(words, family) for coder, words in by_coder.items()}
        if len(given) > 1 and all(given.values()):
            rated.append((segment_id, given))
    return ratings_of(rated)


def pooled(said: Said, codes: Sequence[str], *, coded_only: bool = False) -> Ratings:
    """Return every segment under every code as a unit of its own."""
    return Ratings(
        tuple(
            unit
            for code in codes
            for unit in ratings_of(
                (f"{unit.unit_id} {code}", dict(unit.said))
                for unit in presence(said, frozenset({code}), coded_only=coded_only).units
            ).units
        )
    )


def families(codebook: Codebook, used: Iterable[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return what is compared: each code used, and each criterion with its sub-codes.

    Named by the code, and "4c and its sub-codes" where there are any.
    """
    given = set(used)
    found: list[tuple[str, frozenset[str]]] = []
    for code in codebook.codes:
        beneath = frozenset(codebook.family(code.criterion_id)) if not code.parent else frozenset()
        if len(beneath) > 1 and beneath & given:
            found.append((f"{code.code_id} and its sub-codes", beneath))
        if code.code_id in given and not (len(beneath) > 1 and given & beneath == {code.code_id}):
            found.append((code.code_id, frozenset({code.code_id})))
    return tuple(found)


def codes_used(said: Said) -> frozenset[str]:
    """Return the codes that anybody gave."""
    return frozenset(
        code for by_coder in said.values() for words in by_coder.values() for code in _codes(words)
    )


def partings(said: Said) -> tuple[Parting, ...]:
    """Return the codes on which coders who both read a segment part, in presence or polarity."""
    found = []
    for segment_id, by_coder in said.items():
        if len(by_coder) < 2:  # noqa: PLR2004 - it takes two to part
            continue
        for code in sorted({c for words in by_coder.values() for c in _codes(words)}):
            given = tuple(
                (coder, _polarity(words, frozenset({code})) or "none")
                for coder, words in sorted(by_coder.items())
            )
            if len({polarity for _, polarity in given}) > 1:
                found.append(Parting(segment_id, code, given))
    return tuple(found)


def _codes(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.rpartition(" ")[0] for word in words)


def _polarity(words: Iterable[str], family: frozenset[str]) -> str:
    given = {
        polarity for code, _, polarity in (word.rpartition(" ") for word in words) if code in family
    }
    return given.pop() if len(given) == 1 else "mixed" if given else ""
