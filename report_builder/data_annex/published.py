"""A published table: one a sheet, every cell filled, its notes above it (GSS guidance)."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.examination.rates import Rate
from evidence.suppression.markers import CONFIDENTIAL, LOW, NOT_APPLICABLE

Value = str | int | float


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table on a sheet of its own; `sheet` is the sheet's name and the Excel table's too."""

    sheet: str
    title: str
    subtitle: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    source: str = ""
    notes: tuple[str, ...] = ()


RATE_HEADINGS = ("Count", "Out of", "Percentage (%)")
INTERVAL_HEADINGS = ("Lower 95% bound (%)", "Upper 95% bound (%)")


def rate_values(rate: Rate | None, *, least: int, interval: bool = False) -> tuple[Value, ...]:
    """Return a rate's cells: count, total, percentage to one decimal, and its interval if wanted.

    A percentage of fewer than `least` is low; a rate of nothing does not apply; None is a rate
    that is held back.
    """
    wide = 5 if interval else 3
    if rate is None:
        return (CONFIDENTIAL,) * wide
    bounds = rate.interval()
    if bounds is None:
        return (rate.count, rate.total, *(NOT_APPLICABLE,) * (wide - 2))
    if rate.total < least:
        return (rate.count, rate.total, *(LOW,) * (wide - 2))
    share = float(rate.percentage(1))
    if not interval:
        return rate.count, rate.total, share
    return rate.count, rate.total, share, *(round(bound * 100, 1) for bound in bounds)


def coefficient_values(
    value: float | None, bounds: tuple[float, float] | None, *, small: bool
) -> tuple[Value, ...]:
    """Return a coefficient and its bounds, to two decimals, or the marks for none."""
    if value is None or bounds is None:
        return (NOT_APPLICABLE,) * 3
    return (LOW,) * 3 if small else tuple(round(n, 2) for n in (value, *bounds))
