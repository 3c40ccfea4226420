"""The words and figures of Kestrel Coast's IQA report for January to March 2024."""

import datetime as dt
import runpy
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

AREA = "Kestrel Coast"
NAME = "IQA report KC Jan-Mar 2024 with themed re-read.docx"
SETTLE = Path(__file__).resolve().parents[1] / "settle.py"
STAMP = dt.datetime(2024, 5, 3, 10, 0, tzinfo=dt.UTC)

LEAD = (
    "Prepared by Wil Bevan with Priti Vaghela, 3 May 2024, for the Deputy Chief Crown Prosecutor. Advocacy "
    "assessments, RASSO and complex casework are left out."
)

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "How many, and by whom",
        (
            "Magistrates' teams finished the quarter complete. Crown Court did not, for the third time running, and six "
            "of its nineteen prosecutors have now gone two quarters without anyone sitting down with them over a file.",
            "Timing matters as well as volume. In the lower court unit the work was spread evenly through the thirteen weeks. "
            "Eight of the eleven Crown Court forms bear a date after 21 March.",
        ),
    ),
    (
        "What assessors marked down most often",
        (
            'We grouped every "not met" and "issue to address" in the magistrates\' forms by question, then read the '
            "comments. Witness needs leads by a distance (ten mentions, eight lawyers), followed by instructions to the "
            "advocate (seven) and acceptability of pleas (five). Custody time limits, top last summer, has fallen to two.",
            "Instructions to the advocate is new. Assessors describe notes that recite facts and stop, giving no hint of "
            "the line to take on bail or on plea. It appears at both Saltby and Gannet Bay, so we propose it to "
            "the board as a candidate for autumn.",
            'For Crown Court we can offer no such ranking. Comments average nine words; "discussed" is the commonest. '
            "Late unused schedules get three mentions, all on trials in one courtroom, and should not be read as a pattern.",
        ),
    ),
    (
        "Custody files: then and now",
        (
            "The method was simple. A questionnaire of six lines was fixed in October 2023 and locked. Two assessors scored each "
            "file; a third settled differences. The spring reading used files opened after 1 February, when the new template "
            "boxes had been in use for over a week.",
            "Files satisfying both requirements rose by eight, from under half to roughly three quarters. The gain was biggest "
            "at Gannet Bay, where attendance at the sessions was total. Among lawyers who attended none it was nil.",
            "Caution: twenty-five is a small number, one energetic lawyer wrote three of the good ones, and an effect of the "
            "template cannot be told apart from an effect of the teaching. We have said so on the slide.",
            "Next look: October, ten files, to see whether it fades.",
        ),
    ),
    (
        "Strong work",
        (
            "Assessors put forward nine items for the shelf this quarter and Shabnam Rafiq took eight. Plea "
            'reasoning and first reviews did best. Among the reasons recorded: "tells the victim\'s story in two lines" and "deals with the '
            'weakness before the defence can".',
            "One team sends nothing. It is the only team whose assessors are both on temporary promotion, and someone should ask "
            "whether they know how.",
        ),
    ),
    (
        "Checking the checkers",
        (
            "Of the 33 assessments made in the two units, five were dip-sampled. In one, the sampler moved a witness care answer from met to "
            'not met and wrote a full paragraph to the assessor. Comments on the Crown Court sample read, in their entirety, "Agree".',
        ),
    ),
    (
        "Measures that have lapsed",
        (
            "The annex lists each measure that the Area has begun since April 2023. Of four in the magistrates' unit, three have a "
            "second reading or a booked date. Of three in Crown Court, none has gone beyond its opening quarter and no "
            "owner is now named for any.",
        ),
    ),
)

COLUMNS = ("Measure", "Magistrates' court unit", "Crown Court unit")
FIGURES = (
    ("Prosecutors in scope", "22", "19"),
    ("Completed July to September 2023", "22", "15"),
    ("Completed October to December 2023", "21", "13"),
    ("Completed January to March 2024", "22", "11"),
    ("Dip samples in the last quarter (needed)", "4 (3)", "1 (2)"),
    ("Custody files right on both points, October 2023", "11 of 25", "not read"),
    ("Custody files right on both points, April 2024", "19 of 25", "not read"),
    ("Indictment right first time, November 2023", "n/a", "9 of 18"),
    ("Indictment right first time, repeat", "n/a", "not done"),
    ("Shelf items accepted in the quarter", "7", "1"),
)


def add_page_number(paragraph: Paragraph) -> None:
    """Put a live page number into the footer paragraph."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def make(path: Path) -> None:
    """Write the report to `path`: automatic numbers on the commentary, one table of figures."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = STAMP
    document.core_properties.author = "Wil Bevan"
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.2)
    section.header.paragraphs[0].text = "OFFICIAL - Kestrel Coast performance team"
    add_page_number(section.footer.paragraphs[0])
    document.add_heading("Individual quality assessment, fourth quarter 2023-24", level=0)
    document.add_paragraph(LEAD)
    document.add_heading("Figures", level=1)
    table = document.add_table(rows=1, cols=3, style="Light List Accent 1")
    for cell, words in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = words
    for row in FIGURES:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for heading, paragraphs in SECTIONS:
        document.add_heading(heading, level=1)
        for words in paragraphs:
            document.add_paragraph(words, style="List Number")
    document.save(str(path))
    if SETTLE.exists():
        runpy.run_path(str(SETTLE))["settle"](path)


if __name__ == "__main__":
    make(Path(__file__).resolve().parents[2] / "evidence" / AREA / NAME)
