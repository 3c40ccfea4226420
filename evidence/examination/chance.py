"""Agreement on a question beyond what chance would give: Cohen's kappa and Gwet's AC1.

The DCP says yes or no; the inspector, by agreeing or disagreeing, says yes or no as well.
Where nearly every answer is "yes", kappa falls low although the two agree almost always;
AC1 does not, so both are given.

J. Cohen, Educ. Psychol. Meas. 20, 1960, 37-46; K. L. Gwet, Br. J. Math. Stat. Psychol. 61,
2008, 29-48.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.examination.answers import Answer, DcpAnswer, Judgement


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
        if not self.total:
            return None
        dcp = (self.yes_yes + self.yes_no) / self.total
        inspector = (self.yes_yes + self.no_yes) / self.total
        return self._beyond(dcp * inspector + (1 - dcp) * (1 - inspector))

    def ac1(self) -> float | None:
        """Return Gwet's AC1; None without files."""
        if not self.total:
            return None
        yes = (2 * self.yes_yes + self.yes_no + self.no_yes) / (2 * self.total)
        return self._beyond(2 * yes * (1 - yes))

    def _beyond(self, expected: float) -> float | None:
        observed = (self.yes_yes + self.no_no) / self.total
        return (observed - expected) / (1 - expected) if expected < 1 else None


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
