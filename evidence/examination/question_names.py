"""Which question a heading names: by its id, its text, its short text, or nearly so.

"Q03", "q3.", "Question 3" and the question's words all name the third question. Where a
number says one question and the words say another, the words win and the heading is unsure,
since another form may count its questions in another order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from evidence.examination.spellings import plain
from evidence.framework import ExaminationQuestion, FeedbackQuestion, Framework

_SURELY, _PERHAPS = 0.9, 0.62
_CLEARLY_AHEAD = 0.05
_FEWEST_LETTERS = 8
_LONGEST = 300
_NUMBERED = re.compile(r"(?P<prefix>[a-z]*)\s?0*(?P<number>\d+)\b\s*(?P<rest>.*)")
_PREFIXES = {
    "q": ("q", "question", "quest", "qn", "qu"),
    "f": ("f", "feedback", "fb", "feedback question"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """The question that words name. `rest` are the words that are no part of its name."""

    question_id: str
    sure: bool
    rest: str = ""


@dataclass(slots=True)
class QuestionNames:
    """The names of a framework's questions; what was asked before is remembered."""

    framework: Framework
    _exact: dict[str, str] = field(default_factory=dict)
    _found: dict[str, Named | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for question in self._asked:
            for name in (question.question_id, question.text, question.short):
                self._exact.setdefault(plain(name), question.question_id)

    @property
    def _asked(self) -> tuple[ExaminationQuestion | FeedbackQuestion, ...]:
        return (*self.framework.questions, *self.framework.feedback)

    def exactly(self, text: str) -> Named | None:
        """Return the question whose id, text or short text this is, or None."""
        said = plain(text)
        for words in (said, re.sub(r"^\d+\s", "", said)):
            if words in self._exact:
                return Named(self._exact[words], sure=True)
        numbered = self._numbered(said)
        if numbered is None or not numbered.rest:
            return numbered
        meant = self._exact.get(numbered.rest)
        return Named(meant, sure=meant == numbered.question_id) if meant else None

    def named(self, text: str) -> Named | None:
        """Return the question that is meant or nearly meant, or None."""
        said = plain(text)[:_LONGEST]
        if said not in self._found:
            self._found[said] = self.exactly(said) or self._nearly(said)
        return self._found[said]

    def begun(self, text: str) -> Named | None:
        """Return the question whose id the words begin with, and the words that follow it."""
        return self._numbered(plain(text))

    def _nearly(self, said: str) -> Named | None:
        numbered = self._numbered(said)
        words = numbered.rest if numbered else re.sub(r"^\d+\s", "", said)
        likest = self._likest(words)
        if numbered is None or likest is None:
            return likest
        if likest.question_id == numbered.question_id:
            return Named(likest.question_id, sure=True)
        return Named(likest.question_id, sure=False)

    def _likest(self, words: str) -> Named | None:
        if len(words) < _FEWEST_LETTERS:
            return None
        scores: dict[str, float] = {}
        for name, question_id in self._exact.items():
            if len(name) >= _FEWEST_LETTERS:
                score = _alike(words, name)
                scores[question_id] = max(score, scores.get(question_id, 0.0))
        ranked = sorted(scores, key=lambda question_id: -scores[question_id])
        if not ranked or scores[ranked[0]] < _PERHAPS:
            return None
        second = scores[ranked[1]] if len(ranked) > 1 else 0.0
        ahead = scores[ranked[0]] - second >= _CLEARLY_AHEAD
        return Named(ranked[0], sure=ahead and scores[ranked[0]] >= _SURELY)

    def _numbered(self, said: str) -> Named | None:
        """Read "q3 answer" as the question whose id is Q03, with "answer" left over."""
        match = _NUMBERED.match(said)
        if match is None or not match["prefix"]:
            return None
        for question in self._asked:
            own = _NUMBERED.fullmatch(plain(question.question_id))
            if own is None or int(own["number"]) != int(match["number"]) or own["rest"]:
                continue
            if match["prefix"] in _PREFIXES.get(own["prefix"], (own["prefix"],)):
                return Named(question.question_id, sure=True, rest=match["rest"].strip())
        return None


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _PERHAPS or matcher.quick_ratio() < _PERHAPS:
        return 0.0
    return matcher.ratio()
