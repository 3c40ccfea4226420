"""The channel through which findings are used, where the words name one (criterion 4c)."""

from __future__ import annotations

from coding.taggers.glances import Reading

_MARGIN = 0.3


def channel_of(reading: Reading) -> str:
    """Return the one channel of 4c that the words name, or "4c" if none or several do."""
    weights: dict[str, float] = {}
    for hit in reading.hits_of("4c"):
        if "-" in hit.family.code:
            weights[hit.family.code] = max(weights.get(hit.family.code, 0.0), hit.family.weight)
    if not weights:
        return "4c"
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return "4c"
    return ranked[0][0]
