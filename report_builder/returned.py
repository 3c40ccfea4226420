"""A file that came back: opened, told which draft it is of, and decisions carried out in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evidence.errors import ReturnRefused
from evidence.workspace import Workspace
from report_builder.comments.applying import applied
from report_builder.conflict_decisions import Carried, carried_out
from report_builder.draft_store import DraftStore
from report_builder.drafts import Draft
from report_builder.origins import draft_behind
from report_builder.store import ReportStore
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk

_WAY_OUT = "iqa report show   (lists drafts' paragraphs); send the file that came back, as a .docx"
_TEXT_LOST = frozenset({"damaged_part", "mended_xml", "unreadable_part"})
"""Notices on a part of which only some could be read."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file, and the draft that it is a copy of.

    `data` are the bytes that came, `file` what is in them with decisions carried out; `told`
    are sentences on what was odd. `applied` and `by_hand` are entries of the comment log.
    """

    data: bytes
    name: str
    file: WordFile
    base: Draft
    told: tuple[str, ...]
    applied: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


def opened_return(workspace: Workspace, path: Path) -> Returned:
    """Open a file that came back, and find its draft.

    Raises:
        ReturnRefused: it is of no draft of this inspection, signed, empty or cut short.
        UnreadableSource: it is no Word file, locked, or damaged beyond reading.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReturnRefused(f"{path.name} cannot be read", way_out=_WAY_OUT) from error
    file = WordFile(data)
    if any(name.startswith("_xmlsignatures/") for name in file.names):
        raise ReturnRefused(
            f"{path.name} is signed, and a change would break the signature",
            way_out="save a copy without the signature in Word, and rebuild that",
        )
    walked = walk(file)
    if not any(p.place.story == "document" for p in walked.paragraphs):
        raise ReturnRefused(f"{path.name} holds no text", way_out=_WAY_OUT)
    _require_whole(file, path.name)
    behind = draft_behind(workspace, file, walked)
    if behind is None:
        raise ReturnRefused(
            f"{path.name} is no copy of a draft of this inspection", way_out=_WAY_OUT
        )
    base = ReportStore(workspace.database).draft(behind.draft)
    told = [f"{path.name}: {notice.message}" for notice in file.notices]
    if behind.by_words:
        told.append(
            f"{path.name} has lost its draft's id; its words are those of draft {base.number}"
        )
    newest = ReportStore(workspace.database).draft_numbers()[-1]
    if base.number < newest:
        told.append(f"{path.name} is a copy of draft {base.number}; the newest is draft {newest}")
    settings = file.content("word/settings.xml")
    if b"documentProtection" in settings and b'enforcement="0"' not in settings:
        told.append(f"{path.name} is protected against editing; the protection stays")
    return Returned(data, path.name, file, base, tuple(told))


def as_decided(workspace: Workspace, returned: Returned) -> Returned:
    """Carry out what was decided on comments and changes, before anything is merged."""
    found = applied(workspace, returned.data, returned.file)
    told = list(returned.told)
    if found.done:
        told.append(f"carried out as decided: {', '.join(found.done)}")
    if found.by_hand:
        told.append(f"to change by hand, for their words stand nowhere: {', '.join(found.by_hand)}")
    return replace(
        returned, file=found.file, told=tuple(told), applied=found.done, by_hand=found.by_hand
    )


def as_settled(workspace: Workspace, returned: Returned) -> tuple[Returned, Carried]:
    """Carry out what was decided on the conflicts of the draft that came back."""
    conflicts = DraftStore(workspace.database).conflicts(returned.base.number)
    found = carried_out(returned.file, conflicts)
    told = [f"{one.conflict_id} was settled in Word: {how}" for one, how in found.in_word]
    return replace(returned, file=found.file, told=(*returned.told, *told)), found


def told_of(carried: Carried) -> Iterator[str]:
    """Yield sentences on the conflicts that a rebuild settled, and on those that it could not."""
    if carried.done:
        yield f"settled as decided: {', '.join(carried.done)}"
    if carried.by_hand:
        yield f"to settle by hand, for their words stand nowhere: {', '.join(carried.by_hand)}"


def _require_whole(file: WordFile, name: str) -> None:
    """Refuse a file of which text may be lost: it would count as what the editor took out."""
    text = {story.part for story in file.stories() if file.trees(story.part) is not None}
    for notice in file.notices:
        if notice.code == "cut_short" or (notice.code in _TEXT_LOST and notice.locator in text):
            raise ReturnRefused(
                f"{name} is cut short or damaged, and what is lost of it would count as deleted",
                way_out="ask for it again, or open and repair it in Word, save it and rebuild that",
            )
