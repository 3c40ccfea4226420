"""Memos: what inspectors note while they read, in one place whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class About(StrEnum):
    """What a memo can be about."""

    CODING = "coding"
    SOURCE = "source"
    CODE = "code"
    INSPECTION = "inspection"


@dataclass(frozen=True, slots=True)
class Memo:
    """A note; `about_id` names the coding, source or code, and is "" for the inspection."""

    memo_id: str
    about: About
    about_id: str
    text: str
    author: str
    at: datetime
    withdrawn: bool = False
