"""Searching by the index of words, which finds what reading through finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite

from coding.search_store import by_index, passages_with
from coding.searching import parse
from evidence.source_tables import segments
from evidence.workspace import Workspace
from tests.builders import write
from tests.inspections import an_inspection, taken_in

WORDS = ("dip", "dip-sample", "theme*", "THEMES", "it's", "naïve", "4a:", "_x_", "e", "100%",
         '"dip sample"', '"theme* from"', "co-ordinated", "-court", "*ing", "nobody's")  # fmt: skip
TEXTS = (
    "A dip sample of 100% showed themes from it’s four units.",
    "Themes: naïve, na ïve; co-ordinated by nobody's court. E is dip-sample.",
    "dip\tsample\nTHEME from _x_ 4a: the ﬁle; it's theme_s",
    "naive coordinated dipsample 100 percent, same court. *ing",
)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    place = tmp_path_factory.mktemp("searched")
    with an_inspection(place) as workspace:
        for number, words in enumerate(TEXTS):
            write(place, f"inbox/Northshire/CQB {number}.txt", f"CQB minutes\n\n{words}\n")
        taken_in(workspace, place / "inbox")
        yield workspace


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_the_index_finds_what_reading_through_finds(searched: Workspace, words: list[str]) -> None:
    query = parse(" ".join(words))
    through = [
        p.segment_id
        for p in searched.evidence.segments()
        if p.segment.status.value == "live" and query.found(p.segment.text)
    ]

    found = passages_with(searched.database, query)

    assert [p.segment_id for p in found] == through
    assert passages_with(searched.database, replace(query, words=())) == found


def test_a_search_asks_the_index_and_does_without_where_there_is_none(
    searched: Workspace,
) -> None:
    asked = by_index(select(segments)).params(words="dip")
    said = asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with searched.database.reading() as connection:
        plan = str(connection.exec_driver_sql(f"explain query plan {said}").all())
    assert "passage_words VIRTUAL TABLE INDEX" in plan
    assert "SCAN segments" not in plan

    with searched.database.writing() as connection:
        connection.execute(text("alter table passage_words rename to hidden_words"))
    query = parse("themes")
    try:
        assert len(passages_with(searched.database, query)) == 2
    finally:
        with searched.database.writing() as connection:
            connection.execute(text("alter table hidden_words rename to passage_words"))
