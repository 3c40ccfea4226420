"""Our own quality assurance of the example: the second inspector's form, and what was put right.

Everything here is made up. A tenth of the examined files is drawn at random and looked at again by
another inspector, blind. Chance (seeded) decides on which answers the two part. They then talk each
of those through: where the second is right, the file is corrected and imported again; where the
first is, the answer stays as it was.
"""

import datetime as dt
import random
import runpy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evidence.config import load_inspection
from evidence.examination.answers import Answer, DcpAnswer, FileExamination, Judgement
from evidence.examination.workbook_form import write_workbook
from evidence.quality.second import chosen

MAKING = Path(__file__).resolve().parent
INSPECTION = MAKING.parent
SECOND, CORRECTED = "quality/second-look.xlsx", "quality/corrected.xlsx"
STAMP = dt.datetime(2024, 7, 31, 9, 0)
DRAW_SEED, PERCENT = 20240715, 10
"""What `iqa qa draw` is given."""
CHANCE_SEED = 20240716

PARTED = 0.035
"""How often the second inspector judges an answer differently."""
SECOND_IS_RIGHT = 0.6
SEEN_OTHERWISE = "The second reading of the file does not bear the answer out."
SEEN_AS_SOUND = "The second reading of the file bears the DCP's answer out."


def main() -> None:
    """Write both workbooks of the example inspection."""
    (INSPECTION / SECOND).parent.mkdir(exist_ok=True)
    make(INSPECTION / SECOND, seconds())
    make(INSPECTION / CORRECTED, corrected())


def make(path: Path, files: Sequence[FileExamination]) -> None:
    """Write a filled form to `path`, the same bytes each time."""
    inspection = load_inspection(INSPECTION)
    rules = inspection.settings.examination
    path.write_bytes(write_workbook(inspection.framework, rules, files, at=STAMP))
    runpy.run_path(str(MAKING / "settle.py"))["settle"](path)


def drawn() -> tuple[FileExamination, ...]:
    """Return the files of the second look as they were examined first."""
    examined = runpy.run_path(str(MAKING / "examination.py"))["files"]()
    refs = chosen((f.file_ref for f in examined), percent=PERCENT, seed=DRAW_SEED)
    return tuple(file for file in examined if file.file_ref in refs)


def seconds() -> tuple[FileExamination, ...]:
    """Return the files as the second inspector saw them."""
    chance = random.Random(CHANCE_SEED)  # noqa: S311 - it makes an example, not a secret
    return tuple(
        replace(file, answers=tuple(seen_again(answer, chance) for answer in file.answers))
        for file in drawn()
    )


def seen_again(answer: Answer, chance: random.Random) -> Answer:
    """Return the second judgement of an answer, most often the same."""
    if chance.random() >= PARTED or not answer.is_judged:
        return answer
    if answer.judgement is Judgement.DISAGREE:
        return replace(answer, judgement=Judgement.AGREE, categories=(), reason="")
    reason = SEEN_AS_SOUND if answer.dcp_answer is DcpAnswer.NO else SEEN_OTHERWISE
    return replace(
        answer,
        judgement=Judgement.DISAGREE,
        categories=(category_of(answer.question_id),),
        reason=reason,
    )


def category_of(question_id: str) -> str:
    """Return the IQA category of a question."""
    questions = load_inspection(INSPECTION).framework.questions
    return next(q.category_id for q in questions if q.question_id == question_id)


def corrected() -> tuple[FileExamination, ...]:
    """Return the files of which an answer was put right, with the second's answer in its place."""
    chance = random.Random(CHANCE_SEED + 1)  # noqa: S311 - it makes an example, not a secret
    found = []
    for first, second in zip(drawn(), seconds(), strict=True):
        settled = tuple(
            new if old != new and chance.random() < SECOND_IS_RIGHT else old
            for old, new in zip(first.answers, second.answers, strict=True)
        )
        if settled != first.answers:
            found.append(replace(first, answers=settled))
    return tuple(found)


if __name__ == "__main__":
    main()
