"""The example's lists and forms come from their scripts, byte for byte."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from tests.inspections import EXAMPLE


def script(name: str) -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLE / "making" / f"{name}.py"))


def test_the_case_list_and_the_volumes_are_those_that_their_scripts_write() -> None:
    for name in ("case_list", "volumes"):
        made = script(name)
        kept = (EXAMPLE / made["NAME"]).read_bytes().decode("utf-8")
        assert made["written"]() == kept


def test_the_second_look_and_its_corrections_are_those_that_the_script_makes(
    tmp_path: Path,
) -> None:
    made = script("second_look")

    for name, files in (("SECOND", made["seconds"]()), ("CORRECTED", made["corrected"]())):
        made["make"](tmp_path / "again.xlsx", files)
        assert (tmp_path / "again.xlsx").read_bytes() == (EXAMPLE / made[name]).read_bytes()


def test_the_three_raters_forms_are_those_that_the_script_makes(tmp_path: Path) -> None:
    made = script("consistency")

    made["write"](tmp_path)
    kept = sorted((EXAMPLE / made["FOLDER"]).iterdir())
    assert len(kept) == 3
    for path in kept:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
