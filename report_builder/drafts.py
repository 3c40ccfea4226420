"""Drafts: each report that was built, kept for ever with the tree it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from report_builder.document import Document


@dataclass(frozen=True, slots=True)
class Draft:
    """A built report.

    `content_sha256` is the hash of the tree without its number and time: two drafts of
    the same evidence share it. `sha256` is the hash of the Word file's bytes.
    """

    number: int
    stage: str
    document: Document
    content_sha256: str
    sha256: str
    file_name: str
    made_by: str
    at: datetime
