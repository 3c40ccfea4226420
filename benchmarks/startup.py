"""How soon `iqa --help` answers, against a bare Typer program with as many commands.

    .venv/bin/python benchmarks/startup.py [RUNS]

Both are started afresh and in turn, so that whatever else the machine does falls on both.
The bare program has our groups, commands, options and help, and commands that do nothing:
what it takes is Typer's own, and the ratio is what we add.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from typer.main import get_command

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
import cli  # noqa: E402 - the checkout's, wherever this is started from

TARGET = 1.5
OURS = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from cli import main; main()"


def bare_program() -> str:
    """Return a Typer program with our commands and options, and nothing behind them."""
    lines = ["from typing import Annotated", "import typer", "app = typer.Typer()"]
    _group(get_command(cli.app), "app", lines)
    return "\n".join([*lines, "app()"])


def _group(group: Any, name: str, lines: list[str]) -> None:
    for number, (word, command) in enumerate(group.commands.items()):
        inner = f"{name}_{number}"
        panel = command.rich_help_panel if isinstance(command.rich_help_panel, str) else None
        if hasattr(command, "commands"):
            lines.append(f"{inner} = typer.Typer(help={command.help!r})")
            _group(command, inner, lines)
            lines.append(f"{name}.add_typer({inner}, name={word!r}, rich_help_panel={panel!r})")
            continue
        options = ", ".join(
            f"a{at}: Annotated[str, typer.Option('--{p.name}', help={help_of(p)!r})] = ''"
            for at, p in enumerate(command.params)
        )
        lines.append(f"@{name}.command({word!r}, rich_help_panel={panel!r})")
        lines.append(f"def {inner}({options}) -> None:\n    {command.help!r}")


def help_of(parameter: Any) -> str:
    """Return what help says of an option."""
    return str(getattr(parameter, "help", "") or "")


def seconds(command: list[str]) -> float:
    """Return how long a program took to answer."""
    began = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else 20
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bare.py").write_text(bare_program(), encoding="utf-8")
        # Imported, so that Python keeps it compiled, as it does ours.
        bare = f"import sys; sys.path.insert(0, {folder!r}); import bare"
        programs = {
            "bare Python": [sys.executable, "-c", "pass"],
            "bare Typer": [sys.executable, "-c", bare, "--help"],
            "iqa --help": [sys.executable, "-c", OURS, "--help"],
        }
        for command in programs.values():
            seconds(command)  # once for the caches
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(runs):
            for name, command in programs.items():
                taken[name].append(seconds(command))
    for name, times in taken.items():
        print(
            f"{name:<12} median {median(times) * 1000:6.0f} ms   best {min(times) * 1000:6.0f} ms"
        )
    pairs = zip(taken["iqa --help"], taken["bare Typer"], strict=True)
    ratio = median(ours / bare for ours, bare in pairs)
    print(
        f"iqa --help takes {ratio:.2f} times bare Typer (target {TARGET}), median of {runs} pairs"
    )


if __name__ == "__main__":
    main()
