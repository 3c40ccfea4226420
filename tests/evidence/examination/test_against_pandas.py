"""Every rate with every breakdown, against a tally of the same files made with pandas alone."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence.examination.answers import NOT_APPLICABLE
from evidence.examination.statistics import slug
from tests.evidence.examination.forms import SHORT
from tests.evidence.examination.test_tabulate import FILES, FOUND

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
    }
)
ANSWERS = pd.DataFrame(
    [
        (n, a.question_id, CATEGORY[a.question_id], a.dcp_answer, a.judgement, a.categories)
        for n, f in enumerate(FILES)
        for a in f.answers
    ],
    columns=["file", "question", "category", "answer", "view", "put in"],
).join(OF_FILE, on="file")
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


def test_every_rate_and_breakdown_is_what_pandas_counts() -> None:
    counted = {s.statistic_id: (s.rate.count, s.rate.total) for s in FOUND if s.rate.total}
    wanted = expected()

    apart = ("recorded/", "dip-sampler/", "stage-5/", "themed/")
    ours = {n: r for n, r in counted.items() if not n.startswith(apart)}
    assert {n: r for n, r in ours.items() if "answer=not-applicable" not in n} == wanted


@pytest.mark.parametrize(
    "name", ["agreement/Q01/answer=no/court=crown", "feedback/F1/answer=not-met/version=2023-07-01"]
)
def test_the_rows_behind_a_breakdown_are_those_that_it_counts(name: str) -> None:
    statistic = FOUND.get(name)

    assert statistic is not None
    assert statistic.rate.total
    assert len(tuple(statistic.base)) == statistic.rate.total
    assert len(tuple(statistic.counted)) == statistic.rate.count
