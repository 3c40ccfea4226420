"""A child process as the program sees it: started, asked, looked at, and ended."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import evidence
from evidence.apart.memory import memory_of
from evidence.apart.messages import Message, receive, send


def _system_has_limits() -> bool:
    try:
        import resource  # noqa: F401, PLC0415 - only asked whether it is there
    except ImportError:
        return False
    # macOS takes a limit of memory and does not keep it.
    return sys.platform != "darwin"


@dataclass(frozen=True, slots=True)
class Budget:
    """What one call may cost: seconds of the wall's clock, and bytes of memory.

    `bound` says that the system itself binds the child's memory; where it cannot, the
    program looks at the child several times a second and ends it.
    """

    seconds: float
    memory: int
    bound: bool = _system_has_limits()


class Process:
    """One child process, which works on one message after the other."""

    def __init__(self, warm: str, budget: Budget) -> None:
        self._process = _start(warm, budget)

    def ask(self, name: str, question: Message) -> None:
        """Put a question; what a dead child is asked goes nowhere."""
        with contextlib.suppress(OSError, ValueError):
            send(cast("BinaryIO", self._process.stdin), name, question)

    def answer(self) -> tuple[str, Message] | None:
        """Wait for the next answer; None where the child has ended."""
        try:
            return receive(cast("BinaryIO", self._process.stdout))
        except (OSError, ValueError):
            return None

    def memory(self) -> int:
        """Return how many bytes of memory it holds now; 0 where the system does not say."""
        return memory_of(self._process.pid)

    def end(self) -> None:
        """End it, whatever it is doing."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def bury(self) -> None:
        """Let go of a child that has ended or is to end now."""
        self.end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                cast("BinaryIO", pipe).close()


def _start(warm: str, budget: Budget) -> subprocess.Popen[bytes]:
    """Start a process that sees this program's packages and nothing else.

    Not multiprocessing: its "spawn" imports the main module again, the whole command line
    with it, and its "fork" copies the parent's threads. -I keeps the current folder (which
    may be full of evidence) and the environment's PYTHON* variables out of the import path;
    -S leaves out the start-up files of site-packages.
    """
    home = str(Path(evidence.__file__).resolve().parents[1])
    path = [home, *(entry for entry in sys.path if entry)]
    code = (
        "import sys; warm, seconds, memory, bound, *sys.path[:] = sys.argv[1:]; "
        "from evidence.apart.child import main; "
        "main(warm, float(seconds), int(memory), bound == 'True')"
    )
    settings = [warm, str(budget.seconds), str(budget.memory), str(budget.bound)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-I", "-S", "-c", code, *settings, *dict.fromkeys(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
