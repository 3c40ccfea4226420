"""The note on one Area, before it is Word: what is evidenced, contradicted, silent, to be asked.

Inspectors complete it while they read and before they visit. It rests on what was coded, on
the documents that came and on the files examined; it judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coding.codings import Polarity, Strength
from coding.matrix import CodedPassage, Passages
from evidence.examination.statistics import slug
from evidence.framework import Criterion
from evidence.requests import Standing
from evidence.timetable import in_words
from report_builder.counts import Counts
from report_builder.material import Material
from report_builder.wording import plural

MOST_QUOTED = 4
_SHOWS = {
    Polarity.POSITIVE: "It was done",
    Polarity.NEGATIVE: "It was not done or fell short",
    Polarity.MIXED: "Mixed or planned",
}


@dataclass(frozen=True, slots=True)
class OnCriterion:
    """What an Area's evidence says on a criterion; `quoted` is what it shows, words, place.

    `evidenced`, `contradicted` and `silent` are sentences, "" where there is nothing to say;
    `ask` is what is still to be asked, each with why.
    """

    criterion: Criterion
    evidenced: str
    quoted: tuple[tuple[str, str, str], ...]
    contradicted: str
    silent: str
    ask: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AreaNote:
    """A note: its Area, the day, how documents and files stand, and each criterion."""

    label: str
    area: str
    title: str
    dated: date
    marking: str
    documents: tuple[tuple[str, ...], ...]
    files: str
    criteria: tuple[OnCriterion, ...]


def area_note(
    material: Material, area: str, asked: Sequence[Standing], today: date, *, label: str
) -> AreaNote:
    """Return the note on an Area; `asked` is what it was asked for."""
    settings = material.inspection.settings
    return AreaNote(
        label,
        area,
        settings.short_title,
        today,
        settings.requests.marking,
        tuple(_document(standing, material.outward.hide) for standing in asked),
        _files(material, area),
        tuple(_on(material, area, c) for c in material.inspection.framework.criteria),
    )


def _document(standing: Standing, hide: Callable[[str], str]) -> tuple[str, ...]:
    request = standing.request
    came = str(standing.received)
    if request.expected is not None:
        came = f"{standing.received} of {request.expected}"
    state = "received" if not standing.outstanding else "still to come"
    return hide(request.text), came, "LATE" if standing.overdue else state


def _files(material: Material, area: str) -> str:
    counts = Counts(material)
    courts = material.inspection.framework.courts
    found = {
        c: len(counts.file_refs({"area": slug(area), "court": slug(c.court_id)})) for c in courts
    }
    each = "; ".join(f"{c.name}: {n} of {c.files_per_area}" for c, n in found.items())
    return f"Files examined: {each}."


def _on(material: Material, area: str, criterion: Criterion) -> OnCriterion:
    family = {criterion.criterion_id, *material.codebook.family(criterion.criterion_id)}
    found = material.passages.in_area(area).coded(*family)
    counted = {p: len(found.polarity(p)) for p in Polarity}
    silent = _silent(material, area, found)
    return OnCriterion(
        criterion,
        _evidenced(found, counted),
        tuple(row for p in Polarity for row in _quoted(found.polarity(p), material.outward.hide)),
        _contradicted(found, counted),
        silent,
        tuple(_to_ask(criterion, found, counted, silent)),
    )


def _evidenced(found: Passages, counted: dict[Polarity, int]) -> str:
    if not len(found):
        return ""
    told = ", ".join(f"{n} {p.value}" for p, n in counted.items() if n)
    return (
        f"{_number(len(found), 'passage')} in {_number(len(found.source_ids), 'source')}: {told}."
    )


def _quoted(found: Passages, hide: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Return the strongest passages first, then the shortest, with their places."""

    def rank(item: CodedPassage) -> tuple[bool, int, str]:
        coding = item.coding
        return (
            coding.strength is not Strength.STRONG,
            len(coding.selection.quote),
            coding.coding_id,
        )

    return [
        (
            _SHOWS[item.coding.polarity],
            hide(" ".join(item.coding.selection.quote.split())),
            f"{item.coding.coding_id}; {item.source.source_id}, {hide(item.segment.locator)}",
        )
        for item in sorted(found.items, key=rank)[:MOST_QUOTED]
    ]


def _contradicted(found: Passages, counted: dict[Polarity, int]) -> str:
    plus, minus = counted[Polarity.POSITIVE], counted[Polarity.NEGATIVE]
    if not (plus and minus):
        return ""
    for_it, against = (
        _number(len(found.polarity(p).source_ids), "source")
        for p in (Polarity.POSITIVE, Polarity.NEGATIVE)
    )
    return f"{for_it} said that it was done, and {against} that it was not or fell short."


def _silent(material: Material, area: str, found: Passages) -> str:
    """Name the kinds of source that the Area gave and that say nothing here."""
    given = {s.kind_id for s in material.sources if s.area == area and not s.duplicate_of}
    speaking = {item.source.kind_id for item in found.items}
    names = [k.plural for k in material.inspection.framework.kinds if k.kind_id in given - speaking]
    if not names:
        return ""
    return f"Nothing was coded from {', '.join(names)}. That does not show that nothing was done."


def _to_ask(
    criterion: Criterion, found: Passages, counted: dict[Polarity, int], silent: str
) -> list[tuple[str, str]]:
    plus, minus = counted[Polarity.POSITIVE], counted[Polarity.NEGATIVE]
    if not len(found):
        return [(criterion.text, "nothing is coded on this")]
    asks = []
    if plus and minus:
        asks.append(
            ("What explains the different accounts of this?", "sources contradict each other")
        )
    elif plus:
        asks.append(("Does this hold in all units? What shows it?", "only positive evidence"))
    elif minus:
        asks.append(("Is there anything that shows the contrary?", "only negative evidence"))
    if counted[Polarity.MIXED]:
        asks.append(("What was planned, and has it happened?", "mixed evidence, or plans"))
    if len({item.source.kind_id for item in found.items}) == 1:
        asks.append((criterion.text, "one kind of source alone"))
    elif silent and not asks:
        asks.append((criterion.text, "some kinds of source are silent"))
    return asks


def _number(count: int, noun: str) -> str:
    return f"{count} {plural(count, noun)}"


def in_short(note: AreaNote) -> str:
    """Return the note's title line."""
    return f"{note.label}: {note.area}, {in_words(note.dated)}"
