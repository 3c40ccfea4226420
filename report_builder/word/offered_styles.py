"""Styles that Word offers without a template holding them: added where they are missing.

Word writes the styles of contents lines, margins and footnotes into a file when they are first
used. A template that never had any is none the worse for it: it is given the house's.
"""

from __future__ import annotations

import io
from copy import deepcopy
from functools import cache
from itertools import count
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from report_builder.word import styles
from report_builder.word.template import template

_LEADING = ("w:basedOn", "w:next", "w:link")


def offered(document: Document, name: str) -> str:
    """Add one of the styles that Word offers to a template, and return its id."""
    made = deepcopy(_of_house(name))
    for tag in _LEADING:
        for leading in made.findall(qn(tag)):
            made.remove(leading)
    taken = {str(style.style_id) for style in document.styles}
    wanted = styles.style_id(name)
    tried = (wanted if number == 1 else f"{wanted}{number}" for number in count(1))
    made.styleId = next(one for one in tried if one not in taken)
    base = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if base is not None and name != styles.FOOTNOTE_MARK:
        made.get_or_add_basedOn().val = base.style_id
    document.styles.element.append(made)
    return str(made.styleId)


@cache
def _of_house(name: str) -> Any:
    house = docx.Document(io.BytesIO(template()))
    return next(one for one in house.styles.element.style_lst if one.name_val == name)
