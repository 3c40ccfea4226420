"""The texts of configuration: YAML and TOML as plain data, with the line of every key.

What a reader of such files would pass over in silence is a fault here: a key that is
written twice, of which only the last would count, and in YAML a value that is written
elsewhere and repeated by an alias.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from evidence.errors import ConfigurationInvalid

Loc = tuple[str | int, ...]
_DEEPEST = 50
_TOML_PLACE = re.compile(r" \(at line (\d+).*\)| \(at end of document\)")


def read_text(path: Path) -> str:
    """Return a file's text.

    Raises:
        ConfigurationInvalid: it is missing, cannot be read, or is not in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationInvalid(
            f"{path.name} is missing from {path.absolute().parent.name}",
            way_out="iqa init FOLDER makes one",
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationInvalid(
            f"{path.name} is not in UTF-8 (byte {error.start})", way_out="save it as UTF-8 text"
        ) from error
    except OSError as error:
        raise ConfigurationInvalid(
            f"{path.name} cannot be read: {error.strerror}", way_out="look whether it is a file"
        ) from error


def toml_of(name: str, text: str) -> dict[str, Any]:
    """Return the data of a TOML text.

    Raises:
        ConfigurationInvalid: it is not TOML; with its line.
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = str(error)
        found = _TOML_PLACE.search(said)
        line = found[1] if found and found[1] else len(text.splitlines()) or 1
        words = said[: found.start()] if found else said
        raise ConfigurationInvalid(
            f"{name}:{line}: {words[:1].lower()}{words[1:]}",
            way_out="texts are in quotation marks, lists in [brackets]",
        ) from error


def toml_lines(text: str) -> dict[Loc, int]:
    """Return the line of each key; TOML's reader keeps none, and keys are one to a line."""
    lines: dict[Loc, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words.startswith("["):
            table = words.split("#")[0].strip("[] ")
            lines[_loc(table, "")] = number
        elif "=" in words and not words.startswith("#"):
            lines.setdefault(_loc(table, words.split("=", 1)[0].strip()), number)
    return lines


def _loc(table: str, key: str) -> Loc:
    parts = [part for part in (*table.split("."), key) if part]
    return tuple(parts[1:] if parts and parts[0] == "inspection" else parts)


def yaml_of(name: str, text: str) -> tuple[Any, dict[Loc, int]]:
    """Return the data of a YAML text, and the line of each of its nodes, by location.

    Raises:
        ConfigurationInvalid: it is not YAML, has a key twice, or repeats by an alias.
    """
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, {}
        marks = _Marks(name)
        marks.mark(node, ())
        return loader.construct_document(node), marks.lines
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigurationInvalid(
            f"{name}:{line}: {error.problem or 'is not YAML'}",
            way_out="look at the indentation and the quotation marks of that line",
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigurationInvalid(f"{name}: {error}", way_out=f"mend {name}") from error
    except RecursionError as error:
        raise ConfigurationInvalid(f"{name}: is nested too deeply", way_out=_FLATTER) from error
    finally:
        loader.dispose()


def yaml_text(data: Any) -> str:
    """Return data as YAML that a person can read and change; keys stay in their order."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=98)


def shipped_yaml(text: str) -> Any:
    """Return the data of a YAML text that ships with the product, where no fault is to be found.

    By libyaml where it is there: every command reads such a file.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders


_FLATTER = "look for a [ or { that is never closed"


class _Marks:
    """The line of each node of a YAML text; a node met twice is an alias."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Loc, int] = {}
        self.seen: set[int] = set()

    def mark(self, node: yaml.Node, loc: Loc) -> None:
        """Note where a node and all within it stand."""
        line = node.start_mark.line + 1
        if id(node) in self.seen:
            raise self._fault(line, "is repeated by an alias (*)", "write it out in each place")
        if len(loc) > _DEEPEST:
            raise self._fault(line, "is nested too deeply", _FLATTER)
        self.seen.add(id(node))
        self.lines[loc] = line
        if isinstance(node, yaml.MappingNode):
            self._mapping(node, loc)
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self.mark(item, (*loc, index))

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> None:
        known: set[str] = set()
        for key, value in node.value:
            said, line = str(key.value), key.start_mark.line + 1
            if said in known:
                raise self._fault(line, f"'{said}' is written twice", "keep one of them")
            known.add(said)
            self.mark(value, (*loc, said))
            self.lines[(*loc, said)] = line

    def _fault(self, line: int, said: str, way_out: str) -> ConfigurationInvalid:
        return ConfigurationInvalid(f"{self.name}:{line}: {said}", way_out=way_out)
