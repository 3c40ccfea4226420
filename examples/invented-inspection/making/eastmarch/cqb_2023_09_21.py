"""Eastmarch casework quality board, 21 September 2023: its words, and the Word file they make."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

MAKING = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MAKING))
from settle import settle  # noqa: E402

FILE = MAKING.parent / "evidence" / "Eastmarch" / "CQB Eastmarch 21.09.23.docx"

OPENING = (
    "Thursday 21 September 2023, 10.00 to 11.25, Conference Room B, Saddlers Wharf, and by Teams",
    "Present: Judith Akande, CCP, in the chair (JA); Martin Prowse, DCCP (MP); Ruth Ollerton, SDCP Crown Court (RO); Gareth Sandhu, SDCP magistrates' (GS); Sinead Carroway, DCP RASSO (SC); Nadia Farouk, Bev Haskins and Louise Penfold, DCPs (NF, BH, LP); Denise Okell, Area business manager (DO); Pawel Nowicki, performance (PN); Jas Dhaliwal, notes",
    "Apologies: Imran Chaudhry (trial overrunning), Carol Heyes (leave)",
)

ITEMS = (
    (
        "1. Last meeting",
        (
            "June minutes agreed with one spelling put right. Nine actions: six done, two overtaken by events, one (the induction pack) carried because its author has left for Fenwold.",
        ),
    ),
    (
        "2. People",
        (
            "Denise gave the headcount. We are 7.4 lawyers under complement, nearly all of it on the magistrates' side. Two candidates have accepted and neither will clear vetting before November. Agency cover was asked for and refused.",
            "NF said a fourth week of doubling up remand courts cannot be asked of anyone, and two of her people have told her so in writing. Judith will see both of them herself.",
        ),
    ),
    (
        "3. Crown Court listing",
        (
            "Eleven floating trials have been moved into the week of 9 October on nine days' notice. Louise has counsel for seven. Martin will ask the list officer for the reasoning, politely.",
        ),
    ),
    (
        "4. IQA",
        (
            "Quarter 1 closed at 61 of 64, or 95 per cent. Of the three not done, one lawyer was sick, one on maternity leave, and one was simply missed. Quarter 2 stands at 41 with nine days to run.",
            "Six dip-samples were needed and six were done, so the ten per cent is met.",
            "The remainder of the item went on who still owes what. Gareth has fifteen outstanding across three DCPs and Ruth nine. Bev asked whether a lawyer who leaves mid-quarter counts. Pawel: yes, unless gone before the fifteenth.",
            "Judith asked what the assessments are telling us. MP replied that the tool gives no narrative and there has been no time to open sixty-one forms. His own sense, from cases that cross his desk, is that bad character is being left late. The board was content with that.",
            "Ruth has started jotting down what keeps coming up on Crown Court forms as she signs them off. It is for her own use and has not been shared. Left with her.",
            "Decision: DCPs to be told again that a quarter ends when it ends. Anything not on the system by noon on 29 September is a miss. No other decision was needed under this heading.",
        ),
    ),
    (
        "5. Police file quality",
        (
            "First-submission DGA compliance fell four points to 58 per cent. The recurring faults are the usual ones: unsigned MG9s, dead links to body-worn video, and MG6C entries that describe nothing. Pawel has cut the rejections by station and Gareth takes that to the police on 3 October.",
            "Bev is tired of triage being quoted back to her as an excuse for late charging decisions. Minuted at her request.",
        ),
    ),
    (
        "6. Disclosure",
        (
            "Thirty-four Crown Court schedules are past their date. Two paralegals go on to them for a fortnight, which means that bundles will slip instead. There is no third choice at present.",
        ),
    ),
    (
        "7. Victims' right to review",
        (
            "Five requests, one decision overturned: a common assault in which the footage had been watched on a phone. A note on viewing CCTV properly has gone to the charging rota.",
        ),
    ),
    (
        "8. RASSO",
        (
            "Early advice requests are up by a fifth and there is still no third lawyer. SC has asked the police for a single inbox so that things stop going astray.",
        ),
    ),
    (
        "9. Gold Pen",
        (
            "This month's award goes to Lorraine in the post room for rescuing the exhibits list in a warehouse arson. The officer in the case put her forward. A voucher and a round of applause.",
        ),
    ),
    (
        "10. Any other business",
        (
            "Replacement laptops start with the Crown Court team on 2 October; bring the charger. Second floor still wants a fire warden.",
            "The December board is cancelled as nobody has the time. We meet again on 16 January at ten.",
        ),
    ),
)

ACTIONS = (
    ("Action", "Who", "By when"),
    ("See the two magistrates' lawyers about remand cover", "Judith", "29 September"),
    ("Ask the list officer about the October floaters", "Martin", "26 September"),
    (
        "Cut-off reminder to DCPs, then a list each morning of forms still owing",
        "Pawel",
        "From tomorrow",
    ),
    ("Station figures to the police meeting", "Gareth", "3 October"),
    ("Put two paralegals on overdue schedules", "Ruth", "Monday"),
    ("Find a fire warden", "Denise", "When someone says yes"),
)


def mark_pages(document: WordDocument) -> None:
    """Put the marking at the head and a page number field at the foot of each page."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    footer = section.footer.paragraphs[0]
    footer.add_run("Eastmarch CQB Sept 23, page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.paragraph_format.element.append(field)


def make(path: Path) -> None:
    """Write the minutes to `path`."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph().add_run("Eastmarch Area: Casework Quality Board").bold = True
    for line in OPENING:
        document.add_paragraph(line)
    for heading, paragraphs in ITEMS:
        document.add_paragraph().add_run(heading).bold = True
        for words in paragraphs:
            document.add_paragraph(words)
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in ACTIONS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    mark_pages(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Jas Dhaliwal"
    properties.title = "Casework Quality Board"
    properties.created = properties.modified = datetime(2023, 9, 25, 9, 14, tzinfo=UTC)
    properties.comments = ""
    document.save(str(path))
    settle(path)


if __name__ == "__main__":
    make(FILE)
