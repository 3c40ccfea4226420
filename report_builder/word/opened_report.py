"""What a Word file of a report says, as values: for those who check or release it.

Editors rewrite drafts, so nothing here trusts our marks; where they are still there they say
which number is which live figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.readers.wordml import W
from evidence.readers.wordml import value as value_of
from report_builder.word.anchors import TAG
from report_builder.word.revisions.blocks import Paragraph
from report_builder.word.revisions.comments import Comment, comments_of
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk

_ROOM = "[For the inspector:"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of the body: its style's name in small letters, and its final text.

    `figures` are the tags and texts of the live figures in it, `bare` is the text without
    them. `in_table` is set for a cell.
    """

    style: str
    text: str
    bare: str
    figures: tuple[tuple[str, str], ...]
    in_table: bool
    marks: tuple[str, ...] = ()
    """The bookmarks that begin in it; ours are the names of blocks."""


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report's paragraphs, its comments, and how many paragraphs have open changes.

    `beside` are the paragraphs of notes, headers and footers.
    """

    paragraphs: tuple[Said, ...]
    comments: tuple[Comment, ...]
    changed: int
    beside: tuple[Said, ...] = ()

    @property
    def rooms(self) -> tuple[str, ...]:
        """The prompts of placeholders that nobody has filled."""
        return tuple(p.text for p in self.paragraphs if p.text.strip().startswith(_ROOM))

    @property
    def figures(self) -> dict[str, str]:
        """The text of each live figure by the name of its control."""
        return {tag: text for p in self.paragraphs for tag, text in p.figures}


def opened_report(data: bytes) -> OpenedReport:
    """Read a report from the bytes of a Word file.

    Raises:
        UnreadableSource: it is no Word file, or its text cannot be read.
    """
    file = WordFile(data)
    walked = walk(file)
    names = _style_names(file)
    body = [p for p in walked.paragraphs if p.place.story == "document"]
    beside = [p for p in walked.paragraphs if p.place.story not in {"document", "comments"}]
    said, apart = (tuple(_said(p, names) for p in found) for found in (body, beside))
    changed = sum(p.changed for p in walked.paragraphs)
    return OpenedReport(said, comments_of(file, walked), changed, apart)


def _said(paragraph: Paragraph, names: dict[str, str]) -> Said:
    figures: dict[str, str] = {}
    bare: list[str] = []
    for stretch in paragraph.stretches:
        if stretch.deleted is not None:
            continue
        ours = [tag for tag in stretch.controls if tag.startswith(TAG)]
        if ours:
            name = ours[-1].removeprefix(TAG)
            figures[name] = figures.get(name, "") + stretch.text
        else:
            bare.append(stretch.text)
    return Said(
        names.get(paragraph.style, paragraph.style).casefold(),
        paragraph.final,
        "".join(bare),
        tuple(figures.items()),
        bool(paragraph.place.cells),
        paragraph.opened,
    )


def _style_names(file: WordFile) -> dict[str, str]:
    part = file.related("styles")
    if not part:
        return {}
    return {
        value_of(style, "styleId"): value_of(style.find(f"{W}name"))
        for style in file.trees(part).iter(f"{W}style")
    }
