"""The dip sampler against the inspector, answer by answer: who else found the DCP wrong.

    dip-sampler/answers                       answers on which both say the same
    dip-sampler/category=disclosure/answers   those to the questions of a category
    dip-sampler/Q03/answers                   those to a question
    dip-sampler/disputed                      inspectors' disagreements that the dip sampler had too
    dip-sampler/Q03/disputed                  those on a question

A dip sampler who agreed with the DCP said of each answer what the DCP said; one who did not
named the answers that he or she disputed. On other files it is not known, and they are in no
base. Each also by court, Area and guidance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from evidence.examination.answers import DcpAnswer, DipSamplerView, FileExamination
from evidence.examination.blocks import (
    ANSWERS,
    FILES,
    Block,
    Condition,
    Facet,
    Line,
    breakdowns_of,
    by_facets,
    said,
)
from evidence.examination.chance import TwoByTwo, chance_in
from evidence.examination.crossed import added_up, marks_at, with_any
from evidence.examination.long_table import LongTables, codes_of, marks_of
from evidence.examination.statistics import Chance, slug
from evidence.framework import Framework

_AGREE, _DISAGREE = DipSamplerView.AGREE, DipSamplerView.DISAGREE
_YES = list(DcpAnswer).index(DcpAnswer.YES) + 1
_SAME, _DISPUTED = "answers", "disputed"
_LABELS = {
    _SAME: "dip sampler and inspector of the same view, answers",
    _DISPUTED: "inspectors' disagreements that the dip sampler had recorded",
}


def disputes_known(file: FileExamination) -> bool:
    """Whether it is known which of the DCP's answers the dip sampler disputed, if any."""
    view = file.dip_sampler_view
    return view is DipSamplerView.AGREE or (view is DipSamplerView.DISAGREE and bool(file.disputed))


class DipSampled:
    """What dip samplers and inspectors said of the same answers, and of the same files."""

    def __init__(
        self, tables: LongTables, files: Sequence[FileExamination], framework: Framework
    ) -> None:
        self.tables, self.framework = tables, framework
        table, many = tables.answers, len(files)
        views = [f.dip_sampler_view for f in files]
        self.agreed = marks_at((n for n, v in enumerate(views) if v is _AGREE), many)
        self.viewed = marks_at((n for n, v in enumerate(views) if v in (_AGREE, _DISAGREE)), many)
        known = marks_at((n for n, f in enumerate(files) if disputes_known(f)), many)
        self.known = known[table["file"].to_numpy()]
        self.disputed = marks_at(_disputed(files), len(table))
        self.judged = marks_of(table, "judged")
        self.differs = marks_of(table, "disagrees")

    def blocks(self, facets: Sequence[Facet]) -> tuple[Block, ...]:
        """Return the rates, where any form has asked for the dip sampler's view."""
        if not self.viewed.any():
            return ()
        return tuple(self._block(what, facets) for what in (_SAME, _DISPUTED))

    def chance(self) -> Iterator[Chance]:
        """Yield agreement beyond chance: on whole files, on all answers, on each question."""
        if not self.viewed.any():
            return
        yield chance_in("dip-sampler/files", self._of_files())
        table = self.tables.answers
        held = self.known & self.judged
        yes = (codes_of(table, "answer") == _YES)[held]
        checked, inspected = yes ^ self.disputed[held], yes ^ self.differs[held]
        questions = codes_of(table, "question")[held]
        yield chance_in("dip-sampler/overall", _two(checked, inspected))
        for code, question in enumerate(self.framework.questions, start=1):
            here = questions == code
            of_it = _two(checked[here], inspected[here])
            yield chance_in(f"dip-sampler/{question.question_id}", of_it)

    def _of_files(self) -> TwoByTwo:
        """Return who of the two found all that the DCP said of a file right."""
        owners, many = self.tables.answers["file"].to_numpy(), len(self.agreed)
        held = self.viewed & with_any(owners, self.judged, many)
        parted = with_any(owners, self.differs, many)
        return _two(self.agreed[held], ~parted[held])

    def _block(self, what: str, facets: Sequence[Facet]) -> Block:
        """Return the rates of answers that are the same, or of disagreements had by both."""
        table, asked = self.tables.answers, self.framework.questions
        base, counted = self._conditions(what)
        held = base(table)
        rows, of_it = table[held], counted(table)[held]
        found = by_facets(codes_of(rows, "question"), len(asked) + 1, rows, of_it, facets)
        groups = [c.category_id for c in self.framework.categories]
        counts = added_up(found, [q.category_id for q in asked], groups)
        return Block(
            self.tables,
            table,
            tuple(self._lines(what, base, counted)),
            breakdowns_of(facets),
            counts[:, :, 1],
            counts.sum(axis=2),
        )

    def _conditions(self, what: str) -> tuple[Condition, Condition]:
        """Return which answers are the base, and which count; both of the whole table."""
        if what == _DISPUTED:
            base, counted = self.known & self.differs, self.disputed
        else:
            base, counted = self.known & self.judged, self.differs == self.disputed
        return (lambda _: base), (lambda _: counted)

    def _lines(self, what: str, base: Condition, counted: Condition) -> Iterator[Line]:
        label = _LABELS[what]
        yield Line(f"dip-sampler/{what}", label, (base,), counted, ANSWERS)
        for code, category in enumerate(self.framework.categories, start=1):
            name = f"dip-sampler/category={slug(category.category_id)}/{what}"
            of_it = (base, said("category", code))
            yield Line(name, f"{label}, {category.name}", of_it, counted, ANSWERS)
        for code, question in enumerate(self.framework.questions, start=1):
            name = f"dip-sampler/{question.question_id}/{what}"
            of_it = (base, said("question", code))
            yield Line(name, f"{label}, {question.short}", of_it, counted, FILES)


def _disputed(files: Sequence[FileExamination]) -> Iterator[int]:
    """Yield the rows of answers that the dip sampler disputed."""
    starts = accumulate((len(f.answers) for f in files), initial=0)
    for file, start in zip(files, starts, strict=False):
        if file.disputed and disputes_known(file):
            for place, answer in enumerate(file.answers, start=start):
                if answer.question_id in file.disputed:
                    yield place


def _two(one: Any, other: Any) -> TwoByTwo:
    return TwoByTwo(
        yes_yes=int((one & other).sum()),
        yes_no=int((one & ~other).sum()),
        no_yes=int((~one & other).sum()),
        no_no=int((~one & ~other).sum()),
    )
