"""The examination of 210 invented files: 14 Areas, ten magistrates' court and five Crown Court files each.

Everything here is made up. The story that the numbers tell stands in the tables below; chance
(seeded, so that the same workbook comes out each time) decides only which file shows what.

The story. DCPs' assessments can be relied on where they find compliance in case progression.
They are too generous about strategy in charging advice and reviews and about disclosure, most
of all on Crown Court files. Where they find non-compliance, inspectors agree much less often.
Written feedback is mostly half of what it should be, and many dip samplers write nothing. What
the IQA application holds beside is drawn in application.py, and URNs come from case_list.py.
"""

import datetime as dt
import random
import runpy
from dataclasses import dataclass
from pathlib import Path

from evidence.config import load_inspection
from evidence.examination.answers import (
    NOT_APPLICABLE,
    Answer,
    DcpAnswer,
    FeedbackAnswer,
    FileExamination,
    Judgement,
    PlannedFile,
)
from evidence.examination.file_references import planned_files
from evidence.examination.workbook_form import write_workbook

INSPECTION = Path(__file__).resolve().parents[1]
NAME = "examination/file-examination.xlsx"
SETTLE = Path(__file__).resolve().parent / "settle.py"
APPLICATION = Path(__file__).resolve().parent / "application.py"
CASE_LIST = Path(__file__).resolve().parent / "case_list.py"
STAMP = dt.datetime(2024, 6, 7, 9, 0)
SEED = 20240607

FIRST_DAY, RECENT, LAST_DAY = dt.date(2022, 11, 2), dt.date(2023, 11, 1), dt.date(2024, 5, 31)
HOLIDAYS = ((12, 25), (12, 26), (1, 1))
RECENT_SHARE = 0.7  # the most recently completed were taken, so most are recent

CANNOT_TELL = 0.012
SHOULD_HAVE_APPLIED = 0.05  # inspectors who think that "not applicable" was wrong
SECOND_CATEGORY = 0.10
DIP_SAMPLED_BY_DCCP = 0.25


@dataclass(frozen=True)
class Rates:
    """How often the DCP says yes and not applicable, and how often inspectors agree with a
    yes on magistrates' court files, with a yes on Crown Court files, and with a no."""

    yes: float
    not_applicable: float
    agree_yes_magistrates: float
    agree_yes_crown: float
    agree_no: float


QUESTIONS = {
    "Q01": Rates(0.95, 0.01, 0.94, 0.95, 0.70),  # Code decision at charge
    "Q02": Rates(0.78, 0.02, 0.66, 0.48, 0.64),  # strategy in the charging advice
    "Q03": Rates(0.74, 0.06, 0.68, 0.52, 0.60),  # review after charge
    "Q04": Rates(0.92, 0.02, 0.90, 0.88, 0.66),  # selection of charges and pleas
    "Q05": Rates(0.84, 0.02, 0.94, 0.93, 0.68),  # preparation for the first hearing
    "Q06": Rates(0.80, 0.10, 0.95, 0.92, 0.72),  # compliance with directions
    "Q07": Rates(0.78, 0.08, 0.93, 0.90, 0.66),  # requests to the police
    "Q08": Rates(0.90, 0.06, 0.96, 0.94, 0.62),  # bail and custody
    "Q09": Rates(0.82, 0.12, 0.84, 0.80, 0.60),  # needs of victims and witnesses
    "Q10": Rates(0.76, 0.20, 0.82, 0.80, 0.58),  # victims' views
    "Q11": Rates(0.62, 0.30, 0.80, 0.78, 0.66),  # letters to victims
    "Q12": Rates(0.80, 0.04, 0.78, 0.56, 0.62),  # initial disclosure
    "Q13": Rates(0.72, 0.12, 0.74, 0.50, 0.58),  # continuing disclosure and its record
    "Q14": Rates(0.05, 0.94, 0.80, 0.80, 0.60),  # enquiries abroad
}

# How much more or less often inspectors agree in an Area than the table above says.
AREAS = {
    "Aldermere": 0.04,
    "Brackenvale": 0.00,
    "Calderwick": 0.05,
    "Dunmarsh": -0.04,
    "Eastmarch": -0.09,
    "Fenwold": 0.02,
    "Greyhaven": -0.03,
    "Harrowmere": 0.01,
    "Kestrel Coast": 0.06,
    "Larkshire": -0.02,
    "Marlowshire": 0.03,
    "Northshire": 0.08,
    "Orrinside": -0.06,
    "Pellworth and Vale": 0.00,
}

# How often the DCP, and the dip sampler, wrote no comment at all; other Areas as "elsewhere".
NO_COMMENT = {
    "Eastmarch": (0.35, 0.75),
    "Orrinside": (0.25, 0.60),
    "Northshire": (0.04, 0.20),
    "Kestrel Coast": (0.06, 0.25),
    "elsewhere": (0.13, 0.45),
}

# Shares of fully met and partially met; the rest is not met.
FEEDBACK = {
    "F1": (0.18, 0.58),
    "F2": (0.24, 0.54),
    "F3": (0.20, 0.50),
    "F4": (0.30, 0.46),
    "F5": (0.16, 0.44),
    "F6": (0.34, 0.50),
    "F7": (0.14, 0.56),
    "F8": (0.22, 0.52),
    "F9": (0.08, 0.42),
    "F10": (0.06, 0.36),
}
BY_DCP, BY_DIP_SAMPLER = ("F1", "F2", "F3"), ("F6", "F7", "F8")
ONLY_AFTER_A_NO, ONLY_AFTER_A_DIFFERENCE = ("F2",), ("F9", "F10")

# Why inspectors disagreed: with a yes (the first two), and with a no (the last).
REASONS = {
    "Q01": (
        "An element of the offence was not addressed before charge.",
        "The admissibility of the identification was assumed.",
        "The decision was marked down for its brevity; it met the Code.",
    ),
    "Q02": (
        "The advice lists the evidence and sets out no strategy.",
        "The likely defence is not dealt with.",
        "A short but clear strategy was overlooked.",
    ),
    "Q03": (
        "The review repeats the charging advice and adds nothing.",
        "New evidence came in and was not reviewed.",
        "The review that was said to be missing is on the file under another heading.",
    ),
    "Q04": (
        "The charges do not reflect how serious the offending was.",
        "A plea was accepted with no record of the reasons.",
        "The alternative charge was sound; the DCP preferred another.",
    ),
    "Q05": (
        "The hearing could not go ahead because key statements were not served.",
        "The form for the hearing left trial issues blank.",
        "The file was ready; the delay at court had another cause.",
    ),
    "Q06": (
        "A direction was complied with late and no extension was sought.",
        "The certificate of readiness was served after its date.",
        "The court had varied the date that was said to be missed.",
    ),
    "Q07": (
        "An action plan was sent once and never chased.",
        "The request came six weeks after the gap was known.",
        "The request had been chased twice by telephone, with notes.",
    ),
    "Q08": (
        "The custody time limit was worked out from the wrong day.",
        "No bail conditions were considered after the change of plea.",
        "The limit was right; the note of it was in another place.",
    ),
    "Q09": (
        "Special measures were not considered for an eligible witness.",
        "The application came in too late to be heard.",
        "The witness had declined the measure, and the file says so.",
    ),
    "Q10": (
        "The personal statement was not asked for.",
        "The victim's view on the plea was not sought.",
        "The view was recorded by the witness care unit.",
    ),
    "Q11": (
        "The letter gives no reason that a lay reader could follow.",
        "The letter went out after the time allowed.",
        "The letter was in time; the system showed the date of printing.",
    ),
    "Q12": (
        "The schedule was accepted although items were plainly missing.",
        "Third-party material was not pursued.",
        "The officer had described the items well enough.",
    ),
    "Q13": (
        "Nothing was done about disclosure after the defence statement.",
        "The disclosure record stops at the first hearing.",
        "The decisions were recorded, in the record of the previous lawyer.",
    ),
    "Q14": (
        "The request abroad was drafted and not sent.",
        "Evidence held overseas was written off without enquiry.",
        "No enquiry abroad was needed for what was in issue.",
    ),
}
NOT_APPLICABLE_REASON = "The question did apply to this file."


def main() -> None:
    """Write the workbook of the example inspection."""
    path = INSPECTION / NAME
    path.parent.mkdir(exist_ok=True)
    make(path)
    print(path.name)


def make(path: Path) -> None:
    """Write the filled form to `path`, the same bytes each time."""
    inspection = load_inspection(INSPECTION)
    framework, settings = inspection.framework, inspection.settings.examination
    path.write_bytes(write_workbook(framework, settings, files(), at=STAMP))
    settle = runpy.run_path(str(SETTLE))["settle"]
    settle(path)


def files() -> tuple[FileExamination, ...]:
    """Return the examined files, in the order of the sample."""
    framework = load_inspection(INSPECTION).framework
    category_of = {q.question_id: q.category_id for q in framework.questions}
    chance = random.Random(SEED)  # noqa: S311 - it makes an example, not a secret
    with_records = runpy.run_path(str(APPLICATION))["with_records"]
    in_the_order_of_the_draw = runpy.run_path(str(CASE_LIST))["in_the_order_of_the_draw"]
    made = (examined(planned, chance, category_of) for planned in planned_files(framework))
    return in_the_order_of_the_draw(tuple(with_records(made)))


def examined(
    planned: PlannedFile, chance: random.Random, category_of: dict[str, str]
) -> FileExamination:
    day = a_day(chance)
    answers = tuple(
        answered(planned, question, rates, chance, category_of)
        for question, rates in QUESTIONS.items()
    )
    dcp_silent, dip_silent = NO_COMMENT.get(planned.area, NO_COMMENT["elsewhere"])
    dcp_comments, dip_comments = chance.random() >= dcp_silent, chance.random() >= dip_silent
    feedback = tuple(
        FeedbackAnswer(question, graded(question, answers, (dcp_comments, dip_comments), chance))
        for question in FEEDBACK
    )
    grade = "DCCP" if chance.random() < DIP_SAMPLED_BY_DCCP else "SDCP"
    return FileExamination(
        planned.file_ref,
        no_urn(chance),
        planned.area,
        planned.court,
        day,
        grade,
        dcp_comments,
        dip_comments,
        answers,
        feedback,
    )


def answered(
    planned: PlannedFile,
    question: str,
    rates: Rates,
    chance: random.Random,
    category_of: dict[str, str],
) -> Answer:
    """Return one answer, with the inspector's view of it."""
    drawn = chance.random()
    categories = (category_of[question],)
    if drawn < rates.not_applicable:
        if chance.random() < SHOULD_HAVE_APPLIED:
            return Answer(
                question,
                DcpAnswer.NOT_APPLICABLE,
                Judgement.DISAGREE,
                categories,
                NOT_APPLICABLE_REASON,
            )
        return Answer(question, DcpAnswer.NOT_APPLICABLE, Judgement.NOT_APPLICABLE)
    said = DcpAnswer.YES if drawn < rates.not_applicable + rates.yes else DcpAnswer.NO
    if chance.random() < CANNOT_TELL:
        return Answer(question, said, Judgement.CANNOT_TELL)
    crown = planned.court == "crown"
    likely = rates.agree_yes_crown if crown else rates.agree_yes_magistrates
    likely = (rates.agree_no if said is DcpAnswer.NO else likely) + AREAS[planned.area]
    if chance.random() < likely:
        return Answer(question, said, Judgement.AGREE)
    if categories != ("charging_review",) and chance.random() < SECOND_CATEGORY:
        categories = ("charging_review", *categories)
    first, second, third = REASONS[question]
    reason = third if said is DcpAnswer.NO else first if chance.random() < 0.6 else second
    return Answer(question, said, Judgement.DISAGREE, categories, reason)


def graded(
    question: str, answers: tuple[Answer, ...], comments: tuple[bool, bool], chance: random.Random
) -> str:
    """Return the grade of one feedback question; what was not written is not met."""
    by_dcp, by_dip_sampler = comments
    drawn = chance.random()
    if question in ONLY_AFTER_A_NO and all(a.dcp_answer is not DcpAnswer.NO for a in answers):
        return NOT_APPLICABLE
    if question in ONLY_AFTER_A_DIFFERENCE and all(
        a.judgement is not Judgement.DISAGREE for a in answers
    ):
        return NOT_APPLICABLE
    if (question in BY_DCP and not by_dcp) or (question in BY_DIP_SAMPLER and not by_dip_sampler):
        return "not met"
    fully, partially = FEEDBACK[question]
    return (
        "fully met"
        if drawn < fully
        else "partially met"
        if drawn < fully + partially
        else "not met"
    )


def a_day(chance: random.Random) -> dt.date:
    """Return a working day of the period, most often a recent one."""
    recent = chance.random() < RECENT_SHARE
    first, last = (RECENT, LAST_DAY) if recent else (FIRST_DAY, RECENT)
    day = first + dt.timedelta(days=int(chance.random() * (last - first).days))
    while day.weekday() >= 5 or (day.month, day.day) in HOLIDAYS:
        day += dt.timedelta(days=1)
    return min(day, LAST_DAY)


def no_urn(chance: random.Random) -> str:
    """Return no URN yet: the draw gives it one. A number is drawn, so that the rest stays as it is."""
    chance.random()
    return ""


if __name__ == "__main__":
    main()
