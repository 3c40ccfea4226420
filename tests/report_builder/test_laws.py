"""What holds for every report, whatever the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.codings import Polarity, Strength
from coding.matrix import CodedPassage, Passages
from report_builder import tree_json
from report_builder.checks import check
from report_builder.compose import compose
from report_builder.counts import figure_value
from report_builder.document import (
    Heading,
    Quotation,
    all_sentences,
    figures_of,
    supports_of,
)
from report_builder.material import Material
from report_builder.numbering import number
from tests.report_builder.builders import (
    DRAFT,
    VISITED,
    a_material,
    a_passage,
    a_rich_material,
    a_source,
    examined,
    rich_findings,
    rich_passages,
)

Thing = TypeVar("Thing")

SOURCES = [
    *(
        a_source(f"S{n}{kind[0]}", kind, area, group="SCP" if kind == "focus_group" else "")
        for n, area in enumerate((*VISITED, "Fenwold", ""))
        for kind in ("board_minutes", "briefing", "focus_group", "interview")
    )
]
WORDS = [
    "the same three points came up in both units again this quarter",
    "it is too early to say whether any of this has helped at all",
    "nobody had looked and so nobody could tell us what had changed",
    "we will look again at twenty more of them in the autumn",
    "short words",
]


CODES = ["1a", "2a", "3a", "4a", "4c", "4c-cqb", "4c-comms", "4d"]

Row = tuple[int, str, Polarity, int, Strength]
Recipe = tuple[list[Row], int, int, bool]

# A recipe says in a line what a material is made of, so that a failing example can be read.
rows = st.tuples(
    st.integers(0, len(SOURCES) - 1),
    st.sampled_from(CODES),
    st.sampled_from(list(Polarity)),
    st.integers(0, len(WORDS) - 1),
    st.sampled_from(list(Strength)),
)
recipes = st.tuples(
    st.lists(rows, max_size=14), st.integers(0, 14), st.integers(0, 14), st.booleans()
)


def made(recipe: Recipe) -> Material:
    """Return the material of a recipe: passages, files agreed and not, findings or none."""
    coded, agreed, differed, concluded = recipe
    passages: list[CodedPassage] = [
        a_passage(f"C{n:04d}", SOURCES[source], code, polarity, WORDS[words], strength=strength)
        for n, (source, code, polarity, words, strength) in enumerate(coded, 1)
    ]
    return a_material(passages, examined(agreed, differed), rich_findings() if concluded else [])


@settings(max_examples=30)
@given(recipes)
def test_every_figure_can_be_recomputed_and_every_sentence_stands_on_something(
    recipe: Recipe,
) -> None:
    material = made(recipe)
    document = compose(material, DRAFT)

    for one in document.blocks:
        for figure in figures_of(one):
            assert figure.value == pytest.approx(
                figure_value(material, figure.metric, figure.facet)
            )
            assert figure.use_id
    assert all(sentence.supports for _, sentence in all_sentences(document))
    assert {metric for metric, _ in document.definitions} == {
        f.metric for one in document.blocks for f in figures_of(one)
    }


@settings(max_examples=30)
@given(recipes)
def test_the_machine_writes_nothing_that_its_own_checks_refuse(recipe: Recipe) -> None:
    material = made(recipe)
    found = {f.code for f in check(compose(material, DRAFT), material)}

    assert not found & {
        "unsupported_sentence", "figure_differs", "bare_number", "small_base",
        "quotation_names", "long_sentence",
    }  # fmt: skip


@settings(max_examples=20)
@given(recipes, st.integers(0, 9))
def test_the_order_of_the_evidence_changes_nothing(recipe: Recipe, seed: int) -> None:
    material = made(recipe)
    random = Random(seed)

    other = replace(
        material,
        sources=shuffled(material.sources, random),
        passages=Passages(shuffled(material.passages.items, random)),
        findings=shuffled(material.findings, random),
    )

    assert tree_json.dumps(compose(other, DRAFT)) == tree_json.dumps(compose(material, DRAFT))


@settings(max_examples=20)
@given(recipes)
def test_ids_are_unique_and_short_enough_for_word(recipe: Recipe) -> None:
    document = compose(made(recipe), DRAFT)

    blocks = [one.block_id for one in document.blocks]
    sentences = [s.sentence_id for _, s in all_sentences(document)]
    figures = [f.use_id for one in document.blocks for f in figures_of(one)]
    for ids in (blocks, sentences, figures):
        assert len(ids) == len(set(ids))
        assert all(len(one) <= 32 and one.isalnum() for one in ids)


@settings(max_examples=20)
@given(recipes)
def test_every_cross_reference_has_a_number(recipe: Recipe) -> None:
    document = compose(made(recipe), DRAFT)
    numbers = number(document)

    for _, sentence in all_sentences(document):
        for part in sentence.parts:
            target = getattr(part, "target", None)
            assert target is None or numbers.reference.get(target)


@settings(max_examples=20)
@given(recipes)
def test_headings_never_skip_a_level(recipe: Recipe) -> None:
    levels = [b.level for b in compose(made(recipe), DRAFT).blocks if isinstance(b, Heading)]

    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_coding_on_one_criterion_changes_no_block_elsewhere() -> None:
    before = a_rich_material()
    added = a_passage(
        "C0999", a_source("S001", area=VISITED[0]), "4d", words="nothing was looked at twice there"
    )
    after = a_material([*rich_passages(), added], examined(30, 12), rich_findings())

    assert _sections(before, skip="Measuring effectiveness") == _sections(
        after, skip="Measuring effectiveness"
    )


def test_a_composed_report_is_read_back_as_it_was_written() -> None:
    document = compose(a_rich_material(), DRAFT)

    assert tree_json.loads(tree_json.dumps(document)) == document


def test_a_quotation_stands_on_the_coding_it_was_taken_from() -> None:
    material = a_rich_material()
    coded = {i.coding.coding_id: i.coding.selection.quote for i in material.passages.items}

    quotations = [b for b in compose(material, DRAFT).blocks if isinstance(b, Quotation)]

    assert quotations
    for quotation in quotations:
        (support,) = supports_of(quotation)
        assert quotation.words.strip("… .") in coded[support.support_id]


def shuffled(items: Sequence[Thing], random: Random) -> tuple[Thing, ...]:
    """Return things in another order."""
    return tuple(random.sample(items, len(items)))


def _sections(material: Material, *, skip: str) -> list[str]:
    """Return the ids of the blocks of every section but one."""
    ids: list[str] = []
    inside = True
    for one in compose(material, DRAFT).blocks:
        if isinstance(one, Heading) and one.level <= 2:
            inside = one.text != skip
        if inside:
            ids.append(one.block_id)
    return ids
