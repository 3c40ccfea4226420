"""Running the tagger over the evidence: suggestions in, nothing decided.

The same segments and the same rules give the same suggestions. What a person has decided
stays decided: a rejected suggestion does not come back, and newer rules change only what
nobody has looked at yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coding.codebook import Codebook
from coding.codebook_store import codebook
from coding.fates import Fate, compared, write
from coding.store import suggested_within
from coding.suggestions import Suggestion
from coding.taggers.interface import Passage, Proposal, Tagger
from evidence.audit import act
from evidence.errors import UnknownSource
from evidence.framework import Framework
from evidence.identity import Actor, digest_id
from evidence.segments import PlacedSegment, SegmentStatus
from evidence.sources import Source
from evidence.workspace import Workspace

_AT_ONCE = 512
"""Sources are read together up to about so many segments, which costs less than one by one."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a run proposed, and what of it is new.

    `proposed` are all suggestions of these rules, decided ones included; `segments` and
    `sources` say how much was looked at; `acts` are those in which it was written.
    """

    rules: str
    model: str
    segments: int
    sources: int
    proposed: tuple[Suggestion, ...]
    new: int
    renewed: int
    lapsed: int
    acts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was proposed for one source, of so many segments, and what became of it."""

    segments: int
    proposed: tuple[Suggestion, ...]
    fate: Fate


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
    return tally(tagger, suggesting(workspace, tagger, actor, at, only=only, dry=dry))


def suggesting(
    workspace: Workspace,
    tagger: Tagger,
    actor: Actor,
    at: datetime,
    *,
    only: str = "",
    dry: bool = False,
) -> Iterator[Suggested]:
    """Suggest codes for one source after another, and yield each when it is written.

    Each is an act of its own, so that a run cut short keeps the sources it has done.
    """
    book, framework = codebook(workspace), workspace.inspection.framework
    for part in _together(_to_look_at(workspace, only)):
        passages = [passage(p, s.source, framework) for s in part for p in s.codable]
        proposals = iter(tagger.propose(tuple(passages)))
        for source in part:
            made = [
                _suggestion(placed, proposal, tagger)
                for placed in source.codable
                for proposal in in_use(next(proposals), book)
            ]
            fate = _kept(workspace, source, made, (actor, at, tagger), dry=dry)
            yield Suggested(len(source.codable), tuple(made), fate)


def tally(tagger: Tagger, done: Iterable[Suggested]) -> Tagged:
    """Return what a tagger proposed for several sources, counted together."""
    each = list(done)
    return Tagged(
        tagger.rules,
        tagger.model,
        sum(source.segments for source in each),
        sum(bool(source.segments) for source in each),
        tuple(made for source in each for made in source.proposed),
        sum(len(source.fate.new) + len(source.fate.back) for source in each),
        sum(len(source.fate.renewed) for source in each),
        sum(len(source.fate.lapsed) for source in each),
        tuple(source.fate.act_id for source in each if source.fate.act_id),
    )


class _Source:
    """A source, its segments, and those of them that can be evidence."""

    def __init__(self, source: Source, placed: list[PlacedSegment]) -> None:
        self.source = source
        self.seen = {each.segment_id for each in placed}
        self.codable = [each for each in placed if codable(each)]


def _to_look_at(workspace: Workspace, only: str) -> Iterator[_Source]:
    of: dict[str, list[PlacedSegment]] = {}
    for placed in workspace.evidence.segments(only or None):
        of.setdefault(placed.source_id, []).append(placed)
    for source in _sources(workspace, only):
        if source.source_id in of:
            yield _Source(source, of.pop(source.source_id))


def _together(sources: Iterable[_Source]) -> Iterator[list[_Source]]:
    """Yield the sources a few at a time."""
    part: list[_Source] = []
    for source in sources:
        part.append(source)
        if sum(len(each.codable) for each in part) >= _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _kept(
    workspace: Workspace,
    source: _Source,
    made: Sequence[Suggestion],
    doing_so: tuple[Actor, datetime, Tagger],
    *,
    dry: bool,
) -> Fate:
    """Write what is suggested of a source, and return what becomes of it."""
    actor, at, tagger = doing_so
    source_id = source.source.source_id
    with workspace.database.reading() as connection:
        fate = compared(made, suggested_within(connection, source_id), source.seen)
    if dry or not fate:
        return fate
    summary = (
        f"suggested {len(made)} codes for {len(source.codable)} segments of {source_id} "
        f"({tagger.rules}, {tagger.model})"
    )
    with act(workspace.database, actor, at, command="tag", summary=summary) as doing:
        # Compared within the act as well: somebody may have tagged or decided meanwhile.
        known = suggested_within(doing.connection, source_id)
        fate = replace(compared(made, known, source.seen), act_id=doing.act_id)
        write(doing, fate)
        return fate if doing.changes else replace(fate, act_id=0)


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
