"""The note on an Area says what is evidenced, contradicted, silent and to be asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from coding.codings import Polarity
from report_builder.area_note import AreaNote, OnCriterion, area_note
from report_builder.material import Material
from report_builder.word.area_note import written
from report_builder.word.note_page import untouched
from tests.builders import inspection, iqa, write
from tests.report_builder.builders import a_material, a_passage, a_source, rich_passages

DAY = date(2024, 7, 1)


def note_on(material: Material, area: str = "Northshire") -> AreaNote:
    """Return the note on an Area that was asked for nothing."""
    return area_note(material, area, (), DAY, label="EEN")


def on(note: AreaNote, criterion_id: str) -> OnCriterion:
    """Return what a note says on a criterion."""
    return next(c for c in note.criteria if c.criterion.criterion_id == criterion_id)


def test_each_criterion_is_told_with_counts_words_and_places() -> None:
    found = on(note_on(a_material(rich_passages())), "4a")

    assert found.evidenced == "4 passages in 3 sources: 3 positive, 1 negative."
    assert [row[0] for row in found.quoted] == [
        "It was done", "It was done", "It was done", "It was not done or fell short",
    ]  # fmt: skip
    assert all("; S00" in where for _, _, where in found.quoted)
    assert found.contradicted.startswith("2 sources said that it was done, and 1 source")
    assert ("What explains the different accounts of this?", "sources contradict each other") in (
        found.ask
    )


def test_what_an_area_gave_and_what_says_nothing_is_silent_and_no_more() -> None:
    passages = [a_passage("C0001", a_source("S001"))]
    found = on(note_on(a_material(passages, sources=[a_source("S002", "briefing")])), "4a")
    assert found.silent == (
        "Nothing was coded from team briefings. That does not show that nothing was done."
    )


def test_other_areas_and_national_evidence_stay_out() -> None:
    elsewhere = a_passage("C0002", a_source("S002", area="Eastmarch"), polarity=Polarity.NEGATIVE)
    found = on(note_on(a_material([a_passage("C0001", a_source("S001")), elsewhere])), "4a")
    assert (len(found.quoted), found.contradicted) == (1, "")


def test_a_criterion_without_evidence_is_still_to_be_asked() -> None:
    found = on(note_on(a_material()), "4d")
    assert (found.evidenced, found.ask[0][1]) == ("", "nothing is coded on this")


def test_the_same_note_gives_the_same_bytes_and_knows_when_it_was_edited(tmp_path: Path) -> None:
    note = note_on(a_material(rich_passages()))
    data = written(note)
    assert data == written(note)
    assert untouched(data)
    path = tmp_path / "note.docx"
    path.write_bytes(data)
    document = docx.Document(str(path))
    assert "".join(p.text for p in document.sections[0].header.paragraphs) == note.marking
    document.add_paragraph("I doubt this.")
    document.save(str(path))
    assert not untouched(path.read_bytes())
    assert not untouched(b"no Word file")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", "CQB minutes\n\nThe lift is mended.\n")
    iqa(place, "ingest", tmp_path / "inbox")
    iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive")
    return place


def test_a_note_that_a_person_edited_is_kept_and_the_new_one_stands_beside_it(
    folder: Path,
) -> None:
    build = ("een", "build", "--area", "Northshire", "--json")
    first = iqa(folder, *build).json["notes"][0]
    assert first["state"] == "new"
    assert iqa(folder, *build).json["notes"][0]["state"] == "same"

    document = docx.Document(first["path"])
    document.add_paragraph("Ask the DCCP about lifts.")
    document.save(first["path"])
    kept = Path(first["path"]).read_bytes()
    again = iqa(folder, *build)

    assert (again.code, again.json["notes"][0]["state"]) == (3, "beside")
    assert again.json["notes"][0]["path"] != first["path"]
    assert Path(first["path"]).read_bytes() == kept
    states = iqa(folder, "een", "list", "--json").json["notes"]
    assert {n["area"]: n["state"] for n in states}["Northshire"] == "edited"


def test_an_area_that_is_not_there_is_a_sentence_and_a_dry_run_writes_nothing(folder: Path) -> None:
    assert iqa(folder, "een", "build", "--area", "Nowhere").code == 1
    assert iqa(folder, "een", "build", "--dry-run").code == 0
    assert not (folder / "area-notes").exists()


def test_the_setting_names_the_note_in_its_title_its_file_and_on_the_screen(folder: Path) -> None:
    assert iqa(folder, "config", "set", "area_note", "Area evidence note").code == 0

    built = iqa(folder, "een", "build", "--area", "Northshire")

    assert "Area evidence note" in built.out
    assert "EEN" not in built.out
    path = folder / "area-notes" / "area-evidence-note-northshire.docx"
    document = docx.Document(str(path))
    assert document.core_properties.title.startswith("Area evidence note: Northshire")
    assert document.paragraphs[0].text.startswith("Area evidence note: Northshire")
    assert iqa(folder, "een", "list", "--json").json["label"] == "Area evidence note"
    other = iqa(folder, "een", "build", "--area", "Northshire", "--label", "Desk note", "--json")
    assert Path(other.json["notes"][0]["path"]).name == "desk-note-northshire.docx"


def test_a_note_without_a_name_is_a_sentence(folder: Path) -> None:
    assert iqa(folder, "config", "set", "area_note", "!").code == 0

    refused = iqa(folder, "een", "build")

    assert refused.code == 1
    assert "no name" in refused.err
