"""The invented inspection's evidence, masked: nobody whom a list names is left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.describing import Given
from evidence.identity import Actor
from evidence.ingest import Intake, found, ingest
from evidence.masking import masked as masked_view
from evidence.maskings import Masked, maskings
from evidence.workspace import make, opened
from tests.evidence.masking.papers import AT

EXAMPLE = Path(__file__).parents[3] / "examples" / "invented-inspection"
ELSEWHERE = {"Peel", "Reid", "Marrow"}
"""Surnames that are words too, and may stand in a sentence as such."""


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Masked]]:
    folder = tmp_path_factory.mktemp("masking") / "inspection"
    make(folder, framework=EXAMPLE / "framework.yaml", settings=EXAMPLE / "inspection.toml")
    with opened(folder) as workspace:
        intake = Intake(Actor("tester"), AT, Given("", "", False, None, "", ""))
        for _ in ingest(workspace, found([EXAMPLE / "evidence"]), intake):
            pass
        yield maskings(workspace)


def shown(found: Masked) -> str:
    return masked_view(found.source.text, found.masking.masks).text


def test_nobody_of_an_areas_people_is_left_in_its_sources(masked: list[Masked]) -> None:
    names: dict[str, set[str]] = {}
    for item in masked:
        for behind in item.masking.key:
            words = re.findall(r"[A-Z][a-z'-]{2,}", behind.name)
            names.setdefault(item.source.place, set()).update(words)

    left = [
        (item.source.source_id, name)
        for item in masked
        for name in names[item.source.place] - ELSEWHERE
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", shown(item))
    ]

    assert sum(len(n) for n in names.values()) > 150
    assert left == []


def test_places_months_and_courts_are_left(masked: list[Masked]) -> None:
    text = " ".join(shown(item) for item in masked)

    for innocent in (
        "Larch House", "Saddlers Wharf", "Lantern Room", "Gannet Bay", "Holm Street", "Stelling",
        "Kestrel Coast", "The Perch", "Gold Pen", "Second Look", "Tarnock", "Resident Judge",
        "in May", "8 April", "Crown Court", "Case of the month", "DGA", "RASSO",
    ):  # fmt: skip
        assert innocent in text


def test_no_place_of_the_example_is_taken_for_a_person(masked: list[Masked]) -> None:
    people = {behind.name for item in masked for behind in item.masking.key}

    assert not [name for name in people if re.search("House|Room|Court|Wharf|Bay|Team", name)]


def test_every_case_number_is_hidden(masked: list[Masked]) -> None:
    text = " ".join(shown(item) for item in masked)

    assert "[URN]" in text
    assert not re.search(r"\b\d{2}[A-Z]{2}\d{7}", text)
