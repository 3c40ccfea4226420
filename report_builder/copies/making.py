"""Every copy of a draft, made from what the store keeps of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.errors import OutputBlocked
from evidence.files import require_writable, write_whole
from evidence.workspace import DRAFTS, Workspace
from report_builder.comparing import Sides, redlined
from report_builder.copies.cautions import cautions
from report_builder.copies.html import reading_copy
from report_builder.copies.keyed import notes
from report_builder.copies.pdf import as_pdf
from report_builder.document import sentences_of
from report_builder.drafts import Draft
from report_builder.gather import material
from report_builder.store import ReportStore
from report_builder.trace import trace_all
from report_builder.word.notes_in_margin import with_notes
from report_builder.word.release.copying import Release, released

KINDS = ("clean", "evidence", "redline", "html", "pdf")
ENDINGS = {
    "clean": "-clean.docx",
    "evidence": "-evidence.docx",
    "redline": "-redline.docx",
    "html": ".html",
    "pdf": ".pdf",
}


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was written, or the sentence that says why it was not."""

    kind: str
    path: Path | None
    reason: str = ""


def copy_all(
    workspace: Workspace, draft: Draft, kinds: tuple[str, ...], at: datetime
) -> tuple[Copied, ...]:
    """Write copies beside the draft, replacing earlier ones; one that cannot be is told.

    Raises:
        OutputBlocked: a copy is open in another program.
    """
    making: dict[str, Callable[[Workspace, Draft, datetime], bytes]] = {
        "clean": lambda w, d, _: _clean(w, d),
        "evidence": _evidence,
        "redline": _redline,
        "html": lambda _w, d, _a: reading_copy(d.document).encode(),
        "pdf": lambda w, d, _: as_pdf(_clean(w, d, watermarks=False)),
    }
    folder, stem = workspace.place(DRAFTS), Path(draft.file_name).stem
    made: list[Copied] = []
    for kind in kinds:
        path = folder / f"{stem}{ENDINGS[kind]}"
        require_writable(path)
        try:
            data = making[kind](workspace, draft, at)
        except OutputBlocked as error:
            made.append(Copied(kind, None, f"{error}"))
            continue
        write_whole(path, data)
        made.append(Copied(kind, path))
    return tuple(made)


def kinds_of(workspace: Workspace, draft: Draft) -> tuple[str, ...]:
    """Return the copies that there can be of a draft: the first has nothing to compare with."""
    return KINDS if _earlier(workspace, draft) else tuple(k for k in KINDS if k != "redline")


def _earlier(workspace: Workspace, draft: Draft) -> int:
    """Return the number of the draft before, 0 where there is none."""
    numbers = ReportStore(workspace.database).draft_numbers()
    return max((number for number in numbers if number < draft.number), default=0)


def _redline(workspace: Workspace, draft: Draft, at: datetime) -> bytes:
    """What changed since the draft before, as tracked changes."""
    earlier = _earlier(workspace, draft)
    if not earlier:
        raise OutputBlocked("there is no earlier draft", way_out="iqa report redline FILE FILE")
    return redlined(workspace, Sides(earlier, draft.number), at).save()


def _clean(workspace: Workspace, draft: Draft, *, watermarks: bool = True) -> bytes:
    """The draft as it may be shown: its stage and marking stay, our marks go.

    A screen reader would read a watermark out on every page, so a PDF has none.
    """
    front = draft.document.front
    order = Release(
        front.inspectorate, front.stage_line, front.marking, frozenset(), frozenset(), draft.at,
        watermarks=watermarks,
    )  # fmt: skip
    return released(ReportStore(workspace.database).file_of(draft.number), order)[0]


def _evidence(workspace: Workspace, draft: Draft, at: datetime) -> bytes:
    """The team's own copy: what stands behind each block, in the margin."""
    blocks = {
        sentence.sentence_id: block.block_id
        for block in draft.document.blocks
        for sentence in sentences_of(block)
    }
    known = cautions(material(workspace), draft.document)
    told = notes(trace_all(workspace, draft), blocks, known)
    return with_notes(ReportStore(workspace.database).file_of(draft.number), told, at)
