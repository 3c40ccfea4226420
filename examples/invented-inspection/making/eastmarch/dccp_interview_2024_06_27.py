"""Eastmarch interview with the DCCP, 27 June 2024: the inspectors' note, and its Word file."""

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

FILE = MAKING.parent / "evidence" / "Eastmarch" / "Eastmarch DCCP interview 27-06-24.docx"

SCENE = "Martin Prowse, DCCP, lead for IQA since 2021. His office, Thursday 27 June 2024, 9.30 to 10.25. HW asking, DP noting. Notes are ours, not verbatim unless in quotation marks."

ANSWERS = (
    (
        "Your part in IQA?",
        (
            "Owns it for the Area. Sees Pawel's table monthly, weekly in the last month of the quarter. Chases through the two SDCPs.",
            "Does not himself dip-sample at present. Did two in 2022. 'I trust Gareth and Ruth to do it and the ten per cent has been met every quarter.'",
        ),
    ),
    (
        "What do you look for in the table?",
        (
            "Whether the line is green. If it is he moves on. Accepts that the colour says nothing about what was found.",
        ),
    ),
    (
        "How do you learn what is recurring across cases?",
        (
            "From reading. Takes home ten or so files a month: fatal driving, anything with press interest, complaints. That is where the points he raises at the board come from.",
            "Does not open assessments for that purpose. Could not name a pattern that had been brought to him from them, apart from Ruth's point on stage dates.",
            "Conceded that his cases are untypical and that 'a sample of me' is not the Area.",
            "Knows Ruth keeps a tally. Has not seen it. Has not asked for one from magistrates': 'Gareth is in court three days a week, I am not going to be the one who asks.'",
        ),
    ),
    (
        "Comments left by samplers read 'agree'. Your view?",
        (
            "A bit short, he would grant. Raised it with Gareth in the new year. Has not looked since to see whether it got any longer.",
            "Not aware of any DCP having been developed as a result of a sample.",
        ),
    ),
    (
        "Good work: is it picked up?",
        (
            "Legal managers are generous with an e-mail when a form shows somebody has done well. Gets copied into a few and adds a line of his own. Showed us two from this spring, both warm, both to one person.",
            "Nothing goes wider. There was a case management form at the April board; thought Imran had circulated it. (Imran says not, see the other note. HW)",
        ),
    ),
    (
        "What does the board do with it?",
        (
            "Takes the numbers, thanks people. 'I would not pretend it is a learning discussion.' The agenda has ten things on it and this is the one that is under control.",
            "Could not recall a board decision about casework which began with an assessment.",
        ),
    ),
    (
        "And the Area performance review?",
        (
            "HQ ask for two percentages and get two percentages. In three reviews no one has put a question on content. 'If they wanted to know, they'd ask, and then I'd have to find someone to find out.'",
        ),
    ),
    (
        "Messages to staff?",
        (
            "Year-end e-mail in April. Agreed on re-reading that its advice about trial strategy was his own opinion.",
            "Sees the March briefing by Ruth as the model and would like one from each unit. No date, no one asked yet.",
        ),
    ),
    (
        "How would you know that anything had improved?",
        (
            "Long pause. 'I wouldn't, not from this. I might from the conviction rate, but that is a lot of things.'",
            "No repeat sampling, no before and after. Had not considered it until we put it to him.",
        ),
    ),
    (
        "What is in the way?",
        (
            "Seven and a half vacancies, two DCPs on cover, a court that sits Saturdays. 'We are the smallest Area with the biggest county and we still hit the target.'",
            "Would take an analyst over any amount of guidance.",
        ),
    ),
)


def mark_pages(document: WordDocument) -> None:
    """Marking at the head, page number and title at the foot."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL-SENSITIVE inspection note"
    footer = section.footer.paragraphs[0]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.paragraph_format.element.append(field)
    footer.add_run(" DCCP Eastmarch")


def make(path: Path) -> None:
    """Write the note to `path`: questions as Heading 3, answers as list bullets."""
    document = Document()
    document.add_heading("Interview note: Eastmarch DCCP", level=1)
    document.add_paragraph(SCENE)
    for question, answers in ANSWERS:
        document.add_heading(question, level=3)
        for words in answers:
            document.add_paragraph(words, style="List Bullet")
    mark_pages(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Des Pilling"
    properties.title = "DCCP interview note"
    properties.created = properties.modified = datetime(2024, 6, 27, 17, 44, tzinfo=UTC)
    properties.comments = ""
    document.save(str(path))
    settle(path)


if __name__ == "__main__":
    make(FILE)
