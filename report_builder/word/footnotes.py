"""Footnotes: a mark behind a sentence, and the part of the file that holds the notes.

Word numbers them in the order of their marks. The two rulers between text and notes are notes
as well, under ids of their own, which the settings name (ECMA-376 part 1, 17.11).
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from report_builder.document import Footnote, Sentence
from report_builder.word import styles
from report_builder.word.fields import run
from report_builder.word.job import Job
from report_builder.word.xml_text import rooted

FIRST_NOTE = 1
_RULERS = ((-1, "separator"), (0, "continuationSeparator"))
_BEFORE = frozenset(
    qn(f"w:{name}")
    for name in (
        "zoom", "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins", "gutterAtTop",
        "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "defaultTabStop",
        "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps",
        "evenAndOddHeaders", "characterSpacingControl",
    )
)  # fmt: skip
"""What the settings say before they name the rulers of footnotes (17.15.1.78)."""


def references(job: Job, sentence: Sentence) -> str:
    """Return the marks of a sentence's footnotes, and keep the notes for the end."""
    mark = _marked(job)
    made = []
    for note in sentence.notes:
        number = FIRST_NOTE + len(job.notes)
        job.notes.append(note)
        made.append(f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>')
    return "".join(made)


def add_footnotes(document: Part, job: Job) -> None:
    """Add the notes of a report to its file; a report without notes has no such part."""
    if not job.notes:
        return
    rulers = "".join(_ruler(number, kind) for number, kind in _RULERS)
    notes = "".join(
        _note(job, number, note) for number, note in enumerate(job.notes, start=FIRST_NOTE)
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        rooted("w:footnotes", rulers + notes),
        document.package,
    )
    document.load_rel(RELATION.FOOTNOTES, part, "footnotes")
    _name_rulers(document)


def _name_rulers(document: Part) -> None:
    named = "".join(f'<w:footnote w:id="{number}"/>' for number, _ in _RULERS)
    made = parse_xml(rooted("w:settings", f"<w:footnotePr>{named}</w:footnotePr>"))[0]
    for relation in document.rels.values():
        if relation.reltype == RELATION.SETTINGS and isinstance(relation.target_part, XmlPart):
            root = relation.target_part.element
            root.insert(sum(child.tag in _BEFORE for child in root), made)


def _ruler(number: int, kind: str) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" '
        f'w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
    )


def _note(job: Job, number: int, note: Footnote) -> str:
    style = job.style_ids[styles.FOOTNOTE]
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r>{_marked(job)}<w:footnoteRef/></w:r>{run(f' {note.text}')}</w:p></w:footnote>"
    )


def _marked(job: Job) -> str:
    return f'<w:rPr><w:rStyle w:val="{job.style_ids[styles.FOOTNOTE_MARK]}"/></w:rPr>'
