"""Aldermere's report on IQA performance, third quarter of 2023-24: the figures and a careful gloss on them."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Cm

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "Aldermere IQA performance report Q3 2023-24.docx"
SAVED = dt.datetime(2024, 5, 31, 17, 10, tzinfo=dt.UTC)
STYLE = "Medium Shading 1 Accent 1"


def make(path: Path) -> None:
    """Write the report to `path`."""
    document = Document()
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(2.2)
    office.frame(
        document,
        "OFFICIAL-SENSITIVE: management information, not for onward use",
        "Performance Team | ",
    )
    document.add_heading(
        "Individual Quality Assessment: report for October to December 2023", level=0
    )
    document.add_paragraph(
        "Prepared by T Wilk for the DCCP. Issued 31 May 2024 alongside the second themes paper.",
        style="Subtitle",
    )
    _volumes(document)
    _answers(document)
    _use(document)
    office.finish(document, path, "Tomasz Wilk", "IQA performance Q3 2023-24", SAVED)


def _volumes(document: WordFile) -> None:
    document.add_heading("Volumes", level=1)
    table = office.grid(
        document,
        ("Unit", "Due", "Completed", "Completed (%)", "Dip sampled", "Sampled (%)"),
        (4.4, 1.8, 2.4, 2.8, 2.6, 2.4),
        STYLE,
    )
    office.row(table, "Magistrates' Court Unit", "36", "34", "94", "4", "12")
    office.row(table, "Crown Court Unit", "26", "24", "92", "2", "8")
    office.row(table, "Both units", "62", "58", "94", "6", "10")
    document.add_paragraph(
        "Source: IQA application, extracted on 6 May 2024. Advocacy assessments and RASSO are left out."
    )
    document.add_paragraph(
        "Completion recovered from 55 to 58. Taken together the units met the ten per cent requirement, though Crown Court on its own did not, "
        "and one manager has had no record sampled since the spring of 2023."
    )


def _answers(document: WordFile) -> None:
    document.add_heading("Answers", level=1)
    document.add_paragraph(
        "The next table gives the four questions answered 'not met' most often in the two quarters for which remarks have been read. Denominators exclude 'not applicable'."
    )
    table = office.grid(
        document, ("Question (short form)", "Jul-Sep met", "Oct-Dec met"), (8.8, 3.8, 3.8), STYLE
    )
    office.row(table, "Review contains a case or trial strategy", "35 of 55", "36 of 58")
    office.row(table, "Letter to victim timely and of proper quality", "19 of 33", "21 of 35")
    office.row(table, "Disclosure management document kept current", "17 of 23", "17 of 24")
    office.row(table, "Instructions to advocate fit for purpose", "18 of 23", "15 of 24")
    document.add_paragraph(
        "The order is nearly the same in both quarters. Strategy and victim letters have been the weakest answers in each, which gives some ground for "
        "treating them as lasting difficulties and not as the accident of a few files."
    )
    document.add_paragraph(
        "Movement between the columns is slight and, with numbers of this size, should not be described as a rise or a fall. Instructions to advocates may be "
        "an exception; three fewer met the standard and I would keep an eye on it."
    )
    document.add_paragraph(
        "On letters in particular the reader will wish to know whether the reminder given in autumn had any effect. The proportion has gone from 58 to 60 per cent, "
        "which is to say that it has not visibly had one."
    )
    counted = document.add_paragraph(
        "There is variation between assessors. Two DCPs recorded no 'not met' in the quarter at all, against an average of three a file elsewhere. "
        "The data cannot tell us whether their lawyers are better or their reading is kinder."
    )
    comment = document.add_comment(
        counted.runs,
        text="TW - please do not name them in the version for CQB. I have spoken to both and we shall read two each together in July.",
        author="Alastair Keane",
        initials="AK",
    )
    comment._comment_elm.set(qn("w:date"), "2024-06-03T08:51:00Z")


def _use(document: WordFile) -> None:
    document.add_heading("Remarks behind the answers", level=1)
    document.add_paragraph(
        "Some written comment accompanied 41 of the 58 assessments. In 25 of those it amounted to one line, most commonly that the work was satisfactory or that "
        "the matter had been discussed. This is why the themes paper leans on so small a base."
    )
    document.add_paragraph(
        "Where assessors did explain, the cause of a missing strategy was usually a review built by copying the police summary, followed by a sentence of law. "
        "That was said of lawyers in both units and at every level of service."
    )
    document.add_paragraph(
        "The field for good practice was completed four times. I am not aware that any of the four has been passed on, and there is no arrangement by which it would be."
    )
    document.add_heading("Use of this report", level=1)
    document.add_paragraph(
        "A shortened form of both tables was included in the papers for the Area performance review in May, under the heading of legal decision-making."
    )
    document.add_paragraph(
        "It is suggested that the figure for strategy be adopted as the starting point for the autumn themed exercise. A second measurement on the same wording would let the board "
        "see before and after, subject to different managers doing the reading."
    )
    document.add_paragraph(
        "This is the fourth quarterly report since the template was agreed, and the latest to appear: five months after the period it covers. Extracting remarks by hand took eleven days."
    )
    document.add_paragraph(
        "For completeness, hearing outcomes and police file quality (DGA) are reported in the monthly pack and should not be read across to the answers above."
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
