"""Sessions: Markdown in which a person reads what to type, and a test checks what comes back.

    ```text inbox/note.txt        the block becomes that file
    ```console                    lines with "$ " are typed, the lines below are expected
    $ iqa status
    Files examined   210 ...      "..." in a line stands for any words
    ...                           "..." alone stands for any lines, or none
    [1]                           the exit code, where it is not 0
    ```

What a command prints to standard error stands where it appeared.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

ANYTHING = "..."
_BLOCK = re.compile(r"^```(\w+)(?: +(\S.*))?$")


@dataclass(frozen=True, slots=True)
class File:
    """A file that the session's reader is to make."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what it is expected to say; lines `[start, end)` of the session."""

    typed: str
    expected: tuple[str, ...]
    start: int
    end: int


def steps_of(session: str) -> list[File | Command]:
    """Return the files and commands of a session, in order."""
    steps: list[File | Command] = []
    lines = session.splitlines()
    number = 0
    while number < len(lines):
        opening = _BLOCK.match(lines[number])
        number += 1
        if opening is None:
            continue
        end = lines.index("```", number)
        if opening[1] == "console":
            steps += _commands(lines, number, end)
        elif opening[2]:
            steps.append(File(opening[2], "\n".join(lines[number:end]) + "\n"))
        number = end + 1
    return steps


def _commands(lines: list[str], first: int, end: int) -> list[Command]:
    commands = []
    number = first
    while number < end:
        if not lines[number].startswith("$ "):
            raise ValueError(f"line {number + 1} should begin with '$ ': {lines[number]}")
        typed = lines[number][2:]
        while typed.endswith("\\"):
            number += 1
            typed = typed[:-1].rstrip() + " " + lines[number].strip()
        start = number = number + 1
        while number < end and not lines[number].startswith("$ "):
            number += 1
        commands.append(Command(typed, tuple(lines[start:number]), start, number))
    return commands


def matches(expected: Sequence[str], actual: Sequence[str]) -> bool:
    """Whether a command said what was expected of it."""
    first, *others = _runs(expected)
    if not others:
        return len(actual) == len(first) and _begins(first, actual)
    *middle, last = others
    if not _begins(first, actual):
        return False
    rest = actual[len(first) :]
    for run in middle:
        found = (at for at in range(len(rest) + 1) if _begins(run, rest[at:]))
        at = next(found, None)
        if at is None:
            return False
        rest = rest[at + len(run) :]
    return len(rest) >= len(last) and _begins(last, rest[len(rest) - len(last) :])


def _runs(expected: Sequence[str]) -> list[list[str]]:
    """Return the lines between those that stand for any lines."""
    runs: list[list[str]] = [[]]
    for line in expected:
        if line == ANYTHING:
            runs.append([])
        else:
            runs[-1].append(line)
    return runs


def _begins(run: Sequence[str], actual: Sequence[str]) -> bool:
    return len(run) <= len(actual) and all(map(line_matches, run, actual))


def line_matches(expected: str, actual: str) -> bool:
    """Whether a line is the one expected, its "..." standing for any words."""
    pattern = ".*".join(re.escape(part) for part in expected.split(ANYTHING))
    return re.fullmatch(pattern, actual.rstrip()) is not None


def difference(command: Command, actual: Sequence[str]) -> str:
    """Return the diff between what was expected and what would be, were it accepted."""
    now = renewed(command.expected, actual)
    told = difflib.unified_diff(command.expected, now, "expected", "came", lineterm="", n=2)
    return "\n".join((f"$ {command.typed}", *told))


def renewed(expected: Sequence[str], actual: Sequence[str]) -> list[str]:
    """Return what to expect from now on: as it was written where that still holds.

    Lines that were skipped stay skipped where the lines around them allow it.
    """
    likened = _likened(expected, actual)
    made: list[str] = []
    for _, a, b, c, d in difflib.SequenceMatcher(None, likened, actual, False).get_opcodes():
        old = list(expected[a:b])
        if likened[a:b] == list(actual[c:d]):
            made += old
        elif ANYTHING in old:
            before = old.index(ANYTHING)
            after = len(old) - 1 - before
            kept = max(d - after, c + before)
            made += [*actual[c : min(c + before, d)], ANYTHING, *actual[kept:d]]
        else:
            made += actual[c:d]
    return made if matches(made, actual) else list(actual)


def _likened(expected: Sequence[str], actual: Sequence[str]) -> list[str]:
    """Replace each expected line by the actual line that it matches, if there is one."""
    return [
        line
        if line == ANYTHING
        else next((came for came in actual if line_matches(line, came)), line)
        for line in expected
    ]
