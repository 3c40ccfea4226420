"""Walking back from the page: a paragraph or sentence to the words and files behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coding.codings import Coding
from coding.store import CodingStore
from evidence.examination.statistics import Statistic
from evidence.examination_store import ExaminationStore
from evidence.segments import Segment
from evidence.sources import Source
from evidence.workspace import Workspace
from report_builder.counts import Counts
from report_builder.document import (
    Block,
    Document,
    Sentence,
    Support,
    SupportKind,
    Table,
    behind,
    sentences_of,
    supports_of,
)
from report_builder.drafts import Draft
from report_builder.gather import material
from report_builder.members import members
from report_builder.numbering import Numbers, number
from report_builder.spots import Spot, spot
from report_builder.standing import Evidence, Held, Standing, evidence_of, standing_on
from report_builder.text_of import text_of


@dataclass(frozen=True, slots=True)
class Traced:
    """Something on the page, and everything behind it as JSON of `iqa report trace`."""

    trace_id: str
    text: str
    paragraph: str
    supports: tuple[dict[str, Any], ...]
    sentences: tuple[tuple[str, str], ...] = ()

    def json(self) -> dict[str, Any]:
        """Return the JSON form; keys as docs/reference has them."""
        return {
            "id": self.trace_id,
            "text": self.text,
            "paragraph": self.paragraph,
            "supports": list(self.supports),
            "sentences": [{"id": key, "text": text} for key, text in self.sentences],
        }


def trace(workspace: Workspace, draft: Draft, reference: str) -> Traced:
    """Trace a paragraph's number ("4.12"), a table or its cell, a number, words, or any id.

    Raises:
        NothingToTrace: the draft has nothing of that name.
    """
    tracer = _Tracer(workspace, draft.document)
    return tracer.one(reference)


def trace_all(workspace: Workspace, draft: Draft) -> list[Traced]:
    """Trace every sentence of a draft that stands on something, in reading order."""
    return list(_Tracer(workspace, draft.document).all())


def stands_on(
    workspace: Workspace, draft: Draft, reference: str
) -> tuple[Evidence, list[Standing]]:
    """Walk the other way: from a piece of evidence to all that a draft builds on it.

    Raises:
        NothingToTrace: the inspection has nothing of that name.
    """
    found = material(workspace)
    held = Held(
        found,
        tuple(workspace.evidence.sources(current=False)),
        tuple(coding for coding, _ in CodingStore(workspace.database).every_coding().values()),
        {f.urn: f.file_ref for f in ExaminationStore(workspace.database).files()},
    )
    evidence = evidence_of(held, reference)
    return evidence, standing_on(found, draft.document, evidence)


class _Tracer:
    def __init__(self, workspace: Workspace, document: Document) -> None:
        self.document = document
        self.numbers: Numbers = number(document)
        self.ledger = _Ledger(workspace)

    def one(self, reference: str) -> Traced:
        found = spot(self.document, self.numbers, reference)
        if found.figures:
            return self._figures(found)
        if found.sentence is not None:
            return self._sentence(found.block, found.sentence)
        return self._block(found.block)

    def _figures(self, found: Spot) -> Traced:
        """A number is traced to what it counts, which is less than its sentence stands on."""
        sentence = found.sentence
        told = (
            self.numbers.sentence(sentence)
            if sentence is not None
            else f"{_cells(found, self.numbers)}: {', '.join(f.text for f in found.figures)}"
        )
        metrics = dict.fromkeys(figure.metric for figure in found.figures)
        return Traced(
            found.name,
            told,
            self.numbers.number.get(found.block.block_id, ""),
            tuple(self.ledger.behind(self.ledger.metric(metric)) for metric in metrics),
        )

    def all(self) -> Iterator[Traced]:
        for block in self.document.blocks:
            if not sentences_of(block) and supports_of(block):
                yield self._block(block)
            for sentence in sentences_of(block):
                yield self._sentence(block, sentence)

    def _block(self, block: Block) -> Traced:
        inner = tuple((s.sentence_id, self.numbers.sentence(s)) for s in sentences_of(block))
        return Traced(
            block.block_id,
            text_of(block, self.numbers),
            self.numbers.number.get(block.block_id, ""),
            tuple(self.ledger.behind(s) for s in supports_of(block)),
            inner,
        )

    def _sentence(self, block: Block, sentence: Sentence) -> Traced:
        return Traced(
            sentence.sentence_id,
            self.numbers.sentence(sentence),
            self.numbers.number.get(block.block_id, ""),
            tuple(self.ledger.behind(s) for s in behind(sentence)),
        )


def _cells(found: Spot, numbers: Numbers) -> str:
    """Return which cells of a table some figures stand in, in words."""
    table, name = found.block, numbers.reference.get(found.block.block_id, "")
    if not isinstance(table, Table):
        return name
    places = [
        f"{numbers.text(row[0])} / {heading}"
        for row in table.rows
        for heading, cell in zip(table.headings, row, strict=False)
        if set(found.figures) & set(cell)
    ]
    return f"{name}, {', '.join(places)}"


class _Ledger:
    """What stands behind a support, looked up in the store as it is now."""

    def __init__(self, workspace: Workspace) -> None:
        found = material(workspace)
        self.counts = Counts(found)
        self.findings = {f.finding_id: f for f in found.findings}
        self.sources = {s.source_id: s for s in workspace.evidence.sources(current=False)}
        self.codings = CodingStore(workspace.database).every_coding()
        self.workspace = workspace
        self.segments: dict[str, Segment] = {}
        self.places = {
            f.file_ref: ExaminationStore(workspace.database).workbook_of(f.file_ref)
            for f in ExaminationStore(workspace.database).files()
        }

    def metric(self, name: str) -> Support:
        """Return a figure's metric as a support."""
        rate = self.counts.is_statistic(name)
        return Support(SupportKind.RATE if rate else SupportKind.COUNT, name)

    def behind(self, support: Support) -> dict[str, Any]:
        """Return a support as JSON, with the words or rows behind it."""
        base: dict[str, Any] = {"kind": support.kind.value, "id": support.support_id}
        if support.kind is SupportKind.CODING:
            return base | self._coding(support.support_id)
        if support.kind is SupportKind.RATE:
            return base | self._rate(self.counts.statistic(support.support_id))
        if support.kind is SupportKind.COUNT:
            return base | self._count(support.support_id)
        if support.kind is SupportKind.FINDING:
            return base | self._finding(support.support_id)
        if support.kind is SupportKind.JUDGEMENT:
            return base | {"source": "judgement", "locator": None, "quote": support.support_id}
        return base | {"source": "framework.yaml", "locator": support.support_id}

    def _coding(self, coding_id: str) -> dict[str, Any]:
        if coding_id not in self.codings:
            return {"source": None, "locator": None, "quote": None, "withdrawn": True}
        coding, counts = self.codings[coding_id]
        source: Source = self.sources[coding.selection.source_id]
        return {
            "source": source.source_id,
            "file": source.path,
            "area": source.area or None,
            "date": source.dated.isoformat() if source.dated else None,
            "segment": coding.segment_id,
            "locator": self._segment(coding).locator,
            "start": coding.selection.start,
            "end": coding.selection.end,
            "quote": coding.selection.quote,
            "code": coding.code_id,
            "polarity": coding.polarity.value,
            "coder": coding.coder,
            "at": coding.at.isoformat(),
            "withdrawn": not counts,
        }

    def _segment(self, coding: Coding) -> Segment:
        if coding.segment_id not in self.segments:
            for placed in self.workspace.evidence.segments(coding.selection.source_id):
                self.segments[placed.segment_id] = placed.segment
        return self.segments[coding.segment_id]

    def _rate(self, statistic: Statistic | None) -> dict[str, Any]:
        if statistic is None:
            return {"source": None, "locator": None, "rows": []}
        interval = statistic.rate.interval()
        counted = set(statistic.counted)
        return {
            "source": "file examination",
            "locator": statistic.label,
            "count": statistic.rate.count,
            "total": statistic.rate.total,
            "low": interval[0] if interval else None,
            "high": interval[1] if interval else None,
            "rows": [self._row(ref, counted=ref in counted) for ref in statistic.base],
        }

    def _row(self, reference: str, *, counted: bool) -> dict[str, Any]:
        workbook, locator = self.places.get(reference.partition(" ")[0], ("", ""))
        return {
            "row": reference,
            "workbook": workbook,
            "locator": locator,
            "counted": counted,
        }

    def _count(self, metric: str) -> dict[str, Any]:
        try:
            counted = self.counts.definition(metric)
            value: float | None = self.counts.value(metric, "count")
        except LookupError:
            counted, value = metric, None
        found = {"source": "the store", "locator": counted, "value": value}
        return found | {"members": self._members(metric)}

    def _members(self, metric: str) -> list[dict[str, Any]] | None:
        """Return what a count counts, or None where it counts nothing that has a name."""
        try:
            counted = members(self.counts, metric)
        except LookupError:
            return None
        return None if counted is None else [self._member(one) for one in counted]

    def _member(self, name: str) -> dict[str, Any]:
        if name in self.codings:
            coding, _ = self.codings[name]
            return {"id": name, "segment": coding.segment_id}
        if name in self.sources:
            return {"id": name, "file": self.sources[name].path}
        return {"id": name}

    def _finding(self, finding_id: str) -> dict[str, Any]:
        finding = self.findings.get(finding_id)
        if finding is None:
            return {"source": None, "locator": None, "withdrawn": True}
        return {
            "source": finding.made_by,
            "locator": f"{finding.kind.value} on {finding.criterion_id}",
            "quote": finding.statement,
            "supports": [self.behind(support) for support in finding.supports],
        }
