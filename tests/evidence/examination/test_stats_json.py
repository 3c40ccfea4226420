"""The statistics as scripts read them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evidence.examination.answers import Answer, DcpAnswer, FileExamination, Judgement
from evidence.examination.rates import Rate
from evidence.examination.stats_json import rate_json, stats_json
from evidence.examination.tabulate import statistics
from tests.evidence.examination.forms import Q01, SHORT, a_file

YES, NO, NA = DcpAnswer
AGREE, DISAGREE, NOT_ASKED, CANNOT_TELL = Judgement


def of_first(number: int, said: DcpAnswer, view: Judgement, **changes: Any) -> FileExamination:
    categories = ("disclosure",) if view is DISAGREE else ()
    first = Answer(Q01, said, view, categories, "Too brief" if view is DISAGREE else "")
    return a_file(number, answers=(first, *a_file().answers[1:]), **changes)


FILES = (
    of_first(1, YES, AGREE),
    of_first(2, YES, DISAGREE, court="crown", dcp_comments=False),
    of_first(3, NO, DISAGREE, area="North East", dip_sampler_comments=False),
    of_first(4, NA, NOT_ASKED),
    of_first(5, YES, CANNOT_TELL),
)


def told(files: tuple[FileExamination, ...]) -> dict[str, Any]:
    """Return the document as a script receives it."""
    document: dict[str, Any] = json.loads(json.dumps(stats_json(statistics(files, SHORT), SHORT)))
    return document


def counts(rate: dict[str, Any]) -> tuple[int, int]:
    return rate["count"], rate["total"]


def test_a_rate_has_its_counts_and_interval() -> None:
    rate = rate_json(Rate(12, 15))

    assert (rate["count"], rate["total"]) == (12, 15)
    assert (rate["low"], rate["high"]) == pytest.approx((0.548, 0.930), abs=5e-4)


def test_a_rate_of_no_files_has_no_interval() -> None:
    assert rate_json(Rate(0, 0)) == {"count": 0, "total": 0, "low": None, "high": None}


def test_a_question_is_told_in_full() -> None:
    question = told(FILES)["questions"][0]

    assert question["question_id"] == "Q01"
    assert question["category"] == "charging_review"
    assert counts(question["agreement"]) == (1, 3)
    assert {k: counts(v) for k, v in question["by_answer"].items()} == {"yes": (1, 2), "no": (0, 1)}
    assert {k: counts(v) for k, v in question["by_court"].items()} == {
        "magistrates": (1, 2),
        "crown": (0, 1),
    }
    assert counts(question["by_area"]["North East"]) == (0, 1)
    assert counts(question["by_area"]["Wessex"]) == (1, 2)
    assert counts(question["by_area"]["South West"]) == (0, 0)
    assert counts(question["by_version"]["2022-10-03"]) == (1, 3)
    assert {k: counts(v) for k, v in question["dip_sampler"].items()} == {"SDCP": (1, 3)}
    assert (question["not_applicable"], question["cannot_tell"]) == (1, 1)
    assert question["reasons"] == [{"text": "Too brief", "count": 2, "files": ["WES-02", "WES-03"]}]
    assert question["kappa"] == pytest.approx(-0.5)  # observed 1/3, by chance 5/9
    assert question["ac1"] == pytest.approx(-0.2)  # observed 1/3, by chance 4/9


def test_the_whole_and_its_categories_are_told() -> None:
    document = told(FILES)

    assert document["files"] == 5
    assert counts(document["overall"]) == (11, 13)
    assert counts(document["categories"]["charging_review"]) == (1, 3)
    assert counts(document["categories"]["disclosure"]) == (5, 5)
    assert counts(document["disagreements"]["disclosure"]) == (2, 2)
    assert document["missing_comments"] == {"dcp": 1, "dip_sampler": 1}


def test_feedback_is_told_answer_by_answer() -> None:
    feedback = told(FILES)["feedback"]

    assert [f["question_id"] for f in feedback] == ["F1", "F2"]
    assert {k: counts(v) for k, v in feedback[0]["answers"].items()} == {
        "fully met": (0, 5),
        "partially met": (5, 5),
        "not met": (0, 5),
    }


def test_feedback_is_told_by_court_area_and_guidance() -> None:
    feedback = told(FILES)["feedback"][0]

    assert counts(feedback["by_court"]["crown"]["partially met"]) == (1, 1)
    assert counts(feedback["by_area"]["North East"]["not met"]) == (0, 1)
    assert counts(feedback["by_version"]["2022-10-03"]["partially met"]) == (5, 5)
    assert counts(feedback["by_version"]["2023-07-01"]["partially met"]) == (0, 0)


def test_what_the_dcp_said_is_told_by_court_area_and_guidance() -> None:
    question = told(FILES)["questions"][0]["by_answer_and"]

    assert counts(question["yes"]["by_court"]["crown"]) == (0, 1)
    assert counts(question["no"]["by_area"]["North East"]) == (0, 1)
    assert counts(question["yes"]["by_version"]["2022-10-03"]) == (1, 2)


def test_disagreements_and_whole_files_are_told_by_court() -> None:
    document = told(FILES)

    assert counts(document["disagreements_by"]["disclosure"]["by_court"]["crown"]) == (1, 1)
    assert counts(document["files_agreed_throughout_by"]["by_court"]["magistrates"]) == (3, 4)


def test_nothing_examined_is_told_without_failing() -> None:
    document = told(())

    assert document["files"] == 0
    assert document["overall"]["low"] is None
    assert document["questions"][0]["kappa"] is None
