"""What a reviewer would send back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from report_builder.checks import check
from report_builder.compose import compose
from report_builder.document import (
    Document,
    FigureUse,
    Paragraph,
    Quotation,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.findings import Finding, FindingKind
from report_builder.looking import ReportFinding
from report_builder.material import Material
from tests.report_builder.builders import (
    DRAFT,
    a_finding,
    a_material,
    a_rich_material,
    examined,
    rich_passages,
    with_passages,
)


def codes(document: Document, material: Material) -> set[str]:
    return {found.code for found in check(document, material)}


def found_in(material: Material) -> tuple[ReportFinding, ...]:
    return check(compose(material, DRAFT), material)


def of_finding(finding: Finding) -> set[str]:
    material = a_material(rich_passages(), findings=[finding])
    return {f.code for f in found_in(material) if f.paragraph == finding.finding_id}


def with_block(document: Document, *blocks: Paragraph | Quotation) -> Document:
    return replace(document, blocks=(*document.blocks, *blocks))


def a_recommendation(statement: str, *, owner: str = "The CPS", due: date | None = None) -> Finding:
    return a_finding(
        "F-4d-09",
        statement,
        kind=FindingKind.RECOMMENDATION,
        criterion_id="4d",
        rests_on_codings=("C0003", "C0008"),
        owner=owner,
        due=due or date(2025, 3, 31),
    )


def test_a_composed_report_has_nothing_wrong_that_the_machine_wrote() -> None:
    material = a_rich_material()

    found = {f.code for f in found_in(material)}

    assert found == {"one_kind_of_source", "criterion_without_evidence"}


def test_a_figure_whose_answer_was_corrected_is_found() -> None:
    before = a_material(files=examined(30, 12))
    after = a_material(files=examined(31, 11))

    found = [f for f in check(compose(before, DRAFT), after) if f.code == "figure_differs"]

    assert any("The report says 60, but it is now 62" in f.message for f in found)
    assert any(f.text == "71%" for f in found)


def test_a_figure_that_counts_nothing_any_more_is_found() -> None:
    document = compose(a_material(), DRAFT)
    stray = Sentence(
        "stray",
        ("In ", FigureUse("u", "weather/today", "count", 1, "one"), " Area."),
        (Support(SupportKind.COUNT, "weather/today"),),
    )

    assert "figure_differs" in codes(with_block(document, Paragraph("p", (stray,))), a_material())


def test_a_sentence_with_nothing_behind_it_is_found() -> None:
    document = compose(a_material(), DRAFT)
    bare = Paragraph("p", (Sentence("s", ("Casework is improving.",), ()),))

    assert "unsupported_sentence" in codes(with_block(document, bare), a_material())


def test_a_number_that_cannot_be_walked_back_is_found() -> None:
    document = compose(a_material(), DRAFT)
    typed = Sentence("s", ("We saw 12 boards.",), (Support(SupportKind.CODING, "C0001"),))

    assert "bare_number" in codes(with_block(document, Paragraph("p", (typed,))), a_material())


def test_a_measure_whose_name_has_a_digit_is_no_number() -> None:
    document = compose(a_material(), DRAFT)
    named = Sentence("s", ("Its name is AC1.",), (Support(SupportKind.CODING, "C0001"),))

    assert "bare_number" not in codes(with_block(document, Paragraph("p", (named,))), a_material())


def test_a_share_of_a_small_base_is_found() -> None:
    material = a_material(files=examined(2, 1))
    figure = FigureUse("u", "agreement/Q01", "percent", 2 / 3, "67%")
    said = Sentence(
        "s", ("We agreed in ", figure, "."), (Support(SupportKind.RATE, "agreement/Q01"),)
    )

    document = with_block(compose(material, DRAFT), Paragraph("p", (said,)))

    assert "small_base" in codes(document, material)


def test_a_sentence_of_more_than_25_words_is_found() -> None:
    words = " ".join(["word"] * 26)
    said = Sentence("s", (f"{words}.",), (Support(SupportKind.FINDING, "F-1"),), person=True)

    found = check(with_block(compose(a_material(), DRAFT), Paragraph("p", (said,))), a_material())

    assert any(f.code == "long_sentence" and "26 words" in f.message for f in found)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("everyone in Kestrel Coast knows it", "an Area"),
        ("the one about 06AB1234523 was worst", "a case"),
        ("it was Priya who said so", "a person or place"),
    ],
)
def test_a_quotation_that_names_someone_is_found(words: str, who: str) -> None:
    quotation = Quotation("q", words, "a team briefing", (Support(SupportKind.CODING, "C0001"),))

    found = check(with_block(compose(a_material(), DRAFT), quotation), a_material())

    assert any(f.code == "quotation_names" and who in f.message for f in found)


def test_an_attribution_that_names_an_area_is_found() -> None:
    quotation = Quotation("q", "we saw it", "a prosecutor in Northshire", ())

    assert "quotation_names" in codes(
        with_block(compose(a_material(), DRAFT), quotation), a_material()
    )


def test_a_finding_with_nothing_behind_it_is_found() -> None:
    assert "no_support" in of_finding(a_finding(rests_on_codings=()))


def test_a_finding_that_rests_on_what_was_withdrawn_is_found() -> None:
    assert "withdrawn_support" in of_finding(a_finding(rests_on_codings=("C0001", "C9999")))


def test_a_finding_on_one_kind_of_source_is_found_and_on_two_is_not() -> None:
    assert "one_kind_of_source" in of_finding(a_finding(rests_on_codings=("C0001", "C0002")))
    assert "one_kind_of_source" not in of_finding(a_finding(rests_on_codings=("C0001", "C0003")))


def test_a_finding_on_a_criterion_that_does_not_exist_is_found() -> None:
    assert "unknown_criterion" in of_finding(a_finding(criterion_id="9z"))


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("Areas should consider a new form.", "should_consider"),
        ("Areas should write themes down and must share them.", "two_demands"),
        ("Areas should write themes down. Boards should read them.", "two_demands"),
        ("Areas should write themes down, and also train their staff.", "two_demands"),
    ],
)
def test_a_recommendation_that_cannot_be_followed_up_is_found(statement: str, code: str) -> None:
    assert code in of_finding(a_recommendation(statement))


def test_a_clear_recommendation_passes() -> None:
    assert (
        of_finding(a_recommendation("Each Area should write down its themes quarterly.")) == set()
    )


def test_a_recommendation_needs_an_owner_and_a_date() -> None:
    assert "no_owner" in of_finding(a_recommendation("Areas should act.", owner=" "))
    undated = replace(a_recommendation("Areas should act."), milestones=())
    assert "no_date" in of_finding(undated)


def test_undecided_suggestions_are_counted() -> None:
    found = [f for f in found_in(a_material(undecided=3)) if f.code == "undecided_suggestions"]

    assert found[0].message.startswith("3 suggestions wait for a decision")


def test_a_criterion_without_evidence_is_named_and_one_with_it_is_not() -> None:
    material = with_passages(a_material(files=examined(12, 2)), rich_passages())

    bare = [f.paragraph for f in found_in(material) if f.code == "criterion_without_evidence"]

    assert bare == ["3a"]


def test_each_finding_says_where_and_what_to_do() -> None:
    for found in found_in(a_material(rich_passages(), findings=[a_finding()], undecided=1)):
        assert found.message.endswith(".")
        assert found.try_
