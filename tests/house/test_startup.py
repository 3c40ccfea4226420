"""`iqa --help` answers at once, because heavy libraries wait for the command that needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"alembic", "docx", "lxml", "numpy", "openpyxl", "pandas", "pydantic", "rich", "spacy"}
HEAVY |= {"sqlalchemy", "tomlkit", "yaml"}


def test_the_front_door_loads_no_heavy_library() -> None:
    asked = "import sys, cli; print(*sys.modules)"

    ran = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(ran.stdout.split()) & HEAVY == set()
