"""A table's headings: which rows they are, and what the columns under them are for.

Word can mark heading rows, and seldom does; the rest is told by what the first row says and
how the rows below it differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.readers.blocks import Row, Table

OWNER = re.compile(
    r"^(?:action\s+|task\s+|risk\s+)?(?:owners?|who|leads?|lead officer|responsible|responsibility|"
    r"by whom|assigned(?: to)?|action by|actioned by|officer|allocated to|person responsible|"
    r"responsible (?:person|officer|owner)|owned by|whose|owner\W+lead|lead\W+owner)\W*$",
    re.IGNORECASE,
)
DUE = re.compile(
    r"^(?:action\s+)?(?:due|due (?:date|by)|by when|when|deadline|target|target date|date due|"
    r"completion date|complete by|to be done by|timescale|timeline|by|review date|target completion"
    r"(?: date)?|date for completion|expected(?: by)?)\W*$",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"^(?:actions?|agreed actions?|action (?:points?|required|agreed|needed)|tasks?|what)\W*$", re.I
)
DISCUSSION = re.compile(
    r"^(?:(?:summary of |main |key )?discussions?(?:\s*(?:and|&|/|,|points?|notes?|summary|"
    r"decisions?|actions?|outcomes?|agreed))*|minutes?|notes? of (?:the )?(?:discussion|meeting)|"
    r"(?:key|main) points(?: (?:raised|discussed|made))?|points? (?:raised|discussed|made)|"
    r"narrative|matters? discussed|what was (?:said|discussed))\W*$",
    re.IGNORECASE,
)
"""A heading that says by itself that minutes stand below it."""

MINUTE = re.compile(
    r"^(?:notes?(?:\s*(?:and|&|/)\s*(?:actions?|decisions?))?|details?|summary|record|text)\W*$",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"^(?:(?:agenda )?(?:items?|topics?|headings?)|agenda|subjects?|titles?|themes?)\W*$", re.I
)
NUMBER = re.compile(
    r"^(?:items?|no|nos|number|ref|reference|#|agenda(?: item)?|min(?:ute)?(?: (?:no|ref|number))?|"
    r"item (?:no|number)|para|action (?:no|ref|number)|id)\W*$",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"^(?:questions?|question asked|q|topic / question|prompt)\W*$", re.IGNORECASE
)
ANSWER = re.compile(
    r"^(?:answers?|responses?|replies|reply|a|notes? of (?:answer|response)|notes?)\W*$", re.I
)
PEOPLE = re.compile(
    r"^(?:name|names|role|roles|initials|by initials|grade|title|job title|organisation|position|"
    r"unit|present(?: \(.*\))?|in attendance|attending(?: as)?|attendees?|apologies|area|team|"
    r"post|members?|department|surname|first name|attended|attendance)\W*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"^dates?\W*$", re.IGNORECASE)
_KNOWN = (OWNER, DUE, ACTION, DISCUSSION, MINUTE, TOPIC, NUMBER, QUESTION, ANSWER, PEOPLE)
_OTHER_HEADINGS = re.compile(
    r"^(?:status|update|progress|theme|measure|comments?|date|priority|outcome|category|question|"
    r"total|finding|impact|risk|rag|issue|decision|direction|description|evidence)s?\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:meeting )?(?:date|time|venue|location|place)s?(?: of (?:the )?meeting)?|meeting|chair"
    r"(?:ed by|person)?|present|attend(?:ees|ing|ance|ed)(?: by)?|in attendance|"
    r"apologies(?: from)?|absent|subject|title|(?:minutes?|notes?)(?: taken)? by|"
    r"(?:minute|note)[- ]taker|secretary|"
    r"author|from|to|cc|prepared (?:by|for)|area|unit|team|period|reporting period|quarter|"
    r"month|version|status|"
    r"rag(?: (?:rating|status))?|purpose|next meeting|date of next meeting|circulation|"
    r"distribution|classification|marking)\W*$",
    re.IGNORECASE,
)
_SHORT = 8
_MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class Headings:
    """A table's headings by column, and how many rows they take."""

    names: tuple[str, ...]
    rows: int

    @property
    def charged(self) -> tuple[int | None, int | None]:
        """The columns that say whose an action is and when it is due.

        "By" and "Action by" say one or the other; "Date" behind the action is its deadline.
        """
        owner, action = self.column(OWNER), self.column(ACTION)
        first = max((c for c in (owner, action) if c is not None), default=None)
        for place, name in enumerate(self.names):
            if place != owner and DUE.match(name):
                return owner, place
        for place, name in enumerate(self.names):
            if first is not None and owner is not None and place > first and _DATE.match(name):
                return owner, place
        return owner, None

    def column(self, *patterns: re.Pattern[str]) -> int | None:
        """The first column whose heading matches, or None."""
        for place, name in enumerate(self.names):
            if any(pattern.match(name) for pattern in patterns):
                return place
        return None


def headings_of(table: Table) -> Headings | None:
    """The headings of a table, or None where it has none."""
    marked = 0
    while marked < len(table.rows) - 1 and table.rows[marked].heading:
        marked += 1
    if marked:
        return Headings(_names(table.rows[:marked]), marked)
    if len(table.rows) > 1 and _looks_like_headings(table):
        return Headings(_names(table.rows[:1]), 1)
    return None


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    named: dict[int, list[str]] = {}
    above: dict[int, str] = {}
    for row in rows:
        above = values_of(row, above)
        for column, words in above.items():
            said = named.setdefault(column, [])
            flat = " ".join(words.split())
            if flat and flat not in said:
                said.append(flat)
    width = max(named, default=-1) + 1
    return tuple(" / ".join(named.get(column, ())) for column in range(width))


def _looks_like_headings(table: Table) -> bool:
    first, rest = table.rows[0], table.rows[1:]
    words = [cell.words for cell in first.cells]
    said = [w for w in words if w]
    if len(said) < 2 or any(_is_sentence(w) for w in said):  # noqa: PLR2004
        return False
    if len(set(said)) < len(said) or any(re.fullmatch(r"[\d.,%\s-]+", w) for w in said):
        return False
    colons = sum(row.cells[0].words.endswith(":") for row in table.rows if row.cells)
    if colons > 1 or _names_labels(table):
        return False
    if all(p.emphatic for cell in first.cells for p in cell.paragraphs if p.words):
        return not _labels_first(table)
    known = sum(_known(w) for w in said)
    if known * 2 >= len(said):
        return True
    return not _labels_first(table) and _differs(words, rest)


def _is_sentence(words: str) -> bool:
    count = len(words.split())
    return count > _SHORT or (words[-1] in ".;" and count > 2)  # noqa: PLR2004 - "Ref. no."


def _known(words: str) -> bool:
    return any(p.match(words) for p in _KNOWN) or bool(_OTHER_HEADINGS.match(words))


def _labels_first(table: Table) -> bool:
    """Whether the first column labels the second ("Date:"), so that no row is a heading."""
    firsts = [row.cells[0] for row in table.rows if row.cells and row.cells[0].words]
    if max((len(row.cells) for row in table.rows), default=0) > 2:  # noqa: PLR2004
        return False
    colons = sum(cell.words.endswith(":") for cell in firsts)
    bold = all(p.emphatic for cell in firsts for p in cell.paragraphs if p.words)
    others = [p for row in table.rows for c in row.cells[1:] for p in c.paragraphs if p.words]
    return colons * 2 > len(firsts) or (bold and not any(p.emphatic for p in others))


def is_label(words: str) -> bool:
    """Whether words stand before a value in a table's head: Date, Venue, Quarter."""
    return bool(_LABEL.match(words))


def _names_labels(table: Table) -> bool:
    """Whether the first column holds what offices put before a meeting: Date, Venue, Present."""
    rows = [[c.words for c in row.cells if c.words] for row in table.rows]
    pairs = [row for row in rows if row]
    if any(len(row) > 2 for row in pairs) or not pairs:  # noqa: PLR2004 - a label and its value
        return False
    labels = sum(any(p.match(row[0]) for p in (_LABEL, ACTION, OWNER, DUE)) for row in pairs[:6])
    return labels > 1 and labels * 2 >= len(pairs[:6])


def _differs(first: list[str], rest: tuple[Row, ...]) -> bool:
    """Whether the rows below hold figures or prose where the first row has names."""
    for column, name in enumerate(first):
        below = [row.cells[column].words for row in rest if column < len(row.cells)]
        said = [w for w in below if w]
        figures = sum(bool(re.match(r"^[\u00a3\d][\d.,%]*", w)) for w in said)
        if name and said and (figures * 2 > len(said) or _mean(said) > 2 * len(name.split()) + 3):
            return True
    return False


def _mean(texts: list[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)


def values_of(row: Row, above: dict[int, str]) -> dict[int, str]:
    """The words in each column; a merged cell counts in every column and row it covers."""
    values: dict[int, str] = {}
    for cell in row.cells:
        words = above.get(cell.column, "") if cell.repeats else cell.words
        for column in range(cell.column, cell.column + min(cell.span, _MOST_COLUMNS)):
            values[column] = words
    return values
