"""Whatever the tree holds, the file opens, keeps the words and counts as the report does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from report_builder.document import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Chart,
    Contents,
    CrossReference,
    FigureUse,
    Heading,
    Inline,
    Paragraph,
    Placeholder,
    Quotation,
    Sentence,
    Series,
    Table,
)
from report_builder.numbering import number
from report_builder.word.anchors import bookmark_name
from report_builder.word.xml_text import clean
from tests.report_builder.word.element_order import misplaced
from tests.report_builder.word.sample_report import document_of, written
from tests.report_builder.word.word_numbering import W, numbers_seen

text = st.text(max_size=40)
Maker = Callable[[str], st.SearchStrategy[Block]]


def parts(block_id: str) -> st.SearchStrategy[tuple[Inline, ...]]:
    reference = st.integers(0, 9).map(lambda n: CrossReference(f"{n}/Block"))
    mixed: st.SearchStrategy[list[Inline]] = st.lists(st.one_of(text, reference), max_size=4)
    return st.tuples(mixed, text).map(
        lambda pair: (*pair[0], FigureUse(f"use/{block_id}", "m", "count", 1.0, pair[1]))
    )


def one(block_id: str) -> st.SearchStrategy[tuple[Sentence, ...]]:
    return parts(block_id).map(lambda p: (Sentence("s", p, ()), Sentence("t", ("End.",), ())))


def table(block_id: str) -> st.SearchStrategy[Block]:
    return st.tuples(text, st.booleans(), parts(block_id), text).map(
        lambda t: Table(
            block_id,
            t[0],
            ("A", t[3]),
            ((t[2],), ((t[0],), ("2",))),
            t[0],
            (),
            (1,),
            t[0],
            t[3],
            t[1],
        )
    )


def chart(block_id: str) -> st.SearchStrategy[Block]:
    values = st.lists(st.floats(0, 100), min_size=1, max_size=16)
    return st.tuples(text, values, st.sampled_from(("%", "files")), st.integers(1, 4)).map(
        lambda t: Chart(
            block_id,
            t[0],
            t[0],
            tuple(f"{t[0]}{n}" for n in range(len(t[1]))),
            tuple(Series(t[0], tuple(t[1])) for _ in range(t[3])),
            t[2],
            t[0],
            (),
        )
    )


MAKERS: tuple[Maker, ...] = (
    lambda i: st.tuples(st.integers(1, 3), text, st.booleans(), st.booleans()).map(
        lambda t: Heading(i, t[0], t[1], t[2], t[3])
    ),
    lambda i: st.tuples(one(i), st.booleans()).map(lambda t: Paragraph(i, t[0], t[1])),
    lambda i: st.tuples(text, text).map(lambda t: Quotation(i, t[0], t[1], ())),
    lambda i: st.tuples(one(i), st.booleans()).map(lambda t: Bullets(i, t[0], t[1])),
    table,
    chart,
    lambda i: st.tuples(st.sampled_from(CalloutKind), text, one(i)).map(
        lambda t: Callout(i, t[0], t[1], t[2], ())
    ),
    lambda i: text.map(lambda prompt: Placeholder(i, prompt)),
    lambda i: st.just(Contents(i)),
)
blocks = st.lists(st.integers(0, len(MAKERS) - 1), max_size=10).flatmap(
    lambda kinds: st.tuples(*(MAKERS[kind](f"{n}/Block") for n, kind in enumerate(kinds)))
)


@settings(max_examples=60)
@given(blocks)
def test_any_report_opens_in_order_with_every_block_anchored(some: tuple[Block, ...]) -> None:
    packed = written(document_of(*some))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        xml = {n: archive.read(n) for n in archive.namelist() if n.endswith(".xml")}
    tree = etree.fromstring(xml["word/document.xml"])
    starts = [b.get(f"{W}name") for b in tree.iter(f"{W}bookmarkStart")]

    assert [wrong for part in xml.values() for wrong in misplaced(part)] == []
    assert {bookmark_name("_hm_", block.block_id) for block in some} <= set(starts)
    assert len(starts) == len(set(starts)) == len(list(tree.iter(f"{W}bookmarkEnd")))
    assert docx.Document(io.BytesIO(packed)).sections


@settings(max_examples=60)
@given(blocks)
def test_word_counts_any_report_as_the_report_does(some: tuple[Block, ...]) -> None:
    document = document_of(*some)
    numbers = number(document)
    with zipfile.ZipFile(io.BytesIO(written(document))) as archive:
        read = [archive.read(f"word/{n}.xml") for n in ("document", "styles", "numbering")]

    seen = dict(numbers_seen(read[0], read[1], read[2]))

    for block in some:
        if isinstance(block, Heading | Paragraph):
            shown = seen[bookmark_name("_hm_", block.block_id)].removeprefix("Annex ")
            assert shown == numbers.number.get(block.block_id, "")


@given(text)
def test_a_text_comes_through_but_for_what_xml_cannot_hold(words: str) -> None:
    packed = written(document_of(Paragraph("p", (Sentence("s", (words,), ()),))))

    assert docx.Document(io.BytesIO(packed)).paragraphs[-1].text == clean(words)


@given(st.lists(text, unique=True, min_size=2, max_size=8))
def test_ids_of_any_kind_become_names_of_their_own(ids: list[str]) -> None:
    names = [bookmark_name("_hm_", identifier) for identifier in ids]

    assert len(set(names)) == len(ids)
    assert all(len(name) <= 40 for name in names)
