"""The key: who is behind which mask, for those who may know, and for nobody else.

People whose names agree exactly in several sources are one entry with all their masks, so
that the key says who is meant across the inspection; masks themselves are of one source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from evidence.masking.finding import Masking
from evidence.sources import Source

ABOUT = (
    "Who is behind which mask. Keep it apart from whatever leaves the team: "
    "no backup, export or share includes it."
)


def key_of(masked: Iterable[tuple[Source, Masking]]) -> bytes:
    """Return the key of sources as a JSON document, in order of place and name.

    `{"about", "people": [{"place", "name", "masks": [{"source_id", "mask", "role",
    "speaker"}]}]}`.
    """
    people: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for source, masking in masked:
        speakers = {neutral: label for label, neutral in masking.labels}
        for behind in masking.key:
            people.setdefault((source.place, behind.name), []).append(
                {
                    "source_id": source.source_id,
                    "mask": behind.mask,
                    "role": behind.role,
                    "speaker": speakers.get(behind.mask) if behind.speaks else None,
                }
            )
    listed = [
        {"place": place, "name": name, "masks": masks}
        for (place, name), masks in sorted(people.items())
    ]
    told = {"about": ABOUT, "people": listed}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
