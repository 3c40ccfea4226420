"""The printable record of a draw: what anybody needs to repeat it, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.framework import Framework
from evidence.inspection import EligibilityRule
from evidence.sampling.draw import Draw, Stratum
from evidence.sampling.eligibility import Sieved

LATER = "a later assessment of the case is in the list"
"""Why an earlier assessment leaves, once the rules have been applied."""
HOW = (
    "Each eligible case is ranked, within its Area and court, by the SHA-256 of the seed, the "
    "Area, the court and the case (URN, Area, team and date of assessment), with a bar between "
    "them. The files are the first in that rank; replacements are the next."
)


def rule_lines(sieved: Sieved, total: int) -> Iterator[tuple[str, int | None, int]]:
    """Yield each rule in words, how many cases left at it, and how many then remained."""
    yield "case list from the IQA application", None, total
    counts = sieved.counts()
    left = total
    names = {rule.rule_id: rule.name for rule in sieved.rules}
    for rule_id, gone in counts.items():
        left -= gone
        yield names.get(rule_id, LATER), gone, left


def window_words(found: Draw) -> str:
    """Return how "the most recently completed" and "randomly" were reconciled."""
    if found.newest == 0:
        return "Files were drawn at random from all eligible assessments."
    if found.newest == 1:
        return "The most recently completed eligible assessments were taken."
    return (
        f"Files were drawn at random from the most recently completed eligible assessments of "
        f"each Area and court: from {found.newest} times as many as wanted, or from all where "
        "there are fewer."
    )


def stratum_line(stratum: Stratum, framework: Framework) -> str:
    """Return one Area and court in words.

    The words say what was wanted, what was eligible, and what is short.
    """
    court = next(c.name for c in framework.courts if c.court_id == stratum.court)
    drawn = len(stratum.drawn)
    said = f"{stratum.area}, {court}: {drawn} of {stratum.wanted} drawn"
    said += f" from {stratum.window} ({len(stratum.order)} eligible)"
    return said + (f"; short by {stratum.short_by}" if stratum.short_by else "")


def described(rule: EligibilityRule) -> str:
    """Return what a rule does, in words.

    >>> described(EligibilityRule("x", "non-advocacy", "assessment", ("casework",), ("advocacy",)))
    'assessment holds casework; and none of advocacy'
    """
    if rule.after or rule.before:
        bounds = [
            f"{word} {day.day} {day:%B %Y}"
            for word, day in (("after", rule.after), ("before", rule.before))
            if day
        ]
        return f"{rule.field} is {' and '.join(bounds)}"
    parts = []
    if rule.allow:
        parts.append(f"{rule.field} holds {' or '.join(rule.allow)}")
    if rule.refuse:
        parts.append(f"none of {', '.join(rule.refuse)}")
    return "; and ".join(parts) or f"{rule.field} can be read"
