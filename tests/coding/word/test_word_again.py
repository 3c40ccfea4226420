"""A document that comes back again, or after the store has moved on, changes only what is new."""

from __future__ import annotations

from pathlib import Path

from tests.builders import iqa, run, state, write
from tests.coding.commenting import Person
from tests.coding.word_forms import LIFT, MINUTES, export, find, said, suggested, taken


def test_a_document_that_nobody_touched_changes_nothing(folder: Path, sent: Path) -> None:
    before = state(folder)

    done = taken(folder, sent)

    assert (done["coded"], done["accepted"], done["same"], done["to_look_at"]) == (0, 0, 0, [])
    assert done["placed"]["bookmark"] == len(Person(sent).paragraphs())
    assert state(folder) == before


def test_the_second_import_of_a_document_changes_nothing(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.mark("The lift", "nothing")
    [one, two, *_] = suggested(folder)
    person.reply(one["suggestion_id"], "yes")
    person.reply(two["suggestion_id"], "no")
    person.save()
    first = taken(folder, sent)
    assert (first["coded"], first["accepted"], first["rejected"], first["read"]) == (1, 1, 1, 1)
    before = state(folder)

    again = taken(folder, sent)

    assert (again["coded"], again["accepted"], again["rejected"], again["read"]) == (0, 0, 0, 0)
    assert again["same"] == 4
    assert state(folder) == before


def test_what_was_taken_back_in_the_store_does_not_come_back_with_the_document(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.save()
    made = taken(folder, sent)["codings"][0]["coding_id"]
    assert iqa(folder, "code", "remove", made).code == 0

    again = taken(folder, sent)

    assert (again["coded"], again["same"]) == (0, 1)
    assert said(folder) == []


def test_an_undone_import_can_be_taken_in_again(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    [one, *_] = suggested(folder)
    person.reply(one["suggestion_id"], "yes")
    person.save()
    taken(folder, sent)
    before = said(folder)
    assert iqa(folder, "undo").code == 0
    assert said(folder) == []

    assert taken(folder, sent)["coded"] == 1
    assert said(folder) == before


def test_own_codings_go_out_as_comments_and_come_back_changed_or_withdrawn(
    folder: Path, tmp_path: Path
) -> None:
    for words, code in (("three weaknesses", "4a"), ("every team", "4b"), ("keep a list", "4c")):
        done = iqa(
            folder, "code", "add", "S001", words, "--code", code, "--polarity", "positive",
            "--memo", f"memo {code}",
        )  # fmt: skip
        assert done.code == 0
    sent = export(folder, tmp_path / "own.docx", "--blind")
    person = Person(sent)
    person.reword("4a positive", "4d negative, strong")
    person.reply("4b positive", "withdraw")
    person.delete("4c positive")
    person.save()

    done = taken(folder, sent, code=3)

    assert (done["changed"], done["withdrawn"]) == (1, 1)
    assert [n["kind"] for n in done["to_look_at"]] == ["gone"]
    assert said(folder) == [
        ("three weaknesses", "4d", "negative"),
        ("keep a list", "4c", "positive"),
    ]
    assert find(folder)[0]["memo"] == "memo 4a"
    assert taken(folder, sent, "--withdraw-deleted")["withdrawn"] == 1
    assert [code for _, code, _ in said(folder)] == ["4d"]


def test_a_coding_that_was_changed_since_is_shown_and_not_overwritten(
    folder: Path, tmp_path: Path
) -> None:
    words = ("code", "add", "S001", "three weaknesses", "--code", "4a", "--polarity", "positive")
    assert iqa(folder, *words).code == 0
    sent = export(folder, tmp_path / "own.docx")
    person = Person(sent)
    person.reword("4a positive [", "4d positive [")
    person.save()
    assert iqa(folder, "code", "change", "C0001", "--polarity", "mixed").code == 0

    done = taken(folder, sent, code=3)

    assert "changed since" in done["to_look_at"][0]["why"]
    assert said(folder) == [("three weaknesses", "4a", "mixed")]


def test_a_comment_of_ones_own_reworded_after_it_was_taken_in_changes_its_coding(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a neg")
    person.save()
    taken(folder, sent)
    person = Person(sent)
    person.reword("4a neg", "4d neg, strong")
    person.save()

    done = taken(folder, sent)

    assert (done["changed"], done["coded"]) == (1, 0)
    assert said(folder) == [("three weaknesses", "4d", "negative")]


def test_a_document_of_one_coder_taken_in_as_anothers_says_so(folder: Path, sent: Path) -> None:
    other = ("--inspection", str(folder), "--as", "K Osei", "--at", "2026-01-06T09:00:00")
    done = run(*other, "code", "word", "import", str(sent))
    assert "made for J Marsh, and is taken in as K Osei" in done.out


def test_what_a_document_says_of_one_coder_is_not_gone_where_another_takes_it_in(
    folder: Path, sent: Path, tmp_path: Path
) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a neg")
    person.mark("three weaknesses", "what is this?")
    person.save()
    into = iqa(folder, "code", "word", "import", sent)
    assert "1 coded; 0 as before" in into.out
    assert "not understood" in into.out
    assert "not_understood" not in into.out
    assert "iqa undo" not in iqa(folder, "code", "word", "import", sent).out

    other = run("--inspection", str(folder), "--as", "K Osei", "code", "word", "import", str(sent))

    assert "is gone" not in other.out
    out = iqa(folder, "code", "word", "export", "S001", "--out", tmp_path).out
    assert f"iqa code word import {tmp_path / 'S001-j-marsh.docx'}" in " ".join(out.split())


def test_a_document_made_from_an_older_version_follows_its_words_into_the_newer(
    folder: Path, sent: Path, tmp_path: Path
) -> None:
    newer = MINUTES.replace("1. IQA themes", "1. IQA themes and trends").replace(
        LIFT, "The stair is mended"
    )
    write(tmp_path, "inbox/Northshire/CQB.txt", newer)
    assert iqa(folder, "ingest", tmp_path / "inbox").code in {0, 3}
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.mark(LIFT, "4d")
    person.save()

    done = taken(folder, sent, code=3)

    assert done["source"] == "S002"
    assert [(c["segment_id"].split("-")[0], c["quote"]) for c in done["codings"]] == [
        ("S002", "three weaknesses")
    ]
    assert "no longer in S002" in done["to_look_at"][0]["why"]
