"""The walk through a document's lines, which makes segments of them.

It knows at each line under which item, heading and question the document has come to be, and
so what the line's segment is called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from evidence.readers.blocks import Mark
from evidence.readers.lines import Line, Role, marks_in
from evidence.readers.numbers import is_decimal
from evidence.readers.outline import names_actions, names_record
from evidence.readers.preamble import ATTENDANCE, opening_heading
from evidence.readers.standing import Standing, is_greeting, is_prompt
from evidence.segments import Segment, SegmentStatus, Span, SpanStatus

_RESETS = re.compile(
    r"\b(?:action|actions|log|register|annex|appendix|attendance|next steps|attachments?)\b|"
    r"^(?:any other (?:urgent )?business|a\.?o\.?b\.?|(?:date of (?:the )?)?next meeting)\b",
    re.IGNORECASE,
)
_SHOWN = 40
_RUNNING = 20
_NO_LEVEL = 9
ACTION_LOG = "Action log"


@dataclass(slots=True)
class Walk:
    """Where the reading of a document has come to."""

    segments: list[Segment] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    """What hangs on which segment: the id of a comment or note -> ordinal, place in the text."""
    heading: str = ""
    heading_level: int = _NO_LEVEL
    item: str = ""
    item_level: int = _NO_LEVEL
    limbs: dict[int, str] = field(default_factory=dict)
    paragraphs: int = 0
    """Paragraphs since the last heading or numbered item."""
    total: int = 0
    standing: Standing = field(default_factory=Standing)
    questions: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    begun: bool = False
    """Whether the first heading, item or question has been passed."""
    list_id: str = ""
    told: str = ""
    """The number of the last row of minutes."""
    told_row: tuple[str, int] = ("", 0)
    """The last row of a table, and how many paragraphs of it were read."""
    logs: list[int] = field(default_factory=list)
    """The tables that are action logs, in order."""
    caption: str = ""
    """What names the table that is being read."""
    timed: tuple[str, int] = ("", 0)
    """The speaker and time of the last turn, and how many paragraphs of it were read."""
    pending: list[Line] = field(default_factory=list)

    def take(self, line: Line, following: Role | None) -> None:
        """Take one line in."""
        if line.role is Role.SKIPPED or line.role is Role.TITLE or not line.text:
            self._aside(line)
        elif not line.live:
            self._emit(
                line, Segment(0, line.start, line.end, line.text, "", status=line.paragraph.status)
            )
        elif line.role is Role.CAPTION:
            self.caption = " ".join(line.text.split()).rstrip(":")
            self._aside(line)
        elif line.role is Role.HEADING:
            self._head(line)
            if following is None or (
                following is Role.HEADING and line.number and not self._deeper(line)
            ):
                self._body(line)
            else:
                self._aside(line)
        elif line.role is Role.QUESTION or line.asks:
            self._ask(line)
        else:
            self._body(line)

    def finish(self) -> None:
        """Give what is left over at the end to the last segment."""
        if self.pending and self.segments:
            last = self.segments[-1].ordinal
            for line in self.pending:
                self._keep(line, last)
            self.pending = []

    def _deeper(self, line: Line) -> bool:
        """Whether a heading is of a style, so that one below it may follow."""
        return line.paragraph.level is not None

    def _head(self, line: Line) -> None:
        level = line.paragraph.level
        depth = level if level is not None else 3 if not line.number else 1 + line.number.count(".")
        self.heading, self.heading_level = " ".join(line.text.split()).rstrip(":"), depth
        if not self.begun and not line.number and opening_heading(line, "") == ATTENDANCE:
            self.heading, self.paragraphs = ATTENDANCE, 0
            return
        if line.number and is_decimal(line.number):
            self.item, self.item_level, self.list_id = line.number, depth, line.paragraph.list_id
        elif line.number:  # a section by letter or roman numeral, whose points count anew
            self.item, self.item_level = line.number.strip("()"), depth
        elif depth <= self.item_level or _RESETS.search(self.heading):
            self.item, self.item_level = "", _NO_LEVEL
        self.limbs, self.paragraphs, self.begun = {}, 0, True
        self.standing, self.answers = Standing(), {}

    def _ask(self, line: Line) -> None:
        level = line.paragraph.level
        if line.role is Role.QUESTION and level is not None and level <= self.heading_level:
            self.heading = ""
        self._put(line)
        self.begun = True
        locator = f"{line.speaker}, {line.time}" if line.time else f"question {self.questions}"
        self._emit(
            line,
            Segment(
                0, line.start, line.end, line.text, locator, number=line.number,
                heading=self.heading, speaker=line.speaker, columns=line.unit.columns,
                is_question=True,
            ),
        )  # fmt: skip

    def _put(self, line: Line) -> None:
        """Take in what is asked; a question that is set apart always stands for itself.

        Prompts are counted as questions too, by which a person finds the place.
        """
        carries_on = self._same_asker(line)
        if not carries_on and ("?" in line.text or line.count > 3 or not self.standing.main):  # noqa: PLR2004 - not "Go on."
            self.answers = {}
            self.questions += 1
        if line.speaker:
            self.standing = self.standing.after(line.text, carries_on=carries_on)
        elif not self.standing.main or not is_prompt(line.text):
            self.standing = Standing(" ".join(line.text.split()))

    def _same_asker(self, line: Line) -> bool:
        last = self.segments[-1] if self.segments else None
        same = last is not None and last.is_question and last.speaker == line.speaker
        return same and bool(line.speaker)

    def _body(self, line: Line) -> None:
        unit = line.unit
        self.caption = self.caption if unit.table else ""
        number, heading = self._place(line)
        if not (unit.is_log or unit.heading):
            heading = self.caption or heading
        if unit.attendance:
            heading = heading or ATTENDANCE
        elif not (self.begun or self.item or unit.is_log) and (unit.labels or not unit.columns):
            heading = self._before_the_first(line) or heading
        segment = Segment(
            0, line.start, line.end, line.text, self._part_locator(line, number),
            number=number, heading=heading, page=line.paragraph.page, speaker=line.speaker,
            question=self.standing.text if self._answers(line) else "", columns=unit.columns,
            owner=unit.owner, due=unit.due,
        )  # fmt: skip
        if line.speaker and is_greeting(line.text):
            # Words that nobody codes; they stay in the text, where they were said.
            self._keep_beside(line, replace(segment, status=SegmentStatus.FURNITURE))
        else:
            self._emit(line, segment)

    def _keep_beside(self, line: Line, segment: Segment) -> None:
        ordinal = len(self.segments) + 1
        self.segments.append(replace(segment, ordinal=ordinal))
        self._aside(line, ordinal)

    def _answers(self, line: Line) -> bool:
        return bool(self.standing.main) and (not line.unit.row or line.unit.answer)

    def _place(self, line: Line) -> tuple[str, str]:
        """The number and heading under which a line stands; a row of minutes brings its own."""
        unit = line.unit
        if unit.is_log:
            return unit.number, self._log_heading()
        if unit.row and (unit.number or unit.heading):
            if unit.heading:
                self.heading = unit.heading
            elif (
                unit.number
                and is_decimal(unit.number)
                and unit.number.split(".")[0] != self.item.split(".")[0]
            ):
                self.heading = ""
            own = line.number or unit.number
            self.item = own if is_decimal(own) else self.item
            self.begun = True
            if line.number or own != self.told:
                self.paragraphs = 0
            self.told = own
            return own, self.heading
        if line.number:
            return self._numbered(line), self.heading
        if not line.paragraph.bullet:
            self.limbs = {}
        return self.item, self.heading

    def _log_heading(self) -> str:
        """An action log stands for itself, under whichever item it was pasted."""
        if self.caption or names_actions(self.heading) or names_record(self.heading):
            return self.caption or self.heading
        return ACTION_LOG

    def _numbered(self, line: Line) -> str:
        own = line.number
        if is_decimal(own):
            self.paragraphs, self.limbs = 0, {}
            if self._is_point(line):
                return own
            self.item, self.item_level = own, max(self.item_level, 1)
            self.list_id, self.begun = line.paragraph.list_id, True
            return own
        depth = line.paragraph.depth
        self.limbs = {d: limb for d, limb in self.limbs.items() if d < depth} | {depth: own}
        inner = "".join(self.limbs[d] for d in sorted(self.limbs))
        return f"{self.item}{inner}" if not inner.startswith(self.item) else inner

    def _is_point(self, line: Line) -> bool:
        """Whether a plain number counts points within an item, in a list of its own."""
        return bool(
            self.item
            and "." not in line.number
            and self.list_id
            and line.paragraph.list_id != self.list_id
        )

    def _before_the_first(self, line: Line) -> str:
        last = self.segments[-1].heading if self.segments else ""
        found = opening_heading(line, self.heading or last)
        if not found and self.heading == ATTENDANCE:
            self.heading = ""
        # The business has begun where there is running text, though nothing heads it.
        self.begun = not found and line.count >= _RUNNING
        return found

    def _part_locator(self, line: Line, number: str) -> str:
        if line.part > 1 and self.segments:
            return f"{self.segments[-1].locator.partition(', part ')[0]}, part {line.part}"
        return self._locator(line, number)

    def _locator(self, line: Line, number: str) -> str:
        unit = line.unit
        self.total += 1
        self.paragraphs += 1
        if line.time:
            return self._time_locator(line)
        if self._answers(line):
            return self._answer_locator(line)
        if unit.row and not (unit.number and not unit.is_log):
            return self._row_locator(line)
        own = line.number or (unit.number if unit.row else "")
        if own:
            return self._item_locator(line, number, own)
        return self._paragraph_locator(number)

    def _time_locator(self, line: Line) -> str:
        place = f"{line.speaker}, {line.time}" if line.speaker else line.time
        self.timed = (place, self.timed[1] + 1 if self.timed[0] == place else 1)
        return place if self.timed[1] == 1 else f"{place}, para {self.timed[1]}"

    def _item_locator(self, line: Line, number: str, own: str) -> str:
        if number == own and self.item and self.item != own and is_decimal(own):
            return f"item {self.item}, point {own}"
        if line.unit.row and not line.number and self.paragraphs > 1:
            return f"item {number}, para {self.paragraphs}"
        return f"item {number}"

    def _paragraph_locator(self, number: str) -> str:
        if number:
            return f"item {number}, para {self.paragraphs}"
        if self.heading and self.begun:
            shown = (
                self.heading
                if len(self.heading) <= _SHOWN
                else f"{self.heading[:_SHOWN].rstrip()}\u2026"
            )
            return f"{shown}, para {self.paragraphs}"
        return f"para {self.total}"

    def _row_locator(self, line: Line) -> str:
        unit = line.unit
        name = self.caption or self.heading
        if names_actions(name) or (unit.is_log and not names_record(name)):
            if unit.table not in self.logs:
                self.logs.append(unit.table)
            count = self.logs.index(unit.table) + 1
            return f"action log{f' {count}' if count > 1 else ''}, row {unit.row}"
        place = f"table {unit.table}, row {unit.row}"
        self.told_row = (place, self.told_row[1] + 1 if self.told_row[0] == place else 1)
        return place if self.told_row[1] == 1 else f"{place}, para {self.told_row[1]}"

    def _answer_locator(self, line: Line) -> str:
        who = line.speaker if line.speaker != "A" else ""
        self.answers[who] = self.answers.get(who, 0) + 1
        count = self.answers[who]
        place = f"question {self.questions}" + (f", {who}" if who else "")
        return place if who and count == 1 else f"{place}, para {count}"

    def _emit(self, line: Line, segment: Segment) -> None:
        ordinal = len(self.segments) + 1
        segment = replace(segment, ordinal=ordinal)
        if segment.status is not SegmentStatus.LIVE:
            segment = _not_live(segment, line)
        self.segments.append(segment)
        self._aside(line, ordinal)

    def _aside(self, line: Line, ordinal: int | None = None) -> None:
        """Keep what hangs on a line: marks as spans, comments and notes by their anchors.

        What hangs on a heading goes to the segment that follows it.
        """
        if ordinal is None and not line.text and line.paragraph.marks:
            self._unlived(line)
            if not (line.paragraph.comments or line.paragraph.notes):
                return
            bare = replace(line.paragraph, marks=())
            line = replace(line, unit=replace(line.unit, paragraph=bare))
        if ordinal is None:
            self.pending.append(line)
            return
        for waiting in (*self.pending, line):
            self._keep(waiting, ordinal)
        self.pending = []

    def _keep(self, line: Line, ordinal: int) -> None:
        in_text = line.paragraph.status is SegmentStatus.LIVE or line.paragraph.at is not None
        if in_text:  # a table of contents is not
            self.spans += [_span(mark, ordinal) for mark in marks_in(line)]
        for aside in (*line.paragraph.comments, *line.paragraph.notes):
            self.anchors.setdefault(aside, (ordinal, line.end))

    def _unlived(self, line: Line) -> None:
        """A paragraph without live words: what was deleted or hidden stands on its own."""
        for status, kept in (
            (SpanStatus.DELETED, SegmentStatus.DELETED),
            (SpanStatus.HIDDEN, SegmentStatus.HIDDEN),
        ):
            marks = [mark for mark in marks_in(line) if mark.status is status]
            words = "".join(mark.text for mark in marks)
            if not words.strip():
                continue
            ordinal = len(self.segments) + 1
            self.segments.append(
                Segment(
                    ordinal, None, None, words.strip(), f"{kept.value} para after {self._last()}",
                    heading=self.heading, status=kept, author=marks[0].author, at=marks[0].at,
                    anchor=ordinal - 1 or None,
                )
            )  # fmt: skip
            self.spans += [_span(mark, ordinal) for mark in marks]

    def _last(self) -> str:
        return self.segments[-1].locator if self.segments else "the beginning"


def _not_live(segment: Segment, line: Line) -> Segment:
    shown = line.paragraph.at is not None or segment.status is SegmentStatus.QUOTED
    locator = segment.status.value if shown else "contents"
    if line.paragraph.at is None:
        return replace(segment, start=None, end=None, locator=locator)
    return replace(segment, locator=locator)


def _span(mark: Mark, ordinal: int) -> Span:
    return Span(mark.start, mark.end, mark.status, mark.text, mark.author, mark.at, ordinal)
