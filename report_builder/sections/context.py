"""Context and methodology: what was inspected, why, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
)
from report_builder.pen import block, refer
from report_builder.sections.desk import Desk
from report_builder.sections.gathering import KEY, files, framework_line, gathered, lead
from report_builder.wording import as_said, ended, in_words, on_day, sentences_in, small


def written(desk: Desk) -> Iterator[Block]:
    """Yield chapter 2."""
    yield Heading(block(KEY), 1, "Context and methodology")
    yield from _background(desk)
    yield Heading(block(KEY, "question"), 2, "What we asked")
    yield from _question(desk)
    if desk.examines_files:
        yield Heading(block(KEY, "files"), 2, "How we examined files")
        yield from files(desk)
    yield Heading(block(KEY, "evidence"), 2, "What we read and heard")
    yield from gathered(desk)
    yield Heading(block(KEY, "reading"), 2, "How to read this report")
    yield from _coverage(desk)


def _background(desk: Desk) -> Iterator[Block]:
    if desk.framework.background:
        yield Heading(block(KEY, "background"), 2, "Background")
    for n, text in enumerate(desk.framework.background):
        yield _quoted(desk, f"{KEY}/background/{n}", text, f"background/{n}")
    guidance = desk.framework.guidance
    if guidance:
        yield lead(
            desk,
            f"{KEY}/guidance",
            "guidance",
            "We assessed files against the guidance and the application that were in use at"
            " the time. These dates mattered:",
        )
        yield Bullets(
            block(KEY, "guidance", "list"),
            tuple(
                framework_line(
                    desk,
                    f"{KEY}/guidance/{v.dated}",
                    f"guidance/{v.dated}",
                    f"{on_day(v.dated)}: {small(v.text)}",
                )
                for v in sorted(guidance, key=lambda v: v.dated)
            ),
        )


def _quoted(desk: Desk, role: str, text: str, key: str) -> Paragraph:
    """Return a paragraph that the framework carries, sentence by sentence."""
    return desk.pen.paragraph(
        role,
        *(
            framework_line(desk, f"{role}/{n}", key, ended(sentence))
            for n, sentence in enumerate(sentences_in(text))
        ),
    )


def _question(desk: Desk) -> Iterator[Block]:
    framework = desk.framework
    yield desk.pen.paragraph(
        f"{KEY}/question",
        framework_line(
            desk,
            f"{KEY}/question/text",
            "question",
            f"The inspection question was: {as_said(framework.question)}",
        ),
        desk.pen.sentence(
            f"{KEY}/question/subs",
            "We broke it down into ",
            desk.pen.number("framework/sub-questions"),
            " questions, each with criteria of its own.",
        ),
        desk.pen.sentence(
            f"{KEY}/question/annex",
            refer(block("annex", "framework")),
            " sets them out in full, and the chapters of this report follow them.",
            supports=(desk.pen.framework_says("sub_questions"),),
        ),
    )


def _coverage(desk: Desk) -> Iterator[Block]:
    pen, role = desk.pen, f"{KEY}/coverage"
    says = pen.framework_says("settings/visited")
    yield pen.paragraph(
        role,
        pen.sentence(
            f"{role}/files",
            "“In our file sample” refers to the files that we examined, from all ",
            pen.number("framework/areas"),
            f" {desk.organisation} Areas unless we say otherwise.",
        )
        if desk.examines_files
        else None,
        pen.sentence(
            f"{role}/visited",
            "“In the Areas that we visited” refers to ",
            *pen.all_of("framework/visited", "framework/areas", f"{desk.organisation} Areas"),
            "; what we say of these does not extend to the others."
            if pen.counts.count("framework/visited") < pen.counts.count("framework/areas")
            else ".",
            supports=(says,),
        ),
        framework_line(
            desk,
            f"{role}/national",
            "meetings",
            "Evidence from headquarters is outside every count of Areas.",
        ),
        framework_line(
            desk,
            f"{role}/groups",
            "meetings",
            "A focus group counts as one, however many people took part or spoke.",
        ),
    )
    yield pen.paragraph(
        f"{role}/words",
        pen.sentence(
            f"{role}/words/scale",
            "Words for proportions, such as “most”, follow a fixed scale, which ",
            refer(block("annex", "method")),
            " prints; they always stand beside the count.",
            supports=(pen.framework_says("settings/scale"),),
        ),
        framework_line(
            desk,
            f"{role}/words/rounding",
            "settings/decimals",
            "Percentages are rounded, halves upwards, and may not add up to 100. No percentage"
            f" is given of fewer than {in_words(desk.settings.report.suppress_below)} files or"
            " answers.",
        ),
        framework_line(
            desk,
            f"{role}/words/different",
            "settings/decimals",
            "We call two rates different only where their 95% intervals do not meet; what was"
            " “highest” or “most often” says how our own counts rank.",
        ),
    )
    yield pen.paragraph(
        f"{role}/weight",
        framework_line(
            desk,
            f"{role}/words/lean",
            "settings/coding",
            "We call evidence mainly positive or mainly negative where at least three in five of"
            " the passages for and against point that way, and divided where they do not.",
        ),
        framework_line(
            desk,
            f"{role}/words/mixed",
            "settings/coding",
            "A mixed passage describes work that was partial, limited to one part of the Area, or"
            " planned; it weighs on neither side.",
        ),
        framework_line(
            desk,
            f"{role}/words/counts",
            "settings/coding",
            "A count of passages shows where evidence came from, and not how good the work was.",
        ),
    )
