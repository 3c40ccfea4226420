"""Comments where nobody looks for them, or that say nothing, are points like any other."""

from __future__ import annotations

from report_builder.comments.counted import comments_held
from report_builder.comments.entry import Entry, Kind
from report_builder.comments.notes_placed import notes_joined, referring
from report_builder.comments.points import Point, raised_in
from report_builder.comments.sheet import comment_of
from report_builder.comments.unmarked import unmarked
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk
from tests.report_builder.word.revisions.wordfiles import deleted, package, paragraph

_DRAWN = "<w:r><w:drawing/></w:r>"
_NOTE = '<w:r><w:footnoteReference w:id="3"/></w:r>'


def _comment(key: int, inside: str) -> str:
    return f'<w:comment w:id="{key}" w:author="CPS Policy">{inside}</w:comment>'


def _about(key: int, *content: str) -> str:
    start, end = (f'<w:commentRange{edge} w:id="{key}"/>' for edge in ("Start", "End"))
    return paragraph(start, *content, f'{end}<w:r><w:commentReference w:id="{key}"/></w:r>')


def _raised(body: str, comments: str, **related: str) -> tuple[Point, ...]:
    file = WordFile(package(body, {"comments": comments, **related}))
    raised = raised_in(file)
    assert raised.held == raised.comments + raised.replies
    return raised.points


def test_a_comment_without_words_says_what_is_in_it() -> None:
    body = "".join(_about(key, "Words of the draft.") for key in range(1, 5))
    said = {
        1: f"<w:p>{_DRAWN}</w:p>",
        2: "<w:p/>",
        3: "",
        4: paragraph("See this.", deleted("Never mind."), _DRAWN),
    }
    points = _raised(body, "".join(_comment(key, inside) for key, inside in said.items()))

    assert [p.text for p in points] == [
        "[picture]",
        "[no words]",
        "[no words]",
        "See this.\n[struck out: Never mind.]\n[picture]",
    ]


def test_two_comments_with_one_number_are_both_heard() -> None:
    said = _comment(1, paragraph("First.")) + _comment(1, paragraph("Second."))
    (point,) = _raised(_about(1, "Words."), said)

    assert (point.text, point.quote) == ("First.", "Words.")
    assert [reply.text for reply in point.thread] == ["Second."]


def test_comments_in_notes_headers_and_struck_paragraphs_and_on_nothing_are_all_heard() -> None:
    texts = ("On a note.", "On a header.", "On what went.", "On nothing.")
    said = "".join(_comment(key, paragraph(text)) for key, text in enumerate(texts, 1))
    points = _raised(
        paragraph("Referring.", _NOTE) + _about(3, deleted("Words that went.")),
        said,
        footnotes=f'<w:footnote w:id="3">{_about(1, "A note.")}</w:footnote>',
        header=_about(2, "OFFICIAL"),
    )

    assert {p.text: p.quote for p in points if p.kind is Kind.COMMENT} == dict(
        zip(texts, ("A note.", "OFFICIAL", "Words that went.", ""), strict=True)
    )


def test_a_note_belongs_to_the_paragraph_that_refers_to_it() -> None:
    note = f'<w:footnote w:id="3">{paragraph("A note.")}</w:footnote>'
    body = paragraph("Before.") + paragraph("Referring.", _NOTE) + paragraph("After.")
    walked = walk(WordFile(package(body, {"footnotes": note})))

    said = [p.final for p in walked.paragraphs]
    assert referring(walked)[said.index("A note.")] == said.index("Referring.")


def test_notes_that_a_program_put_in_another_order_are_the_draft_s_own() -> None:
    draft = ["One.", "Two.", "Shares.", "Source.", "Shares."]
    back = ["One.", "Two.", "Shares.", "Shares.", "Source as amended."]
    by_order = (0, 1, 2, 4, -1)

    joins = notes_joined(by_order, (-1, -1, 0, 1, 1), (draft, back), (-1, -1, 0, 1, 1))

    assert joins == [0, 1, 2, 4, 3]


def test_comments_are_counted_in_the_bytes_whatever_their_part_is_called() -> None:
    inside = _comment(1, paragraph("Heard.")) + _comment(2, "")
    file = WordFile(package(_about(1, "Words."), {"comments": inside}))
    stray = file.replaced({"word/remarks.xml": file.content("word/comments.xml")})

    assert comments_held(file) == 2
    assert comments_held(stray) == 4


def _unmarked(said: list[str], joins: list[int]) -> list[tuple[str, str]]:
    walked = walk(WordFile(package("".join(paragraph(one) for one in said))))
    draft = ["We read files.", "Most were good.", "Few were late.", "42"]
    return [(c.was, c.says) for c in unmarked(draft, ["b"] * len(draft), walked, joins)]


def test_a_paragraph_cut_in_two_is_one_change_and_one_joined_to_the_next_no_deletion() -> None:
    rest = ["Most were good.", "Few were late.", "42"]
    assert _unmarked(["We read", "files.", *rest], [0, 0, 1, 2, 3]) == [
        ("We read files.", "We read\nfiles.")
    ]
    joined = ["We read files.", "Most were good. Few were late.", "42"]
    assert _unmarked(joined, [0, 1, 3]) == [
        ("Most were good.\nFew were late.", "Most were good. Few were late.")
    ]


def test_what_was_typed_over_whole_is_one_change() -> None:
    typed = ["We read files.", "Most were good.", "99", "42"]
    assert _unmarked(typed, [0, 1, -1, 3]) == [("Few were late.", "99")]


def test_the_log_shows_what_differs_of_a_long_paragraph_and_not_the_whole() -> None:
    was = "In the files that we read, 29 of 210 had no comment at all, and that is too many."
    entry = Entry(
        "CPS-001", Kind.UNTRACKED, 1, "CPS Policy", "", was.replace("29", "31"), replaces=was
    )

    assert comment_of(entry) == "Replace “… we read, 29 of 210 …” by “… we read, 31 of 210 …”"
