"""What the IQA application holds of the files, counted: records, dip sampling, stage 5, themes.

    recorded/P1                        files on which it is recorded, of those that could tell
    recorded/dcp-comments/found=no     the DCP's comments, where the DCP said no to any question
    themed/files                       files whose IQA was one of a themed exercise
    stage-5/commented                  files on which the prosecutor commented
    stage-5/within                     of those, within the days that are allowed
    dip-sampler/agreed                 files on which the dip sampler agreed with the DCP
    dip-sampler/missed                 the same, where the inspector disagreed with an answer
    dip-sampler/same                   files of which dip sampler and inspector say the same

Each also by court, Area and guidance. Files on which a thing was not asked, did not apply or
cannot be told are in no base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from evidence.examination.answers import (
    DcpAnswer,
    DipSamplerView,
    FileExamination,
    Recorded,
)
from evidence.examination.behind import RowsBehind
from evidence.examination.blocks import Block, Facet, Line, breakdowns_of, by_facets
from evidence.examination.crossed import with_any
from evidence.examination.long_table import LongTables, Marks, codes_of, different, marks_of
from evidence.examination.statistics import LeftOut
from evidence.framework import Framework

_VIEWS = tuple(DipSamplerView)
_AGREE, _DISAGREE = (_VIEWS.index(v) for v in (DipSamplerView.AGREE, DipSamplerView.DISAGREE))
_RECORDED = tuple(Recorded)
_YES, _NO, _NOT_APPLICABLE, _CANNOT_TELL = (
    _RECORDED.index(r)
    for r in (Recorded.YES, Recorded.NO, Recorded.NOT_APPLICABLE, Recorded.CANNOT_TELL)
)
_DCP_NO = list(DcpAnswer).index(DcpAnswer.NO) + 1
_UNKNOWN = -1

_Rate = tuple[str, str, Marks, Marks]
"""A rate's id and label, the files that are its base, and those that count if they are in it."""


class OnTheApplication:
    """What is recorded of each of the files, in their order, to be counted at once."""

    def __init__(
        self, tables: LongTables, files: Sequence[FileExamination], framework: Framework
    ) -> None:
        self.tables, self.framework = tables, framework
        many = len(files)
        self.records = _records(files, framework)
        self.themed = _codes((f.themed for f in files), (False, True), many)
        self.view = _codes((f.dip_sampler_view for f in files), _VIEWS, many)
        self.shared = _days((f.shared_on for f in files), many)
        self.commented = _days((f.commented_on for f in files), many)
        answers = tables.answers
        owners = answers["file"].to_numpy()
        self.parted = with_any(owners, marks_of(answers, "disagrees"), many)
        self.judged = with_any(owners, marks_of(answers, "judged"), many)
        self.wanting = with_any(owners, codes_of(answers, "answer") == _DCP_NO, many)

    def blocks(self, facets: Sequence[Facet]) -> tuple[Block, ...]:
        """Return the rates of what is recorded; nothing where no form has asked for it."""
        if not self._was_asked():
            return ()
        rates = [
            *self._of_records(),
            *self._of_comments(),
            *self._of_stage_5(),
            *self._of_dip_sampling(),
        ]
        return (_block(self.tables, rates, facets),)

    def left_out(self) -> Iterator[LeftOut]:
        """Yield, for each record, the files that its rate leaves out, and why."""
        for asked, said in self.records.items():
            apart = (
                RowsBehind(int(marks.sum()), partial(_references, self.tables, marks))
                for marks in (said == _NOT_APPLICABLE, said == _CANNOT_TELL)
            )
            yield LeftOut(asked, *apart)

    def _was_asked(self) -> bool:
        said = (*self.records.values(), self.themed, self.view)
        days = (self.shared, self.commented)
        return any((s != _UNKNOWN).any() for s in said) or any(d.any() for d in days)

    def _of_records(self) -> Iterator[_Rate]:
        for asked in self.framework.records:
            said = self.records[asked.record_id]
            tells = (said == _YES) | (said == _NO)
            yield f"recorded/{asked.record_id}", asked.short, tells, said == _YES
        yield "themed/files", "themed IQAs", self.themed != _UNKNOWN, self.themed == 1

    def _of_comments(self) -> Iterator[_Rate]:
        """Yield the DCP's comments by what the DCP found (2a, 2b), and the dip sampler's (3d)."""
        table = self.tables.files
        by_dcp, by_dip_sampler = (
            ~marks_of(table, f"{who}_missing") for who in ("dcp", "dip_sampler")
        )
        every = np.ones(len(table), dtype=bool)
        name, label = "recorded/dcp-comments", "DCP's comments recorded"
        yield name, label, every, by_dcp
        where = f"{label}, where the DCP found"
        yield f"{name}/found=yes", f"{where} every standard met", ~self.wanting, by_dcp
        yield f"{name}/found=no", f"{where} a standard not met", self.wanting, by_dcp
        label = "dip sampler's comments recorded"
        yield "recorded/dip-sampler-comments", label, every, by_dip_sampler

    def _of_stage_5(self) -> Iterator[_Rate]:
        days = self.framework.comment_days
        shared, commented = self.shared > 0, self.commented > 0
        yield "stage-5/commented", "prosecutor's comments recorded", shared, commented
        within = self.commented - self.shared <= days
        label = f"prosecutor's comments within {days} days"
        yield "stage-5/within", label, shared & commented, within

    def _of_dip_sampling(self) -> Iterator[_Rate]:
        agreed = self.view == _AGREE
        gave = agreed | (self.view == _DISAGREE)
        label = "dip sampler's view recorded"
        yield "dip-sampler/recorded", label, self.view != _UNKNOWN, gave
        yield "dip-sampler/agreed", "dip sampler agreed with the DCP", gave, agreed
        label = "dip sampler agreed with the DCP, where inspectors did not"
        yield "dip-sampler/missed", label, gave & self.parted, agreed
        label = "dip sampler and inspector of the same view"
        yield "dip-sampler/same", label, gave & self.judged, agreed != self.parted


def _block(tables: LongTables, rates: Sequence[_Rate], facets: Sequence[Facet]) -> Block:
    """Return rates of files, each broken down, counted in one go."""
    base = np.array([marks for _, _, marks, _ in rates])
    counted = np.array([marks for *_, marks in rates]) & base
    line, file = np.nonzero(base)
    found = by_facets(line, len(rates), tables.files.take(file), counted[line, file], facets)
    lines = tuple(
        Line(name, label, (partial(_held, of_base),), partial(_held, of_counted))
        for name, label, of_base, of_counted in rates
    )
    parts = breakdowns_of(facets)
    return Block(tables, tables.files, lines, parts, found[:, :, 1], found.sum(axis=2))


def _held(marks: Marks, _: Any) -> Marks:
    return marks


def _references(tables: LongTables, marks: Marks) -> tuple[str, ...]:
    return tuple(tables.refs[n] for n in np.flatnonzero(marks).tolist())


def _records(files: Sequence[FileExamination], framework: Framework) -> dict[str, Any]:
    """Return, for each thing that the framework asks for, what each file says of it."""
    told = different([f.records for f in files])
    found: dict[str, Any] = {}
    for asked in framework.records:
        name = asked.record_id
        found[name] = np.full(len(files), _UNKNOWN)
        for number, said in enumerate(told.things):
            if said.record_id == name:
                found[name][told.file[told.at == number]] = _RECORDED.index(said.answer)
    return found


def _codes(said: Iterator[Any], known: Sequence[Any], many: int) -> Any:
    """Return what is said of each file as a number, from 0; -1 where nothing is."""
    number = {None: _UNKNOWN, **{word: place for place, word in enumerate(known)}}
    return np.fromiter(map(number.__getitem__, said), np.intp, many)


def _days(said: Iterator[date | None], many: int) -> Any:
    """Return the day of each file as a number; 0 where there is none."""
    return np.fromiter((day.toordinal() if day else 0 for day in said), np.intp, many)
