"""A machine with Python and pip, and nothing else, gets a working `iqa`."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOOTSTRAP = ROOT / "bootstrap.py"
NEEDED = [
    "LICENSE",
    "README.md",
    "bootstrap.py",
    "cli.py",
    "coding",
    "evidence",
    "examples",
    "pyproject.toml",
    "report_builder",
    "requirements",
]

PRETEND = """
import runpy, sys
sys.version_info = {version}
sys.argv = ["bootstrap.py", "demo"]
runpy.run_path({path!r}, run_name="__main__")
"""

NO_SOCKETS = """
import sys
def refuse(event, arguments):
    if event == "socket.connect":
        raise SystemExit("the network was reached for: %s" % (arguments[1],))
sys.addaudithook(refuse)
"""

Ran = subprocess.CompletedProcess[str]


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Ran:
    """Run a program and keep what it says."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def python_with_pip() -> Path:
    """The Python that an inspector would type: the one .venv was made from has pip."""
    inside = Path(sys.base_prefix)
    for python in (inside / "bin" / "python3", inside / "python.exe", Path(sys.executable)):
        if python.exists() and run(python, "-c", "import pip").returncode == 0:
            return python
    return pytest.fail("no Python with pip was found beside this one")


def cut_off(folder: Path) -> tuple[Sequence[str], dict[str, str]]:
    """What to put before a command, and into its environment, so that it has no network."""
    for prefix in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and run(*prefix, "true").returncode == 0:
            return prefix, {}
    (folder / "sitecustomize.py").write_text(NO_SOCKETS, encoding="utf-8")
    return [], {"PYTHONPATH": str(folder)}


def copy_of_the_checkout(into: Path) -> Path:
    """The files that the set-up needs, in a folder with a blank in its name."""
    checkout = into / "Casework inspection" / "iqa"
    checkout.mkdir(parents=True)
    for name in NEEDED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, checkout / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, checkout)
    return checkout


def test_it_is_readable_by_an_old_python_and_needs_nothing_but_pip() -> None:
    tree = ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 7))

    named = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name for name in named if name not in sys.stdlib_module_names} == {"pip"}


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 14, 0)])
def test_another_python_is_refused_in_one_sentence(version: tuple[int, ...]) -> None:
    ran = run(sys.executable, "-c", PRETEND.format(version=version, path=str(BOOTSTRAP)))

    assert ran.returncode == 1
    assert ran.stderr == (
        f"This needs Python 3.11, 3.12 or 3.13, and here is {version[0]}.{version[1]}.\n"
    )


def test_without_pip_it_says_how_to_get_it() -> None:
    ran = run(sys.executable, "-S", BOOTSTRAP, "bundle", "wheels")

    assert ran.returncode == 1
    assert "pip is missing (Debian: apt install python3-pip" in ran.stderr


def test_an_old_pip_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "pip.py").write_text('__version__ = "22.2.1"\n', encoding="utf-8")

    ran = run(sys.executable, BOOTSTRAP, "bundle", "wheels", env={"PYTHONPATH": str(tmp_path)})

    assert ran.returncode == 1
    assert ran.stderr.startswith("pip 22.2.1 is too old")


@pytest.mark.parametrize("words", [[], ["report"], ["bundle"], ["--wheels", "wheels"]])
def test_a_word_it_does_not_know_gets_the_list_of_those_it_does(words: list[str]) -> None:
    ran = run(sys.executable, BOOTSTRAP, *words)

    assert ran.returncode == 1
    assert "python3 bootstrap.py --wheels FOLDER demo|test|iqa" in ran.stderr


def test_a_set_up_cut_short_is_begun_again(tmp_path: Path) -> None:
    checkout = copy_of_the_checkout(tmp_path)
    empty = tmp_path / "wheels"
    empty.mkdir()
    command = (python_with_pip(), checkout / "bootstrap.py", "--wheels", empty, "iqa", "--help")

    runs = [run(*command, cwd=tmp_path), run(*command, cwd=tmp_path)]

    assert [ran.returncode for ran in runs] == [1, 1]
    assert all("Setting up in" in ran.stdout for ran in runs)
    assert all("pip stopped, for the reason above" in ran.stderr for ran in runs)


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout set up from a folder of wheels, without a network."""
    folder = tmp_path_factory.mktemp("laptop")
    checkout = copy_of_the_checkout(folder)
    python, wheels = python_with_pip(), folder / "the wheels"
    collected = run(python, checkout / "bootstrap.py", "bundle", wheels)
    assert collected.returncode == 0, collected.stderr
    prefix, env = cut_off(folder)
    command = (checkout / "bootstrap.py", "--wheels", wheels, "iqa", "--help")
    ran = run(*prefix, python, *command, cwd=folder, env=env)
    shutil.rmtree(wheels)
    assert ran.returncode == 0, ran.stderr
    assert "Setting up in" in ran.stdout
    return checkout


@pytest.mark.slow
def test_a_laptop_without_a_network_writes_the_demonstration(laptop: Path, tmp_path: Path) -> None:
    prefix, env = cut_off(tmp_path)

    ran = run(*prefix, python_with_pip(), laptop / "bootstrap.py", "demo", cwd=tmp_path, env=env)

    assert ran.returncode == 0, ran.stderr
    assert "Setting up" not in ran.stdout, "the set-up is there already"
    assert list(tmp_path.rglob("*.docx"))


@pytest.mark.slow
def test_a_plain_installation_writes_the_demonstration_too(laptop: Path, tmp_path: Path) -> None:
    environment = laptop / ".venv"
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--force-reinstall"]
    pip = (python_with_pip(), "-m", "pip", "--python", environment)
    installed = run(*pip, "install", *options, laptop, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    for name in ("coding", "evidence", "examples", "report_builder"):
        shutil.rmtree(laptop / name)
    (laptop / "cli.py").unlink()

    iqa = environment / ("Scripts/iqa.exe" if sys.platform == "win32" else "bin/iqa")
    ran = run(iqa, "demo", cwd=tmp_path)

    assert ran.returncode == 0, ran.stderr
    assert list(tmp_path.rglob("*.docx"))
