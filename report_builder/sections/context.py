"""Context and methodology: what was inspected, why, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.statistics import slug
from report_builder.document import (
    Block,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.metrics import named
from report_builder.pen import block, refer
from report_builder.sections.desk import Desk
from report_builder.tallies import gathered_table
from report_builder.wording import as_said, ended, in_words, listed, on_day, sentences_in, small

KEY = "context"


def written(desk: Desk) -> Iterator[Block]:
    """Yield chapter 2."""
    yield Heading(block(KEY), 1, "Context and methodology")
    yield from _background(desk)
    yield Heading(block(KEY, "question"), 2, "What we asked")
    yield from _question(desk)
    yield Heading(block(KEY, "files"), 2, "How we examined files")
    yield from _files(desk)
    yield Heading(block(KEY, "evidence"), 2, "What we read and heard")
    yield from _gathered(desk)
    yield Heading(block(KEY, "reading"), 2, "How to read this report")
    yield from _coverage(desk)


def _background(desk: Desk) -> Iterator[Block]:
    if desk.framework.background:
        yield Heading(block(KEY, "background"), 2, "Background")
    for n, text in enumerate(desk.framework.background):
        yield _quoted(desk, f"{KEY}/background/{n}", text, f"background/{n}")
    guidance = desk.framework.guidance
    if guidance:
        yield _line(
            desk,
            f"{KEY}/guidance",
            "guidance",
            "We assessed files against the guidance and the application that were in use at"
            " the time. These dates mattered:",
        )
        yield Bullets(
            block(KEY, "guidance", "list"),
            tuple(
                _framework(
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
            _framework(desk, f"{role}/{n}", key, ended(sentence))
            for n, sentence in enumerate(sentences_in(text))
        ),
    )


def _framework(desk: Desk, role: str, key: str, text: str) -> Sentence:
    return desk.pen.sentence(role, text, supports=(desk.pen.framework_says(key),))


def _line(desk: Desk, role: str, key: str, text: str) -> Paragraph:
    return desk.pen.paragraph(role, _framework(desk, f"{role}/line", key, text))


def _question(desk: Desk) -> Iterator[Block]:
    framework = desk.framework
    yield desk.pen.paragraph(
        f"{KEY}/question",
        _framework(
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


def _files(desk: Desk) -> Iterator[Block]:
    pen, framework = desk.pen, desk.framework
    if framework.courts:
        parts: list[Inline] = [
            "The sample was to hold ",
            pen.number("planned/files-per-area"),
            f" files from each {desk.organisation} Area: ",
        ]
        for place, court in enumerate(framework.courts):
            joint = "" if not place else (" and " if place == len(framework.courts) - 1 else ", ")
            number = pen.number(named("planned", "files-per-area", court=slug(court.court_id)))
            parts += [joint, number, f" from {court.name} teams"]
        yield pen.paragraph(
            f"{KEY}/sample",
            pen.sentence(f"{KEY}/sample/planned", *parts, "."),
            pen.sentence(
                f"{KEY}/sample/total",
                "That makes ",
                pen.number("planned/files"),
                " files in ",
                pen.number("framework/areas"),
                " Areas.",
            ),
            _after(desk),
            *_examined(desk),
        )
    yield from _unweighted(desk)
    if framework.exclusions:
        yield _line(desk, f"{KEY}/excluded", "exclusions", "We did not examine:")
        yield Bullets(
            block(KEY, "excluded", "list"),
            tuple(
                _framework(desk, f"{KEY}/excluded/{n}", f"exclusions/{n}", ended(text))
                for n, text in enumerate(framework.exclusions)
            ),
        )


def _after(desk: Desk) -> Sentence:
    day = desk.settings.examination.iqas_after
    return _framework(
        desk,
        f"{KEY}/sample/after",
        "settings/iqas_after",
        f"Each file carried an assessment made after {on_day(day)}.",
    )


def _examined(desk: Desk) -> Iterator[Sentence]:
    pen = desk.pen
    if not desk.material.statistics.files:
        yield pen.sentence(
            f"{KEY}/sample/none",
            "No examined file had been recorded when this draft was made.",
            supports=(Support(SupportKind.COUNT, "files/examined"),),
        )
        return
    parts: list[Inline] = [
        "We examined ",
        pen.number("files/examined"),
        " files from ",
        *pen.all_of("areas/examined", "framework/areas", f"{desk.organisation} Areas"),
    ]
    joint = ": "
    for court in desk.framework.courts:
        number = pen.number(named("files", "examined", court=slug(court.court_id)))
        if number.value:
            parts += [joint, number, f" {court.name} files"]
            joint = " and "
    yield pen.sentence(f"{KEY}/sample/examined", *parts, ".")
    if desk.pen.counts.count("files/examined") != desk.pen.counts.count("planned/files"):
        yield pen.sentence(
            f"{KEY}/sample/short",
            "The examined files differ in number from the sample that was planned; the annex gives"
            " the files examined in each Area.",
            supports=(
                Support(SupportKind.COUNT, "files/examined"),
                Support(SupportKind.FRAMEWORK, "planned/files"),
            ),
        )


def _unweighted(desk: Desk) -> Iterator[Block]:
    if not desk.framework.courts:
        return
    role = f"{KEY}/unweighted"
    yield desk.pen.paragraph(
        role,
        _framework(
            desk,
            f"{role}/equal",
            "courts",
            "Each Area gave the same number of files, whatever its caseload. A national"
            " percentage in this report is therefore not weighted by the volume of work in each"
            " Area: it describes our sample, and not every assessment that was made.",
        ),
        _framework(
            desk,
            f"{role}/small",
            "courts",
            "The sample in one Area is too small for a percentage. Figures for single Areas"
            " are given as counts, in an annex only, and Areas are not ranked.",
        ),
    )


def _gathered(desk: Desk) -> Iterator[Block]:
    pen, framework = desk.pen, desk.framework
    visited = pen.counts.coded.visited
    if visited:
        yield pen.paragraph(
            f"{KEY}/visited",
            pen.sentence(
                f"{KEY}/visited/areas",
                "We visited ",
                pen.number("framework/visited"),
                " of the ",
                pen.number("framework/areas"),
                f" Areas: {listed(sorted(visited))}.",
                supports=(pen.framework_says("settings/visited"),),
            ),
            *(
                [
                    _framework(
                        desk,
                        f"{KEY}/visited/asked",
                        "requests",
                        "We asked each of them for the documents listed below, and spoke to staff"
                        " there in focus groups and interviews.",
                    )
                ]
                if framework.requests
                else []
            ),
        )
    if framework.requests:
        yield Bullets(
            block(KEY, "requests"),
            tuple(
                _framework(
                    desk,
                    f"{KEY}/requests/{r.request_id}",
                    f"requests/{r.request_id}",
                    ended(r.text),
                )
                for r in framework.requests
            ),
        )
    yield from _meetings(desk)
    yield _read(desk)
    table = gathered_table(pen, f"{KEY}/gathered", "Evidence gathered, by kind and Area")
    if table is not None:
        yield table


def _meetings(desk: Desk) -> Iterator[Block]:
    for level, words in (
        ("area", "In each Area that we visited, we planned to hold:"),
        ("national", "Nationally, we planned to hold:"),
    ):
        held = [m for m in desk.framework.meetings if m.level == level]
        if not held:
            continue
        yield _line(desk, f"{KEY}/meetings/{level}", "meetings", words)
        yield Bullets(
            block(KEY, "meetings", level),
            tuple(
                _framework(
                    desk,
                    f"{KEY}/meetings/{m.meeting_id}",
                    f"meetings/{m.meeting_id}",
                    ended(_meeting(desk, m.kind_id, m.who, m.participants)),
                )
                for m in held
            ),
        )


def _meeting(desk: Desk, kind_id: str, who: str, people: tuple[int, int] | None) -> str:
    kind = desk.framework.kind(kind_id)
    if kind.family == "focus groups":
        size = f" ({people[0]} to {people[1]} people)" if people else ""
        return f"a {kind.name} of {who}{size}"
    return f"{'an' if kind.name[:1] in 'aeiou' else 'a'} {kind.name} with the {who}".replace(
        "the those", "those"
    )


def _read(desk: Desk) -> Paragraph:
    pen, role = desk.pen, f"{KEY}/read"
    if not pen.counts.count(named("sources", "read")):
        return pen.paragraph(
            role,
            pen.sentence(
                f"{role}/none",
                "No document, focus group or interview had been recorded when this draft was made.",
                supports=(Support(SupportKind.COUNT, named("sources", "read")),),
            ),
        )
    return pen.paragraph(
        role,
        _read_where(desk, role),
        _read_kinds(desk, role),
        _read_when(desk, role),
        _read_outside(desk, role, "national"),
        _read_outside(desk, role, "elsewhere"),
        _copies(desk, role),
    )


def _read_where(desk: Desk, role: str) -> Sentence:
    pen = desk.pen
    return pen.sentence(
        f"{role}/where",
        "In the Areas that we visited, we gathered ",
        pen.number(named("sources", "read", level="visited")),
        " sources.",
    )


def _read_kinds(desk: Desk, role: str) -> Sentence | None:
    pen = desk.pen
    parts: list[tuple[Inline, ...]] = []
    for family, one, many in (
        ("documents", " document", " documents"),
        ("focus-groups", " focus group", " focus groups"),
        ("interviews", " interview", " interviews"),
    ):
        number = pen.number(named("sources", "read", family=family, level="visited"))
        if number.value:
            parts.append((number, one if number.value == 1 else many))
    if not parts:
        return None
    return pen.sentence(f"{role}/kinds", "They were ", *_joined(parts), ".")


def _joined(parts: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for place, part in enumerate(parts):
        if place:
            made.append(" and " if place == len(parts) - 1 else ", ")
        made += part
    return tuple(made)


def _read_when(desk: Desk, role: str) -> Sentence | None:
    pen = desk.pen
    if not any(source.dated is not None for source in pen.counts.coded.sources):
        return None
    first, last = pen.day("dates/earliest"), pen.day("dates/latest")
    if first.value == last.value:
        return pen.sentence(f"{role}/when", "What we read and heard is dated ", first, ".")
    return pen.sentence(
        f"{role}/when", "What we read and heard is dated from ", first, " to ", last, "."
    )


def _read_outside(desk: Desk, role: str, level: str) -> Sentence | None:
    number = desk.pen.number(named("sources", "read", level=level))
    if not number.value:
        return None
    one = number.value == 1
    words = {
        "national": " further source speaks" if one else " further sources speak",
        "elsewhere": " source comes" if one else " sources come",
    }[level]
    tail = {
        "national": " for headquarters and the nation, outside every count of Areas.",
        "elsewhere": " from Areas that we did not visit, outside every count of Areas.",
    }[level]
    return desk.pen.sentence(f"{role}/{level}", number, f"{words}{tail}")


def _copies(desk: Desk, role: str) -> Sentence | None:
    number = desk.pen.number("copies/left-out")
    if not number.value:
        return None
    words = " source repeated" if number.value == 1 else " sources repeated"
    return desk.pen.sentence(
        f"{role}/copies", number, f"{words} another word for word and was counted once."
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
        ),
        pen.sentence(
            f"{role}/visited",
            "“In the Areas that we visited” refers to ",
            pen.number("framework/visited"),
            " of them; what we say of these does not extend to the others.",
            supports=(says,),
        ),
        _framework(
            desk,
            f"{role}/national",
            "meetings",
            "Evidence from headquarters is outside every count of Areas.",
        ),
        _framework(
            desk,
            f"{role}/groups",
            "meetings",
            "A focus group counts as one, however many people took part or spoke.",
        ),
    )
    yield pen.paragraph(
        f"{role}/words",
        _framework(
            desk,
            f"{role}/words/scale",
            "settings/scale",
            "Words for proportions, such as “most”, follow a fixed scale, which the annex on"
            " methodology prints. They always stand beside the count.",
        ),
        _framework(
            desk,
            f"{role}/words/rounding",
            "settings/decimals",
            "Percentages are rounded, halves upwards, and may not add up to 100. No percentage"
            f" is given of fewer than {in_words(desk.settings.report.suppress_below)} files or"
            " answers.",
        ),
        _framework(
            desk,
            f"{role}/words/different",
            "settings/decimals",
            "We call two rates different only where their 95% intervals do not meet.",
        ),
        _framework(
            desk,
            f"{role}/words/lean",
            "settings/coding",
            "We call evidence mainly positive or mainly negative where more passages point one"
            " way than the other; passages that were mixed do not weigh.",
        ),
    )
