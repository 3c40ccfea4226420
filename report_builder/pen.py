"""The pen: sentences that carry their numbers and what they stand on.

Whoever writes a section says what a sentence is for (its role) and what it stands on; the pen
gives it an id that outlives rewording, counts its numbers, and refuses a sentence with
nothing behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coding.matrix import Passages
from evidence.errors import UnsupportedSentence
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistic
from evidence.identity import digest_id
from evidence.inspection import ReportSettings
from report_builder.counts import COUNT, DAY, HIGH, LOW, PERCENT, TOTAL, WORD, Counts
from report_builder.document import (
    CrossReference,
    FigureUse,
    Inline,
    Paragraph,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.material import Material
from report_builder.wording import capital, in_figures, in_words, on_day, percent, share_word

_PLURAL = re.compile(r"\b(Area|source|group|file)s\b")

Part = Inline | tuple[Inline, ...]


class Pen:
    """Writes sentences about one material."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.framework = material.inspection.framework
        self.counts = Counts(material)
        self.settings: ReportSettings = material.inspection.settings.report

    # --- Numbers --------------------------------------------------------------------------

    def number(self, metric: str, *, facet: str = COUNT, table: bool = False) -> FigureUse:
        """Return a count as a figure: in words below ten in prose, in digits in a table."""
        value = self.counts.value(metric, facet)
        text = in_figures(int(value)) if table else in_words(int(value))
        return FigureUse("", metric, facet, value, text)

    def all_of(self, metric: str, whole: str, noun: str) -> tuple[Inline, ...]:
        """Return "three of the four Areas", "all four Areas" or "both Areas"."""
        part, total = self.number(metric), self.number(whole)
        if part.value != total.value:
            return (part, " of the ", total, f" {noun}")
        if total.value == 1:
            one = _PLURAL.sub(r"\1", noun, count=1)
            return ("the ", total, f" {one}")
        if total.value == 2:  # noqa: PLR2004 - both means two
            return (replace(total, text="both"), f" {noun}")
        return ("all ", total, f" {noun}")

    def day(self, metric: str) -> FigureUse:
        """Return a day as a figure."""
        value = self.counts.value(metric, DAY)
        return FigureUse("", metric, DAY, value, on_day(date.fromordinal(int(value))))

    def of(self, statistic: Statistic) -> tuple[Inline, ...]:
        """Return a rate's counts: "132 of 210"."""
        return (
            self._figure(statistic, COUNT, in_figures(statistic.rate.count)),
            " of ",
            self._figure(statistic, TOTAL, in_figures(statistic.rate.total)),
        )

    def share(self, statistic: Statistic, unit: str = "") -> tuple[Inline, ...]:
        """Return a rate as prose quotes it: "132 of 210 files; 63%"; no share of a small base."""
        noun = f" {unit}" if unit else ""
        if self.is_small(statistic.rate):
            return (*self.of(statistic), noun)
        return (*self.of(statistic), f"{noun}; ", self.percent(statistic))

    def percent(self, statistic: Statistic, *, table: bool = False) -> FigureUse:
        """Return a rate's percentage; "[low]" where the base is too small to print one.

        In a table the heading carries the sign.
        """
        if self.is_small(statistic.rate):
            return self._figure(statistic, PERCENT, "[low]")
        if table:
            shown = statistic.rate.percentage(self.settings.table_decimals)
            return self._figure(statistic, PERCENT, shown)
        return self._figure(
            statistic, PERCENT, percent(statistic.rate, self.settings.prose_decimals)
        )

    def word(self, statistic: Statistic) -> FigureUse:
        """Return the scale's word for a rate."""
        proportion = statistic.rate.proportion or 0.0
        return self._figure(statistic, WORD, share_word(self.settings.scale, proportion))

    def interval(self, statistic: Statistic) -> tuple[Inline, ...]:
        """Return a rate's 95% interval, as a table has it: "57.3 to 81.9"."""
        bounds = statistic.rate.interval()
        if bounds is None or self.is_small(statistic.rate):
            return ("[low]",)
        low, high = (_rounded(bound, self.settings.table_decimals) for bound in bounds)
        return (
            self._figure(statistic, LOW, low),
            " to ",
            self._figure(statistic, HIGH, high),
        )

    def is_small(self, rate: Rate) -> bool:
        """Whether a rate's base is too small for a share to be printed."""
        return rate.total < self.settings.suppress_below

    def _figure(self, statistic: Statistic, facet: str, text: str) -> FigureUse:
        value = self.counts.value(statistic.statistic_id, facet)
        return FigureUse("", statistic.statistic_id, facet, value, text)

    # --- Sentences ------------------------------------------------------------------------

    def sentence(self, role: str, *parts: Part, supports: Iterable[Support] = ()) -> Sentence:
        """Return a sentence; what its numbers count is added to what it stands on.

        Raises:
            UnsupportedSentence: nothing stands behind it.
        """
        sentence_id = digest_id("sentence", role)
        flat = _joined(parts)
        used = {Support(_support_kind(self, f), f.metric) for f in flat if isinstance(f, FigureUse)}
        behind = tuple(dict.fromkeys((*supports, *sorted(used))))
        if not behind:
            raise UnsupportedSentence(
                f"the sentence for {role} has no evidence behind it",
                way_out="this is a fault of the program: please report it",
            )
        return Sentence(sentence_id, identified(sentence_id, flat), behind)

    def paragraph(self, role: str, *sentences: Sentence | None) -> Paragraph:
        """Return a numbered paragraph of the sentences that there are."""
        return Paragraph(block(role), tuple(s for s in sentences if s is not None))

    def framework_says(self, key: str) -> Support:
        """Return the support of a sentence that the framework carries."""
        return Support(SupportKind.FRAMEWORK, key)


def block(*role: str) -> str:
    """Return the id of a block, from what it is about."""
    return digest_id("block", *role)


def codings(found: Passages) -> tuple[Support, ...]:
    """Return the codings of passages as supports, by id."""
    return tuple(Support(SupportKind.CODING, coding_id) for coding_id in found.coding_ids)


def rates(*statistics: Statistic) -> tuple[Support, ...]:
    """Return statistics as supports."""
    return tuple(Support(SupportKind.RATE, s.statistic_id) for s in statistics)


def refer(block_id: str) -> CrossReference:
    """Return a reference to another block."""
    return CrossReference(block_id)


def identified(owner: str, parts: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Give each figure an id of its own, from where it stands and what it counts."""
    seen: dict[tuple[str, str], int] = {}
    made: list[Inline] = []
    for part in parts:
        if isinstance(part, FigureUse):
            key = (part.metric, part.facet)
            seen[key] = seen.get(key, 0) + 1
            use_id = digest_id("figure", owner, *key, str(seen[key]))
            made.append(FigureUse(use_id, part.metric, part.facet, part.value, part.text))
        else:
            made.append(part)
    return tuple(made)


def _joined(parts: tuple[Part, ...]) -> tuple[Inline, ...]:
    """Flatten, join neighbouring words, and begin with a capital."""
    flat: list[Inline] = []
    for part in parts:
        for piece in part if isinstance(part, tuple) else (part,):
            if isinstance(piece, str) and flat and isinstance(flat[-1], str):
                flat[-1] += piece
            elif piece != "":
                flat.append(piece)
    if flat and isinstance(flat[0], str):
        flat[0] = capital(flat[0])
    elif flat and isinstance(flat[0], FigureUse):
        flat[0] = replace(flat[0], text=capital(flat[0].text))
    return tuple(flat)


def _support_kind(pen: Pen, figure: FigureUse) -> SupportKind:
    if pen.counts.is_statistic(figure.metric):
        return SupportKind.RATE
    if figure.metric.startswith(("framework/", "planned/")):
        return SupportKind.FRAMEWORK
    return SupportKind.COUNT


def _rounded(proportion: float, decimals: int) -> str:
    """Return a bound as a percentage without its sign, halves rounded up."""
    step = Decimal(1).scaleb(-decimals)
    return str((Decimal(repr(proportion)) * 100).quantize(step, ROUND_HALF_UP))
