"""The words of the interview with Kestrel Coast's DCCP, with one correction left tracked."""

import datetime as dt
import runpy
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

AREA = "Kestrel Coast"
NAME = "DCCP interview KC 27-06-24.docx"
SETTLE = Path(__file__).resolve().parents[1] / "settle.py"
STAMP = dt.datetime(2024, 6, 28, 8, 50, tzinfo=dt.UTC)
CORRECTED_BY = "R Ansah"
CORRECTED_AT = "2024-06-28T08:45:00Z"

INTRODUCTION = (
    "Gareth Pennycook, Deputy Chief Crown Prosecutor and IQA lead. Thursday 27 June 2024, 09.15 to 10.20. Inspectors R Ansah "
    "(questions) and D Menon (notes). Notes, not verbatim, unless in quotation marks."
)

ANSWERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "What is IQA for, in this Area?",
        (
            "Says two things: helping one lawyer with one file, and finding what all of them need. Thinks most Areas "
            "do the former and hope for the latter.",
            'Proud of magistrates\' unit. Describes it as "restless, in a good way". Describes Crown Court as "two people '
            'bailing".',
        ),
    ),
    (
        "How does the board choose a theme?",
        (
            "One each quarter, out of a page from WB that counts issues by question and by number of lawyers. Board argues, "
            "sometimes for an hour. Test he applies: would more than five people be doing it?",
            'Admits that the page has only had a lower court half since autumn. "So when we say both units, we are guessing about one."',
            "Does not let DGA results in. Police file quality has its own meeting.",
        ),
    ),
    (
        "Then what?",
        (
            "A session of no more than twenty minutes, a change to a form or template so that it outlives the session, a piece in "
            "the newsletter, and a date for looking again. The four go together or the theme is not closed.",
            'Shown the May note: agrees that indictments was closed with none of the four complete. "I signed that. I would not again."',
        ),
    ),
    (
        "The custody re-read: how sure are you?",
        (
            "Sure of direction, less so of size. Same questions, same bar, matched by offence, six marked blind from outside the Area with one "
            "disagreement.",
            "Template and teaching landed together. Next time will stagger them between the two offices, Saltby first, so as to tell which of them does the work.",
            "Asked what would convince him that it matters beyond paper: custody time limit failures. There were two in 2022-23, one in "
            "2023-24, none since January. Too few to lean on, and he says so.",
        ),
    ),
    (
        "Special measures?",
        (
            "Baseline fourteen in twenty-five. Read again at end of July. If it is below eighteen, will bring the session back with a "
            "different presenter, because the feedback was that it was dull.",
        ),
    ),
    (
        "Crown Court: what has been tried?",
        (
            "Floor of fifteen a quarter agreed with DW in March. Not reached (eleven); too early for the current quarter.",
            "WB to own that unit's measures from July, so that they no longer sit with someone in trial. Not yet announced.",
            'Offered an SDCP from a neighbouring Area for a fortnight\'s dip sampling. Declined by DW, "politely". Regrets accepting '
            "that.",
        ),
    ),
    (
        "Is good work being found?",
        (
            'Yes, "in heaps", in the magistrates\' teams. Shelf is at thirty-three. Reads every new item on Fridays.',
            "Worried that it has become a club: half the items are by seven people. Has asked PV for names that have never appeared, and for DCPs to "
            "look at those files first.",
            "Crown Court: two items. Believes the work is there and is not being noticed, as forms are done in a rush on closed cases. Prosecutors "
            'who told us that they had not seen it "are telling you the truth".',
        ),
    ),
    (
        "How does learning travel?",
        (
            "Huddles, the exchange, The Perch, inductions. Rates the exchange above everything else: \"I've had thirty years of memos and "
            'none of them made anyone pick up a phone".',
            "Wants five pairs made up of DCPs by winter, since their marking has never been compared across the corridor.",
            "Has shown the exchange to two other DCCPs, one of whom has begun something similar.",
        ),
    ),
    (
        "And headquarters, the performance review?",
        (
            "Took the before-and-after slide in May. Was asked for the July figures and for a Crown Court column. Review used to be volumes only; now there "
            "is a page on what changed, which he asked for.",
            "Area's commitment for the year, recorded at the review: three themes taken to a second reading in each unit.",
        ),
    ),
    (
        "What are you not measuring?",
        (
            'Individual actions. If a DCP records an action on a form, nobody counts whether it was done. "We\'d like to think so."',
            "The newsletter. Knows how many open it, not whether it alters a line of anybody's work.",
        ),
    ),
)

# The place where the note-taker first wrote one figure and the inspector put another.
TRACKED_START = "Attendance at the three sessions: "
TRACKED_DELETED = "all twenty-two"
TRACKED_INSERTED = "twenty of twenty-two, one more by recording"
TRACKED_END = ". He had the list with him."


def add_tracked(paragraph: Paragraph, *, words: str, kind: str) -> None:
    """Add `words` as a tracked insertion (`kind` "ins") or deletion ("del")."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), "901" if kind == "ins" else "902")
    change.set(qn("w:author"), CORRECTED_BY)
    change.set(qn("w:date"), CORRECTED_AT)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t" if kind == "ins" else "w:delText")
    text.set(qn("xml:space"), "preserve")
    text.text = words
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def make(path: Path) -> None:
    """Write the interview to `path`: a heading for each question, bullets for the answer."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = STAMP
    document.core_properties.author = "D Menon"
    document.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE: interview note"
    document.add_heading("Interview with the DCCP, Kestrel Coast", level=1)
    document.add_paragraph(INTRODUCTION)
    for question, answers in ANSWERS:
        document.add_heading(question, level=3)
        for words in answers:
            document.add_paragraph(words, style="List Bullet")
        if question == "Then what?":
            paragraph = document.add_paragraph(TRACKED_START, style="List Bullet")
            add_tracked(paragraph, words=TRACKED_DELETED, kind="del")
            add_tracked(paragraph, words=TRACKED_INSERTED, kind="ins")
            paragraph.add_run(TRACKED_END)
    document.save(str(path))
    if SETTLE.exists():
        runpy.run_path(str(SETTLE))["settle"](path)


if __name__ == "__main__":
    make(Path(__file__).resolve().parents[2] / "evidence" / AREA / NAME)
