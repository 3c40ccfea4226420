"""From any place on a page to its evidence, and from evidence to every place on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.errors import NothingToTrace
from report_builder.compose import compose
from report_builder.counts import COUNT, Counts
from report_builder.document import (
    Bullets,
    Document,
    FigureUse,
    Paragraph,
    Quotation,
    Table,
    all_sentences,
    figures_of,
)
from report_builder.members import members
from report_builder.numbering import number
from report_builder.spots import spot
from report_builder.standing import Held, evidence_of, standing_on
from tests.report_builder.builders import DRAFT, a_rich_material

MATERIAL = a_rich_material()
REPORT: Document = compose(MATERIAL, DRAFT)
NUMBERS = number(REPORT)
CODINGS = tuple(item.coding for item in MATERIAL.passages.items)
HELD = Held(MATERIAL, MATERIAL.sources, CODINGS, {"06AB1234523": "F-003"})


def names_on(reference: str, held: Held = HELD) -> list[str]:
    evidence = evidence_of(held, reference)
    return [one.name for one in standing_on(MATERIAL, REPORT, evidence)]


def test_a_cell_of_a_table_is_found_by_its_row_and_column() -> None:
    table = next(
        b for b in REPORT.blocks if isinstance(b, Table) and figures_of(b) and len(b.rows) > 1
    )
    name = NUMBERS.reference[table.block_id]
    row = next(r for r in table.rows if any(isinstance(p, FigureUse) for c in r for p in c))
    column, figure = next(
        (n, part) for n, cell in enumerate(row) for part in cell if isinstance(part, FigureUse)
    )
    by_name = spot(REPORT, NUMBERS, f"{name}, {NUMBERS.text(row[0])}, {table.headings[column]}")
    place = table.rows.index(row) + 1
    by_place = spot(REPORT, NUMBERS, f"{name.lower()}, row {place}, column {column + 1}")

    assert by_name.figures == (figure,)
    assert by_place.figures == (figure,)
    assert figure in spot(REPORT, NUMBERS, f"{name}, row {place}").figures


def test_a_cell_that_is_not_there_is_told_with_the_columns_that_are() -> None:
    with pytest.raises(NothingToTrace) as caught:
        spot(REPORT, NUMBERS, "Table 1, Nowhere, Nothing")

    assert "columns:" in str(caught.value.way_out)


def test_a_printed_number_is_found_and_one_that_stands_twice_is_not_guessed() -> None:
    figures = [f for block in REPORT.blocks for f in figures_of(block)]
    by_text: dict[str, set[tuple[str, str]]] = {}
    for figure in figures:
        by_text.setdefault(figure.text, set()).add((figure.metric, figure.facet))
    digits = {text: uses for text, uses in by_text.items() if text.rstrip("%").isdigit()}
    once = next(text for text, uses in digits.items() if len(uses) == 1)
    often = next(text for text, uses in digits.items() if len(uses) > 1)

    assert spot(REPORT, NUMBERS, once).figures[0].text == once
    with pytest.raises(NothingToTrace, match="several places"):
        spot(REPORT, NUMBERS, often)


def test_a_quotation_and_a_sentence_are_found_by_some_of_their_words() -> None:
    quotation = next(b for b in REPORT.blocks if isinstance(b, Quotation))
    _, sentence = next(all_sentences(REPORT))
    words = " ".join(NUMBERS.sentence(sentence).split()[2:7])

    assert spot(REPORT, NUMBERS, f"“{quotation.words[:25]}”").block == quotation
    assert spot(REPORT, NUMBERS, words).sentence is not None
    with pytest.raises(NothingToTrace):
        spot(REPORT, NUMBERS, "so")


def test_every_count_has_as_many_members_as_it_says() -> None:
    counts = Counts(MATERIAL)
    listed = 0
    for figure in (f for block in REPORT.blocks for f in figures_of(block)):
        if figure.facet != COUNT or counts.is_statistic(figure.metric):
            continue
        found = members(counts, figure.metric)
        if found is not None:
            listed += 1
            assert len(found) == figure.value, figure.metric
            assert len(set(found)) == len(found)
    assert listed > 50


def test_a_coding_leads_to_every_sentence_that_rests_on_it_and_to_the_counts_of_it() -> None:
    direct = {
        s.sentence_id
        for _, s in all_sentences(REPORT)
        if any(x.support_id == "C0001" for x in s.supports)
    }
    tables = {b.block_id for b in REPORT.blocks if isinstance(b, Table)}

    found = set(names_on("C0001"))

    assert direct
    assert direct <= found
    assert found & tables


def test_a_source_leads_to_all_that_its_codings_lead_to() -> None:
    item = MATERIAL.passages.items[0]
    by_coding = set(names_on(item.coding.coding_id))

    assert by_coding <= set(names_on(item.source.source_id))
    assert names_on(item.source.path) == names_on(item.source.source_id)
    assert names_on(item.source.path.rpartition("/")[2].upper()) == names_on(item.source.source_id)
    assert by_coding <= set(names_on(item.coding.segment_id))


def test_what_was_withdrawn_since_still_leads_to_what_a_draft_says_by_it() -> None:
    first = MATERIAL.passages.items[0]
    others = tuple(s for s in MATERIAL.sources if s.source_id != first.source.source_id)
    passages = replace(
        MATERIAL.passages,
        items=tuple(i for i in MATERIAL.passages.items if i.source in others),
    )
    now = replace(MATERIAL, sources=others, passages=passages)
    gone = replace(first.source, withdrawn=True)
    held = replace(HELD, material=now, sources=(*others, gone))

    direct = {
        s.sentence_id
        for _, s in all_sentences(REPORT)
        if any(x.support_id == first.coding.coding_id for x in s.supports)
    }

    assert direct
    for name in (first.coding.coding_id, first.source.source_id, first.source.path):
        assert direct <= set(names_on(name, held))


def test_a_name_that_two_files_bear_is_not_guessed() -> None:
    one, *_, other = MATERIAL.sources
    name = one.path.rpartition("/")[2]
    twin = replace(other, path=f"elsewhere/{name}")
    held = replace(HELD, sources=(one, twin))

    with pytest.raises(NothingToTrace, match="several files") as refused:
        evidence_of(held, name)

    assert twin.source_id in str(refused.value)
    assert evidence_of(held, twin.path).name == twin.source_id
    assert evidence_of(replace(held, sources=(one, replace(twin, withdrawn=True))), name).name == (
        one.source_id
    )


def test_an_examined_file_is_found_by_its_reference_or_case_number() -> None:
    by_reference = names_on("F-003")

    assert by_reference
    assert names_on("06 AB 12345/23") == by_reference


def test_a_statistic_and_a_finding_lead_to_their_places() -> None:
    for name in ("agreement/overall", "F-4d-01"):
        assert names_on(name), name


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(NothingToTrace, match="no evidence called"):
        names_on("nothing of the kind")


def test_nothing_on_the_page_is_left_out_of_the_way_back() -> None:
    for block in REPORT.blocks:
        if isinstance(block, Paragraph | Bullets):
            continue
        for support in getattr(block, "supports", ())[:1]:
            if support.kind.value in {"coding", "rate"}:
                assert block.block_id in names_on(support.support_id)
