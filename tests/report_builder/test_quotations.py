"""Which words are quoted, and to whom they are attributed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codings import Strength
from coding.matrix import CodedPassage, Passages
from coding.selections import Selection
from evidence.masking import Known, names_in
from evidence.masking.hiding import Hider
from evidence.masking.lexicon import Lexicon
from evidence.masking.naming import Names
from evidence.masking.outward import Outward
from evidence.masking.pseudonyms import Pseudonyms
from evidence.segments import Segment
from report_builder.anonymity import Anonymity
from report_builder.compose import compose
from report_builder.document import Quotation
from report_builder.quotations import Quoting
from tests.evidence.masking.papers import IQA, mask, minutes
from tests.report_builder.builders import (
    DRAFT,
    VISITED,
    a_material,
    a_passage,
    a_source,
    examined,
    text_of,
)

PLAIN = "they never told us what the others were getting wrong that quarter"


def chosen(*found: CodedPassage, most: int = 4) -> tuple[Quotation, ...]:
    return Quoting(a_material(found)).choose(Passages(found), most, section="4a")


def quoted(
    words: str, *, text: str = "", kind: str = "focus_group", group: str = "SCP"
) -> list[str]:
    source = a_source("S1", kind, group=group, text=text)
    return [q.words for q in chosen(a_passage("C0001", source, words=words))]


def test_a_clear_passage_is_quoted_with_an_ellipsis_where_it_was_cut_from_a_sentence() -> None:
    source = a_source("S1")
    whole = f"Well, {PLAIN}, and so on."
    item = replace(
        a_passage("C0001", source, words=PLAIN), segment=Segment(1, 0, len(whole), whole, "p. 1")
    )

    assert [q.words for q in chosen(item)] == [f"… {PLAIN} …"]


def test_a_whole_sentence_is_quoted_as_it_stands() -> None:
    words = "They never told us what the others were getting wrong that quarter."

    assert quoted(words, text="They said that they were late.") == [words]


@pytest.mark.parametrize(
    "words",
    [
        "we went through the whole file with Priya before the session began",
        "this was raised by AK at the board and nobody had anything to add",
        "everybody in Northshire knows that nobody has ever read these forms",
        "the one about 06AB1234523 was the worst of those that we looked at",
        "the one about 06 ab 12345/23 was the worst of those that we looked at",
        "over at Gannet Bay they do it quite differently and nobody minds that",
    ],
)
def test_words_that_may_name_anyone_are_not_quoted(words: str) -> None:
    assert quoted(words) == []


def test_a_first_word_that_no_source_writes_small_may_be_a_name() -> None:
    words = "Ruth started to write down what keeps coming up on the forms"

    assert quoted(words, text="we started to write down what we see") == []


def test_a_first_word_that_is_a_name_elsewhere_is_one_here() -> None:
    words = "Mark said that nobody reads what we put on the forms any more"

    assert quoted(words, text="we mark the forms. It was said by Mark twice.") == []


def test_terms_that_the_framework_writes_with_a_capital_are_no_names() -> None:
    words = "nobody reads an IQA from the Crown Court unit once the DCPs have closed it"

    assert quoted(words)


@pytest.mark.parametrize("words", ["too short to say much", f"{PLAIN} " * 6])
def test_neither_scraps_nor_speeches_are_quoted(words: str) -> None:
    assert quoted(words.strip()) == []


def test_a_long_passage_gives_as_many_whole_sentences_as_are_short_enough() -> None:
    first = "They never told us what the others were getting wrong."
    second = f"{PLAIN.capitalize()} and then again it all came back to {PLAIN} and {PLAIN}."

    assert quoted(f"{first} {second}", text="they told") == [first]


@pytest.mark.parametrize(
    ("kind", "group", "attribution"),
    [
        ("focus_group", "SCP", "a participant in a focus group of senior crown prosecutors"),
        ("focus_group", "", "a participant in a focus group"),
        ("board_minutes", "", "board minutes"),
        ("briefing", "", "a team briefing"),
        ("interview", "DCP", "notes of an interview with a district crown prosecutor"),
        ("interview", "DCCP", "notes of an interview with a deputy chief crown prosecutor"),
    ],
)
def test_words_are_attributed_by_grade_group_or_kind_of_document(
    kind: str, group: str, attribution: str
) -> None:
    source = a_source("S1", kind, group=group)

    assert [q.attribution for q in chosen(a_passage("C0001", source, words=PLAIN))] == [attribution]


def test_the_only_holder_of_a_post_in_the_country_is_not_quoted() -> None:
    source = a_source("S1", "interview", "", group="DIR")

    assert chosen(a_passage("C0001", source, words=PLAIN)) == ()


def test_strong_words_come_first() -> None:
    source = a_source("S1")
    weak = a_passage("C0001", source, words=f"{PLAIN} at first")
    strong = a_passage("C0002", source, words=f"{PLAIN} at last", strength=Strength.STRONG)

    assert [q.supports[0].support_id for q in chosen(weak, strong)] == ["C0002", "C0001"]


def test_quotations_come_from_different_areas_and_groups_while_there_are_any() -> None:
    one = a_source("S1", "focus_group", VISITED[0], group="SCP")
    other = a_source("S2", "interview", VISITED[1], group="DCCP")
    found = [
        a_passage("C0001", one, words=f"{PLAIN} once", strength=Strength.STRONG),
        a_passage("C0002", one, words=f"{PLAIN} twice", strength=Strength.STRONG),
        a_passage("C0003", other, words=f"{PLAIN} thrice"),
    ]

    assert [q.supports[0].support_id for q in chosen(*found, most=2)] == ["C0001", "C0003"]


def test_the_same_words_are_quoted_once_in_a_report() -> None:
    found = [a_passage("C0001", a_source("S1"), words=PLAIN)]
    found.append(a_passage("C0002", a_source("S2"), "4d", words=PLAIN))
    quoting = Quoting(a_material(found))

    first = quoting.choose(Passages((found[0],)), 1, section="4a")
    second = quoting.choose(Passages((found[1],)), 1, section="4d")

    assert len(first) == 1
    assert second == ()


@given(
    st.from_regex(r"[0-9]{2}[ /.-]?[A-Z0-9]{2}[ /.-]?[0-9]{5}[ /.-]?[0-9]{2}", fullmatch=True),
    st.sampled_from(["before {} after", "{}.", "file {}, the last"]),
)
def test_no_number_of_a_case_gets_through(urn: str, around: str) -> None:
    assert Anonymity(a_material()).identifies(around.format(urn))


def masked_material(text: str, quote: str) -> tuple[Quoting, CodedPassage]:
    """Return a minute's text with its masks, and one passage coded in it."""
    paper = minutes("Present: Fiona Wragg, DCP; Will Ackroyd, DCP.", text)
    source, start = paper.source, paper.source.text.index(quote)
    passage = a_passage("C0001", source, words=quote)
    selection = Selection(source.source_id, start, start + len(quote), quote)
    passage = replace(
        passage, segment=paper.segments[-1], coding=replace(passage.coding, selection=selection)
    )
    outward = Outward({source.source_id: mask(paper)}, {source.source_id: source.text})
    return Quoting(replace(a_material([passage]), outward=outward)), passage


def test_words_under_a_mask_are_not_quoted_and_those_before_it_may_be() -> None:
    first = f"{PLAIN}."
    quoting, passage = masked_material(f"{first} Ring 07700 900123.", f"{first} Ring 07700 900123.")

    quoted = quoting.quotable(passage)

    assert quoted is not None
    assert quoted.words == f"… {first}"


def test_words_that_touch_what_may_be_a_name_are_not_quoted() -> None:
    words = "Will everybody else in that unit have to read these forms as well?"
    quoting, passage = masked_material(f"So it was said. {words}", words)

    assert quoting.material.outward.maskings[passage.source.source_id].doubts
    assert quoting.quotable(passage) is None


def test_a_reason_that_names_somebody_is_not_printed_however_common() -> None:
    named = "Fiona Wragg had not seen the schedule."
    files = [
        replace(f, answers=tuple(replace(a, reason=a.reason and named) for a in f.answers))
        for f in examined(20, 12)
    ]
    paper = minutes("Present: Fiona Wragg, DCP; Will Ackroyd, DCP.", "Noted.")
    known = Known([(paper.source, names_in(paper.source, paper.segments, IQA).people)])
    layers = (Names(known.everybody),)
    everybody = Hider(layers, Pseudonyms(layers, (), {}), Lexicon("", IQA))

    bare = a_material(files=files)
    masked = replace(bare, outward=Outward({}, {}, everybody))

    assert "Wragg" in text_of(compose(bare, DRAFT))
    assert "Wragg" not in text_of(compose(masked, DRAFT))
