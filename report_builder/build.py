"""Building a draft: material to tree, tree to Word, and both kept for ever.

The same evidence gives the same draft: where nothing has changed since the last one,
that one is returned. A file that an editor has changed is never written over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.audit import act
from evidence.errors import ConfigurationInvalid, DraftNotFound, OutputBlocked, VolumesInvalid
from evidence.files import require_writable, write_whole
from evidence.identity import Actor, sha256_of
from evidence.notices import Notice
from evidence.workspace import DRAFTS, Workspace
from report_builder import tree_json
from report_builder.compose import as_edition, compose
from report_builder.contents_pages import can_lay_out, paged
from report_builder.document import (
    Chart,
    Document,
    Paragraph,
    SupportKind,
    Table,
    all_sentences,
    figures_of,
)
from report_builder.draft_store import add_file, next_file_id
from report_builder.drafts import Draft, DraftFile, FileKind, draft_key, draft_token
from report_builder.gather import material
from report_builder.material import Edition, Material
from report_builder.numbering import number
from report_builder.store import ReportStore, add_draft, next_draft_number
from report_builder.word.look import OfficeTemplate
from report_builder.word.manifest import DraftMark
from report_builder.word.revisions.package import WordFile
from report_builder.word.writer import write


@dataclass(frozen=True, slots=True)
class Tally:
    """What a draft is made of. `unsupported` are sentences with nothing behind them."""

    paragraphs: int
    sentences: int
    figures: int
    tables: int
    charts: int
    from_codings: int
    from_statistics: int
    by_a_person: int
    unsupported: int


@dataclass(frozen=True, slots=True)
class Built:
    """A draft and where its file lies; `new` is false where nothing had changed."""

    draft: Draft
    path: Path
    tally: Tally
    new: bool
    edited: bool
    notices: tuple[Notice, ...] = ()


def build(
    workspace: Workspace, actor: Actor, at: datetime, *, stage: str = "", out: Path | None = None
) -> Built:
    """Build the draft report of what the store holds now.

    Raises:
        ConfigurationInvalid: there is no such stage.
        VolumesInvalid: a final report would print figures that nobody has confirmed.
        OutputBlocked: the file is open in Word, or its folder cannot be written to.
    """
    said = _said(workspace, stage, keep=True)
    store = ReportStore(workspace.database)
    last = _last(store)
    if last is not None and last.content_sha256 == said.content:
        path, edited = _put(workspace, last, store.file_of(last.number), out)
        return Built(last, path, tally(last.document), new=False, edited=edited)
    return _new(workspace, said, actor, at, out=out)


@dataclass(frozen=True, slots=True)
class Composed:
    """What the evidence says now as a draft to be merged into an editor's copy.

    `content` is the hash of all that it says, number and date left out; `data` its Word file.
    """

    number: int
    stage: str
    document: Document
    content: str
    data: bytes
    mark: DraftMark


def composed_anew(workspace: Workspace, ordinal: int, at: datetime, stage: str = "") -> Composed:
    """Return what `build` would write now as draft `ordinal`, and keep nothing.

    Raises:
        ConfigurationInvalid: there is no such stage.
        VolumesInvalid: a final report would print figures that nobody has confirmed.
    """
    said = _said(workspace, stage)
    document = _dated(workspace, said, ordinal, at)
    mark = DraftMark(*identity_of(document, ordinal))
    data = write(document, number(document), template=said.template, made_at=at, draft=mark)
    return Composed(ordinal, said.stage, document, said.content, data, mark)


def would_build(workspace: Workspace, stage: str = "") -> str:
    """Say what `build` would do, and do nothing."""
    said = _said(workspace, stage)
    last = _last(ReportStore(workspace.database))
    if last is not None and last.content_sha256 == said.content:
        return f"Nothing has changed since draft {last.number}."
    return f"Would write draft {1 + (last.number if last else 0)} ({said.stage})."


@dataclass(frozen=True, slots=True)
class _Said:
    """What the evidence says now at a stage, before the draft has a number or a date.

    `content` is the hash of all that it says and of how it looks.
    """

    stage: str
    undated: Document
    content: str
    template: OfficeTemplate | None
    paged: bool


def _said(workspace: Workspace, stage: str, *, keep: bool = False) -> _Said:
    """Compose the report at a stage, or at that of the settings where none is named."""
    chosen = stage or workspace.inspection.settings.report.stage
    _require_stage(workspace, chosen)
    found = material(workspace, keep=keep)
    _require_confirmed(found, chosen)
    template = _template(workspace)
    undated = compose(found, Edition(0, chosen, ""))
    asked = workspace.inspection.settings.report.contents_pages
    content = _content(undated, template, laid_out=asked and can_lay_out())
    return _Said(chosen, undated, content, template, asked)


def _dated(workspace: Workspace, said: _Said, ordinal: int, at: datetime) -> Document:
    """Return the report as draft `ordinal` of the day."""
    month = workspace.inspection.settings.month or f"{at:%B %Y}"
    return as_edition(said.undated, workspace.inspection, Edition(ordinal, said.stage, month))


def _new(
    workspace: Workspace, said: _Said, actor: Actor, at: datetime, *, out: Path | None
) -> Built:
    summary = "built a draft report"
    if out is not None:
        require_writable(out)  # before any work is done for it
    with act(workspace.database, actor, at, command="report build", summary=summary) as doing:
        ordinal = next_draft_number(doing)
        document = _dated(workspace, said, ordinal, at)
        token, key = identity_of(document, ordinal)
        mark = DraftMark(token, key)
        data = write(document, number(document), template=said.template, made_at=at, draft=mark)
        data, notices = _with_pages(data) if said.paged else (data, ())
        draft = Draft(
            ordinal,
            said.stage,
            document,
            said.content,
            sha256_of(data),
            f"report-draft-{ordinal}.docx",
            actor.name,
            at,
        )
        # The store first: a file without its draft could never be told from an edited one.
        target = _target(workspace, draft.file_name, out)
        _require_free(target, draft, out)
        require_writable(target)
        add_draft(doing, draft, data)
        file = DraftFile(
            next_file_id(doing),
            ordinal,
            FileKind.GENERATED,
            None,
            token,
            key,
            draft.sha256,
            draft.file_name,
            actor.name,
            at,
        )
        add_file(doing, file)
    path, edited = _put(workspace, draft, data, out)
    return Built(draft, path, tally(document), new=True, edited=edited, notices=notices)


def _with_pages(data: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """Return a report whose contents name their pages, or why they do not."""
    found = paged(WordFile(data))
    return (data, (found.notice,)) if found.notice else (found.file.save(), ())


def identity_of(document: Document, ordinal: int) -> tuple[str, str]:
    """Return the opaque id that a draft's file carries, and the key of its manifest."""
    said = tree_json.dumps(document)
    return draft_token(said, ordinal), draft_key(said, ordinal)


def tally(document: Document) -> Tally:
    """Count what a draft is made of."""
    sentences = [sentence for _, sentence in all_sentences(document)]
    kinds = [{s.kind for s in sentence.supports} for sentence in sentences]
    return Tally(
        paragraphs=sum(isinstance(b, Paragraph) for b in document.blocks),
        sentences=len(sentences),
        figures=sum(len(figures_of(b)) for b in document.blocks),
        tables=sum(isinstance(b, Table) for b in document.blocks),
        charts=sum(isinstance(b, Chart) for b in document.blocks),
        from_codings=sum(SupportKind.CODING in k for k in kinds),
        from_statistics=sum(SupportKind.RATE in k for k in kinds),
        by_a_person=sum(s.person for s in sentences),
        unsupported=sum(not s.supports for s in sentences),
    )


def _require_confirmed(found: Material, stage: str) -> None:
    """Keep unverified data of the CPS out of a final report (scoping document F, data)."""
    unverified = found.conduct.unverified
    known = found.inspection.settings.stage(stage)
    # A stage whose title page says nothing of a draft is final.
    if unverified and known is not None and not known.line:
        raise VolumesInvalid(
            f"IQA volumes are not confirmed by Operational Assurance: {', '.join(unverified)}",
            way_out="iqa volumes verify --by NAME   (or build a draft: --stage draft)",
        )


def _require_stage(workspace: Workspace, stage: str) -> None:
    settings = workspace.inspection.settings
    if settings.stage(stage) is None:
        known = ", ".join(s.stage for s in settings.report.stages)
        raise ConfigurationInvalid(f"there is no stage '{stage}'", way_out=f"one of: {known}")


def _template(workspace: Workspace) -> OfficeTemplate | None:
    settings = workspace.inspection.settings.report
    path = workspace.folder / settings.template
    names = {style.ours: style.theirs for style in settings.styles}
    pictured = settings.charts == "picture"
    if not path.is_file():
        return OfficeTemplate(b"", pictured=True) if pictured else None
    return OfficeTemplate(path.read_bytes(), names, pictured)


def _content(undated: Document, template: OfficeTemplate | None, *, laid_out: bool) -> str:
    """Return the hash of all that a draft says, its number and date left out."""
    words = tree_json.dumps(undated)
    look = sha256_of(template.content if template else b"")
    names = (
        [f"{ours}={theirs}" for ours, theirs in template.style_names.items()] if template else []
    )
    pictures = ["charts as pictures"] if template and template.pictured else []
    pages = ["contents with pages"] if laid_out else []
    return sha256_of("\n".join((words, look, *sorted(names), *pictures, *pages)))


def _last(store: ReportStore) -> Draft | None:
    try:
        return store.draft()
    except DraftNotFound:
        return None


def _target(workspace: Workspace, name: str, out: Path | None) -> Path:
    return out or workspace.place(DRAFTS) / name


def _require_free(path: Path, draft: Draft, out: Path | None) -> None:
    """Refuse a file that somebody named and that is there with other contents."""
    if out is not None and path.is_file() and sha256_of(path.read_bytes()) != draft.sha256:
        raise OutputBlocked(f"{path.name} is there already", way_out="name another file")


def _put(workspace: Workspace, draft: Draft, data: bytes, out: Path | None) -> tuple[Path, bool]:
    """Write the file unless somebody has edited it; return where it lies and whether so."""
    path = _target(workspace, draft.file_name, out)
    _require_free(path, draft, out)
    if path.is_file():
        return path, sha256_of(path.read_bytes()) != draft.sha256
    require_writable(path)
    write_whole(path, data)
    return path, False
