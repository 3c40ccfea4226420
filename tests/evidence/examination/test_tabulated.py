"""A statistic found by its id is the one that is listed, and its figures are its own."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from evidence.examination.answers import Answer, DcpAnswer, Judgement
from evidence.examination.tabulate import statistics
from tests.evidence.examination.forms import Q01, SHORT, a_file

_ANSWERS = a_file().answers
_PARTED = Answer(Q01, DcpAnswer.NO, Judgement.DISAGREE, ("disclosure",), "Nothing is said of it.")
_APART = Answer(Q01, DcpAnswer.NOT_APPLICABLE, Judgement.AGREE)
FILES = (
    a_file(1),
    a_file(2, court="crown", answers=(_PARTED, *_ANSWERS[1:])),
    a_file(3, answers=(_APART, *_ANSWERS[1:])),
)
FOUND = statistics(FILES, SHORT)


def test_every_statistic_is_found_by_its_id_with_the_figures_of_its_rate() -> None:
    assert len(list(FOUND)) == len(FOUND) > 100
    for listed in FOUND:
        assert FOUND.get(listed.statistic_id) == listed
        figures = FOUND.items.figures(listed.statistic_id)
        assert figures is not None
        assert (figures.count, figures.total) == (listed.rate.count, listed.rate.total)
        if (interval := listed.rate.interval()) is not None:
            assert (figures.low, figures.high) == pytest.approx(interval, abs=1e-12)


def test_ids_stand_for_one_statistic_each() -> None:
    assert len({listed.statistic_id for listed in FOUND}) == len(FOUND)


@pytest.mark.parametrize(
    "name", ["", "agreement", "agreement/Q99", f"agreement/{Q01}/court=high", "/court=crown"]
)
def test_what_is_no_statistic_is_not_found(name: str) -> None:
    assert FOUND.get(name) is None
    assert FOUND.items.figures(name) is None


def test_an_answer_that_did_not_apply_is_found_beside_those_that_did() -> None:
    found = FOUND.get(f"agreement/{Q01}/answer=not-applicable")

    assert found is not None
    assert (found.counted, found.base) == (("WES-03",), ("WES-03",))


def test_files_that_say_the_same_count_the_same_whether_they_share_it_or_not() -> None:
    apart = tuple(deepcopy(FILES))

    assert apart[0].answers[0] is not FILES[0].answers[0]
    assert list(statistics(apart, SHORT)) == list(FOUND)
    assert statistics(apart, SHORT).reasons == FOUND.reasons


def test_other_files_give_other_statistics() -> None:
    other = statistics((*FILES[:2], replace(FILES[2], answers=_ANSWERS)), SHORT)

    assert other.items != FOUND.items
