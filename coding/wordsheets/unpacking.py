"""Reading a coding document that came back, by our own walk of its XML."""

from __future__ import annotations

from collections.abc import Iterator

from coding.wordsheets.package import STATE
from coding.wordsheets.returned import Comment, Returned, Walked
from evidence.errors import UnreadableSource, WordSheetInvalid
from evidence.readers.limits import Limits
from evidence.readers.packages import Package
from evidence.readers.wordml import Element, Parts, W, chosen, local, value

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_LETTERS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n",
    "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
_OF_PAGES = frozenset({"page", "column"})
_TYPED = frozenset({"ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_SKIPPED = frozenset(
    {
        "pPr", "rPr", "sdtPr", "sectPr", "tblPr", "trPr", "tcPr", "instrText", "delInstrText",
        "drawing", "pict", "object", "annotationRef",
    }
)  # fmt: skip
_OURS = "iqa_"
_AGAIN = "save it in Word as a Word document (.docx), or export it anew: iqa code word export"


def unpacked(data: bytes, name: str) -> Returned:
    """Return what a coding document says now.

    Raises:
        WordSheetInvalid: it is no Word document, is locked, damaged or too large.
    """
    try:
        parts = Parts(Package(data, Limits()))
        main = _main(parts)
        root = parts.xml(main)
        if root is None:
            raise WordSheetInvalid(f"{name} is not a Word document", way_out=_AGAIN)
        return _returned(parts, main, root)
    except UnreadableSource as refusal:
        raise WordSheetInvalid(
            f"{name} cannot be read: {refusal.message}", way_out=refusal.way_out or _AGAIN
        ) from refusal


def _main(parts: Parts) -> str:
    relations = parts.relations("").values()
    return next((t for kind, t in relations if kind == "officeDocument" and t), "word/document.xml")


def _returned(parts: Parts, main: str, root: Element) -> Returned:
    walked = Walked()
    body = next((child for child in root if local(child) == "body"), root)
    _Walk(walked).element(body, typed=False, deleted=False)
    relations = parts.relations(main).values()
    targets = dict(relations)
    comments = _comments(
        parts.xml(targets.get("comments", "")) if "comments" in targets else None,
        parts.xml(targets["commentsExtended"]) if "commentsExtended" in targets else None,
        walked,
    )
    return Returned(
        "".join(walked.pieces),
        tuple(walked.paragraphs),
        walked.bookmarks,
        comments,
        _properties(parts),
        _state(parts, [t for kind, t in relations if kind == "customXml"]),
        sum(map(len, walked.typed)),
        walked.deleted,
        parts.notices,
    )


class _Walk:
    """A walk through a body, in the order in which it is read."""

    def __init__(self, walked: Walked) -> None:
        self.walked = walked

    def element(self, element: Element, *, typed: bool, deleted: bool) -> None:
        """Take one element and what is in it."""
        name = local(element)
        if name in _SKIPPED:
            return
        if name == "p":
            self._paragraph(element, typed=typed, deleted=deleted)
        elif name == "br" and value(element, "type") in _OF_PAGES:
            return
        elif name in {"t", "delText"} or (name in _LETTERS and not len(element)):
            self._letters(_LETTERS.get(name) or element.text or "", typed=typed, deleted=deleted)
        elif not self._mark(name, element):
            inside = chosen(element) if name == "AlternateContent" else iter(element)
            self._inside(inside, typed=typed or name in _TYPED, deleted=deleted or name in _DELETED)

    def _inside(self, children: Iterator[Element], *, typed: bool, deleted: bool) -> None:
        for child in children:
            self.element(child, typed=typed, deleted=deleted)

    def _paragraph(self, element: Element, *, typed: bool, deleted: bool) -> None:
        start = self.walked.length
        self._inside(iter(element), typed=typed, deleted=deleted)
        if element.find(f"{W}pPr/{W}rPr/{W}ins") is not None:
            return  # the break was typed in: before that, the paragraph went on
        first = self._joined_from(start)
        self.walked.paragraphs.append((first, self.walked.length))
        self.walked.add("\n")

    def _joined_from(self, start: int) -> int:
        """Return where the paragraph began before a typed break cut it in two."""
        done = self.walked.paragraphs[-1][1] + 1 if self.walked.paragraphs else 0
        return min(start, done)

    def _letters(self, text: str, *, typed: bool, deleted: bool) -> None:
        if typed:
            if not deleted:
                self.walked.typed.append(text)
            return
        self.walked.deleted += len(text) if deleted else 0
        self.walked.add(text)

    def _mark(self, name: str, element: Element) -> bool:
        walked, number = self.walked, value(element, "id")
        if name == "bookmarkStart":
            walked.open_bookmarks[number] = (value(element, "name"), walked.length)
        elif name == "bookmarkEnd":
            title, start = walked.open_bookmarks.pop(number, ("", 0))
            walked.bookmarks.setdefault(title, (start, walked.length))
        elif name == "commentRangeStart":
            walked.starts.setdefault(number, walked.place)
        elif name == "commentRangeEnd":
            walked.ends[number] = walked.place
        elif name == "commentReference":
            walked.points[number] = walked.length
        else:
            return False
        return True


def _comments(
    root: Element | None, extended: Element | None, walked: Walked
) -> tuple[Comment, ...]:
    elements = [c for c in root if local(c) == "comment"] if root is not None else []
    # In the order in which they hang in the text: a reply comes after what it answers.
    order = {name: place for place, name in enumerate(walked.points)}
    elements.sort(key=lambda c: order.get(value(c, "id"), len(order)))
    threads = {
        one.get(f"{_W15}paraId", ""): one for one in (extended if extended is not None else ())
    }
    last = [_last_paragraph(comment) for comment in elements]
    places = {name: place for place, name in enumerate(last) if name}
    found: list[Comment] = []
    for comment, name in zip(elements, last, strict=True):
        thread = threads.get(name)
        above = thread.get(f"{_W15}paraIdParent", "") if thread is not None else ""
        start, end, typed = walked.anchored(value(comment, "id"))
        done = thread is not None and thread.get(f"{_W15}done") in {"1", "true"}
        found.append(
            Comment(
                value(comment, "author"), value(comment, "date"), _said(comment), start, end,
                typed, places.get(above) if above else None, done,
            )
        )  # fmt: skip
    return tuple(found)


def _last_paragraph(comment: Element) -> str:
    paragraphs = list(comment.iter(f"{W}p"))
    return paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""


def _said(comment: Element) -> str:
    """Return a comment's words as they stand, its paragraphs on lines."""
    lines = []
    for paragraph in comment.iter(f"{W}p"):
        walked = Walked()
        for child in paragraph:
            _Spoken(walked).element(child, typed=False, deleted=False)
        lines.append("".join(walked.pieces))
    return "\n".join(lines).strip()


class _Spoken(_Walk):
    """A walk that takes words as they stand after any tracked change."""

    def _letters(self, text: str, *, typed: bool, deleted: bool) -> None:
        del typed
        if not deleted:
            self.walked.add(text)


def _properties(parts: Parts) -> dict[str, str]:
    targets = [t for kind, t in parts.relations("").values() if kind == "custom-properties"]
    root = parts.xml(targets[0]) if targets else None
    return {
        one.get("name", ""): "".join(str(text) for text in one.itertext()).strip()
        for one in (root if root is not None else ())
        if one.get("name", "").startswith(_OURS)
    }


def _state(parts: Parts, named: list[str]) -> str:
    items = [n for n in parts.names() if n.casefold().startswith("customxml/item")]
    for name in dict.fromkeys([*named, *items]):
        root = parts.xml(name) if name.casefold().endswith(".xml") else None
        if root is not None and root.tag == f"{{{STATE}}}iqa":
            return root.text or ""
    return ""
