"""Eligibility: which cases may be drawn, by rules that are data, each exclusion counted.

The rules stand in the settings (`[[sampling.rules]]`), in the order in which they are
applied; the default ones are those of the scoping document (F, file examination, and E,
what is left out). A case leaves at the first rule that it fails. A case of which a rule
cannot tell leaves too, and says so: nothing is drawn that is not known to be eligible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence.examination.spellings import plain
from evidence.examination.urns import same_case
from evidence.inspection import EligibilityRule, Settings
from evidence.sampling.cases import Case, CaseField

REPEATED = "repeated"
"""Counts cases of which the list has a later assessment, which is kept."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A case that may not be drawn: the rule it failed, why, and whether nothing could tell."""

    case: Case
    rule_id: str
    reason: str
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Sieved:
    """A case list after the rules: what may be drawn, and what left at which rule."""

    eligible: tuple[Case, ...]
    excluded: tuple[Exclusion, ...]
    rules: tuple[EligibilityRule, ...]

    def counts(self) -> dict[str, int]:
        """Return how many left at each rule, in the order of the rules; none is 0."""
        left = Counter(exclusion.rule_id for exclusion in self.excluded)
        return {rule_id: left[rule_id] for rule_id in (*(r.rule_id for r in self.rules), REPEATED)}


def rules_of(settings: Settings) -> tuple[EligibilityRule, ...]:
    """Return the rules, the one on the date with the date of the file examination."""
    after = settings.examination.iqas_after
    return tuple(
        replace(rule, after=after, name=f"IQA after {after.day} {after:%B %Y}")
        if rule.field == CaseField.ASSESSED_ON and rule.after is None and rule.before is None
        else rule
        for rule in settings.sampling.rules
    )


def units_left_out(rules: Sequence[EligibilityRule]) -> tuple[str, ...]:
    """Return the words of units that are not in scope, such as RASSO."""
    return tuple(word for rule in rules if rule.field == CaseField.TEAM for word in rule.refuse)


def names_any(said: str, words: Sequence[str]) -> bool:
    """Whether a text holds one of some names, as whole words.

    >>> names_any("Crown Court RASSO unit", ["RASSO"])
    True
    """
    return bool(_longest(f" {plain(said)} ", words))


def sieve(cases: Iterable[Case], rules: Sequence[EligibilityRule]) -> Sieved:
    """Apply the rules, in their order, to every case."""
    eligible: list[Case] = []
    excluded: list[Exclusion] = []
    asked = [(CaseField(rule.field), rule) for rule in rules]
    for case in cases:
        failed = next((e for field, rule in asked if (e := _failing(case, field, rule))), None)
        if failed:
            excluded.append(failed)
        else:
            eligible.append(case)
    kept, repeated = _latest_of_each(eligible)
    return Sieved(tuple(kept), (*excluded, *repeated), tuple(rules))


def _failing(case: Case, field: CaseField, rule: EligibilityRule) -> Exclusion | None:
    said = case.text(field)
    if not said.strip():
        if not rule.allow and field not in _ALWAYS:
            return None
        return Exclusion(case, rule.rule_id, f"no {_NAMED[field]} is given", unclear=rule.unclear)
    if field is CaseField.URN:
        return _unknown(case.urn, case, rule, f"{said} is not a URN")
    if field is CaseField.AREA:
        return _unknown(case.area, case, rule, f"no Area is called {said}")
    if field is CaseField.ASSESSED_ON:
        return _by_day(case, rule, said)
    return _by_words(case, rule, field, said)


def _by_day(case: Case, rule: EligibilityRule, said: str) -> Exclusion | None:
    if case.assessed_on is None:
        return Exclusion(case, rule.rule_id, f"{said} is not a date", unclear=True)
    too_early = rule.after is not None and case.assessed_on <= rule.after
    too_late = rule.before is not None and case.assessed_on >= rule.before
    if too_early or too_late:
        return Exclusion(case, rule.rule_id, f"it was assessed on {said}")
    return None


def _by_words(case: Case, rule: EligibilityRule, field: CaseField, said: str) -> Exclusion | None:
    allowed = _longest(said, rule.allow)
    refused = _longest(said, rule.refuse)
    if refused > allowed:
        return Exclusion(case, rule.rule_id, f"{_NAMED[field]}: {said}")
    if field is CaseField.TEAM:
        # Which words mean a court is the framework's to say, not the rule's.
        return _unknown(case.court, case, rule, f"{_NAMED[field]}: {said}")
    if rule.allow and not allowed:
        return Exclusion(case, rule.rule_id, f"{_NAMED[field]}: {said}", unclear=rule.unclear)
    return None


@lru_cache(maxsize=4096)
def _longest(said: str, names: tuple[str, ...]) -> int:
    """Return the length of the longest of some names that words hold, 0 if they hold none."""
    words = f" {plain(said)} "
    return max((len(name) for n in names if f" {(name := plain(n))} " in words), default=0)


def _unknown(found: str, case: Case, rule: EligibilityRule, reason: str) -> Exclusion | None:
    return None if found else Exclusion(case, rule.rule_id, reason, unclear=rule.unclear)


def _latest_of_each(cases: Sequence[Case]) -> tuple[list[Case], list[Exclusion]]:
    """Keep one assessment of each case, the latest, whatever the order of the list."""
    best: dict[str, Case] = {}
    for case in cases:
        known = best.get(same_case(case.urn))
        if known is None or _lateness(case) > _lateness(known):
            best[same_case(case.urn)] = case
    kept = [case for case in cases if best[same_case(case.urn)] is case]
    pairs = [(case, best[same_case(case.urn)]) for case in cases]
    return kept, [_repeat(case, other) for case, other in pairs if other is not case]


def _repeat(case: Case, kept: Case) -> Exclusion:
    """Say why a case gives way to another row; if they contradict each other, it is unclear."""
    if case.assessed_on != kept.assessed_on:
        said = f"a later assessment of the same case is in the list ({kept.locator})"
        return Exclusion(case, REPEATED, said)
    said = f"the same assessment is listed twice; {kept.locator} is taken"
    here, there = (case.area, case.court), (kept.area, kept.court)
    if here == there:
        return Exclusion(case, REPEATED, said)
    where = f"{kept.area}, {kept.team}; this row says {case.area}, {case.team}"
    return Exclusion(case, REPEATED, f"{said}, under {where}", unclear=True)


def _lateness(case: Case) -> tuple[str, str]:
    return (case.assessed_on.isoformat() if case.assessed_on else "", case.key)


_ALWAYS = (CaseField.URN, CaseField.AREA, CaseField.ASSESSED_ON)
"""Fields that a rule judges by themselves, without words to allow."""

_NAMED = {
    CaseField.URN: "URN",
    CaseField.AREA: "Area",
    CaseField.TEAM: "team",
    CaseField.ASSESSMENT: "kind of assessment",
    CaseField.ASSESSOR: "assessor",
    CaseField.ASSURED: "quality assurance",
    CaseField.ASSURED_BY: "quality assurer",
    CaseField.ASSESSED_ON: "date of assessment",
}
