"""Laws of what leaves the team: masked and frozen text are views of the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.masking import Known, masked, names_in
from evidence.masking.hiding import Hider
from evidence.masking.lexicon import Lexicon
from evidence.masking.naming import Names
from evidence.masking.outward import NOBODY, Outward
from evidence.masking.pseudonyms import Pseudonyms
from tests.evidence.masking.papers import IQA, Paper, mask, minutes

HEAD = "Present: Fiona Wragg, DCP (FW); Imran Qureshi-Long, SCP; Siân O’Shea, ABM."
NAMES = ("Fiona Wragg", "Ms Wragg", "WRAGG, Fiona", "Imran", "Qureshi-Long", "Siân", "O'Shea", "FW")


@st.composite
def urns(draw: st.DrawFn) -> str:
    """Draw a URN in one of the forms in which people write it."""
    force, serial, year = (draw(st.from_regex(rf"[0-9]{{{n}}}", fullmatch=True)) for n in (2, 5, 2))
    unit = draw(st.from_regex(r"[A-Z]{2}", fullmatch=True))
    gap = draw(st.sampled_from(["", " ", "/", "-", ".", "\u2013", "\u00a0"]))
    written = gap.join((force, unit, serial, year))
    written = draw(st.sampled_from([written, written.lower()]))
    if draw(st.booleans()):
        written = written.replace("0", "O", 1) if written[0] == "0" else written
    return written


@st.composite
def contacts(draw: st.DrawFn) -> str:
    """Draw an e-mail address, a telephone number or a National Insurance number."""
    rest = draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    name = draw(st.from_regex(r"[a-z]{2,9}\.[a-z]{2,9}", fullmatch=True))
    return draw(
        st.sampled_from(
            [
                f"{name}@cps.example.uk",
                f"07700 {rest}",
                f"+44 7700 {rest[:3]} {rest[3:]}",
                f"QQ {rest[:2]} {rest[2:4]} {rest[4:]} C",
                f"QQ{rest}a",
            ]
        )
    )


secrets = st.one_of(st.sampled_from(NAMES), urns(), contacts())
plain_words = st.sampled_from(
    ["the board", "said of", "was read by", "and so,", "\n", "themes", "12 of 14 met.", "é\u200b"]
)


@st.composite
def papers(draw: st.DrawFn) -> tuple[Paper, list[str]]:
    """Draw minutes in which secrets stand among plain words, and those secrets."""
    planted = draw(st.lists(secrets, min_size=1, max_size=5))
    text = ""
    for secret in planted:
        text += f"{draw(plain_words)} {secret} {draw(plain_words)} "
    return minutes(HEAD, text.replace("\n", ". The ").strip()), planted


def bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@given(papers())
def test_nothing_that_was_planted_is_in_a_masked_text(made: tuple[Paper, list[str]]) -> None:
    paper, planted = made
    shown = masked(paper.source.text, mask(paper).masks).text

    assert [s for s in planted if bare(s) in bare(shown) and len(s) > 2] == []


@given(papers())
def test_masking_a_masked_text_changes_nothing(made: tuple[Paper, list[str]]) -> None:
    paper, _ = made
    found = mask(paper)
    once = masked(paper.source.text, found.masks).text

    assert found.hide(once) == once
    assert NOBODY.hide(once) == once


@given(papers(), st.data())
def test_what_is_coded_in_a_masked_text_lands_on_the_same_words(
    made: tuple[Paper, list[str]], data: st.DataObject
) -> None:
    paper, _ = made
    source, found = paper.source, mask(paper)
    view = Outward({source.source_id: found}, {source.source_id: source.text}).text(
        source.source_id
    )
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))

    low, high = view.to_frozen(start, end)

    touched = [p for p in view.places if p[2] < end and start < p[3]]
    if not touched:
        assert source.text[low:high] == view.text[start:end]
    assert view.to_masked(low, high) == (
        min([start, *(p[2] for p in touched)]),
        max([end, *(p[3] for p in touched)]),
    )
    assert view.to_frozen(*view.to_masked(low, high)) == (low, high)


@given(papers())
def test_words_are_clear_up_to_the_first_mask_and_no_further(
    made: tuple[Paper, list[str]],
) -> None:
    paper, _ = made
    source, found = paper.source, mask(paper)
    seen = Outward({source.source_id: found}, {source.source_id: source.text})

    end = seen.clear_to(source.source_id, 0, len(source.text))

    first = min([len(source.text), *(m.start for m in (*found.masks, *found.doubts))])
    assert end == first
    assert seen.words(source.source_id, 0, end) == source.text[:end]


@given(urns(), st.sampled_from(["{}", "before {} after", "({})", "file {}, the last", "x_{}_y"]))
def test_no_form_of_a_urn_stays_in_words_of_any_kind(urn: str, around: str) -> None:
    assert bare(urn) not in bare(NOBODY.hide(around.format(urn)))


def test_somebody_whom_one_source_names_is_hidden_in_words_that_stand_in_none() -> None:
    paper = minutes(HEAD, "Noted.")
    people = names_in(paper.source, paper.segments, IQA).people
    layers = (Names(Known([(paper.source, people)]).everybody),)
    seen = Outward({}, {}, Hider(layers, Pseudonyms(layers, (), {}), Lexicon("", IQA)))

    assert seen.hide("As Ms Wragg wrote") == "As [DCP-1] wrote"
    assert seen.identifies("as Ms Wragg wrote of 01AB1234524") == "a case"
    assert seen.identifies("as Ms Wragg wrote") == "a person"
    assert seen.identifies("as the board wrote") == ""


def test_somebody_whom_no_source_names_is_hidden_where_words_introduce_them() -> None:
    layers = (Names(Known().everybody),)
    lexicon = Lexicon("the board wrote of price and of hope", IQA)
    seen = Outward({}, {}, Hider(layers, Pseudonyms(layers, (), {}), lexicon, introduced=True))

    assert (
        seen.hide("The paper by Fiona Wragg, and Mr Ludd’s.")
        == "The paper by [name], and [name]’s."
    )
    assert seen.hide("Price and Hope of the Area, in May") == "Price and Hope of the Area, in May"
