"""What stands beside the rates: reasons, files left out, agreement beyond chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.answers import NOT_APPLICABLE, FileExamination, Judgement
from evidence.examination.chance import two_by_two
from evidence.examination.statistics import Chance, LeftOut, Reason
from evidence.framework import Framework


def chance_of(files: Sequence[FileExamination], framework: Framework) -> Iterator[Chance]:
    """Yield each question's agreement corrected for chance."""
    for question in framework.questions:
        table = two_by_two(a for f in files if (a := f.answer(question.question_id)))
        yield Chance(question.question_id, table.kappa(), table.ac1())


def reasons_of(files: Sequence[FileExamination], framework: Framework) -> Iterator[Reason]:
    """Yield the reasons for disagreeing on each question, the commonest first.

    Reasons that differ only in capitals or a full stop are one, in the first one's words.
    """
    for question in framework.questions:
        words: dict[str, str] = {}
        refs: dict[str, list[str]] = {}
        for file in files:
            answer = file.answer(question.question_id)
            if answer is None or answer.judgement is not Judgement.DISAGREE or not answer.reason:
                continue
            same = answer.reason.casefold().rstrip(". ")
            words.setdefault(same, answer.reason)
            refs.setdefault(same, []).append(file.file_ref)
        for same in sorted(refs, key=lambda key: (-len(refs[key]), key)):
            yield Reason(question.question_id, words[same], tuple(refs[same]))


def left_out_of(files: Sequence[FileExamination], framework: Framework) -> Iterator[LeftOut]:
    """Yield, for each question, the files that its rates leave out, each under one head.

    A file on which the inspector cannot tell stands there, whatever the DCP said.
    """
    for question in framework.questions:
        answers = [(f.file_ref, a) for f in files if (a := f.answer(question.question_id))]
        unclear = tuple(ref for ref, a in answers if a.judgement is Judgement.CANNOT_TELL)
        apart = tuple(ref for ref, a in answers if not a.is_judged and ref not in set(unclear))
        yield LeftOut(question.question_id, apart, unclear)
    for asked in framework.feedback:
        apart = tuple(
            f.file_ref
            for f in files
            for a in f.feedback
            if a.question_id == asked.question_id and a.answer == NOT_APPLICABLE
        )
        yield LeftOut(asked.question_id, apart, ())
