"""Nothing held back can be worked out from all tables that go out beside each other."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.examination.rates import Rate
from evidence.inspection import VolumeSettings
from evidence.suppression.people import BY_POST, outward_tables
from evidence.volumes.compliance import Compliance, compliance_of
from evidence.volumes.figures import Volume
from evidence.volumes.outgoing import going_out, outgoing
from evidence.volumes.quarters import Quarter
from tests.evidence.suppression.solver import Sum, range_known, single

THRESHOLD = 5
COURTS = ("magistrates", "crown")
some = st.sampled_from([None, 0, 1, 2, 3, 4, 5, 8, 12, 30])


def reported(table: list[list[int | None]]) -> list[Compliance]:
    """Return two courts' teams in two Areas, a quarter in each column; None gave no figures."""
    return [
        compliance_of(
            Volume(f"Area {n // 2}", COURTS[n % 2], Quarter(date(2023, 4 + 3 * q, 1)), 20, done, 9),
            VolumeSettings(),
        )
        for n, line in enumerate(table)
        for q, done in enumerate(line)
        if done is not None
    ]


def all_that_is_published(rows: list[Compliance]) -> list[Sum]:
    """Return units' quarters, Areas' quarters, the sums by court and of everything."""
    held = going_out(rows, THRESHOLD)
    said = {out.row.volume.key: out.done for out in outgoing(rows, held)}
    sums = single(said)
    for area, day in {row.volume.key[::2] for row in rows}:
        keys = [r.volume.key for r in rows if r.volume.key[::2] == (area, day)]
        if held.column_of(area, day, "iqas"):
            sums.append(_sum(rows, keys))
    for court in COURTS if held.courts else ():
        sums.append(_sum(rows, [r.volume.key for r in rows if r.volume.unit == court]))
    return [*sums, *([_sum(rows, [r.volume.key for r in rows])] if held.whole else [])]


def _sum(rows: list[Compliance], keys: list[tuple[str, str, str]]) -> Sum:
    done = {row.volume.key: row.volume.iqas for row in rows}
    return frozenset(keys), sum(done[key] for key in keys)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(some, min_size=3, max_size=3), min_size=4, max_size=4))
def test_no_small_number_of_a_unit_comes_back_from_any_sum(table: list[list[int | None]]) -> None:
    rows = reported(table)
    sums = all_that_is_published(rows)

    for row in rows:
        if not 0 < row.volume.iqas < THRESHOLD:
            continue
        least, most = range_known(row.volume.key, sums)
        # What all units did together stands, so that none varies by more than that.
        widest = (
            min(THRESHOLD, sum(r.volume.iqas for r in rows)) if len(_units(rows)) > 1 else THRESHOLD
        )
        assert most - least >= widest - 1e-6, (table, row.volume.key)


def _units(rows: list[Compliance]) -> set[tuple[str, str]]:
    return {row.volume.key[:2] for row in rows}


files = st.tuples(st.integers(0, 12), st.integers(0, 1), st.integers(0, 12), st.integers(0, 12))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(files, min_size=2, max_size=2), min_size=2, max_size=4))
def test_no_few_files_of_a_post_come_back_from_tables_beside_each_other(
    cells: list[list[tuple[int, int, int, int]]],
) -> None:
    """Files that were judged, and all files, by Area and post; how many an Area has is known."""
    uncommented = [[Rate(min(c, n), n) for n, _, c, _ in line] for line in cells]
    agreed = [[Rate(min(a, n - min(u, n)), n - min(u, n)) for n, u, _, a in line] for line in cells]

    outs = outward_tables([agreed, uncommented], THRESHOLD, BY_POST)

    sums: list[Sum] = []
    for name, table, out in zip(("judged", "all"), (agreed, uncommented), outs, strict=True):
        totals = [[rate.total for rate in line] for line in table]
        sums += single(
            {
                (name, r, c): rate and rate.total
                for r, line in enumerate(out[:-1])
                for c, rate in enumerate(line[:-1])
            }
        )
        for r, line in enumerate(totals):
            sums.append((frozenset((name, r, c) for c in range(len(line))), sum(line)))
        for c, whole in enumerate(out[-1][:-1]):
            if whole is not None:
                sums.append((frozenset((name, r, c) for r in range(len(totals))), whole.total))
    pairs = [(("judged", r, c), ("all", r, c)) for r in range(len(cells)) for c in (0, 1)]

    for r, line in enumerate(uncommented):
        for c, rate in enumerate(line):
            if 0 < rate.total < THRESHOLD:
                least, most = range_known(("all", r, c), sums, pairs)
                area = sum(one.total for one in line)
                assert outs[1][r][c] is None
                # How many files an Area has is known, so that a cell varies by no more than that;
                # and of files that were not judged it may be seen whose they are.
                unjudged = area - sum(one.total for one in agreed[r])
                assert most - least >= min(THRESHOLD, area) - unjudged - 1e-6, (cells, r, c)
