"""Reading `framework.yaml` and `inspection.toml` into values, every fault with file and line.

The files are validated strictly against the dataclasses of `framework.py` and
`inspection.py` (pydantic, at this edge only): a list where a text belongs, an unknown key
or a number that should have been in quotation marks is a sentence, not a surprise later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from evidence.config_text import Loc, read_text, shipped_yaml, toml_lines, toml_of, yaml_of
from evidence.errors import ConfigurationInvalid
from evidence.framework import Framework, GuidanceVersion
from evidence.inspection import ExaminationSettings, Inspection, Settings
from evidence.place import SETTINGS_FILE

FRAMEWORKS = Path(__file__).parent / "frameworks"
SHIPPED_FRAMEWORK = FRAMEWORKS / "iqa.yaml"
FRAMEWORK_FILE = "framework.yaml"

Value = TypeVar("Value")


def load_inspection(folder: Path) -> Inspection:
    """Read the two files of an inspection folder.

    Raises:
        ConfigurationInvalid: a file is missing or says something that cannot be; one line
            for each fault, with file and line.
    """
    framework = load_framework(folder / FRAMEWORK_FILE)
    text = read_text(folder / SETTINGS_FILE)
    settings = settings_from(text)
    require_consistent(framework, settings, text)
    return Inspection(_as_set(framework, settings.examination), settings)


def _as_set(framework: Framework, settings: ExaminationSettings) -> Framework:
    """Return the framework with the days for comments and the guidance that the settings count.

    The scoping document names October 2021, October 2022 and July 2023 in different places.
    """
    framework = replace(framework, comment_days=settings.comment_days)
    days = settings.guidance
    if not days:
        return framework
    known = {version.dated: version for version in framework.guidance}
    other = "Another version of the guidance came into use."
    versions = (known.get(day) or GuidanceVersion(day, other) for day in sorted(set(days)))
    return replace(framework, guidance=tuple(versions))


def load_framework(path: Path) -> Framework:
    """Read a framework; `extends: NAME` starts from one that ships with the product."""
    text = read_text(path)
    data, lines = yaml_of(path.name, text)
    if not isinstance(data, dict):
        raise ConfigurationInvalid(f"{path.name}:1: a framework is a list of keys and values")
    base = data.pop("extends", None)
    if base is not None:
        data = {**_shipped(path.name, base, lines), **data}
    return _validated(Framework, path.name, data, lines)


def load_settings(path: Path) -> Settings:
    """Read an inspection's settings."""
    return settings_from(read_text(path), path.name)


def settings_from(text: str, name: str = SETTINGS_FILE) -> Settings:
    """Return the settings that a text in TOML states; `name` is what messages call it."""
    return _validated(Settings, name, _flattened(toml_of(name, text)), toml_lines(text))


def _shipped(name: str, base: Any, lines: Mapping[Loc, int]) -> dict[str, Any]:
    known = sorted(path.stem for path in FRAMEWORKS.glob("*.yaml"))
    if base not in known:
        raise ConfigurationInvalid(
            f"{name}:{lines.get(('extends',), 1)}: no framework '{base}' ships with iqa",
            way_out=f"extend one of: {', '.join(known)}",
        )
    return dict(shipped_yaml(read_text(FRAMEWORKS / f"{base}.yaml")))


def _flattened(data: dict[str, Any]) -> dict[str, Any]:
    """Lift the keys of [inspection] to the top, where Settings has them."""
    top = data.get("inspection", {})
    rest = {key: value for key, value in data.items() if key != "inspection"}
    return {**top, **rest} if isinstance(top, dict) else data


def _validated(kind: type[Value], name: str, data: Any, lines: Mapping[Loc, int]) -> Value:
    faults = list(_passed_over(kind, data, ()))
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


def _passed_over(kind: Any, data: Any, loc: Loc) -> Iterable[tuple[Loc, str]]:
    """Find what would be passed over in silence: keys no field has, dates read as texts."""
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(data, dict):
        yield from _unknown_keys(kind, data, loc)
    elif get_origin(kind) is tuple and isinstance(data, list):
        for index, item in enumerate(data):
            yield from _passed_over(get_args(kind)[0], item, (*loc, index))
    elif kind is str and isinstance(data, date):
        yield loc, f"put {data} in quotation marks, so that it is read as a text"
    elif get_origin(kind) in {Union, UnionType}:
        for option in get_args(kind):
            yield from _passed_over(option, data, loc)


def _unknown_keys(kind: Any, data: dict[Any, Any], loc: Loc) -> Iterable[tuple[Loc, str]]:
    hints = _hints(kind)
    for key, value in data.items():
        if key in hints:
            yield from _passed_over(hints[key], value, (*loc, key))
        else:
            near = get_close_matches(str(key), hints, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            yield (*loc, str(key)), f"there is no such setting{meant}"


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def require_consistent(framework: Framework, settings: Settings, text: str = "") -> None:
    """Refuse settings that name what the framework does not have; `text` is how they stand.

    Raises:
        ConfigurationInvalid: a visited Area, the report's stage or one of the timetable's
            is unknown.
    """
    lines = toml_lines(text)
    _require_stages(framework, settings, lines)
    known = {area.name for area in framework.areas}
    for area in settings.visited:
        if area not in known:
            near = get_close_matches(area, known, n=3, cutoff=0.5)
            raise ConfigurationInvalid(
                f"{SETTINGS_FILE}:{_line(('visited',), lines)}: visited: "
                f"the framework has no Area '{area}'",
                way_out=f"one of: {', '.join(near or sorted(known))}",
            )
    if settings.stage(settings.report.stage) is None:
        stages = ", ".join(stage.stage for stage in settings.report.stages)
        raise ConfigurationInvalid(
            f"{SETTINGS_FILE}:{_line(('report', 'stage'), lines)}: report.stage: "
            f"there is no stage '{settings.report.stage}'",
            way_out=f"one of: {stages}",
        )


def _require_stages(framework: Framework, settings: Settings, lines: Mapping[Loc, int]) -> None:
    stages = [stage.stage_id for stage in framework.stages]
    for stage_id in settings.timetable:
        if stage_id not in stages:
            raise ConfigurationInvalid(
                f"{SETTINGS_FILE}:{_line(('timetable', stage_id), lines)}: timetable: "
                f"the framework has no stage '{stage_id}'",
                way_out=f"one of: {', '.join(stages)}",
            )
