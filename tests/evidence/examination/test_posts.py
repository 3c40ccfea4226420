"""Files by Area and the dip sampler's grade are counted by hand, and small ones do not go out."""

from __future__ import annotations

from evidence.examination.posts import by_post
from evidence.examination.rates import Rate
from evidence.suppression.people import outward_rates
from evidence.suppression.tables import Margins
from tests.evidence.examination.forms import SHORT, a_file

FILES = tuple(
    a_file(
        number,
        area="Wessex" if number < 12 else "North East",
        dip_sampler_grade="DCCP" if number in (0, 1, 12, 13, 14, 15, 16, 17) else "SDCP",
        dip_sampler_comments=number != 1,
    )
    for number in range(25)
)


def test_rates_of_a_post_count_its_files() -> None:
    found = by_post(FILES, SHORT)

    assert found.areas == ("North East", "Wessex")
    at = found.grades.index("DCCP")
    assert [row[at] for row in found.uncommented] == [Rate(0, 6), Rate(1, 2)]
    assert [row[at] for row in found.agreed] == [Rate(6, 6), Rate(2, 2)]


def test_the_one_holder_of_a_post_is_not_told_of_by_few_files() -> None:
    found = by_post(FILES, SHORT)

    out = outward_rates(found.uncommented, 5, Margins())

    at = found.grades.index("DCCP")
    assert out[1][at] is None
    assert sum(rate is None for row in out for rate in row) >= 4
    assert out[-1][-1] == Rate(1, 25)
