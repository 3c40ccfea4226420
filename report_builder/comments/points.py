"""What one returned file raises: its comments with their threads, and its tracked changes.

A tracked change is what one person did in one go: words taken out and put in next to each
other within five minutes are one point, as an editor meant them, however many marks Word
made of it. Nothing is dropped: every comment, reply and mark of the file is in some point.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from evidence.readers.wordml import Element
from report_builder.comments.counted import comments_held
from report_builder.comments.entry import Kind, Reply
from report_builder.word.revisions.changesets import ChangeSet, change_sets
from report_builder.word.revisions.comments import Comment, comments_of
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import Walked, walk

_CONTEXT_WORDS = 8
_KEEPS_THREADS = (b"Microsoft", b"<Application>iqa<")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that somebody wants of the report.

    `paragraph` is its place in the walk over the file, -1 where it has none or is not from a
    Word file; `elements` are the marks of a tracked change.
    """

    kind: Kind
    author: str
    at: str
    text: str
    quote: str = ""
    replaces: str = ""
    paragraph: int = -1
    place: str = ""
    thread: tuple[Reply, ...] = ()
    resolved: bool = False
    fingerprint: str = ""
    block_id: str = ""
    number: str = ""
    evidence: str = ""
    category: str = ""
    elements: tuple[Element, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Raised:
    """All points of a file, in reading order, and how many of each there are.

    `held` is how many comments and replies lie in a Word file's bytes.
    """

    points: tuple[Point, ...]
    comments: int = 0
    replies: int = 0
    held: int = 0
    insertions: int = 0
    deletions: int = 0
    moves: int = 0


def raised_in(file: WordFile, walked: Walked | None = None) -> Raised:
    """Return what a returned Word file raises.

    Raises:
        UnreadableSource: a part that holds its text or comments cannot be read.
    """
    walked = walked or walk(file)
    said = _threaded(file, comments_of(file, walked))
    sets = change_sets(walked)
    points = [*_comments(said, walked), *(_change(one, walked) for one in sets)]
    return Raised(
        in_order(_numbered(points)),
        comments=sum(c.parent < 0 for c in said),
        replies=sum(c.parent >= 0 for c in said),
        held=comments_held(file),
        insertions=sum(bool(one.new) and not one.moved for one in sets),
        deletions=sum(bool(one.old) and not one.moved for one in sets),
        moves=sum(one.moved for one in sets),
    )


def _threaded(file: WordFile, said: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """Two comments on the very same words are a thread only where a program loses threads.

    Word says which comment answers which; LibreOffice and Google Docs may write replies as
    further comments on the same words.
    """
    part = "docProps/app.xml"
    maker = file.content(part) if part in file else b""
    if not any(name in maker for name in _KEEPS_THREADS):
        return said
    return tuple(replace(c, parent=-1) if c.answers == "range" else c for c in said)


def in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return points as a reader meets them; those without a place come last."""
    return tuple(sorted(points, key=lambda p: (p.paragraph < 0, p.paragraph)))


def _comments(said: tuple[Comment, ...], walked: Walked) -> list[Point]:
    threads: dict[int, list[Reply]] = {}
    for comment in said:
        if comment.parent >= 0:
            reply = Reply(comment.author, comment.at, comment.shown)
            threads.setdefault(_root(said, comment), []).append(reply)
    return [
        Point(
            Kind.COMMENT,
            comment.author,
            comment.at,
            comment.shown,
            quote=comment.anchor.quote,
            paragraph=comment.anchor.first,
            place=_place(walked, comment.anchor.first),
            thread=tuple(threads.get(at, ())),
            resolved=comment.resolved,
            fingerprint=comment.fingerprint,
        )
        for at, comment in enumerate(said)
        if comment.parent < 0
    ]


def _root(said: tuple[Comment, ...], comment: Comment) -> int:
    """The first comment of a thread; a thread that answers itself ends where it was met."""
    met: set[int] = set()
    at = comment.parent
    while said[at].parent >= 0 and at not in met:
        met.add(at)
        at = said[at].parent
    return at


def _change(one: ChangeSet, walked: Walked) -> Point:
    kind = Kind.MOVE if one.moved else Kind.INSERTION if one.new else Kind.DELETION
    quote = one.old or one.new if one.moved else one.old or _before(one, walked)
    return Point(
        kind,
        one.author,
        one.at,
        one.new or one.old,
        quote=quote,
        replaces=one.old if kind is Kind.INSERTION else "",
        paragraph=one.paragraph,
        place=_place(walked, one.paragraph),
        elements=one.elements,
    )


def _before(one: ChangeSet, walked: Walked) -> str:
    """The words after which something was put in, so that a reader finds the place."""
    words = one.before.split(" ")
    return " ".join(words[-_CONTEXT_WORDS:]).strip() or _paragraph_text(walked, one.paragraph)


def _paragraph_text(walked: Walked, at: int) -> str:
    words = walked.paragraphs[at].original.split()
    return " ".join(words[:_CONTEXT_WORDS])


def _place(walked: Walked, at: int) -> str:
    return str(walked.paragraphs[at].place) if 0 <= at < len(walked.paragraphs) else ""


def _numbered(points: list[Point]) -> list[Point]:
    """Give changes a fingerprint, as comments have one; the second of two alike is "-2"."""
    times: dict[str, int] = {}
    found: list[Point] = []
    for point in points:
        if point.fingerprint:
            found.append(point)
            continue
        digest = fingerprint(point.kind, point.author, point.at, point.text, point.quote)
        times[digest] = times.get(digest, 0) + 1
        found.append(replace(point, fingerprint=f"{digest}-{times[digest]}"))
    return found


def fingerprint(*said: str) -> str:
    """Return a short mark of what was said, the same in every copy that says it."""
    whole = "\x1f".join(said)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:24]
