"""Answers written into a returned file: replies under comments, and threads that are settled.

The file stays the one that came back: only its comments, the places they mark and, where
there was none, the part that keeps threads are changed. A tracked change gets a comment of
its own with the answer to it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from evidence.readers.wordml import Element, W, number
from report_builder.word.revisions.announcing import announced
from report_builder.word.revisions.comments import comments_of
from report_builder.word.revisions.names import RPR, TR, P, R, T
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.walking import Walked

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_PARA_ID = f"{{{_W14}}}paraId"
_EXTENDED = f"{{{_W15}}}commentsEx"
_EX = f"{{{_W15}}}commentEx"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {
    "comments": (
        f"{_OFFICE}/comments",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    ),
    "commentsExtended": (
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
    ),
}
_HIGHEST = 0x7FFFFFFF
_START, _END = f"{W}commentRangeStart", f"{W}commentRangeEnd"
_REFERENCE = f"{W}commentReference"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said under a comment or beside a change; `done` settles the thread."""

    text: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who answers, and when."""

    name: str
    initials: str
    at: datetime


def replied(
    file: WordFile,
    walked: Walked,
    to_comments: Mapping[str, Spoken],
    to_changes: Sequence[tuple[Sequence[Element], Spoken]],
    speaker: Speaker,
) -> WordFile:
    """Return the file with answers in it.

    `to_comments` has the fingerprints of comments, `to_changes` the marks of changes in the
    walk's trees, which are changed: walk again before anything else is asked of them.

    Raises:
        UnreadableSource: a part that holds its comments cannot be read.
    """
    known = comments_of(file, walked)
    writing = _Writing(file, walked, speaker)
    for element, comment in zip(writing.comments_in_order(), known, strict=True):
        spoken = to_comments.get(comment.fingerprint)
        if spoken is not None:
            writing.reply(element, spoken)
    for marks, spoken in to_changes:
        writing.beside(marks, spoken)
    return writing.written()


class _Writing:
    """The parts of a file that answers change, as trees."""

    def __init__(self, file: WordFile, walked: Walked, speaker: Speaker) -> None:
        self._file = file
        self._speaker = speaker
        self._trees = walked.trees
        self._parts = {kind: file.related(kind) for kind in _KINDS}
        self._held = {
            story.part: file.trees(story.part)
            for story in file.stories()
            if story.kind == "comments"
        }
        held = self._held.get(self._parts["comments"])
        self._comments = (
            etree.Element(f"{W}comments", nsmap={"w": W[1:-1], "w14": _W14})
            if held is None
            else held
        )
        extended = self._parts["commentsExtended"]
        self._extended = (
            file.trees(extended) if extended else etree.Element(_EXTENDED, nsmap={"w15": _W15})
        )
        self._ids = {number(e.get(f"{W}id", "0")) for t in self._held.values() for e in t}
        self._para_ids = {
            p.get(_PARA_ID, "").upper()
            for tree in (*self._trees.values(), *self._held.values())
            for p in tree.iter(P)
        }
        self._by_para = {e.get(f"{{{_W15}}}paraId", ""): e for e in self._extended.iter(_EX)}
        self._touched: set[str] = set()

    def comments_in_order(self) -> list[Element]:
        """The comments in the order in which `comments_of` gives them."""
        return [e for tree in self._held.values() for e in tree.iter(f"{W}comment")]

    def reply(self, parent: Element, spoken: Spoken) -> None:
        """Add a reply under a comment, and settle its thread if that is meant."""
        said = self._para_of(parent)
        thread = self._by_para.get(said)
        if thread is None:
            thread = self._ex(said)
        if spoken.done:
            thread.set(f"{{{_W15}}}done", "1")
        new, para = self._comment(spoken)
        self._ex(para, parent=said, done=spoken.done)
        old = parent.get(f"{W}id", "")
        for part, tree in self._trees.items():
            for mark in list(tree.iter(_START, _END, _REFERENCE)):
                if mark.get(f"{W}id") == old:
                    self._touched.add(part)
                    _beside(mark, new)

    def beside(self, marks: Sequence[Element], spoken: Spoken) -> None:
        """Add a comment at a tracked change; where it is in several parts, at the first."""
        roots = {id(tree): part for part, tree in self._trees.items()}
        homes = [roots.get(id(_root(mark)), "") for mark in marks]
        part = next((home for home in homes if home), "")
        inside = [mark for mark, home in zip(marks, homes, strict=True) if home == part]
        if not part:
            return
        new, para = self._comment(spoken)
        self._ex(para, done=spoken.done)
        self._touched.add(part)
        _around(_anchor(inside[0]), _anchor(inside[-1]), new)

    def written(self) -> WordFile:
        """Return the file with all that was added."""
        parts = {part: serialised(self._trees[part]) for part in self._touched}
        if not self._touched:
            return self._file
        whole = self._file
        for kind, tree in (("comments", self._comments), ("commentsExtended", self._extended)):
            name = self._parts[kind] or self._free_name(kind)
            parts[name] = serialised(tree)
            if not self._parts[kind]:
                relation, content_type = _KINDS[kind]
                whole = whole.replaced(
                    announced(
                        whole,
                        name,
                        kind=relation,
                        content_type=content_type,
                        source=whole.document,
                    )
                )
        return whole.replaced(parts)

    def _free_name(self, kind: str) -> str:
        return posixpath.join(posixpath.dirname(self._file.document), f"{kind}.xml")

    def _para_of(self, comment: Element) -> str:
        """The id by which a thread knows a comment, given to its last paragraph if it has none."""
        paragraphs = list(comment.iter(P))
        if not paragraphs:
            paragraphs = [etree.SubElement(comment, P)]
        for paragraph in reversed(paragraphs):
            if paragraph.get(_PARA_ID, "") in self._by_para:
                return paragraph.get(_PARA_ID, "")
        last = paragraphs[-1]
        if not last.get(_PARA_ID):
            last.set(_PARA_ID, self._new_para())
        return last.get(_PARA_ID, "")

    def _new_para(self) -> str:
        """A paragraph id that nobody has; the same file gives the same."""
        at = 0x60000000 + len(self._para_ids)
        while f"{at:08X}" in self._para_ids:
            at = at % _HIGHEST + 1
        self._para_ids.add(f"{at:08X}")
        return f"{at:08X}"

    def _ex(self, para: str, *, parent: str = "", done: bool = False) -> Element:
        made = etree.SubElement(self._extended, _EX)
        made.set(f"{{{_W15}}}paraId", para)
        if parent:
            made.set(f"{{{_W15}}}paraIdParent", parent)
        made.set(f"{{{_W15}}}done", "1" if done else "0")
        self._by_para[para] = made
        return made

    def _comment(self, spoken: Spoken) -> tuple[str, str]:
        new = str(max(self._ids, default=-1) + 1)
        self._ids.add(int(new))
        made = etree.SubElement(self._comments, f"{W}comment")
        made.set(f"{W}id", new)
        made.set(f"{W}author", self._speaker.name)
        made.set(f"{W}initials", self._speaker.initials)
        made.set(f"{W}date", f"{self._speaker.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
        para = ""
        for line in spoken.text.split("\n"):
            paragraph = etree.SubElement(made, P)
            para = self._new_para()
            paragraph.set(_PARA_ID, para)
            text = etree.SubElement(etree.SubElement(paragraph, R), T)
            text.text = "".join(c for c in line if c.isprintable())
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return new, para


def _root(element: Element) -> Element:
    return element.getroottree().getroot()


def _beside(mark: Element, new: str) -> None:
    """Let a reply stand where the comment stands that it answers."""
    if mark.tag == _REFERENCE:
        run = mark.getparent()
        if run is not None:
            run.addnext(_reference(run, new))
        return
    made = mark.makeelement(mark.tag)
    made.set(f"{W}id", new)
    mark.addnext(made)


def _reference(near: Element, new: str) -> Element:
    run = near.makeelement(R)
    etree.SubElement(run, _REFERENCE).set(f"{W}id", new)
    return run


def _anchor(mark: Element) -> Element:
    """What a comment can stand around: the mark, or the paragraph whose end or row it is."""
    parent = mark.getparent()
    if parent is not None and parent.tag == RPR:
        return next(mark.iterancestors(P))
    rows = list(mark.iterancestors(TR))
    if not list(mark) and rows and next(mark.iterancestors(P), None) is None:
        return next(rows[0].iter(P))
    return mark


def _around(first: Element, last: Element, new: str) -> None:
    start = first.makeelement(_START)
    end = last.makeelement(_END)
    for made in (start, end):
        made.set(f"{W}id", new)
    if first.tag == P:
        at = 1 if len(first) and str(first[0].tag).endswith("}pPr") else 0
        first.insert(at, start)
    else:
        first.addprevious(start)
    if last.tag == P:
        last.append(end)
    else:
        last.addnext(end)
    end.addnext(_reference(end, new))
