"""The demonstration, built once for all the tests that look into it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.demo.folder import Demonstration, run


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The folder that the gate built, or one built here."""
    built = os.environ.get("IQA_DEMO")
    if built:
        configured = [p.parent for p in sorted(Path(built).rglob("inspection.toml"))]
        return Demonstration(configured[0])
    folder = tmp_path_factory.mktemp("demonstration") / "demo"
    done = run("demo", str(folder))
    assert done.returncode == 0, done.stderr
    return Demonstration(folder)
