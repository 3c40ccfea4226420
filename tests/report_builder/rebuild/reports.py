"""Small reports to merge, and an editor who changes their Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lxml import etree

from evidence.readers.wordml import Element, W
from report_builder.document import (
    Block,
    Document,
    FigureUse,
    FrontMatter,
    Heading,
    Paragraph,
    Sentence,
    Support,
    SupportKind,
    Table,
)
from report_builder.numbering import number
from report_builder.rebuild.merge import Merged, merge
from report_builder.rebuild.three import Sides
from report_builder.word.look import OfficeTemplate
from report_builder.word.manifest import DraftMark
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk
from report_builder.word.writer import write

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
FRONT = FrontMatter(
    "Report", "Subtitle", "Inspectorate", "January 2026", "DRAFT", "OFFICIAL", "Report", ()
)
RESTS = (Support(SupportKind.RATE, "agreement/overall"),)
MARK = DraftMark("token", "key")


def sentence(name: str, text: str, *figures: str) -> Sentence:
    """A sentence; each {} in its text is a live number."""
    parts: list[str | FigureUse] = []
    pieces = text.split("{}")
    for place, piece in enumerate(pieces):
        parts.append(piece)
        if place < len(figures):
            use = f"{name}_{place}"
            parts.append(FigureUse(use, "agreement/overall", "percent", 0.5, figures[place]))
    return Sentence(name, tuple(p for p in parts if p != ""), RESTS)


def paragraph(name: str, *said: str | tuple[str, ...]) -> Paragraph:
    """A paragraph of sentences: a text, or a text with its live numbers."""
    whole = [(one,) if isinstance(one, str) else one for one in said]
    sentences = (sentence(f"{name}_{at}", one[0], *one[1:]) for at, one in enumerate(whole))
    return Paragraph(name, tuple(sentences))


def table(name: str, rows: Sequence[Sequence[str]], headings: Sequence[str]) -> Table:
    """A table whose numbers are live."""
    made = tuple(
        (
            (row[0],),
            *(
                (FigureUse(f"{name}_{row[0]}_{at}", "m", "count", 1.0, cell),)
                for at, cell in enumerate(row[1:])
            ),
        )
        for row in rows
    )
    return Table(name, "A table", tuple(headings), made, "What it shows.", RESTS)


def report(*blocks: Block, front: FrontMatter = FRONT, pictures: bool = False) -> bytes:
    """A report's Word file."""
    document = Document(front, (Heading("chapter", 1, "Findings"), *blocks))
    template = OfficeTemplate(b"", pictured=True) if pictures else None
    return write(document, number(document), template=template, made_at=AT, draft=MARK)


def merged(
    base: bytes, edited: bytes, new: bytes, ours: frozenset[tuple[str, str]] = frozenset()
) -> Merged:
    """The three merged."""
    sides = Sides(WordFile(base), WordFile(edited), WordFile(new))
    return merge(sides, MARK, "<manifest/>", AT, ours=ours)


def texts(file: bytes | WordFile) -> list[str]:
    """What every paragraph of a file says, tracked changes accepted."""
    held = WordFile(file) if isinstance(file, bytes) else file
    return [p.final for p in walk(held).paragraphs if p.place.story == "document"]


def lasting(file: WordFile) -> list[str]:
    """What every paragraph says, with what the merge offers left aside."""
    return [p.original for p in walk(file).paragraphs if p.place.story == "document"]


def edited(data: bytes, change: Callable[[Element], None]) -> bytes:
    """The file with its body changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w") as target:
        for name in held.namelist():
            content = held.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                body = root.find(f"{W}body")
                assert body is not None
                change(body)
                content = etree.tostring(root)
            target.writestr(name, content)
    return out.getvalue()


def holding(body: Element, text: str) -> Element:
    """The paragraph that says something."""
    for found in body.iter(f"{W}p"):
        if text in "".join(t.text or "" for t in found.iter(f"{W}t")):
            return found
    raise AssertionError(text)


def retyped(old: str, new: str) -> Callable[[Element], None]:
    """An edit within one run of text."""

    def change(body: Element) -> None:
        for text in body.iter(f"{W}t"):
            if old in (text.text or ""):
                text.text = (text.text or "").replace(old, new)
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                return
        raise AssertionError(old)

    return change


def without_anchors(body: Element) -> None:
    """Take every bookmark and control away, as a program may."""
    for control in list(body.iter(f"{W}sdt")):
        parent, content = control.getparent(), control.find(f"{W}sdtContent")
        assert parent is not None
        assert content is not None
        at = parent.index(control)
        parent[at : at + 1] = list(content)
    for mark in list(body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)
