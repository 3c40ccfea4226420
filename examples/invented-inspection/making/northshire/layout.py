"""How Northshire's office lays out its papers: numbered minutes, ruled tables, a marked footer."""

import datetime as dt
import runpy
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

MAKING = Path(__file__).resolve().parents[1]
EVIDENCE = MAKING.parent / "evidence" / "Northshire"
settle = runpy.run_path(str(MAKING / "settle.py"))["settle"]

# Word numbers the minutes itself: 4. for an item, 4.2 for a minute, (a) for a limb of a decision.
LEVELS = (
    ("Minute Item", "decimal", "%1.", 0.0),
    ("Minute", "decimal", "%1.%2", 0.0),
    ("Minute Limb", "lowerLetter", "(%3)", 1.1),
)
SCHEME = "71"


class Minutes:
    """One set of board minutes, written down in the order in which the secretary took them."""

    def __init__(self, title: str, *where_and_when: str) -> None:
        """Open the paper with its title and the lines that say when and where the board met."""
        self.word = Document()
        self.word.styles["Normal"].font.name = "Arial"
        self.word.styles["Normal"].font.size = Pt(11)
        number_like_minutes(self.word)
        self.word.add_paragraph(title, style="Title")
        for line in where_and_when:
            self.word.add_paragraph(line)

    def item(self, heading: str) -> Paragraph:
        """Start the next numbered item of the agenda."""
        return self.word.add_paragraph(heading, style="Minute Item")

    def minute(self, text: str) -> Paragraph:
        """Record one minute under the present item."""
        return self.word.add_paragraph(text, style="Minute")

    def limb(self, text: str) -> Paragraph:
        """Record one lettered part of the decision above."""
        return self.word.add_paragraph(text, style="Minute Limb")

    def plain(self, text: str) -> Paragraph:
        """Add a line that carries no number."""
        return self.word.add_paragraph(text)

    def table(self, *rows: tuple[str, ...]) -> None:
        """Rule a table whose first row is its heading."""
        rule_table(self.word, rows)


def number_like_minutes(word: WordFile) -> None:
    """Give `word` the three minute styles and the multi-level list that numbers them."""
    scheme = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{SCHEME}">'
        '<w:multiLevelType w:val="multilevel"/>'
        + "".join(_level(depth, *level) for depth, level in enumerate(LEVELS))
        + "</w:abstractNum>"
    )
    numbering = word.part.numbering_part.element
    numbering.insert(0, scheme)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{SCHEME}"><w:abstractNumId w:val="{SCHEME}"/></w:num>'
        )
    )
    for depth, (name, *_) in enumerate(LEVELS):
        _numbered_style(word, name, depth)


def _level(depth: int, name: str, form: str, text: str, indent: float) -> str:
    left = int((indent + 1.1) * 567)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{name.replace(" ", "")}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="624"/></w:pPr></w:lvl>'
    )


def _numbered_style(word: WordFile, name: str, depth: int) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Heading 2" if depth == 0 else "Normal"]
    style.paragraph_format.space_after = Pt(6)
    style.element.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{SCHEME}"/></w:numPr>'
        )
    )


def rule_table(word: WordFile, rows: tuple[tuple[str, ...], ...]) -> None:
    """Add a ruled table; its first row is bold and repeats at the head of each page."""
    table = word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for cells in rows:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def mark(word: WordFile, header: str, footer: str) -> None:
    """Put the marking above every page, and the footer words with the page number below."""
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(2.3)
    section.header.paragraphs[0].text = header
    foot = section.footer.paragraphs[0]
    foot.text = footer
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        _field_part(foot, kind, text)


def _field_part(paragraph: Paragraph, kind: str, text: str) -> None:
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    else:
        part.text = text
    paragraph.add_run()._r.append(part)


def finish(word: WordFile, path: Path, *, title: str, author: str, saved: dt.datetime) -> None:
    """Save the paper with the author and the date it would bear, the same bytes each time."""
    about = word.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.created = about.modified = saved
    about.language, about.revision, about.comments = "en-GB", 1, ""
    path.parent.mkdir(parents=True, exist_ok=True)
    word.save(str(path))
    settle(path)
