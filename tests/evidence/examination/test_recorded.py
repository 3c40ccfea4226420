"""What the application holds, counted: against a count by hand, scipy and laws."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from evidence.examination.answers import (
    Answer,
    DcpAnswer,
    DipSamplerView,
    FileExamination,
    Judgement,
    RecordAnswer,
    Recorded,
)
from evidence.examination.statistics import Statistics
from evidence.examination.tabulate import statistics
from tests.evidence.examination.forms import Q01, Q05, Q12, SHORT, a_file

YES, NO, NA, UNCLEAR = Recorded
AGREED, DISAGREED, SILENT = DipSamplerView
DAY = date(2023, 4, 3)


def found(files: Iterable[FileExamination]) -> Statistics:
    return statistics(tuple(files), SHORT)


def counts(files: Iterable[FileExamination], name: str) -> tuple[int, int]:
    statistic = found(files).get(name)
    assert statistic is not None
    return statistic.rate.count, statistic.rate.total


def recording(number: int, said: Recorded, **changes: object) -> FileExamination:
    """Return a file of which the first record is as said."""
    first = RecordAnswer("P1", said)
    return a_file(number, records=(first, *a_file().records[1:]), **changes)


def parting(number: int, *questions: str, **changes: object) -> FileExamination:
    """Return a file on which the inspector disagrees on these questions."""
    answers = tuple(
        replace(a, judgement=Judgement.DISAGREE, categories=("disclosure",), reason="Late")
        if a.question_id in questions
        else a
        for a in a_file().answers
    )
    return a_file(number, answers=answers, **changes)


FILES = (
    recording(1, YES),
    recording(2, NO, court="crown", iqa_date=date(2023, 7, 1)),
    recording(3, NA, area="North East"),
    recording(4, UNCLEAR),
)


def test_a_record_counts_where_it_can_be_told() -> None:
    assert counts(FILES, "recorded/P1") == (1, 2)
    assert counts(FILES, "recorded/P1/court=crown") == (0, 1)
    assert counts(FILES, "recorded/P1/area=north-east") == (0, 0)
    assert counts(FILES, "recorded/P1/version=2023-07-01") == (0, 1)
    assert counts(FILES, "recorded/P1/version=2022-10-03") == (1, 1)
    [left] = [item for item in found(FILES).left_out if item.question_id == "P1"]
    assert (tuple(left.not_applicable), tuple(left.cannot_tell)) == (("WES-03",), ("WES-04",))


def test_every_rate_names_the_files_behind_it() -> None:
    statistic = found(FILES).get("recorded/P1")

    assert statistic is not None
    assert (tuple(statistic.counted), tuple(statistic.base)) == (("WES-01",), ("WES-01", "WES-02"))


@pytest.mark.parametrize(("day", "within"), [(0, 1), (7, 1), (8, 0)])
def test_comments_are_in_time_until_the_seventh_day(day: int, within: int) -> None:
    file = a_file(shared_on=DAY, commented_on=DAY + timedelta(days=day))

    assert counts([file], "stage-5/within") == (within, 1)


def test_the_days_that_are_allowed_are_a_setting() -> None:
    file = a_file(shared_on=DAY, commented_on=DAY + timedelta(days=8))

    later = statistics([file], replace(SHORT, comment_days=10)).get("stage-5/within")

    assert later is not None
    assert (later.rate.count, later.label) == (1, "prosecutor's comments within 10 days")


def test_a_comment_counts_only_where_the_day_of_sharing_is_known() -> None:
    files = [
        a_file(1, shared_on=DAY),
        a_file(2, shared_on=DAY, commented_on=DAY),
        a_file(3, commented_on=DAY),
        a_file(4),
    ]

    assert counts(files, "stage-5/commented") == (1, 2)
    assert counts(files, "stage-5/within") == (1, 1)


def test_the_dip_sampler_is_held_against_the_inspector() -> None:
    files = [
        parting(1, Q01, dip_sampler_view=AGREED),  # missed
        parting(2, Q01, Q12, dip_sampler_view=DISAGREED, disputed=(Q12,)),
        parting(3, Q05, dip_sampler_view=DISAGREED),  # which questions is not known
        a_file(4, dip_sampler_view=AGREED),
        a_file(5, dip_sampler_view=DISAGREED, disputed=(Q01,)),
        parting(6, Q01, dip_sampler_view=SILENT),
    ]

    assert counts(files, "dip-sampler/recorded") == (5, 6)
    assert counts(files, "dip-sampler/agreed") == (2, 5)
    assert counts(files, "dip-sampler/missed") == (1, 3)
    assert counts(files, "dip-sampler/same") == (3, 5)
    assert counts(files, "dip-sampler/disputed") == (1, 3)
    assert counts(files, f"dip-sampler/{Q12}/disputed") == (1, 1)
    assert counts(files, f"dip-sampler/{Q01}/disputed") == (0, 2)


def test_comments_are_told_apart_by_what_the_dcp_found() -> None:
    wanting = (Answer(Q01, DcpAnswer.NO, Judgement.AGREE), *a_file().answers[1:])
    files = [a_file(1), a_file(2, answers=wanting, dcp_comments=False), a_file(3, answers=wanting)]

    assert counts(files, "recorded/dcp-comments") == (2, 3)
    assert counts(files, "recorded/dcp-comments/found=yes") == (1, 1)
    assert counts(files, "recorded/dcp-comments/found=no") == (1, 2)


def test_forms_that_never_asked_give_no_rate() -> None:
    old = a_file(records=(), themed=None, dip_sampler_view=None)

    ids = {s.statistic_id for s in found([old])}

    assert not {i for i in ids if i.startswith(("recorded/", "stage-5/", "themed/"))}


chosen_files = st.lists(
    st.builds(
        lambda area, court, said, view, themed, days: (area, court, said, view, themed, days),
        st.sampled_from(["Wessex", "North East"]),
        st.sampled_from(["magistrates", "crown"]),
        st.sampled_from(list(Recorded)),
        st.sampled_from(list(DipSamplerView)),
        st.booleans(),
        st.none() | st.integers(0, 20),
    ),
    min_size=1,
    max_size=8,
)


def made(rows: list[tuple[object, ...]]) -> list[FileExamination]:
    return [
        recording(
            n,
            said,  # type: ignore[arg-type]
            area=area,
            court=court,
            dip_sampler_view=view,
            themed=themed,
            shared_on=DAY,
            commented_on=None if days is None else DAY + timedelta(days=days),  # type: ignore[arg-type]
        )
        for n, (area, court, said, view, themed, days) in enumerate(rows, start=1)
    ]


OURS = ("recorded/", "themed/", "stage-5/", "dip-sampler/")


def rates(files: Iterable[FileExamination]) -> dict[str, tuple[int, int]]:
    return {
        s.statistic_id: (s.rate.count, s.rate.total)
        for s in found(files)
        if s.statistic_id.startswith(OURS)
    }


@settings(max_examples=15, deadline=None)
@given(chosen_files, st.randoms())
def test_the_order_of_rows_does_not_matter_and_parts_sum_to_the_whole(
    rows: list[tuple[object, ...]], chance: random.Random
) -> None:
    files = made(rows)
    told = rates(files)
    chance.shuffle(files)

    assert rates(files) == told
    wholes = [
        name for name in told if not any(f"/{x}=" in name for x in ("court", "area", "version"))
    ]
    for name in wholes:
        for facet in ("court", "area", "version"):
            parts = [told[n] for n in told if n.startswith(f"{name}/{facet}=")]
            if parts:
                assert tuple(map(sum, zip(*parts, strict=True))) == told[name], name


@settings(max_examples=10, deadline=None)
@given(chosen_files)
def test_a_file_to_which_it_does_not_apply_changes_no_rate(rows: list[tuple[object, ...]]) -> None:
    files = made(rows)
    nothing = a_file(
        99,
        records=tuple(RecordAnswer(r.record_id, NA) for r in SHORT.records),
        themed=None,
        dip_sampler_view=None,
    )

    before, after = rates(files), rates([*files, nothing])

    counted_always = "-comments"
    assert {n: r for n, r in after.items() if counted_always not in n} == {
        n: r for n, r in before.items() if counted_always not in n
    }


def test_the_intervals_are_those_of_scipy() -> None:
    files = [recording(n, YES if n % 3 else NO) for n in range(1, 30)]
    statistic = found(files).get("recorded/P1")
    assert statistic is not None
    rate = statistic.rate

    counted = sum(file.records[0].answer is YES for file in files)
    expected = binomtest(counted, len(files)).proportion_ci(0.95, "wilson")

    assert rate.interval() == pytest.approx((expected.low, expected.high))
