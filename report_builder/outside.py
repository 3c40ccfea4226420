"""A trace as it may leave the team: the words behind a sentence, with their masks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from evidence.masking.outward import Outward
from evidence.maskings import outward
from evidence.workspace import Workspace
from report_builder.trace import Traced

_WORDS = ("file", "locator", "quote")


def masked_traces(workspace: Workspace, traced: Iterable[Traced]) -> list[Traced]:
    """Return traces whose quotations, places and file names are masked.

    A coding keeps its place in the frozen text, so that the team finds the words again.
    """
    found = list(traced)
    sources = {name for one in found for name in _sources(one.supports)}
    seen = outward(workspace, sources)
    return [
        replace(one, supports=tuple(_masked(support, seen) for support in one.supports))
        for one in found
    ]


def _sources(supports: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for support in supports:
        if support["kind"] == "coding" and support.get("source"):
            yield support["source"]
        yield from _sources(support.get("supports", ()))


def _masked(support: Mapping[str, Any], seen: Outward) -> dict[str, Any]:
    hidden: dict[str, Any] = {key: seen.hide(support[key]) for key in _WORDS if support.get(key)}
    if support["kind"] == "coding" and support.get("source"):
        own = seen.maskings[support["source"]]
        hidden["locator"] = own.hide(support["locator"])
        hidden["quote"] = seen.words(support["source"], support["start"], support["end"])
    if support.get("members"):
        hidden["members"] = [_member(inner, seen) for inner in support["members"]]
    if "supports" in support:
        hidden["supports"] = [_masked(inner, seen) for inner in support["supports"]]
    return {**support, **hidden}


def _member(member: Any, seen: Outward) -> Any:
    if not isinstance(member, Mapping):
        return member
    return {k: seen.hide(v) if k in _WORDS and v else v for k, v in member.items()}
