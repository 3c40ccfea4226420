"""What each line of a document is for: title, heading, question, or words to be read.

Offices head their paragraphs in many ways: with Word's heading styles, in bold, in capitals,
by a numbered line that is no sentence, or by the question that was asked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from evidence.readers.actions import is_action, sets_to_work
from evidence.readers.dates import dates_in
from evidence.readers.furniture import without_furniture
from evidence.readers.interface import Hints
from evidence.readers.lines import Line, Role
from evidence.readers.numbers import is_decimal
from evidence.readers.preamble import ATTENDANCE, names_detail, opening_heading
from evidence.readers.prompts import asks_in_writing
from evidence.readers.questions import questioned
from evidence.segments import SegmentStatus

_INITIALS = re.compile(r"[A-Z]{2,4}(?:\s*[,/&+]\s*[A-Z]{2,4})+")
"""Who an action column names: "AK/CO" heads nothing."""
_LONG_HEADING = 25
_LONG_TITLE = 16
_LONG_LABEL = 12
_LONG_CAPTION = 9
_TITLE_BLOCK = 6
_FEW_SIGNS = 200
_SENTENCE_END = (".", "!", ";", ",", "?")
_AGENDA = re.compile(
    r"^(?:welcome(?:,? (?:and )?(?:introductions?|apologies))*|introductions|"
    r"apologies(?: for absence)?|declarations? of interests?|"
    r"(?:minutes|notes|actions|action log)(?: and actions)? (?:of|from) (?:the )?(?:last|previous)"
    r"(?: meeting)?|matters arising|review of actions|any other (?:urgent )?business|"
    r"a\.?o\.?b\.?|(?:date (?:and time )?of (?:the )?)?next meeting)\W*$",
    re.IGNORECASE,
)
"""What is on every agenda, and heads what follows it however it is set."""

_FIGURE = re.compile(r"(?:figure|fig\.|chart|graph)\s*\d", re.IGNORECASE)
_TABLE = re.compile(r"(?:table|tab\.)\s*\d", re.IGNORECASE)
_OUTCOME = re.compile(
    r"(?:decisions?|agreed|resolved|noted|outcomes?|recommendations?|owner|due)\s*[:\u2013-]\s*\S",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\b(?:register|risks?|issues?|decisions?)\b", re.IGNORECASE)
_ACTIONS = re.compile(r"\bactions?\b", re.IGNORECASE)


def outlined(lines: list[Line], hints: Hints) -> list[Line]:
    """Return the lines with their roles."""
    lines = without_furniture(lines)
    lines = _titled(lines)
    lines = _headed(lines)
    return questioned(lines, hints)


def _titled(lines: list[Line]) -> list[Line]:
    """Mark the title: a title style anywhere early, or the first line where it is no sentence."""
    candidates = [n for n, line in enumerate(lines) if line.live and line.role is Role.BODY][:6]
    for place in candidates:
        if lines[place].paragraph.level == 0:
            return _title_block(lines, place)
    if candidates and _is_title(lines, candidates):
        return _title_block(lines, candidates[0])
    return lines


def _title_block(lines: list[Line], place: int) -> list[Line]:
    """Mark a title, and the lines below it that are set like it and lead up to the meeting."""
    lines = _with_role(lines, place, Role.TITLE)
    said = [n for n, line in enumerate(lines) if line.live and n > place][:_TITLE_BLOCK]
    for here, following in pairwise(said):
        line = lines[here]
        more = line.role is Role.BODY and not (line.number or line.unit.row or line.text[-1] == ":")
        if not more or not _looks_like_one(line) or _opens_business(line):
            break
        if _dates_meeting(lines, here) or not _leads_on(lines[following]):
            break
        lines = _with_role(lines, here, Role.TITLE)
    return lines


def _opens_business(line: Line) -> bool:
    return bool(_AGENDA.match(line.text)) or opening_heading(line, "") == ATTENDANCE


def _leads_on(line: Line) -> bool:
    """Whether a line is still before the business: when the meeting was, or who was there."""
    if line.number or (line.unit.row and not line.unit.attendance):
        return False
    opening = opening_heading(line, "") == ATTENDANCE or line.unit.attendance
    return opening or any(d.grain == "day" for d in dates_in(line.text[:_FEW_SIGNS]))


def _is_title(lines: list[Line], candidates: list[int]) -> bool:
    line = lines[candidates[0]]
    if (
        line.unit.table
        or line.speaker
        or line.time
        or line.paragraph.bullet
        or len(candidates) == 1
    ):
        return False
    if line.number or asks_in_writing(line.text):
        return False
    if line.paragraph.level is not None and line.count <= _LONG_HEADING:
        return _heads_all(lines, candidates[0])
    if line.paragraph.emphatic and line.count <= _LONG_HEADING:
        return True
    return line.count <= _LONG_TITLE and not line.text.endswith((*_SENTENCE_END, ":"))


def _heads_all(lines: list[Line], place: int) -> bool:
    """Whether a first heading is the document's, and not that of its first section."""
    others = [n for n in lines[place + 1 :] if n.live and n.role is Role.BODY]
    level = lines[place].paragraph.level
    if any(line.paragraph.level == level for line in others):
        return False
    under = any(line.paragraph.level is not None or line.number for line in others)
    return under or bool(others and opening_heading(others[0], ""))


def _with_role(lines: list[Line], place: int, role: Role) -> list[Line]:
    return [replace(line, role=role) if n == place else line for n, line in enumerate(lines)]


def _headed(lines: list[Line]) -> list[Line]:
    lists = _heading_lists(lines)
    done = []
    for place, line in enumerate(lines):
        if line.role is Role.BODY and line.live and (line.unit.bar or _names_table(lines, place)):
            done.append(replace(line, role=Role.CAPTION))
        elif line.role is Role.BODY and line.live and _is_heading(lines, place, lists):
            done.append(replace(line, role=Role.HEADING))
        elif line.role is Role.BODY and line.live and _is_caption(lines, place):
            done.append(replace(line, role=Role.CAPTION))
        else:
            done.append(line)
    return done


def _is_heading(lines: list[Line], place: int, lists: frozenset[str]) -> bool:
    line = lines[place]
    if line.speaker or (line.unit.row and line.unit.columns and not line.unit.heading):
        return False
    if line.paragraph.level is not None:
        return line.count <= _LONG_HEADING
    if line.unit.row and not line.paragraph.emphatic:
        return False
    if _AGENDA.match(line.text) and not line.paragraph.bullet:
        return True
    if _looks_like_one(line):
        return not _dates_meeting(lines, place)
    return bool(line.number) and _list_of(line) in lists and _could_head(line)


def _names_table(lines: list[Line], place: int) -> bool:
    """Whether a line names the table below it as one: "Table 3: Results by unit"."""
    following = _following(lines, place)
    return (
        bool(_TABLE.match(lines[place].text))
        and lines[place].count <= _LONG_HEADING
        and following is not None
        and bool(following.unit.table)
    )


def _is_caption(lines: list[Line], place: int) -> bool:
    """Whether a short line stands directly above a table, and so names it."""
    line, following = lines[place], _following(lines, place)
    return (
        following is not None
        and bool(following.unit.table)
        and not (line.unit.table or line.number or line.speaker)
        and line.count <= _LONG_CAPTION
        and not (following.unit.attendance or dates_in(line.text) or names_detail(line.text))
        and not line.text.endswith(_SENTENCE_END)
        and not line.paragraph.bullet
    )


def _dates_meeting(lines: list[Line], place: int) -> bool:
    """Whether a line of the title block, bold like the title, says when the meeting was."""
    if place > _TITLE_BLOCK or any(earlier.number for earlier in lines[: place + 1]):
        return False
    return any(d.grain == "day" for d in dates_in(lines[place].text))


def _looks_like_one(line: Line) -> bool:
    """Whether a line is set as a heading: bold, or in capitals, and not a sentence."""
    if line.count > _LONG_LABEL or line.paragraph.bullet:
        return False
    if _FIGURE.match(line.text):
        return False
    if line.text.endswith((".", ";", ",")) or _OUTCOME.match(line.text) or is_action(line.text):
        return False
    if line.paragraph.emphatic:
        return True
    letters = [c for c in line.text if c.isalpha()]
    shouted = line.text == line.text.upper() and len(letters) >= 4  # noqa: PLR2004 - not "NB"
    if _INITIALS.fullmatch(line.text):
        return False
    return shouted and not any(c.isdigit() for c in line.text[:12] if line.count == 1)


def _could_head(line: Line) -> bool:
    return (
        is_decimal(line.number)
        and line.count <= _LONG_LABEL
        and not line.text.endswith((".", ";", ",", ":", "!"))
        and line.text[:1].isupper()
        and not sets_to_work(line.text)
    )


def _list_of(line: Line) -> str:
    """What numbers a line: a list of the document at a depth, or the typist."""
    if line.paragraph.label:
        return f"{line.paragraph.list_id}/{line.paragraph.depth}"
    return f"typed/{line.number.count('.')}/{line.paragraph.emphatic}"


def _heading_lists(lines: list[Line]) -> frozenset[str]:
    """The lists whose numbered lines head what follows them, at least half of the time."""
    heads: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for place, line in enumerate(lines):
        if (
            not line.number
            or line.role is not Role.BODY
            or not is_decimal(line.number)
            or line.unit.row
        ):
            continue
        sizes[_list_of(line)] += 1
        following = _following(lines, place)
        if _could_head(line) and following is not None and _is_under(following, line):
            heads[_list_of(line)] += 1
    return frozenset(name for name, count in heads.items() if count * 2 >= sizes[name])


def _is_under(line: Line, head: Line) -> bool:
    """Whether a line belongs under a numbered one, rather than beside it."""
    if line.unit.table or not line.number:
        return line.paragraph.level is None
    if not is_decimal(line.number):
        return True
    return line.number.startswith(f"{head.number}.") or line.paragraph.depth > head.paragraph.depth


def _following(lines: list[Line], place: int) -> Line | None:
    for line in lines[place + 1 : place + 6]:
        if line.text and line.paragraph.status is SegmentStatus.LIVE:
            return line
    return None


def names_record(heading: str) -> bool:
    """Whether a heading is that of another list with owners and dates: a risk register."""
    return bool(_RECORD.search(heading)) and not names_actions(heading)


def names_actions(heading: str) -> bool:
    """Whether a heading is that of an action log."""
    return bool(_ACTIONS.search(heading))
