"""What is suggested, decided and still unseen, from the store: `iqa tag status`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from coding.confirmed import by_segment, read_segments
from coding.model_store import add_sample, sampled
from coding.store import CodingStore
from coding.suggest import codable
from coding.suggestions import Suggestion, SuggestionStatus
from coding.taggers.rules import CODES
from coding.unseen import Unseen, draw, estimate
from evidence.audit import act
from evidence.identity import Actor
from evidence.segments import PlacedSegment
from evidence.workspace import Workspace

_TAKEN = {SuggestionStatus.ACCEPTED, SuggestionStatus.AMENDED}
_WORDS = 70


@dataclass(frozen=True, slots=True)
class Line:
    """How things stand with one criterion; counts of suggestions, and of coded segments."""

    code_id: str
    suggested: int
    accepted: int
    rejected: int
    open: int
    coded: int
    unseen: Unseen


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand: `without` segments have no suggestion and no coding.

    Of the sample, drawn `among` so many, `read` were read; `unread` gives each of the others
    with its first words.
    """

    lines: tuple[Line, ...]
    without: int
    among: int
    read: int
    unread: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as `iqa tag status --json` prints it."""
        return {
            "codes": [asdict(line) for line in self.lines],
            "without_suggestion": self.without,
            "sample": {
                "among": self.among,
                "read": self.read,
                "unread": [{"segment_id": s, "text": words} for s, words in self.unread],
            },
        }


def draw_sample(workspace: Workspace, count: int, seed: int, actor: Actor, at: datetime) -> None:
    """Draw segments without a suggestion, in place of any drawn before."""
    pool = _without(workspace, _placed(workspace))
    drawn = draw(pool, count, seed=seed)
    summary = f"drew {len(drawn)} of {len(pool)} segments without a suggestion (seed {seed})"
    with act(workspace.database, actor, at, command="tag status", summary=summary) as doing:
        add_sample(doing, drawn, seed=seed, among=len(pool))


def standing(workspace: Workspace) -> Standing:
    """Return how things stand in an inspection."""
    placed = _placed(workspace)
    store = CodingStore(workspace.database)
    suggestions = store.suggestions()
    coded = {
        segment_id: {c.code_id.partition("-")[0] for c in codings}
        for segment_id, codings in by_segment(store.codings()).items()
    }
    drawn = {s: of for s, of in sampled(workspace.database).items() if s in placed}
    seen = read_segments(workspace.database, list(placed.values())) | set(coded)
    read = [s for s in drawn if s in seen]
    among = max((among for _, among in drawn.values()), default=0)
    unread = tuple((s, _first_words(placed[s])) for s in drawn if s not in seen)
    lines = tuple(_line(code, suggestions, coded, read, (set(drawn), among)) for code in CODES)
    return Standing(lines, len(_without(workspace, placed)), among, len(read), unread)


def _line(
    code: str,
    suggestions: list[Suggestion],
    coded: dict[str, set[str]],
    read: list[str],
    drawn: tuple[set[str], int],
) -> Line:
    mine = [s for s in suggestions if s.code_id.partition("-")[0] == code]
    holding = {segment_id for segment_id, codes in coded.items() if code in codes}
    found = len(holding - drawn[0])
    return Line(
        code,
        sum(s.status is not SuggestionStatus.LAPSED for s in mine),
        sum(s.status in _TAKEN for s in mine),
        sum(s.status is SuggestionStatus.REJECTED for s in mine),
        sum(s.status is SuggestionStatus.OPEN for s in mine),
        len(holding),
        estimate(code, found, [s in holding for s in read], drawn[1]),
    )


def _placed(workspace: Workspace) -> dict[str, PlacedSegment]:
    return {p.segment_id: p for p in workspace.evidence.segments() if codable(p)}


def _without(workspace: Workspace, placed: dict[str, PlacedSegment]) -> list[str]:
    store = CodingStore(workspace.database)
    gone = SuggestionStatus.LAPSED
    known = {s.segment_id for s in store.suggestions() if s.status is not gone}
    known |= set(by_segment(store.codings()))
    return [segment_id for segment_id in placed if segment_id not in known]


def _first_words(placed: PlacedSegment) -> str:
    words = " ".join(placed.segment.text.split())
    return words if len(words) <= _WORDS else words[:_WORDS].rstrip() + " ..."
