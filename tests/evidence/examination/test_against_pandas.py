"""Every rate with every breakdown, against a tally of the same files made with pandas alone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from evidence.examination.answers import (
    NOT_APPLICABLE,
    Answer,
    DcpAnswer,
    DipSamplerView,
    FeedbackAnswer,
    FileExamination,
    Judgement,
    RecordAnswer,
    Recorded,
)
from evidence.examination.rates import Rate
from evidence.examination.statistics import slug
from evidence.examination.tabulate import statistics
from tests.evidence.examination.forms import SHORT
from tests.evidence.examination.test_tabulate import many_files


def _on_the_application(file: FileExamination, chance: random.Random) -> FileExamination:
    """Return a file with records, a dip sampler's view and stage 5 of every kind."""
    asked = [q.question_id for q in SHORT.questions]
    view = chance.choice([*DipSamplerView, None])
    shared = file.iqa_date + timedelta(days=3)
    return replace(
        file,
        records=tuple(
            RecordAnswer(r.record_id, chance.choice(list(Recorded))) for r in SHORT.records
        ),
        themed=chance.choice([True, False, None]),
        dip_sampler_view=view,
        disputed=tuple(chance.sample(asked, chance.choice([0, 1, 2])))
        if view is DipSamplerView.DISAGREE
        else (),
        shared_on=chance.choice([shared, None]),
        commented_on=chance.choice([shared + timedelta(days=chance.choice([2, 7, 8, 20])), None]),
    )


FILES = tuple(_on_the_application(f, random.Random(n)) for n, f in enumerate(many_files(7, 90)))
FOUND = statistics(FILES, SHORT)

Tally = dict[str, tuple[int, int]]

VERSIONS = [g.dated.isoformat() for g in SHORT.guidance]
CATEGORY = {q.question_id: q.category_id for q in SHORT.questions}
OF_FILE = pd.DataFrame(
    {
        "court": [f.court for f in FILES],
        "area": [slug(f.area) for f in FILES],
        "version": [max(v for v in VERSIONS if v <= f.iqa_date.isoformat()) for f in FILES],
        "dip-sampler": [slug(f.dip_sampler_grade) for f in FILES],
        "dcp": [not f.dcp_comments for f in FILES],
        "sampler": [not f.dip_sampler_comments for f in FILES],
        "wanting": [any(a.dcp_answer == "no" for a in f.answers) for f in FILES],
        "view": [f.dip_sampler_view or "" for f in FILES],
        "themed": [{None: "", True: "yes", False: "no"}[f.themed] for f in FILES],
        "shared": pd.to_datetime(pd.Series([f.shared_on for f in FILES])),
        "commented": pd.to_datetime(pd.Series([f.commented_on for f in FILES])),
    }
)
ANSWERS = pd.DataFrame(
    [
        (n, a.question_id, CATEGORY[a.question_id], a.dcp_answer, a.judgement, a.categories, f)
        for n, f in enumerate(FILES)
        for a in f.answers
    ],
    columns=["file", "question", "category", "answer", "view", "put in", "of"],
).join(OF_FILE.drop(columns="view"), on="file")
ANSWERS["disputed"] = [
    q in f.disputed for q, f in zip(ANSWERS["question"], ANSWERS["of"], strict=True)
]
ANSWERS["known"] = [f.dip_sampler_view == "agree" or bool(f.disputed) for f in ANSWERS["of"]]
JUDGED = ANSWERS[
    (ANSWERS["answer"] != "not applicable") & ANSWERS["view"].isin(["agree", "disagree"])
]
JUDGED = JUDGED.assign(agrees=JUDGED["view"] == "agree")
FEEDBACK = pd.DataFrame(
    [(n, a.question_id, a.answer) for n, f in enumerate(FILES) for a in f.feedback],
    columns=["file", "question", "grade"],
).join(OF_FILE, on="file")
PARTED = ("court", "area", "version")


def tally(name: str, table: pd.DataFrame, counts: pd.Series, facets: tuple[str, ...]) -> Tally:
    """Return the counts and totals of a rate and of its breakdowns, by name."""
    rows = table.assign(counts=counts.astype(bool))
    found = {name: (int(rows["counts"].sum()), len(rows))}
    for facet in facets:
        for value, (count, total) in rows.groupby(facet)["counts"].agg(["sum", "count"]).iterrows():
            if value != "":
                found[f"{name}/{facet}={value}"] = (int(count), int(total))
    return found


def agreement(name: str, rows: pd.DataFrame) -> Tally:
    whole = tally(name, rows, rows["agrees"], ("answer", *PARTED, "dip-sampler"))
    for said in ("yes", "no"):
        part = rows[rows["answer"] == said]
        whole |= tally(f"{name}/answer={said}", part, part["agrees"], PARTED)
    return whole


def expected() -> Tally:
    """Return what counting with pandas gives of everything that is always counted."""
    found = agreement("agreement/overall", JUDGED)
    for question, rows in JUDGED.groupby("question"):
        found |= agreement(f"agreement/{question}", rows)
    for kind, rows in JUDGED.groupby("category"):
        found |= agreement(f"agreement/category={slug(str(kind))}", rows)
    whole = JUDGED.groupby("file")["agrees"].all().to_frame("all").join(OF_FILE)
    found |= tally("agreement/files", whole, whole["all"], PARTED)
    apart = ANSWERS[ANSWERS["view"] == "disagree"]
    for category in SHORT.categories:
        key = category.category_id
        within = apart["put in"].map(lambda names, key=key: key in names)
        found |= tally(f"disagreement/category={slug(key)}", apart, within, PARTED)
    graded = FEEDBACK[FEEDBACK["grade"] != NOT_APPLICABLE]
    for asked in SHORT.feedback:
        rows = graded[graded["question"] == asked.question_id]
        for answer in asked.answers:
            name = f"feedback/{asked.question_id}/answer={slug(answer)}"
            found |= tally(name, rows, rows["grade"] == answer, PARTED)
    found |= tally("comments/dcp/missing", OF_FILE, OF_FILE["dcp"], PARTED)
    return found | tally("comments/dip-sampler/missing", OF_FILE, OF_FILE["sampler"], PARTED)


def on_the_application() -> Tally:
    """Return what counting with pandas gives of records, dip sampling, stage 5 and themes."""
    found: Tally = {}
    records = pd.DataFrame(
        [(n, r.record_id, r.answer) for n, f in enumerate(FILES) for r in f.records],
        columns=["file", "record", "said"],
    ).join(OF_FILE, on="file")
    for record, rows in records[records["said"].isin(["yes", "no"])].groupby("record"):
        found |= tally(f"recorded/{record}", rows, rows["said"] == "yes", PARTED)
    for name, rows in (
        ("", OF_FILE),
        ("/found=yes", OF_FILE[~OF_FILE["wanting"]]),
        ("/found=no", OF_FILE[OF_FILE["wanting"]]),
    ):
        found |= tally(f"recorded/dcp-comments{name}", rows, ~rows["dcp"], PARTED)
    found |= tally("recorded/dip-sampler-comments", OF_FILE, ~OF_FILE["sampler"], PARTED)
    shared = OF_FILE[OF_FILE["shared"].notna()]
    found |= tally("stage-5/commented", shared, shared["commented"].notna(), PARTED)
    both = shared[shared["commented"].notna()]
    within = both["commented"] <= both["shared"] + pd.Timedelta(days=7)
    found |= tally("stage-5/within", both, within, PARTED)
    known = OF_FILE[OF_FILE["themed"] != ""]
    return found | tally("themed/files", known, known["themed"] == "yes", PARTED)


def dip_sampled() -> Tally:
    """Return what counting with pandas gives of dip samplers against inspectors."""
    asked = OF_FILE[OF_FILE["view"] != ""]
    viewed = OF_FILE[OF_FILE["view"].isin(["agree", "disagree"])]
    parted = set(ANSWERS.loc[ANSWERS["view"] == "disagree", "file"])
    judged = viewed[viewed.index.isin(set(JUDGED["file"]))]
    on_parted = viewed[viewed.index.isin(parted)]
    same = (judged["view"] == "agree") != judged.index.isin(parted)
    found = tally("dip-sampler/recorded", asked, asked["view"] != "not recorded", PARTED)
    found |= tally("dip-sampler/agreed", viewed, viewed["view"] == "agree", PARTED)
    found |= tally("dip-sampler/missed", on_parted, on_parted["view"] == "agree", PARTED)
    found |= tally("dip-sampler/same", judged, same, PARTED)
    both = JUDGED[JUDGED["known"]].assign(counts=lambda t: t["agrees"] != t["disputed"])
    apart = ANSWERS[ANSWERS["known"] & (ANSWERS["view"] == "disagree")]
    for what, rows in (("answers", both), ("disputed", apart.assign(counts=apart["disputed"]))):
        found |= tally(f"dip-sampler/{what}", rows, rows["counts"], PARTED)
        for by, name in (("question", "{}"), ("category", "category={}")):
            for value, part in rows.groupby(by):
                key = name.format(value if by == "question" else slug(str(value)))
                found |= tally(f"dip-sampler/{key}/{what}", part, part["counts"], PARTED)
    return found


def test_every_rate_and_breakdown_is_what_pandas_counts() -> None:
    counted = {s.statistic_id: (s.rate.count, s.rate.total) for s in FOUND if s.rate.total}

    ours = {n: r for n, r in counted.items() if "answer=not-applicable" not in n}
    assert ours == expected() | on_the_application() | dip_sampled()


def test_every_interval_is_wilsons_as_scipy_has_it() -> None:
    for count, total in sorted({(s.rate.count, s.rate.total) for s in FOUND if s.rate.total}):
        expected = binomtest(count, total).proportion_ci(0.95, "wilson")

        assert Rate(count, total).interval() == pytest.approx((expected.low, expected.high))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, len(FILES) - 1), st.sampled_from(list(Judgement)))
def test_a_file_on_which_nothing_applied_changes_no_rate_of_answers(
    like: int, view: Judgement
) -> None:
    """Law: "not applicable" leaves every denominator, whatever the file is like."""
    nothing = tuple(
        Answer(q.question_id, DcpAnswer.NOT_APPLICABLE, view)
        if n % 2
        else Answer(q.question_id, DcpAnswer.YES, Judgement.NOT_APPLICABLE)
        for n, q in enumerate(SHORT.questions)
        if view is not Judgement.DISAGREE or n % 2 == 0
    )
    graded = tuple(FeedbackAnswer(f.question_id, NOT_APPLICABLE) for f in SHORT.feedback)
    more = replace(FILES[like], file_ref="WES-99", urn="07AB9999923", answers=nothing)

    after = statistics((*FILES, replace(more, feedback=graded)), SHORT)

    kinds = ("agreement/", "disagreement/", "feedback/", "dip-sampler/Q", "dip-sampler/answers")
    rates = [
        {
            s.statistic_id: s.rate
            for s in found
            if s.statistic_id.startswith(kinds) and "answer=not-applicable" not in s.statistic_id
        }
        for found in (FOUND, after)
    ]
    assert rates[0] == rates[1]
    chance = [
        [c for c in found.chance if c.name != "dip-sampler/files"] for found in (FOUND, after)
    ]
    assert chance[0] == chance[1]


@pytest.mark.parametrize("name", ["overall", *(q.question_id for q in SHORT.questions)])
def test_who_said_what_beyond_chance_is_a_crosstab_of_pandas(name: str) -> None:
    rows = JUDGED if name == "overall" else JUDGED[JUDGED["question"] == name]
    yes = rows["answer"] == "yes"
    for prefix, one, rows_of in (
        ("", yes, rows),
        ("dip-sampler/", yes != rows["disputed"], rows[rows["known"]]),
    ):
        (chance,) = [c for c in FOUND.chance if c.name == f"{prefix}{name}"]
        other = yes == rows["agrees"]
        table = pd.crosstab(one[rows_of.index], other[rows_of.index])
        share = table.to_numpy() / len(rows_of)
        by_chance = float(share.sum(axis=1) @ share.sum(axis=0))
        assert chance.total == len(rows_of)
        assert chance.kappa == pytest.approx((share.trace() - by_chance) / (1 - by_chance))


@pytest.mark.parametrize(
    "name", ["agreement/Q01/answer=no/court=crown", "feedback/F1/answer=not-met/version=2023-07-01"]
)
def test_the_rows_behind_a_breakdown_are_those_that_it_counts(name: str) -> None:
    statistic = FOUND.get(name)

    assert statistic is not None
    assert statistic.rate.total
    assert len(tuple(statistic.base)) == statistic.rate.total
    assert len(tuple(statistic.counted)) == statistic.rate.count
