"""Numbers that identify a case or a person: URNs, collar and National Insurance numbers.

Found by their form or by the words that announce them. A number is read in a levelled text,
so that hard spaces and typographic hyphens do not hide it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from evidence.masking.figures import Lines
from evidence.masking.masks import Kind, Mask

_GAP = r"[ ./_-]{0,3}"
_DIGIT = "[0-9OIl]"
"""People write O for nought, and scanners read 1 as I or l."""

_URN = re.compile(
    rf"(?<![^\W_])(?<!/) {_DIGIT}{{2}}{_GAP}[A-Z0-9]\ ?[A-Z0-9]"
    rf"{_GAP}{_DIGIT}{{5}}{_GAP}{_DIGIT}{{2}}"
    r"(?: \ ?\(\ ?[MS]\ ?\) | \ ?[MS]\b )? (?: \ ?/\ ?\d{1,2}(?!\d) )? (?![^\W_])",
    re.VERBOSE | re.IGNORECASE,
)
_FEWEST_DIGITS = 7
_URN_IN_NAME = re.compile(r"(?<=[A-Za-z])\d{2}[A-Za-z]{2}\d{7}(?!\d)")
_URN_CUT_SHORT = re.compile(rf"(?<![\w/])\d{{2}}{_GAP}[A-Z]{{2}}{_GAP}\d{{5}}(?![^\W_]|[./-]?\d)")
_SPLIT = re.compile(r" ?(?:/|and /|, ?/|& ?/) ?\d{1,2}\b")
_URN_SAID = re.compile(
    r"\bURNs?(?: (?:no|number|ref(?:erence)?)\.?)?[ :#-]{0,3}"
    r"(?:(?:is|was|ending|ended|ends|finishing|in|with) ){0,3}"
    r"[.\u2026]{0,3}(?P<it>(?=[A-Z/ ]{0,4}\d)[\dA-Z]{2,}(?:[ /.-][\dA-Z]*\d[\dA-Z]*){0,5})",
    re.IGNORECASE,
)
_NATIONAL_INSURANCE = re.compile(
    r"(?<!\w)(?!MG|GB|NK|ZZ|BG|KN|NT|TN)[A-Z][ -]?[A-Z][ -]?"
    r"\d[\dO][ -]?[\dO]{2}[ -]?[\dO]\d[ -]?[A-D](?!\w)",
    re.IGNORECASE,
)
_NATIONAL_INSURANCE_BARE = re.compile(
    r"(?<!\w)(?!MG|GB|NK|ZZ|BG|KN|NT|TN)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r" \d\d \d\d \d\d(?! ?[\w/])"
)
_NATIONAL_INSURANCE_SAID = re.compile(
    r"\b(?:NI(?:NO)?|national insurance)(?: (?:no|number)\.?)?[ :]{1,3}(?:is |was )?"
    r"(?P<it>[A-Z]{2} ?\d\d ?\d\d ?\d\d(?: ?[A-D])?)(?!\w)",
    re.IGNORECASE,
)
_RANK = (
    r"(?:T/|A/|Det\.? ?)?(?:W?PCs?|DCs?|PS|DS|DI|PCSO|SC|Sgt|Sergeant|Constable|Officer|officer|"
    r"Insp(?:ector)?|CSO|MOE)"
)
_COLLAR = re.compile(rf"\b{_RANK}\.? ?(?P<it>[A-Z]{{0,2}}\d{{3,6}}[A-Z]{{0,2}})(?!\w|[:.,]\d)")
_COLLAR_BEHIND = re.compile(
    rf"\b{_RANK}\.? (?:[A-Z][\w'-]+ ){{1,2}}\(?"
    r"(?P<it>[A-Z]{0,2}\d{3,6}[A-Z]{0,2})(?!\w|[:.,]\d)"
)
_COLLAR_SAID = re.compile(
    r"\b(?:collar|warrant|shoulder|badge|epaulette|force)(?: |-)(?:no\.?|num(?:ber|\.)?|ID)s?"
    r"[ :#]{0,3}(?:is |was )?(?P<it>[A-Z]{0,3} ?\d{2,6}[A-Z]{0,2})(?!\w)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})(?!\d))"
)
_BORN = re.compile(
    r"(?:\bD\.? ?O\.? ?B\b\.?|\b(?:dates? of birth|birth ?date|birthday|born))"
    rf"[ :(|-]{{0,4}}(?:(?:is|was|on|given as|of) ){{0,2}}(?P<it>{_DATE})",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:crime|custody|incident|CAD|PNC|PNCID|CRIS|ASN|NHS|CRO|passport|driving licen[cs]e|"
    r"payroll|staff|employee|prison(?:er)?|NOMS|hospital|log)"
    r"(?: (?:record|report|id|arrest|summons))?(?: (?:no|num|number|ref|reference|id)\b\.?|:)"
    r"[ :#|]{0,3}(?:is |was )?"
    r"(?P<it>(?=[A-Z/ -]{0,6}\d)[A-Z0-9]{1,}(?:[ /.-]?[A-Z0-9]*\d[A-Z0-9]*){0,6}"
    r"(?: of \d{1,2}/\d{1,2}/\d{2,4})?)",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(r"\b(?!MG)[A-HJ-PR-Y]{2}(?:[05]\d|[1267]\d) ?[A-HJ-PR-Z]{3}\b")
_SPOKEN_DIGIT = "(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
_SPOKEN = re.compile(
    rf"\b(?:(?:double|treble|triple) )?{_SPOKEN_DIGIT}"
    rf"(?:[ ,.-]{{1,2}}(?:(?:double|treble|triple) )?{_SPOKEN_DIGIT}\b){{6,}}",
    re.IGNORECASE,
)
_LONGEST_PHONE = 11

Finder = Callable[[str, str], Iterator[Mask]]
"""Takes a levelled text, and the same in small letters."""


def numbers_in(text: str, figures: Lines) -> Iterator[Mask]:
    """Yield the identifying numbers of a levelled text, the surest kinds first.

    `figures` are its lines with figures in them.
    """
    said = text.casefold()
    for line in figures:
        yield from _national_insurance(text, line)
    for find in _FINDERS:
        yield from find(text, said)
    for line in figures:
        yield from _urns(text, line)
    for match in _URN_SAID.finditer(text) if "urn" in said else ():
        yield _told(match, "[URN]", Kind.URN, "follows the word URN")


def _urns(text: str, line: tuple[int, int]) -> Iterator[Mask]:
    for match in _URN.finditer(text, *line):
        if sum(c.isdigit() for c in match[0]) < _FEWEST_DIGITS:
            continue
        end = match.end()
        while more := _SPLIT.match(text, end):
            end = more.end()
        yield Mask(match.start(), end, "[URN]", Kind.URN, "the form of a URN", sure=_sure(match[0]))
    for pattern, why in ((_URN_IN_NAME, "the form of a URN"), (_URN_CUT_SHORT, "a URN cut short")):
        for match in pattern.finditer(text, *line):
            yield Mask(*match.span(), "[URN]", Kind.URN, why, sure=pattern is _URN_IN_NAME)


def _sure(written: str) -> bool:
    """Whether a URN could not as well be a row of figures: it has a letter or no blanks."""
    return " " not in written.strip() or any(c.isalpha() for c in written[:6])


def _told(match: re.Match[str], mask: str, kind: Kind, why: str) -> Mask:
    return Mask(match.start("it"), match.end("it"), mask, kind, why)


def _by_form(
    pattern: re.Pattern[str], kind: Kind, why: str, mask: str = "", *, hints: tuple[str, ...] = ()
) -> Finder:
    """A finder of all that a pattern matches; it is not tried where none of `hints` occurs."""

    def find(text: str, said: str) -> Iterator[Mask]:
        if hints and not any(hint in said for hint in hints):
            return
        group = "it" if "it" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            yield Mask(start, end, mask or f"[{kind.value}]", kind, why)

    return find


def _national_insurance(text: str, line: tuple[int, int]) -> Iterator[Mask]:
    mask, kind = "[National Insurance number]", Kind.NATIONAL_INSURANCE
    for match in _NATIONAL_INSURANCE.finditer(text, *line):
        yield Mask(*match.span(), mask, kind, "the form of an NI number")
    for match in _NATIONAL_INSURANCE_BARE.finditer(text, *line):
        why = "the form of an NI number without its last letter"
        yield Mask(*match.span(), mask, kind, why, sure=False)


_FINDERS: Final[tuple[Finder, ...]] = (
    _by_form(
        _NATIONAL_INSURANCE_SAID, Kind.NATIONAL_INSURANCE, "announced as an NI number",
        hints=("ni ", "nino", "national insurance", "ni:"),
    ),
    _by_form(
        _BORN, Kind.DATE_OF_BIRTH, "announced as a date of birth",
        hints=("dob", "d.o", "d o", "birth", "born"),
    ),
    _by_form(
        _COLLAR_SAID, Kind.COLLAR_NUMBER, "announced as a collar number",
        hints=("collar", "warrant", "shoulder", "badge", "epaulette", "force n", "force i"),
    ),
    _by_form(_COLLAR, Kind.COLLAR_NUMBER, "a number after a police rank"),
    _by_form(_COLLAR_BEHIND, Kind.COLLAR_NUMBER, "a number after an officer's name"),
    _by_form(
        _REFERENCE, Kind.REFERENCE, "announced as a reference",
        hints=(
            "crime", "custody", "incident", "cad", "pnc", "cris", "asn", "nhs", "cro", "passport",
            "driving", "payroll", "staff", "employee", "prison", "noms", "hospital", "log",
        ),
    ),
    _by_form(_REGISTRATION, Kind.REGISTRATION, "the form of a registration"),
    _by_form(
        _SPOKEN, Kind.TELEPHONE, "digits spoken one by one", "[number]",
        hints=("oh ", "zero ", "nought ", "double ", "triple ", "one two ", "two three "),
    ),
)  # fmt: skip
