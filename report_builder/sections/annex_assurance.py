"""The quality of our own work: the exercise, files looked at again, comments asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.examination.statistics import slug
from report_builder.document import (
    Block,
    Cell,
    FigureUse,
    Heading,
    Sentence,
    Support,
    SupportKind,
    Table,
)
from report_builder.exhibits import lettered
from report_builder.metrics import named
from report_builder.pen import block
from report_builder.sections.desk import ASSESSOR, CHECKER, Desk, or_none

_QA, _ASKED, _TOGETHER = "annex/assurance", "annex/uncommented", "annex/exercise"


def assurance(desk: Desk) -> Iterator[Block]:
    """Yield what the exercise and the second look at our files showed, where there was one."""
    compared, found = desk.material.conduct.exercise, desk.material.conduct.rechecked
    if compared is None and found is None:
        return
    yield Heading(block("annex", "assurance"), 2, "How we checked our own work")
    if compared is not None:
        yield desk.pen.paragraph(_TOGETHER, *_together(desk))
    if found is None:
        return
    yield desk.pen.paragraph(f"{_QA}/looked", *_looked(desk))
    if found.opinions:
        yield desk.pen.paragraph(f"{_QA}/parted", *_parted(desk))


def _together(desk: Desk) -> Iterator[Sentence]:
    """Yield what the consistency exercise with the CPS showed (scoping document G)."""
    pen = desk.pen
    same = pen.counts.statistic("exercise/same")
    yield pen.sentence(
        f"{_TOGETHER}/held",
        f"In a consistency exercise with representatives of the {desk.organisation}, ",
        pen.number("exercise/raters"),
        " people examined the same ",
        pen.number("exercise/files"),
        " files, none seeing what the others judged.",
    )
    if same is None:
        return
    yield pen.sentence(
        f"{_TOGETHER}/same", "All of them judged alike on ", *pen.share(same, "answers"), "."
    )
    if pen.counts.knows("exercise/ac1"):
        yield pen.sentence(
            f"{_TOGETHER}/ac1",
            "Their agreement beyond chance (Gwet’s AC1, which is one where all agree) was ",
            _two_decimals(pen.number("exercise/ac1")),
            ".",
        )


def _two_decimals(figure: FigureUse) -> FigureUse:
    return replace(figure, text=f"{figure.value:.2f}")


def _looked(desk: Desk) -> Iterator[Sentence]:
    pen, found = desk.pen, desk.material.conduct.rechecked
    yield pen.sentence(
        f"{_QA}/drawn",
        "Of the ",
        pen.number("recheck/examined"),
        " files examined by then, ",
        pen.number("recheck/drawn"),
        " were drawn at random for a second look.",
    )
    yield pen.sentence(
        f"{_QA}/blind",
        "Another inspector examined them without seeing what the first had judged.",
        supports=(Support(SupportKind.COUNT, "recheck/drawn"),),
    )
    if found is not None and found.waiting:
        yield pen.sentence(
            f"{_QA}/waiting",
            "When this draft was made, ",
            pen.number("recheck/waiting"),
            " of these had not been looked at again.",
        )


def _parted(desk: Desk) -> Iterator[Sentence]:
    pen, found = desk.pen, desk.material.conduct.rechecked
    answers = pen.counts.statistic("recheck/parted")
    files = pen.counts.statistic("recheck/files-parted")
    if answers is None or files is None:
        return
    yield pen.sentence(
        f"{_QA}/answers",
        "The two judged differently on ",
        *pen.share(answers, "answers"),
        ".",
    )
    yield pen.sentence(f"{_QA}/files", "Such answers stood on ", *pen.of(files), " files.")
    yield _changed(desk)
    if found is not None and found.in_all is not None:
        yield _of_the_rest(desk, changed=bool(found.files_changed.count))
        yield pen.sentence(
            f"{_QA}/interval",
            "This range is an exact 95% interval for files drawn without replacement.",
            supports=(pen.framework_says("settings/decimals"),),
        )


def _changed(desk: Desk) -> Sentence:
    """Return how many answers were changed, and on how many files."""
    answers, files = (desk.pen.number(f"recheck/{what}") for what in ("changed", "files-changed"))
    return desk.pen.sentence(
        f"{_QA}/changed",
        "Once the two had spoken about these, ",
        or_none(answers),
        " answer was changed" if answers.value == 1 else " answers were changed",
        *((", on ", files, " file." if files.value == 1 else " files.") if files.value else (".",)),
    )


def _of_the_rest(desk: Desk, *, changed: bool) -> Sentence:
    """Return what the second look says of all files: how many held an answer to be changed.

    Where nothing was changed yet, it says on how many two inspectors would judge differently.
    """
    least, most = ("erring-least", "erring-most") if changed else ("least", "most")
    return desk.pen.sentence(
        f"{_QA}/rest",
        "From this we estimate that, as first examined, between ",
        desk.pen.number(f"recheck/{least}"),
        " and ",
        desk.pen.number(f"recheck/{most}"),
        " of all the files held an answer "
        + ("that we would change." if changed else "on which two inspectors would part."),
    )


def uncommented(desk: Desk) -> Iterator[Block]:
    """Yield what came of files without recorded comments, where documents have come."""
    if not desk.material.conduct.missing:
        return
    pen = desk.pen
    yield Heading(block("annex", "uncommented"), 2, "Files without recorded comments")
    yield pen.paragraph(
        f"{_ASKED}/files",
        pen.sentence(
            f"{_ASKED}/by",
            f"The {ASSESSOR}’s comments were not recorded on ",
            or_none(pen.number("uncommented/files/by=dcp")),
            f" of the files that we examined, and the {CHECKER}’s on ",
            or_none(pen.number("uncommented/files/by=dip-sampler")),
            ".",
        ),
        pen.sentence(
            f"{_ASKED}/asked",
            "We asked Areas for other documents that show comments; that concerned ",
            pen.number("uncommented/files"),
            " in all.",
        ),
        pen.sentence(
            f"{_ASKED}/came",
            "All that was missing has come on ",
            or_none(pen.number("uncommented/shown")),
            " of them, and ",
            or_none(pen.number("uncommented/waiting")),
            " still lack some.",
        ),
        pen.sentence(
            f"{_ASKED}/counted",
            "Comments that came so are not counted as recorded on the IQA application.",
            supports=(Support(SupportKind.COUNT, "uncommented/files"),),
        ),
    )
    yield _by_area(desk)


def _by_area(desk: Desk) -> Table:
    areas = dict.fromkeys(m.area for m in desk.material.conduct.missing)
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for area in sorted(areas):
        cells: list[Cell] = [(area,)]
        cells += [
            (desk.pen.number(named("uncommented", subject, area=slug(area)), table=True),)
            for subject in ("files", "shown", "waiting")
        ]
        rows.append((slug(area), tuple(cells)))
    table_id = block(_ASKED, "table")
    return Table(
        table_id,
        "Files without recorded comments, in each Area",
        ("Area", "Without comments", "Shown since", "Still lacking"),
        lettered(rows, table_id),
        "Files without recorded comments. One row for each Area, in alphabetical order.",
        (Support(SupportKind.COUNT, "uncommented/files"),),
        numeric=(1, 2, 3),
        source="Our file examination, and documents from Areas",
    )
