"""What goes into a coding document: passages in order, suggestions and the coder's codings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coding.codebook import Codebook
from coding.codings import Coding, Strength
from coding.store import CodingStore
from coding.suggest import codable, require_counting
from coding.suggestions import Suggestion
from coding.wordsheets.displayed import Displayed, showable
from evidence.identity import digest_id
from evidence.maskings import outward
from evidence.segments import PlacedSegment, SegmentStatus
from evidence.sources import Source
from evidence.workspace import Workspace

IQA = "iqa"
SUGGESTED = "Suggested"
_SURE = ((0.8, "very likely"), (0.5, "likely"), (0.0, "possible"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose document is wanted, and when; a `blind` one has no suggestions, a `masked` no names."""

    coder: str
    at: datetime
    blind: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the document, on `[start, end)` of its passage."""

    author: str
    at: datetime
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment as the document shows it; one that is not `codable` is context, in grey."""

    segment_id: str
    ordinal: int
    text: str
    lead: str
    heading: str
    codable: bool
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class CodingDocument:
    """A coding document before it is written. `state` says what it showed of each coding."""

    sheet_id: str
    source: Source
    title: str
    facts: tuple[str, ...]
    asked: Asked
    codebook: Codebook
    passages: tuple[Passage, ...]
    left_out: int
    state: Mapping[str, str]

    @property
    def reference(self) -> str:
        """The line by which it is known again where a program dropped everything else."""
        masked = ", masked" if self.asked.masked else ""
        return (
            f"Coding document {self.sheet_id} of iqa, {self.source.source_id}, "
            f"text {self.source.text_sha256[:12]}, codebook {self.codebook.version}{masked}"
        )

    @property
    def suggestions(self) -> int:
        """How many suggestions it shows."""
        return sum(r.author == IQA for p in self.passages for r in p.remarks)

    @property
    def state_json(self) -> str:
        """What it showed, as it is kept within the file."""
        return json.dumps(dict(self.state), sort_keys=True)


def displayed(workspace: Workspace, source: Source, *, masked: bool) -> Displayed:
    """Return a source as a document shows it."""
    if not masked:
        return Displayed(source)
    return Displayed(source, outward(workspace, [source.source_id]).text(source.source_id))


def document_of(
    workspace: Workspace, codebook: Codebook, source: Source, asked: Asked
) -> CodingDocument:
    """Return the coding document of a source.

    Raises:
        UnknownSource: the source does not count now.
    """
    require_counting(source)
    placed = workspace.evidence.segments(source.source_id)
    making = _Making(workspace, source, asked)
    passages = tuple(making.passages(placed))
    made = asked.at.isoformat()
    marks = (
        source.source_id,
        source.text_sha256,
        asked.coder,
        made,
        f"{asked.blind}{asked.masked}",
    )
    return CodingDocument(
        f"W-{digest_id(*marks)}",
        source,
        making.said(source.title),
        making.facts(workspace.inspection.framework.kind(source.kind_id).name),
        asked,
        codebook,
        passages,
        len(placed) - len(passages),
        making.state,
    )


def told_coding(coding: Coding, memo: str) -> str:
    """Return what a comment says of a coding, without its reference."""
    strength = ", strong" if coding.strength is Strength.STRONG else ""
    said = " ".join(showable(memo).split("\n"))
    return f"{coding.code_id} {coding.polarity.value}{strength}" + (f": {said}" if memo else "")


class _Making:
    """A document in the making: what the store holds of its source."""

    def __init__(self, workspace: Workspace, source: Source, asked: Asked) -> None:
        self.asked = asked
        self.source = source
        self.displayed = displayed(workspace, source, masked=asked.masked)
        self._outward = outward(workspace, [source.source_id]) if asked.masked else None
        self.state: dict[str, str] = {}
        store = CodingStore(workspace.database)
        self._codings: dict[str, list[Coding]] = defaultdict(list)
        for coding in store.codings():
            if coding.coder == asked.coder and coding.selection.source_id == source.source_id:
                self._codings[coding.segment_id].append(coding)
        self._suggested: dict[str, list[Suggestion]] = defaultdict(list)
        for suggestion in [] if asked.blind else store.suggestions(open_only=True):
            if suggestion.source_id == source.source_id:
                self._suggested[suggestion.segment_id].append(suggestion)

    def said(self, text: str) -> str:
        """Return words that stand in no passage as the document may show them."""
        return showable(self._outward.hide(text) if self._outward else text)

    def facts(self, kind: str) -> tuple[str, ...]:
        """Return what stands beneath the title."""
        day = self.source.dated
        dated = f"{day.day} {day:%B %Y}" if day else "undated"
        return kind, self.source.place, dated, f"for {self.asked.coder}"

    def passages(self, placed: Sequence[PlacedSegment]) -> Iterable[Passage]:
        """Yield the live segments in their order, each with its heading where it changes."""
        heading = asked = ""
        for one in placed:
            segment = one.segment
            if segment.status is not SegmentStatus.LIVE or segment.start is None:
                continue
            text = self.displayed.text(one)
            question = "" if segment.question in {asked, heading} else segment.question
            speaker = "" if segment.speaker in segment.locator else segment.speaker
            lead = [segment.locator, speaker, f"asked: {question}" if question else ""]
            yield Passage(
                one.segment_id,
                segment.ordinal,
                text,
                self.said(" \u00b7 ".join(part for part in lead if part)).replace("\n", " "),
                "" if segment.heading in {heading, segment.text} else self.said(segment.heading),
                codable(one),
                tuple(self._remarks(one)) if codable(one) else (),
            )
            heading = segment.heading
            asked = segment.text if segment.is_question else segment.question or asked

    def _remarks(self, placed: PlacedSegment) -> Iterable[Remark]:
        base, end = self.displayed.span(placed)
        for suggestion in self._suggested[placed.segment_id]:
            text = self._told(suggestion)
            yield Remark(IQA, self.asked.at, text, 0, end - base)
        for coding in self._codings[placed.segment_id]:
            told = told_coding(coding, self.said(coding.memo))
            self.state[coding.coding_id] = told
            start, stop = self.displayed.shown_span(coding.selection.start, coding.selection.end)
            where = max(0, start - base), min(end - base, stop - base)
            yield Remark(coding.coder, coding.at, f"{told} [{coding.coding_id}]", *where)

    def _told(self, suggestion: Suggestion) -> str:
        sure = next(word for least, word in _SURE if suggestion.score >= least)
        return (
            f"{SUGGESTED}: {suggestion.code_id} {suggestion.polarity.value}, {sure} "
            f"({suggestion.score:.0%}). {self.said(suggestion.reason)}. "
            f"Reply yes, no, or another code. [{suggestion.suggestion_id}]"
        )
