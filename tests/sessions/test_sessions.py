"""What the README and the sessions show is what the commands say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sessions.console import play

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs" / "reference").glob("*.md")),
    *sorted(Path(__file__).parent.glob("*.md")),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_say_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    accept = request.config.getoption("--accept")

    differences = play(page, tmp_path, monkeypatch, accept=accept)

    assert not differences, "\n\n".join(["pytest --accept takes this over:", *differences])
