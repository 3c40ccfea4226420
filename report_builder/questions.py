"""Questions turned into statements: what a criterion asks, as something that can be found.

"Are emerging themes being identified?" becomes "emerging themes were being identified", so
that a section can say where that was found and where it was not. The rules are those of
English questions and know no inspection; a question that none of them fits is quoted as it
stands, and its title takes the statement's place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.framework import Criterion
from report_builder.wording import small

MOST_WORDS = 12
"""A statement longer than this is cut at the first clause that only qualifies it."""

_QUALIFIES = re.compile(
    r",? (?=in line with |including |when |to ensure |so that |arising |following |because )"
    r"|(?<=ly) (?=to )"
)
_ASIDE = re.compile(r" in line with .+?(?= when )")
_BACKWARD = re.compile(r" with (?:those|these) \w+$")
_DONE = (
    r"\w{2,}ed|\w+(?:own|aken|iven|ade)|sent|held|kept|done|found|set|put|read|met|heard|told|led"
    r"|written|drawn|brought|sought|taught|built|borne|seen|paid|left|lost"
)
"""A verb in the form that it has after "is" where somebody does it."""
_CLAUSE = re.compile(rf"\b(?:{_DONE}|within|before|after|during|until)\s", re.IGNORECASE)
"""What no noun has before its verb: it began a clause of its own."""
_STATES = frozenset(
    {"be", "have", "know", "need", "want", "understand", "believe", "feel", "hold", "think", "lack"}
)
"""Verbs that are not said of something going on: "were having a plan" is no English."""
_DOUBLED = frozenset({"run", "get", "set", "put", "plan", "begin", "refer", "cut", "stop"})
_PAST = {"is": "was", "are": "were", "has": "had", "have": "had", "does": "did", "do": "did"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A question as a report speaks of it.

    `asked` goes after "we asked" ("whether themes were being identified"); `so` and `not_so`
    go after "evidence that". Both are empty where the question could not be turned round.
    """

    asked: str
    so: str = ""
    not_so: str = ""


def statement(criterion: Criterion) -> Statement:
    """Return what a criterion's question asks, in the past tense of a report."""
    text = " ".join(criterion.text.split()).rstrip("?. ")
    for rule in (_how_adverb, _how, _is_there, _conditional, _being, _ing, _participle, _do):
        found = rule(text)
        if found is not None:
            return found
    return Statement(f"about {small(criterion.title)}")


def _whether(subject: str, verb: str, rest: str) -> Statement:
    verb = _PAST[verb.casefold()]
    subject, rest = small(subject), _past_within(rest)
    so = _short(f"{subject} {verb} {rest}")
    not_so = f"{subject} {verb} not{so.removeprefix(f'{subject} {verb}')}"
    return Statement(f"whether {so}", so, not_so)


def _being(text: str) -> Statement | None:
    found = re.match(r"(Is|Are) (.+?) (being .+)$", text, re.IGNORECASE)
    return _whether(found[2], found[1], found[3]) if found else None


def _ing(text: str) -> Statement | None:
    found = re.match(r"(Is|Are) ((?:the |those |these )?\w.*?) (\w+ing .+)$", text, re.IGNORECASE)
    if found is None or _CLAUSE.search(f"{found[2]} "):
        return None
    return _whether(found[2], found[1], found[3])


def _participle(text: str) -> Statement | None:
    found = re.match(rf"(Is|Are) (.+?) ((?:{_DONE})(?: .+)?)$", text, re.IGNORECASE)
    return _whether(found[2], found[1], found[3]) if found else None


def _conditional(text: str) -> Statement | None:
    found = re.match(r"(Where .+?), ((?:is|are) .+)$", text, re.IGNORECASE)
    if found is None:
        return None
    for rule in (_being, _ing, _participle):
        main = rule(found[2])
        if main is not None:
            return main
    return None


def _is_there(text: str) -> Statement | None:
    found = re.match(r"Is there evidence that (.+?) (is|are) (.+)$", text, re.IGNORECASE)
    return _whether(found[1], found[2], found[3]) if found else None


def _how_adverb(text: str) -> Statement | None:
    found = re.match(r"How (\w+ly) (is|are) (.+?) (\w+ing) (.+)$", text, re.IGNORECASE)
    if found is None:
        return None
    inner = _whether(found[3], found[2], f"{found[4]} {found[5]}")
    return Statement(f"how {found[1].lower()} {_areas(inner.so)}", inner.so, inner.not_so)


def _how(text: str) -> Statement | None:
    found = re.match(r"How (do|does) (the \w+|\w+) (\w+) (.+)$", text, re.IGNORECASE)
    if found is None or found[3].casefold() in _STATES:
        return None
    verb = "is" if found[1].casefold() == "does" else "are"
    inner = _whether(found[2], verb, f"{_ing_form(found[3])} {found[4]}")
    return Statement(f"how {_areas(inner.so)}", inner.so, inner.not_so)


def _do(text: str) -> Statement | None:
    found = re.match(r"(Do|Does) ((?:the |those |these )?\w+) (\w+) (.+)$", text, re.IGNORECASE)
    if found is None or found[3].casefold() in _STATES or found[3].endswith("s"):
        return None
    verb = "is" if found[1].casefold() == "does" else "are"
    return _whether(found[2], verb, f"{_ing_form(found[3])} {found[4]}")


def _areas(so: str) -> str:
    """Return a statement on "the Area" as one on Areas: a report asks it of more than one."""
    return re.sub(r"^the Area was\b", "Areas were", so)


def _ing_form(verb: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def _past_within(rest: str) -> str:
    return re.sub(r"\b(that(?: \w+)?) (is|are)\b", lambda m: f"{m[1]} {_PAST[m[2]]}", rest)


def _short(words: str) -> str:
    """Keep the longest beginning that is short enough and ends before a qualifying clause."""
    words = _BACKWARD.sub("", _ASIDE.sub("", words))
    if len(words.split()) <= MOST_WORDS:
        return words
    kept = words
    for cut in reversed(list(_QUALIFIES.finditer(words))):
        kept = words[: cut.start()]
        if len(kept.split()) <= MOST_WORDS:
            break
    return kept.rstrip(", ")
