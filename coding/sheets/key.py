"""The key of a coding sheet: what stood when it was made, on a sheet that is hidden.

By the key a filled sheet is known again, and every cell in it is a change or is none. The
key holds hashes of texts and memos, never the words: a masked sheet gives nobody away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from coding.codings import Coding
from coding.sheets.layout import LAYOUT_VERSION
from evidence.identity import digest_id, sha256_of

MARK = "coding sheet"


@dataclass(frozen=True, slots=True)
class ShownCoding:
    """A coder's own coding as a sheet shows it: in which slot, and what stood there.

    `state` says all that the store said of it; `memo` and `words` are hashes of the cells.
    """

    slot: int
    coding_id: str
    state: str
    code: str
    polarity: str
    strength: str
    memo: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """A suggestion as a sheet shows it; `cell` is the hash of what the cell says."""

    slot: int
    suggestion_id: str
    code: str
    polarity: str
    cell: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a sheet says of one passage before anybody fills anything in.

    `emptied` are codings that a sheet took back by an empty Code while other cells beside it
    still say what they said: remembered, so that the same sheet asks for nothing again.
    """

    codings: tuple[ShownCoding, ...] = ()
    nothing: bool = False
    suggestions: tuple[ShownSuggestion, ...] = ()
    emptied: tuple[ShownCoding, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetKey:
    """The key of a sheet.

    `sources` are hashes of their frozen texts, `passages` what is shown of each segment that
    can be coded, `texts` the hash of the text of each row, in order; a passage that is too
    long for a row has several ("S001-003/2").
    """

    sheet_id: str
    coder: str
    inspection: str
    made: str
    codebook: int
    blind: bool
    masked: bool
    sources: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, Shown] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


class KeyDamaged(ValueError):
    """A key that is not as it was written."""


def state_of(coding: Coding) -> str:
    """Return a short hash of all that a coding says, to know whether it was changed."""
    where = f"{coding.selection.source_id} {coding.selection.start} {coding.selection.end}"
    said = (coding.code_id, coding.polarity.value, coding.strength.value, coding.memo)
    return digest_id(coding.coding_id, where, *said, str(coding.withdrawn), length=12)


def key_lines(key: SheetKey) -> list[tuple[str, str]]:
    """Return a key as the lines of the hidden sheet, each a kind and its JSON."""
    whole = {
        name: getattr(key, name)
        for name in ("sheet_id", "coder", "inspection", "made", "codebook", "blind", "masked")
    }
    lines = [("sheet", _json(whole))]
    lines += [("source", _json([name, text])) for name, text in key.sources.items()]
    lines += [("passage", _json([name, asdict(s)])) for name, s in key.passages.items()]
    lines += [("text", _json([name, text])) for name, text in key.texts.items()]
    return [("iqa", MARK), ("layout", str(LAYOUT_VERSION)), *lines, ("check", _check(lines))]


def key_of(lines: Iterable[tuple[str, str]]) -> SheetKey:
    """Return the key that the lines of a hidden sheet hold.

    Raises:
        KeyDamaged: they were changed, or some are missing.
    """
    held = [line for line in lines if line[0] in {"sheet", "source", "passage", "text", "check"}]
    if not held or held[-1] != ("check", _check(held[:-1])):
        raise KeyDamaged
    found: dict[str, list[Any]] = {"sheet": [], "source": [], "passage": [], "text": []}
    for kind, text in held[:-1]:
        found[kind].append(json.loads(text))
    return SheetKey(
        **found["sheet"][0],
        sources=dict(found["source"]),
        passages={name: shown_of(said) for name, said in found["passage"]},
        texts=dict(found["text"]),
    )


def shown_json(shown: Shown) -> str:
    """Return what a sheet says of a passage, as JSON."""
    return _json(asdict(shown))


def shown_of(said: Mapping[str, Any]) -> Shown:
    """Return what a sheet says of a passage, from its JSON."""
    return Shown(
        tuple(ShownCoding(**coding) for coding in said["codings"]),
        said["nothing"],
        tuple(ShownSuggestion(**suggestion) for suggestion in said["suggestions"]),
        tuple(ShownCoding(**coding) for coding in said.get("emptied", ())),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def _check(lines: Iterable[tuple[str, str]]) -> str:
    return sha256_of("\n".join(f"{kind}\t{text}" for kind, text in lines))
