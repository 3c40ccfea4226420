"""Small, made-up material for reports: no database, no files, every value in sight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from coding.codebook import codebook_of
from coding.codings import Coding, Polarity, Strength
from coding.matrix import CodedPassage, Passages
from coding.selections import Selection
from evidence.examination.answers import (
    Answer,
    DcpAnswer,
    FeedbackAnswer,
    FileExamination,
    Judgement,
)
from evidence.examination.tabulate import statistics
from evidence.framework import (
    Area,
    Category,
    CodeDefinition,
    Court,
    Criterion,
    ExaminationQuestion,
    FeedbackQuestion,
    Framework,
    Grade,
    GuidanceVersion,
    SourceKind,
    Structure,
    SubQuestion,
    Term,
)
from evidence.inspection import Inspection, ReportSettings, Settings
from evidence.segments import Segment, segment_id
from evidence.sources import Level, Source
from report_builder.document import Document, Paragraph, Support, SupportKind, sentences_of
from report_builder.findings import Finding, FindingKind, FindingStatus, Milestone
from report_builder.material import Edition, Material
from report_builder.numbering import number

WHEN = datetime(2024, 7, 1, 9, tzinfo=UTC)
DRAFT = Edition(2, "comments", "2024-09-30")
VISITED = ("Northshire", "Eastmarch", "Kestrel Coast", "Aldermere")

_CRITERIA = (
    ("1a", "Identifying compliance", "Are DCPs making reasonable assessments of compliance?"),
    ("1b", "Identifying non-compliance", "Are DCPs making reasonable assessments of failings?"),
    ("2a", "Comments on compliance", "Are DCPs recording constructive comments?"),
    ("3a", "Volume of checks", "Are enough IQAs being quality assured?"),
    ("4a", "Emerging themes", "Are emerging themes from IQA being identified?"),
    ("4c", "Use of data", "How effectively is the Area using data from IQA?"),
    ("4d", "Measuring effectiveness", "How does the Area measure the effectiveness of actions?"),
)
_TITLES = {
    "1": ("Accuracy of assessments", "Is the IQA process accurately identifying compliance?"),
    "2": ("Development of prosecutors", "Is the IQA process carried out to develop prosecutors?"),
    "3": ("Quality assurance", "Is the dip sampling promoting accountability?"),
    "4": ("Use of IQA data", "Is the data from IQA being used effectively?"),
}


def a_framework() -> Framework:
    """Return a framework like the real one, cut down to what a test can survey."""
    criteria = [Criterion(*row) for row in _CRITERIA]
    return Framework(
        title="Individual quality assessments",
        organisation="Crown Prosecution Service",
        question="To what extent do IQAs support the CPS aim of high quality casework?",
        objective=("assess the quality of IQAs",),
        sub_questions=tuple(
            SubQuestion(key, *texts, tuple(c for c in criteria if c.criterion_id[0] == key))
            for key, texts in _TITLES.items()
        ),
        codes=(
            CodeDefinition("4c-cqb", "Use through casework quality boards", "4c", "4c"),
            CodeDefinition("4c-comms", "Use through Area communications", "4c", "4c"),
        ),
        categories=(Category("charging", "charging"), Category("disclosure", "disclosure")),
        areas=tuple(Area(name) for name in (*VISITED, "Fenwold", "Larkshire")),
        courts=(Court("magistrates", "magistrates' court", 4), Court("crown", "Crown Court", 2)),
        kinds=(
            SourceKind(
                "focus_group", "focus group", "focus groups", "focus groups", Structure.TRANSCRIPT
            ),
            SourceKind("interview", "interview", "interviews", "interviews", Structure.INTERVIEW),
            SourceKind(
                "board_minutes",
                "board minutes",
                "sets of board minutes",
                "documents",
                Structure.MINUTES,
            ),
            SourceKind(
                "briefing", "team briefing", "team briefings", "documents", Structure.DOCUMENT
            ),
        ),
        grades=(
            Grade("SCP", "senior crown prosecutor", "senior crown prosecutors"),
            Grade("DCP", "district crown prosecutor", "district crown prosecutors"),
            Grade(
                "DCCP", "deputy chief crown prosecutor", "deputy chief crown prosecutors",
                single_post=True,
            ),
            Grade("DIR", "Director of Change", "Directors of Change", single_post=True),
        ),
        requests=(),
        meetings=(),
        stages=(),
        guidance=(GuidanceVersion(date(2021, 10, 1), "The CPS put revised guidance into use."),),
        questions=(
            ExaminationQuestion("Q01", "Was the charge right?", "Charge", "charging", "1a", "1b"),
            ExaminationQuestion(
                "Q02", "Was unused material seen to?", "Unused material", "disclosure", "1a", "1b"
            ),
        ),
        feedback=(
            FeedbackQuestion(
                "F1",
                "Did the DCP's comments show what went well?",
                "Comments on what went well",
                "2a",
                ("fully met", "partially met", "not met"),
            ),
        ),
        glossary=(
            Term("CPS", "Crown Prosecution Service"),
            Term("DCP", "District crown prosecutor: the legal manager who carries out IQAs"),
            Term("EEN", "The note that inspectors complete on each Area"),
            Term("IQA", "Individual quality assessment"),
            Term("SDCP", "Senior district crown prosecutor: the head of a unit"),
        ),
        background=("IQA is how the CPS assures its casework. It was revised in 2021.",),
        exclusions=("advocacy IQAs",),
    )  # fmt: skip


def an_inspection(report: ReportSettings | None = None) -> Inspection:
    """Return an inspection that visited four of six Areas."""
    settings = Settings(
        "Individual quality assessments",
        "IQA",
        "HM Inspectorate of Examples",
        month="September 2024",
        contact="reports@example.invalid",
        available_at="www.example.invalid",
        visited=VISITED,
        report=report or ReportSettings(),
    )
    return Inspection(a_framework(), settings)


def a_source(
    source_id: str,
    kind_id: str = "board_minutes",
    area: str = "Northshire",
    *,
    group: str = "",
    text: str = "",
) -> Source:
    """Return a source; one without an Area is national evidence."""
    return Source(
        source_id,
        f"{area}/{source_id}.docx",
        kind_id,
        Level.AREA if area else Level.NATIONAL,
        area,
        date(2024, 3, 14),
        source_id,
        group,
        "docx",
        "0" * 64,
        "1" * 64,
        text,
        (),
        WHEN,
        "A. Inspector",
    )


def a_passage(
    coding_id: str,
    source: Source,
    code_id: str = "4a",
    polarity: Polarity = Polarity.POSITIVE,
    words: str = "the same three points came up in both units again this quarter",
    *,
    strength: Strength = Strength.ORDINARY,
    memo: str = "",
) -> CodedPassage:
    """Return some words of a source, coded."""
    place = int(coding_id.removeprefix("C"))
    segment = Segment(place, 0, len(words), words, f"item {place}")
    coding = Coding(
        coding_id,
        Selection(source.source_id, 0, len(words), words),
        segment_id(source.source_id, place),
        code_id,
        polarity,
        strength,
        "A. Inspector",
        WHEN,
        memo,
    )
    return CodedPassage(coding, segment, source)


def examined(
    agreed: int, differed: int, *, dcp: DcpAnswer = DcpAnswer.YES
) -> list[FileExamination]:
    """Return files on whose two questions the inspector agrees first, and then does not."""
    files = []
    areas = [area.name for area in a_framework().areas]
    for n in range(agreed + differed):
        agrees = n < agreed
        judgement = Judgement.AGREE if agrees else Judgement.DISAGREE
        answers = tuple(
            Answer(
                question,
                dcp,
                judgement,
                () if agrees else (category,),
                "" if agrees else "The weakness was not dealt with.",
            )
            for question, category in (("Q01", "charging"), ("Q02", "disclosure"))
        )
        files.append(
            FileExamination(
                f"F-{n + 1:03d}",
                "",
                areas[n % len(areas)],
                "crown" if n % 3 == 0 else "magistrates",
                date(2024, 2, 1),
                "SDCP",
                n % 5 != 0,
                n % 4 != 0,
                answers,
                (FeedbackAnswer("F1", "fully met" if n % 3 == 0 else "not met"),),
            )
        )
    return files


def a_finding(
    finding_id: str = "F-4a-01",
    statement: str = "Boards named the themes that assessments had shown.",
    *,
    kind: FindingKind = FindingKind.STRENGTH,
    criterion_id: str = "4a",
    rests_on_codings: Iterable[str] = ("C0001",),
    owner: str = "",
    due: date | None = None,
) -> Finding:
    """Return a finding that stands on some codings."""
    return Finding(
        finding_id,
        criterion_id,
        kind,
        statement,
        FindingStatus.DRAFTED,
        tuple(Support(SupportKind.CODING, coding_id) for coding_id in rests_on_codings),
        "A. Inspector",
        WHEN,
        owner,
        (Milestone(due, "report to the board"),) if due is not None else (),
    )


def a_material(
    passages: Iterable[CodedPassage] = (),
    files: Iterable[FileExamination] = (),
    findings: Iterable[Finding] = (),
    *,
    sources: Iterable[Source] = (),
    report: ReportSettings | None = None,
    undecided: int = 0,
) -> Material:
    """Return the material of a report; the passages bring their sources with them."""
    found = tuple(passages)
    gathered = {s.source_id: s for s in (*sources, *(item.source for item in found))}
    inspection = an_inspection(report)
    return Material(
        inspection,
        codebook_of(inspection.framework),
        tuple(gathered.values()),
        40 * len(gathered),
        Passages(found),
        statistics(list(files), inspection.framework),
        tuple(findings),
        undecided,
    )


def a_rich_material() -> Material:
    """Return what an inspection has when it is nearly done."""
    return a_material(rich_passages(), examined(30, 12), rich_findings())


def rich_passages() -> list[CodedPassage]:
    """Return passages from four Areas and three kinds of source, on four criteria."""
    made: list[CodedPassage] = []
    for place, area in enumerate(VISITED):
        minutes = a_source(f"S{place}01", "board_minutes", area)
        group = a_source(f"S{place}02", "focus_group", area, group="SCP")
        interview = a_source(f"S{place}03", "interview", area, group="DCCP")
        yes, no, both = Polarity.POSITIVE, Polarity.NEGATIVE, Polarity.MIXED
        rows = (
            (minutes, "4a", yes, "the same point came up in both units for a second quarter"),
            (minutes, "4a", yes, "every answer of not met was read beside its comment"),
            (group, "4a", no, "we never hear what everybody else is getting wrong"),
            (interview, "4a", yes, "the unit head lists whatever comes up more than twice"),
            (minutes, "4c-cqb", yes, "the board chose two points for the coming quarter"),
            (group, "4c-comms", no, "it goes into a folder that nobody in here opens"),
            (interview, "4d", both, "we will read twenty more of them in the autumn"),
            (minutes, "4d", no, "the action was closed once the session had been held"),
            (group, "2a", no, "mine said good work and I still do not know which bit"),
        )  # fmt: skip
        for source, code, polarity, words in rows:
            coding_id = f"C{len(made) + 1:04d}"
            said = f"{words} in {('one', 'two', 'three', 'four')[place]} of them"
            made.append(a_passage(coding_id, source, code, polarity, said))
    return made


def rich_findings() -> list[Finding]:
    """Return a strength, an issue and a recommendation."""
    return [
        a_finding(),
        a_finding(
            "F-4d-01",
            "Areas closed actions without checking that casework had improved.",
            kind=FindingKind.ISSUE,
            criterion_id="4d",
            rests_on_codings=("C0008",),
        ),
        a_finding(
            "F-4d-02",
            "Each CPS Area should check within six months whether actions have worked.",
            kind=FindingKind.RECOMMENDATION,
            criterion_id="4d",
            rests_on_codings=("C0008",),
            owner="Chief crown prosecutors",
            due=date(2025, 3, 31),
        ),
    ]


def with_passages(material: Material, passages: Iterable[CodedPassage]) -> Material:
    """Return a material with other passages."""
    return replace(material, passages=Passages(tuple(passages)))


def text_of(document: Document) -> str:
    """Return every sentence of a report as it reads, a paragraph to a line."""
    numbers = number(document)
    return "\n".join(
        " ".join(numbers.sentence(sentence) for sentence in sentences_of(one))
        for one in document.blocks
        if sentences_of(one)
    )


def paragraphs_of(document: Document) -> list[str]:
    """Return the paragraphs of a report as they read."""
    numbers = number(document)
    return [
        " ".join(numbers.sentence(sentence) for sentence in one.sentences)
        for one in document.blocks
        if isinstance(one, Paragraph)
    ]
