"""Coefficients of agreement for categories without order, and for ratings with gaps.

Percent agreement is the share of pairs of raters who said the same, a unit at a time. The
others ask how much of that is more than chance, and differ in what they take chance to be:

* Cohen's kappa, for two raters: each guesses as often as he or she used a category
  (J. Cohen, Educ. Psychol. Meas. 20, 1960, 37-46).
* Gwet's AC1: people guess only on hard units. It stays steady where nearly everything is in
  one category, where kappa and alpha collapse
  (K. L. Gwet, Br. J. Math. Stat. Psychol. 61, 2008, 29-48).
* Krippendorff's alpha: any number of raters, any gaps, corrected for a small sample
  (K. Krippendorff, Content Analysis, 4th ed. 2019, ch. 12).

Each is 1 where all agree, 0 where they agree as chance would, None where it has no value.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from evidence.reliability.ratings import Ratings, Said

Coefficient = Callable[[Ratings], float | None]

_RATERS_OF_KAPPA = 2


def percent_agreement(ratings: Ratings) -> float | None:
    """Return the share of agreeing pairs of raters, a unit at a time, from 0 to 1.

    None where no unit was rated twice.
    """
    paired = _paired(ratings)
    total = sum(paired.values())
    if not total:
        return None
    return sum(times * _agreeing(said) for said, times in paired.items()) / total


def kappa(ratings: Ratings) -> float | None:
    """Return Cohen's kappa of two raters.

    None without a unit that both rated, and where both put all in the same one category.

    Raises:
        ValueError: there are more than two raters; take them two at a time.
    """
    raters = ratings.raters
    if len(raters) > _RATERS_OF_KAPPA:
        raise ValueError(f"kappa is for two raters, not {len(raters)}")
    observed = percent_agreement(ratings)
    if observed is None:
        return None
    used: dict[str, Counter[str]] = {rater: Counter() for rater in raters}
    paired = _paired(ratings)
    for said, times in paired.items():
        for rater, category in said:
            used[rater][category] += times
    one, other = (used[rater] for rater in raters)
    total = sum(paired.values())
    return _beyond(observed, sum(one[c] * other[c] for c in one) / total**2)


def ac1(ratings: Ratings, categories: int | None = None) -> float | None:
    """Return Gwet's AC1 of any number of raters.

    `categories` is how many there were to choose from, where not all were used. None where
    no unit was rated twice.
    """
    observed = percent_agreement(ratings)
    if observed is None:
        return None
    shares: defaultdict[str, float] = defaultdict(float)
    total = 0
    for said, times in ratings.patterns().items():
        total += times
        for _, category in said:
            shares[category] += times / len(said)
    offered = max(categories or 0, len(shares))
    if offered == 1:
        return 1.0
    means = (share / total for share in shares.values())
    return _beyond(observed, sum(mean * (1 - mean) for mean in means) / (offered - 1))


def alpha(ratings: Ratings) -> float | None:
    """Return Krippendorff's alpha for categories without order.

    None where no unit was rated twice, and where only one category was used, of which alpha
    says nothing.
    """
    used: Counter[str] = Counter()
    parting = 0.0
    for said, times in _paired(ratings).items():
        counts = Counter(category for _, category in said)
        alike = sum(count**2 for count in counts.values())
        parting += times * (len(said) ** 2 - alike) / (len(said) - 1)
        for category, count in counts.items():
            used[category] += count * times
    values = used.total()
    by_chance = values**2 - sum(count**2 for count in used.values())
    return 1 - (values - 1) * parting / by_chance if by_chance else None


def _paired(ratings: Ratings) -> dict[Said, int]:
    return {said: times for said, times in ratings.patterns().items() if len(said) > 1}


@lru_cache(maxsize=1024)
def _agreeing(said: Said) -> float:
    counts = Counter(category for _, category in said)
    same = sum(count * (count - 1) for count in counts.values())
    return same / (len(said) * (len(said) - 1))


def _beyond(observed: float, expected: float) -> float | None:
    return (observed - expected) / (1 - expected) if expected < 1 else None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far raters agree on some units; each coefficient is None where it has no value."""

    units: int
    """Units that at least two people rated."""
    contested: int
    """Units on which they parted."""
    percent: float | None
    kappa: float | None
    """Of two raters; None for more."""
    ac1: float | None
    alpha: float | None


def reliability(ratings: Ratings, categories: int | None = None) -> Reliability:
    """Return every coefficient of some ratings."""
    two = len(ratings.raters) <= _RATERS_OF_KAPPA
    return Reliability(
        units=len(ratings.paired),
        contested=sum(unit.is_contested for unit in ratings.paired),
        percent=percent_agreement(ratings),
        kappa=kappa(ratings) if two else None,
        ac1=ac1(ratings, categories),
        alpha=alpha(ratings),
    )
