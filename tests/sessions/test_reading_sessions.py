"""A session that no longer holds is noticed, shown, and renewed without losing its shape."""

from __future__ import annotations

import pytest

from tests.sessions.session import Command, File, difference, matches, renewed, steps_of

PAGE = """\
Take a note in.

```text inbox/note.txt
1. Welcome
```

```console
$ iqa ingest inbox \\
    --area Northshire
1 new
...
$ iqa documents show S999
Error: there is no source S999
[1]
```

```text
Not a file, for it has no name.
```
"""


def test_a_page_is_files_and_commands_with_what_they_say() -> None:
    assert steps_of(PAGE) == [
        File("inbox/note.txt", "1. Welcome\n"),
        Command("iqa ingest inbox --area Northshire", ("1 new", "..."), 9, 11),
        Command("iqa documents show S999", ("Error: there is no source S999", "[1]"), 12, 14),
    ]


@pytest.mark.parametrize(
    ("expected", "actual", "right"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a"], False),
        (["a"], ["a", "b"], False),
        ([], ["a"], False),
        (["a", "..."], ["a"], True),
        (["a", "...", "d"], ["a", "b", "c", "d"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["draft ... of 3"], ["draft 2 of 3"], True),
        (["draft ... of 3"], ["draft 2 of 4"], False),
        (["3 (60%)"], ["3 (60%)"], True),
    ],
)
def test_three_dots_skip_words_or_lines_and_nothing_else(
    expected: list[str], actual: list[str], right: bool
) -> None:
    assert matches(expected, actual) is right


def test_a_diff_shows_the_line_that_changed_and_not_the_lines_skipped() -> None:
    command = Command("iqa status", ("Inspection", "Files ... 210", "Drafts 1"), 0, 3)

    told = difference(command, ["Inspection", "Files examined 210", "Drafts 2"])

    assert told.splitlines()[0] == "$ iqa status"
    assert "-Drafts 1" in told
    assert "+Drafts 2" in told
    assert "-Files" not in told


def test_accepting_keeps_what_was_skipped() -> None:
    expected = ["Code   Suggested", "4a ...", "...", "403 new"]
    actual = ["Code   Suggested", "4a     74", "4b     79", "4c     11", "405 new"]

    now = renewed(expected, actual)

    assert now == ["Code   Suggested", "4a ...", "...", "405 new"]
    assert matches(now, actual)
