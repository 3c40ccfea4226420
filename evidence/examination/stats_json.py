"""The statistics as one JSON document, as `iqa exam stats --json` prints it."""

from __future__ import annotations

from evidence.examination.rates import Rate
from evidence.examination.statistics import Chance, Statistics, slug
from evidence.framework import FeedbackQuestion, Framework

Json = dict[str, object]

NO_FILES = Rate(0, 0)


def stats_json(statistics: Statistics, framework: Framework) -> Json:
    """Return the statistics as plain values; keys are Area names and ids as people use them.

    A rate is `{"count", "total", "low", "high"}` with Wilson's 95% interval, null where the
    total is 0. "overall" and "categories" (agreement by the question's category) count
    answers; "disagreements" is the share of all disagreements that falls into a category.
    """
    rates = _Rates(statistics)
    ids = [category.category_id for category in framework.categories]
    return {
        "files": statistics.files,
        "questions": _questions(statistics, framework, rates),
        "categories": {c: rates.json(f"agreement/category={slug(c)}") for c in ids},
        "disagreements": {c: rates.json(f"disagreement/category={slug(c)}") for c in ids},
        "disagreements_by": {
            c: _parted(f"disagreement/category={slug(c)}", framework, rates) for c in ids
        },
        "beyond_chance": {item.name: _chance(item) for item in statistics.chance},
        "overall": rates.json("agreement/overall"),
        **_breakdown("agreement/overall", framework, rates),
        "files_agreed_throughout": rates.json("agreement/files"),
        "files_agreed_throughout_by": _parted("agreement/files", framework, rates),
        "feedback": _feedback(statistics, framework, rates),
        "missing_comments": {
            "dcp": rates.count("comments/dcp/missing"),
            "dip_sampler": rates.count("comments/dip-sampler/missing"),
        },
        **_on_the_application(statistics, framework, rates),
        "guidance": [
            {"dated": version.dated.isoformat(), "text": version.text}
            for version in framework.guidance
        ],
    }


def rate_json(rate: Rate) -> Json:
    """Return a rate as scripts read it; the interval is null where the total is 0."""
    low, high = rate.interval() or (None, None)
    return {"count": rate.count, "total": rate.total, "low": low, "high": high}


class _Rates:
    """The statistics' rates by id; one that is not there is a rate of no files."""

    def __init__(self, statistics: Statistics) -> None:
        self._found = statistics.items

    def count(self, statistic_id: str) -> int:
        figures = self._found.figures(statistic_id)
        return figures.count if figures else 0

    def json(self, statistic_id: str) -> Json:
        figures = self._found.figures(statistic_id)
        if figures is None or not figures.total:
            return rate_json(NO_FILES)
        known: Json = {"count": figures.count, "total": figures.total}
        return known | {"low": figures.low, "high": figures.high}

    def dip_samplers(self, framework: Framework) -> list[str]:
        """Return the grades that dip sampled any of the files."""
        name = "agreement/overall/dip-sampler="
        grades = [grade.abbreviation for grade in framework.grades]
        return [grade for grade in grades if self._found.figures(name + slug(grade))]


def _chance(found: Chance) -> Json:
    """Return agreement beyond chance; null where a coefficient has no value."""
    return {
        "judged_by_both": found.total,
        "kappa": found.kappa,
        "kappa_interval": found.kappa_interval,
        "ac1": found.ac1,
        "ac1_interval": found.ac1_interval,
    }


def _questions(statistics: Statistics, framework: Framework, rates: _Rates) -> list[Json]:
    chance = {item.name: item for item in statistics.chance}
    left_out = {item.question_id: item for item in statistics.left_out}
    reasons: dict[str, list[Json]] = {}
    for r in statistics.reasons:
        told: Json = {"text": r.text, "count": len(r.file_refs), "files": list(r.file_refs)}
        reasons.setdefault(r.question_id, []).append(told)
    listed: list[Json] = []
    for question in framework.questions:
        asked = question.question_id
        name = f"agreement/{asked}"
        listed.append(
            {
                "question_id": asked,
                "text": question.text,
                "short": question.short,
                "category": question.category_id,
                "agreement": rates.json(name),
                **_breakdown(name, framework, rates),
                "over_not_applicable": rates.json(f"{name}/answer=not-applicable"),
                "not_applicable": len(left_out[asked].not_applicable),
                "cannot_tell": len(left_out[asked].cannot_tell),
                **_chance(chance[asked]),
                "reasons": reasons.get(asked, []),
            }
        )
    return listed


def _breakdown(name: str, framework: Framework, rates: _Rates) -> Json:
    """Return a rate of agreement by all that it is broken down by."""
    said = ("yes", "no")
    grades = rates.dip_samplers(framework)
    return {
        "by_answer": {answer: rates.json(f"{name}/answer={answer}") for answer in said},
        **_parted(name, framework, rates),
        "dip_sampler": {g: rates.json(f"{name}/dip-sampler={slug(g)}") for g in grades},
        "by_answer_and": {a: _parted(f"{name}/answer={a}", framework, rates) for a in said},
    }


def _parted(name: str, framework: Framework, rates: _Rates) -> Json:
    """Return a rate by Area, court and guidance."""
    return {
        part: {value: rates.json(f"{name}{ending}") for value, ending in endings}
        for part, endings in _endings(framework).items()
    }


def _endings(framework: Framework) -> dict[str, list[tuple[str, str]]]:
    """Return each value of Area, court and guidance with how its statistics' ids end."""
    courts = [c.court_id for c in framework.courts]
    versions = [g.dated.isoformat() for g in framework.guidance]
    return {
        "by_area": [(a.name, f"/area={slug(a.name)}") for a in framework.areas],
        "by_court": [(court, f"/court={slug(court)}") for court in courts],
        "by_version": [(version, f"/version={slug(version)}") for version in versions],
    }


def _once(name: str, framework: Framework, rates: _Rates) -> Json:
    """Return a rate of files with its breakdowns by Area, court and guidance."""
    return {"rate": rates.json(name), **_parted(name, framework, rates)}


def _on_the_application(statistics: Statistics, framework: Framework, rates: _Rates) -> Json:
    """Return what the IQA application holds: records, dip sampling, stage 5, themes."""

    def once(name: str) -> Json:
        return _once(name, framework, rates)

    return {
        "recorded": _recorded(statistics, framework, rates),
        "dcp_comments": {
            "criterion": "2a, 2b",
            **once("recorded/dcp-comments"),
            "by_found": {
                "every standard met": rates.json("recorded/dcp-comments/found=yes"),
                "a standard not met": rates.json("recorded/dcp-comments/found=no"),
            },
        },
        "dip_sampler_comments": {
            "criterion": "3d",
            **once("recorded/dip-sampler-comments"),
        },
        "dip_sampling": {
            "view_recorded": once("dip-sampler/recorded"),
            "agreed_with_dcp": once("dip-sampler/agreed"),
            "agreed_where_inspectors_did_not": once("dip-sampler/missed"),
            "same_view_as_inspector": once("dip-sampler/same"),
            "same_answers_as_inspector": once("dip-sampler/answers"),
            "same_answers_by_question": {
                q.question_id: once(f"dip-sampler/{q.question_id}/answers")
                for q in framework.questions
            },
            "disagreements_found": rates.json("dip-sampler/disputed"),
            "disagreements_found_by": _parted("dip-sampler/disputed", framework, rates),
            "disagreements_found_by_question": {
                q.question_id: rates.json(f"dip-sampler/{q.question_id}/disputed")
                for q in framework.questions
            },
        },
        "stage_5": {
            "days_allowed": framework.comment_days,
            "commented": once("stage-5/commented"),
            "within_days_allowed": once("stage-5/within"),
        },
        "themed": once("themed/files"),
    }


def _recorded(statistics: Statistics, framework: Framework, rates: _Rates) -> list[Json]:
    left_out = {item.question_id: item for item in statistics.left_out}
    return [
        {
            "record_id": asked.record_id,
            "text": asked.text,
            "short": asked.short,
            "criterion": asked.criterion_id,
            **_once(f"recorded/{asked.record_id}", framework, rates),
            "not_applicable": len(left_out[asked.record_id].not_applicable),
            "cannot_tell": len(left_out[asked.record_id].cannot_tell),
        }
        for asked in framework.records
    ]


def _feedback(statistics: Statistics, framework: Framework, rates: _Rates) -> list[Json]:
    left_out = {item.question_id: item for item in statistics.left_out}
    return [
        {
            "question_id": asked.question_id,
            "text": asked.text,
            "short": asked.short,
            "criterion": asked.criterion_id,
            "answers": _graded(asked, rates),
            **{
                part: {value: _graded(asked, rates, ending) for value, ending in endings}
                for part, endings in _endings(framework).items()
            },
            "not_applicable": len(left_out[asked.question_id].not_applicable),
        }
        for asked in framework.feedback
    ]


def _graded(asked: FeedbackQuestion, rates: _Rates, ending: str = "") -> Json:
    """Return the rate of each answer to a question on feedback, of all files or of a part."""
    name = f"feedback/{asked.question_id}/answer="
    return {answer: rates.json(f"{name}{slug(answer)}{ending}") for answer in asked.answers}
