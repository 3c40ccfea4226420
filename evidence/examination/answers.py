"""What was answered on a file: by the legal manager, and by the inspector who judged it.

For each file and each question of the assessment, the inspector records whether they agree
with the DCP's answer; where they do not, into which categories the difference falls and why
(scoping document F, file examination 1 and 2). A short set of questions then grades the
written feedback (F, 3). Beside them stands what the IQA application holds of the assessment: the
conversation, actions and their follow-up, the dip sampler's view, and when the prosecutor
commented (A, stages 2 to 5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOT_APPLICABLE = "not applicable"
"""A feedback question's answer where it does not apply; allowed beside its graded answers."""


class DcpAnswer(StrEnum):
    """What the DCP recorded: whether the standard was met."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"


class Judgement(StrEnum):
    """Whether the inspector agrees with what the DCP recorded."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


class Recorded(StrEnum):
    """Whether something is recorded on the IQA application."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


class DipSamplerView(StrEnum):
    """What the dip sampler recorded of the DCP's answers as a whole."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Answer:
    """One question on one file. `categories` are category ids, in the framework's order."""

    question_id: str
    dcp_answer: DcpAnswer
    judgement: Judgement
    categories: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether the answer counts towards a rate of agreement.

        It counts where the DCP said yes or no, and the inspector agreed or disagreed.
        "Not applicable", from either, and "cannot tell" leave the denominator.
        """
        view = self.judgement
        judged = view is Judgement.AGREE or view is Judgement.DISAGREE
        return judged and self.dcp_answer is not DcpAnswer.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class FeedbackAnswer:
    """One graded answer on written feedback, or `NOT_APPLICABLE`."""

    question_id: str
    answer: str


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """Whether one thing that the framework asks for is recorded."""

    record_id: str
    answer: Recorded

    @property
    def counts(self) -> bool:
        """Whether the answer counts: "not applicable" and "cannot tell" leave the denominator."""
        return self.answer in {Recorded.YES, Recorded.NO}


@dataclass(frozen=True, slots=True)
class FileExamination:
    """One examined file.

    `file_ref` ("NOR-07") is how the inspection names it in public; the URN identifies a live
    case and is never printed in a report. `area` is the Area's name and `court` a court id.
    `dip_sampler_grade` is an abbreviation, or "" where it is not known. The two flags say
    whether the DCP and the dip sampler recorded any comment. `locator` says where in a
    workbook the file was read ("Files, row 12") and is no part of what it is.

    What follows is None or () where a form did not ask for it. `disputed` are the ids of the
    questions on which the dip sampler recorded another view than the DCP's. `shared_on` is the
    day on which the IQA was closed and shared with the prosecutor, `commented_on` that of the
    prosecutor's comments (stage 5).
    """

    file_ref: str
    urn: str
    area: str
    court: str
    iqa_date: date
    dip_sampler_grade: str
    dcp_comments: bool
    dip_sampler_comments: bool
    answers: tuple[Answer, ...]
    feedback: tuple[FeedbackAnswer, ...] = ()
    locator: str = field(default="", compare=False)
    records: tuple[RecordAnswer, ...] = ()
    themed: bool | None = None
    dip_sampler_view: DipSamplerView | None = None
    disputed: tuple[str, ...] = ()
    shared_on: date | None = None
    commented_on: date | None = None

    def answer(self, question_id: str) -> Answer | None:
        """Return the answer to a question, or None if it was not asked of this file."""
        return next((a for a in self.answers if a.question_id == question_id), None)

    def record(self, record_id: str) -> RecordAnswer | None:
        """Return whether a thing is recorded, or None if that was not asked of this file."""
        # Not with next(): an archive is asked this a million times.
        for record in self.records:
            if record.record_id == record_id:
                return record
        return None


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file still to be examined: a row of the form in which only its identity is filled.

    What is not known yet is "" or None.
    """

    file_ref: str
    area: str
    court: str
    urn: str = ""
    iqa_date: date | None = None
    dip_sampler_grade: str = ""
