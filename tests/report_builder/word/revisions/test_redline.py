"""A redline is real tracked changes: accepted it is the later file, rejected the earlier."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.readers.wordml import W
from report_builder.word.revisions.names import REVISIONS
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.redline import redline
from report_builder.word.revisions.resolve import accepted, rejected
from report_builder.word.revisions.walking import walk
from tests.report_builder.word.revisions.wordfiles import paragraph, run, shape, shown, table, word

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BOLD = "<w:b/>"


def link(text: str) -> str:
    return f'<w:hyperlink w:anchor="a">{run(text)}</w:hyperlink>'


def figure(text: str) -> str:
    tag = '<w:sdtPr><w:tag w:val="hm:f:u"/></w:sdtPr>'
    return f"<w:sdt>{tag}<w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def field(text: str) -> str:
    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    return f"{character('begin')}{instruction}{character('separate')}{run(text)}{character('end')}"


def both_ways(a: WordFile, b: WordFile) -> WordFile:
    """The redline of two files, once it is seen to lead to both."""
    marked = WordFile(redline(a, b, "Inspectorate", AT).save())
    assert shape(accepted(marked)) == shape(b)
    assert shape(rejected(marked)) == shape(a)
    return marked


def changes(file: WordFile) -> list[tuple[str, str, str]]:
    """Each stretch that came or went: how, whose, what."""
    found = []
    for part in walk(file).paragraphs:
        for stretch in part.stretches:
            change = stretch.inserted or stretch.deleted
            if change is not None:
                found.append((change.kind, change.author, stretch.text))
    return found


def test_only_the_words_that_changed_are_marked() -> None:
    marked = both_ways(word("We saw nine good files."), word("We saw nine poor files."))

    assert changes(marked) == [("del", "Inspectorate", "good"), ("ins", "Inspectorate", "poor")]


def test_a_number_that_alone_changed_stands_under_its_own_author() -> None:
    marked = both_ways(
        word(paragraph("In ", figure("60%"), " of files the advice was timely.")),
        word(paragraph("In ", figure("64%"), " of files the advice was given late.")),
    )

    authors = {text: author for _, author, text in changes(marked)}
    assert authors["64%"] == "Inspectorate (figures)"
    assert authors["given late"] == "Inspectorate"


def test_a_word_in_common_does_not_cut_a_new_sentence_to_pieces() -> None:
    same = "The boards met each month and kept full minutes of what they decided."
    marked = both_ways(
        word(f"{same} Most managers had given some of their staff clear feedback."),
        word(f"{same} Nobody could recall a copy of any such written advice."),
    )

    assert [kind for kind, _, _ in changes(marked)] == ["del", "ins"]


def test_a_number_that_only_lost_its_control_is_no_change() -> None:
    a = word(paragraph("In ", figure("60%"), " of files advice came late."))
    b = word("In 60% of files advice came very late.")

    assert changes(redline(a, b, "Inspectorate", AT)) == [("ins", "Inspectorate", "very ")]


def test_the_controls_that_an_online_editor_puts_around_runs_hide_no_words() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_4"/></w:sdtPr>'
        f"<w:sdtContent>{run('We saw nine poor files.')}</w:sdtContent></w:sdt>"
    )
    a, b = word("We saw nine good files."), word(f"<w:p>{control}</w:p>")

    marked = redline(a, b, "Inspectorate", AT)

    assert [text for *_, text in changes(marked)] == ["good", "poor"]
    assert shown(accepted(marked)) == shown(b)


def test_no_bookmark_control_or_paragraph_is_there_twice() -> None:
    def anchored(name: str, text: str) -> str:
        start = f'<w:bookmarkStart w:id="1" w:name="{name}"/>'
        return paragraph(start, figure(text), '<w:bookmarkEnd w:id="1"/>')

    moved, gone = anchored("_hm_a", "Moved 12"), anchored("_hm_b", "Gone 13")
    identified = [moved.replace("<w:tag ", '<w:id w:val="9"/><w:tag '), gone]
    a = word(*identified, "Kept one.", "Kept two.")
    b = word("Kept one.", "Kept two.", identified[0], "End.")

    marked = both_ways(a, b)

    root = marked.trees(marked.document)
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    ids = [control.find(f"{W}id") for control in root.iter(f"{W}sdtPr")]
    assert sorted(str(name) for name in names) == ["_hm_a", "_hm_b"]
    assert len([found for found in ids if found is not None]) == 1


def test_words_changed_in_a_text_box_are_marked_within_it() -> None:
    def box(content: str) -> str:
        return f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>"

    def boxed(text: str) -> WordFile:
        return word(paragraph("Beside it", box(paragraph("Around it", box(paragraph(text))))))

    a, b = boxed("A good deal of training."), boxed("A great deal of training.")

    marked = redline(a, b, "Inspectorate", AT)

    assert [text for *_, text in changes(marked)] == ["good", "great"]
    assert shown(accepted(marked))[2:] == ["A great deal of training."]
    assert shown(rejected(marked))[2:] == ["A good deal of training."]


def test_changes_of_form_can_be_left_unmarked() -> None:
    a = word(paragraph("Same words.", style="Body"))
    b = word(f"<w:p>{run('Same ')}{run('words', BOLD)}.</w:p>".replace(".</", f"{run('.')}</"))

    marked = redline(a, b, "Inspectorate", AT, formatting=False)

    assert next(marked.trees(marked.document).iter(*REVISIONS), None) is None


PAIRS = [
    pytest.param(["A.", "B.", "C."], ["A.", "C."], id="a paragraph taken out"),
    pytest.param(["A.", "C."], ["A.", "B.", "C."], id="a paragraph put in"),
    pytest.param(["A.", "B.", "C."], ["A."], id="the last paragraphs taken out"),
    pytest.param(["A."], ["A.", "B.", "C."], id="paragraphs put in at the end"),
    pytest.param(
        [paragraph("A.", style="Heading1")],
        [paragraph("A.", style="Heading1"), paragraph("B.", style="Body")],
        id="a text put in under a heading at the end",
    ),
    pytest.param(
        [paragraph("A.", style="Heading1"), paragraph("B.", style="Body")],
        [paragraph("A.", style="Heading1")],
        id="a text taken out under a heading at the end",
    ),
    pytest.param(
        [table(("North", "9"), ("South", "8"), ("East", "7")), "End."],
        [table(("North", "9"), ("East", "6"), ("West", "5")), "End."],
        id="rows and cells",
    ),
    pytest.param([table(("N", "9")), "End."], [table(("N", "9", "x")), "End."], id="a column"),
    pytest.param(["A.", table(("N", "9")), "End."], ["A.", "End."], id="a table taken out"),
    pytest.param(["A.", "End."], [table(("N", "9")), "End."], id="a table put in"),
    pytest.param(
        [paragraph("See ", link("the guidance here"), ".")],
        [paragraph("See ", link("the guidance there"), ".")],
        id="words within a link",
    ),
    pytest.param(
        [paragraph("See ", link("this"), " now.")], [paragraph("See now.")], id="a whole link"
    ),
    pytest.param([paragraph("See ", field("2"))], [paragraph("See ", field("3"))], id="a field"),
    pytest.param(
        [paragraph("Same words.", style="Body")], [paragraph("Same words.", style="Quote")],
        id="a style",
    ),
    pytest.param(
        [f"<w:p>{run('Same ')}{run('words', BOLD)}</w:p>"], ["Same words"], id="formatting"
    ),
    pytest.param(["Left\tright"], ["Left right"], id="a tab"),
    pytest.param([paragraph("")], [paragraph("Words.")], id="an empty paragraph filled"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_a_redline_leads_to_both_files(a: list[str], b: list[str]) -> None:
    both_ways(word(*a), word(*b))


def test_a_changed_footnote_is_marked_within_the_note() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    a = word(
        paragraph("One", reference.format(2), " two", reference.format(3), " three."),
        footnotes=note.format(2, paragraph("See the Code.")) + note.format(3, paragraph("Gone.")),
    )
    b = word(
        paragraph("One", reference.format(7), " two three."),
        footnotes=note.format(7, paragraph("See the new Code.")),
    )

    marked = redline(a, b, "Inspectorate", AT)

    assert shown(accepted(marked), "word/footnotes.xml")[0] == "See the new Code."
    assert shown(rejected(marked), "word/footnotes.xml") == ["See the Code.", "Gone."]


def test_a_changed_header_is_marked() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/></w:sectPr>'
    a = word("Text.", section, header=paragraph("Draft 1"))
    b = word("Text.", section, header=paragraph("Draft 2"))

    marked = redline(a, b, "Inspectorate", AT)

    assert shown(accepted(marked), "word/header.xml") == ["Draft 2"]
    assert shown(rejected(marked), "word/header.xml") == ["Draft 1"]


words = st.sampled_from(
    ["the", "advice", "was", "not", "given", "in", "14", "60%", "of", "files", "promptly", "Area"]
)
sentences = st.lists(words, max_size=12).map(" ".join)
runs = st.builds(run, sentences, st.sampled_from(["", BOLD, "<w:i/>"]))
atoms = st.builds(lambda make, text: make(text), st.sampled_from([link, figure, field]), words)
styles = st.sampled_from(["", "Body", "Heading1"])
texts = st.builds(
    lambda parts, style: paragraph(*parts, style=style),
    st.lists(st.one_of(runs, runs, atoms), max_size=4),
    styles,
)
tables = st.builds(
    lambda rows: table(*rows),
    st.lists(st.one_of(st.tuples(words, words), st.tuples(words, texts, words)), min_size=1,
             max_size=4),
)  # fmt: skip
controls = st.lists(texts, min_size=1, max_size=2).map(
    lambda inside: f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(inside)}</w:sdtContent></w:sdt>"
)
blocks = st.lists(st.one_of(texts, texts, texts, tables, controls), max_size=8)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two drafts: the later one keeps, drops, moves, rewrites and adds blocks."""
    a = draw(blocks)
    b: list[str] = []
    for block in a:
        fate = draw(st.sampled_from(["keep", "keep", "drop", "rewrite", "add"]))
        b += [] if fate == "drop" else [block]
        if fate == "rewrite":
            old, new = draw(words), draw(words)
            b[-1] = block.replace(f">{old} ", f">{new} ").replace(f" {old} ", f" {new} ")
        if fate == "add":
            b.append(draw(texts))
    if draw(st.booleans()):
        b = draw(st.permutations(b))
    last = draw(texts)
    return [*a, last], [*b, draw(st.sampled_from([last, paragraph("Other.")]))]


@given(edited())
def test_accepting_gives_the_later_draft_and_rejecting_the_earlier(
    drafts: tuple[list[str], list[str]],
) -> None:
    a, b = drafts

    both_ways(word(*a), word(*b))


@given(blocks)
def test_a_draft_and_itself_have_no_change(content: list[str]) -> None:
    file = word(*content, "End.")

    marked = redline(file, file, "Inspectorate", AT)

    assert next(marked.trees(marked.document).iter(*REVISIONS), None) is None


@given(edited())
def test_accepting_twice_is_accepting_once_and_bytes_do_not_vary(
    drafts: tuple[list[str], list[str]],
) -> None:
    a, b = (word(*draft) for draft in drafts)

    marked = redline(a, b, "Inspectorate", AT)

    assert accepted(accepted(marked)).save() == accepted(marked).save()
    assert redline(a, b, "Inspectorate", AT).save() == marked.save()


@given(edited())
def test_every_mark_has_an_author_a_date_and_a_number_of_its_own(
    drafts: tuple[list[str], list[str]],
) -> None:
    a, b = (word(*draft) for draft in drafts)

    marked = redline(a, b, "Inspectorate", AT)

    marks = list(marked.trees(marked.document).iter(*REVISIONS))
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)
    assert {mark.get(f"{W}date") for mark in marks} <= {"2026-03-02T09:30:00Z"}
