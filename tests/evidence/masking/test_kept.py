"""What was found to be hidden is kept, and is the same as what would be found anew."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.describing import Given
from evidence.identity import Actor
from evidence.ingest import Intake, found, ingest
from evidence.masking.decisions import Decision, Verdict
from evidence.masking.kept import Found, Hidden, packed, unpacked
from evidence.masking.masks import Kind, Mask
from evidence.masking.outward import Outward
from evidence.masking.people import Person
from evidence.maskings import FOUND_FILE, KEYS, decide, outward
from evidence.workspace import Workspace, make, opened

AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
ACTOR = Actor("R. Tester")
BOARD = """Present: Fiona Wragg, DCP (FW); Will Ackroyd, DCP (WA).

1. IQA
1.1 FW spoke of themes. Will might sign the next one. 00AB1234523 was late.
1.2 The list was kept by Brightwater.
"""
LATER = "Present: Imran Brightwater, SCP (IB).\n\n1. IQA\n1.1 IB kept the list.\n"
SAID = (
    "Fiona asked why 00AB1234523 was late.",
    "as Ms Okonjo wrote",
    "WA and FW",
    "Brightwater kept it",
    "the board met monthly",
    "",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Open an inspection with the minutes of one board."""
    make(tmp_path / "inspection")
    with opened(tmp_path / "inspection") as inspection:
        take_in(inspection, "CQB minutes 2024-03-12.txt", BOARD)
        yield inspection


def take_in(workspace: Workspace, name: str, words: str) -> None:
    path = workspace.folder.parent / "inbox" / "Wessex" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, "utf-8")
    intake = Intake(ACTOR, AT, Given())
    with ThreadPoolExecutor(1) as executor:
        list(ingest(workspace, found([path]), intake, executor))


def kept(workspace: Workspace) -> Path:
    return workspace.folder / KEYS / FOUND_FILE


def told(seen: Outward) -> object:
    """Return everything that leaves through here."""
    masked = {name: (seen.text(name).text, seen.maskings[name].doubts) for name in seen.texts}
    spoken = [(seen.hide(words), seen.hides(words), seen.identifies(words)) for words in SAID]
    return masked, spoken


def test_what_was_kept_hides_as_what_is_found_anew(workspace: Workspace) -> None:
    anew = told(outward(workspace, keep=True))
    again = told(outward(workspace, keep=True))
    kept(workspace).unlink()

    assert anew == again == told(outward(workspace, keep=True))
    assert "[DCP-1]" in str(anew)
    assert kept(workspace).is_file()


def test_who_only_reads_writes_nothing(workspace: Workspace) -> None:
    seen = outward(workspace)

    assert "Fiona" not in seen.text("S001").text
    assert not kept(workspace).exists()


def test_what_was_kept_is_taken_and_not_found_again(workspace: Workspace) -> None:
    outward(workspace, keep=True)
    mark = kept(workspace).read_bytes().partition(b"\n")[0].decode()
    other = Found({"S001": Hidden((), ())}, (), frozenset())
    kept(workspace).write_bytes(packed(mark, other))

    assert (
        outward(workspace, keep=True).text("S001").text
        == outward(workspace, keep=True).texts["S001"]
    )


def test_a_name_that_a_later_source_brings_is_hidden_at_once(workspace: Workspace) -> None:
    assert "Brightwater" in outward(workspace, keep=True).text("S001").text

    take_in(workspace, "CQB minutes 2024-06-12.txt", LATER)

    assert "Brightwater" not in outward(workspace, keep=True).text("S001").text


def test_a_decision_holds_at_once_and_so_does_taking_it_back(workspace: Workspace) -> None:
    seen = outward(workspace, keep=True)
    at = seen.texts["S001"].index("themes")
    place = (at, at + len("themes"))

    for verdict, shown in ((Verdict.HIDE, False), (Verdict.SHOW, True)):
        made = {"S001": [Decision(verdict, *place)]}
        decide(workspace, made, ACTOR, AT, command="transcripts mask", summary="one place")
        assert ("themes" in outward(workspace, keep=True).text("S001").text) is shown


@pytest.mark.parametrize("spoiled", [b"", b"no mark\n\n{}", b"cut"])
def test_a_file_that_is_not_whole_is_found_anew(workspace: Workspace, spoiled: bytes) -> None:
    anew = told(outward(workspace, keep=True))
    whole = kept(workspace).read_bytes()
    kept(workspace).write_bytes(whole[:-9] if spoiled == b"cut" else spoiled)

    assert told(outward(workspace, keep=True)) == anew
    assert kept(workspace).read_bytes() == whole


def test_a_place_that_cannot_be_written_to_keeps_nothing_and_hides_all(
    workspace: Workspace,
) -> None:
    (workspace.folder / KEYS).write_text("a file in the way")

    assert "Fiona" not in outward(workspace, keep=True).text("S001").text


def test_only_its_owner_can_read_what_was_kept(workspace: Workspace) -> None:
    outward(workspace, keep=True)

    if os.name == "posix":
        assert stat.S_IMODE(kept(workspace).stat().st_mode) == 0o600
        assert stat.S_IMODE(kept(workspace).parent.stat().st_mode) == 0o700


def test_what_a_model_finds_is_never_kept(tmp_path: Path) -> None:
    def by_model(text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer("Brightwater", text)]

    make(tmp_path / "inspection")
    with opened(tmp_path / "inspection", names=lambda _inspection: by_model) as workspace:
        take_in(workspace, "CQB minutes 2024-03-12.txt", BOARD)
        assert "Brightwater" not in outward(workspace, keep=True).text("S001").text
        assert not kept(workspace).exists()


words = st.text(max_size=8)
masks = st.lists(
    st.builds(
        Mask, st.integers(0, 9), st.integers(0, 9), words, st.sampled_from(Kind), words,
        st.booleans(),
    ),
    max_size=3,
).map(tuple)  # fmt: skip
people = st.lists(
    st.builds(
        Person, first=words, surname=words, role=words, own=st.frozensets(words),
        also=st.frozensets(words), at=st.integers(), label=words, why=words, sure=st.booleans(),
    ),
    max_size=3,
).map(tuple)  # fmt: skip
all_found = st.builds(
    Found,
    st.dictionaries(words, st.builds(Hidden, masks, masks), max_size=3),
    people,
    st.frozensets(words),
)


@given(whole=all_found)
def test_what_is_kept_comes_back_whole(whole: Found) -> None:
    assert unpacked(packed("a" * 64, whole), "a" * 64) == whole
    assert unpacked(packed("a" * 64, whole), "b" * 64) is None
