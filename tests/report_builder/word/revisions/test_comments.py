"""No comment is lost, whatever became of the words it is about."""

from __future__ import annotations

from report_builder.word.revisions.comments import Comment, comments_of
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk
from tests.report_builder.word.revisions.wordfiles import NAMES, deleted, inserted, paragraph, word


def begin(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/>{refer(number)}'


def refer(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def said(number: int, text: str, *, author: str = "L Dray", para_id: str = "") -> str:
    body = paragraph(text)
    if para_id:
        body = body.replace("<w:p>", f'<w:p w14:paraId="{para_id}">', 1)
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:initials="LD"'
        f' w:date="2026-01-05T09:00:00Z">{body}</w:comment>'
    )


def comments(file: WordFile) -> tuple[Comment, ...]:
    return comments_of(file, walk(file))


def test_a_comment_knows_who_when_and_about_which_words() -> None:
    (one,) = comments(
        word(paragraph("We ", begin(4), "saw nine", end(4), " files."), comments=said(4, "Ten."))
    )

    assert (one.author, one.initials, one.at) == ("L Dray", "LD", "2026-01-05T09:00:00Z")
    assert (one.text, one.anchor.kind, one.anchor.quote) == ("Ten.", "range", "saw nine")


def test_words_changed_under_a_comment_are_quoted_as_they_were_and_are() -> None:
    changed = paragraph(begin(1), deleted("nine"), inserted("ten"), " files", end(1))

    (one,) = comments(word(changed, comments=said(1, "Why?")))

    assert (one.anchor.original, one.anchor.final) == ("nine files", "ten files")
    assert not one.anchor.deleted


def test_a_comment_on_deleted_words_a_point_and_nothing_at_all_are_kept() -> None:
    file = word(
        paragraph("A", begin(1), deleted("gone"), end(1), refer(2)),
        comments=said(1, "one") + said(2, "two") + said(3, "three"),
    )

    first, second, third = comments(file)

    assert (first.anchor.kind, first.anchor.deleted) == ("range", True)
    assert (second.anchor.kind, second.anchor.quote) == ("point", "")
    assert (third.anchor.kind, third.text) == ("orphan", "three")


def test_a_comment_across_paragraphs_quotes_them_all() -> None:
    file = word(
        paragraph("One ", begin(1), "end"), "middle", paragraph("start", end(1), " rest"),
        comments=said(1, "Long."),
    )  # fmt: skip

    (one,) = comments(file)

    assert (one.anchor.first, one.anchor.last, one.anchor.crossing) == (0, 2, True)
    assert one.anchor.quote == "end\nmiddle\nstart"


def test_replies_and_what_was_resolved_are_read_from_the_threads() -> None:
    file = word(
        paragraph(begin(1), begin(2), "words", end(1), end(2)),
        comments=said(1, "Wrong.", para_id="0A") + said(2, "Agreed.", para_id="0B"),
        commentsExtended='<w15:commentEx w15:paraId="0A" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/>',
    )

    first, reply = comments(file)

    assert (first.parent, first.resolved) == (-1, True)
    assert (reply.parent, reply.answers, reply.resolved) == (0, "said", False)


def test_without_threads_only_comments_on_the_very_same_words_belong_together() -> None:
    file = word(
        paragraph(begin(1), begin(2), "the", end(1), end(2), " and ", begin(3), "the", end(3)),
        comments=said(1, "Wrong.") + said(2, "Agreed.") + said(3, "Another."),
    )

    assert [(c.parent, c.answers) for c in comments(file)] == [(-1, ""), (0, "range"), (-1, "")]


def test_comments_that_the_document_does_not_lead_to_are_read_without_a_place() -> None:
    stray = f"<w:comments {NAMES}>{said(1, 'Astray.')}</w:comments>".encode()
    file = word(paragraph(begin(1), "words", end(1)), comments=said(1, "Here."))

    here, astray = comments(file.replaced({"word/glossary/comments.xml": stray}))

    assert (here.text, here.anchor.kind) == ("Here.", "range")
    assert (astray.text, astray.anchor.kind) == ("Astray.", "orphan")


def test_the_same_comment_is_known_again_when_its_number_changed() -> None:
    def copy(number: int) -> Comment:
        text = paragraph("We ", begin(number), "saw", end(number))
        return comments(word(text, comments=said(number, "When?")))[0]

    other = comments(word(paragraph(begin(1), "met", end(1)), comments=said(1, "When?")))[0]

    assert copy(1).fingerprint == copy(9).fingerprint
    assert copy(1).fingerprint != other.fingerprint


def test_two_comments_that_say_the_same_are_still_two() -> None:
    file = word(paragraph(refer(1), refer(2)), comments=said(1, "As above.") + said(2, "As above."))

    first, second = comments(file)

    assert first.fingerprint != second.fingerprint
