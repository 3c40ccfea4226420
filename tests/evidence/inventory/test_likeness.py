"""What one text has copied from another."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from evidence import likeness as module
from evidence.likeness import RUN, WINDOW, Passage, copied, likeness, marks_of, runs_of, words_of

VOCABULARY = [f"word{number}" for number in range(60)]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(tuple)
NEVER_MISSED = RUN + WINDOW - 1


def a_passage(*words: str, name: str = "S001-001") -> Passage:
    return Passage(name, words)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(module).failed == 0


def test_case_and_punctuation_make_no_difference() -> None:
    assert words_of("The BOARD\u2019s view\u2014again!") == words_of("the board's view again")


def test_a_briefing_that_pastes_the_minutes_shares_their_words() -> None:
    minutes = a_passage(*(f"m{n}" for n in range(100)))
    briefing = a_passage(*(f"b{n}" for n in range(10)), *(f"m{n}" for n in range(20, 50)))

    shared = likeness([briefing], [minutes])

    assert (shared.one, shared.other) == ((30, 40), (30, 100))
    assert shared.share == 0.75


def test_runs_do_not_cross_from_one_passage_into_the_next() -> None:
    whole = a_passage("one", "two", "three", "four", "five", "six")
    halves = [a_passage("one", "two", "three"), a_passage("four", "five", "six")]

    assert likeness(halves, [whole]).share == 0


def test_the_passage_with_most_of_the_words_is_named() -> None:
    words = tuple(f"w{n}" for n in range(20))
    half, most = Passage("S001-001", words[:10]), Passage("S001-002", words[:15])

    assert copied(Passage("S002-001", words), [half, most]) == ("S001-002", 0.75)
    assert copied(Passage("S002-001", ("other",) * 9), [half]) == ("", 0.0)


def test_marks_are_the_same_on_every_machine() -> None:
    words = words_of("The board noted that reviews did not set out a trial strategy.")

    assert sorted(marks_of([a_passage(*words)])) == [1_931_764_559_530_594_124]


@given(TEXTS, TEXTS, TEXTS)
def test_twenty_words_in_common_always_leave_a_common_mark(
    common: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    copy = (*common, *VOCABULARY)[:NEVER_MISSED]

    one = marks_of([a_passage(*before, *copy, *after)])
    other = marks_of([a_passage(*after, *copy)])

    assert one & other


@given(TEXTS, TEXTS)
def test_shares_lie_between_none_and_all(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    shared = likeness([a_passage(*one)], [a_passage(*other)])

    assert 0 <= shared.share_of_one <= 1
    assert 0 <= shared.share_of_other <= 1


@given(TEXTS.filter(lambda words: len(words) >= RUN))
def test_a_text_shares_all_of_its_words_with_itself(words: tuple[str, ...]) -> None:
    assert likeness([a_passage(*words)], [a_passage(*words)]).share_of_one == 1


@given(TEXTS, TEXTS)
def test_a_run_has_its_number_wherever_it_stands(
    before: tuple[str, ...], words: tuple[str, ...]
) -> None:
    runs = runs_of(words)

    assert runs_of((*before, *words))[len(before) :] == runs or len(words) < RUN
