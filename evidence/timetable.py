"""The timetable: which stage and week a day falls in, and which stages are over.

The first days are settings, the lengths the framework's (scoping document G). A stage
without a date follows on the one before it, where that one has a length. Stages may
overlap: file examination and the onsite stage are interleaved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.framework import Stage


@dataclass(frozen=True, slots=True)
class DatedStage:
    """A stage with its days: `[begins, ends)`, None where no date is known."""

    stage: Stage
    begins: date | None
    ends: date | None

    def current(self, day: date) -> bool:
        """Whether a day falls in this stage."""
        return (
            self.begins is not None
            and self.begins <= day
            and (self.ends is None or day < self.ends)
        )

    def over(self, day: date) -> bool:
        """Whether this stage has ended by a day; one without an end never has."""
        return self.ends is not None and day >= self.ends

    def week(self, day: date) -> int:
        """Return the week of this stage in which a day falls, counted from 1.

        Raises:
            ValueError: the stage has no date.
        """
        if self.begins is None:
            raise ValueError(f"the stage {self.stage.stage_id} has no date")
        return (day - self.begins).days // 7 + 1

    @property
    def name(self) -> str:
        """The stage's name as it stands within a sentence."""
        name = self.stage.name
        return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def dated_stages(stages: Sequence[Stage], starts: Mapping[str, date]) -> tuple[DatedStage, ...]:
    """Return the stages with their days."""
    begun: list[date | None] = []
    follows: date | None = None
    for stage in stages:
        begins = starts.get(stage.stage_id, follows)
        begun.append(begins)
        follows = begins + _length(stage) if begins and stage.weeks else None
    return tuple(
        DatedStage(stage, begins, _end(stage, begins, begun[place + 1 :]))
        for place, (stage, begins) in enumerate(zip(stages, begun, strict=True))
    )


def where(stages: Sequence[DatedStage], day: date) -> str:
    """Return where a day stands: "file examination, week 3 of 7"; "" without any dates."""
    dated = sorted((s for s in stages if s.begins), key=lambda s: s.begins or day)
    now = [_in_words(stage, day) for stage in dated if stage.current(day)]
    if now or not dated:
        return "; ".join(now)
    coming = [s for s in dated if s.begins and s.begins > day]
    over = [s for s in dated if s.over(day)]
    parts = [f"after {over[-1].name}"] if over else []
    if coming and coming[0].begins:
        parts.append(f"{coming[0].name} begins on {in_words(coming[0].begins)}")
    return "; ".join(parts)


def in_words(day: date) -> str:
    """Return a day as a letter writes it.

    >>> in_words(date(2024, 6, 3))
    '3 June 2024'
    """
    return f"{day.day} {day:%B %Y}"


def _in_words(stage: DatedStage, day: date) -> str:
    total = f" of {stage.stage.weeks}" if stage.stage.weeks else ""
    return f"{stage.name}, week {stage.week(day)}{total}"


def _end(stage: Stage, begins: date | None, later: Sequence[date | None]) -> date | None:
    if begins is None:
        return None
    if stage.weeks:
        return begins + _length(stage)
    return next((other for other in later if other is not None and other > begins), None)


def _length(stage: Stage) -> timedelta:
    return timedelta(weeks=stage.weeks or 0)
