"""The words of Kestrel Coast's board note of 20 February 2024, and how it is laid out."""

import datetime as dt
import runpy
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

AREA = "Kestrel Coast"
NAME = "CQB notes - 20 Feb 24.docx"
SETTLE = Path(__file__).resolve().parents[1] / "settle.py"
STAMP = dt.datetime(2024, 2, 27, 16, 40, tzinfo=dt.UTC)
SHADES = {
    "Red": RGBColor(0xC0, 0, 0),
    "Amber": RGBColor(0xC5, 0x7A, 0),
    "Green": RGBColor(0, 0x80, 0x30),
}

PRESENT = (
    "MA - Maureen Adeyinka, CCP (chair)",
    "SR - Shabnam Rafiq and DW - Douglas Weatherby, SDCPs",
    "LF - Lorna Fitch, ABM",
    "HS - Hannah Stubbs, DCP magistrates; PV - Priti Vaghela, DCP magistrates",
    "MO - Marcus Oyelaran, DCP Crown Court",
    "FD - Fran Delacourt, RASSO",
    "EC - Esme Coldrick, communications (item 4 only)",
    "WB - Wil Bevan, figures",
    "DP - Dot Parfitt, note",
)

ITEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "1. Welcome and tracker",
        (
            "1.1 Gareth is at an Area Performance Review rehearsal in London, so MA took his items. Lemon "
            "drizzle supplied by Crown Court, as promised.",
            "1.2 Of six actions from November, four are done. 11/3 has slid because AR has been in "
            "a murder trial since 15 January. 11/4 stays red. See 4.6.",
        ),
    ),
    (
        "2. Disclosure and the backlog",
        (
            "2.1 Disclosure management documents are outstanding in 41 Crown Court cases, the "
            "oldest from August. DW has two agents in for six weeks. Where the police have not "
            "sent a revised schedule the case is being escalated by name.",
            "2.2 WB warned that the backlog number will climb before it falls, as agents open cases "
            "which no one had counted. LF asked for a weekly line in the dashboard.",
            "2.3 Trainees: six start in April, four of them to Saltby. Supervisors are found for five. SR would rather wait a month than put the sixth with someone who is on leave.",
        ),
    ),
    (
        "3. Police files",
        (
            "3.1 The force's clinic went ahead on 8 December with 60 sergeants. DGA for January is up "
            "seven points. Recurrent gaps are now digital: call recordings, doorbell footage, "
            "phones seized and never mentioned again.",
            "3.2 HS reminded us that a DGA score tells us about officers, and should not be quoted in a "
            "lawyer's appraisal. One DCP has been doing so. SR will have a word.",
            "3.3 Out-of-court disposals have doubled since the force changed its policy. HS asked who is looking at whether they are the right ones. The scrutiny panel is, on paper, though it has not sat since the summer.",
        ),
    ),
    (
        "4. IQA, the shelf and the exchange",
        (
            "4.1 All three breakfast sessions ran, on 29 November, 6 December and 10 January. Twenty "
            "of the 22 magistrates' lawyers came to at least one and another watched the recording. SR "
            "used a pair of anonymised reviews each time and made people mark them before she said a "
            "word, which got the liveliest argument of the winter.",
            "4.2 MA asked the obvious: is it better? Too soon, said SR. The feedback slips were "
            "glowing but a slip is not a file. April's read will say.",
            "4.3 Special measures: the January read is finished in the magistrates' unit. Fourteen files of 25 were "
            "sound. Two habits stand out whoever the lawyer is: the application waits for the victim "
            "personal statement, and nobody asks the witness which measure they want. HS has put the "
            "point to the witness care unit as well.",
            "4.4 Decisions. (a) March's session will be on asking early. (b) The charging checklist gets one "
            "more line. (c) We read 25 again in July, by when the line will have been in use for a quarter.",
            "4.5 Crown Court did not manage the special measures read. MO had six IQA forms that touched on "
            "it, four good, two not. The board did not think anything could be said from six.",
            "4.6 DW gave the totals: thirteen assessments out of nineteen for October to December, one of two dip samples. "
            "He does not want to pretend. Until the vacancies fill, he would rather have a proper conversation "
            "on thirteen than tick nineteen. MA understood, though she observed that a theme chosen for both "
            "units only works if both units look.",
            "4.7 The shelf is up to 23. PV has sorted it by task (charge, first review, unused, applications, "
            "acceptability of plea) since people complained that they could not find things. Only one of "
            "the 23 has come out of a Crown Court IQA.",
            "4.8 EC has counted clicks: 212 visits since Christmas, nine from Crown Court log-ins. She offered to "
            "put the link in the unit's Monday diary mail, as no one appears to have told them it exists. "
            "DW: yes please.",
            "4.9 The peer exchange began on 15 January with six pairs, one lawyer from each unit. Each month "
            "they swap two of their own assessed files and talk for half an hour. MO says that his half of it "
            "has learned why summary reviews are so short, and PV's half that a vague interview summary at "
            "the start costs a fortnight before the plea hearing. Everyone wants to go on. Four more pairs "
            "have asked to join.",
            '4.10 From the first swaps comes a shared page, "What the other side needs", with six '
            "requests in each direction. It goes into both units' March meetings.",
            "4.11 Newsletter: EC will carry the custody theme and the bad-character note in The Perch, "
            "and interview whoever wrote it if they are willing.",
        ),
    ),
    (
        "5. Court business",
        (
            "5.1 The reserve list starts on 8 April at Wrenmouth with fixed dates for experts. Listing officers "
            "will ring by noon the day before. FD asked that no rape trial goes into it, and the court agrees.",
            "5.2 Saltby's cells will be shut for drains in the week of 11 March; overnight custody goes to Gannet "
            "Bay. HS to sort cover.",
            "5.3 Interpreters: the new contract has begun badly at Gannet Bay, with four no-shows in Tigrinya and Kurdish. LF is logging each one and the court manager is doing likewise, so the lists can be compared at the March user group.",
        ),
    ),
    (
        "6. Victims and RASSO",
        (
            "6.1 Nine requests under the right to review, none overturned. BC has left for the witness "
            "service and we shall miss her; interviews for her post on 7 March.",
            "6.2 FD: 44 live trials, eight fixtures broken this quarter for want of a judge. The "
            "independent adviser scheme is working, and two complainants have written to say so.",
        ),
    ),
    (
        "7. Performance at a glance",
        (
            "7.1 Guilty pleas at first hearing 66 per cent, better than last quarter. Discontinuance in domestic "
            "abuse is stuck at 14. WB's charts show the trouble is concentrated in late "
            "retractions, a theme that we have taken from case outcomes, not from file reads.",
            "7.2 Complaints: fourteen in the quarter, five upheld in part. Delay in replying was the ground for four of the five. LF has drawn up a holding letter and the correspondence team begins using it on 1 March.",
            "7.3 Budget: agent spend is 9 per cent over profile, every penny of it in court four. MA has written to the finance director and does not expect sympathy.",
        ),
    ),
    (
        "8. Anything else",
        (
            "8.1 Car park barrier: LF is on it. Certificates for 25 years' service were given to two "
            "administrators, to loud applause.",
            "8.2 Next board Tuesday 21 May 2024.",
        ),
    ),
)

TRACKER = (
    ("No.", "What", "Lead", "Deadline", "RAG"),
    (
        "02/1",
        "Session on special measures: ask early, ask the witness",
        "SR, HS",
        "27 Mar",
        "Green",
    ),
    ("02/2", "Link to the shelf in the Crown Court diary mail", "EC", "26 Feb", "Green"),
    ("02/3", "Second indictment count (was 11/3)", "AR, MO to help", "30 Apr", "Red"),
    (
        "02/4",
        "Agree with DW a floor for Crown Court IQAs until vacancies fill",
        "GP",
        "15 Mar",
        "Amber",
    ),
    ("02/5", "Four further pairs for the exchange; same rules", "PV, MO", "18 Mar", "Green"),
    ("02/6", "Custody cover while Saltby cells are closed", "HS", "8 Mar", "Green"),
    ("02/7", "Weekly line on disclosure documents outstanding", "WB", "4 Mar", "Amber"),
)


def add_page_number(paragraph: Paragraph) -> None:
    """Let Word count the pages in the footer, as the office's own notes do."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run("OFFICIAL | page ")
    paragraph._p.append(field)


def add_tracker(document: WordDocument) -> None:
    """The action table, its last column in traffic-light colours."""
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    for row in TRACKER:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
        if row[4] in SHADES:
            cells[4].paragraphs[0].runs[0].font.color.rgb = SHADES[row[4]]


def make(path: Path) -> None:
    """Write the February note to `path`."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = STAMP
    document.core_properties.author = "Dot Parfitt"
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL"
    add_page_number(section.footer.paragraphs[0])
    document.add_heading("Casework Quality Board: note of 20 February 2024", level=1)
    document.add_paragraph(
        "Ten o'clock to a quarter past twelve, Saltby training room. All in person."
    )
    document.add_heading("Present", level=2)
    for person in PRESENT:
        document.add_paragraph(person, style="List Bullet")
    document.add_paragraph("Apologies: Gareth Pennycook (GP), Anthea Rowbotham (AR, in trial)")
    for heading, paragraphs in ITEMS:
        document.add_heading(heading, level=2)
        for words in paragraphs:
            document.add_paragraph(words)
    document.add_heading("Who is doing what", level=2)
    add_tracker(document)
    document.save(str(path))
    if SETTLE.exists():
        runpy.run_path(str(SETTLE))["settle"](path)


if __name__ == "__main__":
    make(Path(__file__).resolve().parents[2] / "evidence" / AREA / NAME)
