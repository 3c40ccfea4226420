"""How the file examination was carried out: sample, exercise, second look, and the CPS's data.

Each part is None or empty where nothing was recorded, and the report then says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.examination.statistics import Statistic

if TYPE_CHECKING:
    from coding.exercise import Kept
    from evidence.missing_comments import Missing
    from evidence.recheck import Rechecked
    from evidence.reported import Judged
    from evidence.sample import Sample
    from evidence.sample_store import SampledFile


@dataclass(frozen=True, slots=True)
class Conduct:
    """What is known of how files were drawn, looked at again, and asked about.

    `missing` are the files without recorded comments, where any document on one has come;
    `astray` the references of files examined that are not those of the sample.
    """

    sample: Sample | None = None
    rechecked: Rechecked | None = None
    volumes: Judged | None = None
    missing: tuple[Missing, ...] = ()
    exercise: Kept | None = None
    astray: tuple[str, ...] = ()

    @property
    def replaced(self) -> tuple[SampledFile, ...]:
        """The files that were drawn and then replaced by others, in order."""
        return tuple(f for f in self.sample.files if f.replaced) if self.sample else ()

    @property
    def unverified(self) -> tuple[str, ...]:
        """The Areas whose volumes nobody at CPS Operational Assurance has confirmed."""
        if self.volumes is None:
            return ()
        areas = dict.fromkeys(row.volume.area for row in self.volumes.rows)
        return tuple(area for area in areas if area not in self.volumes.verifications)

    def statistics(self) -> Iterator[Statistic]:
        """Yield rates of the exercise, the second look, and what came on missing comments."""
        compared, found = self.exercise, self.rechecked
        if compared is not None:
            yield Statistic(
                "exercise/same",
                "Answers on which all who took part in the consistency exercise judged the same",
                compared.rate,
                compared.same,
                compared.answers,
                "answers",
            )
        if found is not None and found.opinions:
            every = tuple(f"{o.file_ref} {o.question_id}" for o in found.opinions)
            parted = tuple(f"{o.file_ref} {o.question_id}" for o in found.parted)
            yield Statistic(
                "recheck/parted",
                "Answers on which two inspectors judged differently",
                found.answers,
                parted,
                every,
                "answers",
            )
            files = tuple(dict.fromkeys(o.file_ref for o in found.opinions))
            differing = tuple(dict.fromkeys(o.file_ref for o in found.parted))
            yield Statistic(
                "recheck/files-parted",
                "Files with an answer on which two inspectors judged differently",
                found.files,
                differing,
                files,
            )
