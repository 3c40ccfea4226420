"""What holds for every document, whatever is in it."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evidence.framework import Structure
from evidence.readers import wire
from evidence.readers.interface import Hints, Reading
from evidence.readers.worker import outcome
from evidence.segments import SegmentStatus, SpanStatus
from tests.evidence.word_files import HEADINGS, dele, ins, lvl, numbering, p, r, tbl, tr, word

WORDS = st.text(
    st.sampled_from("abc de? .:;-\u2013\u2019\u00e9\U0001f600 123 QA\t"), min_size=1, max_size=30
)
RUNS = st.one_of(
    WORDS.map(r),
    WORDS.map(lambda text: r(text, "<w:vanish/>")),
    WORDS.map(lambda text: r(text, "<w:b/>")),
    WORDS.map(lambda text: ins(r(text))),
    WORDS.map(dele),
    WORDS.map(lambda text: f"<w:hyperlink>{r(text)}</w:hyperlink>"),
    st.just("<w:r><w:br/></w:r>"),
)
PARAGRAPHS = st.builds(
    lambda runs, style, num: p("".join(runs), style=style, num=num),
    st.lists(RUNS, max_size=4),
    st.sampled_from(["", "", "", "Title", "Heading1", "Heading2"]),
    st.sampled_from([None, None, (1, 0), (1, 1), (1, 2)]),
)
ROWS = st.lists(WORDS, min_size=1, max_size=3).map(lambda cells: tr(*cells))
BLOCKS = st.one_of(
    PARAGRAPHS, PARAGRAPHS, st.lists(ROWS, min_size=1, max_size=4).map(lambda rows: tbl(*rows))
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=8)
LISTS = numbering(
    lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "lowerLetter", "(%3)")
)
HINTS = st.sampled_from([None, *Structure]).map(lambda structure: Hints(structure=structure))


def reading_of(blocks: list[str], hints: Hints) -> Reading | None:
    """The reading of a Word file of these blocks; None where none of them has words."""
    file = word(*blocks, styles=HEADINGS, numbering=LISTS)
    return read_or_none(file, "a.docx", hints, {"no_text"})


def read_or_none(data: bytes, name: str, hints: Hints, codes: set[str]) -> Reading | None:
    """The reading of a file; None where it is refused, for one of the reasons allowed."""
    result = outcome(data, name, hints)
    if isinstance(result, Reading):
        return result
    assert result.code in codes
    assert "does not know" not in result.message  # that would be a bug of ours
    assert result.message.endswith(".")
    assert result.way_out
    return None


def lies_where_it_says(reading: Reading) -> None:
    for segment in reading.segments:
        if segment.start is None or segment.end is None:
            assert segment.status is not SegmentStatus.LIVE
        else:
            assert reading.text[segment.start : segment.end] == segment.text
    for span in reading.spans:
        if span.status in {SpanStatus.DELETED, SpanStatus.HIDDEN, SpanStatus.NOTE}:
            assert span.start == span.end
        else:
            assert reading.text[span.start : span.end] == span.text
        assert 0 <= span.start <= span.end <= len(reading.text)


@given(DOCUMENTS, HINTS)
def test_every_part_of_a_word_file_lies_where_it_says(blocks: list[str], hints: Hints) -> None:
    reading = reading_of(blocks, hints)

    if reading is not None:
        lies_where_it_says(reading)


@given(DOCUMENTS, HINTS)
def test_live_segments_follow_each_other_and_never_overlap(blocks: list[str], hints: Hints) -> None:
    reading = reading_of(blocks, hints)

    placed = reading.segments if reading is not None else ()
    places = [(s.start, s.end) for s in placed if s.start is not None and s.end is not None]
    assert all(before[1] <= after[0] for before, after in pairwise(places))


@given(DOCUMENTS, HINTS)
def test_ordinals_count_from_one_and_anchors_point_at_segments(
    blocks: list[str], hints: Hints
) -> None:
    reading = reading_of(blocks, hints)

    if reading is not None:
        ordinals = [s.ordinal for s in reading.segments]
        assert ordinals == list(range(1, len(ordinals) + 1))
        assert {s.anchor for s in reading.segments if s.anchor} <= set(ordinals)
        assert {s.ordinal for s in reading.spans if s.ordinal} <= set(ordinals)


@given(st.lists(st.lists(RUNS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_is_live_is_what_word_would_show_with_changes_accepted(
    paragraphs: list[list[str]],
) -> None:
    reading = reading_of([p("".join(runs)) for runs in paragraphs], Hints())

    shown = re.sub(
        r"<w:del .*?</w:del>|<w:r><w:rPr><w:vanish/></w:rPr>.*?</w:r>",
        "",
        "".join(map("".join, paragraphs)),
    )
    expected = re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", shown))
    assert re.sub(r"\s+", "", reading.text if reading else "") == expected


@given(DOCUMENTS, HINTS)
def test_the_same_file_gives_the_same_reading(blocks: list[str], hints: Hints) -> None:
    assert reading_of(blocks, hints) == reading_of(blocks, hints)


@given(
    st.lists(WORDS, min_size=1, max_size=12).map("\n".join),
    HINTS,
    st.sampled_from(["a.txt", "a.md"]),
)
def test_plain_text_lies_where_it_says_and_is_not_changed(
    text: str, hints: Hints, name: str
) -> None:
    reading = read_or_none(text.encode(), name, hints, {"empty", "no_text"})

    if reading is not None:
        assert reading.text == text
        lies_where_it_says(reading)
        assert wire.answered(wire.answer(reading)) == reading


def clock(seconds: int) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}.000"


CUE = st.builds(
    lambda start, length, who, words: (
        f"{clock(start)} --> {clock(start + length)}\n"
        + (f"<v {who}>{words}</v>" if who else words)
    ),
    st.integers(0, 900),
    st.integers(0, 30),
    st.sampled_from(["", "Ann Lee", "Bob (HMCPSI)"]),
    WORDS,
)


@given(st.lists(CUE, min_size=1, max_size=8).map("\n\n".join), HINTS)
def test_captions_lie_where_they_say(cues: str, hints: Hints) -> None:
    reading = read_or_none(f"WEBVTT\n\n{cues}\n".encode(), "a.vtt", hints, {"no_text"})

    if reading is not None:
        lies_where_it_says(reading)


@given(st.binary(max_size=300), st.sampled_from(["a.docx", "a.txt", "a.vtt", "a.md"]))
def test_any_bytes_end_in_a_reading_or_a_reason(data: bytes, name: str) -> None:
    codes = {"empty", "no_text", "unsupported", "unreadable"}
    reading = read_or_none(data, name, Hints(), codes)

    if reading is not None:
        lies_where_it_says(reading)
