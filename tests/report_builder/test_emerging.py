"""The emerging-findings note states findings with what they rest on and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from coding.codings import Polarity
from report_builder.document import Support, SupportKind
from report_builder.emerging import WARNING, emerging_note
from report_builder.material import Material
from report_builder.plain_note import Grid, Head, Line, Part, PlainNote, Points
from report_builder.word.note_page import untouched
from report_builder.word.plain_note import written
from tests.builders import inspection, iqa, write
from tests.report_builder.builders import (
    a_finding,
    a_material,
    a_passage,
    a_rich_material,
    a_source,
)

DAY = date(2024, 7, 1)


def under(note: PlainNote, heading: str) -> list[Part]:
    """Return the parts below a heading, up to the next."""
    at = next(n for n, p in enumerate(note.parts) if isinstance(p, Head) and heading in p.text)
    rest = note.parts[at + 1 :]
    end = next((n for n, p in enumerate(rest) if isinstance(p, Head)), len(rest))
    return list(rest[:end])


def said(parts: list[Part]) -> list[str]:
    """Return the lines and points among some parts."""
    lines = [p.text for p in parts if isinstance(p, Line)]
    return lines + [item for p in parts if isinstance(p, Points) for item in p.items]


def two_sided() -> Material:
    """Return a finding that rests on two Areas' documents, one of which points the other way."""
    passages = [
        a_passage("C0001", a_source("S001")),
        a_passage("C0002", a_source("S002", area="Eastmarch"), polarity=Polarity.NEGATIVE),
        a_passage("C0003", a_source("S003", "focus_group", "Aldermere", group="SCP")),
    ]
    return a_material(passages, findings=[a_finding(rests_on_codings=("C0001", "C0002"))])


def test_a_finding_is_told_with_its_sources_by_kind_and_area() -> None:
    parts = under(emerging_note(two_sided(), DAY), "F-4a-01: Strength (drafted)")
    (rests,) = [p for p in parts if isinstance(p, Grid)]
    assert rests.rows == (
        ("Sets of board minutes", "Eastmarch", "1", "1 negative", "S002 (C0002)"),
        ("Sets of board minutes", "Northshire", "1", "1 positive", "S001 (C0001)"),
    )
    told = said(parts)
    assert "Boards named the themes that assessments had shown." in told
    assert "It rests on documents alone." in told
    assert any(line.startswith("1 of its 2 codings points the other way") for line in told)


def test_what_is_not_yet_known_is_told_for_each_criterion() -> None:
    note = emerging_note(two_sided(), DAY)
    at = next(n for n, p in enumerate(note.parts) if isinstance(p, Head) and "4a " in p.text)
    unknown = said(under(replace(note, parts=note.parts[at:]), "What is not yet known"))
    assert "Nothing is coded from Kestrel Coast. That does not show how it is there." in unknown
    assert "No finding rests on one passage coded here." in unknown


def test_a_judgement_without_evidence_says_so_and_silence_is_told() -> None:
    judgement = Support(SupportKind.JUDGEMENT, "Seen on site.")
    finding = replace(a_finding(rests_on_codings=()), supports=(judgement,))
    told = said(under(emerging_note(a_material(findings=[finding]), DAY), "F-4a-01"))
    assert "Inspector’s judgement: Seen on site." in told
    everything = said(list(emerging_note(a_material(), DAY).parts))
    assert "No judgement has been made on the inspection question yet." in everything
    assert everything.count("No finding has been made on this yet.") == 7


def test_the_note_warns_and_bears_the_marking_and_gives_the_same_bytes() -> None:
    note = emerging_note(a_rich_material(), DAY)
    assert note.parts[0] == Line(WARNING, strong=True)
    assert note.marking
    assert written(note) == written(emerging_note(a_rich_material(), DAY))
    assert untouched(written(note))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", "CQB minutes\n\nThe lift is mended.\n")
    iqa(place, "ingest", tmp_path / "inbox")
    return place


@pytest.mark.parametrize(
    "command", [("finding", "note"), ("een", "questions", "--area", "Northshire")]
)
def test_a_note_is_safe_to_write_twice_and_an_edited_one_is_kept(
    folder: Path, command: tuple[str, ...]
) -> None:
    def made() -> tuple[int, str, Path]:
        done = iqa(folder, *command, "--json")
        one = done.json.get("plans", [done.json])[0]
        return done.code, one["state"], Path(one["path"])

    assert iqa(folder, *command, "--dry-run").code == 0
    assert not (folder / "notes").exists()
    _, state, path = made()
    assert (state, made()[1]) == ("new", "same")

    document = docx.Document(str(path))
    document.add_paragraph("I doubt this.")
    document.save(str(path))
    kept = path.read_bytes()
    code, state, beside = made()
    assert (code, state) == (3, "beside")
    assert beside != path
    assert path.read_bytes() == kept


def test_the_note_goes_where_it_is_told(folder: Path, tmp_path: Path) -> None:
    iqa(folder, "finding", "note", "--out", tmp_path / "mine.docx")
    document = docx.Document(str(tmp_path / "mine.docx"))
    assert document.paragraphs[0].text.startswith("Emerging findings: ")
    assert WARNING in [p.text for p in document.paragraphs]


def test_the_first_pages_give_every_finding_in_a_line_and_what_is_open() -> None:
    made = replace(a_finding(rests_on_codings=("C0001", "C0002")), statement="One. And more.")
    note = emerging_note(replace(two_sided(), findings=(made,)), DAY)
    parts = under(note, "In short")
    (table,) = [p for p in parts if isinstance(p, Grid)]
    assert "One finding so far: one strength." in said(parts)
    assert table.rows == (
        ("F-4a-01 Strength, drafted", "One.", "Two passages from two Areas", "two"),
    )
    unsettled = said(under(note, "What must be settled first"))
    assert any(line.startswith("No finding has been made yet on ") for line in unsettled)
    assert "One finding with cautions: F-4a-01." in unsettled
    assert "One finding is not agreed yet." in unsettled


def test_the_contents_lead_to_the_headings_that_follow(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(written(emerging_note(two_sided(), DAY)))
    document = docx.Document(str(path))
    lines = [p for p in document.paragraphs if (p.style.name or "").startswith("toc")]
    headings = [p for p in document.paragraphs if p.style.name in {"Heading 2", "Heading 3"}]
    names = {p.text: p._p.xpath("w:bookmarkStart/@w:name")[0] for p in headings}
    after = [p.text for p in headings if p.text[0].isdigit()]
    assert [line.text for line in lines] == after
    assert [names[line.text] for line in lines] == [
        line._p.xpath("w:hyperlink/@w:anchor")[0] for line in lines
    ]
