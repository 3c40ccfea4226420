"""Work that makes a great many values and keeps them all.

Python looks through everything that is held, again and again, for circles of values that
nobody needs any longer; the more is held, the longer each look takes. Where nearly all that is
made is kept, that finds nothing, and took a third of the time of a report.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def keeping_all() -> Iterator[None]:
    """Put off the search for circles; it goes on afterwards if it went on before."""
    went_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if went_on:
            gc.enable()
