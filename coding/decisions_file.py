"""Decisions made on paper or in Excel, applied in one go.

Every row of the file finds its passage first, then all are written, or none. The file can
be read, reviewed and corrected before it is applied, and applying it twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coding.codebook import Codebook
from coding.codings import Polarity, Strength
from coding.decide import Decision, accept, code, reject, selection_of
from coding.decision_rows import DecisionRow, read_decisions
from coding.selections import Selection
from coding.store import CodingStore
from coding.suggest import codable
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.audit import Act, act
from evidence.errors import DecisionsInvalid, InspectionError
from evidence.identity import Actor
from evidence.segments import PlacedSegment
from evidence.sources import Source
from evidence.workspace import Workspace

__all__ = ["Applied", "apply_decisions", "read_decisions", "require_applicable"]


@dataclass(frozen=True, slots=True)
class Applied:
    """How many rows did what. `not_suggested` were coded by hand, or had nothing to reject."""

    accepted: int
    amended: int
    rejected: int
    added: int
    same: int
    not_suggested: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row's words stand: the segment, and what of it is selected."""

    segment_id: str
    selection: Selection


def apply_decisions(
    workspace: Workspace,
    rows: tuple[DecisionRow, ...],
    codebook: Codebook,
    actor: Actor,
    at: datetime,
    name: str,
) -> Applied:
    """Apply a decisions file in one act: all of it, or nothing.

    Raises:
        DecisionsInvalid: a passage cannot be found, or a code does not exist; every row at
            fault is named with its line.
    """
    summary = f"applied {len(rows)} decisions from {name}"
    with act(workspace.database, actor, at, command="code review", summary=summary) as doing:
        # Read within the act: somebody else may have decided meanwhile.
        desk = _Desk(workspace, codebook)
        for row, place in zip(rows, desk.place(rows, name), strict=True):
            desk.apply(doing, row, place)
    return Applied(**desk.counts)


def require_applicable(
    workspace: Workspace, rows: tuple[DecisionRow, ...], codebook: Codebook, name: str
) -> None:
    """Look whether a decisions file could be applied, and apply nothing.

    Raises:
        DecisionsInvalid: as `apply_decisions`.
    """
    _Desk(workspace, codebook).place(rows, name)


class _Desk:
    """The store's sources, suggestions and codings while a file is applied to them."""

    def __init__(self, workspace: Workspace, codebook: Codebook) -> None:
        self.codebook = codebook
        store = CodingStore(workspace.database)
        self.sources = {s.source_id: s for s in workspace.evidence.sources()}
        self.segments: dict[str, list[PlacedSegment]] = {}
        for placed in workspace.evidence.segments():
            if codable(placed):
                self.segments.setdefault(placed.source_id, []).append(placed)
        self.suggestions = {(s.segment_id, s.code_id): s for s in store.suggestions()}
        self.codings = {(c.segment_id, c.code_id, c.polarity) for c in store.codings()}
        self.counts = dict.fromkeys(
            ("accepted", "amended", "rejected", "added", "same", "not_suggested"), 0
        )

    def place(self, rows: tuple[DecisionRow, ...], name: str) -> list[_Place]:
        """Find the passage of every row before anything is written."""
        found: list[_Place] = []
        faults: list[str] = []
        for row in rows:
            try:
                if row.decision != "reject":
                    self.codebook.get(row.code)
                source, segment = self._passage(row)
                words = "" if row.decision in {"accept", "reject"} else row.words
                selection = selection_of(source, segment, words)
                found.append(_Place(segment.segment_id, selection))
            except InspectionError as error:
                faults.append(f"{name}:{row.line}: {error.message}")
        if faults:
            raise DecisionsInvalid("\n".join(faults), way_out=f"mend {name}; nothing was applied")
        return found

    def _passage(self, row: DecisionRow) -> tuple[Source, PlacedSegment]:
        named = [s for s in self.sources.values() if f"/{s.path}".endswith(f"/{row.file}")]
        # The same words in another file are counted, and so coded, where they came first.
        ids = {s.duplicate_of or s.source_id for s in named}
        if len(ids) != 1:
            many = "more than one source" if ids else "no source"
            raise DecisionsInvalid(f"{many} is called {row.file}")
        source = self.sources[ids.pop()]
        here = [
            placed
            for placed in self.segments.get(source.source_id, [])
            if row.words in placed.segment.text and row.locator in {"", placed.segment.locator}
        ]
        if not here:
            raise DecisionsInvalid(
                f"no live segment of {row.file} has the words '{row.words[:60]}'"
            )
        if len(here) > 1:
            places = ", ".join(placed.segment.locator for placed in here[:4])
            raise DecisionsInvalid(f"'{row.words[:60]}' stands in several places: {places}")
        return source, here[0]

    def apply(self, doing: Act, row: DecisionRow, place: _Place) -> None:
        """Do what one row says; a row that was applied before does nothing."""
        suggestion = self.suggestions.get((place.segment_id, row.suggested))
        if row.decision == "reject":
            self._reject(doing, suggestion)
            return
        decision = Decision(
            row.code, Polarity(row.polarity), Strength(row.strength or "ordinary"), row.memo
        )
        key = (place.segment_id, row.code, decision.polarity)
        if key in self.codings:
            self.counts["same"] += 1
            return
        self.codings.add(key)
        self._code(doing, row, place, decision, suggestion)

    def _reject(self, doing: Act, suggestion: Suggestion | None) -> None:
        if suggestion is None:
            self.counts["not_suggested"] += 1
        elif suggestion.status is SuggestionStatus.OPEN:
            reject(doing, suggestion)
            self.counts["rejected"] += 1
        else:
            self.counts["same"] += 1

    def _code(
        self,
        doing: Act,
        row: DecisionRow,
        place: _Place,
        decision: Decision,
        suggestion: Suggestion | None,
    ) -> None:
        if suggestion is not None and suggestion.status is SuggestionStatus.OPEN:
            same = (decision.code_id, decision.polarity) == (
                suggestion.code_id,
                suggestion.polarity,
            )
            self.counts["accepted" if same else "amended"] += 1
            del self.suggestions[(place.segment_id, row.suggested)]
            accept(doing, suggestion, place.selection, decision, self.codebook)
        else:
            self.counts["added" if row.decision == "add" else "not_suggested"] += 1
            code(doing, place.selection, place.segment_id, decision, self.codebook)
