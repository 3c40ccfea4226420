"""Agreement beyond chance, against a published example."""

from __future__ import annotations

import pytest

from evidence.examination.answers import Answer, DcpAnswer, Judgement
from evidence.examination.chance import TwoByTwo, two_by_two


def test_kappa_and_ac1_are_those_of_gwets_example() -> None:
    """K. L. Gwet, Statistical Methods for Inter-Rater Reliability Assessment 1, 2002, p. 3."""
    table = TwoByTwo(yes_yes=118, yes_no=5, no_yes=2, no_no=0)

    assert table.kappa() == pytest.approx(-0.0234, abs=5e-5)
    assert table.ac1() == pytest.approx(0.9408, abs=5e-5)


def test_kappa_of_a_textbook_table() -> None:
    """20 and 15 agreed of 50, chance 0.5: (0.7 - 0.5) / (1 - 0.5)."""
    assert TwoByTwo(20, 5, 10, 15).kappa() == pytest.approx(0.4)


def test_neither_is_defined_without_files() -> None:
    assert TwoByTwo(0, 0, 0, 0).kappa() is None
    assert TwoByTwo(0, 0, 0, 0).ac1() is None


def test_kappa_is_not_defined_where_nothing_but_yes_is_said() -> None:
    table = TwoByTwo(10, 0, 0, 0)

    assert table.kappa() is None
    assert table.ac1() == 1.0


def test_disagreeing_with_a_no_means_yes() -> None:
    answers = [
        Answer("Q01", DcpAnswer.YES, Judgement.DISAGREE),
        Answer("Q01", DcpAnswer.NO, Judgement.DISAGREE),
        Answer("Q01", DcpAnswer.NO, Judgement.AGREE),
        Answer("Q01", DcpAnswer.NO, Judgement.CANNOT_TELL),
        Answer("Q01", DcpAnswer.NOT_APPLICABLE, Judgement.AGREE),
    ]

    assert two_by_two(answers) == TwoByTwo(yes_yes=0, yes_no=1, no_yes=1, no_no=1)
