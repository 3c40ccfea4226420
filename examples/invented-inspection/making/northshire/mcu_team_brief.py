"""The magistrates' court unit's own briefing, February 2024: bold lines and bullets, no numbers."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document
from docx.shared import Pt, RGBColor

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "MCU team brief 2024-02-06.docx"

INTRODUCTION = "Morning all. Fifteen minutes' worth from Ruth for Tuesday's stand-ups. DCPs, please talk it through with your teams and don't just forward it."

SECTIONS = (
    (
        "What your IQAs are telling us",
        (
            "The board went through the last quarter's assessments a fortnight ago. For us the headline has not changed: people spot what undermines the case and then leave it hanging. Seven reviews out of 31. If a text message helps the defence, write down how you will meet it or why you are stopping.",
            "Bad character and hearsay: four late or missing, where it was eight before Christmas. The prompt in the first hearing template seems to have landed, so carry on using it.",
            "Domestic abuse is flat at six. Asking officers for the 999 recording is only half a job; the other half is a sentence on whether the trial goes ahead on it.",
            "Martin came across a cracking piece of work in his checks, a stalking review that proves the whole case without the victim. It goes up on the intranet this week. Open it before you draft your next one.",
        ),
    ),
    (
        "Clinics: second run",
        (
            "Thursdays at 12.45, starting on the 15th, half an hour on Teams with your sandwich. Each one takes a real page out of an assessed file, names removed, and asks what you would have put.",
            "Topics come straight from the board's list: weighing undermining material (weeks one and two), withdrawal plans (three), notices on time (four). New starters attend all four.",
        ),
    ),
    (
        "Extra abuse file checks",
        (
            "During February I am reading twenty of our domestic abuse trial files myself. This sits outside the numbers for your quarterly IQA and no names will go to the board.",
        ),
    ),
    (
        "Remand courts and rotas",
        (
            "Monday lists at Stelling keep running late. From March a second prosecutor will be there until three o'clock, agents permitting.",
            "Bank holiday cover for Easter: volunteers to Sadia by Friday, otherwise names come out of the hat.",
        ),
    ),
    (
        "Odds and ends",
        (
            "Laptop swaps begin on the 19th. Surnames A to F first. Back up your favourites.",
            "The police gatekeepers' direct line has altered; the new one is on the contacts page. Keep sending file failures through the DGA tick-boxes and not by e-mail to the officer.",
            "Joanne's cake sale for the hospice made £214. Well done, bakers.",
        ),
    ),
)


def make(path: Path) -> None:
    """Write the briefing to `path`."""
    word = Document()
    word.styles["Normal"].font.name = "Calibri"
    masthead = word.add_paragraph().add_run("Magistrates' court unit brief - 6 February 2024")
    masthead.bold = True
    masthead.font.size = Pt(18)
    masthead.font.color.rgb = RGBColor(0x12, 0x43, 0x6D)
    word.add_paragraph(INTRODUCTION)
    for heading, bullets in SECTIONS:
        word.add_paragraph().add_run(heading).bold = True
        for bullet in bullets:
            word.add_paragraph(bullet, style="List Bullet")
    office.mark(word, "OFFICIAL", "Questions to Ruth's inbox. Sheet ")
    office.finish(
        word, path, title="Team brief", author="R O", saved=dt.datetime(2024, 2, 5, 17, 30)
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
