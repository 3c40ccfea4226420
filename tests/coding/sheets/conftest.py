"""An inspection with some minutes, tagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.coding.sheet_forms import taken_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return taken_in(tmp_path)
