"""A masked text and the frozen one are two views of the same words."""

from __future__ import annotations

import doctest
import importlib
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.masking.masks import Kind, Mask, MaskedText, masked, settled
from evidence.masking.plain import plain


def a_mask(start: int, end: int, words: str = "[DCP-1]") -> Mask:
    return Mask(start, end, words, Kind.PERSON, "a test")


@st.composite
def masked_texts(draw: st.DrawFn) -> tuple[str, tuple[Mask, ...], MaskedText]:
    text = draw(st.text(alphabet="abc DEF\n\u00e9\u200b\U0001f600", max_size=60))
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True))
    cuts.sort()
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    words = st.sampled_from(["[DCP-1]", "[URN]", "SCP2", "[person 12]"])
    masks = tuple(a_mask(start, end, draw(words)) for start, end in pairs)
    return text, masks, masked(text, masks)


def selection(data: st.DataObject, text: str) -> tuple[int, int]:
    """Draw a selection of at least one character."""
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    return start, data.draw(st.integers(start + 1, len(text)))


@given(masked_texts(), st.data())
def test_what_is_selected_beside_masks_is_the_same_words(
    made: tuple[str, tuple[Mask, ...], MaskedText], data: st.DataObject
) -> None:
    text, _, view = made
    start, end = selection(data, view.text)
    for _, _, masked_start, masked_end in view.places:
        if masked_start < end and start < masked_end:
            start, end = (masked_end, end) if masked_end < end else (start, masked_start)
    assume(start < end)

    there = view.to_frozen(start, end)

    assert text[slice(*there)] == view.text[start:end]
    assert view.to_masked(*there) == (start, end)


@given(masked_texts(), st.data())
def test_a_selection_that_touches_a_mask_takes_the_whole_name(
    made: tuple[str, tuple[Mask, ...], MaskedText], data: st.DataObject
) -> None:
    _, _, view = made
    start, end = selection(data, view.text)

    low, high = view.to_frozen(start, end)

    for frozen_start, frozen_end, masked_start, masked_end in view.places:
        if masked_start < end and start < masked_end:
            assert low <= frozen_start
            assert frozen_end <= high
        else:
            assert high <= frozen_start or frozen_end <= low


@given(masked_texts(), st.data())
def test_there_and_back_again_only_grows_to_whole_masks(
    made: tuple[str, tuple[Mask, ...], MaskedText], data: st.DataObject
) -> None:
    text, masks, view = made
    start, end = selection(data, text)

    there = view.to_masked(start, end)
    back = view.to_frozen(*there)

    touched = [m for m in masks if m.start < end and start < m.end]
    assert back == (
        min([start, *(m.start for m in touched)]),
        max([end, *(m.end for m in touched)]),
    )
    assert view.to_masked(*back) == there


@given(masked_texts())
def test_no_selection_at_all_stays_none(
    made: tuple[str, tuple[Mask, ...], MaskedText],
) -> None:
    text, masks, view = made

    for at in range(len(text) + 1):
        if any(m.start < at < m.end for m in masks):
            continue
        start, end = view.to_masked(at, at)
        assert start == end
        assert view.to_frozen(start, end) == (at, at)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda t: (t[0], sum(t)))),
)
def test_settled_masks_are_in_order_apart_and_hide_all_that_was_to_be_hidden(
    places: list[tuple[int, int]],
) -> None:
    kept = settled(a_mask(start, end) for start, end in places)

    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert {n for s, e in places for n in range(s, e)} == {
        n for m in kept for n in range(m.start, m.end)
    }


def test_of_two_masks_on_the_same_words_the_one_offered_first_stays() -> None:
    kept = settled([a_mask(4, 10, "[URN]"), a_mask(8, 14, "[telephone]"), a_mask(0, 2)])

    assert [(m.start, m.end, m.mask) for m in kept] == [(0, 2, "[DCP-1]"), (4, 14, "[URN]")]


def test_masks_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        masked("some words", [a_mask(4, 6), a_mask(0, 2)])
    with pytest.raises(ValueError, match="before it starts"):
        masked("some words", [a_mask(4, 6)]).to_frozen(3, 2)


@given(
    st.text(
        alphabet="aA\u00e9e\u0301\u2019'\u200b\u00a0\u00ad -\u0142\u00df\U0001f600", max_size=40
    )
)
def test_a_place_in_a_levelled_text_is_a_place_in_the_frozen_text(text: str) -> None:
    level = plain(text)

    for at in range(len(level.text)):
        start, end = level.back(at, at + 1)
        assert end == start + 1
        assert level.forth(start) == at
        assert plain(text[start:end]).text == level.text[at]


@pytest.mark.parametrize("module", ["people", "plain", "possible"])
def test_the_examples_in_docstrings_hold(module: str) -> None:
    found = doctest.testmod(importlib.import_module(f"evidence.masking.{module}"))

    assert found.attempted
    assert not found.failed
