"""The inspectors' note of their interview with Northshire's DCCP, with a colleague's margin comment."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document
from docx.shared import Pt

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "Interview DCCP Northshire 2024-07-03.docx"

ANSWERS = (
    (
        "What do you want from IQA in this Area?",
        (
            "Two things. The lawyer gets better; the Area learns where it is weak before the court or HMCPSI tells it.",
            "More confident of the second than the first. Thinks the unit managers would say the reverse.",
        ),
    ),
    (
        "How do you know what the assessments show across the piece?",
        (
            "Gets the RO/LB paper about two weeks after the quarter closes. Fixed format since autumn 2022, so can lay seven sheets in a row. Did so, on the desk, for us.",
            "Likes that they name the fault narrowly. Quoted 'listed, not weighed' from memory.",
            "Reads all the SDCPs' dip-sample remarks himself once a quarter. Magistrates' entries full and useful. Crown Court ones 'tell me that somebody opened the form'. Has raised it with DK twice.",
        ),
    ),
    (
        "What does the board do with that?",
        (
            "Standing item, always after the police one and never last. Rule of three: no more than three priorities, each with an owner, carried in unit business plans until changed.",
            "Gave the two-day tasking rule and the abuse checklist as instances where a theme had become a way of working.",
            "Accepted that delivery is lopsided. Estimates four fifths of what the board decides reaches magistrates' lawyers and 'maybe half' the Crown Court.",
        ),
    ),
    (
        "And outside the board?",
        (
            "Performance review: takes the themes sheet as the opening page of his pack. December session led to the CCP giving a public promise on disclosure. May session: asked to compare with the other northern Areas; has swapped sheets with two of their DCCPs, one of whom has copied the format.",
            "Second Look: 'ought to go out monthly'. No reading figures; does not know who opens it.",
            "Legal managers' away day in March spent its morning on the February abuse results, both units at mixed tables. Rated it the best use of the day.",
        ),
    ),
    (
        "Where does good work show up?",
        (
            "Long pause. One very good review in January, which went round everybody. Struggled for a second.",
            "Briefings lean to the negative and he knows it: 'we are lawyers, we look for the hole'.",
            "Drew our attention to the Lantern awards. On being asked, agreed that those nominations come from the courts, the police and colleagues, not out of quality checks.",
        ),
    ),
    (
        "How does the Area find out whether its remedies have had an effect?",
        (
            "Quarterly line is the main instrument. Undermining material down in one unit, level in the other; would not claim cause.",
            "Challenged on the action log: eleven casework actions closed in the past year, each on completion of the event or issue of the document. Could not point to one kept open until a check had been made.",
            "Had considered asking for ten files per topic after each run of clinics. Dropped for lack of manager time in October. Has not returned to it.",
        ),
    ),
    (
        "Are the DCPs' marks reliable?",
        (
            "Magistrates' unit, largely yes; cites the blind marking of one file each quarter. Crown Court, 'a bit kind', particularly where a reviewer has at least mentioned the weak point.",
            "Completed numbers are sound. Checked monthly by LB.",
        ),
    ),
    (
        "Anything else?",
        (
            "Crown Court DCP vacancy (one since Christmas) goes to interview in September.",
            "Would welcome a tool that let managers tick 'worth sharing'. Understands that headquarters has it on a list.",
        ),
    ),
)
QUERY = "Neil - I have the log for the year and make it twelve, not eleven. One of them is a duplicate, so he may well be right. Worth checking before we use it."


def make(path: Path) -> None:
    """Write the interview note to `path`."""
    word = Document()
    word.styles["Normal"].font.name = "Verdana"
    word.styles["Normal"].font.size = Pt(10)
    word.add_heading("Interview: Deputy Chief Crown Prosecutor, lead for IQA", level=1)
    word.add_paragraph(
        "Northshire, Wednesday 3 July 2024, 14.00 to 15.05. Present: DCCP; N Tranter, H Osgood (notes)."
    )
    for question, notes in ANSWERS:
        word.add_heading(question, level=2)
        for note in notes:
            written = word.add_paragraph(note)
            if note.startswith("Challenged"):
                comment = word.add_comment(written.runs, QUERY, "H Osgood", "HO")
                comment._comment_elm.set(
                    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date",
                    "2024-07-04T08:50:00Z",
                )
    office.mark(word, "OFFICIAL-SENSITIVE - inspection working paper", "Northshire DCCP, p. ")
    office.finish(
        word, path, title="DCCP interview", author="H Osgood", saved=dt.datetime(2024, 7, 4, 9, 15)
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
