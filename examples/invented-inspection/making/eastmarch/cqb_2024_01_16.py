"""Eastmarch casework quality board, 16 January 2024: its words, and the Word file they make.

The paragraph on the Area performance review holds a tracked change, as the file did when it was sent.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

MAKING = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MAKING))
from settle import settle  # noqa: E402

FILE = MAKING.parent / "evidence" / "Eastmarch" / "CQB Eastmarch 16.01.24.docx"
EDITED = "2024-01-19T16:02:00Z"

APR_PLAIN = (
    "APR falls on 8 February and, as far as IQA goes, asks only whether the volume has been met. "
)
APR_STRUCK_OUT = "Martin will look at adding a paragraph on findings to what we send."
APR_PUT_IN = "What we send will show completion and sampling rates, as before."

BEFORE_APR = (
    "**EASTMARCH CASEWORK QUALITY BOARD**",
    "Held on Tuesday 16 January 2024 from 10.05, Teams only because of the snow. Closed 11.20.",
    "On the call: JA (CCP, chair), GS and RO (SDCPs), MP (DCCP), BH, CT, IC and TW (DCPs, TW for LP), DO (ABM), PN (performance manager), CH (victims and witnesses). Notes by Wendy Scholes.",
    "Sorry not to be there: SC (RASSO), LP.",
    "**1. Minutes and actions**",
    "Taken as read. The fire warden exists. All closed except paralegal cover on schedules, which has been extended twice and is now just how we work.",
    "**2. Quarter 3 performance**",
    "PN shared the dashboard. Discontinuance at third or later hearing is up to 21 per cent and the pattern behind it is complainants withdrawing in domestic abuse cases after a second adjournment. Guilty pleas at first hearing held steady at 71 per cent.",
    "Hearings per contested case are above the national figure again. JA does not accept that this is all ours to fix and will say so at the local criminal justice board.",
    "**3. IQA returns**",
    "A full house. 66 due and 66 done, which has not happened since the regime was revised. JA wants her thanks passed to the DCPs, who managed it with half the building off with a cold.",
    "The chart by unit went up on screen, drew no questions, and was taken down.",
    "Sampling came to seven, four by GS and three by RO, comfortably over the ten per cent.",
    "PN observed that the free-text box on all seven reads 'agree'. MP's view is that agreement is agreement, and had there been anything wrong the sampler would have said so. RO did not think that was quite the point but time was short.",
    "TW said DCPs put a good deal into their comments and hear nothing of the overall picture. JA took the point. The application does not collate them and there is no spare pair of hands to do it by reading.",
    "Asked for the lessons of the quarter, MP gave three from serious cases that he had read over Christmas: unused material looked at late, thin trial strategy, and letters to victims that sound like a tax demand. He was clear that they did not come out of anyone's assessments.",
    "RO's list is now a side and a bit. Missed stage dates are top by some way, and she intends to take that to her own lawyers this quarter. Nothing of the kind is kept for the magistrates' courts; GS has neither the hours nor, he said, the handwriting.",
)

AFTER_APR = (
    "**4. Police files**",
    "DGA has crept up to 61 per cent. Charging files from the custody suite at Holm Street remain the worst and the theme there is missing victim personal statements. GS and the police lead will run a joint surgery on 30 January.",
    "**5. Backlog meeting with the court**",
    "IC went. The resident judge wants every case older than two years in a fixed slot by Easter. We have 48 of them. Counsel's availability is the obstacle, not ours, and it was useful to hear the court say it.",
    "**6. Hate crime scrutiny panel**",
    "Panel members looked at six finalised files in November and thought well of two, praising the clear account of the uplift in each. CH has written to both reviewing lawyers to let them know what the panel said.",
    "**7. Complaints and reviews**",
    "Nine complaints, seven answered on time. Two VRRs, both upheld as right first time.",
    "**8. Kit, premises, safety**",
    "Laptops are done bar three. The lift is out until the 26th. An incident at Eastmarch magistrates', where a defendant's relative followed a prosecutor to the car park, has been reported and staff are to leave in pairs.",
    "**9. AOB**",
    "CT asked for lunch to be protected on double court days. DO to raise. Date of next meeting 23 April.",
)

ACTIONS = (
    "Action | Who | By when",
    "Pass on thanks for the full set of Q3 returns | GS, RO | this week",
    "Say a little more than one word when sampling, if there is something to say | GS | end March",
    "Surgery at Holm Street | GS | 30.1.24",
    "Slots for the two-year-old cases | IC | Easter",
    "Lunch on double court days | DO | next SMT",
    "Car park incident: walk the route with security | DO | 26.1.24",
)


def add_tracked(paragraph: Paragraph, kind: str, number: str, words: str) -> None:
    """Add words to a paragraph as a tracked insertion (`w:ins`) or deletion (`w:del`)."""
    change = OxmlElement(kind)
    change.set(qn("w:id"), number)
    change.set(qn("w:author"), "Martin Prowse")
    change.set(qn("w:date"), EDITED)
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText" if kind == "w:del" else "w:t")
    text.text = words
    run.append(text)
    change.append(run)
    paragraph.paragraph_format.element.append(change)


def add_line(document: WordDocument, words: str) -> Paragraph:
    """Add one paragraph; words between double asterisks make a bold pseudo-heading."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(words.strip("*"))
    run.bold = words.startswith("**") or None
    return paragraph


def add_actions(document: WordDocument) -> None:
    """Add the action table; its style makes the head row bold."""
    table = document.add_table(rows=0, cols=3, style="Light Grid")
    for row in ACTIONS:
        for cell, words in zip(table.add_row().cells, row.split(" | "), strict=True):
            cell.text = words


def mark_pages(document: WordDocument) -> None:
    """Marking and page number both stand at the foot."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("OFFICIAL-SENSITIVE\tJanuary CQB\t")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.paragraph_format.element.append(field)


def make(path: Path) -> None:
    """Write the minutes to `path`."""
    document = Document()
    for words in BEFORE_APR:
        add_line(document, words)
    apr = add_line(document, APR_PLAIN)
    add_tracked(apr, "w:del", "9001", APR_STRUCK_OUT)
    add_tracked(apr, "w:ins", "9002", APR_PUT_IN)
    for words in AFTER_APR:
        add_line(document, words)
    add_actions(document)
    mark_pages(document)
    properties = document.core_properties
    properties.author = "Wendy Scholes"
    properties.last_modified_by = "Martin Prowse"
    properties.title = "CQB January"
    properties.created = datetime(2024, 1, 16, 14, 40, tzinfo=UTC)
    properties.modified = datetime(2024, 1, 19, 16, 2, tzinfo=UTC)
    properties.comments = ""
    document.save(str(path))
    settle(path)


if __name__ == "__main__":
    make(FILE)
