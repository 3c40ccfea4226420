"""Eastmarch magistrates' team brief, 6 November 2023: its words, and the Word file they make."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

MAKING = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MAKING))
from settle import settle  # noqa: E402

FILE = MAKING.parent / "evidence" / "Eastmarch" / "MC team brief 6 Nov 23.docx"

INTRODUCTION = "Monday 6 November 2023. From Gareth. Keep it short, I was told, so here is a side and a half. Read it before your first court, not during."

SECTIONS = (
    (
        "Cover",
        (
            "Thin again. Courts 2 and 5 are doubled on Wednesday and Thursday. If you are double-listed and it goes wrong at the door, ring me or Colin and we will come over.",
            "Welcome to Joanne Peel, out of her first month and now taking her own trial lists. Be nice.",
        ),
    ),
    (
        "IQA",
        (
            "Quarter 3 is the one with Christmas in it. We owe 34 by 29 December and have done six. When your DCP asks for ten minutes please find them, because there is a number hanging on it.",
            "Somebody asked at the last meeting what the assessments say about us as a team. Honest answer: I am not given that and have not worked it out, so I cannot pass it on.",
            "What I can tell you is that Quarter 2 came in at 30 out of 34 and that I took a telling for the four.",
            "You may add your own remarks when the form comes back. It is voluntary and takes two minutes.",
        ),
    ),
    (
        "Police files",
        (
            "Top three bounces in October: no MG11 summary, video link broken, MG9 unsigned. If you see one of these, reject at triage and use the drop-down, otherwise the police say it never happened.",
            "Bev has the breakdown by station for anyone who likes a bar chart.",
        ),
    ),
    (
        "Law and practice",
        (
            "The sentencing guideline for motoring offences has changed. The national slides are on the intranet and the quiz at the end is compulsory.",
            "After the VRR on the phone footage, a plea: view it at your desk, full screen, with sound.",
        ),
    ),
    (
        "And finally",
        (
            "The Gold Pen is open for nominations until the 17th. You cannot nominate yourself, Steve.",
            "The fridge will be emptied on Friday whether or not it has your name on it.",
        ),
    ),
)


def mark_pages(document: WordDocument) -> None:
    """Marking at the head; a page number after the word Page at the foot."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL"
    footer = section.footer.paragraphs[0]
    footer.add_run("MC brief. Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.paragraph_format.element.append(field)


def make(path: Path) -> None:
    """Write the brief to `path`, its points as real Word bullets under Heading 2."""
    document = Document()
    document.add_heading("Magistrates' team brief", level=1)
    document.add_paragraph(INTRODUCTION)
    for heading, points in SECTIONS:
        document.add_heading(heading, level=2)
        for words in points:
            document.add_paragraph(words, style="List Bullet")
    mark_pages(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Gareth Sandhu"
    properties.title = "Team brief"
    properties.created = properties.modified = datetime(2023, 11, 6, 7, 52, tzinfo=UTC)
    properties.comments = ""
    document.save(str(path))
    settle(path)


if __name__ == "__main__":
    make(FILE)
