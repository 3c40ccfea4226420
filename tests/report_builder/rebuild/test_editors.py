"""Ways of editing that leave few marks: what was cut, moved and rewritten is found again."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from evidence.readers.wordml import Element, W
from report_builder.document import Block
from report_builder.rebuild.outcome import State
from tests.report_builder.rebuild.reports import (
    edited,
    holding,
    lasting,
    merged,
    paragraph,
    report,
    table,
    texts,
    without_anchors,
)


def blocks(met: str, files: str, spoken: str) -> list[Block]:
    rest = " of the four Areas that we visited, managers spoke about what they had found."
    return [
        paragraph(
            "p1",
            ("We examined {} files across the two Areas.", files),
            ("Managers agreed with the category in {} of them, as set out below.", met),
        ),
        paragraph("p2", ("In {}" + rest, spoken)),
        paragraph("p3", ("In {}" + rest, spoken), "Their notes were kept for the year after."),
        paragraph("p4", ("In {}" + rest, spoken), "Few of them had written any of it down."),
        paragraph("p5", "The guidance asks every manager to write down what was agreed and why."),
    ]


BASE = report(*blocks("45%", "12", "two"))
NEW = report(*blocks("47%", "14", "three"))


def said(paragraph: Element, text: str) -> None:
    """Let a paragraph hold one run of text."""
    properties = paragraph.find(f"{W}pPr")
    for child in list(paragraph):
        if child is not properties:
            paragraph.remove(child)
    run = paragraph.makeelement(f"{W}r")
    written = run.makeelement(f"{W}t")
    written.text = text
    run.append(written)
    paragraph.append(run)


def test_a_short_piece_cut_off_a_paragraph_is_brought_up_to_date_without_marks() -> None:
    def cut(body: Element) -> None:
        without_anchors(body)
        whole = holding(body, "Their notes")
        piece = deepcopy(whole)
        whole.addprevious(piece)
        said(piece, "In two of the four")
        said(whole, "Areas that we visited, managers spoke about what they had found. " + "Their "
             "notes were kept for the year after.")  # fmt: skip

    done = merged(BASE, edited(BASE, cut), NEW)

    assert "In three of the four" in texts(done.file)
    assert not done.outcome.typed


def test_a_paragraph_moved_and_rewritten_without_marks_is_no_new_one() -> None:
    def move(body: Element) -> None:
        without_anchors(body)
        moved = holding(body, "We examined")
        holding(body, "The guidance").addnext(moved)
        said(
            moved,
            "We looked at 12 files from the two Areas. Managers shared our category in 45% of "
            "these, as we set out below.",
        )

    done = merged(BASE, edited(BASE, move), NEW)

    assert texts(done.file)[-1] == (
        "We looked at 14 files from the two Areas. Managers shared our category in 47% of these, "
        "as we set out below."
    )
    assert State.EDITORS_OWN not in dict(done.outcome.states).values()


def test_a_sentence_taken_out_is_told_once_where_its_numbers_changed() -> None:
    def cut(body: Element) -> None:
        said(holding(body, "We examined"), "We examined 12 files across the two Areas.")

    done = merged(BASE, edited(BASE, cut), NEW)

    assert "We examined 14 files across the two Areas." in texts(done.file)
    assert [(c.kind, c.base, c.theirs, c.ours) for c in done.outcome.clashes] == [
        (
            "deleted",
            "Managers agreed with the category in 45% of them, as set out below.",
            "",
            "Managers agreed with the category in 47% of them, as set out below.",
        )
    ]
    assert not done.outcome.typed
    block = done.outcome.clashes[0].block
    assert dict(done.outcome.states)[block] is State.EDITED


def test_a_number_taken_out_leaves_no_end_of_a_bookmark_behind() -> None:
    """LibreOffice moves the start of a number's bookmark into its control, the end stays out."""

    def moved(body: Element) -> None:
        for control in body.iter(f"{W}sdt"):
            start, content = control.getprevious(), control.find(f"{W}sdtContent")
            assert start is not None
            assert content is not None
            content.insert(0, start)

    new = report(paragraph("p1", "We examined files of both Areas.", "Managers rarely agreed."))

    file = merged(BASE, edited(BASE, moved), new).file
    root = file.trees(file.document)
    starts = {e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart")}
    ends = {e.get(f"{W}id") for e in root.iter(f"{W}bookmarkEnd")}

    assert starts == ends
    assert "We examined files of both Areas. Managers rarely agreed." in texts(file)


def test_a_number_typed_over_stays_where_the_sentence_is_worded_anew() -> None:
    base = report(paragraph("p1", ("Agreement was lowest on charging ({}).", "50%"), "We ask why."))
    here = report(paragraph("p1", ("Agreement was lowest on custody ({}).", "70%"), "We ask why."))
    new = edited(here, lambda body: _rename(body, "_hmf_p1_0_0", "_hmf_p1_9_0"))

    done = merged(base, edited(base, lambda body: _type_over(body, "50%", "about half")), new)

    assert "(about half)" in " ".join(texts(done.file))
    (clash,) = done.outcome.clashes
    assert (clash.kind, clash.ours) == ("text", "Agreement was lowest on custody (70%).")


def _rename(body: Element, old: str, new: str) -> None:
    for mark in body.iter(f"{W}bookmarkStart"):
        if mark.get(f"{W}name") == old:
            mark.set(f"{W}name", new)
    for tag in body.iter(f"{W}tag"):
        if tag.get(f"{W}val", "").endswith(old.removeprefix("_hmf_")):
            tag.set(f"{W}val", "hm:f:" + new.removeprefix("_hmf_"))


def _type_over(body: Element, old: str, new: str) -> None:
    for text in body.iter(f"{W}t"):
        if text.text == old:
            text.text = new


def test_a_paragraph_struck_out_under_tracking_is_deleted_not_typed_over() -> None:
    def strike(body: Element) -> None:
        for run in list(holding(body, "We examined").iter(f"{W}r")):
            struck = run.makeelement(f"{W}del")
            struck.set(f"{W}id", "900")
            struck.set(f"{W}author", "An editor")
            run.addprevious(struck)
            struck.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"

    done = merged(BASE, edited(BASE, strike), NEW)

    assert not done.outcome.typed
    assert [(c.kind, c.theirs) for c in done.outcome.clashes] == [("deleted", "")]


def test_a_table_taken_out_is_told_where_its_numbers_changed() -> None:
    base = report(table("t1", [["North", "20"]], ("Area", "Files")))
    new = report(table("t1", [["North", "21"]], ("Area", "Files")))

    def cut(body: Element) -> None:
        body.remove(next(body.iterchildren(f"{W}tbl")))

    done = merged(base, edited(base, cut), new)

    assert [c.kind for c in done.outcome.clashes] == ["deleted"]
    assert "North" not in texts(done.file)


def test_what_an_editor_wrote_in_place_of_a_paragraph_is_not_patched() -> None:
    new = report(paragraph("p1", ("Of {} files from both Areas, most were late.", "14"), "Why?"))
    base = report(paragraph("p1", ("We examined {} files across the two Areas.", "12"), "Why?"))
    own = "Nobody has yet looked at how long a letter takes, or why the post is slow."

    def write(body: Element) -> None:
        whole = holding(body, "We examined")
        for child in list(whole.iterchildren(f"{W}r", f"{W}sdt")):
            whole.remove(child)
        other = deepcopy(whole)
        said(other, own)
        whole.insert(2, next(other.iterchildren(f"{W}r")))  # within the old bookmark

    done = merged(base, edited(base, write), new)

    assert own in lasting(done.file)
    assert [(c.kind, c.theirs) for c in done.outcome.clashes] == [("text", own)]
    assert not done.outcome.typed


def test_a_paragraph_put_into_capitals_is_the_same_with_its_numbers_brought_up_to_date() -> None:
    def shout(body: Element) -> None:
        without_anchors(body)
        whole = holding(body, "We examined")
        said(whole, "".join(str(t.text) for t in whole.iter(f"{W}t")).upper())

    done = merged(BASE, edited(BASE, shout), NEW)

    assert (
        "WE EXAMINED 14 FILES ACROSS THE TWO AREAS. MANAGERS AGREED WITH THE CATEGORY IN 47% OF "
        "THEM, AS SET OUT BELOW."
    ) in texts(done.file)


def put(order: tuple[int, ...], *changes: tuple[str, str]) -> Callable[[Element], None]:
    """An editor's program that keeps no anchors, and sentences put in another order."""

    def change(body: Element) -> None:
        without_anchors(body)
        found = holding(body, "Managers agreed")
        said = "".join(text.text or "" for text in found.iter(f"{W}t"))
        for old, new in changes:
            assert old in said
            said = said.replace(old, new)
        parts = [f"{part}." for part in said.split(".") if part.strip()]
        for child in [c for c in found if c.tag == f"{W}r"]:
            found.remove(child)
        run = found.makeelement(f"{W}r")
        text = run.makeelement(f"{W}t")
        text.text = " ".join(parts[at].strip() for at in order)
        run.append(text)
        found.append(run)

    return change


def three_sentences(met: str, kept: str, told: str, where: str = "north") -> bytes:
    return report(
        paragraph(
            "p1",
            (f"Managers agreed with {{}} of the decisions that we saw in the {where}.", met),
            ("Reasons were recorded in {} of the charging reviews that we examined.", kept),
            ("Victims were told of the outcome in {} of the cases with one.", told),
        )
    )


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 0, 2), (2, 1, 0)])
def test_sentences_put_in_another_order_without_marks_have_their_numbers_brought_up_to_date(
    order: tuple[int, ...],
) -> None:
    base, new = three_sentences("57%", "45%", "31%"), three_sentences("58%", "49%", "36%")
    made = merged(base, edited(base, put(order)), new)

    said = [
        "Managers agreed with 58% of the decisions that we saw in the north.",
        "Reasons were recorded in 49% of the charging reviews that we examined.",
        "Victims were told of the outcome in 36% of the cases with one.",
    ]
    assert " ".join(said[at] for at in order) in texts(made.file)
    assert len(made.outcome.updated) == 3


def test_a_sentence_moved_within_its_paragraph_takes_new_words_and_keeps_the_editors() -> None:
    base = three_sentences("57%", "45%", "31%")
    change = put((2, 0, 1), ("57%", "61%"), ("outcome", "verdict"))
    made = merged(base, edited(base, change), three_sentences("58%", "45%", "36%", where="east"))

    assert (
        "Victims were told of the verdict in 36% of the cases with one. "
        "Managers agreed with 61% of the decisions that we saw in the east. "
        "Reasons were recorded in 45% of the charging reviews that we examined."
    ) in texts(made.file)
    assert [(one.was, one.says, one.now) for one in made.outcome.typed] == [("57%", "61%", "58%")]


@pytest.mark.parametrize("anchored", [True, False])
def test_a_table_cut_in_two_is_brought_up_to_date_in_both_pieces(*, anchored: bool) -> None:
    def rows(a: str, b: str) -> list[tuple[str, ...]]:
        return [("North", a, "7"), ("South", b, "3"), ("East", "4", a), ("West", b, "9")]

    def change(body: Element) -> None:
        whole = next(body.iter(f"{W}tbl"))
        rest = deepcopy(whole)
        for row in rest.findall(f"{W}tr")[1:3]:
            rest.remove(row)
        for row in whole.findall(f"{W}tr")[3:]:
            whole.remove(row)
        between = body.makeelement(f"{W}p")
        whole.addnext(between)
        between.addnext(rest)
        if not anchored:
            without_anchors(body)

    heads = ("Area", "Met", "Partly")
    base = report(table("t", rows("57", "45"), heads))
    now = [*rows("58", "49"), ("Coast", "2", "1")]
    now.insert(2, ("Isles", "6", "8"))
    made = merged(base, edited(base, change), report(table("t", now, heads)))

    root = made.file.trees(made.file.document)
    assert [
        ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in root.iter(f"{W}tr")
    ] == [
        [*heads], ["North", "58", "7"], ["South", "49", "3"], ["Isles", "6", "8"],
        [*heads], ["East", "4", "58"], ["West", "49", "9"], ["Coast", "2", "1"],
    ]  # fmt: skip
    assert ("_hm_t", State.SPLIT) in made.outcome.states


@pytest.mark.parametrize("tracked", [True, False])
def test_a_number_struck_in_its_control_and_typed_beside_it_is_typed_over(*, tracked: bool) -> None:
    def change(body: Element) -> None:
        control = next(holding(body, "Managers agreed").iter(f"{W}sdt"))
        run = next(control.iter(f"{W}r"))
        beside = deepcopy(run)
        next(beside.iter(f"{W}t")).text = "61%"
        if not tracked:
            next(run.iter(f"{W}t")).text = ""
            control.addnext(beside)
            return
        struck, put_in = (run.makeelement(f"{W}{name}") for name in ("del", "ins"))
        for number, mark in enumerate((struck, put_in), 900):
            mark.set(f"{W}id", str(number))
            mark.set(f"{W}author", "Editor")
        run.addprevious(struck)
        struck.append(run)
        next(run.iter(f"{W}t")).tag = f"{W}delText"
        put_in.append(beside)
        control.addnext(put_in)

    base, new = three_sentences("57%", "45%", "31%"), three_sentences("58%", "45%", "36%")
    made = merged(base, edited(base, change), new)

    assert [(one.was, one.says, one.now) for one in made.outcome.typed] == [("57%", "61%", "58%")]
    assert made.outcome.clashes == []
    (said,) = [text for text in texts(made.file) if text.startswith("Managers")]
    assert said.startswith("Managers agreed with 61% of")
    assert "in 36% of the cases" in said
