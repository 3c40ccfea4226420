"""The documentation names what is there, and everything that is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import reference

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("benchmarks/*.md")])


@pytest.mark.parametrize(
    ("page", "written"),
    [("commands.md", reference.commands_page), ("errors.md", reference.errors_page)],
)
def test_a_page_that_is_written_from_the_program_is_up_to_date(
    page: str, written: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    path = REFERENCE / page
    if request.config.getoption("--accept"):
        path.write_text(written(), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == written(), "pytest tests/house --accept renews it"


def test_every_command_that_prints_json_shows_it() -> None:
    told = (REFERENCE / "json.md").read_text(encoding="utf-8")

    shown = {words for words in reference.with_json() if f"iqa {words} " in told}

    assert reference.with_json() - shown == set()


def test_every_code_that_can_be_met_is_explained() -> None:
    explained = set(
        re.findall(r"^\| `(\w+)` \|", (REFERENCE / "notices.md").read_text("utf-8"), re.MULTILINE)
    )

    assert explained == reference.codes_in_use()


def test_every_setting_is_explained_with_its_default() -> None:
    page = (REFERENCE / "configuration.md").read_text(encoding="utf-8")

    explained = dict(re.findall(r"^\| `([\w.]+)` \| (.+?) \|", page, re.MULTILINE))

    defaults = {key: f"`{value}`" for key, value in reference.settings_keys().items()}
    assert explained == {k: v.replace("`required`", "required") for k, v in defaults.items()}


HOP = re.compile(r"`((?:evidence|coding|report_builder)/[\w/]+\.py|cli\.py):(\w+)`")


def hops() -> list[tuple[str, str]]:
    """Each `path:name` that the documentation mentions."""
    return sorted({hop for page in PAGES for hop in HOP.findall(page.read_text("utf-8"))})


@pytest.mark.parametrize(("path", "name"), hops())
def test_a_place_in_the_code_that_a_page_names_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))

    defined = {node.name for node in ast.walk(tree) if hasattr(node, "name")}
    assigned = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert name in defined | assigned


def test_the_house_tour_reaches_the_page_in_eight_hops() -> None:
    tour = (ROOT / "docs" / "house-tour.md").read_text(encoding="utf-8")

    way_up = re.findall(r"^(\d+)\. ", tour, re.MULTILINE)

    assert way_up[:8] == [str(n) for n in range(1, 9)]
    assert "9" not in way_up


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))

    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_names_only_commands_that_exist(page: Path) -> None:
    known = {words for words, _ in reference.commands()}
    groups = {words.split()[0] for words in known}
    text = page.read_text(encoding="utf-8")

    for words in re.findall(r"(?:`|^\$ )iqa ([a-z]+(?: [a-z][a-z-]+)?)", text, re.MULTILINE):
        first, _, second = words.partition(" ")
        assert first in groups, words
        group = any(command.startswith(f"{words} ") for command in known)
        assert words in known or group or first in known or not second, words
