"""What goes out in Word: passages by number, hidden bookmarks, suggestions with their reason."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.builders import inspection, iqa, write
from tests.coding.commenting import Person, W, text_of
from tests.coding.word_forms import THEMES, export, said, suggested, taken


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


def test_suggestions_are_comments_with_their_reason_and_none_in_a_blind_document(
    folder: Path, sent: Path, tmp_path: Path
) -> None:
    [one, *_] = suggested(folder)
    told = [text_of(c) for c in Person(sent).comments]

    assert any(one["reason"] in text and one["suggestion_id"] in text for text in told)
    blind = Person(export(folder, tmp_path / "blind.docx", "--blind"))
    assert len(blind.comments) == 0


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
