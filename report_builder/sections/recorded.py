"""What the IQA application holds of the files examined: records, dip sampling, stage 5."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.examination.days import in_words
from evidence.examination.statistics import Statistic
from evidence.framework import Criterion, RecordQuestion
from report_builder.document import (
    Block,
    Cell,
    FigureUse,
    Heading,
    Paragraph,
    Sentence,
    Table,
)
from report_builder.exhibits import SOURCE, area_table, lettered, note_for, rate_cells
from report_builder.pen import Part, block, rates
from report_builder.sections.desk import ASSESSOR, CHECKER, Desk
from report_builder.sections.examined import bracketed
from report_builder.wording import capital, chosen, plural

_LINES = (
    ("recorded/dcp-comments", f"Comments by the {ASSESSOR}"),
    ("recorded/dcp-comments/found=yes", "where every standard was found to be met"),
    ("recorded/dcp-comments/found=no", "where a standard was found not to be met"),
    ("stage-5/commented", "Comments by the prosecutor"),
    ("stage-5/within", "made within the days allowed"),
    ("recorded/dip-sampler-comments", f"Comments by the {CHECKER}"),
    ("dip-sampler/recorded", f"View of the {CHECKER}"),
    ("dip-sampler/agreed", f"{CHECKER} agreed with the {ASSESSOR}"),
    ("dip-sampler/missed", f"{CHECKER} agreed, where we did not"),
    ("dip-sampler/same", f"{CHECKER} and inspector of the same view"),
    ("themed/files", "IQAs that were part of a themed exercise"),
)


def on_the_application(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield what is recorded that bears on a criterion."""
    place = 0
    for asked in desk.framework.records:
        found = desk.pen.counts.statistic(f"recorded/{asked.record_id}")
        if asked.criterion_id == criterion.criterion_id and found is not None:
            yield _paragraph(desk, criterion, asked, found, place)
            place += 1


def _paragraph(
    desk: Desk, criterion: Criterion, asked: RecordQuestion, found: Statistic, place: int
) -> Paragraph:
    pen, key = desk.pen, f"{criterion.criterion_id}/recorded/{asked.record_id}"
    leads = ("We looked for a record on the IQA application:", "We then looked for this:")
    return pen.paragraph(
        key,
        pen.sentence(
            f"{key}/asked",
            f"{leads[min(place, 1)]} “{asked.text}”",
            supports=(pen.framework_says(f"records/{asked.record_id}"),),
        ),
        pen.sentence(
            f"{key}/found",
            "There was one on ",
            *pen.of(found),
            " files",
            *bracketed(desk, found),
            ".",
        ),
        left_out(desk, key, asked.record_id, desk.place(criterion) + place),
    )


def left_out(desk: Desk, key: str, question_id: str, place: int) -> Sentence | None:
    """Say which files a question leaves out of its total, so that the files add up.

    It did not apply to some; on others the file did not let us tell.
    """
    pen = desk.pen
    gone = pen.number(f"left-out/{question_id}/not-applicable")
    unclear = pen.number(f"left-out/{question_id}/cannot-tell")
    if gone.value and unclear.value:
        return pen.sentence(
            f"{key}/left-out", "It did not apply to ", gone, f" {_files(gone)}, and on ", unclear,
            " we could not tell; these are left out."
        )  # fmt: skip
    number = gone if gone.value else unclear
    if not number.value:
        return None
    are = "is" if number.value == 1 else "are"
    if not gone.value:
        parts: tuple[Part, ...] = ("We could not tell on ", number, f" {_files(number)}, which ")
    else:
        parts = chosen(
            (
                ("It did not apply to ", number, f" {_files(number)}, which "),
                ("The ", number, f" {_files(number)} to which it did not apply "),
            ),
            place,
        )
    return pen.sentence(f"{key}/left-out", *parts, f"{are} left out.")


def _files(number: FigureUse) -> str:
    return plural(int(number.value), "file")


def dip_sampled(desk: Desk, key: str) -> Iterator[Block]:
    """Yield how the dip sampler's view stands beside ours."""
    statistic, pen = desk.pen.counts.statistic, desk.pen
    agreed, missed = statistic("dip-sampler/agreed"), statistic("dip-sampler/missed")
    if agreed is None:
        return
    yield pen.paragraph(
        f"{key}/dip-sampled",
        pen.sentence(
            f"{key}/dip-sampled/agreed",
            f"Where a {CHECKER}’s view was recorded, it was that the {ASSESSOR} was right on ",
            *pen.of(agreed),
            " files",
            *bracketed(desk, agreed),
            ".",
        ),
        _missed(desk, key, missed) if missed is not None else None,
    )


def _missed(desk: Desk, key: str, missed: Statistic) -> Sentence:
    return desk.pen.sentence(
        f"{key}/dip-sampled/missed",
        f"On the files where we disagreed with at least one answer, the {CHECKER} had agreed with "
        "all of them on ",
        *desk.pen.of(missed),
        *bracketed(desk, missed),
        ".",
    )


def commented(desk: Desk, key: str) -> Iterator[Block]:
    """Yield on how many files the prosecutor commented, and how soon (stage 5)."""
    pen = desk.pen
    found = pen.counts.statistic("stage-5/commented")
    within = pen.counts.statistic("stage-5/within")
    if found is None:
        return
    yield pen.paragraph(
        f"{key}/stage-5",
        pen.sentence(
            f"{key}/stage-5/commented",
            "Prosecutors may comment once an IQA is closed. They had done so on ",
            *pen.of(found),
            " files",
            *bracketed(desk, found),
            ".",
        ),
        pen.sentence(
            f"{key}/stage-5/within",
            "Of these comments, ",
            *pen.of(within),
            *bracketed(desk, within),
            " came within the time that the guidance allows.",
        )
        if within is not None
        else None,
    )


def recorded_tables(desk: Desk) -> Iterator[Table | None]:
    """Yield the annex's tables: each record with its interval, and counts in each Area."""
    lines = [(f"recorded/{r.record_id}", r.short) for r in desk.framework.records] + [*_LINES]
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used: list[Statistic] = []
    for name, words in lines:
        found = desk.pen.counts.statistic(name)
        if found is not None:
            used.append(found)
            cells = rate_cells(desk.pen, found, interval=True)
            rows.append((name, ((capital(words),), *cells)))
    if not used:
        return
    table_id = block("annex/results/recorded")
    yield Table(
        table_id,
        "What the IQA application holds",
        ("What was looked for", "Found", "Files", "Found (%)", "95% interval (%)"),
        lettered(rows, table_id),
        "What the IQA application holds. One row for each thing that was looked for.",
        rates(*used),
        numeric=(1, 2, 3, 4),
        note=note_for(rows, "Files to which it did not apply, or that cannot tell, are left out."),
        source=SOURCE,
    )
    columns = [(f"recorded/{r.record_id}", r.short) for r in desk.framework.records]
    if columns:
        caption = "Files on which there is a record, in each Area"
        yield area_table(desk.pen, "annex/results/recorded/areas", caption, columns)


def guidance_in_use(desk: Desk) -> Iterator[Block]:
    """Yield which guidance each file was held against: that in use on the day of its IQA."""
    pen, versions = desk.pen, desk.framework.guidance
    if not versions or not desk.material.statistics.files:
        return
    says = tuple(pen.framework_says(f"guidance/{g.dated.isoformat()}") for g in versions)
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for version in versions:
        day = version.dated.isoformat()
        number = pen.number(f"files/examined/version={day}", table=True)
        rows.append((day, ((in_words(version.dated),), (version.text,), (number,))))
    table_id = block("annex/guidance/table")
    yield Heading(block("annex", "guidance"), 2, "Guidance")
    yield pen.paragraph(
        "annex/guidance",
        pen.sentence(
            "annex/guidance/which",
            "Each IQA was held against the guidance in use on the day on which it was done.",
            supports=says,
        ),
    )
    yield Table(
        table_id,
        "Files by the guidance in use",
        ("In use from", "What changed", "Files"),
        lettered(rows, table_id),
        "Files by the guidance in use. One row for each version.",
        says,
        numeric=(2,),
        source=SOURCE,
    )
