"""The house's words: numbers, shares, lists, and questions turned into statements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.examination.rates import Rate
from evidence.framework import Criterion
from evidence.inspection import DEFAULT_SCALE
from report_builder.questions import statement
from report_builder.wording import (
    as_said,
    in_words,
    outstanding,
    percent,
    sentences_in,
    share_word,
    small,
    with_article,
)


def asked(text: str, title: str = "Emerging themes") -> Criterion:
    return Criterion("4a", title, text)


def test_numbers_below_ten_are_words_in_prose() -> None:
    assert [in_words(n) for n in (0, 3, 9, 10, 2650)] == ["no", "three", "nine", "10", "2,650"]


def test_halves_are_rounded_up() -> None:
    assert percent(Rate(1, 8), 0) == "13%"
    assert percent(Rate(1, 40), 0) == "3%"


@pytest.mark.parametrize(
    ("proportion", "word"),
    [
        (1.0, "all"),
        (0.99, "almost all"),
        (0.905, "almost all"),
        (0.9049, "most"),
        (0.75, "most"),
        (0.7499, "the majority"),
        (0.5, "the majority"),
        (0.15, "fewer than half"),
        (0.01, "few"),
        (0.0, "none"),
    ],
)
def test_a_share_takes_the_word_of_the_declared_scale(proportion: float, word: str) -> None:
    assert share_word(DEFAULT_SCALE, proportion) == word


@pytest.mark.parametrize(
    ("question", "so", "not_so"),
    [
        (
            "Are emerging themes from IQA being identified?",
            "emerging themes from IQA were being identified",
            "emerging themes from IQA were not being identified",
        ),
        (
            "Are enough ambulances being checked?",
            "enough ambulances were being checked",
            "enough ambulances were not being checked",
        ),
        (
            "Are actions recorded on the application?",
            "actions were recorded on the application",
            "actions were not recorded on the application",
        ),
        (
            "Is there evidence that nurses are holding handovers?",
            "nurses were holding handovers",
            "nurses were not holding handovers",
        ),
        (
            "Where a check finds issues, are effective actions being taken?",
            "effective actions were being taken",
            "effective actions were not being taken",
        ),
        (
            "How does the ward measure the effect of training?",
            "the ward was measuring the effect of training",
            "the ward was not measuring the effect of training",
        ),
    ],
)
def test_a_question_becomes_a_statement_and_its_opposite(
    question: str, so: str, not_so: str
) -> None:
    made = statement(asked(question))

    assert (made.so, made.not_so) == (so, not_so)


@pytest.mark.parametrize(
    ("question", "so"),
    [
        (
            "Are letters sent within five working days?",
            "letters were sent within five working days",
        ),
        (
            "Do managers chase letters that are late?",
            "managers were chasing letters that were late",
        ),
        ("Does the Area run training?", "the Area was running training"),
        ("Do Areas have a plan?", ""),
        ("What training have writers received?", ""),
        ("Is the tone of letters kind and clear?", ""),
    ],
)
def test_a_question_becomes_a_statement_or_stays_as_it_is(question: str, so: str) -> None:
    assert statement(asked(question)).so == so


def test_a_question_of_how_keeps_its_how() -> None:
    made = statement(asked("How effectively is the Area using data to improve casework?"))

    assert made.asked == "how effectively Areas were using data to improve casework"


def test_a_long_question_is_cut_before_what_only_qualifies_it() -> None:
    made = statement(
        asked(
            "Are managers recording focused and constructive comments when they find that the"
            " benchmarks of quality have been met so that staff can understand what went well?"
        )
    )

    assert made.so == "managers were recording focused and constructive comments"


def test_a_question_that_no_rule_fits_is_not_bent() -> None:
    made = statement(asked("To what extent might this be so?"))

    assert (made.asked, made.so) == ("about emerging themes", "")


def test_names_and_abbreviations_keep_their_capitals_within_a_sentence() -> None:
    assert small("Emerging themes") == "emerging themes"
    assert small("IQA data") == "IQA data"
    assert small("Crown Court files") == "Crown Court files"
    assert as_said("Is the data used?") == "is the data used?"


def test_minutes_have_no_article() -> None:
    assert with_article("board minutes") == "board minutes"
    assert with_article("interview") == "an interview"
    assert with_article("SDCP") == "an SDCP"


def test_nothing_stands_out_where_two_share_the_place() -> None:
    assert outstanding([3, 1, 1], float, highest=True) == 3
    assert outstanding([3, 1, 1], float, highest=False) is None
    assert outstanding([3], float, highest=True) is None


@given(st.lists(st.sampled_from(["One came.", "Was it 10%?", "We left."]), min_size=1))
def test_a_paragraph_is_split_into_the_sentences_it_was_made_of(sentences: list[str]) -> None:
    assert list(sentences_in(" ".join(sentences))) == sentences
