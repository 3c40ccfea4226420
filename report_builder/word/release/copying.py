"""One released copy from a draft or an editor's file: stripped, restaged, saved anew."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from evidence.readers.wordml import Element
from report_builder.word import styles
from report_builder.word.release import parts as package_parts
from report_builder.word.release.marks import (
    Taken,
    bookmarks_needed,
    clean,
    drop_watermarks,
    restyle,
    settle_rooms,
)
from report_builder.word.release.pictures import bare
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.resolve import accepted, rejected
from report_builder.word.revisions.walking import walk

_MEDIA = "word/media/"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Release:
    """What a released copy says of itself.

    `lines` and `markings` are those of every stage: whatever a draft carried is found by
    them and gives way to `line` and `marking`. `keep_changes` says what becomes of tracked
    changes that are still open: True accepts them.
    """

    author: str
    line: str
    marking: str
    lines: frozenset[str]
    markings: frozenset[str]
    at: datetime
    keep_changes: bool = True
    watermarks: bool = False
    """Whether a watermark stays, as in the clean copy of a draft."""


def released(data: bytes, release: Release) -> tuple[bytes, Taken]:
    """Return a report as it leaves, and how much was taken out of it.

    Raises:
        UnreadableSource: it is no Word file, or one of its parts cannot be read.
    """
    taken = Taken()
    file = WordFile(data)
    taken.changes = changes_in(file)
    if taken.changes:
        file = accepted(file) if release.keep_changes else rejected(file)
    gone = frozenset(name for name in file.names if package_parts.is_left_behind(name))
    taken.parts = len(gone)
    made = _texts(file, gone, release, taken) | _descriptions(file, gone, release)
    for name in file.names:
        scrubbed = package_parts.workbook(name, file.content(name))
        if scrubbed is not None:
            made[name] = scrubbed
        elif name.casefold().startswith(_MEDIA):
            made[name] = bare(file.content(name))
    return _saved(file.replaced(made), gone), taken


def changes_in(file: WordFile) -> int:
    """Return how many paragraphs of a file have tracked changes that nobody has settled."""
    return sum(paragraph.changed for paragraph in walk(file).paragraphs)


def _texts(
    file: WordFile, gone: frozenset[str], release: Release, taken: Taken
) -> dict[str, bytes]:
    stories = [s for s in file.stories() if s.kind != "comments" and s.part not in gone]
    roots = {story.part: file.trees(story.part) for story in stories}
    needed = bookmarks_needed(roots.values())
    marking = package_parts.style_ids(file, frozenset({styles.MARKING}))
    stage = package_parts.style_ids(file, frozenset({styles.STAGE_LINE}))
    rooms = package_parts.style_ids(file, frozenset({styles.PLACEHOLDER}))
    body = min(package_parts.style_ids(file, frozenset({styles.BODY})), default="")
    for story in stories:
        root = roots[story.part]
        clean(root, needed, taken)
        if not release.watermarks:
            taken.watermarks += drop_watermarks(root)
        if story.kind in {"header", "footer"}:
            restyle(root, marking, release.markings, release.marking)
        elif story.kind == "document":
            restyle(root, stage, release.lines, release.line)
            settle_rooms(root, rooms, body)
    return {name: serialised(root) for name, root in roots.items()}


def _descriptions(file: WordFile, gone: frozenset[str], release: Release) -> dict[str, bytes]:
    """Return properties, settings, relations and content types, rewritten."""
    rewriting: dict[str, Callable[[Element], None]] = {
        file.related("settings"): package_parts.settled,
        "[Content_Types].xml": lambda root: package_parts.typed(root, gone),
        "docProps/core.xml": lambda root: package_parts.core_properties(
            root, release.author, release.at
        ),
        "docProps/app.xml": package_parts.app_properties,
    }
    made: dict[str, bytes] = {}
    for name, rewrite in rewriting.items():
        if name and name in file:
            root = file.trees(name)
            rewrite(root)
            made[name] = serialised(root)
    for name in file.names:
        if name.endswith(".rels") and name not in gone:
            kept = package_parts.unrelated(file, name, gone)
            if kept is not None:
                made[name] = kept
    return made


def _saved(file: WordFile, gone: frozenset[str]) -> bytes:
    """Return the package, its content types first, every entry of one day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = [name for name in file.names if name not in gone and not _of_gone(name, gone)]
        for name in sorted(names, key=lambda one: one != "[Content_Types].xml"):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, file.content(name))
    return out.getvalue()


def _of_gone(name: str, gone: frozenset[str]) -> bool:
    """The relations of a part go with it."""
    folder, _, base = name.partition("_rels/")
    return bool(base) and f"{folder}{base.removesuffix('.rels')}" in gone
