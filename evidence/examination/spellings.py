"""How people write what a form asks for: "Y", "agree ", "N/A", "Mags", "3rd Apr 23".

Nothing is guessed: what could mean two things is None, and the form's reader then says
which words are allowed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from evidence.examination.answers import (
    NOT_APPLICABLE,
    DcpAnswer,
    DipSamplerView,
    Judgement,
    Recorded,
)
from evidence.framework import Framework

_NOT_APPLICABLE = ("na", "n a", "not app", "not applic", "not relevant")
_YES = ("yes", "y", "true")
_NO = ("no", "n", "false")

DCP_ANSWERS: Mapping[DcpAnswer, tuple[str, ...]] = {
    DcpAnswer.YES: (*_YES, "met", "standard met"),
    DcpAnswer.NO: (*_NO, "not met", "standard not met"),
    DcpAnswer.NOT_APPLICABLE: _NOT_APPLICABLE,
}
# "Yes" and "no" are not taken for agree and disagree: an inspector may have written their
# own answer to the question instead of their view of the DCP's.
JUDGEMENTS: Mapping[Judgement, tuple[str, ...]] = {
    Judgement.AGREE: ("agreed", "agrees", "a", "yes agree", "agree with dcp", "agree with the dcp"),
    Judgement.DISAGREE: (
        "d",
        "no disagree",
        "disagree with dcp",
        "disagree with the dcp",
        "disagreed",
        "disagrees",
        "dont agree",
        "do not agree",
        "not agreed",
    ),
    Judgement.NOT_APPLICABLE: _NOT_APPLICABLE,
    Judgement.CANNOT_TELL: (
        *("cant tell", "can not tell", "cannot say", "cant say", "unable to tell", "unclear"),
        *("unable to say", "not clear", "ct", "cannot assess", "unable to assess"),
    ),
}
RECORDED: Mapping[Recorded, tuple[str, ...]] = {
    Recorded.YES: (*_YES, "recorded"),
    Recorded.NO: (*_NO, "not recorded", "none", "none recorded"),
    Recorded.NOT_APPLICABLE: _NOT_APPLICABLE,
    Recorded.CANNOT_TELL: JUDGEMENTS[Judgement.CANNOT_TELL],
}
DIP_SAMPLER_VIEWS: Mapping[DipSamplerView, tuple[str, ...]] = {
    DipSamplerView.AGREE: (
        *("agreed", "agrees", "agreed with the dcp", "agrees with the dcp", "agreed with dcp"),
        *("agree with dcp", "agreed with all", "agreed throughout", "endorsed", "fully agreed"),
    ),
    DipSamplerView.DISAGREE: (
        *("disagreed", "disagrees", "disagreed with the dcp", "disagreed with dcp"),
        *("disagreed in part", "partly disagreed", "agreed in part", "partly agreed"),
        *("disagrees in part", "agrees in part", "partially agreed"),
    ),
    DipSamplerView.NOT_RECORDED: ("none", "none recorded", "no view", "not stated", "not given"),
}

Word = TypeVar("Word", bound=StrEnum)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Reduce what was written to its bare words.

    >>> plain(" Magistrates' Court "), plain("Victims & Witnesses"), plain("N/A")
    ('magistrates court', 'victims and witnesses', 'n a')
    """
    bare = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[^\w]|_", " ", re.sub(r"['‘’`]", "", bare)).split())


def chosen(text: str, words: Mapping[Word, tuple[str, ...]]) -> Word | None:
    """Return the word that is meant, or None."""
    said = plain(text)
    for word, spellings in words.items():
        if said == plain(word) or said in spellings:
            return word
    return None


def judgement_of(text: str, *, asks_agreement: bool) -> Judgement | None:
    """Return the inspector's view, or None; "yes" counts where the heading asks if they agree.

    >>> judgement_of("Y", asks_agreement=True), judgement_of("Y", asks_agreement=False)
    (<Judgement.AGREE: 'agree'>, None)
    """
    if asks_agreement and (said := yes_or_no(text)) is not None:
        return Judgement.AGREE if said else Judgement.DISAGREE
    return chosen(text, JUDGEMENTS)


def yes_or_no(text: str) -> bool | None:
    """Return True for yes and False for no, or None if it is neither."""
    said = plain(text)
    return True if said in _YES else False if said in _NO else None


def recorded_of(text: str) -> Recorded | None:
    """Return whether something is recorded, or None.

    >>> recorded_of("Y"), recorded_of("not recorded"), recorded_of("by telephone")
    (<Recorded.YES: 'yes'>, <Recorded.NO: 'no'>, None)
    """
    return chosen(text, RECORDED)


def dip_sampler_view_of(text: str) -> DipSamplerView | None:
    """Return the dip sampler's view of the DCP's answers, or None."""
    return chosen(text, DIP_SAMPLER_VIEWS)


def court_of(text: str, framework: Framework) -> str | None:
    """Return the id of the court that is meant, or None."""
    named = {c.court_id: (c.court_id, c.name, *c.variants) for c in framework.courts}
    return _named(text, named)


def categories_of(text: str, framework: Framework) -> tuple[str, ...] | None:
    """Return the ids of the categories that are meant, in the framework's order, or None.

    Several stand in one cell with a semicolon, comma, slash or line between them.
    """
    named = {c.category_id: (c.category_id, c.name, *c.variants) for c in framework.categories}
    whole = _named(text, named)
    if whole is not None:
        return (whole,)
    parts = [_named(part, named) for part in re.split(r"[;,/+\n]", text) if plain(part)]
    if not parts or None in parts:
        return None
    return tuple(category for category in named if category in parts)


def feedback_of(text: str, answers: Iterable[str]) -> str | None:
    """Return the graded answer that is meant, or `NOT_APPLICABLE`, or None.

    "Fully" stands for "fully met" where no other answer begins so, "partly" for
    "partially", and "PM" for its initials.
    """
    allowed = tuple(answers)
    said = plain(text).replace("partly", "partially")
    if said == NOT_APPLICABLE or said in _NOT_APPLICABLE:
        return NOT_APPLICABLE
    for answer in allowed:
        if said == plain(answer):
            return answer
    begun = [a for a in (*allowed, NOT_APPLICABLE) if plain(a).split()[:1] == [said]]
    short = [a for a in allowed if "".join(word[0] for word in plain(a).split()) == said]
    found = begun if begun else short
    return found[0] if len(found) == 1 else None


def grade_of(text: str, framework: Framework) -> str | None:
    """Return the abbreviation of the grade that is meant, or None."""
    named = {g.abbreviation: (g.abbreviation, g.name, g.plural) for g in framework.grades}
    return _named(text, named)


_DATE_FORMS = (
    *("%d %m %Y", "%d %m %y", "%d %b %Y", "%d %b %y", "%d %B %Y", "%d %B %y", "%Y %m %d"),
    *("%B %d %Y", "%b %d %Y"),
)


@lru_cache(maxsize=8192)  # the same days are written again and again
def day_of(text: str) -> date | None:
    """Return the day that a text names, the day before a month in figures, or None.

    >>> day_of("3/4/23"), day_of("Mon 3rd April 2023"), day_of("04/25/2023")
    (datetime.date(2023, 4, 3), datetime.date(2023, 4, 3), None)
    """
    said = re.sub(r"(\s+|(?<=\d)t)\d{1,2}:\d{2}(:\d{2})?(\.\d+)?z?$", "", text.strip().casefold())
    said = re.sub(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?[\s,.]+", "", said)
    said = re.sub(r"(?<=\d)(st|nd|rd|th)\b( of\b)?", "", said).replace("sept ", "sep ")
    said = " ".join(re.split(r"[\s/.,-]+", said)).strip()
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _named(text: str, named: Mapping[str, tuple[str, ...]]) -> str | None:
    said = plain(text)
    return next((key for key, names in named.items() if said in map(plain, names)), None)
