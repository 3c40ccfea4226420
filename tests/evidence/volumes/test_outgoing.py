"""What goes out about a unit gives away no small number of the person who runs it."""

from __future__ import annotations

from datetime import date

from evidence.inspection import VolumeSettings
from evidence.volumes.compliance import Compliance, compliance_of
from evidence.volumes.figures import Volume
from evidence.volumes.outgoing import going_out, outgoing
from evidence.volumes.quarters import Quarter


def row(unit: str, month: int, iqas: int, dips: int) -> Compliance:
    volume = Volume("Wessex", unit, Quarter(date(2023, month, 1)), 20, iqas, dips)
    return compliance_of(volume, VolumeSettings())


ROWS = (
    row("magistrates", 4, 3, 9), row("crown", 4, 18, 9),
    row("magistrates", 7, 30, 9), row("crown", 7, 18, 9),
)  # fmt: skip


def test_a_small_number_and_what_would_give_it_away_are_held_back() -> None:
    small, beside, *others = outgoing(ROWS, going_out(ROWS, 5))

    for out in (small, beside):
        assert (out.done, out.required, out.shortfall) == (None, None, None)
        assert (out.dip_required, out.dip_shortfall) == (None, None)
        assert out.dip_done == 9
    assert [out.done for out in others] == [30, 18]


def test_within_the_team_nothing_is_held_back() -> None:
    assert [out.done for out in outgoing(ROWS, going_out(ROWS, 0))] == [3, 18, 30, 18]


def test_where_one_unit_alone_gave_figures_its_areas_sum_is_held_back() -> None:
    rows = (
        row("crown", 4, 3, 1),
        *ROWS[2:],
        row("magistrates", 10, 22, 9),
        row("crown", 10, 20, 8),
    )

    held = going_out(rows, 5)

    assert ("Wessex", "2023-04-01") in held.iqas.areas
    assert not held.column_of("Wessex", "2023-04-01", "required")
    assert not held.column_of("Wessex", "2023-04-01", "dip-samples")
    # The sum of everything is published, so that one Area's quarter does not stay hidden alone.
    assert len(held.iqas.areas) > 1


def test_counts_that_are_not_small_leave_areas_sums_alone() -> None:
    held = going_out(ROWS[1:], 5)

    assert not held.iqas.areas
    assert held.column_of("Wessex", "2023-04-01", "iqas")
