"""The consistency exercise of the example: six files, examined by three people, none seeing the others.

Everything here is made up. Before the file examination two inspectors and a representative of the
CPS examine the same six files, which are not in the sample. The representative's eye is kinder: he
or she agrees with the DCP more often than the two inspectors do. Chance is seeded, so that the same
forms come out each time.
"""

import datetime as dt
import random
import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evidence.config import load_inspection
from evidence.examination.answers import Answer, DcpAnswer, FileExamination, Judgement
from evidence.examination.workbook_form import write_workbook

MAKING = Path(__file__).resolve().parent
INSPECTION = MAKING.parent
FOLDER = "consistency"
STAMP = dt.datetime(2024, 5, 24, 9, 0)
SEED = 20240524
RATERS = {"inspector-1": 0.03, "inspector-2": 0.05, "cps-representative": 0.12}
"""How often each parts from what the group settled on afterwards."""
FILES = 6
REASON = "The file does not bear the answer out."


def main() -> None:
    """Write the forms of the example inspection."""
    (INSPECTION / FOLDER).mkdir(exist_ok=True)
    write(INSPECTION / FOLDER)


def write(folder: Path) -> None:
    """Write a form for each rater into a folder, the same bytes each time."""
    settle = runpy.run_path(str(MAKING / "settle.py"))["settle"]
    for name, files in forms().items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(form(files))
        settle(path)


def form(files: tuple[FileExamination, ...]) -> bytes:
    """Return a filled form."""
    inspection = load_inspection(INSPECTION)
    return write_workbook(inspection.framework, inspection.settings.examination, files, at=STAMP)


def forms() -> dict[str, tuple[FileExamination, ...]]:
    """Return what each rater said of the same files."""
    chance = random.Random(SEED)  # noqa: S311 - it makes an example, not a secret
    examined = runpy.run_path(str(MAKING / "examination.py"))["files"]()
    category = {
        q.question_id: q.category_id for q in load_inspection(INSPECTION).framework.questions
    }
    settled = tuple(
        replace(file, file_ref=f"CON-{number:02}", urn=f"00ZZ{number:05}23")
        for number, file in enumerate(examined[:: len(examined) // FILES][:FILES], start=1)
    )
    return {
        rater: tuple(seen(file, lapse, chance, category.__getitem__) for file in settled)
        for rater, lapse in RATERS.items()
    }


def seen(
    file: FileExamination, lapse: float, chance: random.Random, category: Callable[[str], str]
) -> FileExamination:
    """Return a file as one rater saw it."""

    def rated(answer: Answer) -> Answer:
        if not answer.is_judged or chance.random() >= lapse:
            return answer
        if answer.judgement is Judgement.DISAGREE:
            return replace(answer, judgement=Judgement.AGREE, categories=(), reason="")
        if answer.dcp_answer is DcpAnswer.YES and lapse > max(RATERS.values()) / 2:
            return answer
        categories = (category(answer.question_id),)
        return replace(answer, judgement=Judgement.DISAGREE, categories=categories, reason=REASON)

    return replace(file, answers=tuple(map(rated, file.answers)))


if __name__ == "__main__":
    main()
