"""Eastmarch IQA performance report, quarter 4 of 2023-24: its words, and the Word file they make.

A Word comment on one figure stayed in the file when it was sent to the inspectorate.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

MAKING = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MAKING))
from settle import settle  # noqa: E402

FILE = MAKING.parent / "evidence" / "Eastmarch" / "IQA performance Q4 2023-24.docx"

FIGURES = (
    ("Team", "Due", "Done", "Done %", "Sampled", "Sampled %"),
    ("Magistrates', Farouk", "14", "14", "100", "2", "14"),
    ("Magistrates', Tebbutt", "12", "11", "92", "1", "9"),
    ("Magistrates', Haskins (covered)", "8", "8", "100", "1", "13"),
    ("Crown Court, Chaudhry", "10", "10", "100", "1", "10"),
    ("Crown Court, Penfold", "11", "10", "91", "1", "10"),
    ("Crown Court, Wrigley", "10", "10", "100", "1", "10"),
    ("Eastmarch", "65", "63", "97", "7", "11"),
)

WIDTHS = (5.6, 1.7, 1.7, 1.9, 2.1, 2.4)

COMMENT = "Is the 11 right? I make it 10 if the phased return is left out until May. DO"

ABOVE = (
    ("1", "What this is"),
    (
        "",
        "Quarterly count of individual quality assessments, non-advocacy, January to March 2024, for the casework quality board of 23 April. Run on 11 April by P. Nowicki. RASSO and complex casework are counted elsewhere.",
    ),
    ("1", "Completion"),
)

BELOW = (
    (
        "",
        "63 of 65 is three points short of the Quarter 3 clean sheet. One miss was long-term absence; the other was an allocation error which has been put right.",
    ),
    (
        "",
        "Thirty-eight of the sixty-three were closed in the final ten days. This matters for the smoothness of the graph more than anything.",
    ),
    ("1", "Sampling"),
    (
        "",
        "Seven forms were quality assured, 11 per cent, so the requirement is satisfied in every month and for each legal manager.",
    ),
    (
        "",
        "Text left by the sampler: six say 'agree' and one says 'agree, nice work'. No action for a DCP is recorded on any.",
    ),
    ("1", "Marks"),
    (
        "",
        "Standard met on 96 per cent of answers. The rest amount to 41 answers. These have not been broken down by category, since the board has not asked for it and the extract has to be done by hand.",
    ),
    (
        "",
        "I cannot say how this compares with last quarter because the earlier answers were not kept, only the totals.",
    ),
    ("1", "Limits"),
    (
        "",
        "This paper counts forms and does not read them. There is good material in the comments (I see it as I check dates) but summarising sixty-three of them is a lawyer's job and no lawyer has been free.",
    ),
    (
        "",
        "It follows that no subject can be named here as a strength or a weakness for the Area. Members who want that will have to go by their own impressions.",
    ),
    ("1", "Where it goes next"),
    (
        "",
        "The two percentages are copied into the APR return. There is a box there for narrative, which we have left blank for the last four quarters without being asked about it.",
    ),
    ("", "For 2024-25 I propose to colour the table: green at 95, amber at 90."),
)


def mark_pages(document: WordDocument) -> None:
    """Marking and page number on one footer line."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("OFFICIAL-SENSITIVE    p. ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.paragraph_format.element.append(field)


def add_lines(document: WordDocument, lines: tuple[tuple[str, str], ...]) -> None:
    """Add headings (level given) and paragraphs that Word numbers by itself (no level)."""
    for level, words in lines:
        if level:
            document.add_heading(words, level=int(level))
        else:
            document.add_paragraph(words, style="List Number")


def add_figures(document: WordDocument) -> None:
    """Add the table, with a Word comment on Crown Court, Penfold."""
    table = document.add_table(rows=0, cols=6, style="Light List Accent 1")
    for row in FIGURES:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    queried = table.cell(5, 1).paragraphs[0].runs
    comment = document.add_comment(queried, text=COMMENT, author="Denise Okell", initials="DO")
    written = comment.paragraphs[0].paragraph_format.element.getparent()
    written.set(qn("w:date"), "2024-04-12T10:20:00Z")


def make(path: Path) -> None:
    """Write the report to `path`."""
    document = Document()
    document.add_heading("IQA performance, Quarter 4 2023-24", level=0)
    add_lines(document, ABOVE)
    add_figures(document)
    add_lines(document, BELOW)
    mark_pages(document)
    properties = document.core_properties
    properties.author = "Pawel Nowicki"
    properties.last_modified_by = "Denise Okell"
    properties.title = "IQA Q4"
    properties.created = datetime(2024, 4, 11, 15, 5, tzinfo=UTC)
    properties.modified = datetime(2024, 4, 12, 10, 21, tzinfo=UTC)
    properties.comments = ""
    document.save(str(path))
    settle(path)


if __name__ == "__main__":
    make(FILE)
