"""A document altered by hand or by another program: what is found again, and what is refused."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.builders import inspection, iqa, state, write
from tests.coding.commenting import Person, W
from tests.coding.word_forms import LIFT, MINUTES, NOBODY, THEMES, said, suggested, taken

OFFICE = shutil.which("soffice")


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
