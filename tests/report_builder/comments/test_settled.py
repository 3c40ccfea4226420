"""A comment that the log has answered keeps no report in; one that went on does."""

from __future__ import annotations

from dataclasses import replace

from report_builder.comments.entry import Entry, Kind, Reply, Status
from report_builder.comments.settled import not_settled
from report_builder.word.revisions.comments import Anchor, Comment

NOWHERE = Anchor("orphan")
ASKED = Comment("P Reed", "PR", "", ("Is this so?",), NOWHERE)
OPEN = Entry("CPS-001", Kind.COMMENT, 1, "P Reed", "", "Is this  so?")
ANSWERED = replace(OPEN, status=Status.REJECTED)


def test_an_answer_in_the_log_settles_the_comment_that_stands_in_the_file() -> None:
    assert not_settled([ASKED], [ANSWERED]) == ()
    assert not_settled([ASKED], [OPEN]) == (ASKED,)
    assert not_settled([ASKED], [replace(ANSWERED, reopened=True)]) == (ASKED,)
    assert not_settled([replace(ASKED, author="Somebody else")], [ANSWERED]) != ()


def test_one_answer_settles_one_comment() -> None:
    assert not_settled([ASKED, ASKED], [ANSWERED]) == (ASKED,)


def test_a_reply_that_the_log_has_not_met_opens_the_comment_again() -> None:
    reply = Comment("P Reed", "PR", "", ("We still think not.",), NOWHERE, parent=0)
    met = replace(ANSWERED, thread=(Reply("P Reed", "", "We still think not."),))

    assert not_settled([ASKED, reply], [ANSWERED]) == (ASKED,)
    assert not_settled([ASKED, reply], [met]) == ()


def test_what_word_marks_as_done_needs_no_log() -> None:
    assert not_settled([replace(ASKED, resolved=True)], []) == ()
