"""Which comments of a Word file the log has answered: answered there, they keep nothing in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from report_builder.comments.entry import Entry, Kind
from report_builder.word.revisions.comments import Comment

_Said = tuple[str, str]


def not_settled(comments: Sequence[Comment], log: Iterable[Entry]) -> tuple[Comment, ...]:
    """Return the comments that begin a thread and that nobody has answered.

    One is answered where the file marks it as done, or where the log has an answer to the same
    words of the same author. An entry answers one comment, and none whose thread has gone on:
    a reply that the log has not met wants to be read first.
    """
    answers: dict[_Said, list[Entry]] = defaultdict(list)
    for entry in log:
        if entry.kind is Kind.COMMENT and entry.answered:
            answers[_said(entry.author, entry.text)].append(entry)
    replies = _replies(comments)
    return tuple(
        comment
        for at, comment in enumerate(comments)
        if comment.parent < 0
        and not comment.resolved
        and not _answered(comment, replies[at], answers)
    )


def _answered(comment: Comment, replies: set[_Said], answers: dict[_Said, list[Entry]]) -> bool:
    """Whether an answer of the log is left for a comment; it is used up."""
    there = answers[_said(comment.author, comment.shown)]
    for entry in there:
        if replies <= {_said(reply.author, reply.text) for reply in entry.thread}:
            there.remove(entry)
            return True
    return False


def _replies(comments: Sequence[Comment]) -> dict[int, set[_Said]]:
    """Return what was said below each comment that begins a thread."""
    found: dict[int, set[_Said]] = defaultdict(set)
    for comment in comments:
        for above in _above(comments, comment):
            found[above].add(_said(comment.author, comment.shown))
    return found


def _above(comments: Sequence[Comment], comment: Comment) -> Iterator[int]:
    """Yield the comments that one answers, up to the first of its thread."""
    met: set[int] = set()
    while comment.parent >= 0 and comment.parent not in met:
        met.add(comment.parent)
        yield comment.parent
        comment = comments[comment.parent]


def _said(author: str, text: str) -> _Said:
    return author.casefold(), " ".join(text.casefold().split())
