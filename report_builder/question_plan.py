"""The interview question plan of an Area: whom to ask what, why, and from which evidence.

The questions come from the gaps in the evidence: a criterion on which the Area is silent,
sources that contradict each other, one kind of source alone, files that need explaining. Each
is put to the groups who can answer it: those whom the criterion names, and those who spoke of
it anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coding.codings import Polarity, Strength
from coding.matrix import CodedPassage, Passages
from evidence.framework import Criterion, Framework, Meeting
from evidence.timetable import in_words as day_in_words
from report_builder import file_data
from report_builder.counts import Counts
from report_builder.grounds import Grounds
from report_builder.material import Material
from report_builder.plain_note import Grid, Head, Line, Part, PlainNote, Room
from report_builder.questions import statement
from report_builder.wording import capital, listed

APART = 0.2
"""An Area's share of files is asked about where it is this far from that of all files."""
_LEAST_FILES = 5
_ENOUGH_WORDS = 14
_TAKE_CARE = (
    "For inspectors only. What prompts a question is not to be read out: one group is not told "
    "what another said. An Area’s files are few, so that their numbers are asked about, "
    "not put as findings."
)


@dataclass(frozen=True, slots=True)
class Group:
    """Whom inspectors meet: in words, the grades, and the kind of source that it becomes."""

    who: str
    grades: frozenset[str]
    kind_id: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on a criterion: its words, why it is asked, and the evidence that prompts it.

    `unheard` says that it is only for groups from whom nothing is coded on the criterion.
    """

    criterion: Criterion
    question: str
    why: str
    prompted_by: str
    unheard: bool = False


def question_plan(material: Material, area: str, today: date) -> PlainNote:
    """Return the plan of questions for the meetings in an Area."""
    return _Plan(material, area).of(today)


def groups(framework: Framework) -> tuple[Group, ...]:
    """Return whom inspectors meet in each Area; meetings of the same grades are one group."""
    found: dict[tuple[frozenset[str], str], list[str]] = {}
    for meeting in framework.meetings:
        if meeting.level == "area":
            grades = _grades(framework, meeting)
            key = (grades or frozenset({meeting.meeting_id}), meeting.kind_id)
            found.setdefault(key, []).append(meeting.who)
    return tuple(Group("; ".join(who), grades, kind) for (grades, kind), who in found.items())


def _grades(framework: Framework, meeting: Meeting) -> frozenset[str]:
    left, found = meeting.who.casefold(), set()
    for grade in sorted(framework.grades, key=lambda g: -len(g.name)):
        for name in (grade.plural, grade.name):
            if re.search(rf"\b{re.escape(name.casefold())}\b", left):
                found.add(grade.abbreviation)
                left = left.replace(name.casefold(), " ")
    return frozenset(found)


class _Plan:
    def __init__(self, material: Material, area: str) -> None:
        self.material = material
        self.area = area
        self.framework = material.inspection.framework
        self.counts = Counts(material)
        texts = [s.text for s in self.framework.sub_questions]
        texts += [c.text for c in self.framework.criteria]
        self._named = {g for text in texts for g in self._grades_in(text)}
        self._kinds = {kind.kind_id: kind for kind in self.framework.kinds}
        self._groups = groups(self.framework)
        self._spoken = frozenset(
            (i.coding.code_id, i.source.kind_id, i.source.group, i.source.area)
            for i in material.passages.items
        )

    def of(self, today: date) -> PlainNote:
        settings = self.material.inspection.settings
        title = f"Questions for {self.area}: {settings.short_title}, {day_in_words(today)}"
        return PlainNote(title, today, settings.requests.marking, tuple(self._parts()))

    def _parts(self) -> Iterator[Part]:
        yield Line(_TAKE_CARE, strong=True)
        asked = [(c, tuple(self._asked(c))) for c in self.framework.criteria]
        if not self._groups:
            yield Line("The framework names no meetings in Areas, so nobody can be asked.")
        for group in self._groups:
            yield Head(2, capital(group.who))
            rows = [
                (
                    f"{a.criterion.criterion_id} {a.criterion.title}",
                    a.question,
                    a.why,
                    a.prompted_by,
                )
                for criterion, questions in asked
                if self._concerns(group, criterion)
                for a in questions
                if not (a.unheard and self._heard(group, criterion, self.area))
            ]
            if not rows:
                yield Line("Nothing follows from the evidence so far.")
                continue
            yield Grid(
                f"Questions for {group.who}",
                ("Criterion", "Question", "Why we ask", "What prompts it"),
                tuple(rows),
                (2.8, 5.2, 2.9, 5.7),
            )
            yield Room("For the inspector: the answers, and what you would ask besides")

    # --- whom

    def _concerns(self, group: Group, criterion: Criterion) -> bool:
        """Whether a group can answer: it is named, it spoke of this somewhere, or nobody did."""
        if group.grades & self._grades_in(criterion.text) or self._heard(group, criterion):
            return True
        if not group.grades & self._named:  # "the prosecutor" is somebody whom no grade names
            plain = [g for g in self.framework.grades if g.abbreviation in group.grades]
            last = {grade.name.split()[-1].casefold() for grade in plain}
            if last & set(re.findall(r"\w+?(?=s?\b)", criterion.text.casefold())):
                return True
        spoken = any(self._heard(other, criterion) for other in self._groups)
        return not spoken and not self._grades_in(criterion.text)

    def _heard(self, group: Group, criterion: Criterion, area: str = "") -> bool:
        family = self._family(criterion)
        return any(
            code in family
            and kind_id == group.kind_id
            and grade in group.grades
            and area in {"", where}
            for code, kind_id, grade, where in self._spoken
        )

    def _family(self, criterion: Criterion) -> set[str]:
        name = criterion.criterion_id
        return {name, *self.material.codebook.family(name)}

    def _grades_in(self, text: str) -> frozenset[str]:
        words = set(re.findall(r"[A-Z]+(?=s?\b)", text))
        return frozenset(g.abbreviation for g in self.framework.grades if g.abbreviation in words)

    # --- what

    def _asked(self, criterion: Criterion) -> Iterator[Asking]:
        grounds = Grounds(self.counts, criterion)
        found = self.material.passages.in_area(self.area).coded(*self._family(criterion))
        told = statement(criterion)
        about = told.asked if told.asked.startswith("about") else f"on {told.asked}"
        if not len(found):
            question = (
                f"We have found nothing here {about}. How was it in your own experience, "
                "and what would show it?"
            )
            speaking = grounds.passages().areas
            prompt = f"Nothing is coded here. It is in {listed(speaking) or 'no visited Area'}."
            yield Asking(criterion, question, "the Area’s evidence is silent", prompt)
        yield from self._contradicted(criterion, found, told.so)
        yield from self._one_kind(criterion, found, about)
        yield from self._files(criterion, found)

    def _contradicted(self, criterion: Criterion, found: Passages, so: str) -> Iterator[Asking]:
        sides = [found.polarity(p).items for p in (Polarity.POSITIVE, Polarity.NEGATIVE)]
        if not all(sides):
            return
        subject = f"whether {so}" if so else f"of: {criterion.title}"
        question = f"We have had different accounts of {subject}. What explains them?"
        prompt = " / ".join(self._words(items) for items in sides)
        why = f"accounts differ: {len(sides[0])} positive, {len(sides[1])} negative"
        yield Asking(criterion, question, why, prompt)

    def _one_kind(self, criterion: Criterion, found: Passages, about: str) -> Iterator[Asking]:
        speaking = {self.counts.coded.family_of(item.source) for item in found.items}
        if len(speaking) != 1:
            return
        question = (
            f"Please tell us {about.removeprefix('on ')} in your own experience. "
            "Can you give a recent example?"
        )
        why = f"{speaking.pop()} alone speak of it"
        yield Asking(criterion, question, why, self._words(found.items), unheard=True)

    def _files(self, criterion: Criterion, found: Passages) -> Iterator[Asking]:
        every = {
            _plain(s.statistic_id): s
            for s in file_data.of_criterion(self.counts, criterion.criterion_id)
        }
        for here in file_data.of_criterion(self.counts, criterion.criterion_id, self.area):
            whole = every.get(_plain(here.statistic_id))
            if whole is None or here.rate.total < _LEAST_FILES:
                continue
            share, of_all = here.rate.proportion or 0.0, whole.rate.proportion or 0.0
            told_well = len(found.polarity(Polarity.POSITIVE)) > len(
                found.polarity(Polarity.NEGATIVE)
            )
            if abs(share - of_all) >= APART:
                why = "the Area’s files differ from all files"
            elif told_well and share < 1 / 2:
                why = "accounts lean positive, the files do not"
            else:
                continue
            question = f"The files: {whole.label}. What in your work would explain the result here?"
            prompt = (
                f"{here.rate.count} of {here.rate.total} here; {whole.rate.count} of "
                f"{whole.rate.total} in all [{here.statistic_id}]"
            )
            yield Asking(criterion, question, why, prompt)

    def _words(self, items: Sequence[CodedPassage]) -> str:
        """Return the clearest of some passages, with the kind of its source and its place."""
        item = min(items, key=_clearest)
        hide = self.material.outward.hide
        words = hide(" ".join(item.coding.selection.quote.split()))
        kind = self._kinds[item.source.kind_id].name
        place = f"{item.source.source_id}, {hide(item.segment.locator)}; {item.coding.coding_id}"
        return f"“{words}” ({kind}, {place})"


def _clearest(item: CodedPassage) -> tuple[bool, int, str]:
    """Put strong words first, then those that say enough and no more."""
    length = abs(len(item.coding.selection.quote.split()) - _ENOUGH_WORDS)
    return item.coding.strength is not Strength.STRONG, length, item.coding.coding_id


def _plain(statistic_id: str) -> str:
    """Return a rate's id without its Area."""
    return statistic_id.partition("/area=")[0]
