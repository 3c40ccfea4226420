"""Which question an answer knows, when whoever asks says more than questions."""

from __future__ import annotations

import pytest

from evidence.readers.standing import Standing

TRAINING = "What training did you have?"


def after(*said: str) -> str:
    standing = Standing()
    for words in said:
        standing = standing.after(words)
    return standing.text


@pytest.mark.parametrize(
    "prompt",
    [
        "Anyone else?",
        "And the rest of you?",
        "Can you say a bit more about that?",
        "Does everybody agree?",
        "And you, Marjorie?",
        "SCP3, did you want to come in?",
        "Okay, thank you.",
        "Go on.",
    ],
)
def test_a_prompt_leaves_the_question_standing(prompt: str) -> None:
    assert after(TRAINING, prompt) == TRAINING


@pytest.mark.parametrize("further", ["How long does that take?", "How often?", "Why is that?"])
def test_a_question_that_leans_on_another_is_read_with_it(further: str) -> None:
    assert after(TRAINING, further) == f"{TRAINING} {further}"


def test_what_was_asked_on_gives_way_to_what_is_asked_next() -> None:
    assert after(TRAINING, "How often?", "Why is that?") == f"{TRAINING} Why is that?"


@pytest.mark.parametrize(
    "new",
    [
        "And how is feedback given to the lawyer?",
        "Okay, thank you. Tell us about consistency.",
        "Is there anything else you'd like to tell us?",
        "Has anybody been dip sampled?",
    ],
)
def test_another_question_takes_its_place(new: str) -> None:
    assert after(TRAINING, new) == new


def test_a_statement_that_is_put_to_people_is_kept_with_the_question() -> None:
    told = "I have heard elsewhere that the business manager picks the files."

    assert after("Who picks files here, and when?", told).endswith(told)


@pytest.mark.parametrize(
    "opening",
    [
        "Thanks for joining. I'm one of the inspectors and nothing you say will be attributed.",
        "We are recording this for the transcript; please say if you mind.",
        "Can everyone hear me?",
    ],
)
def test_the_welcome_asks_nothing(opening: str) -> None:
    assert after(opening) == ""


def test_a_question_behind_the_welcome_stands() -> None:
    opening = "Thanks for joining us today. What training did you have?"

    assert after(opening) == opening


def test_a_question_put_in_several_lines_is_one() -> None:
    standing = Standing().after("I'd like to ask about letters to victims.")

    assert standing.after("Who writes those here?", carries_on=True).text == (
        "I'd like to ask about letters to victims. Who writes those here?"
    )
