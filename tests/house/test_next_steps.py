"""What the program tells people to type next exists, and every command explains itself."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

import cli
from tests.builders import run

ROOT = Path(__file__).parents[2]
MENTION = re.compile(r"(?:^|[`(]|Try: +)(iqa (?:[a-z]|--inspection)[^\n`;(]*)")
PROSE = {"is"}
"""What follows the program's name where it is spoken of, not called."""
REPORTS_NOTHING = {"report template", "report check"}


def commands() -> dict[str, click.Command]:
    """Return every command by the words that call it."""

    def within(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
        for name, command in group.commands.items():
            path = (*words, name)
            yield " ".join(path), command
            if hasattr(command, "commands"):
                yield from within(command, path)  # type: ignore[arg-type]

    root = typer.main.get_command(cli.app)
    return dict(within(root, ()))  # type: ignore[arg-type]


COMMANDS = commands()
LEAVES = {words: c for words, c in COMMANDS.items() if not hasattr(c, "commands")}


def mentions() -> Iterator[tuple[str, str]]:
    """Go through the texts of the program that tell somebody to type a command."""
    for floor in ("evidence", "coding", "report_builder"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            if {"readers", "examination"} & set(path.parts):
                continue  # words that they look for, not words that they say
            tree = ast.parse(path.read_text(encoding="utf-8"))
            documentation = {
                id(node.value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            }
            joined = {
                id(value)
                for node in ast.walk(tree)
                if isinstance(node, ast.JoinedStr)
                for value in node.values
            }
            for node in ast.walk(tree):
                if id(node) in documentation or id(node) in joined:
                    continue
                for said in MENTION.findall(_text(node)):
                    if said.split()[1] in PROSE:
                        continue
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", said  # type: ignore[attr-defined]


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "X" for part in node.values
        )
    return ""


MENTIONS = sorted(set(mentions()))


def test_there_is_something_to_look_at() -> None:
    assert len(MENTIONS) > 50
    assert len(LEAVES) > 25


@pytest.mark.parametrize(("where", "said"), MENTIONS, ids=lambda value: str(value)[:60])
def test_a_command_that_is_named_exists_with_its_options(where: str, said: str) -> None:
    words = shlex.split(said.replace("'", '"') if said.count("'") % 2 else said)[1:]
    if words[0] == "--inspection":  # for whatever command the person meant
        return
    name = max(
        (" ".join(words[:n]) for n in (1, 2, 3) if " ".join(words[:n]) in COMMANDS),
        key=len,
        default="",
    )
    assert name, f"{where} says: {said}"
    options = {o for p in COMMANDS[name].params for o in (*p.opts, *p.secondary_opts)}
    used = {word.partition("=")[0].rstrip(".,") for word in words if word.startswith("--")}
    assert used <= options, f"{where} says: {said}"


@pytest.mark.parametrize("words", sorted(COMMANDS))
def test_every_command_says_what_it_is_for(words: str) -> None:
    command = COMMANDS[words]

    assert command.help, words
    done = run(*words.split(), "--help")
    assert done.code == 0
    assert "Usage:" in done.out
    for parameter in command.params:
        if parameter.name != "help":
            assert getattr(parameter, "help", "x"), f"{words} {parameter.name}"


@pytest.mark.parametrize("words", sorted(set(LEAVES) - REPORTS_NOTHING))
def test_every_command_that_reports_can_report_to_scripts(words: str) -> None:
    assert "--json" in {option for p in LEAVES[words].params for option in p.opts}


def test_help_of_the_whole_names_the_groups() -> None:
    done = run("--help")

    assert done.code == 0
    for panel in ("Every day", "Evidence", "Coding", "Report", "Care"):
        assert panel in done.out


@pytest.mark.parametrize(
    "words", [["nothing"], ["status", "--colour"], ["exam", "sing"], ["undo", "--x"]]
)
def test_wrong_usage_ends_with_two_and_says_so_on_standard_error(words: list[str]) -> None:
    done = run(*words)

    assert done.code == 2
    assert done.out == ""
    assert "Usage:" in done.err
