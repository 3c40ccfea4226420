"""Replies and the resolved state of a comment decide its suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import run
from tests.coding.commenting import Person, text_of
from tests.coding.word_forms import find, said, suggested, taken, undecided


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
