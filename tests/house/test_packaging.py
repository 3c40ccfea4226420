"""What is promised in pyproject.toml is what is pinned, packed and installed."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements" / "lock.txt").read_text(encoding="utf-8")
DEVELOPMENT = (ROOT / "requirements" / "development.in").read_text(encoding="utf-8")
EXAMPLE = "examples/invented-inspection"


def pins() -> dict[str, tuple[Requirement, int]]:
    """Each pinned library with the number of its hashes."""
    entries = LOCK.replace("\\\n", " ").splitlines()
    found: dict[str, tuple[Requirement, int]] = {}
    for entry in entries:
        requirement, *hashes = entry.split("--hash=sha256:")
        pinned = Requirement(requirement)
        found[canonicalize_name(pinned.name)] = (pinned, len(hashes))
    return found


def asked_for() -> Iterator[Requirement]:
    """Everything that the project itself names: to run, to build, to develop."""
    lines = DEVELOPMENT.splitlines()
    named = [line for line in lines if line and not line.startswith("#")]
    for line in (*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], *named):
        yield Requirement(line)


def test_every_library_asked_for_is_pinned_within_its_range() -> None:
    locked = pins()

    for wanted in asked_for():
        pinned, _ = locked[canonicalize_name(wanted.name)]
        (version,) = (specifier.version for specifier in pinned.specifier)
        assert pinned.marker is None, f"{wanted.name} is not pinned for every system"
        assert wanted.specifier.contains(version), f"{wanted} does not allow {version}"


def test_every_pin_is_one_version_with_its_hashes() -> None:
    for pinned, hashes in pins().values():
        assert re.fullmatch(r"==[^*]+", str(pinned.specifier)), pinned
        assert hashes > 0, pinned


@pytest.mark.parametrize("word", ["://", "--index", "--extra-index", "--find-links", " @ "])
def test_the_lock_does_not_say_where_libraries_come_from(word: str) -> None:
    assert word not in LOCK


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The package as `pip install .` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return zipfile.ZipFile(built)


def files_under(folder: str) -> set[str]:
    """The files of a folder of the checkout, without what Python leaves behind."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.mark.parametrize("package", ["evidence", "coding", "report_builder"])
def test_the_package_brings_every_file_of_the_three_floors(
    wheel: zipfile.ZipFile, package: str
) -> None:
    packed = {name for name in wheel.namelist() if name.startswith(f"{package}/")}

    assert {name for name in packed if "/example/" not in name} == files_under(package)


def test_the_package_brings_the_example_that_the_demonstration_reads(
    wheel: zipfile.ZipFile,
) -> None:
    packed = {name for name in wheel.namelist() if name.startswith("report_builder/example/")}

    expected = files_under(EXAMPLE)

    assert expected
    assert packed == {name.replace(EXAMPLE, "report_builder/example", 1) for name in expected}


def test_the_package_brings_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" not in name}

    assert tops == {"evidence", "coding", "report_builder", "cli.py"}


def test_the_package_makes_the_command_iqa(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))

    assert wheel.read(entry_points).decode().split() == [
        "[console_scripts]",
        "iqa",
        "=",
        "cli:main",
    ]
