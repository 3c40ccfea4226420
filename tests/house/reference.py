"""The pages of docs/reference that are written from the program itself."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from typer.main import get_command

import cli
from evidence import errors
from evidence.errors import InspectionError
from evidence.examination.form import IDENTITY
from evidence.inspection import Settings

ROOT = Path(__file__).parents[2]
FLOORS = ("evidence", "coding", "report_builder")
PANELS = ("Every day", "Evidence", "Coding", "Report", "Care")
_PLACEHOLDERS = {"str": "TEXT", "Path": "PATH", "int": "NUMBER", "datetime": "DATE"}
_CODE = re.compile(r"[a-z]+(_[a-z]+)*")
_CARRIERS = {
    "Caution": 0,
    "Notice": 0,
    "UnreadableSource": 0,
    "note": 0,
    "ReportFinding": 0,
    "_of": 1,
    "_odd": 2,
    "Reason": 0,
    "Fault": 0,
    "_to_mend": 0,
    "remark": 1,
    "_refuse": 1,
    "_refuse_heading": 1,
    "_conflict": 1,
    "Remark": 2,
    "_refuse_row": 2,
    "refuse": 1,
    "Defect": 2,
    "_repeated": 2,
}
"""What is called with a code, and which of its arguments the code is."""

HEAD = "<!-- Written from the program: `pytest tests/house --accept` renews this page. -->"


# --- Commands ----------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that can be typed, with its words, in the order of the help's panels."""
    root = get_command(cli.app)
    for panel in PANELS:
        for name, command in root.commands.items():
            if command.rich_help_panel == panel:
                yield from _below(name, command)


def _below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    if not inner or command.invoke_without_command:
        yield words, command
    for name, child in inner.items():
        yield from _below(f"{words} {name}", child)


def commands_page() -> str:
    """Every command with its arguments and options."""
    root = get_command(cli.app)
    lines = [
        HEAD,
        "# Commands",
        "",
        "`iqa COMMAND --help` says the same. Exit codes are in [exit-codes.md](exit-codes.md), the",
        "documents that `--json` prints in [json.md](json.md).",
        "",
        "## Options before the command",
        "",
        "They stand between `iqa` and the command: `iqa --as 'J Marsh' tag`.",
        "",
        *_options(root),
    ]
    for words, command in commands():
        arguments = [_called(p) for p in command.params if _is_argument(p)]
        lines += ["", f"## iqa {words}", "", inspect.cleandoc(command.help or ""), ""]
        options = " [OPTIONS]" if len(arguments) < len(command.params) else ""
        lines += ["```", f"iqa {words}{options} {' '.join(arguments)}".rstrip(), "```", ""]
        lines += _options(command)
    return "\n".join(lines).rstrip() + "\n"


def _is_argument(parameter: Any) -> bool:
    return type(parameter).__name__ == "TyperArgument"


def _options(command: Any) -> list[str]:
    shown = [p for p in command.params if not getattr(p, "hidden", False)]
    if not shown:
        return []
    rows = [f"| `{_called(p)}` | {_told(p)} |" for p in shown]
    return ["| | |", "| --- | --- |", *rows]


def _called(parameter: Any) -> str:
    many = parameter.nargs == -1 or getattr(parameter, "multiple", False)
    if _is_argument(parameter):
        name = (parameter.metavar or parameter.name.upper()).strip("[]")
        name += "..." if many else ""
        return name if parameter.required else f"[{name}]"
    if getattr(parameter, "is_flag", False):
        return " / ".join((*parameter.opts, *parameter.secondary_opts))
    return f"{parameter.opts[0]} {_placeholder(parameter)}"


def _placeholder(parameter: Any) -> str:
    wanted = str(getattr(parameter.type_descriptor.annotation, "__name__", ""))
    inner = re.findall(r"\w+", str(parameter.type_descriptor.annotation))
    for word in (wanted, *reversed(inner)):
        if word in _PLACEHOLDERS:
            return _PLACEHOLDERS[word]
    raise LookupError(f"{parameter.name} is of a type without a placeholder")


def _told(parameter: Any) -> str:
    told = [(parameter.help or "").replace("|", "\\|")]
    if parameter.required and not _is_argument(parameter):
        told.append("Required.")
    if getattr(parameter, "multiple", False) and "again" not in told[0]:
        told.append("May be given several times.")
    default = parameter.default
    if default not in (None, "", 0, False) and not callable(default):
        told.append(f"Default: `{default}`.")
    if getattr(parameter, "envvar", None):
        told.append(f"Or the environment variable `{parameter.envvar}`.")
    return " ".join(told)


def with_json() -> set[str]:
    """The commands that print a JSON document when asked."""
    return {
        words for words, command in commands() if any("--json" in p.opts for p in command.params)
    }


# --- Errors, notices, settings -----------------------------------------------------------


def errors_page() -> str:
    """The tree of errors, as `evidence.errors` draws it, and what each means."""
    drawing = inspect.cleandoc(errors.__doc__ or "").split("\n\n")[1]
    lines = [
        HEAD,
        "# Errors",
        "",
        "A mishap ends a command with exit code 1, one line `Error:` and, where there is a way",
        "out, one line `Try:`, both on standard error. Nothing was done. Anything else, with a",
        "traceback, is a fault of the program.",
        "",
        "```",
        inspect.cleandoc(drawing) if drawing[0] != " " else _outdented(drawing),
        "```",
        "",
        "| Error | Code | What it means |",
        "| --- | --- | --- |",
        *(f"| `{e.__name__}` | {_code(e)} | {_meaning(e)} |" for e in _leaves(InspectionError)),
    ]
    return "\n".join(lines) + "\n"


def _outdented(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines())


def _leaves(error: type[InspectionError]) -> Iterator[type[InspectionError]]:
    children = [e for e in error.__subclasses__() if e.__module__ == "evidence.errors"]
    if not children:
        yield error
    for child in children:
        yield from _leaves(child)


def _code(error: type[InspectionError]) -> str:
    own = error.__dict__.get("code")
    return f"`{own}`" if own else "a [reason code](notices.md#reason-codes)"


def _meaning(error: type[InspectionError]) -> str:
    first = inspect.cleandoc(error.__doc__ or "").split("\n\n")[0]
    return " ".join(first.split()).replace("|", "\\|")


def codes_in_use() -> set[str]:
    """Every code of a notice, defect, refusal or check that the source can give out."""
    found = {f"missing_{place}" for place in IDENTITY}
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            if path.name == "errors.py":  # these have a page of their own
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                found |= set(_codes(node))
    return found


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = [k.value for k in node.keywords if k.arg == "code"]
        place = _CARRIERS.get(name)
        if place is not None:
            # A starred pair, such as a sheet and its cell, stands for two arguments.
            args = [a for a in node.args for _ in range(1 + isinstance(a, ast.Starred))]
            given += args[place : place + 1]
        for argument in given:
            yield from _words(argument)
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
        yield from _words(node.value)
    if isinstance(node, ast.FunctionDef):
        for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
            if argument.arg == "code" and default is not None:
                yield from _words(default)


def _words(node: ast.expr) -> Iterator[str]:
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    for branch in branches:
        if isinstance(branch, ast.Constant) and _CODE.fullmatch(str(branch.value)):
            yield str(branch.value)


def settings_keys() -> dict[str, str]:
    """Every key of inspection.toml with its default, as the file would have it."""
    return dict(_keys(Settings, {}, ""))


def _keys(kind: Any, held: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for field in fields(kind):
        default: Any = held.get(field.name, field.default)
        if default is MISSING and field.default_factory is not MISSING:
            default = field.default_factory()
        name = f"{prefix}{field.name}"
        if is_dataclass(default) and not isinstance(default, type):
            inner = {f.name: getattr(default, f.name) for f in fields(default)}
            yield from _keys(type(default), inner, f"{name}.")
        else:
            yield name, _in_toml(default)


def _in_toml(default: Any) -> str:
    if default is MISSING:
        return "required"
    if isinstance(default, str):
        return f'"{default}"'
    if isinstance(default, date):
        return default.isoformat()
    if isinstance(default, tuple) and default:
        return "see below"
    return "[]" if default == () else str(default)
