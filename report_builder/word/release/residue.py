"""Proof that a released copy holds nothing of ours: its package read again, from its bytes.

This knows nothing of how the copy was made; it looks for what must not be there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

_PARTS = {
    "comments": r"^word/(?:comments|threadedComments|persons|people)",
    "custom XML": r"^customXml/",
    "custom properties": r"^docProps/custom",
    "a thumbnail": r"^docProps/thumbnail",
    "macros": r"^word/vba",
}
_MARKS = {
    "comment marks": r"<w:comment(?:RangeStart|RangeEnd|Reference)\b",
    "tracked changes": r"<w:(?:ins|del|moveFrom|moveTo|moveFromRangeStart|moveToRangeStart"
    r"|cellIns|cellDel|cellMerge|\w+Change)[ />]",
    "hidden words": r"<w:vanish(?:/| w:val=\"(?:1|true|on)\")",
    "our bookmarks": r'w:name="_hmf?_',
    "our controls": r'w:val="hm:',
    "revision ids": r"\bw:rsid\w*=|<w:rsids\b",
    "paragraph ids": r"w14:(?:paraId|textId)=|<w1[45]:docId\b",
    "names of authors": r"\bw:author=|\bw15?:author=|<w:attachedTemplate\b",
    "variables": r"<w:docVars\b",
    "a watermark": r"WaterMark",
}
_EVIDENCE = re.compile(r"\bS\d{3,}-\d{3,}\b|\bC\d{4,}\b(?! ?\d)|\bF-\d[a-z]-\d{2}\b|\bCPS-\d{3}\b")
_URN = re.compile(r"\b\d{2}[A-Z0-9]{2}\d{7}(?:[MS]|/\d)?\b")
_TELLING = re.compile(
    rb"\xff\xe1(?!\0\x22)..Exif\0\0|http://ns\.adobe\.com/xap/|Photoshop 3\.0\0"
    rb"|\0\0..(?:tEXt|zTXt|iTXt|tIME|eXIf)",
    re.DOTALL,
)
"""What tells of a picture's making: more of a photograph than which way up it is, and notes."""
_AUTHOR = re.compile(r"<(dc:creator|cp:lastModifiedBy)>([^<]*)<")
_TAG = re.compile(r"<[^>]+>")
_IN_RUNS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)|<w:(tab|br|cr|noBreakHyphen)\b")


def residue(data: bytes, author: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return in words what must not be in a released copy and is; nothing is proof.

    `names` are people who worked on the draft: none of them may stand in any part.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found = list(_odd_parts(parts))
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            text = content.decode("utf-8", "replace")
            found += _odd_marks(name, text, author)
            found += [f"the name {who} in {name}" for who in names if who and _named(who, text)]
        elif name.casefold().startswith("word/media/") and _TELLING.search(content):
            found.append(f"where, when or by whom a picture was made ({name})")
    return tuple(dict.fromkeys(found))


def _odd_parts(parts: Iterable[str]) -> Iterator[str]:
    for name in parts:
        for what, pattern in _PARTS.items():
            if re.search(pattern, name):
                yield f"{what} ({name})"


def _odd_marks(name: str, text: str, author: str) -> Iterator[str]:
    for what, pattern in _MARKS.items():
        if re.search(pattern, text):
            yield f"{what} in {name}"
    if name == "docProps/core.xml":
        for _, who in _AUTHOR.findall(text):
            if who and who != author:
                yield f"the author {who} in {name}"
    if name.startswith("word/") and not name.endswith(".rels"):
        yield from _odd_words(name, f"{_TAG.sub(' ', text)} {_joined(text)}")


def _joined(text: str) -> str:
    """Return the words of a part, put together where Word has cut them into runs."""
    lines = (_IN_RUNS.findall(paragraph) for paragraph in text.split("</w:p>"))
    signs = {"": "", "noBreakHyphen": "-"}
    return " ".join("".join(said or signs.get(sign, " ") for said, sign in line) for line in lines)


def _odd_words(name: str, said: str) -> Iterator[str]:
    for what, pattern in (("an evidence key", _EVIDENCE), ("the number of a case", _URN)):
        hit = pattern.search(said)
        if hit:
            yield f"{what} ({hit[0]}) in {name}"


def _named(who: str, text: str) -> bool:
    return bool(re.search(rf'"{re.escape(who)}"|>{re.escape(who)}<', text))
