"""What a rich text's control words mean: where words go, letters, and how words are set.

A destination is a group whose words do not belong to the body: a note, a comment, a header, or
what is no words at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

SKIPPED = frozenset({
    "colortbl", "pict", "objdata", "objclass", "objname", "themedata", "datastore", "listtable",
    "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "filetbl", "fldinst",
    "nonshppict", "sp", "datafield", "docvar", "template", "upr", "tc", "xe", "bkmkstart",
    "bkmkend", "pn", "comment", "author", "operator", "keywords", "subject", "doccomm", "company",
    "manager", "category", "hlinkbase", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
    "aftncn", "mhtmltag", "htmltag", "atnref", "atndate", "atnparent", "revtm", "creatim",
    "printim", "buptim", "passwordhash", "do", "fontemb", "fontfile",
})  # fmt: skip
KNOWN_STARRED = frozenset({"annotation", "atnauthor", "shpinst", "ud", "revtbl", "fldrslt"})
STORIES = {
    "annotation": "comment", "footnote": "note", "header": "header", "headerl": "header",
    "headerr": "header", "headerf": "header", "footer": "footer", "footerl": "footer",
    "footerr": "footer", "footerf": "footer", "shptxt": "box", "title": "title",
    "listtext": "label", "pntext": "label", "atnauthor": "author", "stylesheet": "styles",
    "fonttbl": "fonts", "revtbl": "authors",
}  # fmt: skip
LETTERS = {
    "tab": "\t", "line": "\n", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018",
    "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022",
    "emspace": " ", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
CODEPAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class How:
    """What the control words of the open groups have set."""

    skipped: bool = False
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    author: int = 0
    after_unicode: int = 1
    font: int = -1


def _on(number: int | None) -> bool:
    return number != 0


SETTINGS: dict[str, Callable[[How, int | None], How]] = {
    "b": lambda how, n: replace(how, bold=_on(n)),
    "v": lambda how, n: replace(how, hidden=_on(n)),
    "deleted": lambda how, n: replace(how, deleted=_on(n)),
    "revised": lambda how, n: replace(how, inserted=_on(n)),
    "revauth": lambda how, n: replace(how, author=n or 0),
    "revauthdel": lambda how, n: replace(how, author=n or 0),
    "uc": lambda how, n: replace(how, after_unicode=max(0, min(n or 0, 8))),
    "f": lambda how, n: replace(how, font=n or 0),
    "htmlrtf": lambda how, n: replace(how, skipped=_on(n)),
    "plain": lambda how, _n: replace(
        how, bold=False, hidden=False, deleted=False, inserted=False, font=-1
    ),
}
