"""The language of cues matches what it says and nothing across a sentence's end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.taggers.inflections import forms
from coding.taggers.lines import Lines
from coding.taggers.matching import Matcher
from coding.taggers.patterns import PatternInvalid, compile_patterns
from coding.taggers.words import Spans, english, numbers_of

LISTS = {"fault": ("issue~", "weak spot~"), "again": ("again", "time after time")}


def spans_of(text: str) -> list[tuple[int, int]]:
    spans = Spans(text)
    return [spans.of(number) for number in range(len(numbers_of(text)))]


def found(source: str, text: str) -> list[str]:
    matcher = Matcher(("cue", pattern) for pattern in compile_patterns(source, LISTS))
    (matches,), spans = matcher.matches(Lines([text])), spans_of(text)
    return [text[spans[m.first][0] : spans[m.last - 1][1]] for m in matches]


def test_a_gap_holds_at_most_so_many_words() -> None:
    assert found("same ..2 issue", "the same old tired issue") == ["same old tired issue"]
    assert found("same ..2 issue", "the same very old tired issue") == []


def test_a_list_lends_its_words_and_their_inflections() -> None:
    assert found("{fault} {again}", "Weak spots, time after time.") == [
        "Weak spots, time after time"
    ]


def test_a_pattern_does_not_cross_the_end_of_a_sentence() -> None:
    assert found("same ..4 issue", "It was the same. No issue arose.") == []


def test_a_stroke_stands_for_the_end_of_a_sentence() -> None:
    assert found("delivered / closed", "Delivered. Closed.") == ["Delivered. Closed"]


def test_an_optional_word_may_be_missing() -> None:
    assert found("the (very)? same", "the same, the very same") == ["the same", "the very same"]


def test_brackets_may_hold_brackets_and_lists() -> None:
    assert found("(keep~ (seeing|finding) @fault|black hole)", "We kept finding issues") == [
        "kept finding issues"
    ]
    assert found("(keep~ (seeing|finding) @fault|black hole)", "a black hole") == ["black hole"]


def test_a_number_is_a_figure_or_a_word() -> None:
    assert found("from # to #", "up from 58 to eighty") == ["from 58 to eighty"]


def test_fillers_hyphens_and_curly_apostrophes_do_not_hide_a_cue() -> None:
    assert found("area level picture", "no Area-level, er, picture") == ["Area-level, er, picture"]
    assert found("don't know", "I don’t know") == ["don’t know"]


@pytest.mark.parametrize("source", ["{nothing} here", "(one|two", "one) two", "..4", "()"])
def test_what_is_not_in_the_language_is_refused(source: str) -> None:
    with pytest.raises(PatternInvalid):
        compile_patterns(source, LISTS)


def test_a_pattern_that_any_word_can_begin_is_found_wherever_it_begins() -> None:
    assert found("* same ..1 issue", "the same issue; that same old issue") == [
        "the same issue",
        "that same old issue",
    ]


def test_what_goes_on_far_behind_is_found_too() -> None:
    text = "same " + "very " * 11 + "issue"

    assert found("same ..12 issue", text) == [text]


def test_passages_read_together_lend_each_other_no_words() -> None:
    matcher = Matcher(
        [("cue", p) for p in compile_patterns("same ..2 issue", LISTS)],
        [("list", ("again", "same")), ("list", ("weak", "spot", "again"))],
    )

    assert matcher.matches(Lines(["the same", "issue again", "same", "weak spot", "again"])) == [
        [] for _ in range(5)
    ]


def test_inflections_cover_noun_and_verb() -> None:
    assert forms("analyse") == {"analyse", "analysed", "analyses", "analysing"}
    assert {"saw", "seen", "seeing"} <= forms("see")
    assert "theories" in forms("theory")


@given(st.text(max_size=80))
def test_every_word_keeps_its_place_in_the_text(text: str) -> None:
    spans = spans_of(text)
    by_piece, at = [], 0
    for piece in text.split(" "):
        by_piece += [(at + start, at + end) for start, end in spans_of(piece)]
        at += len(piece) + 1

    assert len(spans) == len(Lines([text]).of(0))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert spans == by_piece


@given(st.text(max_size=80))
def test_a_text_cut_piece_by_piece_is_cut_as_spacy_cuts_it(text: str) -> None:
    tokens = {(token.idx, token.idx + len(token)) for token in english().make_doc(text)}

    assert set(spans_of(text)) <= tokens


@given(st.lists(st.sampled_from(["same", "old", "issue", "again", "."]), max_size=12))
def test_anchoring_finds_what_a_plain_search_finds(words: list[str]) -> None:
    text = " ".join(words)
    plain = [chunk.split() for chunk in text.split(".")]
    expected = any(
        chunk[i] == "same" and "issue" in chunk[i + 1 : i + 4]
        for chunk in plain
        for i in range(len(chunk))
    )

    assert bool(found("same ..2 issue", text)) is expected
