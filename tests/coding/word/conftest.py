"""An inspection with some minutes, tagged, and its coding document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import inspection, iqa, write
from tests.coding.word_forms import MINUTES, export


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", MINUTES)
    assert iqa(place, "ingest", tmp_path / "inbox").code == 0
    assert iqa(place, "tag").code == 0
    return place


@pytest.fixture
def sent(folder: Path, tmp_path: Path) -> Path:
    return export(folder, tmp_path / "s1.docx")
