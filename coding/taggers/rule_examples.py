"""Whether the rules do what their own examples say: `iqa tag rules check`."""

from __future__ import annotations

from dataclasses import dataclass

from coding.taggers.lines import Lines
from coding.taggers.matching import Matcher
from coding.taggers.rules import Family, RuleSet


@dataclass(frozen=True, slots=True)
class RuleDefect:
    """A sentence that a family should match and does not, or the other way round."""

    pack: str
    line: int
    family_id: str
    sentence: str
    should_match: bool

    def __str__(self) -> str:
        should = "should match" if self.should_match else "should not match"
        return f"{self.pack}, line {self.line}: '{self.family_id}' {should} \"{self.sentence}\""


def defects(rules: RuleSet) -> list[RuleDefect]:
    """Return every example sentence that its family gets wrong."""
    return [
        RuleDefect(family.pack, family.line, family.family_id, sentence, should)
        for family in rules.families
        for should, sentences in ((True, family.matches), (False, family.spares))
        for sentence in sentences
        if _found(family, sentence) is not should
    ]


def _found(family: Family, sentence: str) -> bool:
    matcher = Matcher((family.family_id, pattern) for pattern in family.patterns)
    return bool(matcher.find(Lines([sentence])).key.size)
