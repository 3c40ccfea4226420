"""Findings and recommendations: what inspectors conclude, each with what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from evidence.framework import Framework
from report_builder.document import Support

OVERALL = "overall"
"""What a judgement on the inspection question itself is made against."""


class FindingKind(StrEnum):
    """What a finding is; good practice is innovative and leads to a change for the better.

    A judgement answers a criterion, a sub-question or the whole in an inspector's words.
    """

    STRENGTH = "strength"
    GOOD_PRACTICE = "good practice"
    ISSUE = "issue to address"
    RECOMMENDATION = "recommendation"
    JUDGEMENT = "judgement"


class FindingStatus(StrEnum):
    """How far a finding has come."""

    EMERGING = "emerging"
    DRAFTED = "drafted"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Milestone:
    """By when something is to be done, and what."""

    due: date
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion in an inspector's words, with its supports.

    `owner` and `milestones` belong to recommendations; `rests_on` are the ids of the
    findings that a recommendation answers. `at` is when it was last said, changes included:
    numbers are compared with what they were then.
    """

    finding_id: str
    criterion_id: str
    kind: FindingKind
    statement: str
    status: FindingStatus
    supports: tuple[Support, ...]
    made_by: str
    at: datetime
    owner: str = ""
    milestones: tuple[Milestone, ...] = ()
    rests_on: tuple[str, ...] = ()
    withdrawn: bool = False


def places_for(framework: Framework, kind: FindingKind) -> tuple[str, ...]:
    """Return what a finding of a kind may be made against: criteria, by their ids.

    A judgement may also be made against a sub-question, or against the whole.
    """
    criteria = tuple(c.criterion_id for c in framework.criteria)
    if kind is not FindingKind.JUDGEMENT:
        return criteria
    return (*criteria, *(s.sub_question_id for s in framework.sub_questions), OVERALL)


def is_known_place(framework: Framework, kind: FindingKind, place: str) -> bool:
    """Whether a finding of a kind may be made against a criterion, sub-question or the whole."""
    return place in places_for(framework, kind)


def in_paragraphs(text: str) -> str:
    """Return a person's words with single blanks, and a blank line between paragraphs."""
    parts = (" ".join(part.split()) for part in re.split(r"\n[^\S\n]*\n", text))
    return "\n\n".join(part for part in parts if part)
