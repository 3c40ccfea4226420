"""Findings and recommendations: what inspectors conclude, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from report_builder.document import Support


class FindingKind(StrEnum):
    """What a finding is; good practice is innovative and leads to a change for the better."""

    STRENGTH = "strength"
    GOOD_PRACTICE = "good practice"
    ISSUE = "issue to address"
    RECOMMENDATION = "recommendation"


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
    findings that a recommendation answers.
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
