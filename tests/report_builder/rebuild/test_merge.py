"""What an editor did to a draft stays, and what the evidence changed arrives."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from dataclasses import replace
from importlib.util import find_spec

import pytest

from evidence.readers.wordml import Element, W
from report_builder.document import (
    Block,
    Bullets,
    Chart,
    CrossReference,
    Paragraph,
    Sentence,
    Series,
)
from report_builder.rebuild.outcome import State
from report_builder.word.revisions.package import WordFile
from tests.report_builder.rebuild.reports import (
    FRONT,
    RESTS,
    edited,
    holding,
    lasting,
    merged,
    paragraph,
    report,
    retyped,
    sentence,
    table,
    texts,
    without_anchors,
)

needs_pictures = pytest.mark.skipif(
    not (find_spec("matplotlib") and find_spec("afcharts")),
    reason="the extra 'pictures' is not installed: pip install iqa[pictures]",
)
HEADS = ("Unit", "Files", "Met")


def said_in(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def blocks(first: str = "45%", second: str = "12", third: str = "61%") -> list[Block]:
    return [
        paragraph(
            "p1",
            ("Managers agreed with the category in {} of files.", first),
            "They recorded clear reasons for the differences they found.",
        ),
        paragraph("p2", ("We examined {} files across the two Areas this autumn.", second)),
        paragraph("p3", ("Feedback was timely in {} of the cases that we saw.", third)),
        table("t1", [["North", "20", "14"], ["South", "31", "22"]], HEADS),
    ]


BASE = report(*blocks())
NEW = report(*blocks("47%", "14", "59%"))


def test_an_unedited_draft_becomes_the_new_one() -> None:
    done = merged(BASE, BASE, NEW)

    assert texts(done.file) == texts(NEW)
    assert {change.now for change in done.outcome.updated} == {"47%", "14", "59%"}


def test_with_nothing_new_the_file_stays_as_the_editor_left_it() -> None:
    theirs = edited(BASE, retyped("clear reasons", "sound reasons"))
    done = merged(BASE, theirs, BASE)

    assert texts(done.file) == texts(theirs)
    assert done.file.content("word/document.xml") == _document(theirs)


def _document(data: bytes) -> bytes:
    return WordFile(data).content("word/document.xml")


def test_the_same_change_on_both_sides_comes_once() -> None:
    done = merged(BASE, NEW, NEW)

    assert texts(done.file) == texts(NEW)
    assert not done.outcome.clashes


def test_numbers_in_an_edited_sentence_are_brought_up_to_date() -> None:
    theirs = edited(BASE, retyped("Managers agreed", "Most managers broadly agreed"))
    said = "\n".join(texts(merged(BASE, theirs, NEW).file))

    assert "Most managers broadly agreed with the category in 47% of files." in said


def test_a_number_typed_over_is_left_and_told() -> None:
    done = merged(BASE, edited(BASE, retyped("45%", "50%")), NEW)

    assert "in 50% of files" in "\n".join(texts(done.file))
    assert [(one.was, one.says, one.now) for one in done.outcome.typed] == [("45%", "50%", "47%")]


def test_a_word_typed_against_a_number_does_not_detach_it() -> None:
    done = merged(BASE, edited(BASE, retyped("45%", "only45%")), NEW)

    assert "only47%" in "\n".join(texts(done.file))
    assert not done.outcome.typed


def test_a_deleted_paragraph_stays_deleted_and_is_told_if_its_numbers_changed() -> None:
    def change(body: Element) -> None:
        body.remove(holding(body, "Feedback was timely"))

    done = merged(BASE, edited(BASE, change), NEW)

    assert "Feedback was timely" not in "\n".join(texts(done.file))
    assert [clash.kind for clash in done.outcome.clashes] == ["deleted"]


def test_a_paragraph_split_in_two_takes_new_numbers_and_words() -> None:
    def change(body: Element) -> None:
        whole = holding(body, "Managers agreed")
        other = deepcopy(whole)
        for child in list(whole):
            if "They recorded" in "".join(t.text or "" for t in child.iter(f"{W}t")):
                texts_of = list(child.iter(f"{W}t"))
                texts_of[0].text = " of files."
        for child in list(other):
            if "pPr" not in str(child.tag):
                other.remove(child)
        run = other.makeelement(f"{W}r")
        text = run.makeelement(f"{W}t")
        text.text = "They recorded clear reasons for the differences they found."
        run.append(text)
        other.append(run)
        whole.addnext(other)

    done = merged(BASE, edited(BASE, change), NEW)

    assert "Managers agreed with the category in 47% of files." in texts(done.file)
    assert done.outcome.counts()["split"] == 1


def test_a_moved_paragraph_stays_where_the_editor_put_it() -> None:
    def change(body: Element) -> None:
        moved = holding(body, "Managers agreed")
        body.remove(moved)
        holding(body, "Feedback was timely").addnext(moved)

    said = texts(merged(BASE, edited(BASE, change), NEW).file)
    places = [next(at for at, t in enumerate(said) if word in t) for word in ("timely", "47%")]

    assert places == sorted(places)


def test_words_that_both_changed_are_a_conflict_with_the_new_ones_beside_it() -> None:
    now = blocks()
    now[0] = paragraph(
        "p1",
        ("Managers agreed with the category in {} of files.", "45%"),
        "They recorded weak reasons for the differences they found.",
    )
    theirs = edited(BASE, retyped("clear reasons", "excellent reasons"))
    new = report(*now)
    done = merged(BASE, theirs, new)

    assert [c.kind for c in done.outcome.clashes] == ["text"]
    assert any("excellent reasons" in text for text in lasting(done.file))
    assert not any("weak reasons" in text for text in lasting(done.file))
    assert any("weak reasons" in text for text in texts(done.file))
    again = merged(BASE, done.file.save(), new)
    assert texts(again.file) == texts(done.file)


def test_a_file_that_lost_its_comments_gets_new_ones_that_it_leads_to_once() -> None:
    now = blocks()
    now[1:2] = [paragraph("p9", "Something else was found in the autumn.")]
    new = report(*now)
    once = merged(BASE, edited(BASE, retyped("this autumn", "in autumn")), new).file
    kept = {name: once.content(name) for name in once.names if name != "word/comments.xml"}

    file = merged(BASE, _package(kept), new).file
    root = file.trees("word/_rels/document.xml.rels")
    ids = [child.get("Id") for child in root]
    kinds = [child.get("Type", "").rsplit("/", 1)[-1] for child in root]

    assert len(ids) == len(set(ids))
    assert kinds.count("comments") == 1
    assert file.related("comments") == "word/comments.xml"


def _package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def test_new_blocks_come_at_their_place_and_dropped_ones_go_unless_edited() -> None:
    now = blocks()
    now[1:2] = [paragraph("p9", "Something else was found in the autumn.")]
    gone = merged(BASE, BASE, report(*now))
    kept = merged(BASE, edited(BASE, retyped("this autumn", "in autumn")), report(*now))

    assert texts(gone.file) == texts(report(*now))
    assert any("in autumn" in text for text in texts(kept.file))
    assert [c.kind for c in kept.outcome.clashes] == ["dropped"]


def test_cells_are_found_by_row_and_heading_and_rows_of_editors_stay() -> None:
    def change(body: Element) -> None:
        rows = list(body.iter(f"{W}tr"))
        own = deepcopy(rows[1])
        for text, said in zip(own.iter(f"{W}t"), ("Our own row", "1", "2"), strict=True):
            text.text = said
        rows[1].addprevious(own)

    now = blocks()
    now[3] = table("t1", [["North", "20", "15"], ["South", "30", "22"]], HEADS)
    said = texts(merged(BASE, edited(BASE, change), report(*now)).file)

    at = said.index("Our own row")
    assert said[at : at + 9] == ["Our own row", "1", "2", "North", "20", "15", "South", "30", "22"]


def test_without_any_anchor_the_merge_says_the_same() -> None:
    theirs = edited(BASE, retyped("Managers agreed", "Most managers broadly agreed"))
    bare = edited(theirs, without_anchors)

    assert texts(merged(BASE, bare, NEW).file) == texts(merged(BASE, theirs, NEW).file)


def test_a_second_merge_changes_nothing() -> None:
    theirs = edited(BASE, retyped("Managers agreed", "Most managers agreed"))
    once = merged(BASE, theirs, NEW)
    twice = merged(BASE, once.file.save(), NEW)

    assert texts(twice.file) == texts(once.file)
    assert not twice.outcome.updated


def test_a_chart_draws_the_new_numbers_and_its_workbook_holds_them() -> None:
    def drawn(*values: float) -> Chart:
        series = (Series("Files", values),)
        return Chart("c1", "A chart", "", ("North", "South"), series, "files", "Bars.", RESTS)

    base, new = report(drawn(3, 4)), report(drawn(5, 4))
    done = merged(base, edited(base, retyped("A chart", "Our chart")), new).file
    said = done.content("word/charts/chart1.xml")
    book = next(name for name in done.names if name.endswith(".xlsx"))

    assert said == WordFile(new).content("word/charts/chart1.xml")
    assert done.content(book) == WordFile(new).content(book)
    assert any("Our chart" in text for text in texts(done))


def test_a_chart_that_both_gave_other_numbers_is_told_with_all_three() -> None:
    def drawn(*values: float) -> Chart:
        series = (Series("Files", values),)
        return Chart("c1", "A chart", "", ("North", "South"), series, "files", "Bars.", RESTS)

    base, new = report(drawn(3, 4)), report(drawn(5, 4))
    held = WordFile(report(drawn(3, 9)))
    part = "word/charts/chart1.xml"
    theirs = WordFile(base).replaced({part: held.content(part)}).save()

    done = merged(base, theirs, new)

    assert done.file.content(part) == held.content(part)
    assert [(c.kind, c.base, c.theirs, c.ours) for c in done.outcome.clashes] == [
        ("chart", "North | South\n3 | 4", "North | South\n3 | 9", "North | South\n5 | 4")
    ]


def test_a_list_that_has_an_item_less_or_more_is_neither_gone_nor_new() -> None:
    def listed(*items: str) -> bytes:
        said = tuple(sentence(f"b1_{at}", item) for at, item in enumerate(items))
        return report(*blocks(), Bullets("b1", said))

    few = ("Managers wrote down their reasons.", "Nobody was told of the outcome at all.")
    more = (*few, "The board met four times in the year.")

    for was, now in ((more, few), (few, more)):
        done = merged(listed(*was), listed(*was), listed(*now))
        assert texts(done.file) == texts(listed(*now))
        assert dict(done.outcome.states)["_hm_b1"] is State.UPDATED


def test_a_title_page_of_other_words_arrives_whole() -> None:
    front = replace(FRONT, title="Quite another thing", subtitle="", inspectorate="", month="1999")
    new = report(*blocks(), front=front)

    said, wanted = texts(merged(BASE, BASE, new).file), texts(new)

    assert [text for text in said if text] == [text for text in wanted if text]


def test_changes_that_an_editor_left_pending_stay_pending() -> None:
    def change(body: Element) -> None:
        there = holding(body, "Managers agreed")
        run = next(there.iter(f"{W}r"))
        struck = deepcopy(run)
        for text in struck.iter(f"{W}t"):
            text.tag = f"{W}delText"
            text.text = "Some "
        mark = there.makeelement(f"{W}del")
        for name, said in (
            ("id", "900"),
            ("author", "An editor"),
            ("date", "2026-01-05T09:00:00Z"),
        ):
            mark.set(f"{W}{name}", said)
        run.addprevious(mark)
        mark.append(struck)

    done = merged(BASE, edited(BASE, change), NEW).file

    assert "Some Managers agreed with the category in 47% of files." in "\n".join(lasting(done))
    assert "Managers agreed with the category in 47% of files." in "\n".join(texts(done))


def test_clashes_without_an_offer_are_settled_for_the_report_where_that_was_decided() -> None:
    def drawn(*values: float) -> Chart:
        series = (Series("Files", values),)
        return Chart("c1", "A chart", "", ("North", "South"), series, "files", "Bars.", RESTS)

    wider = table("t1", [["North", "20", "15", "1"]], (*HEADS, "Partly"))
    base = report(*blocks(), drawn(3, 4))
    new = report(*blocks()[0:1], wider, drawn(5, 4))
    chart = "word/charts/chart1.xml"
    held = WordFile(edited(base, retyped("this autumn", "in autumn")))
    theirs = edited(held.save(), retyped("31", "32"))
    other = WordFile(report(drawn(3, 9))).content(chart)
    whole = WordFile(theirs).replaced({chart: other}).save()
    met = merged(base, whole, new)
    assert {c.kind for c in met.outcome.clashes} == {"dropped", "table", "chart"}

    ours = frozenset((c.kind, c.block) for c in met.outcome.clashes)
    done = merged(base, whole, new, ours=ours)
    again = merged(new, met.file.save(), new, ours=ours)

    assert texts(done.file) == texts(new)
    assert done.file.content(chart) == WordFile(new).content(chart)
    assert done.outcome.clashes == []
    assert set(done.outcome.settled) == ours
    assert texts(again.file) == texts(new)
    assert again.file.content(chart) == WordFile(new).content(chart)


def pictured(*values: float, categories: tuple[str, ...] = ("North", "South")) -> bytes:
    series = (Series("Files", values),)
    chart = Chart("c1", "A chart", "", categories, series, "files", "Bars.", RESTS)
    return report(chart, paragraph("p1", "What the chart shows is set out."), pictures=True)


def shown(file: WordFile) -> tuple[bytes, str, str]:
    """The picture of a report's chart, its alt text and its height."""
    root = file.trees(file.document)
    (properties,) = (e for e in root.iter() if str(e.tag).endswith("}docPr"))
    (extent,) = (e for e in root.iter() if str(e.tag).endswith("}extent"))
    name = next(n for n in file.names if n.startswith("word/media/"))
    return file.content(name), properties.get("descr", ""), extent.get("cy", "")


@needs_pictures
def test_a_chart_that_is_a_picture_shows_the_new_numbers_with_its_alt_text_and_height() -> None:
    places = ("North", "South", "East", "West", "Isles")
    base, new = pictured(3, 4), pictured(5, 4, 2, 1, 7, categories=places)
    done = merged(base, edited(base, retyped("A chart", "Our chart")), new)

    assert shown(done.file) == shown(WordFile(new))
    assert any("Our chart" in text for text in texts(done.file))
    assert done.outcome.clashes == []


@needs_pictures
def test_a_picture_that_an_editor_put_in_a_charts_place_stays_and_is_told() -> None:
    base, new, other = pictured(3, 4), pictured(5, 4), pictured(9, 9)
    held = WordFile(base)
    part = next(name for name in held.names if name.startswith("word/media/"))
    theirs = held.replaced({part: shown(WordFile(other))[0]}).save()

    done = merged(base, theirs, new)
    taken = merged(base, theirs, new, ours=frozenset({("chart", "_hm_c1")}))

    assert shown(done.file)[0] == shown(WordFile(other))[0]
    assert [c.kind for c in done.outcome.clashes] == ["chart"]
    assert shown(taken.file) == shown(WordFile(new))


def test_captions_are_counted_again_and_references_follow_when_a_table_goes() -> None:
    def take_out(body: Element) -> None:
        whole = next(body.iter(f"{W}tbl"))
        caption = next(p for p in body.iter(f"{W}p") if said_in(p).startswith("Table 1"))
        body.remove(whole)
        body.remove(caption)

    refers = Sentence("s", ("Most units met it, as ", CrossReference("t2"), " shows."), RESTS)

    def written(second: str) -> bytes:
        one = table("t1", [["North", "20", "14"]], HEADS)
        two = table("t2", [["South", "31", second]], HEADS)
        return report(one, two, Paragraph("p", (refers,)))

    base, new = written("22"), written("25")
    made = merged(base, edited(base, take_out), new)
    again = merged(new, made.file.save(), new)

    for file in (made.file, again.file):
        said = texts(file)
        assert "Table 1: A table" in said
        assert "Most units met it, as Table 1 shows." in said
        assert "25" in said
        assert not any("Table 2" in text for text in said)
    assert texts(merged(base, base, new).file) == texts(new)
