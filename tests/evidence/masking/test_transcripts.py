"""`iqa transcripts list|speakers|mask|check` and `iqa documents show --masked`, as typed."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from evidence.backups import backup
from evidence.workspace import opened

TALK = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Raj Bhandari (HMCPSI)>Who signs yours off, Hannah?</v>

00:00:05.000 --> 00:00:09.000
<v Hannah Pryce>Kwame's was 00AB1234523. Will might sign mine.</v>

00:00:10.000 --> 00:00:14.000
<v Kwame Boadu>Will do, he said. Fiona laughed.</v>
"""
BOARD = """Present: Fiona Wragg, DCP (FW); Will Ackroyd, DCP (WA).

1. IQA
1.1 FW spoke of themes.
"""
NAMES = ("Hannah", "Pryce", "Kwame", "Boadu", "Raj", "Bhandari", "Fiona", "Wragg", "Ackroyd")

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in an inspection with a focus group and a board's minutes."""
    inbox = tmp_path / "inbox" / "Wessex"
    inbox.mkdir(parents=True)
    (inbox / "FG SCP 2024-06-18.vtt").write_text(TALK, "utf-8")
    (inbox / "CQB minutes 2024-03-12.txt").write_text(BOARD, "utf-8")
    folder = tmp_path / "inspection"

    def typed(*words: str, exit_code: int = 0) -> Any:
        done = CliRunner().invoke(
            app, ["--inspection", str(folder), "--at", "2024-07-01T09:00:00", *words]
        )
        assert done.exit_code == exit_code, done.output
        return json.loads(done.stdout) if "--json" in words else done.stdout

    CliRunner().invoke(app, ["init", str(folder)])
    typed("ingest", str(inbox.parent))
    return typed


def source_of(run: Run, kind: str) -> str:
    sources = run("documents", "list", "--json")["sources"]
    return str(next(s["source_id"] for s in sources if s["kind"] == kind))


def test_transcripts_are_listed_with_those_who_took_part(run: Run) -> None:
    told = run("transcripts", "list", "--json")["transcripts"]

    assert [(t["area"], t["group"], t["participants"], t["masked"]) for t in told] == [
        ("Wessex", "SCP", 2, False)
    ]
    assert told[0]["segments"] == 3
    assert "not seen yet" in run("transcripts", "list")


def test_speakers_have_neutral_labels_that_a_person_may_change(run: Run) -> None:
    source = source_of(run, "focus_group")
    told = run("transcripts", "speakers", source, "--set", "Hannah Pryce=SCP7", "--json")

    assert [(s["speaker"], s["label"], s["inspector"]) for s in told["speakers"]] == [
        ("Raj Bhandari (HMCPSI)", "Inspector 1", True),
        ("Hannah Pryce", "SCP7", False),
        ("Kwame Boadu", "SCP1", False),
    ]
    assert "SCP7" in run("documents", "show", source, "--masked")


def test_a_label_must_name_nobody_and_a_speaker_must_speak(run: Run) -> None:
    source = source_of(run, "focus_group")

    run("transcripts", "speakers", source, "--set", "Hannah Pryce=Hannah", exit_code=2)
    run("transcripts", "speakers", source, "--set", "Nobody=SCP2", exit_code=2)


def test_a_masked_view_holds_no_name_and_leads_back_to_the_frozen_words(run: Run) -> None:
    source = source_of(run, "focus_group")
    plain = run("documents", "show", source, "--json")
    hidden = run("documents", "show", source, "--masked", "--json")

    told = json.dumps(hidden)
    assert not [name for name in NAMES if name in told]
    assert "00AB1234523" not in told
    for segment, frozen in zip(hidden["segments"], plain["segments"], strict=True):
        assert hidden["text"][segment["start"] : segment["end"]] == segment["text"]
        assert (segment["segment_id"], segment["status"]) == (
            frozen["segment_id"],
            frozen["status"],
        )
    for (start, end, there, to), mask in zip(hidden["map"], plain["masks"], strict=True):
        assert (start, end) == (mask["start"], mask["end"])
        assert hidden["text"][there:to] == mask["mask"]
    spoken = run("documents", "show", source, "--masked")
    assert not [name for name in NAMES if name in spoken]


def test_what_may_be_a_name_is_left_to_a_person(run: Run) -> None:
    source = source_of(run, "focus_group")
    told = run("transcripts", "check", source, "--json", exit_code=3)["sources"][0]

    assert [(d["words"], d["context"][-20:]) for d in told["to_decide"]]
    assert {d["words"] for d in told["to_decide"]} == {"Will"}
    assert {"mask": "[SCP2]", "kind": "person", "words": "Kwame", "count": 1} in told["found"]
    assert "START-END" in run("transcripts", "check", exit_code=3)

    signs, does = (f"{d['start']}-{d['end']}" for d in told["to_decide"])
    run("transcripts", "mask", source, "--add", signs, "--lift", does)

    after = run("transcripts", "check", source, "--json")["sources"][0]
    assert after["to_decide"] == []
    text = run("documents", "show", source, "--masked", "--json")["text"]
    assert "[DCP-2] might sign mine." in text
    assert "Will do, he said." in text
    assert run("transcripts", "list", "--json")["transcripts"][0]["masked"] is True


def test_masking_writes_the_key_apart_and_for_its_owner_only(run: Run, tmp_path: Path) -> None:
    told = run("transcripts", "mask", "--all", "--json")

    key = Path(told["key"])
    assert key == tmp_path / "inspection" / "keys" / "masking-key.json"
    names = {p["name"] for p in json.loads(key.read_text("utf-8"))["people"]}
    assert {"Hannah Pryce", "Fiona Wragg", "Will Ackroyd"} <= names
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700


def test_no_backup_and_no_log_holds_what_the_key_holds(run: Run, tmp_path: Path) -> None:
    source = source_of(run, "focus_group")
    run("transcripts", "speakers", source, "--set", "Hannah Pryce=SCP7")
    run("transcripts", "mask", source, "--add", "laughed")
    before = len(run("log", "--json", "--limit", "0")["acts"])

    acts = [a for a in run("log", "--json")["acts"] if a["command"].startswith("transcripts")]
    entries = [run("log", "--act", str(a["act"]), "--json") for a in acts]
    told = json.dumps([acts, entries])

    assert before
    assert acts
    assert not [name for name in (*NAMES, "laughed") if name in told]
    with opened(tmp_path / "inspection") as workspace:
        backup(workspace.database, tmp_path / "copy.sqlite")
    assert b"[SCP2]" not in (tmp_path / "copy.sqlite").read_bytes()
    assert b"masking-key" not in (tmp_path / "copy.sqlite").read_bytes()


def test_a_decision_on_masks_can_be_undone(run: Run) -> None:
    source = source_of(run, "focus_group")
    run("transcripts", "mask", source, "--add", "laughed")
    assert "laughed" not in run("documents", "show", source, "--masked")

    run("undo")

    assert "laughed" in run("documents", "show", source, "--masked")


def test_a_later_decision_takes_the_place_of_a_former(run: Run) -> None:
    source = source_of(run, "focus_group")
    run("transcripts", "mask", source, "--add", "laughed")
    run("transcripts", "mask", source, "--lift", "laughed")

    assert "laughed" in run("documents", "show", source, "--masked")


def test_words_that_a_source_does_not_say_are_refused(run: Run) -> None:
    source = source_of(run, "focus_group")

    run("transcripts", "mask", source, "--add", "Quillon", exit_code=1)
    run("transcripts", "mask", source, "--lift", "sign", exit_code=1)
    run("transcripts", "mask", exit_code=2)
    run("transcripts", "mask", "--all", "--add", "laughed", exit_code=2)


def test_a_dry_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    source = source_of(run, "focus_group")
    run("transcripts", "mask", source, "--add", "laughed", "--dry-run")
    run("transcripts", "speakers", source, "--set", "Hannah Pryce=SCP7", "--dry-run")

    assert not (tmp_path / "inspection" / "keys").exists()
    assert "laughed" in run("documents", "show", source, "--masked")


def test_ingest_says_what_is_masked_and_what_a_person_should_look_at(
    run: Run, tmp_path: Path
) -> None:
    inbox = tmp_path / "more" / "Wessex"
    inbox.mkdir(parents=True)
    talk = TALK.replace("laughed", "rang Quillon on 07700 900123, to ask him")
    (inbox / "FG DCP 2024-06-19.vtt").write_text(talk, "utf-8")

    told = run("ingest", str(inbox), "--json")["sources"][0]["masked"]

    assert told["names"] >= 4
    assert told["numbers"] == {"URN": 1, "telephone": 1}
    assert told["possible"] >= 1
    (inbox / "FG DCP 2024-06-20.vtt").write_text(talk.replace("Kwame", "Kofi"), "utf-8")
    said = " ".join(run("ingest", str(inbox)).split())
    assert "1 URN, 1 telephone number masked" in said
    assert "iqa transcripts check" in said
    assert "Quillon" not in said
