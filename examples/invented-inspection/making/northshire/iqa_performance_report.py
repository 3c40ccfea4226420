"""The Area's IQA report for the fourth quarter: headings, typed paragraph numbers, one table."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "IQA performance report Q4 2023-24.docx"

FIGURES = (
    ("Measure", "Magistrates' court unit", "Crown Court unit", "Area"),
    ("Prosecutors in scope", "30", "24", "54"),
    ("Assessments completed", "30", "22", "52"),
    ("Completed in time (%)", "100", "92", "96"),
    ("Assessments dip sampled", "3", "3", "6"),
    ("Marks changed after dip sampling", "1", "0", "1"),
    ("Questions answered 'not met' (%)", "11.4", "13.9", "12.5"),
    ("'Met' answers carrying a comment (%)", "41", "17", "31"),
    ("Conversation recorded on the application", "28", "13", "41"),
)

PAPER = (
    (
        "1 Purpose and method",
        (
            "1.1 This paper covers casework assessments closed between 1 January and 31 March 2024 in the two main units. Advocacy, RASSO and complex casework are left out.",
            "1.2 An SDCP and the business manager wrote it together. They took the export from the application, read each negative answer beside the words the manager had typed, and grouped them; a heading had to occur in three assessments by two different managers before it counted as a theme. Sheets for the previous six quarters are held in the same form, so that lines can be followed over eighteen months.",
        ),
    ),
    ("2 Volumes", ()),
    (
        "3 What the figures say",
        (
            "3.1 The magistrates' court unit has not missed an assessment since summer 2022. Two Crown Court assessments were lost to a manager's sick leave and will be made up in quarter one.",
            "3.2 In both units the requirement to dip sample a tenth was met, for the Crown Court unit the first time this year.",
            "3.3 Twenty-eight of 30 magistrates' records say when the manager and the prosecutor talked and what was discussed. In the Crown Court unit 13 of 22 do; several of the rest read 'e-mailed'.",
            "3.4 Comments on what was done well are scarce. The few that exist tend to be 'good review' with no more, and could not be turned into an example that others might learn from.",
        ),
    ),
    (
        "4 Themes",
        (
            "4.1 Unfavourable material. In 13 assessments the prosecutor recognised a weakness (phone messages in five, previous retractions in four, a co-accused's account in the others) yet reached a conclusion as if it were not there. It is commonest at the pre-trial review, not at charge.",
            "4.2 Disclosure timeliness. Eight files, seven of them Crown Court. The mean interval between schedule and task was nine working days, against the two days that the board has asked for.",
            "4.3 Applications. Nine notices were out of time. Six concern hearsay from a witness known to be abroad or unwell at the time of charge, which points at planning and not at drafting.",
            "4.4 Domestic abuse. Seven files depended on the complainant alone. The fuller picture is in the separate February exercise.",
            "4.5 One possible theme was not carried forward. Poor instructions to agents appeared four times, but under a single manager.",
        ),
    ),
    (
        "5 Use and limits",
        (
            "5.1 The themes go to the casework quality board on 25 April, where priorities are fixed, and from there to unit briefings, the bulletin and the DCCP's pack for performance review.",
            "5.2 Readers should not treat a lower number as proof that training has worked. The files are whichever came up for each lawyer; nobody has yet drawn a sample to test a particular remedy, and the authors were not asked to.",
        ),
    ),
)


def make(path: Path) -> None:
    """Write the quarter's report to `path`."""
    word = Document()
    word.add_heading("Individual quality assessment in Northshire", level=0)
    word.add_paragraph(
        "Quarter four, 2023-24. For CQB. L Beckwith and R Ollerenshaw, 15 April 2024."
    )
    for heading, paragraphs in PAPER:
        word.add_heading(heading, level=1)
        for paragraph in paragraphs:
            word.add_paragraph(paragraph)
        if heading == "2 Volumes":
            word.add_paragraph(
                "Table 1: casework assessments, January to March 2024", style="Caption"
            )
            office.rule_table(word, FIGURES)
    office.mark(word, "OFFICIAL-SENSITIVE: management information", "IQA Q4 report / ")
    office.finish(
        word, path, title="IQA report Q4", author="L B", saved=dt.datetime(2024, 4, 15, 10, 0)
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
