"""Notes in the margin of a report: a Word comment at each block, by the block's bookmark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from evidence.readers.wordml import Element, W, value
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.xml_text import escaped, rooted

_PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_AUTHOR, _INITIALS = "Evidence", "EV"


def with_notes(data: bytes, notes: Mapping[str, Sequence[str]], at: datetime) -> bytes:
    """Return a report with each block's note as a comment on it; blocks without a mark have none.

    Raises:
        UnreadableSource: it is no Word file that can be read.
    """
    file = WordFile(data)
    root = file.trees(file.document)
    names = {bookmark_name(BLOCK, block): lines for block, lines in notes.items()}
    made: list[str] = []
    for paragraph, lines in _noted(root, names):
        _mark(paragraph, str(len(made)))
        made.append(_comment(len(made), lines, at))
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts = {
        file.document: serialised(root),
        _PART: rooted("w:comments", "".join(made)),
        types: _with(file, types, {"PartName": f"/{_PART}", "ContentType": _TYPE}, "Override"),
        relations: _with(
            file,
            relations,
            {"Id": "notes", "Type": _RELATION, "Target": "comments.xml"},
            "Relationship",
        ),
    }
    return file.replaced(parts).save()


def _noted(
    root: Element, names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Element, Sequence[str]]]:
    for start in list(root.iter(f"{W}bookmarkStart")):
        lines = names.get(value(start, "name"))
        paragraph = next(start.iterancestors(f"{W}p"), None)
        if lines and paragraph is not None:
            yield paragraph, lines


def _mark(paragraph: Element, name: str) -> None:
    """Let a comment begin after a paragraph's properties and end with the paragraph."""
    begin, end = (paragraph.makeelement(f"{W}commentRange{side}") for side in ("Start", "End"))
    run = paragraph.makeelement(f"{W}r")
    reference = run.makeelement(f"{W}commentReference")
    run.append(reference)
    for element in (begin, end, reference):
        element.set(f"{W}id", name)
    first = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    paragraph.insert(first, begin)
    paragraph.extend((end, run))


def _comment(number: int, lines: Sequence[str], at: datetime) -> str:
    said = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>' for line in lines
    )
    return (
        f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:initials="{_INITIALS}" '
        f'w:date="{at:%Y-%m-%dT%H:%M:%SZ}">{said}</w:comment>'
    )


def _with(file: WordFile, name: str, attributes: Mapping[str, str], tag: str) -> bytes:
    root = file.trees(name)
    space = str(root.tag).partition("}")[0]
    added = root.makeelement(f"{space}}}{tag}")
    for key, text in attributes.items():
        added.set(key, text)
    root.append(added)
    return serialised(root)
