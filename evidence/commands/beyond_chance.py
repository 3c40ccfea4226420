"""Agreement beyond chance as `exam stats` prints it: AC1 beside kappa, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence.examination.statistics import Chance


def show_chance(found: Sequence[Chance], *, everything: bool) -> None:
    """Print the coefficients of all that two people judged; those without any are left out.

    Breakdowns, and the dip sampler on each question, are shown where `everything` is.
    """
    rows = [
        (
            f"chance/{chance.name}",
            str(chance.total),
            *_cells(chance.ac1, chance.ac1_interval),
            *_cells(chance.kappa, chance.kappa_interval),
        )
        for chance in found
        if chance.total and (everything or _is_outline(chance.name))
    ]
    if rows:
        console.say("Agreement beyond chance: 1 is always, 0 as often as chance")
        headings = ("Statistic", "Both", "AC1", "95% interval", "Kappa", "95% interval")
        console.table(headings, rows, right=(1, 2, 4))


def _cells(value: float | None, bounds: tuple[float, float] | None) -> tuple[str, str]:
    from evidence.examination.chance import two_places

    if value is None or bounds is None:
        return "-", "-"
    low, high = map(two_places, bounds)
    return two_places(value), f"{low} to {high}"


def _is_outline(name: str) -> bool:
    return "/" not in name or name in {"dip-sampler/files", "dip-sampler/overall"}
