"""The file examination tabulated: from examined files to statistics.

What counts towards a rate of agreement is `Answer.is_judged`: "not applicable" and "cannot
tell" leave the denominator and are listed apart. An overall rate counts answers, each question
of each file once; the rate of one question counts files. Every Area gives the same number of
files, so that no rate is weighted by how much work an Area does.

Every block is counted at once, in whole columns: 210 files take a few milliseconds, and a
national archive of 100,000 about a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evidence.examination.answers import DcpAnswer, FileExamination, Judgement
from evidence.examination.blocks import (
    ANSWERS,
    Block,
    Breakdown,
    Facet,
    Line,
    breakdowns_of,
    by_facets,
    marked,
    otherwise,
    said,
    within,
)
from evidence.examination.crossed import added_up
from evidence.examination.dip_sampled import DipSampled
from evidence.examination.listings import chance_of, left_out_of, reasons_of
from evidence.examination.long_table import (
    LongTables,
    codes_of,
    long_tables,
    marks_of,
)
from evidence.examination.recorded import OnTheApplication
from evidence.examination.statistics import Statistics, slug
from evidence.examination.tabulated import Tabulated
from evidence.framework import Framework

_NOT_APPLICABLE = list(DcpAnswer).index(DcpAnswer.NOT_APPLICABLE) + 1
_CANNOT_TELL = list(Judgement).index(Judgement.CANNOT_TELL) + 1
_SAID = Facet(
    "answer",
    "answer",
    ((str(DcpAnswer.YES), "where the DCP said yes"), (str(DcpAnswer.NO), "where the DCP said no")),
)
_PARTED = 3
"""Facets by which everything is broken down: court, Area and guidance; then the dip sampler."""


def statistics(files: Sequence[FileExamination], framework: Framework) -> Statistics:
    """Return every statistic of the examined files, in the framework's order."""
    tables = long_tables(files, framework)
    recorded = OnTheApplication(tables, files, framework)
    checked = DipSampled(tables, files, framework)
    facets = _facets(tables, framework)[:_PARTED]
    found = statistics_of(tables, framework, (*recorded.blocks(facets), *checked.blocks(facets)))
    return replace(
        found,
        chance=(*found.chance, *checked.chance()),
        left_out=(*found.left_out, *recorded.left_out()),
    )


def statistics_of(
    tables: LongTables, framework: Framework, more: Sequence[Block] = ()
) -> Statistics:
    """Return every statistic of files that stand in long tables, and those of more blocks."""
    found = tabulated(tables, framework, more)
    return Statistics(
        len(tables.refs),
        found,
        tuple(chance_of(found.blocks[0], framework)),
        tuple(reasons_of(tables, framework)),
        tuple(left_out_of(tables, framework)),
    )


def tabulated(tables: LongTables, framework: Framework, more: Sequence[Block] = ()) -> Tabulated:
    """Return all counts, rates and intervals, in the order in which they are listed."""
    agreement, not_applicable, others = blocks(tables, framework)
    beside = {
        line.name.rpartition("/")[0]: (1, row) for row, line in enumerate(not_applicable.lines)
    }
    order: list[tuple[int, int]] = []
    for row, line in enumerate(agreement.lines):
        order += [(0, row), *([beside[line.name]] if line.name in beside else [])]
    for number, block in enumerate((*others, *more), start=2):
        order += [(number, row) for row in range(len(block.lines))]
    return Tabulated((agreement, not_applicable, *others, *more), order)


def blocks(tables: LongTables, framework: Framework) -> tuple[Block, Block, tuple[Block, ...]]:
    """Return all counts: agreement, agreement that a question did not apply, and the others."""
    facets = _facets(tables, framework)
    parted = facets[:_PARTED]
    return (
        _agreement(tables, framework, facets),
        _over_not_applicable(tables, framework),
        (
            _throughout(tables, parted),
            _disagreement(tables, framework, parted),
            _feedback(tables, framework, parted),
            _comments(tables, parted),
        ),
    )


def _facets(tables: LongTables, framework: Framework) -> tuple[Facet, ...]:
    """Return the breakdowns; of grades, only those that dip sampled any of the files."""
    met = [str(grade) for grade in tables.files["dip_sampler"].array.categories]
    names = {g.abbreviation: g.name for g in framework.grades}
    return (
        Facet("court", "court", tuple((c.court_id, c.name) for c in framework.courts)),
        Facet("area", "area", tuple((a.name, a.name) for a in framework.areas)),
        Facet(
            "version",
            "version",
            tuple(
                (g.dated.isoformat(), f"guidance of {g.dated.day} {g.dated:%B %Y}")
                for g in framework.guidance
            ),
        ),
        Facet(
            "dip-sampler",
            "dip_sampler",
            tuple((grade, f"dip sampled by a {names[grade]}") for grade in met),
        ),
    )


def _agreement(tables: LongTables, framework: Framework, facets: Sequence[Facet]) -> Block:
    """Overall, by category and by question, each with all its breakdowns.

    Counted by question and the DCP's answer once; what is asked for is sums of these.
    """
    judged = tables.answers[marks_of(tables.answers, "judged")]
    asked, said_so = len(framework.questions) + 1, len(_SAID.values)
    # A judged answer is a yes or a no.
    lines = codes_of(judged, "question") * said_so + codes_of(judged, _SAID.column) - 1
    found = by_facets(lines, asked * said_so, judged, marks_of(judged, "agrees"), facets)
    by_answer = found.reshape(asked, said_so, -1, 2)
    apart = 1 + sum(len(facet.values) for facet in facets[:_PARTED])
    whole = by_answer.sum(axis=1)
    parts = [whole[:, :1], by_answer[:, :, 0], whole[:, 1:]]
    parts += [by_answer[:, n, 1:apart] for n in range(said_so)]
    kinds = [q.category_id for q in framework.questions]
    groups = [c.category_id for c in framework.categories]
    summed = added_up(np.concatenate(parts, axis=1), kinds, groups)
    broken_down = (*breakdowns_of((_SAID, *facets)), *_by_answer(facets[:_PARTED]))
    return Block(
        tables,
        tables.answers,
        tuple(_agreement_lines(framework)),
        broken_down,
        summed[:, :, 1],
        summed.sum(axis=2),
    )


def _by_answer(facets: Sequence[Facet]) -> Iterator[Breakdown]:
    """Yield what the DCP said, broken down (1a and 1b in each court, Area and guidance)."""
    for part in breakdowns_of((_SAID,)):
        if part.rows is not None:
            yield from within(part, facets)


def _agreement_lines(framework: Framework) -> Iterator[Line]:
    judged, agrees = marked("judged"), marked("agrees")
    yield Line("agreement/overall", "agreement, all questions", (judged,), agrees, ANSWERS)
    for code, category in enumerate(framework.categories, start=1):
        name = f"agreement/category={slug(category.category_id)}"
        of_it = (judged, said("category", code))
        yield Line(name, f"agreement, {category.name}", of_it, agrees, ANSWERS)
    for code, question in enumerate(framework.questions, start=1):
        of_it = (judged, said("question", code))
        name = f"agreement/{question.question_id}"
        yield Line(name, f"agreement, {question.short}", of_it, agrees)


def _over_not_applicable(tables: LongTables, framework: Framework) -> Block:
    """Agreement that a question did not apply: counted apart from the rate of agreement.

    An inspector agrees by saying so, or by "not applicable" beside the DCP's.
    """
    apart = (said("answer", _NOT_APPLICABLE), otherwise(said("judgement", _CANNOT_TELL)))
    agrees = otherwise(marked("disagrees"))
    lines = tuple(
        Line(
            f"agreement/{q.question_id}/answer=not-applicable",
            f"agreement, {q.short}, where the DCP said not applicable",
            (said("question", code), *apart),
            agrees,
        )
        for code, q in enumerate(framework.questions, start=1)
    )
    rows = tables.answers
    rows = rows[apart[0](rows) & apart[1](rows)]
    found = by_facets(codes_of(rows, "question"), len(lines) + 1, rows, agrees(rows), ())[1:]
    return _whole(tables, rows_of=tables.answers, lines=lines, found=found)


def _whole(tables: LongTables, rows_of: pd.DataFrame, lines: tuple[Line, ...], found: Any) -> Block:
    """Return a block of lines that are not broken down."""
    return Block(tables, rows_of, lines, (Breakdown("", ""),), found[:, :, 1], found.sum(axis=2))


def _throughout(tables: LongTables, facets: Sequence[Facet]) -> Block:
    """Files on which every judged answer was agreed with, of those with any judged answer."""
    judged = marks_of(tables.answers, "judged")
    files, many = tables.answers["file"].to_numpy(), len(tables.refs)
    total = np.bincount(files[judged], minlength=many)
    agreed = np.bincount(files[marks_of(tables.answers, "agrees")], minlength=many)
    with_any, all_agreed = total > 0, (total > 0) & (agreed == total)
    line = Line(
        "agreement/files",
        "files with agreement on every answer",
        (lambda _: with_any,),
        lambda _: all_agreed,
    )
    # Files without a judged answer are a line of their own, which nobody asks for.
    found = by_facets(with_any.astype(np.intp), 2, tables.files, all_agreed, facets)[1:]
    return Block(
        tables,
        tables.files,
        (line,),
        breakdowns_of(facets),
        found[:, :, 1],
        found.sum(axis=2),
    )


def _disagreement(tables: LongTables, framework: Framework, facets: Sequence[Facet]) -> Block:
    """The share of all disagreements that falls into each category; they may overlap.

    Counted once; a category is the sum of the disagreements that are in it.
    """
    rows = tables.answers[marks_of(tables.answers, "disagrees")]
    # By the categories that were given together: there are few, and a reason for each answer.
    told: dict[tuple[str, ...], int] = {}
    of_given = np.array([told.setdefault(a.categories, len(told)) for a in tables.given], np.intp)
    nothing = np.zeros(len(rows), dtype=np.intp)
    together = of_given[rows["given"].to_numpy()]
    met = by_facets(together, len(told), rows, nothing, facets)[:, :, 0]
    kinds = [c.category_id for c in framework.categories]
    told_it = [np.array([k in categories for categories in told], dtype=bool) for k in kinds]
    within_it = [marks[of_given] for marks in told_it]
    lines = tuple(
        Line(
            f"disagreement/category={slug(category.category_id)}",
            f"disagreements about {category.name}",
            (marked("disagrees"),),
            partial(_given_is, in_it),
            ANSWERS,
        )
        for category, in_it in zip(framework.categories, within_it, strict=True)
    )
    parts = breakdowns_of(facets)
    counts = np.array([met[marks].sum(axis=0) for marks in told_it], dtype=np.int64)
    totals = np.tile(met.sum(axis=0), (len(lines), 1))
    shape = (len(lines), len(parts))
    return Block(tables, tables.answers, lines, parts, counts.reshape(shape), totals.reshape(shape))


def _given_is(marks: Any, table: pd.DataFrame) -> Any:
    return marks[table["given"].to_numpy()]


def _feedback(tables: LongTables, framework: Framework, facets: Sequence[Facet]) -> Block:
    table = tables.feedback
    words = [str(word) for word in table["answer"].array.categories]
    asked, answers = len(framework.feedback) + 1, len(words) + 1
    both = codes_of(table, "question") * answers + codes_of(table, "answer")
    found = by_facets(both, asked * answers, table, np.zeros(len(table), dtype=bool), facets)
    found = found[:, :, 0].reshape(asked, answers, -1)
    lines, counts, totals = [], [], []
    for code, question in enumerate(framework.feedback, start=1):
        for answer in question.answers:
            at = words.index(answer) + 1
            name = f"feedback/{question.question_id}/answer={slug(answer)}"
            of_it = (said("question", code),)
            lines.append(Line(name, f"{question.short}: {answer}", of_it, said("answer", at)))
            counts.append(found[code, at])
            totals.append(found[code].sum(axis=0))
    parts = breakdowns_of(facets)
    shape = (len(lines), len(parts))
    return Block(
        tables,
        table,
        tuple(lines),
        parts,
        np.array(counts, dtype=np.int64).reshape(shape),
        np.array(totals, dtype=np.int64).reshape(shape),
    )


def _comments(tables: LongTables, facets: Sequence[Facet]) -> Block:
    table = tables.files
    one = np.zeros(len(table), dtype=np.intp)
    lines, found = [], []
    for who, words in (("dcp", "the DCP"), ("dip-sampler", "the dip sampler")):
        column = f"{who.replace('-', '_')}_missing"
        name, label = f"comments/{who}/missing", f"no comments recorded by {words}"
        lines.append(Line(name, label, (), marked(column)))
        found.append(by_facets(one, 1, table, marks_of(table, column), facets)[0])
    both = np.array(found)
    return Block(
        tables, table, tuple(lines), breakdowns_of(facets), both[:, :, 1], both.sum(axis=2)
    )
