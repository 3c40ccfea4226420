"""The consistency exercise: several people examine the same files, and are compared.

Held with representatives of the CPS before the file examination (scoping document F). Each
fills the same form; it is compared here and changes nothing in the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coding.double import Score, scored
from evidence.errors import AgreementInvalid
from evidence.examination.answers import Judgement
from evidence.recheck import read_form
from evidence.reliability.ratings import Ratings, ratings_of
from evidence.workspace import Workspace

_SEED = 1


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


def exercise(workspace: Workspace, forms: Mapping[str, Path]) -> Exercise:
    """Compare the forms of several raters, by name.

    Raises:
        RecheckInvalid: a form has a defect; the first one is named.
        AgreementInvalid: no file was examined by all.
    """
    said: dict[str, dict[tuple[str, str], str]] = {}
    files: dict[str, set[str]] = {}
    for rater, path in forms.items():
        examined = read_form(workspace, path)
        files[rater] = {file.file_ref for file in examined}
        said[rater] = {
            (file.file_ref, answer.question_id): answer.judgement.value
            for file in examined
            for answer in file.answers
        }
    shared = set.intersection(*files.values())
    if not shared:
        raise AgreementInvalid(
            "no file was examined by all of them", way_out="look at the file references"
        )
    every = _ratings(said, shared)
    raters = tuple(forms)
    pairs = [(a, b) for n, a in enumerate(raters) for b in raters[n + 1 :]]
    return Exercise(
        raters,
        len(shared),
        tuple(sorted(set.union(*files.values()) - shared)),
        _scores(every, workspace),
        tuple(
            (a, b, _scores(every.between(a, b), workspace))
            for a, b in pairs
            if len(raters) > 2  # noqa: PLR2004
        ),
        tuple(
            Parted(unit.unit_id.split(" ", 1)[0], unit.unit_id.split(" ", 1)[1], unit.said)
            for unit in every.units
            if unit.is_contested
        ),
    )


def _ratings(said: Mapping[str, Mapping[tuple[str, str], str]], shared: set[str]) -> Ratings:
    units: dict[str, dict[str, str]] = {}
    for rater, answers in said.items():
        for (file_ref, question_id), judgement in answers.items():
            if file_ref in shared:
                units.setdefault(f"{file_ref} {question_id}", {})[rater] = judgement
    return ratings_of(units.items())


def _scores(every: Ratings, workspace: Workspace) -> tuple[Score, ...]:
    found = [scored("all questions", every, len(Judgement), _SEED)]
    for question in workspace.inspection.framework.questions:
        mine = Ratings(
            tuple(u for u in every.units if u.unit_id.split(" ", 1)[1] == question.question_id)
        )
        if mine.units:
            found.append(scored(question.question_id, mine, len(Judgement), _SEED))
    return tuple(found)
