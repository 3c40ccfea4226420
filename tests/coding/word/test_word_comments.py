"""A comment that begins with codes is a coding of exactly the words it marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import iqa, state
from tests.coding.commenting import Person, text_of
from tests.coding.word_forms import NOBODY, THEMES, export, find, said, taken


def test_a_comment_codes_exactly_the_words_it_marks(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses came up", "4a +, strong: named by both units")
    person.mark("don’t keep a list", "4a neg")
    person.mark("cafe\u0301 is", "4d, 4b mixed")
    person.save()

    done = taken(folder, sent)

    text = iqa(folder, "documents", "show", "S001", "--json").json["text"]
    assert said(folder) == [
        ("three weaknesses came up", "4a", "positive"),
        ("don’t keep a list", "4a", "negative"),
        ("cafe\u0301 is", "4b", "mixed"),
        ("cafe\u0301 is", "4d", "mixed"),
    ]
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in find(folder))
    first = done["codings"][0]
    assert (first["strength"], first["memo"]) == ("strong", "named by both units")


def test_a_comment_without_selected_words_is_about_the_whole_passage(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.point(NOBODY, "4d neg")
    person.save()

    taken(folder, sent)

    [(quote, code, polarity)] = said(folder)
    assert quote.startswith(NOBODY)
    assert quote.endswith("later assessments.")
    assert (code, polarity) == ("4d", "negative")


def test_a_comment_on_a_passages_number_is_about_the_whole_passage(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    paragraph = person.passage(NOBODY)
    person.mark_at(paragraph, 0, text_of(paragraph).index("\t"), "4d neg")
    person.save()

    taken(folder, sent)

    [(quote, *_)] = said(folder)
    assert quote.startswith(NOBODY)
    assert quote.endswith("later assessments.")


def test_nothing_on_the_title_is_silence_of_the_whole_source(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.point("", "nothing", style="Title")
    person.save()
    assert taken(folder, sent)["read"] == 1
    read = iqa(folder, "code", "who", "--json").json["coders"]
    assert [(c["coder"], c["silent"] > 0) for c in read] == [("J Marsh", True)]


def test_silence_where_the_same_person_codes_something_is_a_conflict(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.point(THEMES, "nothing")
    person.save()

    done = taken(folder, sent, code=3)

    assert (done["coded"], done["read"]) == (1, 0)
    assert "found something there: 4a" in done["to_look_at"][0]["why"]


def test_a_comment_over_two_passages_codes_each_by_itself(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark_across("keep a list", "shared with every team", "4b")
    person.save()

    done = taken(folder, sent)

    assert [quote for quote, *_ in said(folder)] == [
        "keep a list.",
        "Good practice from IQAs was shared with every team",
    ]
    assert "comment_split" in {n["code"] for n in done["notices"]}


def test_overlapping_comments_are_codings_of_their_own(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses came up", "4a")
    person.mark("weaknesses came up in the IQAs", "4d")
    person.save()

    taken(folder, sent)

    assert [quote for quote, *_ in said(folder)] == [
        "three weaknesses came up",
        "weaknesses came up in the IQAs",
    ]


@pytest.mark.parametrize(
    ("comment", "why"),
    [
        ("nice people", "does not begin with codes"),
        ("4a seems wrong", "'seems' is not understood"),
        ("4z neg", "no code '4z'"),
        ("4a – they never do", "'they' is not understood"),
        ("yes", "answers no suggestion"),
    ],
)
def test_a_comment_that_is_not_understood_is_shown_with_its_place_and_codes_nothing(
    folder: Path, tmp_path: Path, comment: str, why: str
) -> None:
    sent = export(folder, tmp_path / "blind.docx", "--blind")
    person = Person(sent)
    person.mark("weaknesses came", comment)
    person.save()

    [note] = taken(folder, sent, code=3)["to_look_at"]

    assert note["kind"] == "not_understood"
    assert "S001-00" in note["where"]
    assert "weaknesses came" in note["where"]
    assert (note["comment"], why in note["why"]) == (comment, True)
    assert said(folder) == []


def test_notes_can_be_kept_as_memos_once(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("both units", "ask HQ about this")
    person.save()

    assert taken(folder, sent, "--keep-notes", code=3)["kept"] == 1
    assert taken(folder, sent, "--keep-notes", code=3)["kept"] == 0
    [memo] = iqa(folder, "code", "memo", "list", "--json").json["memos"]
    assert "ask HQ about this" in memo["text"]
    assert memo["about_id"] == "S001"


def test_a_memo_that_mentions_another_coding_is_a_memo(folder: Path, tmp_path: Path) -> None:
    words = ("code", "add", "S001", "keep a list", "--code", "4a", "--polarity", "negative")
    assert iqa(folder, *words).code == 0
    sent = export(folder, tmp_path / "own.docx")
    person = Person(sent)
    person.mark("three weaknesses", "4d: unlike [C0001]")
    person.mark("every team", "4b: unlike [C0009]")
    person.save()

    done = taken(folder, sent)

    assert [(c["code"], c["memo"]) for c in done["codings"]] == [
        ("4d", "unlike [C0001]"),
        ("4b", "unlike [C0009]"),
    ]
    assert done["changed"] == 0


def test_authors_of_comments_can_be_their_coders(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a", author="J Marsh")
    person.mark("three weaknesses", "4a neg", author="K Osei")
    person.save()

    done = taken(folder, sent, "--coder-from-comments")

    assert sorted((c["coder"], c["polarity"]) for c in done["codings"]) == [
        ("J Marsh", "positive"),
        ("K Osei", "negative"),
    ]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.save()
    before = state(folder)

    assert taken(folder, sent, "--dry-run")["coded"] == 1
    assert state(folder) == before


def test_one_act_takes_a_document_in_and_one_undo_takes_it_back(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.mark("every team", "4b")
    person.save()
    done = iqa(folder, "code", "word", "import", sent)

    assert "2 coded" in done.out
    assert "next: iqa undo" in done.out
    assert iqa(folder, "undo").code == 0
    assert said(folder) == []
