"""Second opinions: what another inspector says of files that one has examined, unseen.

"File examination of 210 cases, including internal HMCPSI QA by way of dip sampling" (scoping
document G). The second inspector fills the same form without the first one's judgements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from evidence.examination.answers import Answer, FileExamination, Judgement
from evidence.identity import sha256_of
from evidence.reliability.ratings import Ratings, ratings_of

FIRST, SECOND = "first", "second"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One question on one file: the first judgement as it was, the second, and what stands now."""

    file_ref: str
    question_id: str
    first: Judgement
    second: Judgement
    now: Judgement
    reason: str = ""

    @property
    def parted(self) -> bool:
        """Whether the two judged differently."""
        return self.first is not self.second

    @property
    def changed(self) -> bool:
        """Whether the answer was changed since."""
        return self.now is not self.first


def chosen(file_refs: Iterable[str], *, percent: int, seed: int) -> tuple[str, ...]:
    """Return a random sample of files: so many per cent, at least one, in order of reference.

    Each file is ranked by the SHA-256 of the seed and itself, so that the sample does not
    depend on the order in which files were examined.

    >>> chosen(["NOR-01", "NOR-02", "NOR-03"], percent=34, seed=7)
    ('NOR-01', 'NOR-03')
    """
    every = sorted(set(file_refs))
    ranked = sorted(every, key=lambda ref: sha256_of(f"{seed}|{ref}"))
    return tuple(sorted(ranked[: ceil(len(every) * percent / 100)]))


def opinions(
    files: Mapping[str, FileExamination],
    before: Mapping[tuple[str, str], Judgement],
    second: Mapping[tuple[str, str], tuple[Judgement, str]],
) -> tuple[Opinion, ...]:
    """Return what two said of each question, by file and in the form's order.

    `before` is what the first had said when the second was recorded, `second` what the second
    said and why. Questions that the files no longer have are passed over.
    """
    found = []
    for file_ref in sorted(files):
        for answer in files[file_ref].answers:
            key = (file_ref, answer.question_id)
            if key in before and key in second:
                said, reason = second[key]
                found.append(Opinion(*key, before[key], said, answer.judgement, reason))
    return tuple(found)


def ratings(found: Sequence[Opinion]) -> Ratings:
    """Return the two judgements of each question as ratings."""
    return ratings_of(
        (f"{o.file_ref} {o.question_id}", {FIRST: o.first.value, SECOND: o.second.value})
        for o in found
    )


def judged(answers: Iterable[Answer]) -> dict[str, Judgement]:
    """Return what was judged of each question."""
    return {answer.question_id: answer.judgement for answer in answers}
