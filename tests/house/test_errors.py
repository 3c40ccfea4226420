"""Every mishap has a code of its own, a place in the tree, and a sentence at the door."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence import errors
from evidence.errors import InspectionError, UnreadableSource
from tests.builders import iqa, run


def every_error(kind: type[InspectionError] = InspectionError) -> Iterator[type[InspectionError]]:
    for child in kind.__subclasses__():
        yield child
        yield from every_error(child)


ERRORS = sorted(set(every_error()), key=lambda kind: kind.__name__)
FAMILIES = [kind for kind in ERRORS if kind.__subclasses__()]
MISHAPS = [kind for kind in ERRORS if kind not in FAMILIES]


@pytest.mark.parametrize("kind", [*MISHAPS, *FAMILIES])
def test_a_mishap_is_described_and_drawn_in_the_tree(kind: type[InspectionError]) -> None:
    assert kind.__doc__
    assert kind.__name__ in (errors.__doc__ or "")


def test_codes_tell_mishaps_apart() -> None:
    codes = [kind.code for kind in MISHAPS if kind is not UnreadableSource]

    assert len(codes) == len(set(codes))
    assert "error" not in codes


def test_a_refusal_comes_out_of_a_reading_process_whole() -> None:
    sent = UnreadableSource("empty", "It is empty.", way_out="Send it again.")

    came = pickle.loads(pickle.dumps(sent))

    assert (came.code, came.message, came.way_out) == (sent.code, sent.message, sent.way_out)


def test_outside_an_inspection_there_is_a_way_in(tmp_path: Path) -> None:
    for done in (iqa(tmp_path, "status"), iqa(tmp_path / "nowhere", "log", "--json")):
        assert done.code == 1
        assert done.out == ""
        first, second = done.err.strip().split("\n")
        assert first.startswith("Error: ")
        assert second.startswith("Try:   iqa init ")


def test_doctor_works_anywhere(tmp_path: Path) -> None:
    done = iqa(tmp_path, "doctor", "--json")

    assert done.code == 0
    assert {c["state"] for c in done.json["checks"]} <= {"ok", "warn"}


def test_a_folder_whose_name_is_odd_is_an_inspection_like_others(tmp_path: Path) -> None:
    place = tmp_path / "it's an; $odd – one"
    assert run("init", str(place)).code == 0
    done = iqa(place, "status")

    assert done.code == 0, done.err
