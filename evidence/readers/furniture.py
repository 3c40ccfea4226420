"""Lines that are furniture though they stand in the text: markings, page numbers, contents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from evidence.readers.lines import Line, Role
from evidence.segments import SegmentStatus

_MARKING = re.compile(
    r"^(?:OFFICIAL|UNCLASSIFIED|RESTRICTED|PROTECT|CONFIDENTIAL|SECRET|IN CONFIDENCE)"
    r"(?:\s*[-\u2013:]\s*SENSITIVE)?(?:\s*[-\u2013:(]\s*[A-Z &]+\)?)?\W*$"
)
_PAGE = re.compile(r"(?:-\s*)?page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*-)?", re.IGNORECASE)
_LISTS_AGENDA = re.compile(r"(?:the )?agenda(?: items)?\W*$", re.IGNORECASE)
_LISTED = re.compile(r"[\s.\u2026]\d{1,3}$")
_CONTENTS = re.compile(r"(?:table of )?contents\W*$", re.IGNORECASE)
_CONTENT = re.compile(r"(?:\t|\.{3,}|\u2026+|\s{3,})\s*\d{1,3}$")
_LONG_HEADING = 25
_TAIL = 40


def without_furniture(lines: list[Line]) -> list[Line]:
    """Return the lines, those that nobody says marked as furniture."""
    return _without_contents([_marking(line) for line in lines])


def _marking(line: Line) -> Line:
    """A protective marking or the number of a page, on a line of its own, is furniture."""
    if line.role is Role.BODY and (_MARKING.match(line.text) or _PAGE.fullmatch(line.text)):
        paragraph = replace(line.paragraph, status=SegmentStatus.FURNITURE)
        return replace(line, unit=replace(line.unit, paragraph=paragraph))
    return line


def _without_contents(lines: list[Line]) -> list[Line]:
    """A table of contents that somebody typed is furniture: "Findings ........ 4".

    So is an agenda, where its items come again as headings below it.
    """
    done: list[Line] = []
    inside = agenda = False
    has_agenda = any(_LISTS_AGENDA.match(line.text) for line in lines)
    again = Counter(line.text.casefold() for line in lines if has_agenda)
    for line in lines:
        plain = not line.paragraph.emphatic and line.paragraph.level is None
        listed = agenda and plain and again[line.text.casefold()] > 1
        agenda = listed or bool(_LISTS_AGENDA.match(line.text))
        if agenda and line.number and line.live:
            paragraph = replace(line.paragraph, status=SegmentStatus.FURNITURE)
            done.append(replace(line, unit=replace(line.unit, paragraph=paragraph)))
            continue
        pattern = _LISTED if inside else _CONTENT
        listed = bool(pattern.search(line.text[-_TAIL:])) and line.count <= _LONG_HEADING
        if line.live and line.role is Role.BODY and listed and (inside or "..." in line.text):
            paragraph = replace(line.paragraph, status=SegmentStatus.FURNITURE)
            done.append(replace(line, unit=replace(line.unit, paragraph=paragraph)))
            continue
        if line.text:
            inside = bool(_CONTENTS.match(line.text))
        done.append(line)
    return done
