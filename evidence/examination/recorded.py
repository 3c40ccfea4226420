"""What the IQA application holds of the files, counted: records, dip sampling, stage 5, themes.

    recorded/P1                        files on which it is recorded, of those that could tell
    recorded/dcp-comments/found=no     the DCP's comments, where the DCP said no to any question
    themed/files                       files whose IQA was one of a themed exercise
    stage-5/commented                  files on which the prosecutor commented
    stage-5/within                     of those, within the days that are allowed
    dip-sampler/agreed                 files on which the dip sampler agreed with the DCP
    dip-sampler/missed                 the same, where the inspector disagreed with an answer
    dip-sampler/same                   files of which dip sampler and inspector say the same

Each also by court, Area and guidance. Files on which a thing was not asked, did not apply or
cannot be told are in no base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import compress

from evidence.examination.answers import (
    DcpAnswer,
    DipSamplerView,
    FileExamination,
    Judgement,
    Recorded,
)
from evidence.examination.days import in_words
from evidence.examination.rates import Rate
from evidence.examination.statistics import LeftOut, Statistic, slug
from evidence.framework import Framework

Test = Callable[[FileExamination], bool]
VIEWS = (DipSamplerView.AGREE, DipSamplerView.DISAGREE)


@dataclass(frozen=True, slots=True)
class Line:
    """A rate of files: which are its base, and which of these count."""

    statistic_id: str
    label: str
    base: Test
    counted: Test


@dataclass(frozen=True, slots=True)
class _Part:
    """One value of a breakdown: what it adds to an id and to a label, and whose files it has."""

    suffix: str
    words: str
    holds: Test


@dataclass(frozen=True, slots=True)
class _Held:
    """A part's files: their places among all files, and their references."""

    part: _Part
    places: Sequence[int]
    refs: Sequence[str]


def recorded_statistics(
    files: Sequence[FileExamination], framework: Framework
) -> Iterator[Statistic]:
    """Yield every statistic of what is recorded; nothing where no form has asked for it."""
    if not any(_was_asked(file) for file in files):
        return
    parts = [_held(part, files) for part in _parts(framework)]
    for line in (*_records(framework), *_comments(), *_stage_5(framework), *_dip_sampling()):
        base = [line.base(file) for file in files]
        counted = [in_base and line.counted(f) for f, in_base in zip(files, base, strict=True)]
        for part in parts:
            yield _of_files(line, part, base, counted)


def parted_on(file: FileExamination) -> tuple[str, ...]:
    """Return the questions on which the inspector disagreed with the DCP."""
    return tuple(a.question_id for a in file.answers if a.judgement is Judgement.DISAGREE)


def _was_asked(file: FileExamination) -> bool:
    return bool(
        file.records
        or file.dip_sampler_view
        or file.themed is not None
        or file.shared_on
        or file.commented_on
    )


def left_out_of_records(
    files: Sequence[FileExamination], framework: Framework
) -> Iterator[LeftOut]:
    """Yield, for each record, the files that its rate leaves out, and why."""
    for asked in framework.records:
        said = [(f.file_ref, r.answer) for f in files if (r := f.record(asked.record_id))]
        yield LeftOut(
            asked.record_id,
            tuple(ref for ref, answer in said if answer is Recorded.NOT_APPLICABLE),
            tuple(ref for ref, answer in said if answer is Recorded.CANNOT_TELL),
        )


def _parts(framework: Framework) -> Iterator[_Part]:
    yield _Part("", "", _every)
    for court in framework.courts:
        suffix = f"/court={slug(court.court_id)}"
        yield _Part(suffix, f", {court.name}", partial(_in_court, court.court_id))
    for area in framework.areas:
        yield _Part(f"/area={slug(area.name)}", f", {area.name}", partial(_in_area, area.name))
    dated = sorted(version.dated for version in framework.guidance)
    for day, until in zip(dated, [*dated[1:], date.max], strict=True):
        words = f", guidance of {in_words(day)}"
        yield _Part(f"/version={day.isoformat()}", words, partial(_between, day, until))


def _every(_: FileExamination) -> bool:
    return True


def _in_court(court: str, file: FileExamination) -> bool:
    return file.court == court


def _in_area(area: str, file: FileExamination) -> bool:
    return file.area == area


def _between(day: date, until: date, file: FileExamination) -> bool:
    return day <= file.iqa_date < until


def _held(part: _Part, files: Sequence[FileExamination]) -> _Held:
    places = [place for place, file in enumerate(files) if part.holds(file)]
    return _Held(part, places, [files[place].file_ref for place in places])


def _of_files(line: Line, held: _Held, base: Sequence[bool], counted: Sequence[bool]) -> Statistic:
    """Return a line's rate in one part; `base` and `counted` say of each file what it is."""
    part = held.part
    refs = tuple(compress(held.refs, map(base.__getitem__, held.places)))
    found = tuple(compress(held.refs, map(counted.__getitem__, held.places)))
    rate = Rate(len(found), len(refs))
    return Statistic(line.statistic_id + part.suffix, line.label + part.words, rate, found, refs)


def _records(framework: Framework) -> Iterator[Line]:
    for asked in framework.records:
        name = asked.record_id
        tests = partial(_tells, name), partial(_is_recorded, name)
        yield Line(f"recorded/{name}", asked.short, *tests)
    yield Line("themed/files", "themed IQAs", _theme_known, _is_themed)


def _tells(record_id: str, file: FileExamination) -> bool:
    record = file.record(record_id)
    return record is not None and record.counts


def _is_recorded(record_id: str, file: FileExamination) -> bool:
    record = file.record(record_id)
    return record is not None and record.answer is Recorded.YES


def _theme_known(file: FileExamination) -> bool:
    return file.themed is not None


def _is_themed(file: FileExamination) -> bool:
    return bool(file.themed)


def _comments() -> Iterator[Line]:
    """Yield the DCP's comments by what the DCP found (2a, 2b), and the dip sampler's (3d)."""
    name, label = "recorded/dcp-comments", "DCP's comments recorded"
    yield Line(name, label, _every, _dcp_commented)
    where = f"{label}, where the DCP found"
    yield Line(f"{name}/found=yes", f"{where} every standard met", _found_all_met, _dcp_commented)
    yield Line(f"{name}/found=no", f"{where} a standard not met", _found_wanting, _dcp_commented)
    name, label = "recorded/dip-sampler-comments", "dip sampler's comments recorded"
    yield Line(name, label, _every, _dip_sampler_commented)


def _dcp_commented(file: FileExamination) -> bool:
    return file.dcp_comments


def _dip_sampler_commented(file: FileExamination) -> bool:
    return file.dip_sampler_comments


def _found_all_met(file: FileExamination) -> bool:
    return not _found_wanting(file)


def _found_wanting(file: FileExamination) -> bool:
    return any(a.dcp_answer is DcpAnswer.NO for a in file.answers)


def _stage_5(framework: Framework) -> Iterator[Line]:
    days = framework.comment_days
    yield Line("stage-5/commented", "prosecutor's comments recorded", _shared, _commented)
    label = f"prosecutor's comments within {days} days"
    yield Line("stage-5/within", label, _both_days, partial(_within, days))


def _shared(file: FileExamination) -> bool:
    return file.shared_on is not None


def _commented(file: FileExamination) -> bool:
    return file.commented_on is not None


def _both_days(file: FileExamination) -> bool:
    return _shared(file) and _commented(file)


def _within(days: int, file: FileExamination) -> bool:
    shared, commented = file.shared_on, file.commented_on
    return shared is not None and commented is not None and (commented - shared).days <= days


def _dip_sampling() -> Iterator[Line]:
    yield Line("dip-sampler/recorded", "dip sampler's view recorded", _view_asked, _gave_view)
    yield Line("dip-sampler/agreed", "dip sampler agreed with the DCP", _gave_view, _agreed)
    label = "dip sampler agreed with the DCP, where inspectors did not"
    yield Line("dip-sampler/missed", label, _gave_view_where_parted, _agreed)
    label = "dip sampler and inspector of the same view"
    yield Line("dip-sampler/same", label, _both_views, _same_view)


def _view_asked(file: FileExamination) -> bool:
    return file.dip_sampler_view is not None


def _gave_view(file: FileExamination) -> bool:
    return file.dip_sampler_view in VIEWS


def _gave_view_where_parted(file: FileExamination) -> bool:
    return _gave_view(file) and bool(parted_on(file))


def _both_views(file: FileExamination) -> bool:
    return _gave_view(file) and any(a.is_judged for a in file.answers)


def _same_view(file: FileExamination) -> bool:
    return _agreed(file) is not bool(parted_on(file))


def _agreed(file: FileExamination) -> bool:
    return file.dip_sampler_view is DipSamplerView.AGREE
