"""Aldermere's casework quality board, 11 June 2024: a new secretary, plain text and numbered headings."""

import datetime as dt
import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from docx import Document
from docx.document import Document as WordFile
from docx.shared import Pt

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "20240611 Casework Quality Board note FINAL.docx"
SAVED = dt.datetime(2024, 6, 14, 11, 30, tzinfo=dt.UTC)


def make(path: Path) -> None:
    """Write the June note to `path`."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["List Number"].font.bold = True
    document.styles["List Number"].paragraph_format.space_before = Pt(10)
    office.frame(document, "OFFICIAL-SENSITIVE", "Casework Quality Board - June 2024 - ")
    document.add_heading("Note of the Casework Quality Board", level=1)
    document.add_paragraph("11 June 2024, 2pm to 3.40pm. Held on Microsoft Teams.")
    document.add_paragraph(
        "Attending: DCCP (chair), both SDCPs, five of seven DCPs, ABM, performance, victim liaison, legal training. Secretariat: Rory Ashdown."
    )
    document.add_paragraph("Apologies: one DCP (trial), one DCP (annual leave).")
    _quality_assessments(document)
    _learning(document)
    _other_business(document)
    _actions(document)
    office.finish(document, path, "Rory Ashdown", "Casework Quality Board 11 June 2024", SAVED)


def _quality_assessments(document: WordFile) -> None:
    item, text = _pen(document)
    item("Welcome and new format")
    text(
        "This is the first note in the shorter style. If anyone misses the three columns, they should say so to Rory."
    )
    text("March minutes: cleared, subject to the chair's amendment on letters.")
    item("Second IQA themes paper")
    text(
        "The DCCP has now finished his reading of the October to December assessments. The paper rests on 16 records out of 58; the remainder were ticks, or remarks too short to be put with others."
    )
    text(
        "Reviews that stop short of a strategy lead once more, followed by disclosure management documents. New this time are instructions to counsel which list what is enclosed and say nothing of how the Crown puts its case."
    )
    text(
        "Two DCPs spoke to timing. One said that by the end of May she had already done another round of assessments, and that three of her lawyers had changed desks. She would sooner have a rough page in January than a good one in June."
    )
    text(
        "A third asked if the findings could be divided by unit or by court centre, as it is hard to know whom to speak to. The chair replied that sixteen will not divide."
    )
    text(
        "Agreed, as a trial: from July, each SDCP will jot down points that repeat while dip sampling, and send a page to the DCCP within five weeks of the quarter's end."
    )
    item("What followed the first paper")
    text(
        "The chair's message went out on 20 March. MCU carried the two focus points in its April briefing. Crown Court will do so this month, having held its edition for the trial backlog."
    )
    text(
        "Legal training ran the strategy session on 22 May; 17 of 62 prosecutors came. Those who did were complimentary. There was no exercise before or after, so whether reviews have changed as a consequence cannot be said."
    )
    text(
        "The chair proposed a themed IQA in September: 30 charging reviews, both units, confined to the strategy question and read by managers from the other unit. It would report to the December board."
    )
    text(
        "An SDCP wanted to know what the result would be set against. The performance officer offered the figure of 62 per cent met in the third quarter, with the proviso that assessors differ. The chair thought that serviceable. It is too early to say whether anything has improved, and the board will not claim otherwise meanwhile."
    )


def _learning(document: WordFile) -> None:
    item, text = _pen(document)
    item("Victim letters: closing the action")
    text(
        "Headquarters expects to issue new standard paragraphs in the autumn. On that footing the action was closed as overtaken."
    )
    text(
        "Victim liaison would have preferred to leave it open. Complaints that mention the wording of letters numbered nine in the last two quarters alike, and nobody has gone back to the files since January's sample."
    )
    item("Good practice and case of the month")
    text(
        "The open library has not been built. Information management has raised a point about names in documents which is being worked through. The Crown Court DCP's collection now runs to nine items and is still reached only by asking him."
    )
    text(
        "Members considered how the case of the month is picked. Suggestions arrive from several quarters, among them the press office and the Chief Crown Prosecutor's visits. The secretariat holds no record of why any one was chosen, and could not say if an assessment had ever been the reason."
    )
    text(
        "A box will be added to the nomination form asking what brought the work to notice, with IQA as one of the answers."
    )
    item("Area performance review")
    text(
        "The chair reported on 16 May. The casework pages of the pack were arranged under the points from both papers, and the discussion with the Director's team followed that order. It was, he felt, a better conversation than one led by the league table."
    )
    text(
        "Two commitments came back in the APR letter: to lift the proportion of reviews with a strategy, and to show by the year's end how the Area knows. The second is the harder."
    )
    text(
        "Between now and the next review, TW will keep a running sheet that puts IQA answers on those two points beside the casework measures."
    )


def _other_business(document: WordFile) -> None:
    item, text = _pen(document)
    item("Casework performance")
    text(
        "Magistrates' effective trial rate: 48.9%. Crown Court: 43.0%, the lowest for six months, on account of a fortnight without jurors."
    )
    text(
        "Guilty plea timing, VRR and CTL data were taken as read. One custody time limit failure in May has been reported in the usual way."
    )
    item("Police file quality")
    text(
        "DGA rejection now 47%. Missing phone downloads are today's commonest reason, replacing forensic reports. The MCU lead will raise both with the superintendent."
    )
    item("Disclosure")
    text(
        "Old schedules have crept up to 52 since overtime finished. The Crown Court Unit will ask for a paralegal for eight weeks."
    )
    item("RASSO")
    text(
        "Waiting times to trial remain above 400 days. The ISVA service has lost a post, and the unit's DCP anticipates more withdrawals."
    )
    item("Courts liaison")
    text(
        "Judges at the main centre will pilot a two-minute plea call on Fridays. Good wishes were expressed. One SDCP is to collect any difficulties."
    )
    item("People, premises and systems")
    text(
        "Staff engagement score is up four points. Thank-you vouchers went to the two lawyers with the most court sessions in the spring."
    )
    text(
        "Laptops older than four years will be exchanged in July. The lift is out of service until further notice."
    )
    item("Any other business")
    text(
        "HMCPSI arrives on 18 June. Managers are asked to release people for the groups and not to brief them."
    )


def _actions(document: WordFile) -> None:
    document.add_heading("Actions", level=2)
    table = office.grid(
        document,
        ("No.", "Action", "Owner", "Due", "Status"),
        (1.2, 7.6, 2.6, 2.2, 2.8),
        "Light List",
    )
    office.row(
        table, "J1", "Page of repeated points from quarter one dip samples", "SDCPs", "5 Aug", "New"
    )
    office.row(
        table,
        "J2",
        "Plan and paper for themed assessment of 30 reviews",
        "DCCP, TW",
        "Sept",
        "New; questions to be drafted",
    )
    office.row(
        table, "J3", "Crown Court briefing to carry focus points", "SDCP CC", "28 June", "In hand"
    )
    office.row(
        table, "J4", "Nomination form: add how the work came to light", "Rory", "31 July", "New"
    )
    office.row(
        table,
        "J5",
        "Library of assessed examples",
        "ABM",
        "No date",
        "Waiting on information management",
    )
    office.row(table, "J6", "Letters to victims", "-", "-", "Closed; no further sample")
    office.row(table, "J7", "Bid for temporary paralegal, disclosure", "SDCP CC", "21 June", "New")


def _pen(document: WordFile) -> tuple[Callable[[str], object], Callable[[str], object]]:
    """Hand back how an item is headed and how a paragraph of it is written."""
    return (
        lambda heading: document.add_paragraph(heading, style="List Number"),
        document.add_paragraph,
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
