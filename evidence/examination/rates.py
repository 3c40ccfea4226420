"""How often something was so, out of how many: the numbers that a sentence may quote.

A rate always carries its counts. Its interval is Wilson's score interval
(E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, 209-212), which stays within 0 and 1
and is usable at 15 files, an Area's sample. It treats the files as a simple random
sample of one Area and one court; it says nothing about Areas of unequal caseload.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from evidence.examination.answers import Answer, Judgement


@dataclass(frozen=True, slots=True)
class Rate:
    """A count out of a total, in files or answers; the total may be 0."""

    count: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.total:
            raise ValueError(f"{self.count} of {self.total} is not a rate")

    def __str__(self) -> str:
        """The plain form, with halves rounded up: `9 of 15 (60.0%)`, or `no files`."""
        if not self.total:
            return "no files"
        return f"{self.count} of {self.total} ({self.percentage(1)}%)"

    @property
    def proportion(self) -> float | None:
        """The count as a proportion from 0 to 1, or None where the total is 0."""
        return self.count / self.total if self.total else None

    def percentage(self, decimals: int = 0) -> str:
        """Return the percentage as a report prints it, halves rounded up.

        Counted in whole numbers, so that 1 of 8 is 12.5 exactly and not a float beside it.

        >>> Rate(1, 8).percentage(), Rate(1, 8).percentage(1)
        ('13', '12.5')

        Raises:
            ValueError: the total is 0, so there is no percentage.
        """
        if not self.total:
            raise ValueError("a rate of no files has no percentage")
        scale = 10**decimals
        rounded = (2 * 100 * scale * self.count + self.total) // (2 * self.total)
        whole, rest = divmod(rounded, scale)
        return f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)

    def interval(self, confidence: float = 0.95) -> tuple[float, float] | None:
        """Return Wilson's lower and upper bounds, as proportions from 0 to 1.

        None where the total is 0.

        >>> low, high = Rate(9, 15).interval()
        >>> f"{low:.3f} to {high:.3f}"
        '0.357 to 0.802'
        """
        if not self.total:
            return None
        n, p = self.total, self.count / self.total
        z = NormalDist().inv_cdf((1 + confidence) / 2)
        centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        margin = z / (1 + z**2 / n) * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        # The exact bounds at 0 and n are 0 and 1; floating point falls a hair to one side.
        low = 0.0 if self.count == 0 else max(0.0, centre - margin)
        high = 1.0 if self.count == n else min(1.0, centre + margin)
        return low, high


def agreement(answers: Iterable[Answer]) -> Rate:
    """Return the rate at which inspectors agreed, among the answers that count.

    See `Answer.is_judged` for those that do not.
    """
    judged = [answer.judgement for answer in answers if answer.is_judged]
    return Rate(judged.count(Judgement.AGREE), len(judged))
