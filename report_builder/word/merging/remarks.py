"""What the merge says in the margin: a comment by "Report builder", and words it offers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from evidence.readers.wordml import Element, W, number, value
from report_builder.word.merging.tokens import BUILDER
from report_builder.word.revisions.announcing import announced
from report_builder.word.revisions.names import INS, PPR, R, T
from report_builder.word.revisions.package import WordFile, serialised

_INITIALS = "RB"
_PART = "word/comments.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Remarks:
    """Writes comments and tracked insertions into one file."""

    def __init__(self, file: WordFile, document: Element, at: datetime) -> None:
        self._file = file
        self._at = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        self._part = file.related("comments") or _PART
        self._tree: Element | None = None
        marks = (f"{W}commentReference", f"{W}commentRangeStart")
        self._last = max((number(e.get(f"{W}id", "0")) for e in document.iter(*marks)), default=0)
        changes = (number(e.get(f"{W}id", "0")) for e in document.iter(INS, f"{W}del"))
        self._change = max(changes, default=0)

    def offered(self, paragraph: Element, text: str) -> bool:
        """Whether a paragraph offers these words already; what else it offered is taken back."""
        for mark in list(paragraph.iter(INS)):
            if value(mark, "author") != BUILDER:
                continue
            if "".join(t.text or "" for t in mark.iter(T)).strip() == text.strip():
                return True
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
        return False

    def inserted(self, near: Element, runs: Sequence[Element], text: str) -> list[Element]:
        """Return runs as a tracked insertion with a comment on it."""
        self._change += 1
        mark = near.makeelement(INS)
        mark.set(f"{W}id", str(self._change))
        mark.set(f"{W}author", BUILDER)
        mark.set(f"{W}date", self._at)
        mark.extend(runs)
        return self._around(near, [mark] if runs else [], text)

    def said(self, paragraph: Element, text: str) -> bool:
        """Comment on a whole paragraph, once."""
        if self._known(paragraph, text):
            return False
        first = next((c for c in paragraph if c.tag != PPR), None)
        start, *rest = self._around(paragraph, [], text)
        if first is None:
            paragraph.append(start)
        else:
            first.addprevious(start)
        paragraph.extend(rest)
        return True

    def parts(self, current: WordFile) -> dict[str, bytes]:
        """Return the parts to replace in, or to add to, the file as it is now."""
        if self._tree is None:
            return {}
        found = {self._part: serialised(self._tree)}
        if not self._file.related("comments"):
            found |= announced(
                current,
                self._part,
                kind=f"{_OFFICE}/comments",
                content_type=_TYPE,
                source=current.document,
            )
        return found

    def _known(self, paragraph: Element, text: str) -> bool:
        ids = {value(e, "id") for e in paragraph.iter(f"{W}commentReference")}
        if not ids:
            return False
        for comment in self._comments().iter(f"{W}comment"):
            ours = value(comment, "id") in ids and value(comment, "author") == BUILDER
            if ours and "".join(t.text or "" for t in comment.iter(T)) == text:
                return True
        return False

    def _around(self, near: Element, inside: list[Element], text: str) -> list[Element]:
        said = self._comment(text)
        start = near.makeelement(f"{W}commentRangeStart")
        end = near.makeelement(f"{W}commentRangeEnd")
        run = near.makeelement(R)
        reference = etree.SubElement(run, f"{W}commentReference")
        for mark in (start, end, reference):
            mark.set(f"{W}id", said)
        return [start, *inside, end, run]

    def _comments(self) -> Element:
        if self._tree is None:
            if self._part in self._file:
                self._tree = self._file.trees(self._part)
            else:
                self._tree = etree.fromstring(f'<w:comments xmlns:w="{W[1:-1]}"/>')
            known = (number(e.get(f"{W}id", "0")) for e in self._tree.iter(f"{W}comment"))
            self._last = max(self._last, max(known, default=0))
        return self._tree

    def _comment(self, text: str) -> str:
        tree = self._comments()
        self._last += 1
        comment = etree.SubElement(tree, f"{W}comment")
        for name, said in (
            ("id", str(self._last)),
            ("author", BUILDER),
            ("date", self._at),
            ("initials", _INITIALS),
        ):
            comment.set(f"{W}{name}", said)
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), R)
        written = etree.SubElement(run, T)
        written.set(_SPACE, "preserve")
        written.text = text
        return str(self._last)
