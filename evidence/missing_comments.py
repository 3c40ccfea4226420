"""Files on which no comments were recorded: whom to ask, and what has come since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from evidence.audit import act
from evidence.comment_store import (
    CommentDocument,
    Commenter,
    CommentStore,
    add_comment_document,
)
from evidence.errors import RecheckInvalid
from evidence.examination.answers import FileExamination
from evidence.examination_store import ExaminationStore
from evidence.identity import Actor
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Missing:
    """A file without comments: whose are missing, and the documents that show them after all."""

    file_ref: str
    urn: str
    area: str
    missing: tuple[Commenter, ...]
    shown: tuple[CommentDocument, ...]

    @property
    def outstanding(self) -> tuple[Commenter, ...]:
        """Whose comments no document shows yet."""
        found = {document.commenter for document in self.shown}
        return tuple(commenter for commenter in self.missing if commenter not in found)


def missing_comments(
    workspace: Workspace,
    areas: Sequence[str] = (),
    *,
    examined: Iterable[FileExamination] | None = None,
) -> tuple[Missing, ...]:
    """Return the files without comments, in the framework's order of Areas.

    `examined` are the files that count, where they have been read already.
    """
    documents = CommentStore(workspace.database).documents()
    order = {area.name: n for n, area in enumerate(workspace.inspection.framework.areas)}
    found = []
    files = ExaminationStore(workspace.database).files() if examined is None else examined
    for file in files:
        lacking = _lacking(file)
        if lacking and (not areas or file.area in areas):
            shown = tuple(d for d in documents if d.file_ref == file.file_ref)
            found.append(Missing(file.file_ref, file.urn, file.area, lacking, shown))
    return tuple(sorted(found, key=lambda m: (order.get(m.area, len(order)), m.file_ref)))


def receive(
    workspace: Workspace, document: CommentDocument, actor: Actor, at: datetime, *, only_look: bool
) -> bool:
    """Record that a source shows comments on a file; return whether that is new.

    Raises:
        RecheckInvalid: those comments are not missing on that file.
        UnknownSource: there is no such source.
    """
    workspace.evidence.source(document.source_id)
    known = {missing.file_ref: missing for missing in missing_comments(workspace)}
    missing = known.get(document.file_ref)
    if missing is None or document.commenter not in missing.missing:
        who = "DCP" if document.commenter is Commenter.DCP else "dip sampler"
        raise RecheckInvalid(
            f"no comments by the {who} are missing on {document.file_ref}, if it was examined",
            way_out="iqa exam missing-comments   (lists the files)",
        )
    if only_look:
        return document not in missing.shown
    summary = f"{document.source_id} shows comments on {document.file_ref}"
    with act(
        workspace.database, actor, at, command="exam missing-comments", summary=summary
    ) as doing:
        return add_comment_document(doing, document)


def _lacking(file: FileExamination) -> tuple[Commenter, ...]:
    recorded = {
        Commenter.DCP: file.dcp_comments,
        Commenter.DIP_SAMPLER: file.dip_sampler_comments,
    }
    return tuple(commenter for commenter, there in recorded.items() if not there)
