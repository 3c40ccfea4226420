"""The words of the magistrates' unit huddle of January 2024, and how they are laid out."""

import datetime as dt
import runpy
from pathlib import Path

from docx import Document
from docx.shared import Pt

AREA = "Kestrel Coast"
NAME = "Mags unit huddle notes.docx"
SETTLE = Path(__file__).resolve().parents[1] / "settle.py"
STAMP = dt.datetime(2024, 1, 22, 13, 30, tzinfo=dt.UTC)

OPENING = (
    "Monday 22 January 2024, 08.35 in the Saltby kitchen and on screen for Gannet Bay. Hannah in the chair as "
    "Shabnam had the first list. Notes for those who were at court."
)

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "This week",
        (
            "Overnights are heavy. Please pick up your remand file before you take a coffee, because the police liaison "
            "officer goes at ten.",
            "New laptops: return the old one to Neil with its bag. He has 17 bags unaccounted for and a long memory.",
        ),
    ),
    (
        "Custody reviews: what we all took away on the 10th",
        (
            "Last of the three early sessions. Thank you for marking the two reviews so honestly (the one that most of you "
            "failed was a real one of ours; its writer owned up and got a round of applause).",
            "Three things to do from now on, which come out of the October reading of 25 files and not from anyone's hunch: write the "
            "expiry date with how you worked it out; say what the unused items were and why they do not help; and say who you "
            "asked and when.",
            "From today there is a box for each in the review template. Ciaran tested it in the night court and it adds four minutes.",
            "Some time this spring files will be pulled again to see whether we have moved. You will not be told when.",
        ),
    ),
    (
        "Off the shelf",
        (
            "Each Monday one of us reads out something good that a manager found in an IQA. Today Jodie's turn: a "
            "first review in a shoplifting series that grouped eleven thefts, explained which to charge and why, and left the "
            "advocate nothing to ask. Now on the intranet under First review.",
            "If your manager puts you forward you will be asked first. Nobody's name appears unless they want it to.",
        ),
    ),
    (
        "Meeting the neighbours",
        (
            "The six exchange pairs met their opposite numbers last week. Emeka says that hearing how a jury case "
            "is prepared from our papers was worth more than any course. He has already changed the way in which he "
            "lists outstanding forensic work, and showed us how.",
            "Shabnam asked for the same five minutes from each of the others over the next month.",
        ),
    ),
    (
        "Odds and ends",
        (
            "Victim withdrawal statements: the force has a new form and the old one is not to be accepted after 1 February.",
            "Two people asked whether the January special measures reading means that they will be assessed twice this "
            "quarter. It does not; the one assessment will do for both.",
            "Birthday list is on the fridge. So is last year's quiche.",
        ),
    ),
)


def make(path: Path) -> None:
    """Write the huddle notes to `path`: bold lines for headings, bullets beneath."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = STAMP
    document.core_properties.author = "Hannah Stubbs"
    title = document.add_paragraph().add_run("Monday huddle: magistrates' court unit")
    title.bold = True
    title.font.size = Pt(16)
    document.add_paragraph(OPENING)
    for heading, bullets in SECTIONS:
        document.add_paragraph().add_run(heading).bold = True
        for words in bullets:
            document.add_paragraph(words, style="List Bullet")
    document.sections[0].footer.paragraphs[0].text = "Please do not leave in court"
    document.save(str(path))
    if SETTLE.exists():
        runpy.run_path(str(SETTLE))["settle"](path)


if __name__ == "__main__":
    make(Path(__file__).resolve().parents[2] / "evidence" / AREA / NAME)
