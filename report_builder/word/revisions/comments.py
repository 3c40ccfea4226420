"""The comments of a returned file: who said what, about which words, answering whom.

A comment is never known by its number, which programs change when they save; `fingerprint`
stays the same in every copy that says the same about the same words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.readers.wordml import MC, Element, W, value
from report_builder.word.revisions.blocks import Stretch
from report_builder.word.revisions.names import DEL_TEXT, FINAL, P, T
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.resolve import settle
from report_builder.word.revisions.walking import Remarked, Spot, Walked

_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SHOWN = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_ON = frozenset({"1", "true", "on"})
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words a comment is about.

    `kind` is "range", "point" (a place without words) or "orphan" (the text no longer says
    where). `first` and `last` are places in the walk's paragraphs, -1 for an orphan.
    `deleted` says that all the words it is about were taken out.
    """

    kind: str
    first: int = -1
    last: int = -1
    quote: str = ""
    original: str = ""
    final: str = ""
    deleted: bool = False
    story: str = ""

    @property
    def crossing(self) -> bool:
        """Whether it reaches over more than one paragraph."""
        return self.last > self.first


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment or reply.

    `parent` is the place in the list of the comment it answers, -1 for none; `answers` says
    how that is known: "said" by the file, or by the same "range" where a file keeps no
    threads. Author and date are as written, "" where the file does not say. `besides` is what
    stands in it beside words: pictures, and words that were struck out again.
    """

    author: str
    initials: str
    at: str
    paragraphs: tuple[str, ...]
    anchor: Anchor
    parent: int = -1
    answers: str = ""
    resolved: bool = False
    fingerprint: str = ""
    besides: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that it says, a line for each paragraph."""
        return "\n".join(self.paragraphs)

    @property
    def shown(self) -> str:
        """What a reader of the log sees of it: never nothing."""
        said = [self.text] if self.text.strip() else []
        return "\n".join((*said, *self.besides)) or "[no words]"


@dataclass(frozen=True, slots=True)
class _Thread:
    parent: str
    done: bool


def comments_of(file: WordFile, walked: Walked) -> tuple[Comment, ...]:
    """Return every comment of a file, in the order in which the file keeps them.

    Raises:
        UnreadableSource: its comments cannot be read.
    """
    parts = [story.part for story in file.stories() if story.kind == "comments"]
    held = [(part, e) for part in parts for e in file.trees(part).iter(f"{W}comment")]
    elements = [element for _, element in held]
    threads = _threads(file)
    owners = {i: at for at, e in enumerate(elements) for i in _para_ids(e)}
    # Only the part that the document leads to speaks of numbers in the document.
    places = [walked.remarked.get(value(e, "id")) if part == parts[0] else None for part, e in held]
    anchors = [_anchor(place, walked) for place in places]
    found = [_comment(element, anchors[at], threads, owners) for at, element in enumerate(elements)]
    if not threads:
        found = _by_range(found, places)
    return _fingerprinted(found)


def _comment(
    element: Element, anchor: Anchor, threads: dict[str, _Thread], owners: dict[str, int]
) -> Comment:
    known = [threads[i] for i in _para_ids(element) if i in threads]
    parent = next((owners[t.parent] for t in known if t.parent in owners), -1)
    done = any(thread.done for thread in known)
    besides = tuple(_besides(element))
    settle(element, FINAL)
    return Comment(
        value(element, "author"),
        value(element, "initials"),
        value(element, "date"),
        tuple(_said(paragraph) for paragraph in element.iter(P)),
        anchor,
        parent,
        "said" if parent >= 0 else "",
        done,
        besides=besides,
    )


def _besides(comment: Element) -> Iterator[str]:
    struck = "".join(text.text or "" for text in comment.iter(DEL_TEXT)).strip()
    if struck:
        yield f"[struck out: {struck}]"
    for drawn in comment.iter(*_PICTURES):
        if next(drawn.iterancestors(*_PICTURES, f"{MC}Fallback"), None) is None:
            yield "[picture]"


def _said(paragraph: Element) -> str:
    parts: list[str] = []
    for element in paragraph.iter(T, *_SHOWN):
        if next(element.iterancestors(P), None) is not paragraph:
            continue
        parts.append(element.text or "" if element.tag == T else _SHOWN[str(element.tag)])
    return "".join(parts)


def _para_ids(comment: Element) -> list[str]:
    """A thread knows a comment by the id of its last paragraph; some name another."""
    return [said for p in reversed(list(comment.iter(P))) if (said := p.get(_PARA_ID, ""))]


def _threads(file: WordFile) -> dict[str, _Thread]:
    part = file.related("commentsExtended")
    if not part:
        return {}
    return {
        e.get(f"{_W15}paraId", ""): _Thread(
            e.get(f"{_W15}paraIdParent", ""), e.get(f"{_W15}done", "0") in _ON
        )
        for e in file.trees(part).iter(f"{_W15}commentEx")
    }


def _anchor(remarked: Remarked | None, walked: Walked) -> Anchor:
    if remarked is None:
        return Anchor("orphan")
    start = remarked.begins or remarked.refers or remarked.ends
    end = remarked.ends or remarked.refers or remarked.begins
    if start is None or end is None or not walked.paragraphs:
        return Anchor("orphan")
    inside = _between(start, end, walked)
    first = min(start.paragraph, len(walked.paragraphs) - 1)
    last = _last(start, end, walked)
    words = [s for s in inside if s.text or s.kind != "text"]
    return Anchor(
        "range" if words else "point",
        first,
        max(first, last),
        "".join(s.text for s in inside),
        "".join(s.text for s in inside if s.inserted is None),
        "".join(s.text for s in inside if s.deleted is None),
        bool(words) and all(s.deleted for s in words),
        walked.paragraphs[first].place.story,
    )


def _last(start: Spot, end: Spot, walked: Walked) -> int:
    """The paragraph in which it ends: not the next one, where nothing of that is inside."""
    last = end.paragraph
    if end.stretch == 0 and last > start.paragraph:
        last -= 1
    return min(last, len(walked.paragraphs) - 1)


def _between(start: Spot, end: Spot, walked: Walked) -> list[Stretch]:
    found: list[Stretch] = []
    for at in range(start.paragraph, min(end.paragraph + 1, len(walked.paragraphs))):
        stretches = walked.paragraphs[at].stretches
        begin = start.stretch if at == start.paragraph else 0
        stop = end.stretch if at == end.paragraph else len(stretches)
        if at > start.paragraph and found:
            found.append(Stretch("\n"))
        found += stretches[begin:stop]
    return found


def _by_range(comments: list[Comment], places: list[Remarked | None]) -> list[Comment]:
    """Where a file keeps no threads, comments about the very same words belong together."""
    seen: dict[tuple[Spot | None, Spot | None], int] = {}
    found: list[Comment] = []
    for at, (comment, place) in enumerate(zip(comments, places, strict=True)):
        ranged = comment.anchor.kind == "range" and place is not None
        first = seen.setdefault((place.begins, place.ends), at) if ranged and place else at
        found.append(comment if first == at else replace(comment, parent=first, answers="range"))
    return found


def _fingerprinted(comments: list[Comment]) -> tuple[Comment, ...]:
    times: dict[str, int] = {}
    found: list[Comment] = []
    for comment in comments:
        said = "\x1f".join((comment.author, comment.at, comment.text, comment.anchor.quote))
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        times[digest] = times.get(digest, 0) + 1
        found.append(replace(comment, fingerprint=f"{digest}-{times[digest]}"))
    return tuple(found)
