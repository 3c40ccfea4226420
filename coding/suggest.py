"""Running the tagger over the evidence: suggestions in, nothing decided.

The same segments and the same rules give the same suggestions. What a person has decided
stays decided: a rejected suggestion does not come back, and newer rules change only what
nobody has looked at yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coding.codebook import Codebook
from coding.codebook_store import codebook
from coding.store import CodingStore, add_suggestions, renew_suggestion, set_status
from coding.suggestions import Suggestion, SuggestionStatus
from coding.taggers.interface import Passage, Proposal, Tagger
from evidence.audit import Act, act
from evidence.errors import UnknownSource
from evidence.framework import Framework
from evidence.identity import Actor, digest_id
from evidence.segments import PlacedSegment, SegmentStatus
from evidence.sources import Source
from evidence.workspace import Workspace

_UNDECIDED = {SuggestionStatus.OPEN, SuggestionStatus.LAPSED}


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a run proposed, and what of it is new.

    `proposed` are all suggestions of these rules, decided ones included; `segments` and
    `sources` say how much was looked at.
    """

    rules: str
    model: str
    segments: int
    sources: int
    proposed: tuple[Suggestion, ...]
    new: int
    renewed: int
    lapsed: int


def suggest(
    workspace: Workspace,
    tagger: Tagger,
    actor: Actor,
    at: datetime,
    *,
    only: str = "",
    dry: bool = False,
) -> Tagged:
    """Suggest codes for every segment that counts, or for those of one source."""
    sources = {s.source_id: s for s in _sources(workspace, only)}
    placed = [p for p in workspace.evidence.segments(only or None) if p.source_id in sources]
    looked_at = [p for p in placed if codable(p)]
    framework = workspace.inspection.framework
    passages = tuple(passage(p, sources[p.source_id], framework) for p in looked_at)
    proposals = tagger.propose(passages)
    book = codebook(workspace)
    proposed = tuple(
        _suggestion(p, proposal, tagger)
        for p, found in zip(looked_at, proposals, strict=True)
        for proposal in in_use(found, book)
    )
    store = CodingStore(workspace.database)
    seen = {p.segment_id for p in placed}
    if dry:
        fate = _compare(proposed, store, seen)
    else:
        summary = f"suggested {len(proposed)} codes for {len(looked_at)} segments ({tagger.rules})"
        with act(workspace.database, actor, at, command="tag", summary=summary) as doing:
            # Compared within the act: somebody else may have tagged or decided meanwhile.
            fate = _compare(proposed, store, seen)
            _write(doing, fate)
    return Tagged(
        tagger.rules,
        tagger.model,
        len(looked_at),
        len({p.source_id for p in looked_at}),
        proposed,
        len(fate.new) + len(fate.back),
        len(fate.renewed),
        len(fate.lapsed),
    )


def in_use(found: Sequence[Proposal], book: Codebook) -> Iterable[Proposal]:
    """Return proposals under the codes that are used now, the likeliest of each.

    What was merged is proposed as the code that its codings went to; a code that the codebook
    never had, as another framework may lack it, is not proposed.
    """
    known = {code.code_id for code in book.codes}
    best: dict[str, Proposal] = {}
    for proposal in found:
        code_id = book.current(proposal.code_id)
        before = best.get(code_id)
        if code_id in known and (before is None or proposal.score > before.score):
            best[code_id] = replace(proposal, code_id=code_id)
    return best.values()


def codable(placed: PlacedSegment) -> bool:
    """Whether a segment can be evidence: live words that are not a question."""
    segment = placed.segment
    return segment.status is SegmentStatus.LIVE and not segment.is_question and bool(segment.text)


def passage(placed: PlacedSegment, source: Source, framework: Framework) -> Passage:
    """Return a segment as taggers see it."""
    segment = placed.segment
    return Passage(
        text=segment.text,
        register=framework.kind(source.kind_id).structure.value,
        question=segment.question,
        heading=segment.heading,
        speaker=segment.speaker,
        is_question=segment.is_question,
        table_row=bool(segment.columns),
    )


def _sources(workspace: Workspace, only: str) -> Iterable[Source]:
    if not only:
        return [s for s in workspace.evidence.sources() if not s.duplicate_of]
    source = workspace.evidence.source(only)
    require_counting(source)
    return [source]


def _suggestion(placed: PlacedSegment, proposal: Proposal, tagger: Tagger) -> Suggestion:
    return Suggestion(
        suggestion_id=f"G-{digest_id(placed.segment_id, proposal.code_id, length=8)}",
        segment_id=placed.segment_id,
        source_id=placed.source_id,
        code_id=proposal.code_id,
        polarity=proposal.polarity,
        score=round(proposal.score, 4),
        reason=proposal.reason,
        spans=proposal.spans,
        rules=tagger.rules,
        model=tagger.model,
    )


def require_counting(source: Source) -> None:
    """Refuse a source that is not evidence now.

    Raises:
        UnknownSource: it was taken out or replaced, or its words are counted elsewhere.
    """
    gone = ""
    if source.withdrawn:
        gone = "was taken out"
    elif source.superseded:
        gone = "was replaced by a newer version"
    elif source.duplicate_of:
        gone = f"has the same words as {source.duplicate_of}, where they are counted"
    if gone:
        raise UnknownSource(f"{source.source_id} {gone}", way_out="iqa documents list")


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of suggestions; `back` are those that an undo had taken back."""

    new: list[Suggestion]
    back: list[Suggestion]
    renewed: list[Suggestion]
    lapsed: list[Suggestion]


def _compare(proposed: Iterable[Suggestion], store: CodingStore, seen: set[str]) -> _Fate:
    known, withdrawn = store.known(), store.withdrawn_suggestions()
    fate = _Fate([], [], [], [])
    now = {s.suggestion_id: s for s in proposed}
    for suggestion in now.values():
        before = known.get(suggestion.suggestion_id)
        if suggestion.suggestion_id in withdrawn:
            fate.back.append(suggestion)
        elif before is None:
            fate.new.append(suggestion)
        elif before.status in _UNDECIDED and _says_else(before, suggestion):
            fate.renewed.append(suggestion)
    for before in known.values():
        gone = before.suggestion_id not in now and before.segment_id in seen
        if gone and before.status is SuggestionStatus.OPEN:
            fate.lapsed.append(before)
    return fate


def _says_else(before: Suggestion, now: Suggestion) -> bool:
    """Whether newer rules say something else; that they are newer is no reason to write."""
    return before != replace(now, rules=before.rules, model=before.model)


def _write(doing: Act, fate: _Fate) -> None:
    add_suggestions(doing, fate.new)
    for suggestion in (*fate.back, *fate.renewed):
        renew_suggestion(doing, suggestion)
    for suggestion in fate.lapsed:
        set_status(doing, suggestion.suggestion_id, SuggestionStatus.LAPSED)
