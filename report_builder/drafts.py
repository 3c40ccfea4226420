"""Drafts: each report that was built, kept for ever with the tree it came from.

A draft is a Word file too, and files come back: edited, or commented on by the CPS. Every
one is kept byte for byte beside the draft it came from, so that what was changed in it can
always be told from what the evidence changed.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


class FileKind(StrEnum):
    """How a kept Word file came to be."""

    GENERATED = "generated"
    EDITED = "edited"
    RETURNED = "returned"
    MERGED = "merged"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A Word file in the store: which draft it is or is a copy of, and what it came from.

    `base` is the number of the draft it was made from, None for one that was built from the
    evidence alone. `token` is the opaque id that the file itself carries, `key` what the
    hashes in its manifest were made with; neither is known for a file that was brought in.
    """

    file_id: int
    draft: int
    kind: FileKind
    base: int | None
    token: str
    key: str
    sha256: str
    file_name: str
    made_by: str
    at: datetime


def draft_token(tree: str, number: int) -> str:
    """Return the opaque id that a draft's file carries: it says nothing to whoever reads it."""
    said = hashlib.sha256(f"draft\n{number}\n{tree}".encode()).digest()
    return b32encode(said)[:16].decode().casefold()


def draft_key(tree: str, number: int) -> str:
    """Return the key of a draft's hashes: nobody without the store can guess it."""
    return hashlib.sha256(f"key\n{number}\n{tree}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage that an editor and the evidence both changed.

    `kind` is "text", "deleted" (an editor took out what the evidence changed), "dropped" (the
    evidence no longer says what an editor changed), "table" or "chart". `base` is what the
    draft said, `theirs` the editor's words, `ours` the report's new ones; `choice` is "" while
    it is open, "later" where it stands, still open, in a later draft.
    """

    conflict_id: str
    draft: int
    block_id: str
    kind: str
    number: str
    base: str
    theirs: str
    ours: str
    choice: str = ""
    reason: str = ""
    decided_by: str = ""
