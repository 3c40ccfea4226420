"""What others call the columns of a file examination: the words for a part of an answer.

Beside the form's own headings and their spellings. All are in bare words (see `plain`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.examination.form import Field

PARTS: Mapping[Field, tuple[str, ...]] = {
    Field.DCP_ANSWER: (
        *("dcps answer", "dcp answer", "answer", "dcp", "iqa answer", "answer given", "response"),
        *("dcp assessment", "dcps assessment", "dcp response", "dcps response", "dcp marking"),
        *("dcp said", "dcp rating", "dcp result", "dcp score", "dcp yes no", "dcp y n", "iqa"),
        *("legal manager", "legal managers answer", "legal manager answer", "lm answer", "cps"),
        *("legal managers assessment", "cps answer", "area answer", "original answer", "mark"),
        *("original iqa answer", "iqa response", "iqa result", "iqa mark", "assessors answer"),
        *("assessor answer", "iqa assessment", "dcp mark", "answer by dcp", "answer of dcp"),
        *("answer y n", "answer y n na", "dcp answer y n", "dcp answer y n na", "marked by dcp"),
    ),
    Field.VIEW: (
        *("inspectors view", "inspector view", "inspector", "view", "judgement", "judgment"),
        *("agree", "agree or disagree", "agreed", "agree disagree", "agree y n", "agree yes no"),
        *("inspector agrees", "inspector agree", "do you agree", "does the inspector agree"),
        *("inspectors judgement", "inspectors judgment", "inspector judgement", "agreement"),
        *("hmcpsi view", "hmcpsi", "hmcpsi agrees", "hmcpsi agree", "our view", "we agree"),
        *("agree with dcp", "inspector agrees with dcp", "agrees with dcp", "agree with iqa"),
        *("agrees", "inspectors opinion", "inspectors finding", "inspector finding"),
        *("view of inspector", "inspector agree or disagree", "do we agree", "agreement y n"),
        *("agree or not", "inspectors view agree disagree", "agree disagree na", "inspectorate"),
        *("inspector agree disagree", "agree y n na", "agreed y n", "inspector agrees y n"),
    ),
    Field.CATEGORY: (
        *("category", "categories", "category of difference", "category of disagreement"),
        *("difference category", "disagreement category", "category if disagree", "cat"),
        *("categories of difference", "type of difference", "area of difference", "type"),
        *("category of error", "if disagree category", "categories if disagree"),
        *("category where disagree", "which category", "theme"),
    ),
    Field.REASON: (
        *("reason", "reasons", "reason for difference", "reasons for difference"),
        *("reason if disagree", "reason for disagreement", "reasons for disagreement", "why"),
        *("explanation", "rationale", "reasoning", "inspectors reason", "inspectors reasons"),
        *("inspector reason", "if disagree why", "if disagree reason", "reason where disagree"),
        *("inspector comments", "inspectors comments", "inspector comment", "comment"),
        *("comments", "notes", "narrative", "detail", "details", "why not", "if not why"),
    ),
    Field.FEEDBACK: (
        *("answer", "grade", "feedback", "rating", "score", "met", "response", "result"),
        *("inspectors grade", "inspector grade", "inspectors rating", "inspector rating"),
        *("inspectors answer", "inspectors view", "inspector", "fully partially not met"),
        *("fully partially or not met", "fm pm nm", "mark", "view", "judgement"),
    ),
}

QUESTION_WORDS = (
    *("question", "question no", "question number", "question id", "question text", "q"),
    *("iqa question", "q no", "qn", "question asked", "criterion", "standard", "item"),
    *("question ref", "question reference", "iqa question no", "iqa question number"),
)
"""Headings of the column that names the question, where each question has its own row."""

FILE_WORDS: Mapping[Field, tuple[str, ...]] = {
    Field.FILE: (
        *("file number", "sample ref", "sample no", "sample number", "reference", "file id"),
        *("hmcpsi ref", "hmcpsi reference", "inspection ref", "sample reference", "our ref"),
    ),
    Field.URN: (
        *("urn no", "urn number", "case number", "case no", "cps urn", "police urn"),
        *("unique ref number", "unique reference no", "unique reference", "case reference"),
        *("case ref", "case reference number", "urn ref", "urn reference"),
    ),
    Field.AREA: ("cps area name", "area of cps", "which area", "cps areas"),
    Field.COURT: (
        *("court tier", "court level", "mc or cc", "mc cc", "mags or crown", "mags crown"),
        *("magistrates or crown", "magistrates court or crown court", "type of court"),
        *("mags cc", "magistrates crown", "jurisdiction", "team type", "unit", "court unit"),
    ),
    Field.IQA_DATE: (
        *("iqa completed", "date iqa completed", "iqa completed on", "date completed"),
        *("completion date", "iqa completion date", "assessment date", "date of assessment"),
        *("completed", "date of iqa completion", "iqa date completed", "completed on"),
        *("date of dcp iqa", "iqa dated", "assessed on", "date assessed", "dcp iqa date"),
    ),
    Field.DIP_SAMPLER: (
        *("dip sampler role", "dip sampler level", "quality assured by", "qa by", "qa grade"),
        *("dip sample by", "grade of quality assurer", "quality assurer", "assurer grade"),
        *("dccp or sdcp", "sdcp or dccp", "dip sampled by grade", "quality assurer grade"),
        *("dccp sdcp", "sdcp dccp", "grade dip sampler", "quality assurers grade"),
    ),
    Field.DCP_COMMENTS: (
        *("dcp comments y n", "comments by dcp", "comments recorded by dcp", "dcp comment"),
        *("dcp recorded comments", "has the dcp recorded comments", "dcp commented"),
        *("are dcp comments recorded", "did the dcp record comments", "dcp comments made"),
        *("comments from dcp", "dcp comments on app", "dcp comments present"),
    ),
    Field.DIP_SAMPLER_COMMENTS: (
        *("dip sampler comments y n", "comments by dip sampler", "dip sampler comment"),
        *("comments recorded by dip sampler", "dip sampler recorded comments"),
        *("has the dip sampler recorded comments", "dip sampler commented", "qa comments"),
        *("did the dip sampler record comments", "dip sample comments recorded"),
        *("dip sample comments", "quality assurer comments recorded", "qa comments recorded"),
        *("quality assurer comments", "comments from dip sampler"),
    ),
}
"""Other headings of what is recorded of a file once."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHOICES = _words("y yes no n na a d or not applicable cant cannot tell unclear")
_JOINTS = _words("the of by for if is was does do did with where s in on to and")
_PEOPLE = _words("inspector inspectors insp hmcpsi our we you i us")
_DCP = _words("dcp dcps legal manager managers iqa iqas cps assessor assessors original")
MADE_OF: Mapping[Field, tuple[frozenset[str], frozenset[str]]] = {
    Field.VIEW: (
        _words("agree agrees agreed agreement disagree disagrees disagreed"),
        _CHOICES | _JOINTS | _PEOPLE | _DCP | _words("view answer judgement"),
    ),
    Field.CATEGORY: (
        _words("category categories"),
        _JOINTS | _PEOPLE | _DCP | _words("difference disagreement disagree error"),
    ),
    Field.REASON: (
        _words("reason reasons why explanation rationale"),
        _JOINTS
        | _PEOPLE
        | _DCP
        | _words("difference disagreement disagree differ differed not do"),
    ),
    Field.DCP_ANSWER: (
        _words("dcp dcps"),
        _CHOICES
        | _JOINTS
        | _DCP
        | _words("answer answers response assessment mark marked rating result said say"),
    ),
    Field.IQA_DATE: (
        _words("date dated"),
        _JOINTS | _DCP | _words("completed completion assessed assessment done carried out day"),
    ),
}
"""For a part: words of which a heading needs one, and others that it may have, but no more."""

_ENDINGS = re.compile(r"(?<=\w)\s(?:(?:y|yes) (?:or )?(?:n|no)(?: (?:or )?(?:na|n a))?|a d)$")


def made_of(words: str, *parts: Field) -> Field | None:
    """Return the first of some parts that a heading is made of the words of, or None.

    >>> made_of("inspector agree disagree n a", Field.VIEW), made_of("agreed actions", Field.VIEW)
    (<Field.VIEW: 'view'>, None)
    """
    said = frozenset(words.split())
    for part in parts:
        needed, allowed = MADE_OF[part]
        if said & needed and said <= needed | allowed:
            return part
    return None


def without_choices(words: str) -> str:
    """Return a heading without the choices that it names at its end.

    >>> without_choices("dcp comments recorded y n"), without_choices("area")
    ('dcp comments recorded', 'area')
    """
    return _ENDINGS.sub("", words)


GRADES = (
    *("feedback grade", "feedback answer", "feedback", "feedback rating", "grade"),
    *("rating", "grading", "quality", "quality of feedback", "how well met"),
)
"""Headings of the column that grades feedback, where each question has its own row."""

WEAK = frozenset({"comment", "comments", "notes", "detail", "details", "type", "theme", "answer"})
"""Words that count for a part of an answer only where several questions have them."""


def asks_agreement(words: str) -> bool:
    """Whether a heading asks if the inspector agrees, so that "yes" says that they do.

    >>> asks_agreement("inspector agrees"), asks_agreement("inspectors view")
    (True, False)
    """
    said = set(words.split())
    return bool(said & {"agree", "agrees", "agreed", "agreement"}) and "disagree" not in said
