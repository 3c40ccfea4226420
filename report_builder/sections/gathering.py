"""What was gathered: files examined, documents read, people heard, and what stands outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evidence.examination.statistics import slug
from report_builder.document import (
    Block,
    Bullets,
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
from report_builder.wording import ended, listed, on_day, with_article

KEY = "context"


def framework_line(desk: Desk, role: str, key: str, text: str) -> Sentence:
    """Return a sentence that the framework or the settings carry."""
    return desk.pen.sentence(role, text, supports=(desk.pen.framework_says(key),))


def lead(desk: Desk, role: str, key: str, text: str) -> Paragraph:
    """Return a paragraph of one sentence that leads to a list."""
    return desk.pen.paragraph(role, framework_line(desk, f"{role}/line", key, text))


def files(desk: Desk) -> Iterator[Block]:
    """Yield how files were sampled, how many were examined, and which were not."""
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
        yield lead(desk, f"{KEY}/excluded", "exclusions", "We did not examine:")
        yield Bullets(
            block(KEY, "excluded", "list"),
            tuple(
                framework_line(desk, f"{KEY}/excluded/{n}", f"exclusions/{n}", ended(text))
                for n, text in enumerate(framework.exclusions)
            ),
        )


def _after(desk: Desk) -> Sentence:
    day = desk.settings.examination.iqas_after
    return framework_line(
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
            "The examined files differ in number from the sample that was planned; ",
            refer(block("annex", "results")),
            " gives the files examined in each Area.",
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
        framework_line(
            desk,
            f"{role}/equal",
            "courts",
            "Each Area gave the same number of files, whatever its caseload. A national"
            " percentage in this report is therefore not weighted by the volume of work in each"
            " Area: it describes our sample, and not every assessment that was made.",
        ),
        framework_line(
            desk,
            f"{role}/small",
            "courts",
            "The sample in one Area is too small for a percentage. Figures for single Areas"
            " are given as counts, in an annex only, and Areas are not ranked.",
        ),
    )


def gathered(desk: Desk) -> Iterator[Block]:
    """Yield what was asked of the visited Areas, and what came of it."""
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
                    framework_line(
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
                framework_line(
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
        yield lead(desk, f"{KEY}/meetings/{level}", "meetings", words)
        yield Bullets(
            block(KEY, "meetings", level),
            tuple(
                framework_line(
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
        *_copied_passages(desk, role),
    )


def _read_where(desk: Desk, role: str) -> Sentence:
    number = desk.pen.number(named("sources", "read", level="visited"))
    noun = " source." if number.value == 1 else " sources."
    return desk.pen.sentence(
        f"{role}/where", "In the Areas that we visited, we gathered ", number, noun
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
    one_source = pen.counts.count(named("sources", "read", level="visited")) == 1
    lead = "It was " if one_source else "They were "
    return pen.sentence(f"{role}/kinds", lead, *_joined(parts), ".")


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
        "national": " further source was" if one else " further sources were",
        "elsewhere": " source came" if one else " sources came",
    }[level]
    tail = {
        "national": " national, outside every count of Areas.",
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


def _copied_passages(desk: Desk, role: str) -> Iterator[Sentence]:
    """Say which passages stand in more than one source, and that they were counted once."""
    number = desk.pen.number("copies/passages")
    if not number.value:
        return
    one = number.value == 1
    yield desk.pen.sentence(
        f"{role}/copied",
        number,
        " passage was copied" if one else " passages were copied",
        " from one source into another; each was counted once, where it stood first.",
    )
    pairs = Counter((copy.kind_id, first.kind_id) for copy, first in desk.material.copied)
    for (kind_id, of), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:_FEW]:
        yield _copied_by(desk, f"{role}/copied/{kind_id}/{of}", kind_id, of)


def _copied_by(desk: Desk, role: str, kind_id: str, of: str) -> Sentence:
    filters = {"kind": slug(kind_id), "of": slug(of)}
    sources = desk.pen.number(named("copies", "sources", **filters))
    count = desk.pen.number(named("copies", "passages", **filters))
    kind, first = desk.framework.kind(kind_id), desk.framework.kind(of)
    alone = sources.value == 1
    return desk.pen.sentence(
        role,
        sources,
        f" {kind.name if alone else kind.plural} {'repeats' if alone else 'repeat'} ",
        count,
        f" {'passage' if count.value == 1 else 'passages'} of {with_article(first.name)}.",
    )


_FEW = 2
