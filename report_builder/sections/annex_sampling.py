"""How the files were drawn: the list, the rules, the draw, what was short, what was replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.examination.statistics import slug
from evidence.sampling.draw import Stratum
from report_builder.document import (
    Block,
    Bullets,
    Cell,
    FigureUse,
    Heading,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.document import Table as DocumentTable
from report_builder.exhibits import lettered
from report_builder.metrics import named
from report_builder.pen import block
from report_builder.sections.desk import Desk, or_none
from report_builder.wording import capital, ended, listed

_REPEATED = "A later assessment of the case is in the list"
_ROLE = "annex/sampling"


def sampling(desk: Desk) -> Iterator[Block]:
    """Yield how the sample was drawn, where one was."""
    found = desk.material.conduct.sample
    if found is None:
        return
    yield Heading(block("annex", "sampling"), 2, "How the files were drawn")
    yield desk.pen.paragraph(f"{_ROLE}/list", *_list(desk))
    yield _rules(desk)
    yield desk.pen.paragraph(f"{_ROLE}/draw", *_draw(desk))
    yield _strata(desk)
    if found.draw.shortfalls:
        yield desk.pen.paragraph(
            f"{_ROLE}/short",
            desk.pen.sentence(
                f"{_ROLE}/short/lead",
                "Fewer assessments could be drawn than were wanted in these Areas and courts:",
                supports=(Support(SupportKind.COUNT, "sample/short"),),
            ),
        )
        yield Bullets(
            block(_ROLE, "short", "list"),
            tuple(_short(desk, stratum) for stratum in found.draw.shortfalls),
        )
    yield from _narrow(desk)
    yield from _astray(desk)
    if desk.material.conduct.replaced:
        yield desk.pen.paragraph(
            f"{_ROLE}/replaced",
            desk.pen.sentence(
                f"{_ROLE}/replaced/all",
                "After the draw, ",
                desk.pen.number("sample/replaced"),
                " of its files had to be replaced by the next in the order drawn.",
            ),
        )
        yield _replaced(desk)


def _astray(desk: Desk) -> Iterator[Block]:
    """Yield how many files were examined in another's place, where any were."""
    if desk.material.conduct.astray:
        number = desk.pen.number("sample/astray")
        yield desk.pen.paragraph(
            f"{_ROLE}/astray",
            desk.pen.sentence(
                f"{_ROLE}/astray/files",
                "Of the files examined, ",
                number,
                " is not the one" if number.value == 1 else " are not those",
                " that the draw or its replacements gave.",
            ),
        )


def _narrow(desk: Desk) -> Iterator[Block]:
    """Yield where there were just as many as were wanted, so that nothing was left to chance."""
    found = desk.material.conduct.sample
    courts = {court.court_id: court.name for court in desk.framework.courts}
    places = [
        f"{stratum.area} ({courts[stratum.court]})"
        for stratum in (found.draw.strata if found else ())
        if len(stratum.order) == stratum.wanted
    ]
    if places:
        eligible = (Support(SupportKind.COUNT, "sample/eligible"),)
        yield desk.pen.paragraph(
            f"{_ROLE}/narrow",
            desk.pen.sentence(
                f"{_ROLE}/narrow/places",
                f"No more could be drawn than were wanted in {listed(places)}.",
                supports=eligible,
            ),
            desk.pen.sentence(
                f"{_ROLE}/narrow/all",
                "All of these were taken, and none was left to replace another.",
                supports=eligible,
            ),
        )


def _list(desk: Desk) -> Iterator[Sentence]:
    pen = desk.pen
    yield pen.sentence(
        f"{_ROLE}/list/all",
        "The case list from the IQA application held ",
        pen.number("sample/listed"),
        " assessments.",
    )
    yield pen.sentence(
        f"{_ROLE}/list/left",
        "Rules on what may be examined left ",
        or_none(pen.number("sample/left-out")),
        " of them out, and ",
        pen.number("sample/left"),
        " could be drawn.",
    )


def _rules(desk: Desk) -> DocumentTable:
    found = desk.material.conduct.sample
    sieved = found.sieved if found else None
    names = {rule.rule_id: rule.name for rule in sieved.rules} if sieved else {}
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for rule in sieved.counts() if sieved else ():
        key = slug(rule)
        gone = desk.pen.number(named("sample", "left-out", rule=key), table=True)
        left = desk.pen.number(named("sample", "left", rule=key), table=True)
        rows.append((key, ((capital(names.get(rule, _REPEATED)),), (gone,), (left,))))
    return _table(
        f"{_ROLE}/rules",
        "What left the case list, rule by rule",
        ("Rule, in the order applied", "Left out", "Remaining"),
        rows,
    )


def _draw(desk: Desk) -> Iterator[Sentence]:
    found = desk.material.conduct.sample
    if found is None:
        return
    pen = desk.pen
    says = (pen.framework_says("settings/sampling"),)
    if found.record.newest > 1:
        yield pen.sentence(
            f"{_ROLE}/draw/window",
            "Files were drawn at random from the most recently completed assessments of each Area"
            " and court.",
            supports=says,
        )
        yield pen.sentence(
            f"{_ROLE}/draw/newest",
            "These were ",
            pen.number("sample/newest"),
            " times as many as were wanted, or all where there were fewer.",
        )
    else:
        words = "at random from all" if not found.record.newest else "as the most recent of the"
        yield pen.sentence(
            f"{_ROLE}/draw/window",
            f"Files were taken {words} assessments that could be drawn.",
            supports=says,
        )
    yield pen.sentence(
        f"{_ROLE}/draw/seed",
        "The draw began with the number ",
        _plain(pen.number("sample/seed")),
        ", so that anybody with the list can repeat it.",
    )
    yield pen.sentence(
        f"{_ROLE}/draw/drawn",
        "It gave ",
        pen.number("sample/drawn"),
        " of the ",
        pen.number("sample/wanted"),
        " files wanted.",
    )


def _plain(figure: FigureUse) -> FigureUse:
    """Return a number that is a name, without commas."""
    return replace(figure, text=str(int(figure.value)))


def _strata(desk: Desk) -> DocumentTable:
    found = desk.material.conduct.sample
    courts = {court.court_id: court.name for court in desk.framework.courts}
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for stratum in found.draw.strata if found else ():
        facts = {"area": slug(stratum.area), "court": slug(stratum.court)}
        cells: list[Cell] = [(stratum.area,), (capital(courts[stratum.court]),)]
        cells += [
            (desk.pen.number(named("sample", subject, **facts), table=True),)
            for subject in ("wanted", "eligible", "drawn", "short")
        ]
        rows.append(("/".join(facts.values()), tuple(cells)))
    return _table(
        f"{_ROLE}/strata",
        "Files wanted, eligible and drawn, by Area and court",
        ("Area", "Court", "Wanted", "Eligible", "Drawn", "Short by"),
        rows,
        words=2,
    )


def _short(desk: Desk, stratum: Stratum) -> Sentence:
    facts = {"area": slug(stratum.area), "court": slug(stratum.court)}
    court = next(c.name for c in desk.framework.courts if c.court_id == stratum.court)
    return desk.pen.sentence(
        f"{_ROLE}/short/{facts['area']}/{facts['court']}",
        f"{stratum.area}, {court}: ",
        or_none(desk.pen.number(named("sample", "eligible", **facts))),
        " where ",
        desk.pen.number(named("sample", "wanted", **facts)),
        " were wanted.",
    )


def _replaced(desk: Desk) -> DocumentTable:
    """Return the replacements by Area, court and reason; never which case it was."""
    courts = {court.court_id: court.name for court in desk.framework.courts}
    kinds = dict.fromkeys((f.area, f.court, f.reason) for f in desk.material.conduct.replaced)
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for area, court, reason in kinds:
        facts = {"area": slug(area), "court": slug(court), "reason": slug(reason)}
        number = desk.pen.number(named("sample", "replaced", **facts), table=True)
        words = ended(capital(desk.material.outward.hide(reason)))
        rows.append(
            ("/".join(facts.values()), ((area,), (capital(courts[court]),), (number,), (words,)))
        )
    return _table(
        f"{_ROLE}/replacements",
        "Files replaced, and why",
        ("Area", "Court", "Files", "Reason"),
        rows,
        words=2,
        last_is_words=True,
    )


def _table(
    role: str,
    caption: str,
    headings: tuple[str, ...],
    rows: list[tuple[str, tuple[Cell, ...]]],
    *,
    words: int = 1,
    last_is_words: bool = False,
) -> DocumentTable:
    """Return a table of the sample; its first `words` columns hold words."""
    table_id = block(role)
    return DocumentTable(
        table_id,
        caption,
        headings,
        lettered(rows, table_id),
        f"{caption}. {len(rows)} rows.",
        (Support(SupportKind.COUNT, "sample/drawn"),),
        numeric=tuple(range(words, len(headings) - last_is_words)),
        source="Our sample of the IQA application’s cases",
    )
