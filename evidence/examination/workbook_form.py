"""The edge to Excel, writing: the form that inspectors fill, blank, begun or filled.

The same rows and the same time give the same bytes. Text is always written as text: what a
person typed never becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import groupby

from xlsxwriter import Workbook

from evidence.examination.answers import (
    NOT_APPLICABLE,
    DcpAnswer,
    DipSamplerView,
    FileExamination,
    Judgement,
    PlannedFile,
    Recorded,
)
from evidence.examination.days import in_words
from evidence.examination.form import (
    DAYS,
    FILES_SHEET,
    GUIDANCE_SHEET,
    KEY_SHEET,
    LAYOUT_VERSION,
    Column,
    Field,
    columns,
)
from evidence.examination.grid import address
from evidence.examination.row_marks import written
from evidence.examination.row_values import identity_of, value_in
from evidence.examination.status import (
    COMPLETE,
    guidance_formula,
    guidance_of,
    status_formula,
    status_of,
)
from evidence.examination.workbook_sheet import FormSheet
from evidence.framework import Framework
from evidence.inspection import ExaminationSettings

TITLE_ROW, BAND_ROW, HEADING_ROW, FIRST_ROW = 0, 2, 3, 4
"""Rows of the sheet of files, counted from 0 as XlsxWriter counts."""

# A form has room for rows that are added by hand beneath those that it was made with.
_SPARE_ROWS = 50
_FROZEN = 3  # the file, its URN and its status stay in sight
_DAY = {
    "validate": "date",
    "criteria": ">=",
    "value": date(2015, 1, 1),
    "error_type": "warning",
    "error_title": "Not a date",
    "error_message": "Type a date, such as 3 April 2023.",
}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    framework: Framework,
    settings: ExaminationSettings,
    rows: Sequence[PlannedFile | FileExamination],
    *,
    at: datetime,
) -> bytes:
    """Return the form with a row for each file, planned or examined, as an .xlsx file.

    `at` is the time of making that the file's properties carry.

    Raises:
        WorkbookInvalid: a text is longer than a cell can hold.
    """
    out = BytesIO()
    workbook = Workbook(out, _OPTIONS)
    workbook.set_properties(
        {"title": f"File examination: {framework.title}", "author": "", "created": _universal(at)}
    )
    form = columns(framework)
    sheet = FormSheet(workbook, FILES_SHEET)
    guidance = FormSheet(workbook, GUIDANCE_SHEET)
    key = FormSheet(workbook, KEY_SHEET)
    lists = _write_key(key, framework, form, rows)
    _write_headings(sheet, framework, form)
    last = FIRST_ROW + len(rows) + _SPARE_ROWS - 1
    _offer_choices(sheet, form, lists, last)
    _point_out_missing_categories(sheet, form, last)
    for number, row in enumerate(rows, start=FIRST_ROW):
        for column, place in enumerate(c.place for c in form):
            sheet.put(number, column, value_in(row, place, framework), place[0])
    _work_out(sheet, framework, form, rows, last)
    _write_guidance(guidance, framework, settings)
    workbook.close()
    return out.getvalue()


def _universal(at: datetime) -> datetime:
    """Return a time as a file's properties state it; one without a zone is taken as it is."""
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def _work_out(
    sheet: FormSheet,
    framework: Framework,
    form: Sequence[Column],
    rows: Sequence[PlannedFile | FileExamination],
    last: int,
) -> None:
    """Write what the form works out by itself, with what it comes to now."""
    at = {column.field: number for number, column in enumerate(form)}
    for number, row in enumerate(rows, start=FIRST_ROW):
        said = {c.place: v for c in form if (v := value_in(row, c.place, framework))}
        guidance = guidance_of(row.iqa_date, framework)
        own = number + 1
        formulas = {
            Field.STATUS: (status_formula(form, own, HEADING_ROW + 1), status_of(said, form)),
            Field.GUIDANCE: (guidance_formula(form, own, framework), guidance),
        }
        for part, (formula, now) in formulas.items():
            sheet.work_out(number, at[part], formula, now)
    column = at[Field.STATUS]
    for word, colour in ((COMPLETE, sheet.green), ("missing", sheet.amber)):
        rule = {"type": "text", "criteria": "containing", "value": word, "format": colour}
        sheet.sheet.conditional_format(FIRST_ROW, column, last, column, rule)


def _write_headings(sheet: FormSheet, framework: Framework, form: Sequence[Column]) -> None:
    """Write the title, the questions above their columns, and the headings."""
    sheet.say(TITLE_ROW, 0, f"File examination: {framework.title}", sheet.title)
    sheet.say(
        TITLE_ROW + 1, 0, "One row a file. What the columns ask for is on the sheet Guidance."
    )
    start = 0
    for band, group in groupby(form, key=lambda column: column.band):
        width = len(list(group))
        if band:
            sheet.say(BAND_ROW, start, band, sheet.band)
            for beside in range(start + 1, start + width):
                sheet.sheet.write_blank(BAND_ROW, beside, None, sheet.band)
        start += width
    for number, column in enumerate(form):
        sheet.say(HEADING_ROW, number, column.heading, sheet.heading)
        sheet.sheet.set_column(number, number, column.width)
    sheet.sheet.set_row(HEADING_ROW, 48)
    sheet.sheet.freeze_panes(FIRST_ROW, _FROZEN)
    sheet.sheet.repeat_rows(HEADING_ROW)
    sheet.sheet.set_landscape()
    sheet.sheet.set_paper(8)  # A3


def _offer_choices(
    sheet: FormSheet, form: Sequence[Column], lists: dict[tuple[str, ...], str], last: int
) -> None:
    """Give each column its list, from the key sheet, since an inline list is cut at 255."""
    for number, column in enumerate(form):
        if column.field in DAYS:
            sheet.sheet.data_validation(FIRST_ROW, number, last, number, _DAY)
        if not column.choices:
            continue
        # Several categories may stand in one cell, so the list there offers and does not insist.
        several = column.field is Field.CATEGORY
        sheet.sheet.data_validation(
            FIRST_ROW,
            number,
            last,
            number,
            {
                "validate": "list",
                "source": lists[column.choices],
                "error_type": "information" if several else "stop",
                "error_title": "Not one of the words",
                "error_message": "Choose from the list; several categories go with a semicolon."
                if several
                else "Choose one of the words in the list.",
            },
        )


def _point_out_missing_categories(sheet: FormSheet, form: Sequence[Column], last: int) -> None:
    """Colour the category cell of a disagreement until it is filled."""
    for number, column in enumerate(form):
        if column.field is not Field.CATEGORY:
            continue
        view = address(number, FIRST_ROW + 1)  # the column before, which grid counts from 1
        own = address(number + 1, FIRST_ROW + 1)
        sheet.sheet.conditional_format(
            FIRST_ROW,
            number,
            last,
            number,
            {
                "type": "formula",
                "criteria": f'=AND(${view}="{Judgement.DISAGREE}",${own}="")',
                "format": sheet.amber,
            },
        )


def _write_key(
    key: FormSheet,
    framework: Framework,
    form: Sequence[Column],
    rows: Sequence[PlannedFile | FileExamination],
) -> dict[tuple[str, ...], str]:
    """Write the hidden sheet by which the form is known again, and the lists for choices.

    Returns the range of each list.
    """
    lines = [("layout", "version", str(LAYOUT_VERSION)), ("framework", "title", framework.title)]
    lines += [("question", q.question_id, q.text) for q in framework.questions]
    lines += [("question", f.question_id, f.text) for f in framework.feedback]
    lines += [("question", r.record_id, r.text) for r in framework.records]
    # Without a URN a row is of no case yet, and may be given any.
    lines += [("row", row.file_ref, written(identity_of(row).marks())) for row in rows if row.urn]
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            key.say(number, column, text)
    ranges: dict[tuple[str, ...], str] = {}
    for choices in dict.fromkeys(column.choices for column in form if column.choices):
        column_number = 4 + len(ranges)
        for number, choice in enumerate(choices):
            key.say(number, column_number, choice)
        letters = address(column_number + 1, 1).rstrip("1")
        ranges[choices] = f"={KEY_SHEET}!${letters}$1:${letters}${len(choices)}"
    key.sheet.hide()
    return ranges


def _write_guidance(sheet: FormSheet, framework: Framework, settings: ExaminationSettings) -> None:
    """Write what each column asks for, the words it takes, and the questions in full."""
    graded = framework.feedback[0].answers if framework.feedback else ()
    after = f"{settings.iqas_after.day} {settings.iqas_after:%B %Y}"
    lines: list[tuple[str, str]] = [
        ("File", "How the file is named in the inspection. It stands in for the URN in reports."),
        ("URN", "Two digits, two letters or digits, seven digits. It never goes into a report."),
        ("IQA date", f"The day of the assessment, after {after}."),
        ("Comments recorded", "yes or no: whether any comment is on the IQA application."),
        ("DCP's answer", f"What the DCP recorded: {', '.join(DcpAnswer)}."),
        ("Inspector's view", f"Your view of that answer: {', '.join(Judgement)}."),
        (
            "Category",
            "Where you disagree, and only there: "
            f"{', '.join(c.name for c in framework.categories)}. Several go with a semicolon.",
        ),
        ("Reason", "Where you disagree: why, in a few words. No names and no URN."),
        ("Guidance of", "Worked out from the IQA date: the guidance in use on that day."),
        ("Status", "Worked out as you fill the row: what is still missing, or complete."),
        ("Feedback", f"Of the written feedback: {', '.join((*graded, NOT_APPLICABLE))}."),
        (
            "Recorded on the application",
            f"Whether anything is recorded at all: {', '.join(Recorded)}. How good it is, the "
            "questions on feedback grade.",
        ),
        ("Themed IQA", "yes where the IQA was one of a themed exercise; else no."),
        (
            "Dip sampler's view",
            f"What the dip sampler recorded of the DCP's answers: {', '.join(DipSamplerView)}.",
        ),
        (
            "Questions the dip sampler disputed",
            "The ids of those on which the dip sampler recorded another view, such as Q02; Q05.",
        ),
        (
            "IQA shared on",
            "The day on which the IQA was closed and shared with the prosecutor, if it is known.",
        ),
        (
            "Prosecutor commented on",
            "The day of the prosecutor's own comments (stage 5); empty if there are none. "
            f"{settings.comment_days} days are allowed.",
        ),
        ("", ""),
        *((q.question_id, q.text) for q in framework.questions),
        *((f.question_id, f.text) for f in framework.feedback),
        *((r.record_id, r.text) for r in framework.records),
        ("", ""),
        *((f"Guidance of {in_words(g.dated)}", g.text) for g in framework.guidance),
    ]
    sheet.say(0, 0, "How to fill the form", sheet.title)
    for number, (name, text) in enumerate(lines, start=2):
        sheet.say(number, 0, name, sheet.plain)
        sheet.say(number, 1, text, sheet.plain)
    sheet.sheet.set_column(0, 0, 34)
    sheet.sheet.set_column(1, 1, 100)
