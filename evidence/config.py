"""Reading `framework.yaml` and `inspection.toml` into values, every fault with file and line.

The files are validated strictly against the dataclasses of `framework.py` and
`inspection.py` (pydantic, at this edge only): a list where a text belongs, an unknown key
or a number that should have been in quotation marks is a sentence, not a surprise later.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import TypeAdapter, ValidationError

from evidence.errors import ConfigurationInvalid
from evidence.framework import Framework
from evidence.inspection import Inspection, Settings

FRAMEWORKS = Path(__file__).parent / "frameworks"
FRAMEWORK_FILE = "framework.yaml"
SETTINGS_FILE = "inspection.toml"

Loc = tuple[str | int, ...]
Value = TypeVar("Value")


def load_inspection(folder: Path) -> Inspection:
    """Read the two files of an inspection folder.

    Raises:
        ConfigurationInvalid: a file is missing or says something that cannot be; one line
            for each fault, with file and line.
    """
    framework = load_framework(folder / FRAMEWORK_FILE)
    settings = load_settings(folder / SETTINGS_FILE)
    require_consistent(framework, settings)
    return Inspection(framework, settings)


def load_framework(path: Path) -> Framework:
    """Read a framework; `extends: NAME` starts from one that ships with the product."""
    text = _read(path)
    data, lines = _yaml(path.name, text)
    if not isinstance(data, dict):
        raise ConfigurationInvalid(f"{path.name}:1: a framework is a list of keys and values")
    base = data.pop("extends", None)
    if base is not None:
        data = {**_shipped(path.name, base, lines), **data}
    return _validated(Framework, path.name, data, lines)


def load_settings(path: Path) -> Settings:
    """Read an inspection's settings."""
    return settings_from(_read(path), path.name)


def settings_from(text: str, name: str = SETTINGS_FILE) -> Settings:
    """Return the settings that a text in TOML states; `name` is what messages call it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationInvalid(
            f"{name}: {error}", way_out="texts are in quotation marks, lists in [brackets]"
        ) from error
    return _validated(Settings, name, _flattened(data), _toml_lines(text))


def shipped_framework(name: str = "iqa") -> str:
    """Return the text of a framework that ships with the product."""
    return (FRAMEWORKS / f"{name}.yaml").read_text(encoding="utf-8")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationInvalid(
            f"{path.name} is missing from {path.parent.name}", way_out="iqa init FOLDER makes one"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationInvalid(
            f"{path.name} is not in UTF-8 (byte {error.start})", way_out="save it as UTF-8 text"
        ) from error


def _shipped(name: str, base: Any, lines: Mapping[Loc, int]) -> dict[str, Any]:
    known = sorted(path.stem for path in FRAMEWORKS.glob("*.yaml"))
    if base not in known:
        raise ConfigurationInvalid(
            f"{name}:{lines.get(('extends',), 1)}: no framework '{base}' ships with iqa",
            way_out=f"extend one of: {', '.join(known)}",
        )
    data, _ = _yaml(f"{base}.yaml", shipped_framework(base))
    return dict(data)


def _yaml(name: str, text: str) -> tuple[Any, dict[Loc, int]]:
    """Return the data of a YAML text, and the line of each of its nodes, by location."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, {}
        lines: dict[Loc, int] = {}
        _mark(node, (), lines)
        return loader.construct_document(node), lines
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigurationInvalid(
            f"{name}:{line}: {error.problem or 'is not YAML'}",
            way_out="look at the indentation and the quotation marks of that line",
        ) from error
    except yaml.YAMLError as error:
        raise ConfigurationInvalid(f"{name}: {error}") from error
    finally:
        loader.dispose()


def _mark(node: yaml.Node, loc: Loc, lines: dict[Loc, int]) -> None:
    lines[loc] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _mark(value, (*loc, str(key.value)), lines)
            lines[(*loc, str(key.value))] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _mark(item, (*loc, index), lines)


def _toml_lines(text: str) -> dict[Loc, int]:
    """Return the line of each key; TOML's reader keeps none, and keys are one to a line."""
    lines: dict[Loc, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words.startswith("["):
            table = words.strip("[] ")
            lines[_loc(table, "")] = number
        elif "=" in words and not words.startswith("#"):
            lines.setdefault(_loc(table, words.split("=", 1)[0].strip()), number)
    return lines


def _loc(table: str, key: str) -> Loc:
    parts = [part for part in (*table.split("."), key) if part]
    return tuple(parts[1:] if parts and parts[0] == "inspection" else parts)


def _flattened(data: dict[str, Any]) -> dict[str, Any]:
    """Lift the keys of [inspection] to the top, where Settings has them."""
    top = data.get("inspection", {})
    rest = {key: value for key, value in data.items() if key != "inspection"}
    return {**top, **rest} if isinstance(top, dict) else data


def _validated(kind: type[Value], name: str, data: Any, lines: Mapping[Loc, int]) -> Value:
    faults = list(_unknown_keys(kind, data, ()))
    try:
        plain = json.dumps(data, default=_iso)
        value = TypeAdapter(kind).validate_json(plain, strict=True)
    except ValidationError as error:
        faults += [(_plain_loc(e["loc"]), _sentence(e)) for e in error.errors()]
    except TypeError as error:
        raise ConfigurationInvalid(f"{name}: {error}") from error
    if faults:
        told = sorted({(_line(loc, lines), _path(loc), said) for loc, said in faults})
        raise ConfigurationInvalid(
            "\n".join(f"{name}:{line}: {path}{said}" for line, path, said in told),
            way_out=f"mend {name} and run the command again",
        )
    return value


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} is not something a setting can be")


def _plain_loc(loc: Iterable[Any]) -> Loc:
    return tuple(part for part in loc if isinstance(part, int | str))


def _sentence(error: Mapping[str, Any]) -> str:
    said, given = str(error["msg"]), error.get("input")
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "string_type" and isinstance(given, bool | int | float):
        return f"put {json.dumps(given)} in quotation marks, so that it is read as a text"
    return said[0].lower() + said[1:]


def _line(loc: Loc, lines: Mapping[Loc, int]) -> int:
    for end in range(len(loc), -1, -1):
        if loc[:end] in lines:
            return lines[loc[:end]]
    return 1


def _path(loc: Loc) -> str:
    return "".join([".".join(str(part) for part in loc), ": "]) if loc else ""


def _unknown_keys(kind: Any, data: Any, loc: Loc) -> Iterable[tuple[Loc, str]]:
    """Find keys that no field has, so that a misspelt setting is never silently ignored."""
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(data, dict):
        hints = _hints(kind)
        for key, value in data.items():
            if key in hints:
                yield from _unknown_keys(hints[key], value, (*loc, key))
            else:
                near = get_close_matches(str(key), hints, n=1)
                meant = f"; did you mean {near[0]}?" if near else ""
                yield (*loc, str(key)), f"there is no such setting{meant}"
    elif get_origin(kind) is tuple and isinstance(data, list):
        for index, item in enumerate(data):
            yield from _unknown_keys(get_args(kind)[0], item, (*loc, index))
    elif get_origin(kind) in {Union, UnionType}:
        for option in get_args(kind):
            yield from _unknown_keys(option, data, loc)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def require_consistent(framework: Framework, settings: Settings) -> None:
    """Refuse settings that name what the framework does not have.

    Raises:
        ConfigurationInvalid: a visited Area or the report's stage is unknown.
    """
    known = {area.name for area in framework.areas}
    for area in settings.visited:
        if area not in known:
            near = get_close_matches(area, known, n=3, cutoff=0.5)
            raise ConfigurationInvalid(
                f"{SETTINGS_FILE}: visited: the framework has no Area '{area}'",
                way_out=f"one of: {', '.join(near or sorted(known))}",
            )
    if settings.stage(settings.report.stage) is None:
        stages = ", ".join(stage.stage for stage in settings.report.stages)
        raise ConfigurationInvalid(
            f"{SETTINGS_FILE}: report.stage: there is no stage '{settings.report.stage}'",
            way_out=f"one of: {stages}",
        )
