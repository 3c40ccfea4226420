"""The cue rules: files of families of patterns that an inspector can read and extend.

    lists:
      fault: issue~, problem~, weakness~
    families:
      - id: same-fault-again
        code: 4a
        weight: 2.0
        meaning: the same fault is seen in more than one file
        patterns: |
          same {fault}
        matches: |
          The same problem came up in both units.
        spares: |
          The problem was put right the same day.

`code` is a criterion ("4a"), a channel of one ("4c-cqb"), or the part that a family plays in
the context: "about" and "trap" (is this about quality assessments at all), "negator",
"aside" (a negative word that denies nothing), "unreal" (hypothesis), "plan", "hearsay",
"partly", "single" (one file's own feedback). "question-4a" and the like say what a question
or a heading is about, and are tried on nothing else.
`weight` is in log-odds: how much one match speaks for the code before anything is learned.
Every sentence under `matches` must match its family, and none under `spares` may.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from coding.taggers.matching import Matcher
from coding.taggers.patterns import Pattern, PatternInvalid, compile_patterns
from evidence.errors import RulesInvalid

NAME = "cues-1"
CODES = ("4a", "4b", "4c", "4d")
CONTEXTS = ("about", "trap", "single", "negator", "aside", "unreal", "plan", "hearsay", "partly")
QUESTION = "question-"
"""Families of this code are tried on questions and headings only, for the code behind it."""
_FAMILY_KEYS = {"id", "code", "weight", "meaning", "patterns", "matches", "spares", "polarity"}


@dataclass(frozen=True, slots=True)
class Family:
    """Patterns that mean the same thing for one code; `weight` is in log-odds."""

    family_id: str
    code: str
    weight: float
    meaning: str
    patterns: tuple[Pattern, ...]
    polarity: str = ""
    matches: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    pack: str = ""
    line: int = 0
    criterion: str = ""
    """The criterion that a channel belongs to, or the code itself."""
    feature: str = ""
    """The name under which the scorecard weighs the family."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All families, in the order of their files, and the lists of words they use."""

    families: tuple[Family, ...]
    lists: Mapping[str, tuple[str, ...]]
    version: str

    def matcher(self) -> Matcher:
        """Return the matcher of every family's patterns and every list's own words."""
        return Matcher((f.family_id, p) for f in self.families for p in f.patterns)

    def get(self, family_id: str) -> Family:
        """Return a family by its id."""
        return next(family for family in self.families if family.family_id == family_id)


@cache
def shipped_rules() -> RuleSet:
    """Return the rules that come with the program."""
    folder = resources.files("coding.taggers") / "rules"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return read_rules({f.name: f.read_text(encoding="utf-8") for f in files})


def rules_with(extra: Path) -> RuleSet:
    """Return the shipped rules with a user's own file of rules behind them.

    A family of the user's whose id is shipped takes its place; a list of a shipped name adds
    to it.

    Raises:
        RulesInvalid: the file cannot be read, or breaks the rules' form; with its line.
    """
    try:
        own = extra.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesInvalid(
            f"{extra} cannot be read as text", way_out="save it as UTF-8, or name another file"
        ) from error
    folder = resources.files("coding.taggers") / "rules"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    texts = {f.name: f.read_text(encoding="utf-8") for f in files}
    return read_rules({**texts, extra.name: own}, own=extra.name)


def read_rules(texts: Mapping[str, str], *, own: str = "") -> RuleSet:
    """Read rules from the texts of their files, by name; those of the file `own` come first.

    Raises:
        RulesInvalid: a file breaks the rules' form; the message says which and where.
    """
    parsed = {name: _parse(name, text) for name, text in texts.items()}
    lists: dict[str, tuple[str, ...]] = {}
    for name, document in parsed.items():
        for key, words in document.get("lists", {}).items():
            if not isinstance(words, str):
                raise _invalid(name, document, f"the list '{key}' is not words between commas")
            lists[key] = lists.get(key, ()) + _words(words)
    families = [
        _family(name, entry, lists)
        for name, document in parsed.items()
        for entry in document.get("families", ())
    ]
    theirs = {family.family_id for family in families if family.pack == own}
    families = [f for f in families if f.pack == own or f.family_id not in theirs]
    _no_namesakes(families)
    return RuleSet(tuple(families), lists, f"{NAME}-{_digest(texts)}")


# --- Reading ------------------------------------------------------------------------


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise RulesInvalid(
            f"{name}{where}: this is not YAML", way_out="compare it with `iqa tag rules show`"
        ) from error
    value = _plain(node) if node is not None else {}
    if not isinstance(value, dict) or not set(value) <= {"lists", "families", "line"}:
        raise RulesInvalid(
            f"{name}: rules have 'lists' and 'families' and nothing else",
            way_out="compare it with `iqa tag rules show`",
        )
    return value


def _plain(node: yaml.Node) -> Any:
    """Return a node's plain value; a mapping also says on which `line` it begins."""
    if isinstance(node, yaml.MappingNode):
        pairs = {str(key.value): _plain(value) for key, value in node.value}
        return pairs | {"line": node.start_mark.line + 1} if "id" in pairs else pairs
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)


def _family(name: str, entry: Any, lists: Mapping[str, tuple[str, ...]]) -> Family:
    if not isinstance(entry, dict) or not entry.get("id") or not entry.get("code"):
        raise _invalid(name, entry, "a family needs an id and a code")
    if odd := sorted(set(entry) - _FAMILY_KEYS - {"line"}):
        raise _invalid(name, entry, f"a family has no '{odd[0]}'")
    code = str(entry["code"])
    if code not in CONTEXTS and not code[:1].isdigit() and not code.startswith(QUESTION):
        raise _invalid(name, entry, f"'{code}' is neither a code nor a part of the context")
    return Family(
        family_id=str(entry["id"]),
        code=code,
        weight=_weight(name, entry),
        meaning=str(entry.get("meaning", "")),
        patterns=_patterns(name, entry, lists),
        polarity=str(entry.get("polarity", "")),
        matches=tuple(_lines(entry.get("matches"))),
        spares=tuple(_lines(entry.get("spares"))),
        pack=name,
        line=int(entry["line"]),
        criterion=code.partition("-")[0],
        feature=f"cue {entry['id']}",
    )


def _weight(name: str, entry: dict[str, Any]) -> float:
    try:
        return float(entry.get("weight", 1.0))
    except ValueError as error:
        raise _invalid(name, entry, "a weight is a number, such as 1.5") from error


def _patterns(
    name: str, entry: dict[str, Any], lists: Mapping[str, tuple[str, ...]]
) -> tuple[Pattern, ...]:
    sources = list(_lines(entry.get("patterns")))
    if not sources:
        raise _invalid(name, entry, "a family needs at least one pattern")
    try:
        return tuple(p for source in sources for p in compile_patterns(source, lists))
    except PatternInvalid as error:
        raise _invalid(name, entry, str(error)) from error


def _lines(block: Any) -> Iterator[str]:
    """A block of lines, or a YAML list of them."""
    lines = block.splitlines() if isinstance(block, str) else block or ()
    return (line.strip() for line in lines if line.strip())


def _words(words: str) -> tuple[str, ...]:
    return tuple(word for word in (" ".join(w.split()) for w in words.split(",")) if word)


def _no_namesakes(families: list[Family]) -> None:
    seen: dict[str, Family] = {}
    for family in families:
        if family.family_id in seen:
            raise RulesInvalid(
                f"{family.pack}, line {family.line}: '{family.family_id}' is there already",
                way_out="give one of them another id",
            )
        seen[family.family_id] = family


def _invalid(name: str, entry: Any, what: str) -> RulesInvalid:
    line = entry.get("line", "") if isinstance(entry, dict) else ""
    where = f"{name}, line {line}" if line else name
    which = f" ('{entry['id']}')" if isinstance(entry, dict) and entry.get("id") else ""
    return RulesInvalid(
        f"{where}{which}: {what}", way_out="correct it; `iqa tag rules check` reads it again"
    )


def _digest(texts: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(texts[name].replace("\r\n", "\n").encode())
    return digest.hexdigest()[:8]
