"""Files by who dip sampled them: by Area and grade, which may be the post of one person.

An Area has one DCCP, so that what is said of files that its DCCP dip sampled is said of that
person. Such a table goes out through `evidence.suppression.people` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.examination.answers import FileExamination, Judgement
from evidence.examination.rates import Rate
from evidence.framework import Framework


@dataclass(frozen=True, slots=True)
class ByPost:
    """Rates of files by Area (rows) and the dip sampler's grade (columns)."""

    areas: tuple[str, ...]
    grades: tuple[str, ...]
    agreed: tuple[tuple[Rate, ...], ...]
    """Files on which every judged answer was agreed with."""
    uncommented: tuple[tuple[Rate, ...], ...]
    """Files without a recorded comment of the dip sampler."""


def by_post(files: Sequence[FileExamination], framework: Framework) -> ByPost:
    """Return the rates of each Area and each grade that dip sampled any of the files."""
    met = {f.dip_sampler_grade for f in files}
    grades = tuple(g.abbreviation for g in framework.grades if g.abbreviation in met)
    there = {f.area for f in files}
    areas = tuple(a.name for a in framework.areas if a.name in there)
    cells: dict[tuple[str, str], list[FileExamination]] = {}
    for file in files:
        cells.setdefault((file.area, file.dip_sampler_grade), []).append(file)
    return ByPost(
        areas,
        grades,
        tuple(tuple(_agreed(cells.get((a, g), ())) for g in grades) for a in areas),
        tuple(tuple(_uncommented(cells.get((a, g), ())) for g in grades) for a in areas),
    )


def _agreed(files: Sequence[FileExamination]) -> Rate:
    judged = [answers for f in files if (answers := [a for a in f.answers if a.is_judged])]
    agreed = (all(a.judgement is Judgement.AGREE for a in answers) for answers in judged)
    return Rate(sum(agreed), len(judged))


def _uncommented(files: Sequence[FileExamination]) -> Rate:
    return Rate(sum(not f.dip_sampler_comments for f in files), len(files))
