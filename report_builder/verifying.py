"""The last look before a report leaves: every number accounted for, every support standing.

A number is live and right, typed over with a reason, or listed as standing on nothing with
the live numbers that read alike. A sentence whose evidence was withdrawn is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from report_builder.counts import Counts
from report_builder.document import FigureUse, sentences_of
from report_builder.drafts import Draft
from report_builder.finding_standing import Standing
from report_builder.material import Material
from report_builder.numbering import number
from report_builder.overrides import Override
from report_builder.rebuild.gate import numbers_in
from report_builder.release_gates import Reason
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.marked import blocks_by_mark, figures_by_mark
from report_builder.word.merging.tokens import NUMBER
from report_builder.word.opened_report import OpenedReport
from report_builder.word.revisions.package import WordFile

_SHOWN = 80
"""So many letters of a sentence are shown."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The numbers of a file that is to leave.

    `live` are right; `typed` are numbers that read otherwise, each with its reason, "" while
    there is none; `loose` are those that no evidence keeps right, as JSON for the record.
    """

    live: int
    typed: tuple[tuple[FigureUse, str, str], ...]
    loose: tuple[Mapping[str, Any], ...]

    def json(self) -> dict[str, Any]:
        """Return the JSON form for the record of a release; keys as docs/reference has them."""
        typed = [
            {"figure": figure.use_id, "says": says, "now": figure.text, "reason": why}
            for figure, says, why in self.typed
        ]
        return {"live": self.live, "overridden": typed, "unanchored": list(self.loose)}


def verified(
    draft: Draft,
    files: tuple[bytes, bytes],
    known: Iterable[Override],
    given: Mapping[str, str],
) -> Verified:
    """Account for every number of a file; `files` are it and what the evidence alone says.

    `known` are the draft's numbers that were typed over, with the reasons in the store;
    `given` are reasons that come with the order to release, by the figure's id.
    """
    numbers = numbers_in(WordFile(files[0]), WordFile(files[1]))
    figures = figures_by_mark(draft.document)
    explained = {(o.figure, o.says, o.now): o.reason for o in known}
    typed = []
    live = numbers.live
    for use, says, _ in numbers.wrong:
        figure = figures.get(use)
        if figure is None:
            continue
        if _reads(says, figure.text):
            live += 1
            continue
        said = says.strip()
        why = given.get(figure.use_id) or explained.get((figure.use_id, said, figure.text), "")
        typed.append((figure, said, why))
    places = number(draft.document).number
    blocks = blocks_by_mark(draft.document)
    loose = tuple(
        {
            "number": places.get(blocks[one.block].block_id, "") if one.block in blocks else "",
            "text": one.text,
            "around": one.around,
            "proposals": [figures[p].use_id for p in one.proposals if p in figures],
        }
        for one in numbers.loose
    )
    return Verified(live, tuple(typed), loose)


def of_numbers(
    found: Verified, known: Iterable[Override], opened: OpenedReport
) -> Iterator[Reason]:
    """Find numbers that somebody typed over and nobody has explained."""
    for figure, says, why in found.typed:
        if not why:
            yield Reason(
                "figure_overridden",
                f"Somebody typed “{says}” over {figure.text} ({figure.metric}).",
                f'iqa report overrides   (asks why; or: --reason "{figure.use_id}: WHY")',
            )
    seen = {figure.use_id for figure, _, _ in found.typed}
    live = opened.figures
    for one in known:
        tag = bookmark_name("", one.figure) if one.figure else ""
        anchored = one.figure in seen or one.figure in live or tag in live
        if one.reason or anchored or not _stands(one.says, opened):
            continue
        yield Reason(
            "figure_overridden",
            f"Somebody typed “{one.says}” over {one.was} ({one.number or one.block}).",
            f'iqa report overrides {one.override_id} --reason "WHY"',
        )


def of_supports(draft: Draft, found: Material, opened: OpenedReport) -> Iterator[Reason]:
    """Find sentences of the file whose evidence was withdrawn since they were written."""
    standing = Standing(found, Counts(found))
    counted = number(draft.document)
    marks = {mark.casefold() for p in opened.paragraphs for mark in p.marks}
    text = "\n".join(p.text for p in opened.paragraphs)
    place = ""
    for block in draft.document.blocks:
        place = counted.number.get(block.block_id, place)
        there = bookmark_name(BLOCK, block.block_id).casefold() in marks
        for sentence in sentences_of(block):
            said = counted.sentence(sentence)
            gone = [s.support_id for s in sentence.supports if not standing.stands(s)]
            if gone and (there or said in text):
                yield Reason(
                    "withdrawn_support",
                    f"A sentence of {place or 'the front'} rests on {', '.join(gone)}, which "
                    f"no longer counts: “{said[:_SHOWN]}”.",
                    "Rebuild the report, or take the sentence out.",
                )


def _reads(says: str, text: str) -> bool:
    """Whether a number is right, though words may have been typed against it in its control."""
    same = NUMBER.findall(says) == NUMBER.findall(text)
    return says.strip() == text.strip() or (same and bool(NUMBER.search(text)) and text in says)


def _stands(says: str, opened: OpenedReport) -> bool:
    return bool(says.strip()) and any(says.strip() in p.text for p in opened.paragraphs)
