"""A trace as it may leave the team, either way: the words on it have their masks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from evidence.masking.outward import Outward
from evidence.maskings import maskings, outward
from evidence.workspace import Workspace
from report_builder.document import SupportKind
from report_builder.standing import Standing
from report_builder.trace import Traced

_WORDS = ("file", "locator", "quote", "workbook")
_LISTED = ("members", "rows")

Hide = Callable[[str], str]
"""Words as they may leave the team, of words that stand in no source."""


def masked_traces(workspace: Workspace, traced: Iterable[Traced]) -> list[Traced]:
    """Return traces whose own words, quotations, places and file names are masked.

    A coding keeps its place in the frozen text, so that the team finds the words again.
    """
    found = list(traced)
    sources = {name for one in found for name in _sources(one.supports)}
    seen = outward(workspace, sources)
    hide = cache(seen.hide)
    places = {m.source.source_id: m.masking.hide for m in maskings(workspace, sources)}
    return [
        replace(
            one,
            text=hide(one.text),
            supports=tuple(_masked(support, seen, hide, places) for support in one.supports),
            sentences=tuple((name, hide(text)) for name, text in one.sentences),
        )
        for one in found
    ]


def masked_standing(workspace: Workspace, found: Iterable[Standing]) -> list[Standing]:
    """Return what stands on a piece of evidence, its words with their masks."""
    seen = outward(workspace, ())
    return [replace(one, text=seen.hide(one.text)) for one in found]


def _sources(supports: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for support in supports:
        if support["kind"] == "coding" and support.get("source"):
            yield support["source"]
        yield from _sources(support.get("supports", ()))


def _masked(
    support: Mapping[str, Any], seen: Outward, hide: Hide, places: Mapping[str, Hide]
) -> dict[str, Any]:
    hidden = _words_hidden(support, hide)
    if support["kind"] == "coding" and support.get("source"):
        hidden["locator"] = places[support["source"]](support["locator"])
        hidden["quote"] = seen.words(support["source"], support["start"], support["end"])
    elif support["kind"] == SupportKind.JUDGEMENT:
        hidden["id"] = hide(support["id"])  # its words are its id
    for name in _LISTED:
        if support.get(name):
            hidden[name] = [_words_hidden(inner, hide) for inner in support[name]]
    if "supports" in support:
        hidden["supports"] = [_masked(inner, seen, hide, places) for inner in support["supports"]]
    return hidden


def _words_hidden(told: Mapping[str, Any], hide: Hide) -> dict[str, Any]:
    return {key: hide(said) if key in _WORDS and said else said for key, said in told.items()}
