"""Each check with a document that breaks it, and a near miss that does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coding.codings import Polarity
from evidence.inspection import DEFAULT_SCALE, HouseWord, ReportSettings
from report_builder.checking.english import Abbreviations, house_words, is_passive, passive_runs
from report_builder.checking.proportions import misstated, words_alone
from report_builder.checks import check
from report_builder.compose import compose
from report_builder.document import (
    Block,
    Chart,
    CrossReference,
    Document,
    FigureUse,
    Heading,
    Inline,
    Paragraph,
    Placeholder,
    Quotation,
    Sentence,
    Series,
    Support,
    SupportKind,
    Table,
)
from report_builder.findings import FindingKind
from report_builder.looking import ReportFinding
from report_builder.material import Material
from tests.report_builder.builders import (
    DRAFT,
    a_finding,
    a_material,
    a_passage,
    a_source,
    examined,
    rich_passages,
)

CODED = (Support(SupportKind.CODING, "C0001"),)
OVERALL = (Support(SupportKind.RATE, "agreement/overall"),)


def found_in(*blocks: Block, material: Material | None = None) -> list[ReportFinding]:
    """What a report that consists of some blocks is sent back for."""
    known = material or a_material(rich_passages(), examined(30, 12))
    empty = compose(a_material(), DRAFT)
    return list(check(replace(empty, blocks=blocks), known))


def codes(*blocks: Block, material: Material | None = None) -> set[str]:
    return {found.code for found in found_in(*blocks, material=material)}


def said(
    *parts: Inline, supports: Iterable[Support] = CODED, person: bool = False, more: str = ""
) -> Paragraph:
    sentences = [Sentence("s0", parts, tuple(supports), person=person)]
    sentences += [
        Sentence(f"s{n}", (f"{text}.",), tuple(supports))
        for n, text in enumerate(more.split(". "), start=1)
        if text
    ]
    return Paragraph("p", tuple(sentences))


def a_table(*rows: tuple[str, ...], headings: tuple[str, ...] = ("Area", "Files", "IQAs")) -> Table:
    cells = tuple(tuple((text,) for text in row) for row in rows)
    return Table("t", "Files by Area", headings, cells, "Files and IQAs of each Area.", OVERALL)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Most files (48%) had comments.", True),
        ("Most files (62 of 80) had comments.", False),
        ("Almost all answers (85%) were right.", True),
        ("Few of the files, 31 of 60, were complete.", True),
        ("The majority of answers (1,500 of 2,492; 60%) were right.", False),
        ("A third of files (48%) had comments.", True),
        ("A third of files (34%) had comments.", False),
        ("At most 3% were late.", False),
        ("The most common reason was disclosure (12%).", False),
        ("Not all files (90 of 100) had them.", False),
        ("Most had comments; 12% had none.", False),
        ("In most files more was recorded than in 12% of them in 2018.", False),
        ("All files (209 of 210) were examined.", True),
        ("The sampler had agreed with all of them on 84 of 98 files.", False),
        ("None of the files (0 of 14) had one.", False),
        ("It was not met on none and fully met on 14 (33%).", False),
        ("None of the files (3 of 14) had one.", True),
        ("The first half of the year gave 12% of them.", False),
    ],
)
def test_a_word_for_a_proportion_has_to_be_borne_out_by_the_number_beside_it(
    text: str, wrong: bool
) -> None:
    assert bool(misstated(text, DEFAULT_SCALE)) is wrong


def test_the_better_word_is_the_scales() -> None:
    found = misstated("Most files (48%) had comments.", DEFAULT_SCALE)

    assert [(one.word, one.better) for one in found] == [("most", "fewer than half")]


def test_a_word_beside_no_number_is_held_against_the_statistic_behind_it() -> None:
    few = said("Few answers were agreed with.", supports=OVERALL, person=True)
    most = said("The majority of answers were agreed with.", supports=OVERALL, person=True)

    assert "proportion_word" in codes(few)
    assert "proportion_word" not in codes(most)
    assert words_alone("Reports came late, from few people.", DEFAULT_SCALE) == ()


def test_a_number_that_a_quotation_spells_out_is_known() -> None:
    words = "Nineteen were right, against eleven before"
    material = a_material([a_passage("C0001", a_source("S1"), words=words)])

    found = {n: codes(said(f"It rose to {n}.", person=True), material=material) for n in (19, 12)}

    assert "typed_number" not in found[19]
    assert "typed_number" in found[12]


def test_a_number_that_a_person_typed_is_found_unless_a_statistic_or_quotation_gives_it() -> None:
    typed = said("We agreed with 61 of 84 answers.", supports=OVERALL, person=True)
    borne = said("We agreed with 60 of 84 answers, or 71%.", supports=OVERALL, person=True)
    dated = said("By 30 June 2025 boards had met, as in 2023/24.", supports=OVERALL, person=True)

    assert "typed_number" in codes(typed)
    assert "typed_number" not in codes(borne) | codes(dated)


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("Boards in all CPS Areas named themes.", True),
        ("Every Area closed its actions early.", True),
        ("Across the CPS boards named themes.", True),
        ("In every Area that we visited boards named themes.", False),
        ("In all four Areas boards named themes.", False),
        ("In one Area boards named themes.", False),
        ("Each Area should name its themes.", False),
    ],
)
def test_evidence_of_visited_areas_never_speaks_for_all(text: str, wide: bool) -> None:
    assert ("too_wide" in codes(said(text))) is wide


def test_a_claim_about_all_areas_may_rest_on_the_file_sample() -> None:
    assert "too_wide" not in codes(said("All CPS Areas gave files.", supports=OVERALL))


def test_a_case_number_is_found_wherever_it_stands() -> None:
    urn = "06AB1234523"

    assert "case_named" in codes(said(f"The file {urn} was worst."))
    assert "case_named" in codes(a_table((urn, "1", "2"), ("Eastmarch", "3", "4")))
    assert "case_named" not in codes(said("The file 1234 was worst."))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The deputy chief crown prosecutor in Northshire told us so.", True),
        ("Northshire had a board that its DCCP chaired.", True),
        ("Deputy chief crown prosecutors in Northshire and Eastmarch told us so.", False),
        ("A district crown prosecutor in Northshire told us so.", False),
    ],
)
def test_a_post_that_one_person_holds_does_not_stand_beside_its_area(
    text: str, names: bool
) -> None:
    assert ("identifying_attribution" in codes(said(text))) is names


def test_a_quotation_is_not_attributed_to_the_one_holder_of_a_post_in_an_area() -> None:
    quotation = Quotation("q", "we saw it", "the deputy chief crown prosecutor, Eastmarch", CODED)

    assert "identifying_attribution" in codes(quotation)


def opposed() -> tuple[Material, Material]:
    """A strength that only evidence of the same Area speaks against, and one that tells of it."""
    board = a_source("S001")
    group = a_source("S002", "focus_group", group="SCP")
    passages = [
        a_passage("C0001", board, "4a", Polarity.POSITIVE),
        a_passage("C0002", group, "4a", Polarity.NEGATIVE, "nobody has ever told us a theme"),
    ]
    silent = a_finding(statement="Boards named the themes of assessments.")
    fair = a_finding(statement="Boards named themes, but prosecutors did not hear of them.")
    return a_material(passages, findings=[silent]), a_material(passages, findings=[fair])


def test_a_finding_says_that_evidence_speaks_against_it() -> None:
    silent, fair = opposed()

    assert "contradiction_unmentioned" in codes(material=silent)
    assert "contradiction_unmentioned" not in codes(material=fair)


def test_counter_evidence_that_the_report_quotes_has_been_mentioned() -> None:
    silent, _ = opposed()
    against = (Support(SupportKind.CODING, "C0002"),)

    assert "contradiction_unmentioned" not in codes(
        Quotation("q", "nobody has ever told us", "a prosecutor", against), material=silent
    )


def test_words_that_were_copied_into_a_second_file_do_not_count_twice() -> None:
    first, second = a_source("S001"), a_source("S002", "briefing")
    passages = [a_passage("C0001", first), a_passage("C0002", second)]
    finding = a_finding(rests_on_codings=("C0001", "C0002"))
    apart = a_material(passages, findings=[finding])
    copied = replace(
        apart,
        copies={passages[1].coding.segment_id: passages[0].coding.segment_id},
    )

    assert "counted_twice" in codes(material=copied)
    assert "counted_twice" not in codes(material=apart)


def test_three_sentences_in_the_passive_are_a_run_and_two_are_not() -> None:
    two = "Themes were recorded. Actions were not set."

    assert len(passive_runs(["Themes were recorded.", "They were read.", "One was set."])) == 1
    assert passive_runs(["Themes were recorded.", "We read them.", "One was set."]) == ()
    assert "passive_run" in codes(said("Boards were held.", more=two.rstrip(".")))
    assert "passive_run" not in codes(said("Boards met.", more=two.rstrip(".")))


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("Comments were often not recorded.", True),
        ("The action had been closed.", True),
        ("Comments were limited.", False),
        ("Managers were interested in themes.", False),
        ("People described this being done.", False),
        ("We are sure that it works.", False),
    ],
)
def test_a_passive_is_told_from_an_adjective(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) is passive


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("A magistrates court closed.", "magistrates' court"),
        ("Teams in one CPS area met.", "CPS Area"),
        ("The crown court was full.", "Crown Court"),
        ("We recognized it.", "recognised"),
        ("Work was undertaken in order to comply.", "to"),
    ],
)
def test_the_house_has_its_words(text: str, better: str) -> None:
    assert [instead for _, instead in house_words(text)] == [better]
    assert "house_word" in codes(said(text))


def test_what_the_house_writes_is_left_alone() -> None:
    text = "Each CPS Area has a magistrates' court and a Crown Court; the size of prizes varied."

    assert house_words(text) == ()


def test_an_office_adds_words_of_its_own() -> None:
    settings = ReportSettings(house_words=(HouseWord("offender", "defendant"),))
    material = a_material(rich_passages(), report=settings)

    found = found_in(said("An offender came."), material=material)

    assert [f.try_ for f in found if f.code == "house_word"] == ["Write “defendant”."]


def test_an_abbreviation_is_spelt_out_in_its_chapter_or_in_the_glossary() -> None:
    assert "undefined_abbreviation" in codes(said("The PFQ was late."))
    assert "undefined_abbreviation" not in codes(said("The police file (PFQ) was late; a PFQ is."))
    assert "undefined_abbreviation" not in codes(said("The IQA of an SDCP's UK team was late."))
    assert Abbreviations(()).unknown("Annexes II and IV, in 4A, at HMCTS.") == ("HMCTS",)


def test_the_length_of_a_sentence_is_a_setting() -> None:
    long = said("These are just six words.", more="")
    strict = a_material(rich_passages(), report=ReportSettings(sentence_words=4))

    assert "long_sentence" in codes(long, material=strict)
    assert "long_sentence" not in codes(long)


def test_the_length_of_a_paragraph_is_a_setting() -> None:
    four = said("We saw it.", more="We read it. We heard it. We asked")
    strict = a_material(rich_passages(), report=ReportSettings(paragraph_words=10))

    assert "long_paragraph" in codes(four, material=strict)
    assert "long_paragraph" not in codes(four)


def test_headings_follow_each_other_level_by_level() -> None:
    first, third = Heading("a", 1, "Findings"), Heading("c", 3, "One of them")

    assert "heading_order" in codes(first, third)
    assert "heading_order" not in codes(first, Heading("b", 2, "Themes"), third)
    assert "heading_order" in codes(Heading("b", 2, "Themes"))


def test_tables_and_charts_have_words_for_those_who_do_not_see_them() -> None:
    table = a_table(("Eastmarch", "1", "2"), ("Northshire", "2", "3"))
    bars = (Series("Files", (1.0, 2.0)),)
    chart = Chart("c", "A message", "", ("a", "b"), bars, "files", "A message.", OVERALL)

    assert "no_alt_text" in codes(replace(table, alt=" "))
    assert "no_alt_text" not in codes(table)
    assert "no_alt_text" in codes(chart)
    assert "no_alt_text" not in codes(replace(chart, alt="Two bars: 1 file in a, 2 files in b."))


def test_every_column_has_a_name_of_its_own() -> None:
    row = ("Eastmarch", "1", "2")

    assert "blank_heading" in codes(a_table(row, headings=("Area", " ", "IQAs")))
    assert "blank_heading" in codes(a_table(row, headings=("Area", "Files", "Files")))
    assert "blank_heading" not in codes(a_table(row))


def test_no_chart_has_more_than_four_series() -> None:
    series = tuple(Series(f"s{n}", (1.0,)) for n in range(5))
    alt = "A bar for each of them, all alike."
    chart = Chart("c", "A message", "", ("a",), series, "files", alt, OVERALL)

    assert "too_many_series" in codes(chart)
    assert "too_many_series" not in codes(replace(chart, series=series[:4]))


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ((("Eastmarch", "1", "1,200"), ("Northshire", "2", "3"), ("Total", "3", "1,203")), False),
        ((("Eastmarch", "1", "2"), ("Northshire", "2", "3"), ("Total", "4", "5")), True),
        ((("Eastmarch", "1 of 2"), ("Northshire", "2 of 3"), ("Total", "3 of 6")), True),
        ((("Eastmarch", "1 of 2"), ("Northshire", "2 of 3"), ("Total", "3 of 5")), False),
        ((("Eastmarch", "50%"), ("Northshire", "60%"), ("Total", "55%")), False),
        ((("Eastmarch", "[low]"), ("Northshire", "2"), ("Total", "5")), False),
        ((("Eastmarch", "1"), ("Northshire", "2"), ("All Areas", "9")), False),
    ],
)
def test_a_total_is_the_sum_of_its_parts(rows: tuple[tuple[str, ...], ...], wrong: bool) -> None:
    table = a_table(*rows, headings=("Area", "Files", "IQAs")[: len(rows[0])])

    assert ("table_total" in codes(table)) is wrong


def test_a_column_of_totals_is_added_up_too() -> None:
    heads = ("Kind", "Eastmarch", "Northshire", "Total")

    assert "table_total" in codes(a_table(("Minutes", "3", "3", "7"), headings=heads))
    assert "table_total" not in codes(a_table(("Minutes", "3", "3", "6"), headings=heads))


def test_a_reference_leads_to_something() -> None:
    table = a_table(("Eastmarch", "1", "2"))

    assert "broken_reference" in codes(said("See ", CrossReference("gone"), "."))
    assert "broken_reference" not in codes(said("See ", CrossReference("t"), "."), table)
    assert "typed_reference" in codes(said("See Table 1 and paragraph 9.9."), table)
    assert "typed_reference" not in codes(said("See the table and a paragraph."), table)


def test_a_final_report_leaves_no_room_open() -> None:
    room = Placeholder("x", "the overall judgement")
    empty = replace(compose(a_material(), DRAFT), blocks=(room,))

    def found(document: Document) -> set[str]:
        return {one.code for one in check(document, a_material())}

    final = replace(empty, front=replace(empty.front, stage_line=""))
    assert "placeholder_left" in found(final)
    assert "placeholder_left" not in found(empty)


def test_a_number_in_its_control_is_never_taken_for_a_typed_one() -> None:
    live = FigureUse("u", "agreement/overall", "count", 60, "60")

    assert "typed_number" not in codes(
        said("We agreed with ", live, " answers.", supports=OVERALL, person=True)
    )


def test_an_issue_is_judged_by_evidence_of_good_work() -> None:
    silent, _ = opposed()
    issue = a_finding(
        statement="Nobody heard of themes.", kind=FindingKind.ISSUE, rests_on_codings=("C0002",)
    )

    assert "contradiction_unmentioned" in codes(material=replace(silent, findings=(issue,)))
