"""What goes into a coding document and comes back is the same to the code point."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from coding.codebook import Codebook
from coding.codebook_store import codebook
from coding.codings import Polarity, Strength
from coding.decide import Decision
from coding.decide import code as decide
from coding.selections import select
from coding.suggest import codable
from coding.wordsheets.aligning import aligned
from coding.wordsheets.asking import gather
from coding.wordsheets.content import Asked, document_of
from coding.wordsheets.desk import Desk
from coding.wordsheets.displayed import showable
from coding.wordsheets.ground import ground_of
from coding.wordsheets.opening import named
from coding.wordsheets.package import packed
from coding.wordsheets.said import Told, understood
from coding.wordsheets.unpacking import unpacked
from coding.wordsheets.wishing import Deed, Options
from coding.wordsheets.wordxml import run
from evidence.audit import act
from evidence.errors import AlreadyDecided
from evidence.framework import CodeDefinition
from evidence.identity import Actor
from evidence.workspace import Workspace
from tests.coding.commenting import Person
from tests.inspections import an_inspection, taken_in

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODD = (
    "CQB minutes 2 May 2024\r\n\r\n"
    "The cafe\u0301 team 👩🏽‍⚖️ said: “themes” & <trends> \u2011 it\u00ad went  on.\r\n\r\n"
    "Zoe\u0308\u0323 a\u00a0b c\u2003d 🇬🇧 said nothing\u200b at all; nothing was said.\r\n\r\n"
    "The same words. The same words. The same words.\r\n"
)
BOOK = Codebook(
    tuple(CodeDefinition(name, name, name[:2]) for name in ("4a", "4b", "4c", "4c-cqb", "4d"))
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("odd")
    inbox = folder / "inbox" / "Northshire"
    inbox.mkdir(parents=True)
    (inbox / "CQB.txt").write_bytes(ODD.encode())
    with an_inspection(folder) as opened:
        taken_in(opened, folder / "inbox")
        yield opened


@pytest.fixture(scope="module")
def sent(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = workspace.evidence.source("S001")
    document = document_of(workspace, codebook(workspace), source, Asked("A", AT))
    path = tmp_path_factory.mktemp("sent") / "s.docx"
    path.write_bytes(packed(document))
    return path


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    picks=st.lists(
        st.tuples(st.integers(0, 99), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4
    ),
    stripped=st.booleans(),
)
def test_comments_on_any_words_come_back_as_exactly_these_code_points(
    workspace: Workspace, sent: Path, picks: list[tuple[int, float, float]], *, stripped: bool
) -> None:
    source = workspace.evidence.source("S001")
    placed = [p for p in workspace.evidence.segments("S001") if codable(p)]
    person = Person(sent)
    paragraphs = person.paragraphs()
    assert len(paragraphs) == len(placed) >= 3
    wanted: set[tuple[int, int]] = set()
    for which, first, last in picks:
        place = which % len(placed)
        start, end = placed[place].segment.start or 0, placed[place].segment.end or 0
        one, other = sorted((round(first * (end - start)), round(last * (end - start))))
        words = source.text[start + one : start + other]
        if not words.strip():
            continue
        number = len(str(placed[place].segment.ordinal)) + 1
        person.mark_at(paragraphs[place], number + one, number + other, "4a")
        left = len(words) - len(words.lstrip())
        wanted.add((start + one + left, start + one + len(words.rstrip())))
    if stripped:
        person.strip("bookmarkStart", "bookmarkEnd")
    came = person.save(sent.with_name("back.docx"))

    returned = unpacked(came.read_bytes(), "back.docx")
    book = codebook(workspace)
    ground = ground_of(workspace, book, returned, named(returned, "back.docx"))
    desk = Desk(ground, "A", Options())
    gather(desk, AT)

    codings = [w for w in desk.wishes if w.deed is Deed.CODE]
    selections = [w.selection for w in codings if w.selection]
    assert {(s.start, s.end) for s in selections} == wanted
    assert all(source.text[s.start : s.end] == s.quote for s in selections)
    assert desk.to_look == []


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    made=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.sampled_from(["4a", "4c-cqb", "4d"]),
            st.sampled_from(list(Polarity)),
            st.sampled_from(list(Strength)),
            st.text(alphabet="ab:;,. \n\t[]()C0G-\x00é👍neg4a", max_size=30),
        ),
        max_size=5,
    )
)
def test_what_goes_out_and_comes_back_untouched_changes_nothing(
    workspace: Workspace, made: list[tuple[float, str, Polarity, Strength, str]]
) -> None:
    source = workspace.evidence.source("S001")
    book = codebook(workspace)
    [first, *_] = [p for p in workspace.evidence.segments("S001") if codable(p)]
    start, end = first.segment.start or 0, first.segment.end or 0
    with act(workspace.database, Actor("A"), AT, command="test", summary="codes") as doing:
        for share, code, polarity, strength, memo in made:
            chosen = select("S001", source.text, start + round(share * (end - start - 1)), end)
            decision = Decision(code, polarity, strength, memo)
            with suppress(AlreadyDecided):
                decide(doing, chosen, first.segment_id, decision, book)
    document = document_of(workspace, book, source, Asked("A", AT))

    returned = unpacked(packed(document), "s.docx")
    desk = Desk(ground_of(workspace, book, returned, named(returned, "s.docx")), "A", Options())
    gather(desk, AT)

    assert len(returned.comments) == len(document.state)
    assert (desk.wishes, desk.to_look) == ([], [])


@given(st.text())
def test_a_text_is_shown_code_point_for_code_point_and_read_as_it_was_shown(text: str) -> None:
    shown = showable(text)
    assert len(shown) == len(text)

    parsed = etree.fromstring(f'<w:p xmlns:w="{SPACE}">{run(text)}</w:p>'.encode())
    letters = {"br": "\n", "tab": "\t"}
    back = "".join(
        letters.get(etree.QName(e).localname) or e.text or ""
        for e in parsed.iter()
        if etree.QName(e).localname in {"t", "br", "tab"}
    )
    assert back == shown


@given(st.lists(st.sampled_from(["a ", "b ", "see ", "the "]), max_size=12), st.data())
def test_a_selection_in_words_that_both_texts_have_means_these_words(
    words: list[str], data: st.DataObject
) -> None:
    was = "".join(words) + "recorded in the log"
    changed = (
        data.draw(st.sampled_from(["", "Well, "]))
        + was
        + data.draw(st.sampled_from(["", " indeed"]))
    )
    start = changed.index("recorded in the log")

    meant = aligned(changed, was).meant(start, start + len("recorded in the log"))

    assert meant == (len(was) - len("recorded in the log"), len(was), True)


def test_words_typed_over_mean_what_stood_there_and_words_typed_in_mean_nothing() -> None:
    lies = aligned("We saw the boards here", "We saw the board here")
    assert lies.meant(11, 17) == (11, 16, False)
    assert aligned("one two extra", "one two").meant(8, 13) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("4a", [("4a", None)]),
        ("4A neg", [("4a", "negative")]),
        ("4a-", [("4a", "negative")]),
        ("4a –", [("4a", "negative")]),
        ("4c-cqb +, strong: memo text", [("4c-cqb", "positive")]),
        ("4a, 4b mixed", [("4a", "mixed"), ("4b", "mixed")]),
        ("4a +, 4b -", [("4a", "positive"), ("4b", "negative")]),
        ("4a and 4d +/-", [("4a", "mixed"), ("4d", "mixed")]),
        ("4a: neg, they never do", [("4a", "negative")]),
        ("4a/4b neg", [("4a", "negative"), ("4b", "negative")]),
        ("+4a, -4b", [("4a", "positive"), ("4b", "negative")]),
        ("Negative 4c-cqb/4d", [("4c-cqb", None), ("4d", None)]),
        ("codes 4a; 4b pos", [("4a", "positive"), ("4b", "positive")]),
    ],
)
def test_codes_are_understood_as_people_write_them(
    text: str, codes: list[tuple[str, str | None]]
) -> None:
    found = understood(text, BOOK)

    assert not found.fault
    assert [(c.code_id, c.polarity.value if c.polarity else None) for c in found.codes] == codes


def test_strength_and_memo_belong_to_the_codes_before_the_colon() -> None:
    found = understood("4c-cqb +, strong: memo: with 4b in it", BOOK)
    assert (found.strength, found.memo) == (Strength.STRONG, "memo: with 4b in it")
    assert understood("4a\nsecond line", BOOK).memo == "second line"
    assert understood("4a neg (they never do)", BOOK).memo == "they never do"
    assert understood("4a: neg, they never do", BOOK).memo == "they never do"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Yes!", Told.YES),
        ("👍", Told.YES),
        ("I don’t agree", Told.NO),
        ("nothing", Told.NOTHING),
        ("Read, nothing found", Told.NOTHING),
        ("no evidence", Told.NOTHING),
        ("nothing for 4a", Told.NOTHING),
        ("read", Told.READ),
        ("withdraw", Told.WITHDRAW),
    ],
)
def test_answers_and_silence_are_understood(text: str, told: Told) -> None:
    assert understood(text, BOOK).told is told


@pytest.mark.parametrize(
    "text", ["", "well", "4a because", "not sure", "yes no", "yes?", "4", "the 4a", "is this 4a?"]
)
def test_what_could_mean_something_else_is_not_understood(text: str) -> None:
    found = understood(text, BOOK)

    assert found.fault
    assert found.codes == ()


def test_a_polarity_alone_answers_and_codes_nothing() -> None:
    found = understood("negative", BOOK)
    assert (found.polarity, found.codes, found.answers) == (Polarity.NEGATIVE, (), True)
