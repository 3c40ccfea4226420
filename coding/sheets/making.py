"""What goes into a coding sheet: passages with their context, suggestions and own codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coding.codebook import Codebook
from coding.codings import Coding, Strength
from coding.reading_store import readings_of
from coding.sheets.cell_text import parts, print_of, short, shown
from coding.sheets.content import PassageRow, SheetContent, is_silent, label, passage_rows
from coding.sheets.key import SheetKey, Shown, ShownCoding, ShownSuggestion, state_of
from coding.sheets.layout import (
    FEWEST_CODES,
    MOST_SUGGESTIONS,
    TEXT_WIDTH,
    YES,
    Column,
    Field,
    Place,
    columns,
)
from coding.sheets.showing import Masked, Plainly, Showing, is_whole
from coding.store import CodingStore
from coding.suggest import codable
from coding.suggestions import Suggestion
from evidence.identity import digest_id
from evidence.maskings import outward
from evidence.notices import Notice
from evidence.segments import PlacedSegment, Segment, SegmentStatus
from evidence.sources import Source
from evidence.workspace import Workspace

_LONGEST_CONTEXT = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What kind of sheet is wanted, for whom, and when it is made.

    A `blind` sheet shows no suggestions and nobody else's codings; a `masked` one may leave
    the team. `only` are the segments that it holds, where it does not hold all: the sample
    of a plan of double coding.
    """

    coder: str
    at: datetime
    blind: bool = False
    masked: bool = False
    only: frozenset[str] = frozenset()


class SheetMaker:
    """Makes sheets of an inspection's sources; the store is read once for all of them."""

    def __init__(self, workspace: Workspace, codebook: Codebook, asked: Asked) -> None:
        self.workspace = workspace
        self.codebook = codebook
        self.asked = asked
        self.showing: Showing = Masked(outward(workspace)) if asked.masked else Plainly()
        store = CodingStore(workspace.database)
        self._mine: dict[str, list[Coding]] = defaultdict(list)
        self._others: dict[str, list[Coding]] = defaultdict(list)
        for coding in store.codings():
            whose = self._mine if coding.coder == asked.coder else self._others
            whose[coding.segment_id].append(coding)
        self._suggested: dict[str, list[Suggestion]] = defaultdict(list)
        if not asked.blind:
            for suggestion in store.suggestions(open_only=True):
                self._suggested[suggestion.segment_id].append(suggestion)
        self._silent = [
            r for r in readings_of(workspace.database) if is_silent(r) and r.coder == asked.coder
        ]
        self._names = {code.code_id: code.name for code in codebook.codes}

    def make(self, name: str, sources: Sequence[Source]) -> SheetContent:
        """Return the sheet of some sources; `name` says what they are."""
        live = [(s, p) for s in sources for p in self._live(s)]
        several = len(sources) > 1
        asking = {(s.source_id, p.segment.text): p for s, p in live if p.segment.is_question}
        rows: list[PassageRow] = []
        passages: dict[str, Shown] = {}
        texts: dict[str, str] = {}
        notices: list[Notice] = []
        for source, placed in live:
            said = self._shown(source, placed) if codable(placed) else None
            cells = self._cells(source, placed, several=several)
            asked = asking.get((source.source_id, placed.segment.question))
            cells[Field.CONTEXT, 0] = self._context(source, placed.segment, asked)
            if said is not None:
                passages[placed.segment_id] = said[0]
                cells |= said[1]
            pieces = parts(shown(self.showing.text(source, placed)), width=TEXT_WIDTH)
            if len(pieces) > 1:
                notices.append(_runs_on(placed, len(pieces)))
            for row in passage_rows(placed, cells, pieces, is_open=said is not None):
                rows.append(row)
                texts[row.row_id] = print_of(row.cells[Field.TEXT, 0])
        notices += self._left_out(passages)
        key = self._key(name, sources, passages, texts)
        return SheetContent(
            name, self._columns(live, passages), tuple(rows), self.codebook, key, tuple(notices)
        )

    def _left_out(self, passages: Iterable[str]) -> Iterable[Notice]:
        """Say how many suggestions there was no room for."""
        left = sum(max(len(self._suggested[name]) - MOST_SUGGESTIONS, 0) for name in passages)
        if left:
            yield Notice(
                "suggestions_left_out",
                f"A row has room for {MOST_SUGGESTIONS} suggestions: {left} less likely ones are "
                "left to iqa code review.",
            )

    def _live(self, source: Source) -> Iterable[PlacedSegment]:
        for placed in self.workspace.evidence.segments(source.source_id):
            segment = placed.segment
            live = segment.status is SegmentStatus.LIVE and segment.start is not None
            wanted = not self.asked.only or placed.segment_id in self.asked.only
            if live and wanted and segment.text.strip():
                yield placed

    def _columns(
        self, live: Sequence[tuple[Source, PlacedSegment]], passages: Mapping[str, Shown]
    ) -> tuple[Column, ...]:
        most = max((len(s.suggestions) for s in passages.values()), default=0)
        codes = max((len(s.codings) for s in passages.values()), default=0)
        others = not self.asked.blind and any(name in self._others for name in passages)
        return columns(
            suggestions=most,
            codes=max(FEWEST_CODES, codes + 1),
            speakers=any(placed.segment.speaker for _, placed in live),
            others=others,
        )

    def _cells(self, source: Source, placed: PlacedSegment, *, several: bool) -> dict[Place, str]:
        segment = placed.segment
        title = short(source.title, 60)
        where = ", ".join(part for part in (title if several else "", segment.locator) if part)
        return {
            (Field.WHERE, 0): self.showing.said(shown(where)),
            (Field.SPEAKER, 0): self.showing.said(shown(segment.speaker)),
        }

    def _context(self, source: Source, segment: Segment, asked: PlacedSegment | None) -> str:
        """Return the heading and the question of a passage, masked as the question itself is."""
        question = segment.question and (
            self.showing.text(source, asked) if asked else self.showing.said(segment.question)
        )
        told = (self.showing.said(segment.heading), question and f"asked: {question}")
        return shown("\n".join(short(part, _LONGEST_CONTEXT) for part in told if part))

    def _shown(self, source: Source, placed: PlacedSegment) -> tuple[Shown, dict[Place, str]]:
        """Return what is shown of a passage that can be coded, for the key and as cells."""
        cells: dict[Place, str] = {}
        codings = []
        for slot, coding in enumerate(self._mine.get(placed.segment_id, ()), start=1):
            codings.append(self._coding(slot, source, placed, coding, cells))
        suggested = []
        for slot, s in enumerate(self._suggested.get(placed.segment_id, ()), start=1):
            if slot > MOST_SUGGESTIONS:
                break
            told = shown(self._told(s))
            cells[Field.SUGGESTION, slot] = told
            polarity = s.polarity.value
            suggested.append(
                ShownSuggestion(slot, s.suggestion_id, s.code_id, polarity, print_of(told))
            )
        ordinal = placed.segment.ordinal
        nothing = any(r.source_id == source.source_id and r.covers(ordinal) for r in self._silent)
        if nothing:
            cells[Field.NOTHING, 0] = YES
        others = () if self.asked.blind else self._others.get(placed.segment_id, ())
        if others:
            told = "; ".join(f"{c.code_id} {c.polarity.value} ({c.coder})" for c in others)
            cells[Field.OTHERS, 0] = self.showing.said(shown(told))
        return Shown(tuple(codings), nothing, tuple(suggested)), cells

    def _coding(
        self, slot: int, source: Source, placed: PlacedSegment, coding: Coding,
        cells: dict[Place, str],
    ) -> ShownCoding:  # fmt: skip
        whole = is_whole(coding, placed)
        words = "" if whole else shown(self.showing.words(source, coding.selection))
        memo = shown(self.showing.said(coding.memo))
        strength = "" if coding.strength is Strength.ORDINARY else coding.strength.value
        cells[Field.CODE, slot] = label(coding.code_id, self._names.get(coding.code_id, ""))
        cells[Field.POLARITY, slot] = coding.polarity.value
        cells[Field.STRENGTH, slot] = strength
        cells[Field.MEMO, slot] = memo
        cells[Field.WORDS, slot] = words
        return ShownCoding(
            slot, coding.coding_id, state_of(coding), coding.code_id, coding.polarity.value,
            coding.strength.value, print_of(memo), print_of(words),
        )  # fmt: skip

    def _told(self, suggestion: Suggestion) -> str:
        named = label(suggestion.code_id, self._names.get(suggestion.code_id, ""))
        reads = f"{suggestion.score:.0%}, reads as {suggestion.polarity.value}"
        return f"{named}\n{reads}\n{self.showing.said(suggestion.reason)}"

    def _key(
        self,
        name: str,
        sources: Sequence[Source],
        passages: Mapping[str, Shown],
        texts: Mapping[str, str],
    ) -> SheetKey:
        asked = self.asked
        made = asked.at.isoformat()
        kind = f"{asked.blind} {asked.masked}"
        ids = (source.source_id for source in sources)
        return SheetKey(
            sheet_id=f"K-{digest_id(name, asked.coder, made, kind, *ids)}",
            coder=asked.coder,
            inspection=self.workspace.inspection.framework.title,
            made=made,
            codebook=self.codebook.version,
            blind=asked.blind,
            masked=asked.masked,
            sources={s.source_id: s.text_sha256 for s in sources},
            passages=passages,
            texts=texts,
        )


def _runs_on(placed: PlacedSegment, count: int) -> Notice:
    return Notice(
        "passage_runs_on",
        f"{placed.segment_id} is too long for one row and runs over {count}; "
        "it is coded in the first.",
        placed.segment.locator,
    )
