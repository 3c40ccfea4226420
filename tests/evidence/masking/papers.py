"""Small papers for tests: minutes with a head and items, conversations, and marked names.

In a marked text {braces} stand around what identifies somebody. The braces are taken out,
and a test asks whether the masks cover exactly what stood between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from evidence.config import FRAMEWORKS, load_framework
from evidence.masking import Known, Mask, Masking, masking_of, names_in
from evidence.masking.decisions import Decision
from evidence.segments import Segment
from evidence.sources import Level, Source

IQA = load_framework(FRAMEWORKS / "iqa.yaml")
AT = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)

HEAD = """\
Present: {Sarah Okafor}, DCCP ({SO}, in the chair); {William Thackeray} ({WT}) and {Grace Adebayo} \
({GA}), SDCPs; {Mark Penhaligon}, DCP ({MP}); {Siân O’Shea-Price}, Area Business Manager ({SOP}); \
{Tomás de Souza} ({TS}), performance; {May Lin Zhao}, DCP ({MZ}); {Hope Brand}, DCP ({HB}).
Apologies: {Máire Ní Bhriain}, {Jean-Paul Achebe}. Notes by {K Lindqvist}."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A source with its segments."""

    source: Source
    segments: tuple[Segment, ...]


def minutes(head: str, *items: str, source_id: str = "S001", area: str = "Wessex") -> Paper:
    """Return minutes: the head's lines have no number, the items have 1.1, 1.2 and so on."""
    lines = [*((line, "") for line in head.split("\n") if line)]
    lines += [(item, f"1.{n}") for n, item in enumerate(items, start=1)]
    return _paper(lines, "board_minutes", "", source_id, area)


def conversation(
    *turns: str, group: str = "SCP", asking: Iterable[str] = (), source_id: str = "S002",
    area: str = "Wessex",
) -> Paper:  # fmt: skip
    """Return a focus group of turns, "Name: words"."""
    text, segments = "", []
    for ordinal, turn in enumerate(turns, start=1):
        speaker, _, words = turn.partition(": ")
        start = len(text) + len(speaker) + 2
        segments.append(
            Segment(
                ordinal, start, start + len(words), words, f"{speaker}, 00:00:{ordinal:02}",
                speaker=speaker, is_question=speaker in set(asking),
            )
        )  # fmt: skip
        text += f"{turn}\n"
    source = a_source(text, "focus_group", group, source_id, area)
    return Paper(source, tuple(segments))


def _paper(lines: list[tuple[str, str]], kind: str, group: str, source_id: str, area: str) -> Paper:
    text, segments = "", []
    for ordinal, (line, number) in enumerate(lines, start=1):
        segments.append(
            Segment(ordinal, len(text), len(text) + len(line), line, number or f"para {ordinal}",
                    number=number)
        )  # fmt: skip
        text += f"{line}\n"
    return Paper(a_source(text, kind, group, source_id, area), tuple(segments))


def a_source(
    text: str,
    kind: str = "briefing",
    group: str = "",
    source_id: str = "S001",
    area: str = "Wessex",
) -> Source:
    """Return a source of that text."""
    return Source(
        source_id=source_id, path=f"{area}/{source_id}.docx", kind_id=kind, level=Level.AREA,
        area=area, dated=None, title="A paper", group=group, format="docx", sha256=source_id,
        text_sha256=source_id, text=text, notices=(), added_at=AT, added_by="tester",
    )  # fmt: skip


def mask(paper: Paper, *decisions: Decision, known: Known | None = None) -> Masking:
    """Return the masking of a paper."""
    names = names_in(paper.source, paper.segments, IQA, decisions)
    return masking_of(names, decisions, known or Known())


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its braces, and the words that stood between them."""

    text: str
    places: tuple[tuple[int, int], ...]


def unmarked(text: str) -> Marked:
    """Take the braces out of a marked text."""
    plain, places, start = "", [], 0
    for part in re.split(r"([{}])", text):
        if part == "{":
            start = len(plain)
        elif part == "}":
            places.append((start, len(plain)))
        else:
            plain += part
    return Marked(plain, tuple(places))


def missed(marked: Marked, at: int, masks: Iterable[Mask]) -> list[str]:
    """Return the marked words that no mask covers wholly; `at` is where the text begins."""
    hidden = {n for m in masks for n in range(m.start, m.end)}
    return [
        marked.text[start:end]
        for start, end in marked.places
        if not hidden.issuperset(range(at + start, at + end))
    ]


def overdone(marked: Marked, at: int, masks: Iterable[Mask]) -> list[str]:
    """Return the words of masks that touch no marked words."""
    return [
        marked.text[m.start - at : m.end - at]
        for m in masks
        if at <= m.start < at + len(marked.text)
        and not any(s + at < m.end and m.start < e + at for s, e in marked.places)
    ]
