"""Masks as the JSON of `documents show` and of `transcripts list|speakers|mask|check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from evidence.framework import Framework
from evidence.masking import Mask, MaskedText, Masking, masked
from evidence.masking.possible import possible_names
from evidence.maskings import Masked

_MEETINGS = frozenset({"interviews", "focus groups"})


def with_masks(shown: dict[str, Any], found: Masked) -> dict[str, Any]:
    """Return a shown source with the places of its masks in the frozen text."""
    return {**shown, "masks": [_place(mask) for mask in found.masking.masks]}


def as_masked(shown: dict[str, Any], found: Masked) -> dict[str, Any]:
    """Return a shown source with masks in place of what they hide.

    Offsets are those of the masked `text`; each entry of `map` has the start and end of a
    mask in the frozen text and then in this one, and carries any selection back.
    """
    masking = found.masking
    text = masked(found.source.text, masking.masks)
    return {
        **shown,
        "source": listed_masked(shown["source"], found),
        "text": text.text,
        "segments": [_segment(s, found, text) for s in shown["segments"]],
        "spans": [_span(s, masking, text) for s in shown["spans"]],
        "masks": [_place(mask) for mask in masking.masks],
        "map": [list(place) for place in text.places],
    }


def listed_masked(told: dict[str, Any], found: Masked) -> dict[str, Any]:
    """Return a source as `documents list` has it, without the names in its title and file."""
    masking = found.masking
    return {
        **told,
        "path": masking.hide(told["path"]),
        "title": masking.hide(told["title"]),
        "speakers": [masking.label(speaker) for speaker in told["speakers"]],
        "notices": [{**n, "message": masking.hide(n["message"])} for n in told["notices"]],
    }


def _segment(shown: dict[str, Any], found: Masked, text: MaskedText) -> dict[str, Any]:
    hide = found.masking.hide
    start, end = shown["start"], shown["end"]
    words = hide(shown["text"])
    if start is not None and end is not None:
        whole = found.source.text[start:end] == shown["text"]
        start, end = text.to_masked(start, end)
        words = text.text[start:end] if whole else words
    columns = shown["columns"]
    return {
        **shown,
        "start": start,
        "end": end,
        "text": words,
        "speaker": shown["speaker"] and found.masking.label(shown["speaker"]),
        "columns": columns and {hide(heading): hide(cell) for heading, cell in columns.items()},
        **{
            key: shown[key] and hide(shown[key])
            for key in ("locator", "heading", "question", "owner", "author")
        },
    }


def _span(shown: dict[str, Any], masking: Masking, text: MaskedText) -> dict[str, Any]:
    start, end = text.to_masked(shown["start"], shown["end"])
    hidden = {key: shown[key] and masking.hide(shown[key]) for key in ("author", "text")}
    return {**shown, "start": start, "end": end, **hidden}


def _place(mask: Mask) -> dict[str, Any]:
    return {"start": mask.start, "end": mask.end, "mask": mask.mask}


def transcripts_json(found: Iterable[Masked], framework: Framework) -> list[dict[str, Any]]:
    """Return the interviews and focus groups, with how many took part and what is masked.

    Participants are the speakers who are no inspectors; null where a note names none.
    """
    family = {kind.kind_id: kind.family for kind in framework.kinds}
    return [_meeting(m) for m in found if family.get(m.source.kind_id) in _MEETINGS]


def _meeting(found: Masked) -> dict[str, Any]:
    source = found.source
    taking_part = [s for s in found.names.speakers if not s.asks and s.label not in {"A", "Q"}]
    return {
        "source_id": source.source_id,
        "kind": source.kind_id,
        "area": source.area or None,
        "group": source.group or None,
        "date": source.dated.isoformat() if source.dated else None,
        "title": source.title,
        "participants": len(taking_part) or None,
        "segments": len(found.names.segments),
        "masks": len(found.masking.masks),
        "to_decide": len(found.masking.doubts),
        "masked": found.seen,
    }


def speakers_json(found: Masked) -> dict[str, Any]:
    """Return who speaks in a source: label, neutral label, role, and number of turns."""
    turns = Counter(s.speaker for s in found.names.segments)
    return {
        "source_id": found.source.source_id,
        "speakers": [
            {
                "speaker": speaker.label,
                "label": found.masking.label(speaker.label),
                "group": None if speaker.asks else speaker.role or None,
                "inspector": speaker.asks,
                "turns": turns[speaker.label],
            }
            for speaker in found.names.speakers
        ],
    }


def masked_json(found: Masked) -> dict[str, Any]:
    """Return how much is hidden in a source, by kind, without a word of it."""
    masks = found.masking.masks
    return {
        "source_id": found.source.source_id,
        "masks": len(masks),
        "kinds": dict(Counter(mask.kind.value for mask in masks).most_common()),
        "unsure": sum(not mask.sure for mask in masks),
        "to_decide": len(found.masking.doubts),
        "masked": found.seen,
    }


def checked_json(found: Masked) -> dict[str, Any]:
    """Return what was found in a source, for a person of the team to go through.

    `found` has each hidden wording once; `unsure` those that are hidden on weaker signs;
    `to_decide` what may be a name and is not hidden; `possible` what no rule knows.
    """
    text, masks = found.source.text, found.masking.masks
    counts = Counter((m.mask, m.kind.value, text[m.start : m.end]) for m in masks)
    return {
        **masked_json(found),
        "found": [
            {"mask": mask, "kind": kind, "words": words, "count": count}
            for (mask, kind, words), count in counts.items()
        ],
        "unsure": [_looked_at(m, found) for m in masks if not m.sure],
        "to_decide": [_looked_at(m, found) for m in found.masking.doubts],
        "possible": [
            {
                "words": p.words, "start": p.start, "end": p.end, "count": p.count, "why": p.why,
                "context": _around(text, p.start, p.end),
            }
            for p in possible_names(found.names, found.masking)
        ],
    }  # fmt: skip


def _looked_at(mask: Mask, found: Masked) -> dict[str, Any]:
    text = found.source.text
    return {
        "start": mask.start,
        "end": mask.end,
        "words": text[mask.start : mask.end],
        "mask": mask.mask,
        "why": mask.why,
        "context": _around(text, mask.start, mask.end),
    }


def _around(text: str, start: int, end: int) -> str:
    """The words about a place, on one line."""
    return " ".join(text[max(0, start - 30) : end + 30].split())
