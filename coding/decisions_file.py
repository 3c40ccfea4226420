"""Decisions made on paper or in Excel, applied in one go.

A decisions file is a CSV with a row for each decision: the file and some of its words,
the code suggested, and what the person decided. It can be read, reviewed and corrected
before it is applied, and applying it twice changes nothing.

    file,locator,words,suggested,decision,code,polarity,strength,memo

`decision` is accept, amend, reject or add; `suggested` is empty for add. `locator` ("item
4.2") is needed only where the words stand in more than one segment of the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coding.codebook import Codebook
from coding.codings import Coding, Polarity, Strength
from coding.decide import Decision, accept, code, reject, selection_of
from coding.store import CodingStore
from coding.suggest import codable
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.audit import Act, act
from evidence.errors import DecisionsInvalid, InspectionError
from evidence.identity import Actor
from evidence.segments import PlacedSegment
from evidence.sources import Source
from evidence.workspace import Workspace

COLUMNS = (
    "file",
    "locator",
    "words",
    "suggested",
    "decision",
    "code",
    "polarity",
    "strength",
    "memo",
)
_DECISIONS = ("accept", "amend", "reject", "add")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row of a decisions file; `line` is where it stands."""

    line: int
    file: str
    locator: str
    words: str
    suggested: str
    decision: str
    code: str
    polarity: str
    strength: str
    memo: str


@dataclass(frozen=True, slots=True)
class Applied:
    """How many rows did what. `not_suggested` were coded by hand, or had nothing to reject."""

    accepted: int
    amended: int
    rejected: int
    added: int
    same: int
    not_suggested: int


def read_decisions(data: bytes, name: str) -> tuple[DecisionRow, ...]:
    """Read a decisions file.

    Raises:
        DecisionsInvalid: it lacks a column, or a row says something that cannot be; one
            sentence for each fault, with its line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise DecisionsInvalid(
            f"{name}:1: the column{'s' * (len(missing) > 1)} {', '.join(missing)} is missing",
            way_out=f"the columns are {','.join(COLUMNS)}",
        )
    rows = [
        DecisionRow(reader.line_num, *((row[column] or "").strip() for column in COLUMNS))
        for row in reader
        if any((value or "").strip() for value in row.values() if isinstance(value, str))
    ]
    faults = [f"{name}:{row.line}: {fault}" for row in rows for fault in _faults(row)]
    if faults:
        raise DecisionsInvalid("\n".join(faults), way_out=f"mend {name}; nothing was applied")
    return tuple(rows)


def _faults(row: DecisionRow) -> Iterable[str]:
    if row.decision not in _DECISIONS:
        yield f"decision '{row.decision}' is none of {', '.join(_DECISIONS)}"
    elif row.decision != "add" and not row.suggested:
        yield f"{row.decision} needs the code that was suggested"
    if not row.file or not row.words:
        yield "file and words are needed to find the passage"
    if row.decision == "reject":
        return
    if row.polarity not in set(Polarity):
        yield f"polarity '{row.polarity}' is none of {', '.join(Polarity)}"
    if row.strength and row.strength not in set(Strength):
        yield f"strength '{row.strength}' is none of {', '.join(Strength)}"
    if not row.code:
        yield "code is missing"


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
    desk = _Desk(workspace, codebook)
    placed = desk.place(rows, name)
    summary = f"applied {len(rows)} decisions from {name}"
    with act(workspace.database, actor, at, command="code review", summary=summary) as doing:
        for row, (source, segment) in zip(rows, placed, strict=True):
            desk.apply(doing, row, source, segment)
    return Applied(**desk.counts)


class _Desk:
    """The store's sources, suggestions and codings while a file is applied to them."""

    def __init__(self, workspace: Workspace, codebook: Codebook) -> None:
        self.codebook = codebook
        store = CodingStore(workspace.database)
        self.sources = workspace.evidence.sources()
        self.segments: dict[str, list[PlacedSegment]] = {}
        for placed in workspace.evidence.segments():
            if codable(placed):
                self.segments.setdefault(placed.source_id, []).append(placed)
        self.suggestions = {(s.segment_id, s.code_id): s for s in store.suggestions()}
        self.codings = {(c.segment_id, c.code_id, c.polarity, c.coder) for c in store.codings()}
        self.counts = dict.fromkeys(
            ("accepted", "amended", "rejected", "added", "same", "not_suggested"), 0
        )

    def place(self, rows: tuple[DecisionRow, ...], name: str) -> list[tuple[Source, PlacedSegment]]:
        """Find the passage of every row before anything is written."""
        found: list[tuple[Source, PlacedSegment]] = []
        faults: list[str] = []
        for row in rows:
            try:
                if row.decision != "reject":
                    self.codebook.get(row.code)
                found.append(self._passage(row))
            except InspectionError as error:
                faults.append(f"{name}:{row.line}: {error.message}")
        if faults:
            raise DecisionsInvalid("\n".join(faults), way_out=f"mend {name}; nothing was applied")
        return found

    def _passage(self, row: DecisionRow) -> tuple[Source, PlacedSegment]:
        sources = [s for s in self.sources if f"/{s.path}".endswith(f"/{row.file}")]
        if len(sources) != 1:
            many = "more than one source" if sources else "no source"
            raise DecisionsInvalid(f"{many} is called {row.file}")
        source = sources[0]
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

    def apply(self, doing: Act, row: DecisionRow, source: Source, placed: PlacedSegment) -> None:
        """Do what one row says; a row that was applied before does nothing."""
        suggestion = self.suggestions.get((placed.segment_id, row.suggested))
        if row.decision == "reject":
            self._reject(doing, suggestion)
            return
        decision = Decision(
            row.code, Polarity(row.polarity), Strength(row.strength or "ordinary"), row.memo
        )
        key = (placed.segment_id, row.code, decision.polarity, doing.actor.name)
        if key in self.codings:
            self.counts["same"] += 1
            return
        self.codings.add(key)
        self._code(doing, row, source, placed, decision, suggestion)

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
        source: Source,
        placed: PlacedSegment,
        decision: Decision,
        suggestion: Suggestion | None,
    ) -> Coding:
        selection = selection_of(source, placed, "" if row.decision == "accept" else row.words)
        if suggestion is not None and suggestion.status is SuggestionStatus.OPEN:
            same = (decision.code_id, decision.polarity) == (
                suggestion.code_id,
                suggestion.polarity,
            )
            self.counts["accepted" if same else "amended"] += 1
            del self.suggestions[(placed.segment_id, row.suggested)]
            return accept(doing, suggestion, selection, decision, self.codebook)
        self.counts["added" if row.decision == "add" else "not_suggested"] += 1
        return code(doing, selection, placed.segment_id, decision, self.codebook)
