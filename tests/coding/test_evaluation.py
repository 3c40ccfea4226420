"""The figures of `tag evaluate`, against cases counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codings import Polarity
from coding.evaluation import evaluate, evaluate_learning
from coding.taggers.figures import (
    Judged,
    average_precision,
    balanced,
    calibration,
    code_figures,
    recall_at,
    top_quarter_precision,
    uncoded_suggested,
    work_saved,
)
from coding.taggers.interface import Passage, Proposal
from coding.taggers.labelled import Labelled, read_gold, read_labelled
from coding.taggers.pipeline import default_tagger, learned_tagger
from evidence.errors import DecisionsInvalid
from tests.builders import inspection, iqa, write
from tests.coding.test_learning import OWN

POSITIVE, NEGATIVE, MIXED = Polarity


def judged(*pairs: tuple[bool, float, bool], criterion: str = "4a") -> list[Judged]:
    return [
        Judged(i, criterion, true, chance, said) for i, (true, chance, said) in enumerate(pairs)
    ]


FOUR = judged((True, 0.9, True), (False, 0.8, True), (True, 0.4, False), (False, 0.1, False))

PAIRS = st.lists(
    st.builds(
        Judged,
        st.integers(0, 30),
        st.sampled_from(["4a", "4b"]),
        st.booleans(),
        st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]),
        st.booleans(),
    ),
    max_size=40,
)


class Parrot:
    """Proposes what it was told to, whatever the passage."""

    rules = "parrot-1"
    model = "none"

    def __init__(self, *proposals: tuple[Proposal, ...]) -> None:
        self._proposals = proposals

    def propose(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        return self._proposals[: len(passages)]


def proposal(code: str, polarity: Polarity, score: float) -> Proposal:
    return Proposal(code, polarity, score, "because", ())


def gold(*codes: dict[str, Polarity], register: str = "minutes") -> list[Labelled]:
    return [
        Labelled(str(i), Passage(f"passage {i}", register), frozenset(c), c)
        for i, c in enumerate(codes)
    ]


def test_precision_recall_and_f1_are_counted_over_what_is_proposed() -> None:
    figures = code_figures(FOUR)

    assert (figures.precision, figures.recall, figures.f1) == (0.5, 0.5, 0.5)
    assert figures.support == 2


def test_average_precision_is_the_mean_of_precision_at_each_true_pair() -> None:
    assert average_precision(FOUR) == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_tied_chances_gain_nothing_from_their_order() -> None:
    pairs = judged((True, 0.5, True), (False, 0.5, True))

    assert average_precision(pairs) == average_precision(pairs[::-1]) == 0.5


def test_recall_at_30_percent_counts_the_top_of_all_pairs() -> None:
    pairs = judged(*[(i in {0, 1, 9}, 1 - i / 10, False) for i in range(10)])

    assert recall_at(pairs, 0.3) == pytest.approx(2 / 3)


def test_the_top_quarter_is_of_the_proposals() -> None:
    pairs = judged(*[(i == 0, 1 - i / 10, i < 8) for i in range(10)])

    assert top_quarter_precision(pairs) == 0.5


def test_a_passage_without_codes_counts_once_however_much_is_proposed() -> None:
    pairs = [
        Judged(0, "4a", false := False, 0.9, True),
        Judged(0, "4b", false, 0.9, True),
        Judged(1, "4a", false, 0.1, False),
        Judged(2, "4a", True, 0.9, True),
    ]

    assert uncoded_suggested(pairs) == 0.5


def test_work_saved_is_what_need_not_be_read_less_five_percent() -> None:
    pairs = judged(*[(i < 2, 1 - i / 10, False) for i in range(10)])

    assert work_saved(pairs) == pytest.approx(0.8 - 0.05)


def test_calibration_sets_the_mean_chance_beside_what_was_true() -> None:
    low, high = calibration(judged((False, 0.04, False), (True, 0.98, True), (True, 1.0, True)))

    assert (low.low, low.high, low.observed, low.n) == (0.0, 0.1, 0.0, 1)
    assert (high.predicted, high.observed, high.n) == (pytest.approx(0.99), 1.0, 2)


def test_balanced_accuracy_gives_a_rare_polarity_the_same_say() -> None:
    sides = [(POSITIVE, POSITIVE)] * 8 + [(POSITIVE, NEGATIVE)] * 2

    assert balanced(sides) == 0.5


def test_a_channel_counts_as_its_criterion() -> None:
    tagger = Parrot((proposal("4c", POSITIVE, 0.9),), (proposal("4c-apr", NEGATIVE, 0.8),))

    figures = evaluate(gold({"4c-cqb": POSITIVE}, {"4c": POSITIVE}), tagger)

    assert figures.codes["4c"].f1 == 1
    assert figures.macro_f1 == 1
    assert figures.polarity_accuracy == 0.5


def test_registers_are_told_apart() -> None:
    passages = gold({"4a": POSITIVE}) + gold({"4b": POSITIVE}, register="focus_group")
    tagger = Parrot((proposal("4a", POSITIVE, 0.9),), (proposal("4a", POSITIVE, 0.9),))

    figures = evaluate(passages, tagger)

    assert figures.registers == {"minutes": (1.0, 1), "focus_group": (0.0, 1)}


def test_the_figures_are_given_under_the_documented_names() -> None:
    tagger = Parrot((proposal("4a", POSITIVE, 0.9),))

    printed = json.loads(json.dumps(evaluate(gold({"4a": POSITIVE}), tagger).as_json()))

    assert set(printed) >= {
        "passages",
        "macro_f1",
        "mean_average_precision",
        "recall_at_30_percent",
        "top_quarter_precision",
        "uncoded_suggested",
        "polarity_accuracy",
        "work_saved_at_95",
        "codes",
        "registers",
        "calibration",
    }
    assert printed["calibration"][-1] == {
        "from": 0.9,
        "to": 1.0,
        "predicted": 0.9,
        "observed": 1.0,
        "n": 1,
    }
    assert "learned_from" not in printed


def test_learning_draws_the_same_passages_for_the_same_seed() -> None:
    passages = gold(*[{"4a": POSITIVE}, {}, {"4b": NEGATIVE}, {}, {"4d": MIXED}, {}])
    drawn: list[list[str]] = []

    def learn(taken: object) -> Parrot:
        drawn.append([item.passage_id for item in taken])  # type: ignore[attr-defined]
        return Parrot(*[()] * 6)

    once = evaluate_learning(passages, learn, passages=2, seed=7)
    evaluate_learning(passages, learn, passages=2, seed=7)

    assert drawn[0] == drawn[1]
    assert (once.passages, once.learned_from) == (4, 2)


def test_learning_from_everything_leaves_nothing_to_measure_on() -> None:
    with pytest.raises(DecisionsInvalid, match="leave none"):
        evaluate_learning(gold({}), lambda _: Parrot(), passages=1, seed=1)


def test_nothing_can_be_measured_on_no_passages() -> None:
    with pytest.raises(DecisionsInvalid, match="no coded passage"):
        evaluate([], Parrot())


def test_a_line_that_is_not_a_passage_is_refused_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"text": "a", "codes": []}\n{"text": "b"}\n', encoding="utf-8")

    with pytest.raises(DecisionsInvalid, match=r"gold\.jsonl, line 2"):
        read_gold(file)


@pytest.mark.parametrize("within", [True, False])
def test_a_gold_file_with_a_code_that_there_is_not_is_refused(tmp_path: Path, within: bool) -> None:
    place = inspection(tmp_path) if within else tmp_path
    lines = ['{"text": "a", "codes": ["4a", "2b", "4c-ours"]}', '{"text": "b", "codes": ["9z"]}']
    file = write(tmp_path, "gold.jsonl", "\n".join(lines))
    refused = iqa(place, "tag", "evaluate", file)
    file.write_text(lines[0], encoding="utf-8")

    assert (refused.code, "gold.jsonl, line 2: there is no code '9z'" in refused.err) == (1, True)
    assert iqa(place, "tag", "evaluate", file, "--json").json["passages"] == 1


def test_what_is_learned_on_the_way_keeps_to_the_inspections_own_rules(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    (place / "rules.yaml").write_text(OWN, encoding="utf-8")
    lines = (
        '{"text": "The lift is slow.", "codes": []}',
        '{"text": "The lift at the purple clinic is slow.", "codes": ["4c"]}',
    )
    file = write(tmp_path, "gold.jsonl", "\n".join(lines))

    told = iqa(place, "tag", "evaluate", file, "--learn", "1", "--seed", "2", "--json").json

    assert (told["learned_from"], told["codes"]["4c"]["support"]) == (1, 1)
    assert told["codes"]["4c"]["recall"] == 1


def test_the_real_tagger_learns_and_is_measured_on_the_rest() -> None:
    lines = [
        json.dumps({"text": text, "register": "minutes", "codes": codes, "polarity": {}})
        for text, codes in (
            ("The IQAs show the same recurring theme in both units.", ["4a"]),
            ("The car park will be closed on Monday.", []),
            ("The file was commended as an example of good practice in IQA.", ["4b"]),
        )
    ]
    passages = read_labelled(lines, name="gold.jsonl")

    figures = evaluate_learning(passages, learned_tagger, passages=1, seed=3)

    assert figures.passages == 2
    assert evaluate(passages, default_tagger()).macro_f1 == 1


@given(PAIRS)
def test_every_figure_is_a_proportion(pairs: list[Judged]) -> None:
    figures = code_figures(pairs)
    proportions = [
        figures.precision,
        figures.recall,
        figures.f1,
        average_precision(pairs),
        recall_at(pairs, 0.3),
        top_quarter_precision(pairs),
        uncoded_suggested(pairs),
    ]

    assert all(0 <= value <= 1 for value in proportions)


@given(PAIRS)
def test_a_perfect_ranking_has_the_best_average_precision(pairs: list[Judged]) -> None:
    perfect = [Judged(j.passage, j.criterion, j.true, float(j.true), j.proposed) for j in pairs]

    assert average_precision(perfect) == (1.0 if any(j.true for j in pairs) else 0.0)
    assert average_precision(perfect) >= average_precision(pairs)


@given(PAIRS)
def test_every_pair_is_in_one_bin(pairs: list[Judged]) -> None:
    assert sum(part.n for part in calibration(pairs)) == len(pairs)
