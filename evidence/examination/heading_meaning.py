"""What one heading means: of which question it is, and which part of the answer.

A part without a question belongs to the question to its left, as far as one is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from evidence.examination import column_words
from evidence.examination.form import COMPUTED, Column, Field, Place, columns
from evidence.examination.question_names import Named, QuestionNames
from evidence.examination.sheet_map import QUESTION_COLUMN, MappedColumn, place_named
from evidence.examination.spellings import plain
from evidence.examination.stacked_headings import BETWEEN, Heading, without_count
from evidence.framework import Framework


@dataclass(frozen=True, slots=True)
class Words:
    """All that headings are compared with."""

    framework: Framework
    form: tuple[Column, ...]
    names: QuestionNames
    of_file: Mapping[str, Field]
    of_form: Mapping[str, Place]
    of_records: Mapping[str, Place]


def words_of(framework: Framework) -> Words:
    """Gather the words with which headings are compared."""
    form = tuple(c for c in columns(framework) if c.field not in COMPUTED)
    of_form = {w: c.place for c in form for w in (plain(c.heading), *c.spellings)}
    of_file = {w: f for f, words in column_words.FILE_WORDS.items() for w in words}
    of_file |= {w: field for w, (field, asked) in of_form.items() if not asked}
    records = {w: place for w, place in of_form.items() if place[0] is Field.RECORD}
    return Words(framework, form, QuestionNames(framework), of_file, of_form, records)


def part_of(said: str) -> Field | None:
    """Return the part of an answer that a heading's bare words name, or None."""
    said = without_count(said)
    parts = (Field.DCP_ANSWER, Field.VIEW, Field.CATEGORY, Field.REASON)
    known = next((part for part in parts if said in column_words.PARTS[part]), None)
    return known or column_words.made_of(
        said, Field.VIEW, Field.CATEGORY, Field.REASON, Field.DCP_ANSWER
    )


def of_file(heading: Heading, words: Words) -> Field | None:
    """Return what of the file as a whole a heading names, or None."""
    own = column_words.without_choices(plain(heading.own))
    if own in words.of_file:
        return words.of_file[own]
    if any(words.names.exactly(piece) or words.names.begun(piece) for piece in heading.pieces):
        return None
    pieces = (column_words.without_choices(plain(piece)) for piece in heading.pieces)
    named = (words.of_file[piece] for piece in pieces if piece in words.of_file)
    return next(named, None) or column_words.made_of(own, Field.IQA_DATE)


@dataclass(frozen=True, slots=True)
class Group:
    """The question to which the columns now read belong: its heading, and which it is."""

    heading: str = ""
    named: Named | None = None


def read_heading(
    heading: Heading,
    group: Group,
    words: Words,
    chosen: Mapping[str, Place | None],
    *,
    long: bool,
) -> tuple[MappedColumn, Group]:
    """Read one heading; the group is that of the headings to its left, and then to its right."""
    own = plain(heading.own)
    plainly = MappedColumn(heading.column, heading.shown, plain(heading.shown), None)
    if plainly.words in chosen:
        place = chosen[plainly.words]
        asked = place[1] if place else ""
        agree = column_words.asks_agreement(own)
        following = Group(heading.shown, Named(asked, sure=True)) if asked else Group()
        return replace(plainly, place=place, asks_agreement=agree), following
    whole = of_file(heading, words)
    once = _record(heading, words) or ((whole, "") if whole else None)
    if once and not (long and part_of(own)):
        return replace(plainly, place=once), Group()
    if long:
        return _long_column(plainly, own), Group()
    part = next((p for piece in heading.pieces if (p := part_of(plain(piece)))), None)
    named, part = _question(heading, words, part)
    agree = any(column_words.asks_agreement(plain(p)) for p in heading.pieces)
    if named is not None:
        place = _place(named.question_id, part, words)
        doubt = "" if named.sure else doubt_about(place)
        column = replace(plainly, place=place, doubt=doubt, asks_agreement=agree)
        return column, Group(heading.shown, named)
    if part is None:
        return _nearly_of_file(plainly, own, words), group
    return _inherited(plainly, part, group, words, chosen, agree=agree), group


def _record(heading: Heading, words: Words) -> Place | None:
    """Return which record a heading names, with or without what may be chosen at its end."""
    own = plain(heading.own)
    said = (own, column_words.without_choices(own))
    return next((words.of_records[w] for w in said if w in words.of_records), None)


def _question(
    heading: Heading, words: Words, part: Field | None
) -> tuple[Named | None, Field | None]:
    """Return the question that a heading names, and the part, which may stand beside its id."""
    pieces = [p for p in heading.pieces if part_of(plain(p)) is None]
    for piece in pieces:
        begun = words.names.begun(piece)
        if begun and begun.rest:
            if begun.rest in column_words.PARTS[Field.FEEDBACK] and _graded(begun, words):
                return begun, None
            if beside := part_of(begun.rest):
                return begun, beside
        cut = _cut(plain(piece), words)
        if cut is not None:
            return cut
        if named := words.names.exactly(piece):
            return named, part
    nearly = (named for piece in pieces if (named := words.names.named(piece)))
    return next(nearly, None), part


def _cut(said: str, words: Words) -> tuple[Named, Field] | None:
    """Cut "dcp answer initial disclosure" into a part of an answer and a question."""
    split = said.split()
    for number in range(1, len(split)):
        ends = (" ".join(split[:number]), " ".join(split[number:]))
        for one, other in (ends, ends[::-1]):
            part = part_of(one)
            if part and one not in column_words.WEAK and (named := words.names.exactly(other)):
                return named, part
    return None


def _long_column(column: MappedColumn, own: str) -> MappedColumn:
    if own in column_words.QUESTION_WORDS:
        return replace(column, place=QUESTION_COLUMN)
    if own in column_words.GRADES:
        return replace(column, place=(Field.FEEDBACK, ""))
    part = part_of(own)
    agree = column_words.asks_agreement(own)
    return replace(column, place=(part, "") if part else None, asks_agreement=agree)


def _place(question_id: str, part: Field | None, words: Words) -> Place | None:
    """Return the place of a part of a question; what was written is graded as a whole."""
    if _graded(Named(question_id, sure=True), words):
        graded = part in (None, Field.DCP_ANSWER, Field.VIEW)
        return (Field.FEEDBACK, question_id) if graded else None
    return (part or Field.QUESTION, question_id)


def _graded(named: Named, words: Words) -> bool:
    """Whether a question is of those that grade what was written."""
    return any(f.question_id == named.question_id for f in words.framework.feedback)


def _inherited(
    column: MappedColumn,
    part: Field,
    group: Group,
    words: Words,
    chosen: Mapping[str, Place | None],
    *,
    agree: bool,
) -> MappedColumn:
    """Give a part without a question to the question to its left."""
    heading = f"{group.heading}{BETWEEN}{column.heading}" if group.heading else column.heading
    column = replace(column, heading=heading, words=plain(heading), asks_agreement=agree)
    if column.words in chosen:
        return replace(column, place=chosen[column.words])
    if group.named is None:
        return column
    place = _place(group.named.question_id, part, words)
    # Where the question is a guess, its own heading is what a person has to settle.
    return replace(column, place=place)


def doubt_about(place: Place | None) -> str:
    """Return the sentence for a guess."""
    return f"It may be {place_named(place)}." if place else ""


def _nearly_of_file(column: MappedColumn, own: str, words: Words) -> MappedColumn:
    near = get_close_matches(own, list(words.of_file), n=1, cutoff=0.87)
    if not near:
        return column
    place = (words.of_file[near[0]], "")
    return replace(column, place=place, doubt=doubt_about(place))
