"""The consistency exercise: several people examine the same files, and are compared.

Held with representatives of the CPS before the file examination (scoping document G). Each
fills the same form, and what they judged is laid side by side. What is kept of it is for the
methodology annex, and changes nothing of what was examined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coding.agreement_store import keep_ratings, ratings_kept
from coding.double import Score, scored
from evidence.audit import act
from evidence.errors import AgreementInvalid
from evidence.examination.answers import Judgement
from evidence.examination.rates import Rate
from evidence.identity import Actor
from evidence.recheck import read_form
from evidence.reliability.coefficients import Reliability, reliability
from evidence.reliability.ratings import Ratings, ratings_of
from evidence.workspace import Workspace

_SEED = 1
_TWO = 2
_SHOWN = 5

Said = Mapping[str, Mapping[tuple[str, str], str]]
"""By rater: the judgement of each question on each file."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A question on a file on which raters part, and what each said."""

    file_ref: str
    question_id: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """What the raters' forms show."""

    raters: tuple[str, ...]
    files: int
    not_by_all: tuple[str, ...]
    scores: tuple[Score, ...]
    pairs: tuple[tuple[str, str, tuple[Score, ...]], ...]
    parted: tuple[Parted, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the report says of the exercise that was kept."""

    raters: int
    files: int
    same: tuple[str, ...]
    """Answers ("CON-01 Q03") on which all raters judged the same."""
    answers: tuple[str, ...]
    """Those that all of them judged."""
    measures: Reliability

    @property
    def rate(self) -> Rate:
        """How many answers all judged the same, of those that all judged."""
        return Rate(len(self.same), len(self.answers))


def read_forms(workspace: Workspace, forms: Mapping[str, Path]) -> Said:
    """Read the raters' forms, by name.

    Raises:
        RecheckInvalid: a form has a defect; the first one is named.
        AgreementInvalid: no file was examined by all, or two raters handed in one form.
    """
    said = {
        rater: {
            (file.file_ref, answer.question_id): answer.judgement.value
            for file in read_form(workspace, path)
            for answer in file.answers
        }
        for rater, path in forms.items()
    }
    paths = [path.resolve() for path in forms.values()]
    if len(set(paths)) < len(paths):
        raise AgreementInvalid(
            "two raters are given the same form", way_out="name each rater's own form"
        )
    if not _shared(said):
        listed = "; ".join(f"{rater}: {_listed(answers)}" for rater, answers in said.items())
        raise AgreementInvalid(
            f"no file was examined by all of them ({listed})",
            way_out="give the same file the same reference in each form",
        )
    return said


def exercise(workspace: Workspace, said: Said, *, pairs_by_question: bool = False) -> Exercise:
    """Compare what several raters said; two by two of each question too, where that is asked."""
    shared = _shared(said)
    every = _ratings(said, shared)
    raters = tuple(said)
    pairs = [(a, b) for n, a in enumerate(raters) for b in raters[n + 1 :]]
    return Exercise(
        raters,
        len(shared),
        tuple(sorted({ref for answers in said.values() for ref, _ in answers} - shared)),
        _scores(every, workspace),
        tuple(
            (a, b, _scores(every.between(a, b), workspace, by_question=pairs_by_question))
            for a, b in pairs
            if len(raters) > _TWO
        ),
        tuple(
            Parted(unit.unit_id.split(" ", 1)[0], unit.unit_id.split(" ", 1)[1], unit.said)
            for unit in every.units
            if unit.is_contested
        ),
    )


def keep(workspace: Workspace, said: Said, actor: Actor, at: datetime) -> None:
    """Keep an exercise for the report, in the place of an earlier one."""
    if {rater: dict(answers) for rater, answers in said.items()} == ratings_kept(
        workspace.database
    ):
        return
    summary = f"kept the consistency exercise of {len(said)} raters on {len(_shared(said))} files"
    with act(workspace.database, actor, at, command="agreement exercise", summary=summary) as doing:
        keep_ratings(doing, said)


def kept_exercise(workspace: Workspace) -> Kept | None:
    """Return what was kept of an exercise, or None if none was."""
    said = ratings_kept(workspace.database)
    if not said:
        return None
    shared = _shared(said)
    every = _ratings(said, shared)
    judged = [unit for unit in every.units if len(unit.said) == len(said)]
    return Kept(
        len(said),
        len(shared),
        tuple(unit.unit_id for unit in judged if not unit.is_contested),
        tuple(unit.unit_id for unit in judged),
        reliability(every, len(Judgement)),
    )


def _shared(said: Said) -> set[str]:
    """Return the files that every rater examined."""
    return set.intersection(*({ref for ref, _ in answers} for answers in said.values()))


def _listed(answers: Mapping[tuple[str, str], str]) -> str:
    refs = sorted({ref for ref, _ in answers})
    more = f" and {len(refs) - _SHOWN} more" if len(refs) > _SHOWN else ""
    return f"{', '.join(refs[:_SHOWN]) or 'none'}{more}"


def _ratings(said: Said, shared: set[str]) -> Ratings:
    units: dict[str, dict[str, str]] = {}
    for rater, answers in said.items():
        for (file_ref, question_id), judgement in answers.items():
            if file_ref in shared:
                units.setdefault(f"{file_ref} {question_id}", {})[rater] = judgement
    return ratings_of(units.items())


def _scores(every: Ratings, workspace: Workspace, *, by_question: bool = True) -> tuple[Score, ...]:
    found = [scored("all questions", every, len(Judgement), _SEED)]
    for question in workspace.inspection.framework.questions if by_question else ():
        mine = Ratings(
            tuple(u for u in every.units if u.unit_id.split(" ", 1)[1] == question.question_id)
        )
        if mine.units:
            found.append(scored(question.question_id, mine, len(Judgement), _SEED))
    return tuple(found)
