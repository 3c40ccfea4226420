"""Coding in Word: a source goes out as a document, and its comments come back as codings."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.builders import inspection, iqa, run, state, write
from tests.coding.commenting import Person, W, text_of

MINUTES = """CQB minutes 2 May 2024

1. IQA themes

The same three weaknesses came up in the IQAs of both units. We don’t keep a list.

Good practice from IQAs was shared with every team at the board.

2. Any other business

The lift is mended 🛗 and the cafe\u0301 is open.

Nobody has looked whether the training made any difference to later assessments.
"""
THEMES = "The same three weaknesses came up"
SHARED = "Good practice from IQAs"
LIFT = "The lift is mended"
NOBODY = "Nobody has looked"
OFFICE = shutil.which("soffice")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", MINUTES)
    assert iqa(place, "ingest", tmp_path / "inbox").code == 0
    assert iqa(place, "tag").code == 0
    return place


@pytest.fixture
def sent(folder: Path, tmp_path: Path) -> Path:
    return export(folder, tmp_path / "s1.docx")


def export(folder: Path, path: Path, *options: str) -> Path:
    done = iqa(folder, "code", "word", "export", "S001", "--out", path, *options)
    assert done.code == 0, done.err
    return path


def taken(folder: Path, path: Path, *options: str, code: int = 0) -> dict[str, Any]:
    done = iqa(folder, "code", "word", "import", path, "--json", *options)
    assert done.code == code, done.out + done.err
    [file] = done.json["files"]
    assert isinstance(file, dict)
    return file


def find(folder: Path) -> list[dict[str, Any]]:
    codings = iqa(folder, "code", "find", "--json").json["codings"]
    return sorted(codings, key=lambda c: (c["start"], c["end"], c["code"]))


def said(folder: Path) -> list[tuple[str, str, str]]:
    return [(c["quote"], c["code"], c["polarity"]) for c in find(folder)]


def suggested(folder: Path) -> list[dict[str, Any]]:
    found = iqa(folder, "code", "review", "--list", "--json").json["suggestions"]
    assert len(found) >= 3
    return list(found)


def undecided(folder: Path) -> set[str]:
    found = iqa(folder, "code", "review", "--list", "--json").json["suggestions"]
    return {suggestion["suggestion_id"] for suggestion in found}


def test_the_same_document_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    first = export(folder, tmp_path / "a.docx").read_bytes()

    assert export(folder, tmp_path / "b.docx").read_bytes() == first


def test_every_passage_is_numbered_and_has_its_hidden_bookmark(sent: Path) -> None:
    person = Person(sent)
    names = [mark.get(f"{W}name") for mark in person.body.iter(f"{W}bookmarkStart")]

    assert len(names) == len(person.paragraphs()) >= 4
    assert all(name.startswith("_iqa_S001_") for name in names)
    assert text_of(person.passage(THEMES)).split("\t")[0].isdigit()
    assert len(docx.Document(str(sent)).comments) == len(person.comments) > 0


def test_a_part_that_cannot_be_read_is_told(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.save()
    with zipfile.ZipFile(sent) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/comments.xml"] = b"<w:comments"
    with zipfile.ZipFile(sent, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)

    done = taken(folder, sent)

    assert done["coded"] == 0
    assert any("word/comments.xml" in n["message"] for n in done["notices"])


def test_suggestions_are_comments_with_their_reason_and_none_in_a_blind_document(
    folder: Path, sent: Path, tmp_path: Path
) -> None:
    [one, *_] = suggested(folder)
    told = [text_of(c) for c in Person(sent).comments]

    assert any(one["reason"] in text and one["suggestion_id"] in text for text in told)
    blind = Person(export(folder, tmp_path / "blind.docx", "--blind"))
    assert len(blind.comments) == 0


def test_a_document_that_nobody_touched_changes_nothing(folder: Path, sent: Path) -> None:
    before = state(folder)

    done = taken(folder, sent)

    assert (done["coded"], done["accepted"], done["same"], done["to_look_at"]) == (0, 0, 0, [])
    assert done["placed"]["bookmark"] == len(Person(sent).paragraphs())
    assert state(folder) == before


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


@pytest.mark.parametrize(
    ("answer", "done", "decided"),
    [
        ("yes", "accepted", ("", "")),
        ("I agree.", "accepted", ("", "")),
        ("OK", "accepted", ("", "")),
        ("no", "rejected", None),
        ("Disagree!", "rejected", None),
        ("2e instead", "amended", ("2e", "")),
        ("no, 2e neg", "amended", ("2e", "negative")),
        ("mixed: it depends on the unit", "amended", ("", "mixed")),
    ],
)
def test_an_answer_decides_a_suggestion(
    folder: Path, sent: Path, answer: str, done: str, decided: tuple[str, str] | None
) -> None:
    [one, *_] = suggested(folder)
    person = Person(sent)
    person.reply(one["suggestion_id"], answer)
    person.save()

    assert taken(folder, sent)[done] == 1
    assert one["suggestion_id"] not in undecided(folder)
    if decided is None:
        assert said(folder) == []
    else:
        [coding] = find(folder)
        wanted = (decided[0] or one["code"], decided[1] or one["polarity"])
        assert (coding["code"], coding["polarity"]) == wanted


def test_a_suggestion_resolved_without_an_answer_is_accepted_as_the_document_says(
    folder: Path, sent: Path
) -> None:
    [one, two, *_] = suggested(folder)
    person = Person(sent)
    person.resolve(one["suggestion_id"])
    person.reply(two["suggestion_id"], "what do you mean?")
    person.resolve(two["suggestion_id"])
    guide = " ".join(text_of(p) for p in person.paragraphs("Guide"))
    person.save()

    done = taken(folder, sent, code=3)

    assert "resolve without a reply is accepted" in guide
    assert done["accepted"] == 1
    assert [n["kind"] for n in done["to_look_at"]] == ["not_understood"]
    assert two["suggestion_id"] in undecided(folder)


def test_people_who_differ_about_a_suggestion_are_shown_and_nothing_is_done(
    folder: Path, sent: Path
) -> None:
    [one, *_] = suggested(folder)
    person = Person(sent)
    person.reply(one["suggestion_id"], "yes", author="J Marsh")
    person.reply(one["suggestion_id"], "no", author="K Osei")
    person.save()

    done = taken(folder, sent, code=3)

    [conflict] = done["to_look_at"]
    assert conflict["kind"] == "conflict"
    assert "K Osei: no" in conflict["why"]
    assert one["suggestion_id"] in undecided(folder)


def test_what_somebody_else_has_decided_is_not_overwritten(folder: Path, sent: Path) -> None:
    [one, *_] = suggested(folder)
    person = Person(sent)
    person.reply(one["suggestion_id"], "no")
    person.save()
    other = ("--inspection", str(folder), "--as", "K Osei", "--at", "2026-01-06T09:00:00")
    assert run(*other, "code", "review", one["suggestion_id"], "--accept").code == 0
    before = said(folder)

    done = taken(folder, sent, code=3)

    [conflict] = done["to_look_at"]
    assert "K Osei has accepted" in conflict["why"]
    assert done["rejected"] == 0
    assert said(folder) == before


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


def test_a_passage_accepted_and_coded_alike_by_hand_is_coded_once(folder: Path, sent: Path) -> None:
    one, two = suggested(folder)[:2]
    person = Person(sent)
    person.reply(one["suggestion_id"], "yes")
    where = next(p for p in person.paragraphs() if one["text"] in text_of(p))
    end = len(text_of(where))
    person.mark_at(where, end - len(one["text"]), end, f"{one['code']} {one['polarity']}")
    person.reply(two["suggestion_id"], f"{two['code']} {two['polarity']}, strong")
    person.save()

    done = taken(folder, sent)

    assert (done["accepted"], done["coded"], done["same"]) == (2, 0, 1)
    assert taken(folder, sent)["same"] == 3


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


def test_words_that_a_person_typed_in_cannot_be_coded(folder: Path, sent: Path) -> None:
    person = Person(sent)
    person.insert_tracked("every team", " and to nobody else", comment="4b neg")
    person.save()

    done = taken(folder, sent, code=3)

    assert "typed in" in done["to_look_at"][0]["why"]
    assert said(folder) == []
    assert "text_altered" in {n["code"] for n in done["notices"]}


def test_words_that_were_deleted_or_typed_over_are_those_of_the_source(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.mark("practice from IQAs was shared", "4b")
    person.mark("both units", "4a")
    person.delete_tracked("IQAs was")
    person.overtype("weaknesses", "WEAKNESSES")
    person.save()

    done = taken(folder, sent)

    assert [quote for quote, *_ in said(folder)] == ["both units", "practice from IQAs was shared"]
    assert "text_altered" in {n["code"] for n in done["notices"]}


def test_without_bookmarks_passages_are_found_by_their_words_and_how_surely_is_said(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.mark("has looked whether", "4d neg")
    person.strip("bookmarkStart", "bookmarkEnd")
    person.overtype("the training made", "some training made")
    person.save()

    done = taken(folder, sent)

    assert [quote for quote, *_ in said(folder)] == ["three weaknesses", "has looked whether"]
    placed = done["placed"]
    assert (placed["bookmark"], placed["likely"], placed["lost"]) == (0, 1, 0)
    [notice] = [n for n in done["notices"] if n["code"] == "placed_by_text"]
    assert "alike" in notice["message"]


def test_a_document_of_which_a_program_kept_only_text_and_comments_still_comes_back(
    folder: Path, sent: Path
) -> None:
    [one, *_] = suggested(folder)
    person = Person(sent)
    person.mark("three weaknesses", "4a neg")
    person.reply(one["suggestion_id"], "no")
    person.strip("bookmarkStart", "bookmarkEnd")
    for run_ in list(person.body.iter(f"{W}r")):
        person.wrap(run_)
    person.forget(lambda name: not name.startswith(("docProps", "customXml", "word/commentsE")))
    person.save()

    done = taken(folder, sent)

    assert said(folder) == [("three weaknesses", "4a", "negative")]
    assert done["rejected"] == 1
    assert done["placed"]["text"] == len(person.paragraphs())
    assert {"placed_by_text", "state_dropped"} <= {n["code"] for n in done["notices"]}
    before = state(folder)
    assert taken(folder, sent)["same"] == 2
    assert state(folder) == before


def test_a_passage_cut_in_two_or_run_together_with_the_next_is_still_found(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.mark("keep a list", "4a neg")
    person.mark("with every team", "4b")
    person.split("both units. ")
    person.join(LIFT, NOBODY)
    person.mark("made any difference", "4d neg")
    person.save()

    done = taken(folder, sent)

    assert done["placed"]["lost"] == 0
    assert [quote for quote, *_ in said(folder)] == [
        "keep a list",
        "with every team",
        "made any difference",
    ]


def test_paragraphs_in_another_order_or_gone_leave_the_others_where_they_were(
    folder: Path, sent: Path
) -> None:
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    moved, gone = person.passage(THEMES), person.passage(LIFT)
    moved.getparent().append(moved)
    gone.getparent().remove(gone)
    person.save()

    done = taken(folder, sent)

    assert [quote for quote, *_ in said(folder)] == ["three weaknesses"]
    assert done["placed"]["lost"] == 1
    assert "passages_missing" in {n["code"] for n in done["notices"]}


def test_threads_that_a_program_took_apart_are_answers_all_the_same(
    folder: Path, sent: Path
) -> None:
    [one, two, *_] = suggested(folder)
    person = Person(sent)
    person.reply(one["suggestion_id"], "yes")
    person.reply(two["suggestion_id"], "no")
    for thread in person.threads:
        for name in list(thread.keys()):
            if name.endswith("paraIdParent"):
                del thread.attrib[name]
    person.save()

    done = taken(folder, sent)

    assert (done["accepted"], done["rejected"]) == (1, 1)
    assert one["suggestion_id"] not in undecided(folder)


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


def test_a_masked_document_names_nobody_and_comes_back_to_the_frozen_words(
    tmp_path: Path,
) -> None:
    folder = inspection(tmp_path)
    told = (
        "Notes\n\nMs Keane said that the three weaknesses were raised by Ms Keane at the board.\n"
    )
    write(tmp_path, "inbox/Northshire/CQB.txt", told)
    assert iqa(folder, "ingest", tmp_path / "inbox").code == 0
    sent = export(folder, tmp_path / "masked.docx", "--masked")
    assert b"Keane" not in b"".join(Person(sent).parts.values())
    person = Person(sent)
    person.mark("the three weaknesses were raised", "4a")
    person.save()

    taken(folder, sent)

    assert said(folder) == [("the three weaknesses were raised", "4a", "positive")]


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


def test_what_is_no_coding_document_is_a_sentence_and_nothing_is_taken_in(
    folder: Path, sent: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip at all")
    person = Person(sent)
    person.mark("three weaknesses", "4a")
    person.save()
    stranger = Person(sent)
    stranger.overtype("Coding document", "A document")
    stranger.strip("bookmarkStart", "bookmarkEnd")
    stranger.forget(lambda name: not name.startswith(("docProps", "customXml")))
    other = stranger.save(tmp_path / "other.docx")

    for path, told in ((broken, "cannot be read"), (other, "from which source")):
        done = iqa(folder, "code", "word", "import", sent, path)
        assert (done.code, told in done.err) == (1, True)
        assert said(folder) == []
    assert taken(folder, other, "--source", "S001")["coded"] == 1


def test_a_document_of_another_inspection_is_refused(sent: Path, tmp_path: Path) -> None:
    other = inspection(tmp_path / "elsewhere")
    write(tmp_path, "elsewhere/inbox/Northshire/CQB.txt", MINUTES + "\nAnd more was said.\n")
    assert iqa(other, "ingest", tmp_path / "elsewhere" / "inbox").code == 0

    done = iqa(other, "code", "word", "import", sent)

    assert (done.code, "another inspection" in done.err) == (1, True)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_document_saved_by_libreoffice_comes_back_the_same(
    folder: Path, sent: Path, tmp_path: Path
) -> None:
    [one, two, *_] = suggested(folder)
    person = Person(sent)
    person.mark("cafe\u0301 is", "4b")
    person.mark("three weaknesses", "4a neg: twice")
    person.reply(one["suggestion_id"], "yes")
    person.reply(two["suggestion_id"], "no")
    person.save()
    out = tmp_path / "out"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--convert-to", "docx", "--outdir", out, sent],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert zipfile.is_zipfile(out / sent.name)

    done = taken(folder, out / sent.name)

    assert (done["coded"], done["accepted"], done["rejected"]) == (2, 1, 1)
    assert done["placed"]["bookmark"] == len(Person(sent).paragraphs())
    quotes = [quote for quote, *_ in said(folder)]
    assert {"three weaknesses", "cafe\u0301 is"} <= set(quotes)
    assert taken(folder, sent)["coded"] == 0
