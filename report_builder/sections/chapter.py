"""A chapter for each sub-question, with a section for each of its criteria.

A criterion that the file examination bears on is answered from the files first, and then
from what was read and heard; any other rests on what was read and heard alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.framework import Criterion, SubQuestion
from report_builder.document import Block, Heading, Paragraph, Sentence
from report_builder.pen import Part, block
from report_builder.questions import statement
from report_builder.sections import coded, differences, examined, feedback
from report_builder.sections.annex_volumes import in_answer
from report_builder.sections.conclusions import callouts, judged
from report_builder.sections.desk import Desk, chapter, main_paragraph
from report_builder.tallies import criteria_table
from report_builder.wording import as_said, chosen

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def written(desk: Desk, sub: SubQuestion, labels: dict[str, str]) -> Iterator[Block]:
    """Yield the chapter of a sub-question."""
    yield Heading(chapter(sub), 1, sub.title)
    yield _asked(desk, sub)
    yield from examined.opening(desk, sub)
    yield from feedback.opening(desk, sub)
    yield from in_answer(desk, sub.sub_question_id)
    on_words = tuple(c for c in sub.criteria if not desk.rests_on_files(c))
    if len(on_words) == len(sub.criteria):
        table = criteria_table(
            desk.pen,
            f"{sub.sub_question_id}/coded",
            sub.criteria,
            f"{sub.title}: evidence coded in the {coded.VISITED}",
        )
        if table is not None:
            yield table
    for criterion in sub.criteria:
        yield Heading(block("criterion", criterion.criterion_id), 2, criterion.title)
        section = list(_section(desk, criterion))
        yield from section
        yield from in_answer(desk, criterion.criterion_id)
        yield from judged(
            desk,
            criterion.criterion_id,
            "" if coded.says_nothing(section) else _prompt(criterion),
        )
        yield from callouts(desk.findings(criterion), labels)
    yield from differences.differences(desk, sub)
    yield from judged(
        desk,
        sub.sub_question_id,
        f"your judgement on sub-question {sub.sub_question_id}. {_ask(sub.text)}, and which of the"
        " evidence above weighs most.",
    )


def _ask(question: str) -> str:
    """Return what to say of a question, which can be answered with yes or cannot."""
    closed = re.match(r"(?:Is|Are|Do|Does|Has|Have|Can|Will|Was|Were|Did)\b", question.strip())
    return "Say how far the answer is yes" if closed else "Say what the answer is"


def _prompt(criterion: Criterion) -> str:
    """Return what an inspector is asked to judge of a criterion, in the words of its question."""
    asked = statement(criterion)
    if not asked.so:
        said = as_said(criterion.text)
        return f"your judgement on {criterion.criterion_id}: {said} Answer it, and say why."
    tail = ", how far and why" if asked.asked.startswith("whether ") else ", and why"
    return f"your judgement on {criterion.criterion_id}. Say {asked.asked}{tail}."


def _asked(desk: Desk, sub: SubQuestion) -> Block:
    pen, key = desk.pen, f"{sub.sub_question_id}/asked"
    place = desk.framework.sub_questions.index(sub)
    ordinal = _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"
    supports = (pen.framework_says(sub.sub_question_id),)
    return pen.paragraph(
        key,
        pen.sentence(
            f"{key}/question", f"Our {ordinal} question was: {as_said(sub.text)}", supports=supports
        ),
        *_scope(desk, sub, key),
    )


def _scope(desk: Desk, sub: SubQuestion, key: str) -> Iterator[Sentence]:
    pen = desk.pen
    visited = pen.number("framework/visited")
    noun = "Area that we visited" if visited.value == 1 else "Areas that we visited"
    on_files = any(desk.rests_on_files(criterion) for criterion in sub.criteria)
    supports = tuple(pen.framework_says(c.criterion_id) for c in sub.criteria)
    if on_files and desk.material.statistics.files:
        place = desk.framework.sub_questions.index(sub)
        files = pen.number("files/examined")
        areas = pen.all_of("areas/examined", "framework/areas", f"{desk.organisation} Areas")
        unit = "file" if files.value == 1 else "files"
        scopes: tuple[tuple[Part, ...], ...] = (
            ("The answer rests on the ", files, f" {unit} in our file sample, from ", areas, "."),
            ("We answer it first from our file sample: ", files, f" {unit}, from ", areas, "."),
            ("The main evidence is our file sample of ", files, f" {unit}, from ", areas, "."),
        )
        leads = (
            "It also rests on what we read and heard in the ",
            "To that we add what we read and heard in the ",
            "Beside it stands what we read and heard in the ",
        )
        yield pen.sentence(f"{key}/scope", *chosen(scopes, place), supports=supports)
        yield pen.sentence(
            f"{key}/visited", chosen(leads, place), visited, f" {noun}.", supports=supports
        )
    elif on_files:
        yield pen.sentence(
            f"{key}/scope",
            "No file examination had been recorded when this draft was made, so the figures are"
            " still to come.",
            supports=supports,
        )
    else:
        yield pen.sentence(
            f"{key}/scope",
            "The answer rests on what we read and heard in the ",
            visited,
            f" {noun}; we draw no conclusion from it about other Areas.",
            supports=supports,
        )


def _section(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield a criterion's section; its first paragraph is the one that others refer to."""
    if not desk.rests_on_files(criterion):
        yield from coded.section(desk, criterion)
        return
    blocks = [*examined.agreement(desk, criterion), *feedback.graded(desk, criterion)]
    heard = list(coded.beside_files(desk, criterion, alone=not blocks))
    first = True
    for one in (*blocks, *heard):
        if first and isinstance(one, Paragraph):
            first = False
            yield replace(one, block_id=block(main_paragraph(criterion.criterion_id)))
        else:
            yield one
