"""Notices: what was odd in a file but did not stop us.

A reader never swallows an oddity and never prints it: it returns notices, each with
a locator that a person can use, and the command line shows them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd that did not stop the reading of a file.

    Codes are snake_case and stable (scripts rely on them); the message is one sentence
    that names no evidence text; the locator says where ("p. 2", "table 1, row 4"), or "".
    """

    code: str
    message: str
    locator: str = ""
