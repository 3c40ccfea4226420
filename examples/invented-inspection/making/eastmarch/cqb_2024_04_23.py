"""Eastmarch casework quality board, 23 April 2024: its words, and the Word file they make."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

MAKING = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MAKING))
from settle import settle  # noqa: E402

FILE = MAKING.parent / "evidence" / "Eastmarch" / "CQB Eastmarch 23.04.24.docx"

TITLE = "Casework Quality Board, Eastmarch"
FRONT = (
    "23 April 2024 at 10 a.m. in the large meeting room, Saddlers Wharf",
    "Attended by Martin Prowse (MP, DCCP, chairing until 10.20), Judith Akande (JA, CCP, from 10.20), Louise Penfold (LP), Imran Chaudhry (IC), Colin Tebbutt (CT), Sinead Carroway (SC), Gareth Sandhu (GS), Ruth Ollerton (RO), Pawel Nowicki (PN) and Denise Okell (DO), with Jas Dhaliwal writing this up. Bev Haskins (extended leave), Tom Wrigley and Carol Heyes sent apologies.",
)

BODY: dict[str, tuple[str, ...]] = {
    "1 Matters arising": (
        "The car park route was walked; two lights have been mended. Lunches on double court days are protected in principle.",
    ),
    "2 IQA year end": (
        "Pawel's paper was taken first. The year finished on 248 of 260, 95.4 per cent, with 26 sampled. JA, on arriving, called it a very good result for an Area carrying this many vacancies and did not want that lost in what followed.",
        "Most of ten minutes was spent on whether two forms closed on the last afternoon of March should count, since neither has a date for the talk with the prosecutor. They count. GS will get the dates put in.",
        "LP asked if the March push on stage dates had worked. RO believes so. There is no figure to set beside that, and nobody has gone back to a second batch of cases to see. IC thought counsel were grumbling less.",
        "IC brought a case management form that he had marked in March and rated highly: every issue named, each witness justified in one line. All agreed that it was first class. How it might reach other lawyers was not settled before the item closed.",
        "CT wondered about using next quarter's assessments to look at one subject across both teams, as the guidance allows. MP: not this year, it would be one more thing on the pile.",
        "February's APR was short. HQ congratulated us on the clean sheet for Quarter 3 and moved to the next slide. What the assessments had found was neither asked nor offered.",
        "MP closed by saying charging advices were getting longer without getting better. Asked by LP where he had that from, he said from reading them. She would like it to be tested; not pursued.",
    ),
    "3 Inspectorate visit": (
        "HMCPSI arrive in the week of 24 June. Their list of papers includes thematic reports drawn from IQA since April 2023. There are none and the reply will have to say so. Jas to assemble the rest by the end of May.",
        "Focus groups will be chosen by the inspectors. DO asked people not to treat it as a day out.",
    ),
    "4 Training days": (
        "We have two, in July and October. Both will come off the national menu (hearsay; vulnerable witnesses). Neither choice was linked to anything that legal managers had been marking.",
    ),
    "5 Disclosure": (
        "Overdue schedules are down to nineteen, the lowest for a year, thanks to agency money that runs out in June. RO would like it known that the cliff is visible from here.",
    ),
    "6 Custody time limits": (
        "No failures. One near miss in February where a Bank Holiday had been counted as a working day. The diary has been altered so that it cannot happen again, and Martin checked on 15 April that the fix holds.",
    ),
    "7 File quality": (
        "DGA 63 per cent at first submission. Holm Street has improved since the surgery, from 44 to 57, and the police will repeat it at Kiln Lane. Redaction is now the biggest single reason for sending a file back.",
    ),
    "8 RASSO": (
        "SC has her third lawyer. Sixteen pre-charge cases have been waiting over 28 days; the joint plan with police is on the shared drive and she asks that people stop e-mailing her old copies.",
    ),
    "9 Systems": (
        "The case management system was down on 11 and 12 April. Paper lists were used and reconciled. Nobody enjoyed it.",
    ),
    "10 Other": (
        "Judith reported two compliments from the resident judge about junior prosecutors in Court 3, both passed on. Next board 18 July, inspection permitting.",
    ),
}

ACTIONS = [
    ["Action", "Who", "By when"],
    ["Missing conversation dates on two March forms", "GS", "30 April"],
    ["Papers for the inspectorate, with a nil entry for themed IQA work", "Jas", "31 May"],
    ["Book hearsay and vulnerable witness trainers", "Denise", "mid May"],
    ["Bid for disclosure money after June", "Judith", "asap"],
    ["Surgery at Kiln Lane", "Police, GS to nudge", "June"],
]


def mark_pages(document: WordDocument) -> None:
    """Marking centred above, page number alone below."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.text = "OFFICIAL-SENSITIVE: not for onward circulation"
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot.paragraph_format.element.append(field)


def make(path: Path) -> None:
    """Write the minutes to `path`."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    title = document.add_paragraph().add_run(TITLE)
    title.bold = True
    title.font.size = Pt(14)
    for line in FRONT:
        document.add_paragraph(line)
    for heading, paragraphs in BODY.items():
        document.add_paragraph().add_run(heading).bold = True
        for words in paragraphs:
            document.add_paragraph(words)
    table = document.add_table(rows=len(ACTIONS), cols=3, style="Table Grid")
    for number, row in enumerate(ACTIONS):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    mark_pages(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Jas Dhaliwal"
    properties.title = "Casework Quality Board minutes"
    properties.created = properties.modified = datetime(2024, 4, 29, 11, 31, tzinfo=UTC)
    properties.comments = ""
    document.save(str(path))
    settle(path)


if __name__ == "__main__":
    make(FILE)
