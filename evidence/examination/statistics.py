"""Statistics: rates with a name that lasts, and the files behind them.

A sentence in a report quotes a statistic by its id. The id stays the same from one draft to
the next, and the statistic knows the rows that it counts, so that a printed number can be
walked back to them.

    agreement/overall                           all questions of all files, in answers
    agreement/files                             files on which every answer was agreed with
    agreement/Q03                               one question
    agreement/Q03/answer=yes                    where the DCP said that the standard was met (1a)
    agreement/Q03/answer=no                     where the DCP said that it was not (1b)
    agreement/Q03/answer=no/court=crown         the same, of a court's files
    agreement/Q03/court=crown                   a court's files
    agreement/Q03/area=kestrel-coast            an Area's files
    agreement/Q03/version=2022-10-03            under the guidance of that date
    agreement/Q03/dip-sampler=sdcp              dip sampled by that grade
    agreement/category=disclosure               the questions of a category, in answers
    disagreement/category=disclosure            disagreements that fall into a category
    feedback/F2/answer=fully-met                a graded answer
    comments/dip-sampler/missing                files on which that person recorded no comment

Overall rates and those of a category are broken down like a question's; everything else by
court, Area and guidance. Names stand in ids as `slug` makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from evidence.examination.rates import Rate


@dataclass(frozen=True, slots=True)
class Statistic:
    """A rate, what it is a rate of, and the rows that it counts.

    `counted` and `base` are the rows behind `rate.count` and `rate.total`: file references
    ("NOR-07") where `unit` is "files", and file and question ("NOR-07 Q03") where it is
    "answers".

    Answers on one file go together, so that the interval of a rate of answers is narrower
    than it ought to be; that of a rate of files is as `Rate` describes it.
    """

    statistic_id: str
    label: str
    rate: Rate
    counted: Sequence[str]
    base: Sequence[str]
    unit: str = "files"


@dataclass(frozen=True, slots=True)
class Chance:
    """Agreement corrected for chance; a coefficient is None where it is not defined.

    `kappa` is Cohen's, `ac1` Gwet's, of two people's yes or no: the DCP's and the inspector's,
    or, where the name begins with "dip-sampler/", the dip sampler's and the inspector's.
    `name` is the rest of the id: a question's, "overall", "category=disclosure". `total` is
    how many answers both gave, or files.
    """

    name: str
    total: int
    kappa: float | None
    ac1: float | None
    kappa_interval: tuple[float, float] | None
    ac1_interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why inspectors disagreed on a question, in the words they used, and on which files."""

    question_id: str
    text: str
    file_refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Files that leave a question's denominator, by why."""

    question_id: str
    not_applicable: Sequence[str]
    cannot_tell: Sequence[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """A statistic in figures, with Wilson's 95% bounds: not numbers where the total is 0."""

    count: int
    total: int
    low: float
    high: float


class Listed(Protocol):
    """Statistics in their order, which are found by their ids too."""

    def __iter__(self) -> Iterator[Statistic]: ...
    def __len__(self) -> int: ...

    def find(self, statistic_id: str) -> Statistic | None:
        """Return the statistic of that id, or None."""
        ...

    def figures(self, statistic_id: str) -> Figures | None:
        """Return the figures of the statistic of that id, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Statistics:
    """All statistics of the file examination, in the framework's order."""

    files: int
    items: Listed
    chance: tuple[Chance, ...]
    reasons: tuple[Reason, ...]
    left_out: tuple[LeftOut, ...]

    def __iter__(self) -> Iterator[Statistic]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def get(self, statistic_id: str) -> Statistic | None:
        """Return the statistic of that id, or None."""
        return self.items.find(statistic_id)

    def under(self, prefix: str) -> tuple[Statistic, ...]:
        """Return the statistics whose id is `prefix` followed by one more part."""
        return tuple(s for s in self.items if s.statistic_id.rpartition("/")[0] == prefix)


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return a name as it stands in a statistic's id.

    >>> slug("Pellworth and Vale")
    'pellworth-and-vale'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
