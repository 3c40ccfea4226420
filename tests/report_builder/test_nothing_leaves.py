"""Names and numbers are planted in evidence of every kind; none of them leaves the team."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from cli import app
from coding.codebook import codebook_of
from coding.codings import Polarity, Strength
from coding.decide import Decision, code, selection_of
from coding.suggest import codable
from evidence.audit import act
from evidence.backups import backup
from evidence.maskings import maskings, outward
from evidence.workspace import Workspace, opened
from tests.inspections import ACTOR, AT

PEOPLE = ("Fiona", "Wragg", "Okafor-Bell", "Tobias", "Wrenfield", "Kwabena", "Pemberton-Vale")
URNS = (
    "01AB1234524", "02 AB 12345 24", "03/AB/12345/24", "04ab1234524", "O5AB1234524",
    "06-AB-12345-24", "07AB12345/24", "08AB 12345 24",
)  # fmt: skip
NUMBERS = (
    "fiona.wragg@cps.example.uk", "07700 900123", "+44 7700 900456", "(01632) 960123",
    "QQ 12 34 56 C", "AB123456D",
)  # fmt: skip
OPENINGS = (
    "the board went over the themes and {0} said that they were the same as before",
    "nobody here has read the one on {0} since it came back to us in the spring",
    "they told us to write to {0} about it and so we wrote and never had a reply",
    "we hear of themes each month and every answer is talked over with the whole team",
)
"""Sentences that would be quoted, were it not for what is planted in them."""


def planted(path: Path) -> Iterator[str]:
    """Yield sentences with everything planted in them, and one that is clear."""
    yield f"This is of the kind {path.suffix[1:]} {path.stem}"
    named = (
        "Ms Okafor-Bell",
        "Tobias Wrenfield",
        "Kwabena",
        "HHJ Pemberton-Vale",
        "DCP Fiona Wragg",
    )
    for n, secret in enumerate((*named, *URNS, *NUMBERS)):
        yield OPENINGS[n % 3].format(secret)
    yield OPENINGS[3]


def as_speech(path: Path) -> None:
    turns = []
    for n, words in enumerate(planted(path)):
        speaker = "Fiona Wragg" if n % 2 else "Kwabena"
        times = f"00:{n:02}:01.000 --> 00:{n:02}:09.000"
        turns.append(f"{times}\n<v {speaker}>{words}</v>\n")
    path.write_text("WEBVTT\n\n" + "\n".join(turns), "utf-8")


def as_captions(path: Path) -> None:
    turns = [
        f"{n + 1}\n00:{n:02}:01,000 --> 00:{n:02}:09,000\nKwabena: {words}\n"
        for n, words in enumerate(planted(path))
    ]
    path.write_text("\n".join(turns), "utf-8")


def as_text(path: Path) -> None:
    path.write_text("\n\n".join((path.stem, *planted(path))), "utf-8")


def as_message(path: Path) -> None:
    head = "From: Fiona Wragg <fiona.wragg@cps.example.uk>\nTo: Kwabena <k@cps.example.uk>\n"
    head += "Subject: Themes, and 01AB1234524\nDate: Tue, 04 Jun 2024 09:00:00 +0000\n"
    path.write_text(
        f"{head}Content-Type: text/plain; charset=utf-8\n\n" + "\n\n".join(planted(path)), "utf-8"
    )


def as_page(path: Path) -> None:
    told = "".join(f"<p>{words}</p>" for words in planted(path))
    path.write_text(f"<html><title>By Fiona Wragg</title><body>{told}</body></html>", "utf-8")


def as_word(path: Path) -> None:
    paper = docx.Document()
    paper.core_properties.author = "Fiona Wragg"
    paper.sections[0].header.paragraphs[0].text = "Fiona Wragg, ring 07700 900123"
    paper.add_heading(path.stem)
    for words in planted(path):
        paragraph = paper.add_paragraph(words)
    paper.add_comment(paragraph.runs, "ask Tobias Wrenfield of 01AB1234524", author="Fiona Wragg")
    table = paper.add_table(1, 3)
    for cell, words in zip(table.rows[0].cells, ("Action", "Owner", "Due"), strict=True):
        cell.text = words
    for words in planted(path):
        row = table.add_row().cells
        row[0].text, row[1].text, row[2].text = words, "FW", "June"
    paper.save(path)


def as_sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Theme", "Raised by", "Case"])
    for n, words in enumerate(planted(path)):
        sheet.append([words, "Fiona Wragg", URNS[n % len(URNS)]])
    book.save(path)


FILES: dict[str, Callable[[Path], None]] = {
    "FG SCP 2024-06-18.vtt": as_speech,
    "FG DCP 2024-06-19.srt": as_captions,
    "CQB minutes 2024-03-12.txt": as_text,
    "Interview DCCP Fiona Wragg 2024-07-03.txt": as_text,
    "Team briefing 2024-05-28.md": as_text,
    "Message to staff 2024-06-04.eml": as_message,
    "Bulletin 2024-06-05.html": as_page,
    "CQB minutes 2024-06-12 Wragg.docx": as_word,
    "IQA performance report 2024-04-30.xlsx": as_sheet,
}


def secrets_in(text: str) -> list[str]:
    """Return what was planted and stands in a text, however it is spaced and written."""
    bare = re.sub(r"[\s/.()+-]", "", text).casefold()
    numbers = [re.sub(r"[\s/.()+-]", "", n).casefold() for n in (*URNS, *NUMBERS)]
    names = [name for name in PEOPLE if re.search(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE)]
    return [*names, *(number for number in numbers if number in bare)]


Run = Callable[..., Any]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection with everything planted, every passage of it coded, and a report of it."""
    folder = tmp_path_factory.mktemp("planted")
    inbox = folder / "inbox" / "Wessex"
    inbox.mkdir(parents=True)
    for name, write in FILES.items():
        write(inbox / name)
    inspection = folder / "inspection"
    typed(inspection, "init", str(inspection))
    typed(inspection, "ingest", str(inbox.parent))
    with opened(inspection) as workspace:
        code_everything(workspace)
    typed(inspection, "config", "set", "report.quotations_per_section", "60")
    typed(inspection, "config", "set", "visited", '["Wessex"]')
    return inspection


def typed(inspection: Path, *words: str) -> Any:
    done = CliRunner().invoke(
        app, ["--inspection", str(inspection), "--at", "2024-08-01T09:00:00", *words]
    )
    assert done.exit_code in {0, 3}, done.output
    return json.loads(done.stdout) if "--json" in words else done.stdout


def code_everything(workspace: Workspace) -> None:
    codebook = codebook_of(workspace.inspection.framework)
    decision = Decision("4a", Polarity.POSITIVE, Strength.STRONG)
    sources = {s.source_id: s for s in workspace.evidence.sources()}
    with act(workspace.database, ACTOR, AT, command="code add", summary="coded all") as doing:
        for placed in workspace.evidence.segments():
            if codable(placed):
                chosen = selection_of(sources[placed.source_id], placed)
                code(doing, chosen, placed.segment_id, decision, codebook)


def parts_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every part of a package with its text, packages within it too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if part[:2] == b"PK":
                yield from parts_of(part)
            else:
                told = part.decode("utf-8", "replace")
                yield name, told
                yield name, re.sub(r"<[^>]+>", "", told)


def test_the_plants_are_there_in_what_was_taken_in(place: Path) -> None:
    sources = typed(place, "documents", "list", "--json")["sources"]

    assert len(sources) == len(FILES)
    for source in sources:
        told = json.dumps(typed(place, "documents", "show", source["source_id"], "--json"))
        assert len(set(secrets_in(told))) > 15, source["path"]


def test_no_part_of_the_report_holds_any(place: Path) -> None:
    built = typed(place, "report", "build", "--json")
    found = list(parts_of(Path(built["path"]).read_bytes()))

    assert len(found) > 20
    assert [(name, secrets_in(text)) for name, text in found if secrets_in(text)] == []
    assert any(OPENINGS[3][:40] in text for _, text in found), "the clear words are quoted"


def test_no_masked_view_of_any_kind_of_source_holds_any(place: Path) -> None:
    for source in typed(place, "documents", "list", "--json")["sources"]:
        shown = typed(place, "documents", "show", source["source_id"], "--masked", "--json")
        assert secrets_in(json.dumps(shown, ensure_ascii=False)) == [], source["path"]
        assert secrets_in(typed(place, "documents", "show", source["source_id"], "--masked")) == []


def test_no_masked_trace_holds_any(place: Path) -> None:
    codings = [word for n in (1, 9, 18) for word in ("--coding", f"C{n:04d}")]
    statement = ("--statement", "Boards named the themes that assessments had shown.")
    judged = ("--judgement", "as Fiona Wragg put it of 01AB1234524")
    typed(place, "finding", "add", "4a", "--kind", "strength", *statement, *codings, *judged)
    named = ("--statement", "Boards heard from Tobias Wrenfield what assessments had shown.")
    typed(place, "finding", "add", "4a", "--kind", "strength", *named, *codings)
    typed(place, "report", "build")

    for way in (["--all"], ["--from", "C0001"]):
        told = typed(place, "report", "trace", *way, "--masked", "--json")
        assert "what assessments had shown" in json.dumps(told)
        assert secrets_in(json.dumps(told, ensure_ascii=False)) == []
        assert secrets_in(typed(place, "report", "trace", *way, "--masked")) == []
        assert "Wrenfield" in json.dumps(typed(place, "report", "trace", *way, "--json"))


def test_no_masked_list_holds_any(place: Path) -> None:
    assert "Wragg" in json.dumps(typed(place, "documents", "list", "--json"))

    told = typed(place, "documents", "list", "--masked", "--json")["sources"]

    assert secrets_in(json.dumps(told, ensure_ascii=False)) == []
    assert secrets_in(typed(place, "documents", "list", "--masked")) == []


def test_no_letter_holds_any(place: Path, tmp_path: Path) -> None:
    asked = "The note by Fiona Wragg on 01AB1234524, from 07700 900123"
    typed(place, "documents", "expect", asked, "--area", "Wessex", "--due", "2024-08-20")

    letter = tmp_path / "letter.docx"
    typed(place, "documents", "chase", "Wessex", "--out", str(letter))

    told = " ".join(text for _, text in parts_of(letter.read_bytes()))
    assert "The note by [" in told
    assert secrets_in(told) == []


def test_no_note_holds_any(place: Path, tmp_path: Path) -> None:
    asked = "The list by Fiona Wragg on 01AB1234524, from 07700 900123"
    typed(place, "documents", "expect", asked, "--area", "Wessex", "--due", "2024-08-20")
    said = "Tobias Wrenfield told us of 01AB1234524 that themes were not named."
    owned = ("--owner", "Fiona Wragg", "--milestone", "2025-03-31: Kwabena has named the themes")
    kind = ("--kind", "recommendation", "--judgement", "as Fiona Wragg put it")
    typed(place, "finding", "add", "4a", "--statement", said, *kind, *owned)

    note = tmp_path / "note.docx"
    typed(place, "finding", "note", "--out", str(note))
    notes = typed(place, "een", "build", "--area", "Wessex", "--json")["notes"]
    plans = typed(place, "een", "questions", "--area", "Wessex", "--json")["plans"]

    paths = [note, *(Path(one["path"]) for one in (*notes, *plans))]
    told = [" ".join(text for _, text in parts_of(path.read_bytes())) for path in paths]
    assert [secrets_in(text) for text in told] == [[], [], []]
    assert "that themes were not named" in told[0]
    assert "The list by [" in told[1]
    assert "; S00" in told[1], "words are quoted with their places"


def test_what_was_coded_in_a_masked_view_lands_on_the_same_words(place: Path) -> None:
    with opened(place) as workspace:
        seen = outward(workspace)
        for found in maskings(workspace):
            name = found.source.source_id
            view = seen.text(name)
            for placed in workspace.evidence.segments(name):
                start, end = placed.segment.start, placed.segment.end
                if start is None or end is None or start == end:
                    continue
                low, high = view.to_frozen(*view.to_masked(start, end))
                assert low <= start
                assert end <= high
                beyond = {*range(low, start), *range(end, high)}
                masks = [(m.start, m.end) for m in found.masking.masks]
                assert all(any(s <= n < e for s, e in masks) for n in beyond)


def test_no_backup_holds_the_key(place: Path, tmp_path: Path) -> None:
    key = Path(typed(place, "transcripts", "mask", "--all", "--json")["key"])
    assert secrets_in(key.read_text("utf-8"))

    with opened(place) as workspace:
        backup(workspace.database, tmp_path / "copy.sqlite")
    made = Path(typed(place, "db", "backup", "--json")["path"])

    for copy in (tmp_path / "copy.sqlite", made):
        data = copy.read_bytes()
        assert b"masking-key" not in data
        assert b"Who is behind which mask" not in data
    assert key.parent not in made.parents
