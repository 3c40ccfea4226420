"""How much one file may cost before it is refused.

The defaults refuse none of 1,926 honest office files that were measured; the largest of
them expanded to 14.6 MiB in 383 entries.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost.

    `seconds` is wall-clock time; `memory` is bytes of a worker process; `file_bytes` the
    file as it lies on disk; `expanded_bytes` all of its parts together, counted while they
    are inflated (what a zip says of its own size is not trusted); `part_bytes` one XML
    part; `entries` the parts that a package lists.
    """

    seconds: float = 20.0
    memory: int = 1024 * MIB
    file_bytes: int = 256 * MIB
    expanded_bytes: int = 512 * MIB
    part_bytes: int = 64 * MIB
    entries: int = 5_000
