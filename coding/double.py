"""Double coding in an inspection: planned, scored, and settled where coders part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coding.agreement.comparing import (
    Parting,
    Said,
    codes_used,
    families,
    partings,
    polarities,
    pooled,
    presence,
    said_of,
)
from coding.agreement.plans import Plan, Resolution, drawn
from coding.agreement_store import (
    SETTLING,
    add_plan,
    add_resolution,
    plan,
    settled,
    withdrawn_in_settling,
)
from coding.codebook_store import codebook
from coding.codings import Coding, Polarity
from coding.decide import Decision, code, selection_of, withdraw
from coding.reading_store import readings_of
from coding.store import CodingStore
from coding.suggest import codable
from evidence.audit import act
from evidence.errors import AgreementInvalid
from evidence.identity import Actor
from evidence.reliability.coefficients import Reliability, ac1, alpha, kappa, reliability
from evidence.reliability.intervals import bootstrap
from evidence.reliability.ratings import Ratings
from evidence.repeated import repeats
from evidence.segments import PlacedSegment
from evidence.workspace import Workspace

_TWO = 2
NONE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What double coding is asked for: whose, how many passages, and the seed of the draw."""

    coders: tuple[str, ...]
    count: int
    seed: int


@dataclass(frozen=True, slots=True)
class Score:
    """How far coders agree on something: a code, a polarity, all codes together.

    Intervals are of 95%, from a bootstrap over the segments; None where there is none.
    """

    what: str
    measures: Reliability
    alpha_interval: tuple[float, float] | None
    ac1_interval: tuple[float, float] | None
    kappa_interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A plan's scores, over all coders and between each two."""

    plan: Plan
    coded_only: bool
    complete: int
    """Segments that every coder of the plan has read."""
    waiting: tuple[tuple[str, int], ...]
    """Coders who have not read all, with how many they have left."""
    scores: tuple[Score, ...]
    pairs: tuple[tuple[str, str, tuple[Score, ...]], ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A parting with the passage it is about, and what was settled, if anything."""

    parting: Parting
    placed: PlacedSegment
    resolution: Resolution | None


def plan_double(
    workspace: Workspace,
    wanted: Wanted,
    actor: Actor,
    at: datetime,
    *,
    only_look: bool,
) -> tuple[str, tuple[PlacedSegment, ...], int]:
    """Draw passages to be coded by several people; return the plan, its segments, and of how many.

    Raises:
        AgreementInvalid: fewer than two coders, or nothing to draw from.
    """
    if len(set(wanted.coders)) < _TWO:
        raise AgreementInvalid(
            "double coding takes two coders", way_out="name each by --coder, as in iqa --as NAME"
        )
    copies = repeats(workspace)
    twins = {s.source_id for s in workspace.evidence.sources() if s.duplicate_of}
    every = [
        p
        for p in workspace.evidence.segments()
        if codable(p) and p.source_id not in twins and p.segment_id not in copies
    ]
    if not every:
        raise AgreementInvalid("there is nothing to code yet", way_out="iqa ingest FOLDER")
    chosen = set(drawn(every, count=wanted.count, seed=wanted.seed))
    units = tuple(p for p in every if p.segment_id in chosen)
    if only_look:
        return "", units, len(every)
    summary = f"planned double coding of {len(units)} passages by {', '.join(wanted.coders)}"
    with act(workspace.database, actor, at, command="agreement plan", summary=summary) as doing:
        plan_id = add_plan(
            doing, seed=wanted.seed, coders=wanted.coders, drawn_from=len(every), units=units
        )
    return plan_id, units, len(every)


def score(workspace: Workspace, plan_id: str = "", *, coded_only: bool = False) -> Scored:
    """Score a plan, the latest by default.

    Raises:
        AgreementInvalid: there is no such plan.
    """
    found = plan(workspace.database, plan_id)
    said = _said(workspace, found)
    book = codebook(workspace)
    compared = families(book, codes_used(said))
    pairs = [
        (one, other)
        for n, one in enumerate(found.coders)
        for other in found.coders[n + 1 :]
        if len(found.coders) > _TWO
    ]
    left = {c: sum(c not in by_coder for by_coder in said.values()) for c in found.coders}
    return Scored(
        found,
        coded_only,
        sum(len(by_coder) == len(found.coders) for by_coder in said.values()),
        tuple((coder, count) for coder, count in left.items() if count),
        _scores(said, compared, found.seed, coded_only=coded_only),
        tuple(
            (one, other, _scores(_between(said, one, other), compared, found.seed,
                                 coded_only=coded_only))
            for one, other in pairs
        ),
    )  # fmt: skip


def contested(workspace: Workspace, plan_id: str = "") -> tuple[Contested, ...]:
    """Return where coders part, in the order of the evidence, with what was settled.

    What was settled stays listed, with both sides as they were before where they still differ.

    Raises:
        AgreementInvalid: there is no such plan.
    """
    found = plan(workspace.database, plan_id)
    done = {(r.segment_id, r.code_id): r for r in settled(workspace.database, found.plan_id)}
    return tuple(
        Contested(
            parting,
            workspace.evidence.segment(parting.segment_id),
            done.get((parting.segment_id, parting.code_id)),
        )
        for parting in partings(_said(workspace, found))
        if (parting.segment_id, parting.code_id) not in done
    )


def resolve(
    workspace: Workspace,
    made: Resolution,
    actor: Actor,
    at: datetime,
    *,
    plan_id: str = "",
) -> tuple[int, bool]:
    """Settle a code in a segment; return how many codings were withdrawn, and if one was made.

    Codings of that code in that segment which say something else are withdrawn, and stay in
    the store; where none says what was settled, the one who settled it codes the passage.

    Raises:
        AgreementInvalid: the segment is not in the plan, its coders do not part on the code, who
            acts is one of them, or it is settled just so.
        UnknownCode: the codebook lacks the code.
    """
    found = plan(workspace.database, plan_id)
    _require_to_settle(workspace, found, made, actor)
    store, book = CodingStore(workspace.database), codebook(workspace)
    here = [
        c for c in store.codings() if (c.segment_id, c.code_id) == (made.segment_id, made.code_id)
    ]
    wrong = [c for c in here if c.polarity.value != made.verdict]
    needed = made.verdict != NONE and len(wrong) == len(here)
    placed = workspace.evidence.segment(made.segment_id)
    selection = selection_of(workspace.evidence.source(placed.source_id), placed)
    summary = f"settled {made.code_id} in {made.segment_id}: {made.verdict}"
    with act(workspace.database, actor, at, command=SETTLING, summary=summary) as doing:
        add_resolution(doing, found.plan_id, made)
        for coding in wrong:
            withdraw(doing, store, coding.coding_id)
        if needed:
            decision = Decision(made.code_id, Polarity(made.verdict), memo=made.reason)
            code(doing, selection, made.segment_id, decision, book)
    return len(wrong), needed


def _require_to_settle(workspace: Workspace, found: Plan, made: Resolution, actor: Actor) -> None:
    if actor.name in found.coders:
        raise AgreementInvalid(
            f"{actor.name} is one of the coders of plan {found.plan_id}, and cannot settle "
            "where they part",
            way_out="iqa --as NAME agreement resolve ..   (somebody else settles it)",
        )
    here = f"{made.code_id} in {made.segment_id}"
    if not any(
        (p.segment_id, p.code_id) == (made.segment_id, made.code_id)
        for p in partings(_said(workspace, found))
    ):
        raise AgreementInvalid(
            f"the coders of plan {found.plan_id} do not part on {here}",
            way_out="iqa agreement resolve   (lists where they part)",
        )
    for known in settled(workspace.database, found.plan_id):
        if known == replace(made, resolved_by=known.resolved_by):
            raise AgreementInvalid(
                f"{here} is settled so already, by {known.resolved_by}",
                way_out="iqa agreement resolve   (lists what is still to settle)",
            )


def _said(workspace: Workspace, found: Plan) -> Said:
    """Return what the plan's coders said, before anything was settled between them."""
    codings = _as_first_said(workspace, found)
    read: dict[str, set[str]] = {}
    readings = readings_of(workspace.database)
    wanted = set(found.segment_ids)
    for placed in workspace.evidence.segments():
        if placed.segment_id in wanted:
            read[placed.segment_id] = {
                r.coder
                for r in readings
                if r.source_id == placed.source_id and r.covers(placed.segment.ordinal)
            }
    covered = {segment: frozenset(coders) for segment, coders in read.items()}
    return said_of(found.segment_ids, found.coders, codings, covered)


def _as_first_said(workspace: Workspace, found: Plan) -> list[Coding]:
    """Return the plan's codings, with those that settling withdrew.

    Agreement is that of the coders by themselves: settling must not raise it. What a coder
    took back before it was settled was no longer said, and stays away.
    """
    gone = withdrawn_in_settling(workspace.database, found.plan_id)
    store = CodingStore(workspace.database)
    kept = store.codings()
    known = {coding.coding_id for coding in kept}
    return kept + [
        replace(coding, withdrawn=False)
        for coding, _ in store.every_coding().values()
        if coding.coding_id in gone - known
    ]


def _scores(
    said: Said,
    compared: Sequence[tuple[str, frozenset[str]]],
    seed: int,
    *,
    coded_only: bool,
) -> tuple[Score, ...]:
    codes = [next(iter(family)) for name, family in compared if len(family) == 1]
    found = [scored("all codes", pooled(said, codes, coded_only=coded_only), 2, seed)]
    for name, family in compared:
        found.append(scored(name, presence(said, family, coded_only=coded_only), 2, seed))
        tones = polarities(said, family)
        if tones.units:
            found.append(scored(f"{name}: polarity", tones, len(Polarity), seed))
    return tuple(found)


def scored(what: str, ratings: Ratings, categories: int, seed: int) -> Score:
    """Return the coefficients of some ratings with their intervals."""

    def interval(
        coefficient: Callable[[Ratings], float | None],
    ) -> tuple[float, float] | None:
        return bootstrap(ratings, coefficient, seed=seed, together=_segment)

    two = len(ratings.raters) == _TWO
    return Score(
        what,
        reliability(ratings, categories),
        interval(alpha),
        interval(lambda drawn_again: ac1(drawn_again, categories)),
        interval(kappa) if two else None,
    )


def _segment(unit_id: str) -> str:
    return unit_id.partition(" ")[0]


def _between(said: Said, one: str, other: str) -> Said:
    return {
        segment: {coder: words for coder, words in by_coder.items() if coder in {one, other}}
        for segment, by_coder in said.items()
    }
