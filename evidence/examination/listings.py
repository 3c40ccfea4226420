"""What stands beside the rates: reasons, files left out, agreement beyond chance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evidence.examination.answers import DcpAnswer, Judgement
from evidence.examination.behind import RowsBehind
from evidence.examination.blocks import FILES, Block, marked, otherwise, references, said
from evidence.examination.chance import TwoByTwo, chance_in
from evidence.examination.long_table import Codes, LongTables, codes_of, marks_of
from evidence.examination.statistics import Chance, LeftOut, Reason
from evidence.framework import Framework

_CANNOT_TELL = list(Judgement).index(Judgement.CANNOT_TELL) + 1


def chance_of(agreement: Block, framework: Framework) -> Iterator[Chance]:
    """Yield agreement corrected for chance, from its counts by the DCP's answer.

    Of each question, overall and of each category; overall also by court, Area and guidance.
    """
    names = {line.name.partition("/")[2]: place for place, line in enumerate(agreement.lines)}
    suffixes = {part.suffix: place for place, part in enumerate(agreement.breakdowns)}
    asked = [q.question_id for q in framework.questions]
    said = [f"/answer={said}" for said in (DcpAnswer.YES, DcpAnswer.NO)]
    inner = [s.removeprefix(said[0]) for s in suffixes if s.startswith(f"{said[0]}/")]
    wanted = [(name, "") for name in (*asked, *(n for n in names if n not in asked))]
    for name, ending in (*wanted, *(("overall", ending) for ending in inner)):
        at = [suffixes[f"{start}{ending}"] for start in said]
        agreed, judged = (
            counts[names[name], at].tolist() for counts in (agreement.counts, agreement.totals)
        )
        yield chance_in(name + ending, _of_two(agreed, judged))


def _of_two(agreed: list[int], judged: list[int]) -> TwoByTwo:
    """Return who said what, from how often a yes, and a no, of one was agreed with."""
    (yes, no), (as_yes, as_no) = agreed, judged
    return TwoByTwo(yes_yes=yes, yes_no=as_yes - yes, no_yes=as_no - no, no_no=no)


def reasons_of(tables: LongTables, framework: Framework) -> Iterator[Reason]:
    """Yield the reasons for disagreeing on each question, the commonest first.

    Reasons that differ only in capitals or a full stop are one, in the first one's words.
    """
    given = tables.answers["given"].to_numpy()
    with_reason = np.array([bool(a.reason) for a in tables.given], dtype=bool)
    at = np.flatnonzero(marks_of(tables.answers, "disagrees") & with_reason[given])
    words, alike = _alike(tables, given[at])
    # The files of each reason follow one another, in their order.
    order = np.argsort(alike, kind="stable")
    refs = [tables.refs[n] for n in tables.answers["file"].to_numpy()[at[order]].tolist()]
    ends = np.cumsum(np.bincount(alike, minlength=len(words))).tolist()
    found: dict[str, list[tuple[int, str, str, int]]] = {}
    for (asked, same), (text, number) in words.items():
        begin = ends[number - 1] if number else 0
        found.setdefault(asked, []).append((begin - ends[number], same, text, begin))
    for question in framework.questions:
        for less, _, text, begin in sorted(found.get(question.question_id, ())):
            yield Reason(question.question_id, text, tuple(refs[begin : begin - less]))


def _alike(tables: LongTables, given: Codes) -> tuple[dict[tuple[str, str], tuple[str, int]], Any]:
    """Return the reasons of answers in the first one's words, numbered, and each answer's number.

    The words are by their question and what alike reasons have in common.
    """
    words: dict[tuple[str, str], tuple[str, int]] = {}
    at, met = pd.factorize(given)
    numbers = np.zeros(len(met), dtype=np.intp)
    for place, number in enumerate(met.tolist()):
        answer = tables.given[number]
        key = answer.question_id, answer.reason.casefold().rstrip(". ")
        numbers[place] = words.setdefault(key, (answer.reason, len(words)))[1]
    return words, numbers[at]


def left_out_of(tables: LongTables, framework: Framework) -> Iterator[LeftOut]:
    """Yield, for each question, the files that its rates leave out, each under one head.

    A file on which the inspector cannot tell stands there, whatever the DCP said.
    """
    table = tables.answers
    questions = codes_of(table, "question")
    unsure = codes_of(table, "judgement") == _CANNOT_TELL
    many = len(framework.questions) + 1
    unclear = np.bincount(questions[unsure], minlength=many).tolist()
    apart = np.bincount(questions[~unsure & ~marks_of(table, "judged")], minlength=many).tolist()
    cannot_tell = said("judgement", _CANNOT_TELL)
    for code, question in enumerate(framework.questions, start=1):
        here = said("question", code)
        other = (here, otherwise(cannot_tell), otherwise(marked("judged")))
        yield LeftOut(
            question.question_id,
            RowsBehind(apart[code], partial(references, tables, table, other, FILES)),
            RowsBehind(
                unclear[code], partial(references, tables, table, (here, cannot_tell), FILES)
            ),
        )
    for asked in framework.feedback:
        yield LeftOut(asked.question_id, tables.ungraded.get(asked.question_id, ()), ())
