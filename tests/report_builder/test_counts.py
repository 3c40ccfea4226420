"""Every number has a name, and the name gives the number again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coding.codings import Polarity
from report_builder.compose import compose
from report_builder.counts import UnknownMetric, definition, figure_value
from report_builder.metrics import named, parsed
from tests.report_builder.builders import (
    DRAFT,
    VISITED,
    a_material,
    a_passage,
    a_rich_material,
    a_source,
    examined,
    text_of,
)


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("framework/areas", 6),
        ("framework/visited", 4),
        ("planned/files", 36),
        ("planned/files-per-area/court=crown", 2),
        ("files/examined", 42),
        ("files/examined/court=crown", 14),
        ("files/examined/area=fenwold", 7),
        ("areas/examined", 6),
        ("sources/read", 12),
        ("sources/read/family=focus-groups", 4),
        ("sources/read/kind=interview/area=northshire", 1),
        ("segments/read", 480),
        ("passages/4a", 16),
        ("passages/4a/negative", 4),
        ("passages/4c/code=4c-comms", 4),
        ("areas/4a/positive", 4),
        ("areas/4a/negative/family=interviews", 0),
        ("areas/4a/lean=positive", 4),
        ("areas/4c/lean=balanced", 4),
        ("areas/4d/mixed/saying=planned", 4),
        ("sources/4a/positive/family=documents", 4),
        ("left-out/Q01/not-applicable", 0),
        ("reason/Q01/1", 12),
        ("findings/all/kind=recommendation", 1),
        ("suggestions/undecided", 0),
    ],
)
def test_a_count_is_reckoned_from_its_name(metric: str, value: int) -> None:
    assert figure_value(a_rich_material(), metric, "count") == value


def test_a_copied_passage_is_said_to_be_one_and_its_source_another() -> None:
    minutes, briefing = a_source("S001"), a_source("S002", "briefing")
    material = replace(
        a_material(sources=[minutes, briefing]),
        copies={"S002-003": "S001-001", "S002-004": "S001-002", "S009-001": "S001-001"},
    )

    assert figure_value(material, "copies/passages", "count") == 2
    assert figure_value(material, "copies/sources/kind=briefing/of=board-minutes", "count") == 1
    assert figure_value(material, "copies/passages/kind=interview", "count") == 0
    report = text_of(compose(material, DRAFT))
    assert "Two passages were copied from one source into another" in report
    assert "One team briefing repeats two passages of board minutes." in report


def test_a_statistic_has_its_count_total_proportion_and_interval() -> None:
    material = a_material(files=examined(30, 12))

    sides = {
        facet: figure_value(material, "agreement/overall", facet)
        for facet in ("count", "total", "percent", "low", "high")
    }

    assert (sides["count"], sides["total"]) == (60, 84)
    assert sides["percent"] == pytest.approx(60 / 84)
    assert sides["low"] < sides["percent"] < sides["high"]


@pytest.mark.parametrize(
    ("metric", "facet"),
    [
        ("weather/today", "count"),
        ("passages/4a", "percent"),
        ("reason/Q01/9", "count"),
        ("dates/earliest/kind=briefing", "day"),
        ("chance/Q01", "kappa"),
    ],
)
def test_what_nothing_counts_is_said_to_be_so(metric: str, facet: str) -> None:
    with pytest.raises(UnknownMetric):
        figure_value(a_material(), metric, facet)


def test_a_withdrawn_or_replaced_source_counts_for_nothing() -> None:
    kept = a_source("S1")
    gone = [replace(a_source("S2"), withdrawn=True), replace(a_source("S3"), superseded=True)]
    material = a_material([a_passage("C0001", kept), a_passage("C0002", gone[0])], sources=gone)

    assert figure_value(material, "sources/read", "count") == 1
    assert figure_value(material, "passages/4a", "count") == 1


def test_mixed_passages_do_not_weigh() -> None:
    source = a_source("S1")
    found = [
        a_passage("C0001", source),
        a_passage("C0002", source, polarity=Polarity.MIXED),
        a_passage("C0003", source, polarity=Polarity.MIXED),
    ]

    assert figure_value(a_material(found), "areas/4a/lean=positive", "count") == 1


def test_an_area_is_silent_only_where_it_gave_such_a_source() -> None:
    heard = a_passage("C0001", a_source("S1", area=VISITED[0]))
    silent = a_source("S2", "board_minutes", VISITED[1])
    material = a_material([heard], sources=[silent])

    assert figure_value(material, "areas/4a/silent/kind=board-minutes", "count") == 1


def test_a_count_says_in_words_what_it_counts() -> None:
    assert definition(a_material(), "areas/4a/negative") == "Areas (4a; negative)"
    assert definition(a_material(files=examined(1, 1)), "agreement/Q01") == (
        "agreement, Charge (files)"
    )


def test_a_name_is_put_together_as_it_is_taken_apart() -> None:
    name = named("areas", "4a", "negative", family="interviews", area="")

    assert name == "areas/4a/negative/family=interviews"
    assert parsed(name).filters == {"family": "interviews"}
