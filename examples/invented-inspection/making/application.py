"""What the IQA application holds of each invented file: records, dip sampling, stage 5, themes.

Everything here is made up. It is drawn by a chance of its own, so that nothing that
`examination.py` makes is moved by it.

Dip samplers who give a view nearly always agree with the DCP, also where inspectors do not.
Conversations are recorded on about half of the files, follow-up seldom, and few prosecutors
comment.
"""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence.examination.answers import (
    NOT_APPLICABLE,
    DcpAnswer,
    DipSamplerView,
    FileExamination,
    Judgement,
    RecordAnswer,
    Recorded,
)

SEED = 20241122
GRADED_NOT_MET_BUT_RECORDED = 0.12
ACTIONS_RECORDED, FOLLOWED_UP, CANNOT_TELL_RECORDED = 0.52, 0.34, 0.02
THEMED = 0.09
DIP_SAMPLER_AGREES, DISPUTES_WHAT_WE_DO = 0.88, 0.6
DATE_SHARED_IS_KNOWN, PROSECUTOR_COMMENTS, WITHIN_A_WEEK = 0.93, 0.24, 0.7
NOT_ASKED = Recorded.NOT_APPLICABLE


def with_records(files: Iterable[FileExamination]) -> Iterator[FileExamination]:
    """Yield each file with what the IQA application holds of it."""
    chance = random.Random(SEED)  # noqa: S311 - it makes an example, not a secret
    for file in files:
        yield recorded(file, chance)


def recorded(file: FileExamination, chance: random.Random) -> FileExamination:
    """Return a file with what the IQA application holds of it."""
    view, disputed = dip_sampled(file, chance)
    shared = file.iqa_date + dt.timedelta(days=chance.randrange(0, 5))
    known = chance.random() < DATE_SHARED_IS_KNOWN
    comments = chance.random() < PROSECUTOR_COMMENTS
    quick = chance.random() < WITHIN_A_WEEK
    after = dt.timedelta(days=chance.randrange(0, 8) if quick else chance.randrange(8, 29))
    return replace(
        file,
        records=records(file, chance),
        themed=chance.random() < THEMED,
        dip_sampler_view=view,
        disputed=disputed,
        shared_on=shared if known else None,
        commented_on=shared + after if known and comments else None,
    )


def records(file: FileExamination, chance: random.Random) -> tuple[RecordAnswer, ...]:
    """Return what is recorded, in keeping with how inspectors graded it."""
    grades = {graded.question_id: graded.answer for graded in file.feedback}
    needs_action = any(a.dcp_answer is DcpAnswer.NO for a in file.answers)
    actions = yes_or_no(chance.random() < ACTIONS_RECORDED) if needs_action else NOT_ASKED
    followed_up = yes_or_no(chance.random() < FOLLOWED_UP)
    return (
        RecordAnswer("P1", in_keeping(grades["F5"], chance)),
        RecordAnswer("P2", actions),
        RecordAnswer("P3", followed_up if actions is Recorded.YES else NOT_ASKED),
        RecordAnswer("P4", in_keeping(grades["F10"], chance)),
    )


def yes_or_no(there: bool) -> Recorded:  # noqa: FBT001 - it reads as a question
    return Recorded.YES if there else Recorded.NO


def in_keeping(grade: str, chance: random.Random) -> Recorded:
    """Return whether something is recorded at all, of which a grade says how well it was done."""
    drawn, unclear = chance.random(), chance.random() < CANNOT_TELL_RECORDED
    if grade == NOT_APPLICABLE:
        return NOT_ASKED
    if unclear:
        return Recorded.CANNOT_TELL
    return yes_or_no(grade != "not met" or drawn < GRADED_NOT_MET_BUT_RECORDED)


def dip_sampled(
    file: FileExamination, chance: random.Random
) -> tuple[DipSamplerView, tuple[str, ...]]:
    """Return the dip sampler's view, and the questions on which it is another than the DCP's."""
    agrees, ours = chance.random() < DIP_SAMPLER_AGREES, chance.random() < DISPUTES_WHAT_WE_DO
    picked = chance.random()
    if not file.dip_sampler_comments:
        return DipSamplerView.NOT_RECORDED, ()
    if agrees:
        return DipSamplerView.AGREE, ()
    parted = [a.question_id for a in file.answers if a.judgement is Judgement.DISAGREE]
    judged = [a.question_id for a in file.answers if a.is_judged]
    among = parted if ours and parted else judged
    return DipSamplerView.DISAGREE, (among[int(picked * len(among))],)
