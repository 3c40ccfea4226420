"""What the tagger proposes, and why, on passages such as inspectors meet."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.codings import Polarity
from coding.taggers.fit import fit
from coding.taggers.interface import Passage, Proposal
from coding.taggers.labelled import read_labelled, shipped_seeds
from coding.taggers.pipeline import default_tagger, learned_tagger
from coding.taggers.rules import CODES, shipped_rules
from coding.taggers.weights import shipped_weights


def proposed(text: str, register: str = "minutes", **around: object) -> dict[str, Proposal]:
    (proposals,) = default_tagger().propose((Passage(text, register, **around),))  # type: ignore[arg-type]
    return {proposal.code_id: proposal for proposal in proposals}


def test_themes_seen_across_assessments_are_4a() -> None:
    found = proposed("Analysis of the IQAs shows the same weakness in both units: late review.")

    assert "4a" in found
    assert found["4a"].polarity is Polarity.POSITIVE


def test_themes_that_nobody_draws_together_are_4a_and_negative() -> None:
    found = proposed("Nobody collates the findings of the IQAs, so there is no Area picture.")

    assert found["4a"].polarity is Polarity.NEGATIVE
    assert 'negated by "Nobody"' in found["4a"].reason


def test_a_plan_is_mixed() -> None:
    found = proposed(
        "We intend to share examples of good practice from dip samples in the new year."
    )

    assert found["4b"].polarity is Polarity.MIXED


def test_the_channel_is_named_where_the_words_name_it() -> None:
    found = proposed(
        "The IQA themes went into the Area newsletter and lawyers were asked to read it.",
        "document",
    )

    assert "4c-comms" in found
    assert "4c" not in found


def test_training_that_nobody_checked_is_used_but_not_measured() -> None:
    found = proposed(
        "The Area ran three workshops in response to IQA findings. Nobody has checked whether "
        "they made any difference to casework.",
        "document",
    )
    of_4c = next(p for code, p in found.items() if code.startswith("4c"))

    assert of_4c.polarity is Polarity.POSITIVE
    assert found["4d"].polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "The force reported that 61% of files met DGA standards; officers will be trained.",
        "Sickness absence has improved. The wellbeing programme will be evaluated.",
        "The lift is out of order until Friday.",
        "Three trials were listed as floaters and the resident judge will be written to.",
        "Staff awards: congratulations to the post room on its long service award.",
        "The IQA application will be unavailable on Friday while the server is upgraded.",
    ],
)
def test_other_business_is_left_alone(text: str) -> None:
    assert proposed(text) == {}


def test_a_question_is_never_evidence() -> None:
    asked = "What themes do the IQAs show, and how do you know that the training worked?"

    assert proposed(asked, "interview", is_question=True) == {}


def test_the_question_lends_its_theme_to_the_answer() -> None:
    answer = "Gut feel, I suppose. I have never looked at it that way, not in any real sense."
    passage = Passage(answer, "interview", question="How do you know whether the training worked?")

    (alone,), (asked,) = (
        default_tagger().rank((Passage(answer, "interview"),)),
        default_tagger().rank((passage,)),
    )
    chance = {p.code_id: p.score for p in alone}, {p.code_id: p.score for p in asked}

    assert chance[1]["4d"] > chance[0]["4d"]


def test_a_reason_quotes_the_words_that_its_spans_hold() -> None:
    text = "Dip samples show the same three things every quarter, and nobody collates them."

    for proposal in proposed(text).values():
        for start, end in proposal.spans:
            assert f'"{text[start:end]}"' in proposal.reason


def test_weights_are_those_that_the_shipped_passages_give() -> None:
    assert fit(shipped_seeds(), shipped_rules()).written() == shipped_weights().written()


def test_the_shipped_passages_are_enough_and_mostly_not_about_one_code() -> None:
    seeds = shipped_seeds()
    uncoded = sum(not seed.codes for seed in seeds)

    assert len({seed.passage.text for seed in seeds}) > 900
    assert uncoded / len(seeds) > 0.3
    assert all(sum(code in seed.criteria for seed in seeds) > 100 for code in CODES)


def test_learning_moves_the_scores_towards_what_was_coded() -> None:
    line = json.dumps(
        {
            "text": "The purple ledger was brought up to date.",
            "register": "minutes",
            "codes": ["4b"],
            "polarity": {"4b": "positive"},
        }
    )
    taught = read_labelled([line] * 8, name="taught.jsonl")
    passage = (taught[0].passage,)
    chance = [
        next(p.score for p in tagger.rank(passage)[0] if p.code_id == "4b")
        for tagger in (default_tagger(), learned_tagger(taught))
    ]

    assert chance[1] > chance[0] + 0.2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4))
def test_any_text_is_answered_in_order_and_twice_the_same(texts: list[str]) -> None:
    passages = tuple(Passage(text) for text in texts)
    tagger = default_tagger()
    ranked = tagger.rank(passages)

    assert len(ranked) == len(passages)
    assert ranked == tagger.rank(passages)
    for text, proposals in zip(texts, ranked, strict=True):
        scores = [proposal.score for proposal in proposals]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert all(0 <= a < b <= len(text) for p in proposals for a, b in p.spans)


def test_scores_do_not_depend_on_the_order_in_which_python_keeps_sets() -> None:
    code = (
        "from coding.taggers.pipeline import default_tagger\n"
        "from coding.taggers.labelled import shipped_seeds\n"
        "print(default_tagger().rank(tuple(s.passage for s in shipped_seeds()[:60])))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(printed) == 1


def test_proposing_needs_neither_numpy_arrays_of_ours_nor_a_model() -> None:
    code = "import coding.taggers.pipeline, sys; assert 'spacy' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "."})
