"""Statistics are what a person would count with a pencil, and know the rows they count."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.examination.answers import (
    NOT_APPLICABLE,
    Answer,
    DcpAnswer,
    FeedbackAnswer,
    FileExamination,
    Judgement,
)
from evidence.examination.chance import two_by_two
from evidence.examination.crossed import wilson
from evidence.examination.long_table import guidance_version
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistic, Statistics, slug
from evidence.examination.tabulate import statistics
from tests.evidence.examination.forms import Q01, Q05, Q12, SHORT, a_file

YES, NO, NA = DcpAnswer
AGREE, DISAGREE, NOT_ASKED, CANNOT_TELL = Judgement
GRADED = SHORT.feedback[0].answers


def many_files(seed: int, count: int = 60) -> tuple[FileExamination, ...]:
    """Return files with answers of every kind, in every Area and both courts."""
    chance = random.Random(seed)
    return tuple(_any_file(number, chance) for number in range(count))


def _any_file(number: int, chance: random.Random) -> FileExamination:
    area = SHORT.areas[number % len(SHORT.areas)].name
    answers = []
    for question in SHORT.questions:
        view = chance.choice([AGREE, AGREE, DISAGREE, NOT_ASKED, CANNOT_TELL])
        all_categories = [c.category_id for c in SHORT.categories]
        some = set(chance.sample(all_categories, chance.choice([1, 2])))
        categories = tuple(c for c in all_categories if c in some and view is DISAGREE)
        reason = chance.choice(["Too brief.", "too brief", "No strategy", ""])
        answers.append(
            Answer(
                question.question_id,
                chance.choice([YES, YES, NO, NA]),
                view,
                categories,
                reason if view is DISAGREE else "",
            )
        )
    return a_file(
        number,
        area=area,
        court=chance.choice(["magistrates", "crown"]),
        iqa_date=date(2022, 11, 2) if chance.random() < 0.5 else date(2024, 1, 8),
        dip_sampler_grade=chance.choice(["SDCP", "DCCP", ""]),
        dcp_comments=chance.random() < 0.7,
        dip_sampler_comments=chance.random() < 0.4,
        answers=tuple(answers),
        feedback=tuple(
            FeedbackAnswer(f.question_id, chance.choice([*GRADED, NOT_APPLICABLE]))
            for f in SHORT.feedback
        ),
    )


FILES = many_files(7)
FOUND = statistics(FILES, SHORT)


def found(name: str, among: Statistics = FOUND) -> Statistic:
    statistic = among.get(name)
    assert statistic is not None, name
    return statistic


def rate(name: str, among: Statistics = FOUND) -> Rate:
    return found(name, among).rate


def counted_by_hand(
    files: tuple[FileExamination, ...], question: str, answer: DcpAnswer | None = None
) -> Rate:
    agreed = total = 0
    for file in files:
        for given_answer in file.answers:
            if given_answer.question_id != question or given_answer.dcp_answer is NA:
                continue
            if answer is not None and given_answer.dcp_answer is not answer:
                continue
            agreed += given_answer.judgement is AGREE
            total += given_answer.judgement in (AGREE, DISAGREE)
    return Rate(agreed, total)


@pytest.mark.parametrize("question", [Q01, Q05, Q12])
def test_agreement_on_a_question_is_what_counting_by_hand_gives(question: str) -> None:
    assert rate(f"agreement/{question}") == counted_by_hand(FILES, question)
    assert rate(f"agreement/{question}/answer=yes") == counted_by_hand(FILES, question, YES)
    assert rate(f"agreement/{question}/answer=no") == counted_by_hand(FILES, question, NO)


@pytest.mark.parametrize("court", ["magistrates", "crown"])
def test_agreement_in_a_court_is_what_counting_by_hand_gives(court: str) -> None:
    here = tuple(file for file in FILES if file.court == court)

    assert rate(f"agreement/{Q12}/court={court}") == counted_by_hand(here, Q12)


def test_agreement_in_an_area_is_what_counting_by_hand_gives() -> None:
    here = tuple(file for file in FILES if file.area == "Thames and Chiltern")

    assert rate(f"agreement/{Q01}/area=thames-and-chiltern") == counted_by_hand(here, Q01)


def test_agreement_by_guidance_and_by_dip_sampler_is_what_counting_by_hand_gives() -> None:
    recent = tuple(file for file in FILES if file.iqa_date >= date(2023, 7, 1))
    by_dccp = tuple(file for file in FILES if file.dip_sampler_grade == "DCCP")

    assert rate(f"agreement/{Q05}/version=2023-07-01") == counted_by_hand(recent, Q05)
    assert rate(f"agreement/{Q05}/dip-sampler=dccp") == counted_by_hand(by_dccp, Q05)


def test_a_category_joins_its_questions_and_counts_answers() -> None:
    statistic = found("agreement/category=disclosure")

    assert statistic.unit == "answers"
    assert statistic.rate == counted_by_hand(FILES, Q12)
    assert all(row.endswith(f" {Q12}") for row in statistic.base)


def test_disagreements_by_category_are_what_counting_by_hand_gives() -> None:
    disagreed = [a for f in FILES for a in f.answers if a.judgement is DISAGREE]
    by_hand = Counter(category for answer in disagreed for category in answer.categories)

    for category in SHORT.categories:
        name = f"disagreement/category={slug(category.category_id)}"
        assert rate(name) == Rate(by_hand[category.category_id], len(disagreed))


@pytest.mark.parametrize("answer", GRADED)
def test_feedback_is_what_counting_by_hand_gives(answer: str) -> None:
    given_answers = [f.feedback[1].answer for f in FILES]
    expected = Rate(
        given_answers.count(answer), len(given_answers) - given_answers.count(NOT_APPLICABLE)
    )

    assert rate(f"feedback/F2/answer={slug(answer)}") == expected


def test_missing_comments_are_what_counting_by_hand_gives() -> None:
    by_dcp = sum(not f.dcp_comments for f in FILES)
    by_sampler = sum(not f.dip_sampler_comments for f in FILES if f.court == "crown")
    crown = sum(f.court == "crown" for f in FILES)

    assert rate("comments/dcp/missing") == Rate(by_dcp, len(FILES))
    assert rate("comments/dip-sampler/missing/court=crown") == Rate(by_sampler, crown)


def test_files_agreed_throughout_are_those_without_any_difference() -> None:
    judged = {f.file_ref: [a for a in f.answers if a.is_judged] for f in FILES}
    with_any = {ref: answers for ref, answers in judged.items() if answers}
    throughout = {
        ref for ref, answers in with_any.items() if all(a.judgement is AGREE for a in answers)
    }

    statistic = found("agreement/files")

    assert set(statistic.counted) == throughout
    assert set(statistic.base) == set(with_any)


def test_what_leaves_a_rate_is_listed_once_and_nothing_is_lost() -> None:
    left = {item.question_id: item for item in FOUND.left_out}

    for question in (Q01, Q05, Q12):
        apart = left[question]
        rows = [*found(f"agreement/{question}").base, *apart.not_applicable, *apart.cannot_tell]
        assert sorted(rows) == sorted(file.file_ref for file in FILES)


def test_agreeing_that_a_question_did_not_apply_is_counted_apart() -> None:
    views = (AGREE, NOT_ASKED, DISAGREE, CANNOT_TELL)
    files = tuple(
        a_file(number, answers=(Answer(Q01, NA, view),)) for number, view in enumerate(views)
    )

    counted = statistics(files, SHORT)

    assert rate(f"agreement/{Q01}", counted) == Rate(0, 0)
    assert rate(f"agreement/{Q01}/answer=not-applicable", counted) == Rate(2, 3)


def test_reasons_are_gathered_the_commonest_first() -> None:
    said = ["Too brief.", "No strategy", "too brief"]
    files = tuple(
        a_file(number, answers=(Answer(Q01, YES, DISAGREE, ("disclosure",), reason),))
        for number, reason in enumerate(said)
    )

    reasons = statistics(files, SHORT).reasons

    assert [(r.question_id, r.text, r.file_refs) for r in reasons] == [
        (Q01, "Too brief.", ("WES-00", "WES-02")),
        (Q01, "No strategy", ("WES-01",)),
    ]


def test_chance_is_worked_out_from_the_same_answers() -> None:
    table = two_by_two(a for f in FILES if (a := f.answer(Q05)))
    (chance,) = [item for item in FOUND.chance if item.name == Q05]

    assert (chance.kappa, chance.ac1) == (table.kappa(), table.ac1())


def test_every_statistic_can_be_walked_back_to_its_rows() -> None:
    known = {file.file_ref for file in FILES}

    for statistic in FOUND:
        assert statistic.rate == Rate(len(statistic.counted), len(statistic.base))
        assert set(statistic.counted) <= set(statistic.base)
        assert len(set(statistic.base)) == len(statistic.base)
        assert {row.split()[0] for row in statistic.base} <= known


def test_ids_are_unique_and_labels_say_what_they_are() -> None:
    ids = [statistic.statistic_id for statistic in FOUND]

    assert len(set(ids)) == len(ids)
    assert found(f"agreement/{Q01}/court=crown").label == (
        "agreement, Code decision at charge, Crown Court"
    )


def test_an_area_without_files_has_a_rate_of_none() -> None:
    counted = statistics((a_file(),), SHORT)

    assert rate(f"agreement/{Q01}/area=north-east", counted) == Rate(0, 0)
    assert counted.get("agreement/Q99") is None


def test_no_files_at_all_give_rates_of_none() -> None:
    counted = statistics((), SHORT)

    assert counted.files == 0
    assert {statistic.rate for statistic in counted} == {Rate(0, 0)}


def test_what_stands_under_a_statistic_can_be_listed() -> None:
    assert [s.statistic_id for s in FOUND.under(f"feedback/F1/answer={slug(GRADED[0])}")][:2] == [
        "feedback/F1/answer=fully-met/court=magistrates",
        "feedback/F1/answer=fully-met/court=crown",
    ]


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 40))
def test_the_parts_add_up_to_the_whole(seed: int, count: int) -> None:
    counted = statistics(many_files(seed, count), SHORT)

    for name in ("agreement/overall", f"agreement/{Q01}", "agreement/category=disclosure"):
        whole = rate(name, counted)
        for facet in ("area=", "court=", "answer=", "version="):
            parts = [
                s.rate
                for s in counted.under(name)
                if s.statistic_id.startswith(f"{name}/{facet}")
                and not s.statistic_id.endswith("answer=not-applicable")
            ]
            assert sum(p.count for p in parts) == whole.count
            assert sum(p.total for p in parts) == whole.total


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_the_order_of_the_files_changes_no_rate(seed: int) -> None:
    files = many_files(seed, 20)
    shuffled = list(files)
    random.Random(seed).shuffle(shuffled)

    one, other = statistics(files, SHORT), statistics(tuple(shuffled), SHORT)

    assert [(s.statistic_id, s.rate) for s in one] == [(s.statistic_id, s.rate) for s in other]


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2021, 9, 30), ""),
        (date(2022, 10, 3), "2022-10-03"),
        (date(2023, 6, 30), "2022-10-03"),
        (date(2023, 7, 1), "2023-07-01"),
    ],
)
def test_guidance_counts_from_its_day(day: date, version: str) -> None:
    assert guidance_version(day, SHORT) == version


def test_a_reason_may_be_missing() -> None:
    silent = replace(FILES[0], answers=(Answer(Q01, YES, DISAGREE, ("disclosure",)),))

    assert statistics((silent,), SHORT).reasons == ()


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=20))
def test_intervals_of_many_rates_are_those_of_each(counts: list[tuple[int, int]]) -> None:
    rates = [Rate(min(pair), max(pair)) for pair in counts]

    low, high = wilson([r.count for r in rates], [r.total for r in rates])

    for rate_, least, most in zip(rates, low.tolist(), high.tolist(), strict=True):
        expected = rate_.interval()
        if expected is None:
            assert isnan(least)
            assert isnan(most)
        else:
            assert (least, most) == pytest.approx(expected)


def test_answers_to_questions_no_longer_asked_count_only_in_the_whole() -> None:
    files = (a_file(answers=(Answer("Q99", YES, AGREE), Answer(Q01, YES, DISAGREE, ("other",)))),)

    counted = statistics(files, SHORT)

    assert rate("agreement/overall", counted) == Rate(1, 2)
    assert tuple(found("agreement/overall", counted).base) == ("WES-01 Q99", f"WES-01 {Q01}")
    assert sum(rate(f"agreement/{q}", counted).total for q in (Q01, Q05, Q12)) == 1
