"""The framework: what an inspection asks, of whom, and what it gathers.

Everything here is data that an inspection folder carries in its `framework.yaml`
(scoping document, sections B to G). Another inspection is another file: no question,
Area, category or grade is named in the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Criterion:
    """One lettered criterion, such as 4a (scoping document D)."""

    criterion_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """A numbered sub-question and its criteria, in order."""

    sub_question_id: str
    title: str
    text: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CodeDefinition:
    """A code that inspectors apply; `parent` is empty for a criterion's own code.

    `colour` is of the form #1D70B8, and `key` the key that chooses the code in `code review`;
    "" lets the codebook choose.
    """

    code_id: str
    name: str
    criterion_id: str
    parent: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    colour: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A category into which a disagreement falls (scoping document F, file examination 2).

    `variants` are other ways in which people write its name.
    """

    category_id: str
    name: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """An Area and the other ways in which people write its name."""

    name: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Court:
    """A kind of court team from which files are drawn, and how many files an Area gives."""

    court_id: str
    name: str
    files_per_area: int
    variants: tuple[str, ...] = ()


class Structure(StrEnum):
    """How the text of a kind of source is built, and so how it is cut into segments."""

    MINUTES = "minutes"
    TRANSCRIPT = "transcript"
    INTERVIEW = "interview"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source, and the words in file names and titles that reveal it.

    `family` is "documents", "focus groups" or "interviews": the kinds of evidence that
    triangulation compares.
    """

    kind_id: str
    name: str
    plural: str
    family: str
    structure: Structure
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of staff, as quotations are attributed to it.

    `single_post` is true where one person in an Area holds the post, so that naming the
    Area would name the person.
    """

    abbreviation: str
    name: str
    plural: str
    single_post: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What is asked of each Area, or nationally; `expected` is None where any number may come.

    `level` is "area" or "national".
    """

    request_id: str
    kind_id: str
    text: str
    expected: int | None = None
    since: date | None = None
    level: str = "area"


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview or focus group to be held, per visited Area or nationally."""

    meeting_id: str
    kind_id: str
    who: str
    level: str
    expected: int
    participants: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the timetable (scoping document G); `weeks` is None where none is given.

    `work` names what is to be done by its end: "documents", "meetings", "files", "coding",
    "findings", "report".
    """

    stage_id: str
    name: str
    text: str
    weeks: int | None = None
    work: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidanceVersion:
    """A version of the guidance or application that was assessed against.

    `source` says where it can be found, for a footnote; "" leaves the note out.
    """

    dated: date
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation or term for the glossary."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ExaminationQuestion:
    """A question that the legal manager answered and the inspector judges.

    The legal manager answers yes, no or not applicable. A "yes" says that the standard was
    met and bears on `criterion_id` (1a); a "no" bears on `non_compliance_criterion_id` (1b),
    or on the first where that is empty.
    """

    question_id: str
    text: str
    short: str
    category_id: str
    criterion_id: str
    non_compliance_criterion_id: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackQuestion:
    """A question on the written feedback to the legal manager, with its graded answers."""

    question_id: str
    text: str
    short: str
    criterion_id: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordQuestion:
    """Something that should be recorded on the IQA application: is it there, yes or no?

    `headings` are other words with which people head its column.
    """

    record_id: str
    text: str
    short: str
    criterion_id: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """All that an inspection asks and gathers; the spine of everything above it."""

    title: str
    organisation: str
    question: str
    objective: tuple[str, ...]
    sub_questions: tuple[SubQuestion, ...]
    codes: tuple[CodeDefinition, ...]
    categories: tuple[Category, ...]
    areas: tuple[Area, ...]
    courts: tuple[Court, ...]
    kinds: tuple[SourceKind, ...]
    grades: tuple[Grade, ...]
    requests: tuple[DocumentRequest, ...]
    meetings: tuple[Meeting, ...]
    stages: tuple[Stage, ...]
    guidance: tuple[GuidanceVersion, ...]
    questions: tuple[ExaminationQuestion, ...]
    feedback: tuple[FeedbackQuestion, ...]
    glossary: tuple[Term, ...]
    background: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    records: tuple[RecordQuestion, ...] = ()
    comment_days: int = 7
    """Days from the closing of an IQA within which the prosecutor should comment (stage 5)."""

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the framework's order."""
        return tuple(c for sub in self.sub_questions for c in sub.criteria)

    @property
    def files_per_area(self) -> int:
        """How many files each Area's sample holds."""
        return sum(court.files_per_area for court in self.courts)

    def guidance_on(self, day: date) -> date | None:
        """Return the day of the guidance that was in use on a day, or None before any."""
        return max((v.dated for v in self.guidance if v.dated <= day), default=None)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id; KeyError if there is none."""
        for criterion in self.criteria:
            if criterion.criterion_id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def sub_question_of(self, criterion_id: str) -> SubQuestion:
        """Return the sub-question to which a criterion belongs; KeyError if none."""
        for sub in self.sub_questions:
            if any(c.criterion_id == criterion_id for c in sub.criteria):
                return sub
        raise KeyError(criterion_id)

    def kind(self, kind_id: str) -> SourceKind:
        """Return the kind of source of that id; KeyError if there is none."""
        for kind in self.kinds:
            if kind.kind_id == kind_id:
                return kind
        raise KeyError(kind_id)

    def grade(self, abbreviation: str) -> Grade | None:
        """Return the grade of that abbreviation, or None."""
        for grade in self.grades:
            if grade.abbreviation == abbreviation:
                return grade
        return None
