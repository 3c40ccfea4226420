"""The process that works apart: it is given messages, and answers each with a message.

It stands apart from the program so that a file that makes it hang, crash or swell takes
nobody with it. Where the system knows limits, the process binds itself with them before
it meets the first file.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from typing import Any

from evidence.apart.messages import Message, named, receive, send

try:
    import resource
except ImportError:  # Windows knows no such limits; the program watches the process instead
    resource = None  # type: ignore[assignment]

READY, DONE, RETIRING, FAILED = "ready", "done", "retiring", "failed"

_RETIRING = 0.4
"""The share of the allowed memory from which a child asks to be replaced."""
_GRACE = 2
"""So many times its seconds of processor time, a child that nobody watches any more ends."""


def main(warm: str, seconds: float, memory: int, bound: bool) -> None:  # noqa: FBT001 - from a command line
    """Answer until the other side goes away.

    `warm` names a function that takes a message, called once before the first question;
    `bound` says that the system's own limits are to be used.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not land between two answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if warm:
        named(warm)(Message(b"null"))
    limits = resource if bound else None
    _limit(limits, memory)
    send(answers, READY, Message(b"null"))
    while (received := receive(questions)) is not None:
        _allow(limits, seconds)
        label, answer = _answer(*received)
        del received
        if label == DONE and _peak() > memory * _RETIRING:
            label = RETIRING
        send(answers, label, answer)


def _answer(name: str, question: Message) -> tuple[str, Message]:
    try:
        return DONE, named(name)(question)
    except BaseException as bug:  # a library's panic is no Exception
        return FAILED, Message(json.dumps(type(bug).__name__).encode())


def _limit(limits: Any, memory: int) -> None:
    """Bind this process, where the system can: memory, no files written, no core dumps."""
    if limits is None:
        return
    for what, most in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        _set(limits, what, most)


def _allow(limits: Any, seconds: float) -> None:
    """Allow processor time for one more file.

    The program's own clock ends a child long before; this is for the child of a program
    that was itself ended in the middle.
    """
    if limits is None:
        return
    used = limits.getrusage(limits.RUSAGE_SELF)
    _set(limits, "RLIMIT_CPU", int(used.ru_utime + used.ru_stime + seconds * _GRACE) + 2)


def _set(limits: Any, what: str, most: int) -> None:
    with contextlib.suppress(ValueError, OSError, AttributeError):
        number = getattr(limits, what)
        _, hard = limits.getrlimit(number)
        ceiling = most if hard == limits.RLIM_INFINITY else min(most, hard)
        limits.setrlimit(number, (ceiling, hard))


def _peak() -> int:
    """The most memory that this process has held, in bytes; 0 where nobody knows.

    Linux's getrusage counts what the parent held when it began this process, so that every
    child of a large one would retire after its first call; /proc counts the child alone.
    """
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - start-up time
            held = next(line for line in status if line.startswith("VmHWM"))
        return int(held.split()[1]) * 1024
    except (OSError, StopIteration, ValueError, IndexError):
        pass
    if resource is None:
        return 0
    peak: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak) if sys.platform == "darwin" else int(peak) * 1024
