"""Notes in the margin of a report: a Word comment at each block, by the block's bookmark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from evidence.readers.wordml import Element, W, value
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.replying import Speaker, Spoken, replied
from report_builder.word.revisions.walking import walk

_AUTHOR, _INITIALS = "Evidence", "EV"


def with_notes(data: bytes, notes: Mapping[str, Sequence[str]], at: datetime) -> bytes:
    """Return a report with each block's note as a comment on it, beside those of its editors.

    Blocks without a mark of ours have none.

    Raises:
        UnreadableSource: it is no Word file that can be read.
    """
    file = WordFile(data)
    walked = walk(file)
    names = {bookmark_name(BLOCK, block): lines for block, lines in notes.items()}
    beside = [
        ([paragraph], Spoken("\n".join(lines), done=False))
        for paragraph, lines in _noted(walked.trees[file.document], names)
    ]
    return replied(file, walked, {}, beside, Speaker(_AUTHOR, _INITIALS, at)).save()


def _noted(
    root: Element, names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Element, Sequence[str]]]:
    for start in list(root.iter(f"{W}bookmarkStart")):
        lines = names.get(value(start, "name"))
        paragraph = next(start.iterancestors(f"{W}p"), None)
        if lines and paragraph is not None:
            yield paragraph, lines
