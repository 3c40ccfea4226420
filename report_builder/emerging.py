"""The emerging-findings note: what inspectors find so far, what it rests on, what is not known.

It is for the inspection team and those whom it briefs before the report is written. It states
the findings in the inspectors' words, each with what stands behind it now and what a reader
should beware of; it judges nothing itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from coding.codings import Polarity
from coding.matrix import CodedPassage
from evidence.framework import Criterion, SubQuestion
from evidence.timetable import in_words as day_in_words
from report_builder import file_data
from report_builder.document import SupportKind
from report_builder.emerging_summary import InShort, both_ways, in_short, numbered, still_open
from report_builder.finding_checks import follow_up
from report_builder.finding_show import supports_told
from report_builder.finding_standing import Standing, shown
from report_builder.findings import OVERALL, Finding, FindingKind, FindingStatus
from report_builder.grounds import Grounds
from report_builder.material import Material
from report_builder.plain_note import Grid, Head, Line, List, Part, PlainNote, Points, Room
from report_builder.wording import capital, ended, in_words, listed, on_day, sentences_in

STAGE = "emerging"
"""The stage of the report whose protective marking the note bears."""
WARNING = (
    "Emerging findings, subject to change. Evidence is still being read and checked. "
    "Nothing here may be quoted or passed on as a conclusion of the inspection."
)
_ORDER = (
    FindingKind.JUDGEMENT,
    FindingKind.STRENGTH,
    FindingKind.GOOD_PRACTICE,
    FindingKind.ISSUE,
    FindingKind.RECOMMENDATION,
)
_NATIONAL = "National"
_NAMED = 6


def emerging_note(material: Material, today: date) -> PlainNote:
    """Return the note on everything that has been found so far."""
    return _Note(material).of(today)


class _Note:
    def __init__(self, material: Material) -> None:
        self.material = material
        self.framework = material.inspection.framework
        self.standing = Standing(material)
        self.counts = self.standing.counts
        self.findings = tuple(f for f in material.findings if not f.withdrawn)
        self.kinds = {kind.kind_id: kind for kind in self.framework.kinds}

    def of(self, today: date) -> PlainNote:
        settings = self.material.inspection.settings
        stage = settings.stage(STAGE)
        marking = (stage.marking if stage else "") or settings.requests.marking
        title = f"Emerging findings: {settings.short_title}, {day_in_words(today)}"
        return PlainNote(title, today, marking, tuple(self._parts()))

    def _parts(self) -> Iterator[Part]:
        yield Line(WARNING, strong=True)
        yield Line(self.framework.question, aside=True)
        yield Head(2, "In short")
        yield from self._at("the inspection question", OVERALL, 3)
        shorts = tuple(self._shorts())
        yield from in_short(shorts, self.material.outward.hide)
        yield from still_open(shorts, [Grounds(self.counts, c) for c in self.framework.criteria])
        yield Head(3, "How far the work has come")
        yield Points(tuple(self._progress()))
        yield self._overview()
        yield List("What follows", 2, 3)
        for sub_question in self.framework.sub_questions:
            yield from self._sub_question(sub_question)

    def _shorts(self) -> Iterator[InShort]:
        """Yield every finding in the framework's order."""
        places = [OVERALL]
        for sub_question in self.framework.sub_questions:
            places.append(sub_question.sub_question_id)
            places += [criterion.criterion_id for criterion in sub_question.criteria]
        for finding in (one for place in places for one in self._findings(place)):
            linked = tuple(self._linked(finding))
            yield InShort(finding, linked, len(self._cautions(finding)))

    def _linked(self, finding: Finding) -> Iterator[CodedPassage]:
        for support in finding.supports:
            if support.kind is SupportKind.CODING and self.standing.stands(support):
                yield self.standing.coded[support.support_id]

    def _progress(self) -> Iterator[str]:
        read = {s.source_id: s for s in self.material.sources if not s.duplicate_of}.values()
        areas = {s.area for s in read if s.area}
        coded = len(self.material.passages)
        yield (
            f"{capital(numbered(len(read), 'source'))} read, from {numbered(len(areas), 'Area')}; "
            f"{numbered(coded, 'passage')} coded."
        )
        files = self.counts.count("files/examined")
        yield f"{capital(numbered(files, 'file'))} examined."
        if self.material.undecided:
            waiting = capital(numbered(self.material.undecided, "suggestion"))
            yield f"{waiting} of the tagger not decided on yet: these are counted nowhere here."

    def _overview(self) -> Grid:
        rows = []
        for criterion in self.framework.criteria:
            found = self._findings(criterion.criterion_id)
            by_status = Counter(f.status for f in found)
            cautious = sum(bool(self._cautions(f)) for f in found)
            rows.append(
                (
                    f"{criterion.criterion_id} {criterion.title}",
                    *(str(by_status[status]) for status in FindingStatus),
                    str(cautious),
                )
            )
        headings = ("Criterion", *(capital(s.value) for s in FindingStatus), "With cautions")
        about = "Findings on each criterion by status, and how many have cautions"
        return Grid(about, headings, tuple(rows), (7.4, 2.3, 2.3, 2.3, 2.3))

    def _sub_question(self, sub_question: SubQuestion) -> Iterator[Part]:
        place = sub_question.sub_question_id
        yield Head(2, f"{place} {sub_question.title}")
        yield Line(sub_question.text, aside=True)
        yield from self._at(f"sub-question {place}", place, 3)
        for criterion in sub_question.criteria:
            yield from self._criterion(criterion)
        yield Room("For the lead inspector: what this means, and what must be settled first")

    def _at(self, named: str, place: str, level: int) -> Iterator[Part]:
        """Yield the judgements on a place, or say that there is none."""
        found = self._findings(place)
        if not found:
            yield Line(f"No judgement has been made on {named} yet.")
        for finding in found:
            yield from self._finding(finding, level)

    def _criterion(self, criterion: Criterion) -> Iterator[Part]:
        grounds = Grounds(self.counts, criterion)
        yield Head(3, f"{criterion.criterion_id} {criterion.title}")
        yield Line(criterion.text, aside=True)
        found = self._findings(criterion.criterion_id)
        for finding in found:
            yield from self._finding(finding, 4)
        if not found:
            yield Line("No finding has been made on this yet.")
        yield from self._coded(grounds)
        filed = tuple(
            f"{capital(s.label)}: {shown(s.rate)} [{s.statistic_id}]"
            for s in file_data.of_criterion(self.counts, criterion.criterion_id)
        )
        if filed:
            yield Line("In the files that we examined:")
            yield Points(filed)
        yield Head(4, "What is not yet known")
        unknown = tuple(self._unknown(grounds))
        yield Points(unknown or ("No gap shows in the evidence; inspectors may know of others.",))

    def _findings(self, place: str) -> list[Finding]:
        found = [f for f in self.findings if f.criterion_id == place]
        return sorted(found, key=lambda f: (_ORDER.index(f.kind), f.finding_id))

    # --- one finding

    def _finding(self, finding: Finding, level: int) -> Iterator[Part]:
        kind, status = capital(finding.kind.value), finding.status.value
        yield Head(level, f"{finding.finding_id}: {kind} ({status})")
        hide = self.material.outward.hide
        for paragraph in finding.statement.split("\n\n"):
            yield Line(hide(" ".join(paragraph.split())))
        if finding.owner:
            yield Line(ended(hide(f"Owner: {finding.owner}")))
        if finding.milestones:
            dated = (f"By {on_day(m.due)}: {hide(m.text)}" for m in finding.milestones)
            yield Points(tuple(ended(line) for line in dated))
        yield from self._rests(finding)
        cautions = tuple(self._cautions(finding))
        if cautions:
            yield Line("Cautions", strong=True)
            yield Points(cautions)

    def _cautions(self, finding: Finding) -> list[str]:
        found = (*self.standing.cautions(finding), *follow_up(finding))
        return [self.material.outward.hide(caution.message) for caution in found]

    def _rests(self, finding: Finding) -> Iterator[Part]:
        linked = list(self._linked(finding))
        if linked:
            yield Grid(
                f"What {finding.finding_id} rests on, by kind of source and Area",
                ("It rests on", "Area", "Passages", "Which way they point", "Where"),
                tuple(self._rows(linked)),
                (3.2, 2.8, 2.4, 3.8, 4.4),
            )
        others = [
            told for told in supports_told(finding, self.standing) if told["kind"] != "coding"
        ]
        lines = [self._line(told) for told in others if told["stands"]]
        if lines:
            yield Line("It rests also on:" if linked else "It rests on:")
            yield Points(tuple(lines))
        if not linked and not lines:
            yield Line("Nothing that stands is linked to it.")

    def _line(self, told: dict[str, object]) -> str:
        hide = self.material.outward.hide
        match told["kind"]:
            case "judgement":
                return hide(f"Inspector’s judgement: {told['says']}")
            case "finding":
                first = next(iter(sentences_in(str(told["says"]))), "")
                return hide(f"{told['id']}: {ended(first)}")
        return f"{capital(str(told['where']))}: {told['says']} [{told['id']}]"

    def _rows(self, linked: Sequence[CodedPassage]) -> Iterator[tuple[str, ...]]:
        groups: dict[tuple[str, str], list[CodedPassage]] = {}
        for item in linked:
            groups.setdefault((item.source.kind_id, item.source.area), []).append(item)
        order = list(self.kinds)
        for (kind_id, area), items in sorted(
            groups.items(), key=lambda one: (order.index(one[0][0]), one[0][1] or "~")
        ):
            where = sorted({f"{i.source.source_id} ({i.coding.coding_id})" for i in items})
            more = f" and {len(where) - _NAMED} more" if len(where) > _NAMED else ""
            yield (
                capital(self.kinds[kind_id].plural),
                area or _NATIONAL,
                str(len(items)),
                _pointing(items),
                ", ".join(where[:_NAMED]) + more,
            )

    # --- one criterion's evidence

    def _coded(self, grounds: Grounds) -> Iterator[Part]:
        found = (*grounds.passages().items, *grounds.national.items)
        if not found:
            yield Line("Nothing is coded on this yet.")
            return
        sources = {item.source.source_id for item in found}
        areas = {item.source.area for item in found if item.source.area}
        yield Line(
            f"All that is coded here: {numbered(len(found), 'passage')} in "
            f"{numbered(len(sources), 'source')} from {numbered(len(areas), 'Area')}: "
            f"{_pointing(found)}. Of these, {listed(list(self._by_kind(found)))}."
        )

    def _by_kind(self, found: Sequence[CodedPassage]) -> Iterator[str]:
        for kind_id, kind in self.kinds.items():
            count = sum(item.source.kind_id == kind_id for item in found)
            if count:
                yield f"{in_words(count)} in {kind.plural}"

    def _unknown(self, grounds: Grounds) -> Iterator[str]:
        found = grounds.passages()
        silent = [a for a in self.counts.coded.visited if not len(found.in_area(a))]
        if silent:
            yield f"Nothing is coded from {listed(silent)}. That does not show how it is there."
        yield from self._quiet_families(grounds)
        both = [a for a in found.areas if both_ways(found.in_area(a).items)]
        if both:
            yield f"Sources contradict each other in {listed(both)}: which of them holds?"
        used = {s.support_id for f in self.findings for s in f.supports}
        loose = [i for i in found.items if i.coding.coding_id not in used]
        against = [i for i in loose if i.coding.polarity is Polarity.NEGATIVE]
        if loose:
            behind = numbered(len(loose), "passage")
            negative = f", {in_words(len(against))} of them negative" if against else ""
            yield f"No finding rests on {behind} coded here{negative}."

    def _quiet_families(self, grounds: Grounds) -> Iterator[str]:
        read = {
            self.counts.coded.family_of(s)
            for s in self.counts.coded.sources
            if self.counts.coded.place_of(s) == "visited"
        }
        speaking = grounds.families
        quiet = [family for family in sorted(read) if family not in speaking]
        if speaking and quiet:
            yield f"We read {listed(quiet)} too, but nothing in them is coded here."


def _pointing(items: Sequence[CodedPassage]) -> str:
    counted = Counter(item.coding.polarity for item in items)
    return ", ".join(f"{counted[p]} {p.value}" for p in Polarity if counted[p])
