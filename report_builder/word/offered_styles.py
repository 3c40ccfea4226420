"""Styles that Word offers without a template holding them: added where they are missing.

Word writes the styles of footnotes into a file when the first footnote is made. A template
that never had one is none the worse for it.
"""

from __future__ import annotations

from itertools import count

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from docx.styles.style import CharacterStyle, ParagraphStyle

from report_builder.word import styles

_SIZE = Pt(10)


def offered(document: Document, name: str) -> str:
    """Add one of the styles that Word offers to a template, and return its id."""
    if name == styles.FOOTNOTE_MARK:
        mark: CharacterStyle = document.styles.add_style(
            name, WD_STYLE_TYPE.CHARACTER, builtin=True
        )
        mark.font.superscript = True
        return _identified(document, mark, name)
    text: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    text.font.size = _SIZE
    text.paragraph_format.space_before = text.paragraph_format.space_after = Pt(0)
    return _identified(document, text, name)


def _identified(document: Document, style: CharacterStyle, name: str) -> str:
    """Give a style the id that Word gives it, or one beside it that no other style has."""
    taken = {str(one.style_id) for one in document.styles if one.element is not style.element}
    wanted = styles.style_id(name)
    tried = (wanted if number == 1 else f"{wanted}{number}" for number in count(1))
    found = next(one for one in tried if one not in taken)
    style.element.styleId = found
    return found
