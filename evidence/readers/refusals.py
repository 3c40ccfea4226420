"""The sentences for files that are too much for whoever reads them."""

from __future__ import annotations

from evidence.errors import UnreadableSource
from evidence.readers.limits import MIB, Limits


def out_of_time(limits: Limits) -> UnreadableSource:
    """Return the refusal of a file that takes longer than it may."""
    return UnreadableSource(
        "timed_out",
        f"Reading it took longer than {limits.seconds:g} seconds.",
        way_out="Save its text as a new, plain document and ingest that.",
    )


def out_of_memory(limits: Limits) -> UnreadableSource:
    """Return the refusal of a file that needs more memory than it may have."""
    return UnreadableSource(
        "too_large",
        f"Reading it takes more than {limits.memory // MIB:,} MiB of memory.",
        way_out="Split the document, or take out its pictures, and ingest the parts.",
    )


def broken_down() -> UnreadableSource:
    """Return the refusal of a file over which the reading process died."""
    return UnreadableSource(
        "unreadable",
        "The reader broke down over it; the file is damaged or made to do harm.",
        way_out="Open it in the program it was made with, save it again, and ingest that.",
    )


def stopped() -> UnreadableSource:
    """Return the refusal of a file whose turn did not come."""
    return UnreadableSource(
        "unreadable",
        "Reading was stopped before its turn came.",
        way_out="Run the command again; what was taken in stays.",
    )
