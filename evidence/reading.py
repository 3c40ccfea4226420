"""Reading the files that an inspector names: found, opened once, hashed, and read apart.

    find_files(paths) -> list[FoundFile]
    read_files(files, hints_of=..., limits=Limits(), workers=2) -> Generator[ReadFile, None, None]

`find_files` walks the folders that were named; `read_files` yields one `ReadFile` for each
file, in the order given, and for what is attached to it: `read.file` says which,
`read.content` and `read.sha256` are the bytes that were read (keep these, not what lies at
the path by then), and `read.outcome` is a `Reading` or the `UnreadableSource` that says in
one sentence why there is none.

    files = find_files([Path("inbox")])
    with closing(read_files(files, hints_of=lambda file: Hints())) as reads:
        for read in reads:
            ...

The bytes are parsed in worker processes under limits (see evidence.readers.limits); a
worker that hangs, crashes or swells costs one file only. Close the iterator, or exhaust
it, and the workers are gone; Ctrl-C does the same.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, cast

import evidence
from evidence.errors import UnreadableSource
from evidence.finding import FoundFile, find_files, open_once
from evidence.identity import sha256_of
from evidence.notices import Notice
from evidence.readers import wire
from evidence.readers.interface import Attachment, Hints, Reading
from evidence.readers.limits import Limits

__all__ = ["FoundFile", "Hints", "Limits", "ReadFile", "find_files", "read_files"]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file, the bytes it held when it was read, and what became of it.

    `content` is b"" and `sha256` is "" where the file could not even be opened.
    """

    file: FoundFile
    content: bytes
    sha256: str
    outcome: Reading | UnreadableSource


DEEPEST = 3
"""How many messages deep an attachment is still read."""
_TOO_DEEP = Notice("attachments_left_out", "It lies too many messages deep; its files were left.")

HintsOf = Callable[[FoundFile], Hints]


def _no_hints(_file: FoundFile) -> Hints:
    return Hints()


def read_files(
    files: Iterable[FoundFile],
    *,
    hints_of: HintsOf = _no_hints,
    limits: Limits | None = None,
    workers: int = 2,
) -> Generator[ReadFile, None, None]:
    """Read files in worker processes; yield them in the order given, refused ones too.

    What is attached to a mail follows it, at the mail's place with "/" and its own name.
    """
    desks: SimpleQueue[_Worker] = SimpleQueue()
    staff = [_Worker() for _ in range(max(1, workers))]
    for worker in staff:
        desks.put(worker)
    pool = ThreadPoolExecutor(max_workers=len(staff), thread_name_prefix="reading")
    waiting: deque[Future[list[ReadFile]]] = deque()
    try:
        for file in files:
            task = _Task(file, hints_of, limits)
            waiting.append(pool.submit(_read_one, task, desks))
            # A few files ahead, never a folder of them: their bytes are in memory.
            while len(waiting) > 2 * len(staff):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for worker in staff:
            worker.dismiss()
        pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Task:
    file: FoundFile
    hints_of: HintsOf
    limits: Limits | None

    def allowed(self, file: FoundFile) -> Hints:
        """The hints for a file, with the limits that this run sets."""
        hints = self.hints_of(file)
        if self.limits is None:
            return hints
        return Hints(hints.structure, hints.interviewers, self.limits)


def _read_one(task: _Task, desks: SimpleQueue[_Worker]) -> list[ReadFile]:
    """Read a file, and after it what is attached to it."""
    try:
        content = open_once(task.file, most=task.allowed(task.file).limits.file_bytes)
    except UnreadableSource as refusal:
        return [ReadFile(task.file, b"", "", refusal)]
    worker = desks.get()
    try:
        return list(_read_through(task, worker, task.file, content, depth=0))
    finally:
        desks.put(worker)


def _read_through(
    task: _Task, worker: _Worker, file: FoundFile, content: bytes, *, depth: int
) -> Iterator[ReadFile]:
    """Read bytes, and the files within them, each under its message's place."""
    outcome = worker.read(content, file.path.name, task.allowed(file))
    inside: tuple[Attachment, ...] = ()
    if isinstance(outcome, Reading) and outcome.attachments:
        if depth < DEEPEST:
            inside = outcome.attachments
        else:
            outcome = replace(outcome, notices=(*outcome.notices, _TOO_DEEP))
    yield ReadFile(file, content, sha256_of(content), outcome)
    for attached in inside:
        within = FoundFile(file.path / attached.name, f"{file.place}/{attached.name}", None)
        yield from _read_through(task, worker, within, attached.content, depth=depth + 1)


class _Worker:
    """One reading process: started when first needed, replaced when it fails."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._dismissed = False

    def read(self, data: bytes, name: str, hints: Hints) -> Reading | UnreadableSource:
        """Have the process read one file within the limits."""
        process = self._started()
        if process is None:
            return UnreadableSource("unreadable", "Reading was stopped before its turn came.")
        late = threading.Event()
        alarm = threading.Timer(hints.limits.seconds, _stop, (process, late))
        alarm.daemon = True
        alarm.start()
        try:
            answer = _ask(process, name, data, hints)
        finally:
            alarm.cancel()
        if answer is None:
            self._end(process)
            return _timed_out(hints) if late.is_set() else _died()
        head, body = answer
        if head.get("retiring"):
            self._end(process)
        return wire.answered(head, body)

    def dismiss(self) -> None:
        """End the process, whatever it is doing, and start no other."""
        with self._lock:
            self._dismissed = True
            process = self._process
        if process is not None:
            self._end(process)

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._dismissed:
                return None
            if self._process is None or self._process.poll() is not None:
                self._process = _start()
            return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        with self._lock:
            if self._process is process:
                self._process = None
                for pipe in (process.stdin, process.stdout):
                    _close(pipe)


def _start() -> subprocess.Popen[bytes]:
    """Start a reading process that sees this program's packages and nothing else.

    Not multiprocessing: its "spawn" imports the main module again, the whole command line
    with it, and its "fork" copies the parent's threads. -I keeps the current folder (which
    may be full of evidence) and the environment's PYTHON* variables out of the import path;
    -S leaves out the start-up files of site-packages.
    """
    home = str(Path(evidence.__file__).resolve().parents[1])
    path = [home, *(entry for entry in sys.path if entry)]
    code = (
        "import sys; sys.path[:] = sys.argv[1:]; from evidence.readers.worker import main; main()"
    )
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-I", "-S", "-c", code, *dict.fromkeys(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _ask(
    process: subprocess.Popen[bytes], name: str, data: bytes, hints: Hints
) -> tuple[dict[str, Any], bytes] | None:
    """Put one question; None where the process died over it."""
    try:
        wire.send(cast("BinaryIO", process.stdin), wire.question(name, hints), data)
        return wire.receive(cast("BinaryIO", process.stdout))
    except (OSError, ValueError):  # a broken pipe, or one closed by `dismiss`
        return None


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _close(pipe: object) -> None:
    try:
        cast("BinaryIO", pipe).close()
    except OSError:  # unsent bytes to a process that is gone
        return


def _timed_out(hints: Hints) -> UnreadableSource:
    return UnreadableSource(
        "timed_out",
        f"Reading it took longer than {hints.limits.seconds:g} seconds.",
        way_out="Save its text as a new, plain document and ingest that.",
    )


def _died() -> UnreadableSource:
    return UnreadableSource(
        "unreadable",
        "The reader broke down over it; the file is damaged or made to do harm.",
        way_out="Open it in the program it was made with, save it again, and ingest that.",
    )
