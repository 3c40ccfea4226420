"""Where a person can be reached: e-mail and account names, telephones, postcodes, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.masking.figures import Lines
from evidence.masking.masks import Kind, Mask

_E_MAIL = re.compile(
    r"[A-Za-z0-9][\w.+'-]{0,80}(?<!\.) ?(?:@|\[at\]|\(at\)|\{at\}) ?[A-Za-z0-9-]+"
    r"(?:(?:\.|\[dot\]|\(dot\))[A-Za-z0-9-]+)*\.?[A-Za-z]{2,}",
)
_E_MAIL_SAID = re.compile(
    r"\b[a-z0-9]+(?: (?:dot|dash|underscore|hyphen) [a-z0-9]+)* at [a-z0-9-]+(?: dot [a-z]+)+\b",
    re.IGNORECASE,
)
_AT = re.compile(r"@|[\[({]at[\])}]")
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z]\w{2,}(?!\w*@)")
_PHONE = re.compile(
    r"(?<![\w/.,\u00a3$-])(?:\+ ?44|0044|\(\+44\)|\(0\d{2,5}\)|0\d)"
    r"[\d ()./-]{6,16}\d(?![\w/])"
)
_PHONE_TYPED = re.compile(
    r"(?<![\w/.,\u00a3$-])[0O][127][\dO](?=[\d ()-]*O)[\dO ()-]{6,13}[\dO](?![\w/])"
    r"|(?<![\w/.,\u00a3$+-])44 ?7\d{3} ?\d{3} ?\d{3}(?![\w/])"
    r"|(?<![\w/.,])0[ -]7(?:[ -]\d){9}(?![\w/]|[ -]\d)"
)
_MISTYPED = re.compile(r"\dO|44 ?7\d|0[ -]7[ -]\d")
_EXTENSION = re.compile(
    r"\b(?:ext(?:ension)?|extn|x)\b\.?(?: (?:no|number)\.?)?[ :]{0,2}(?P<it>\d{2,6})(?!\w)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|fax|"
    r"(?:call|ring)(?: me| him| her)? on)"
    r"(?: (?:no|number)\b)?\.?[ :]{1,3}(?:is |on )?(?P<it>\d[\d ()-]{4,14}\d)(?!\w)",
    re.IGNORECASE,
)
_AREAS: Final = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|"
    "K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|RG|RH|RM|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|"
    "UB|W[ACDFNRSV]?|YO|ZE"
)
_INWARD = "[ABD-HJLNP-UW-Z]{2}"
_INWARD_PART = re.compile(rf"\d(?!st\b|nd\b|rd\b|th\b){_INWARD}(?!\w)", re.IGNORECASE)
_POSTCODE = re.compile(rf"(?<![\w&])(?:{_AREAS})\d(?:\d|[A-Z])? ?\d{_INWARD}(?!\w)")
_POSTCODE_SMALL = re.compile(
    rf"(?<![\w&])(?:{_AREAS})\d(?:\d|[A-Z])? \d(?!st\b|nd\b|rd\b|th\b){_INWARD}(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:[Ff]lat \d{1,4}[A-Za-z]?,? )?\d{1,4}[A-Za-z]? (?:[A-Z][a-z']+ ){1,3}"
    r"(?:Road|Street|Avenue|Lane|Close|Crescent|Gardens|Terrace|Grove|Way|Drive|Rd|Ave|St)\b"
    r"(?!\.? [A-Z]\w* (?:Court|Police))"
)
_FEWEST, _MOST, _WITH_COUNTRY, _FEWEST_TYPED = 10, 11, 12, 7


def contacts_in(text: str, figures: Lines) -> Iterator[Mask]:
    """Yield what a levelled text tells of where people can be reached.

    `figures` are its lines with figures in them.
    """
    yield from _addresses_online(text)
    yield from _telephones(text, figures)
    if _INWARD_PART.search(text):
        for pattern in (_POSTCODE, _POSTCODE_SMALL):
            for match in pattern.finditer(text):
                yield _whole(match, Kind.POSTCODE, "the form of a postcode")
    for match in _ADDRESS.finditer(text):
        yield _whole(match, Kind.ADDRESS, "a number and a street", sure=False)


def _addresses_online(text: str) -> Iterator[Mask]:
    if "@" in text or "at]" in text or "at)" in text:
        for start, end in _lines_with_at(text):
            for match in _E_MAIL.finditer(text, start, end):
                yield _whole(match, Kind.E_MAIL, "the form of an e-mail address")
        for match in _HANDLE.finditer(text):
            yield _whole(match, Kind.HANDLE, "a name after @")
    if " dot " in text.casefold():
        for match in _E_MAIL_SAID.finditer(text):
            yield _whole(match, Kind.E_MAIL, "an e-mail address as it is spoken")


def _lines_with_at(text: str) -> Iterator[tuple[int, int]]:
    """The lines that may hold an address; most of a text has none."""
    done = 0
    for match in _AT.finditer(text):
        if match.start() >= done:
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.start())
            done = end if end >= 0 else len(text)
            yield start, done


def _telephones(text: str, figures: Lines) -> Iterator[Mask]:
    for match in (m for line in figures for m in _PHONE.finditer(text, *line)):
        length = _length_of_number(match[0])
        if length:
            start, why = match.start(), "the form of a telephone number"
            yield Mask(start, start + length, "[telephone]", Kind.TELEPHONE, why)
    typed = figures if _MISTYPED.search(text) else ()
    for match in (m for line in typed for m in _PHONE_TYPED.finditer(text, *line)):
        if sum(c.isdigit() for c in match[0]) >= _FEWEST_TYPED:
            yield _whole(match, Kind.TELEPHONE, "a telephone number as people type them")
    said = text.casefold()
    announced = any(word in said for word in ("tel", "phone", "mob", "fax", "call", "ring", "ext"))
    for pattern in (_EXTENSION, _CALLED) if announced or " x" in said else ():
        for match in pattern.finditer(text):
            yield Mask(
                match.start("it"),
                match.end("it"),
                "[telephone]",
                Kind.TELEPHONE,
                "announced as a telephone number",
            )


def _length_of_number(written: str) -> int:
    """How much of what is written like a telephone number is one, 0 for nothing.

    Figures that follow are none of it: "07700 900123 12 of them".
    """
    least = most = _WITH_COUNTRY
    if not written.lstrip("(").startswith(("+", "00")):
        least, most = _FEWEST, _MOST
    passed_over = 2 if re.sub(r"\D", "", written).startswith("0044") else 0
    passed_over += "(0)" in written
    count = -passed_over
    longest = 0
    for place, character in enumerate(written, 1):
        count += character.isdigit()
        apart = not written[place : place + 1].isdigit()
        if character.isdigit() and apart and least <= count <= most:
            longest = place
    return longest


def _whole(match: re.Match[str], kind: Kind, why: str, *, sure: bool = True) -> Mask:
    return Mask(match.start(), match.end(), f"[{kind.value}]", kind, why, sure)
