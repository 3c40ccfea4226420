"""Agreement beyond what chance would give: Cohen's kappa and Gwet's AC1, with intervals.

The DCP says yes or no; the inspector, by agreeing or disagreeing, says yes or no as well.
Where nearly every answer is "yes", kappa falls low although the two agree almost always;
AC1 does not, so both are given.

J. Cohen, Educ. Psychol. Meas. 20, 1960, 37-46; its standard error, J. L. Fleiss, J. Cohen and
B. S. Everitt, Psychol. Bull. 72, 1969, 323-327. K. L. Gwet, Br. J. Math. Stat. Psychol. 61,
2008, 29-48, for AC1 and its variance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from evidence.examination.answers import Answer, DcpAnswer, Judgement
from evidence.examination.rates import Rate
from evidence.examination.statistics import Chance

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """How many files each pair of answers has: the DCP's first, then the inspector's."""

    yes_yes: int
    yes_no: int
    no_yes: int
    no_no: int

    @property
    def total(self) -> int:
        """How many files there are."""
        return self.yes_yes + self.yes_no + self.no_yes + self.no_no

    def kappa(self) -> float | None:
        """Return Cohen's kappa; None without files, or where both always say the same one."""
        return self._beyond(self._by_shares()) if self.total else None

    def ac1(self) -> float | None:
        """Return Gwet's AC1; None without files."""
        return self._beyond(self._by_mean()) if self.total else None

    def kappa_interval(self, confidence: float = 0.95) -> Interval | None:
        """Return the bounds of kappa, from -1 to 1; None where it has no value."""
        dcp, inspector = self._shares() if self.total else (0.0, 0.0)
        # How far chance changes with each pair: yes and yes, yes and no, no and yes, no and no.
        slopes = (inspector + dcp, 1 - dcp + inspector, 1 - inspector + dcp, 2 - dcp - inspector)
        return self._interval(self.kappa(), self._by_shares(), slopes, self.total, confidence)

    def ac1_interval(self, confidence: float = 0.95) -> Interval | None:
        """Return the bounds of AC1, from -1 to 1; None where it has no value."""
        slope = 1 - sum(self._shares())
        slopes = (2 * slope, slope, slope, 0.0)
        return self._interval(self.ac1(), self._by_mean(), slopes, self.total - 1, confidence)

    def _shares(self) -> tuple[float, float]:
        """Return how often the DCP, and the inspector, said yes."""
        many = max(1, self.total)
        return (self.yes_yes + self.yes_no) / many, (self.yes_yes + self.no_yes) / many

    def _by_shares(self) -> float:
        """Return how often they would agree if each guessed as often as he or she says yes."""
        dcp, inspector = self._shares()
        return dcp * inspector + (1 - dcp) * (1 - inspector)

    def _by_mean(self) -> float:
        """Return how often they would agree on files so hard that both guess (Gwet)."""
        yes = sum(self._shares()) / 2
        return 2 * yes * (1 - yes)

    def _beyond(self, expected: float) -> float | None:
        observed = (self.yes_yes + self.no_no) / self.total
        return (observed - expected) / (1 - expected) if expected < 1 else None

    def _interval(
        self,
        value: float | None,
        expected: float,
        slopes: tuple[float, float, float, float],
        free: int,
        confidence: float,
    ) -> Interval | None:
        """Return a value's bounds by the delta method, or Wilson's where nobody parted.

        Where all agree, or nobody does, the files do not vary and the method would say that
        nothing is uncertain; there the bounds of the share of agreement are taken for it.
        """
        if value is None:
            return None
        share = Rate(self.yes_yes + self.no_no, self.total)
        bounds = share.interval(confidence)
        if bounds is not None and share.count in {0, share.total}:
            low, high = ((bound - expected) / (1 - expected) for bound in bounds)
        else:
            z = NormalDist().inv_cdf((1 + confidence) / 2)
            margin = z * sqrt(self._variance(value, expected, slopes) / free)
            low, high = value - margin, value + margin
        return max(-1.0, low), min(1.0, high)

    def _variance(
        self, value: float, expected: float, slopes: tuple[float, float, float, float]
    ) -> float:
        """Return how much one file moves the value, squared, on average."""
        counts = (self.yes_yes, self.yes_no, self.no_yes, self.no_no)
        agrees = (1, 0, 0, 1)
        moves = [
            (same - (1 - value) * slope) / (1 - expected)
            for same, slope in zip(agrees, slopes, strict=True)
        ]
        mean = sum(n * move for n, move in zip(counts, moves, strict=True)) / self.total
        squares = (n * (m - mean) ** 2 for n, m in zip(counts, moves, strict=True))
        return sum(squares) / self.total


def two_by_two(answers: Iterable[Answer]) -> TwoByTwo:
    """Count the answers that count towards agreement, by what the two said."""
    pairs = [
        (a.dcp_answer is DcpAnswer.YES, a.judgement is Judgement.AGREE)
        for a in answers
        if a.is_judged
    ]
    return TwoByTwo(
        yes_yes=pairs.count((True, True)),
        yes_no=pairs.count((True, False)),
        no_yes=pairs.count((False, False)),
        no_no=pairs.count((False, True)),
    )


def chance_in(name: str, table: TwoByTwo) -> Chance:
    """Return both coefficients of a table with their intervals."""
    return Chance(
        name,
        table.total,
        table.kappa(),
        table.ac1(),
        table.kappa_interval(),
        table.ac1_interval(),
    )


def two_places(value: float) -> str:
    """Return a coefficient as tables print it: two decimals, and no minus before nothing.

    >>> two_places(0.8951), two_places(-0.001)
    ('0.90', '0.00')
    """
    text = f"{value:.2f}"
    return text.removeprefix("-") if float(text) == 0 else text
