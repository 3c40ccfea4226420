"""Laws of the merge, over reports and edits that nobody has thought of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.readers.wordml import Element, W
from tests.report_builder.rebuild.reports import (
    edited,
    holding,
    merged,
    paragraph,
    report,
    texts,
    without_anchors,
)

_NOUNS = ("managers", "reasons", "files", "boards", "victims", "courts", "reviews", "records")
_PARAGRAPHS = 6
Content = list[tuple[tuple[str, ...], str]]
Plan = list[tuple[str, int]]
few = settings(max_examples=12, deadline=None)


def said(at: int, words: tuple[str, ...], number: str) -> tuple[str, ...]:
    return (f"Area {'abcdefgh'[at]} had {{}} of {' and '.join(words)} in good order.", number)


words = st.tuples(*[st.sampled_from(_NOUNS)] * 3)
numbers = st.integers(1, 99).map(lambda n: f"{n}%")
contents = st.lists(st.tuples(words, numbers), min_size=_PARAGRAPHS, max_size=_PARAGRAPHS)


def written(content: list[tuple[tuple[str, ...], str]]) -> bytes:
    made = (paragraph(f"p{at}", said(at, *one)) for at, one in enumerate(content))
    return report(*made)


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int]]:
    kinds = st.sampled_from(("word", "number", "delete", "add", "move"))
    places = draw(st.lists(st.integers(0, _PARAGRAPHS - 1), unique=True, max_size=4))
    return [(draw(kinds), place) for place in places]


def done(data: bytes, plan: list[tuple[str, int]]) -> bytes:
    def change(body: Element) -> None:
        for kind, at in plan:
            _one(body, kind, at)

    return edited(data, change)


def _one(body: Element, kind: str, at: int) -> None:
    there = holding(body, f"Area {'abcdefgh'[at]} had")
    texts_of = list(there.iter(f"{W}t"))
    if kind == "word":
        texts_of[-1].text = (texts_of[-1].text or "").replace("good", f"edited{at}")
    elif kind == "number":
        next(there.iter(f"{W}sdt")).find(f".//{W}t").text = f"{700 + at}%"  # type: ignore[union-attr]
    elif kind == "delete":
        body.remove(there)
    elif kind == "move":
        body.remove(there)
        body.insert(len(body) - 1, there)
    else:
        own = there.makeelement(f"{W}p")
        run = own.makeelement(f"{W}r")
        text = run.makeelement(f"{W}t")
        text.text = f"Words of an editor{at} that stand here alone."
        run.append(text)
        own.append(run)
        there.addnext(own)


@few
@given(contents, contents)
def test_without_edits_the_merge_is_the_new_report(old: Content, new: Content) -> None:
    assert texts(merged(written(old), written(old), written(new)).file) == texts(written(new))


@few
@given(contents, edits())
def test_with_nothing_new_the_merge_is_the_edited_file(old: Content, plan: Plan) -> None:
    base = written(old)
    theirs = done(base, plan)

    assert texts(merged(base, theirs, base).file) == texts(theirs)


@few
@given(contents, contents)
def test_what_both_say_comes_once(old: Content, new: Content) -> None:
    assert texts(merged(written(old), written(new), written(new)).file) == texts(written(new))


@few
@given(contents, contents, edits())
def test_no_word_of_an_editor_and_no_number_of_theirs_is_lost(
    old: Content, new: Content, plan: Plan
) -> None:
    base, now = written(old), written(new)
    once = merged(base, done(base, plan), now)
    whole = "\n".join(texts(once.file))

    for kind, at in plan:
        if kind == "word":
            assert f"edited{at}" in whole
        elif kind == "number":
            assert f"{700 + at}%" in whole
        elif kind == "add":
            assert f"editor{at} that" in whole
        elif kind == "delete":
            assert f"Area {'abcdefgh'[at]} had" not in whole
    again = merged(base, once.file.save(), now)
    assert texts(again.file) == texts(once.file)


@few
@given(contents, contents, edits())
def test_without_anchors_the_merge_says_the_same(old: Content, new: Content, plan: Plan) -> None:
    # A number typed over, or words that both changed, are told apart by anchors alone.
    plan = [(kind, at) for kind, at in plan if kind in {"add", "delete"}]
    base, now = written(old), written([(w, n) for (w, _), (_, n) in zip(old, new, strict=True)])
    theirs = done(base, plan)

    with_anchors = merged(base, theirs, now).file
    without = merged(base, edited(theirs, without_anchors), now).file
    assert texts(without) == texts(with_anchors)
