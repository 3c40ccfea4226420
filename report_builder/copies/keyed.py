"""What stands behind each block of a draft, as lines for the margin of the team's own copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from report_builder.trace import Traced

_MOST_LINES, _QUOTED = 14, 110


def notes(
    traced: Iterable[Traced],
    blocks: Mapping[str, str],
    cautions: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Return the lines of each block's note, by the block's id; its cautions come first.

    `blocks` gives the block of each sentence; what is traced as a block is its own.
    """
    found: dict[str, list[str]] = {key: list(lines) for key, lines in (cautions or {}).items()}
    for one in traced:
        lines = found.setdefault(blocks.get(one.trace_id, one.trace_id), [])
        if one.trace_id in blocks:
            lines.append(f"[{one.trace_id}] {_short(one.text, 60)}")
        lines += [_line(support) for support in one.supports[:_MOST_LINES]]
        more = len(one.supports) - _MOST_LINES
        if more > 0:
            lines.append(f"and {more} more: iqa report trace {one.trace_id}")
    return {key: tuple(lines) for key, lines in found.items() if lines}


def _line(support: Mapping[str, Any]) -> str:
    kind, name = support["kind"], support["id"]
    if kind == "coding" and support.get("source"):
        return (
            f"{name} {support['code']} {support['polarity']}: {support['file']}, "
            f"{support['locator']} ({support['segment']}): “{_short(support['quote'], _QUOTED)}”"
        )
    if kind == "rate":
        return (
            f"{name}: {support.get('count', 0)} of {support.get('total', 0)}, {support['locator']}"
        )
    if kind == "count":
        value = support.get("value")
        return f"{name}: {'gone' if value is None else f'{value:g}'}, {support['locator']}"
    said = support.get("quote") or support.get("locator") or "no longer in the store"
    return f"{kind} {name}: {_short(str(said), _QUOTED)}"


def _short(text: str, most: int) -> str:
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[: most - 1]}…"
