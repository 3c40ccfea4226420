"""What in a report stands on a piece of evidence: the way back from a source to its sentences.

Whatever is withdrawn, corrected or disputed, this says which words and numbers it touches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coding.codings import Coding
from evidence.errors import NothingToTrace
from evidence.sources import Source
from report_builder.counts import Counts
from report_builder.document import (
    Block,
    Document,
    FigureUse,
    Sentence,
    Support,
    SupportKind,
    Table,
    figures_of,
    sentences_of,
)
from report_builder.material import Material
from report_builder.members import members
from report_builder.numbering import Numbers, number
from report_builder.text_of import text_of

_PLAIN = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Held:
    """All that an inspection was ever given: a draft may stand on what was withdrawn since.

    `sources` and `codings` are those that no longer count too; `urns` gives the reference of
    an examined file for its URN.
    """

    material: Material
    sources: tuple[Source, ...]
    codings: tuple[Coding, ...]
    urns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: what kind it is, and every id by which a support may name it."""

    kind: str
    name: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Something on the page, and through which of its supports it stands on the evidence."""

    name: str
    paragraph: str
    text: str
    through: tuple[Support, ...]

    def json(self) -> dict[str, Any]:
        """Return the JSON form; keys as docs/reference has them."""
        return {
            "id": self.name,
            "paragraph": self.paragraph,
            "text": self.text,
            "through": [{"kind": s.kind.value, "id": s.support_id} for s in self.through],
        }


def evidence_of(held: Held, reference: str) -> Evidence:
    """Recognise a source, file, segment, coding, finding, statistic, examined file or URN.

    Raises:
        NothingToTrace: the inspection has nothing of that name, or several files.
    """
    wanted = reference.strip()
    for find in (_source, _segment, _coding, _finding, _examined, _statistic):
        found = find(held, wanted)
        if found is not None:
            return found
    raise NothingToTrace(
        f"the inspection has no evidence called '{reference}'",
        way_out="a source (S004), file name, segment, coding, finding, statistic or examined file",
    )


def standing_on(material: Material, document: Document, evidence: Evidence) -> list[Standing]:
    """Return every sentence, table cell, chart and quotation that stands on the evidence."""
    return list(_Finder(material, document, evidence).all())


def _source(held: Held, wanted: str) -> Evidence | None:
    by_id = next((s for s in held.sources if s.source_id == wanted), None)
    source = by_id or _called(held, wanted)
    if source is None:
        return None
    codings = (c.coding_id for c in held.codings if c.selection.source_id == source.source_id)
    return Evidence("source", source.source_id, frozenset({source.source_id, *codings}))


def _called(held: Held, wanted: str) -> Source | None:
    """Return the file of that name, by its path before its name, one that counts before others."""
    low = wanted.casefold().replace("\\", "/")
    whole = [s for s in held.sources if s.path.casefold() == low]
    named = whole or [s for s in held.sources if s.path.casefold().rpartition("/")[2] == low]
    found = [s for s in named if not (s.superseded or s.withdrawn)] or named
    if len(found) > 1:
        places = "; ".join(f"{s.source_id} ({s.path})" for s in found)
        raise NothingToTrace(
            f"several files are called '{wanted}': {places}",
            way_out=f"iqa report trace --from {found[0].source_id}   (a file by its source)",
        )
    return found[0] if found else None


def _segment(held: Held, wanted: str) -> Evidence | None:
    source, dash, ordinal = wanted.rpartition("-")
    if not (dash and ordinal.isdigit()) or source not in {s.source_id for s in held.sources}:
        return None
    same = (c.coding_id for c in held.codings if _same_segment(c.segment_id, source, ordinal))
    return Evidence("segment", wanted, frozenset(same))


def _same_segment(segment_id: str, source: str, ordinal: str) -> bool:
    own, _, place = segment_id.rpartition("-")
    return own == source and place.lstrip("0") == ordinal.lstrip("0")


def _coding(held: Held, wanted: str) -> Evidence | None:
    known = any(coding.coding_id == wanted for coding in held.codings)
    return Evidence("coding", wanted, frozenset({wanted})) if known else None


def _finding(held: Held, wanted: str) -> Evidence | None:
    known = any(f.finding_id == wanted for f in held.material.findings)
    return Evidence("finding", wanted, frozenset({wanted})) if known else None


def _examined(held: Held, wanted: str) -> Evidence | None:
    plain = _PLAIN.sub("", wanted.upper())
    named = {_PLAIN.sub("", urn.upper()): reference for urn, reference in held.urns.items() if urn}
    reference = named.get(plain, wanted)
    known = {row.partition(" ")[0] for s in held.material.statistics for row in s.base}
    return (
        Evidence("examined file", reference, frozenset({reference})) if reference in known else None
    )


def _statistic(held: Held, wanted: str) -> Evidence | None:
    known = held.material.statistics.get(wanted)
    return Evidence("statistic", wanted, frozenset({wanted})) if known is not None else None


class _Finder:
    def __init__(self, material: Material, document: Document, evidence: Evidence) -> None:
        self.document = document
        self.numbers: Numbers = number(document)
        self.counts = Counts(material)
        self.wanted = evidence.ids
        self.findings = {f.finding_id: f for f in material.findings}
        self._known: dict[Support, bool] = {}

    def all(self) -> Iterator[Standing]:
        place = ""
        for block in self.document.blocks:
            place = self.numbers.number.get(block.block_id, place)
            for sentence in sentences_of(block):
                yield from self._sentence(place, sentence)
            own = self._through((*getattr(block, "supports", ()), *_of_figures(figures_of(block))))
            if own and not sentences_of(block):
                name = self.numbers.reference.get(block.block_id, place)
                yield Standing(block.block_id, name, self._told(block), own)

    def _sentence(self, place: str, sentence: Sentence) -> Iterator[Standing]:
        through = self._through((*sentence.supports, *_of_figures(sentence.figures)))
        if through:
            text = self.numbers.sentence(sentence)
            yield Standing(sentence.sentence_id, place, text, through)

    def _told(self, block: Block) -> str:
        if isinstance(block, Table):
            return f"{block.caption}: {', '.join(self._cells(block))}".rstrip(": ")
        return text_of(block, self.numbers)

    def _cells(self, table: Table) -> Iterator[str]:
        """The cells of a table that stand on the evidence, by row and column."""
        for row in table.rows:
            for heading, cell in zip(table.headings, row, strict=False):
                figures = [part for part in cell if isinstance(part, FigureUse)]
                if self._through(_of_figures(figures)):
                    yield f"{self.numbers.text(row[0])} / {heading} {self.numbers.text(cell)}"

    def _through(self, supports: Iterable[Support]) -> tuple[Support, ...]:
        return tuple(s for s in dict.fromkeys(supports) if self._stands(s))

    def _stands(self, support: Support) -> bool:
        if support not in self._known:
            self._known[support] = self._looked_up(support)
        return self._known[support]

    def _looked_up(self, support: Support) -> bool:
        if support.support_id in self.wanted:
            return True
        if support.kind is SupportKind.RATE:
            statistic = self.counts.statistic(support.support_id)
            rows = statistic.base if statistic is not None else ()
            return any(row.partition(" ")[0] in self.wanted for row in rows)
        if support.kind is SupportKind.COUNT:
            return self._is_counted(support.support_id)
        finding = self.findings.get(support.support_id)
        return finding is not None and any(self._stands(s) for s in finding.supports)

    def _is_counted(self, metric: str) -> bool:
        if self.counts.is_statistic(metric):
            return self._looked_up(Support(SupportKind.RATE, metric))
        try:
            counted = members(self.counts, metric) or ()
        except LookupError:
            return False
        return any(one.partition(" ")[0] in self.wanted for one in counted)


def _of_figures(figures: Iterable[FigureUse]) -> tuple[Support, ...]:
    return tuple(Support(SupportKind.COUNT, figure.metric) for figure in figures)
