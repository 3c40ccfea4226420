"""The process that reads: it is given bytes, and answers with text or with one sentence.

It stands apart from the program so that a file that hangs, crashes or swells takes nobody
with it. It opens no file, starts no program (but tesseract, for pages that are pictures) and
imports only the readers.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Any

from evidence.errors import UnreadableSource
from evidence.readers import wire
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.limits import MIB

try:
    import resource
except ImportError:  # Windows knows no such limits; time and expanded bytes still bind.
    resource = None  # type: ignore[assignment]

RETIRING = 0.4
"""The share of the allowed memory from which a worker asks to be replaced."""


def main() -> None:
    """Answer questions until the other side goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not land between two answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limited = 0
    while (received := wire.receive(questions)) is not None:
        head, data = received
        name, hints = wire.asked(head)
        if limited != hints.limits.memory:
            limited = hints.limits.memory
            _limit(limited)
        found = outcome(data, name, hints)
        answer, enclosed = wire.answer(found), wire.enclosed(found)
        del data, received, found
        answer["retiring"] = _peak() > limited * RETIRING
        wire.send(answers, answer, enclosed)


def outcome(data: bytes, name: str, hints: Hints) -> Reading | UnreadableSource:
    """Read one file, and turn whatever goes wrong into a sentence."""
    try:
        return read(data, name, hints)
    except UnreadableSource as refusal:
        return refusal
    except MemoryError:
        return out_of_memory(hints)
    except RecursionError:
        return UnreadableSource(
            "unreadable",
            "Its parts are nested too deeply to be read.",
            way_out="Open it in Word, copy its text into a new document, and ingest that.",
        )
    except BaseException as bug:  # a library's panic is no Exception
        return UnreadableSource(
            "unreadable",
            f"It is damaged or built in a way that the reader does not know ({_about(bug)}).",
            way_out="Open it in the program it was made with, save it again, and ingest that.",
        )


def out_of_memory(hints: Hints) -> UnreadableSource:
    """Return the refusal of a file that needs more memory than it may have."""
    return UnreadableSource(
        "too_large",
        f"Reading it takes more than {hints.limits.memory // MIB:,} MiB of memory.",
        way_out="Split the document, or take out its pictures, and ingest the parts.",
    )


def _about(bug: BaseException) -> str:
    """Where the reader stumbled, without any of the file's words."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
    return f"{type(bug).__name__}{place}"


def _limit(memory: int) -> None:
    """Bind this process, where the platform can: memory, no files written, no core dumps."""
    if resource is None:
        return
    for what, most in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            number = getattr(resource, what)
            _, hard = resource.getrlimit(number)
            ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(number, (ceiling, hard))


def _peak() -> int:
    """The most memory that this process has held, in bytes."""
    if resource is None:
        return 0
    peak: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak) if sys.platform == "darwin" else int(peak) * 1024
