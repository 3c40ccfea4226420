"""Reading the files that an inspector names: found, opened once, hashed, and read apart.

    find_files(paths) -> list[FoundFile]
    read_files(files, hints_of=..., limits=..., executor=...) -> Generator[ReadFile, None, None]

`find_files` walks the folders that were named; `read_files` yields one `ReadFile` for each
file, in the order given, and for what is attached to it: `read.file` says which,
`read.content` and `read.sha256` are the bytes that were read (keep these, not what lies at
the path by then), and `read.outcome` is a `Reading` or the `UnreadableSource` that says in
one sentence why there is none.

    files = find_files([Path("inbox")])
    with closing(read_files(files, hints_of=lambda file: Hints())) as reads:
        for read in reads:
            ...

The bytes are parsed behind a `concurrent.futures.Executor`: child processes under limits
(`readers(workers)`, see evidence.readers.limits) or a cluster's. A file that makes its
reader hang, crash or swell costs itself only. Close the iterator, or exhaust it, and the
children it started are gone; Ctrl-C does the same.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace

from evidence.apart.executor import LATE, SWOLLEN, Ended, Supervised
from evidence.apart.messages import Message
from evidence.apart.process import Budget
from evidence.errors import UnreadableSource
from evidence.finding import FoundFile, find_files, open_once
from evidence.identity import sha256_of
from evidence.inspection import ReadingSettings
from evidence.notices import Notice
from evidence.readers import refusals, wire
from evidence.readers.door import read_apart, warm_up
from evidence.readers.interface import Hints, Reading
from evidence.readers.limits import MIB, Limits

__all__ = [
    "FoundFile",
    "Hints",
    "Limits",
    "ReadFile",
    "allowed",
    "find_files",
    "read_files",
    "readers",
    "reading_on",
]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file, the bytes it held when it was read, and what became of it.

    `content` is b"" and `sha256` is "" where the file could not even be opened; `outcome`
    is None where the bytes are known and were not read again; `answer` is a `Reading` as it
    came from where it was read, for `evidence.noticing`.
    """

    file: FoundFile
    content: bytes
    sha256: str
    outcome: Reading | UnreadableSource | None
    answer: bytes = b""


DEEPEST = 3
"""How many messages deep an attachment is still read."""
_TOO_DEEP = Notice("attachments_left_out", "It lies too many messages deep; its files were left.")

_AHEAD_FILES = 8
"""How many files for each worker are read ahead of the one that is taken in."""
_AHEAD_BYTES = 48 * MIB
"""And of how many bytes: they are in memory."""
_MOST_WORKERS = 8

_USUAL = Limits()

HintsOf = Callable[[FoundFile], Hints]
Known = Callable[[str], bool]


def _no_hints(_file: FoundFile) -> Hints:
    return Hints()


def _nothing_known(_sha256: str) -> bool:
    return False


def cores() -> int:
    """Return how many processors this program may use, and so how many children read."""
    if hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    return min(count, _MOST_WORKERS)


def allowed(settings: ReadingSettings) -> Limits:
    """Return the limits that an inspection sets."""
    return Limits(
        seconds=settings.seconds,
        memory=settings.memory_mib * MIB,
        file_bytes=settings.file_mib * MIB,
    )


def readers(workers: int | None = None, limits: Limits | None = None) -> Supervised:
    """Return an executor that reads in warm child processes under limits."""
    allowed = limits or Limits()
    budget = Budget(allowed.seconds, allowed.memory)
    return Supervised(workers or cores(), budget, warm=warm_up)


def read_files(
    files: Iterable[FoundFile],
    *,
    hints_of: HintsOf = _no_hints,
    limits: Limits | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    known: Known = _nothing_known,
) -> Generator[ReadFile, None, None]:
    """Read files behind an executor; yield them in the order given, refused ones too.

    What is attached to a mail follows it, at the mail's place with "/" and its own name.
    Without an `executor`, children are started for the run. Bytes of which `known` says,
    by their SHA-256, that they have been taken in before are not read again.
    """
    given = nullcontext(executor) if executor else reading_on("", limits, workers)
    with given as working:
        run = _Run(working, hints_of, limits, known)
        line: deque[_Waiting] = deque()
        most = _AHEAD_FILES * int(workers or getattr(working, "workers", 0) or cores())
        for file in files:
            line.append(run.begun(file))
            while len(line) > most or sum(len(w.content) for w in line) > _AHEAD_BYTES:
                yield run.finished(line)
        while line:
            yield run.finished(line)


@contextmanager
def reading_on(
    cluster: str = "", limits: Limits | None = None, workers: int | None = None
) -> Iterator[Executor]:
    """Give an executor for one run: this machine's own, or that of a cluster at an address.

    Raises:
        ClusterUnusable: Dask is not installed, or nothing answers at the address.
    """
    executor = _on_cluster(cluster, limits) if cluster else readers(workers, limits)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _on_cluster(address: str, limits: Limits | None) -> Executor:
    from evidence.apart.cluster import Cluster  # noqa: PLC0415 - seldom wanted

    allowed = limits or Limits()
    return Cluster(address, Budget(allowed.seconds, allowed.memory), warm=warm_up)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that is being read, or need not be; `depth` is how many messages it lies in."""

    file: FoundFile
    content: bytes
    sha256: str
    future: Future[Message] | None
    refusal: UnreadableSource | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Run:
    """One reading of many files."""

    executor: Executor
    hints_of: HintsOf
    limits: Limits | None
    known: Known

    def begun(self, file: FoundFile) -> _Waiting:
        """Open a file, and have it read unless its bytes are known."""
        try:
            content = open_once(file, most=(self.limits or _USUAL).file_bytes)
        except UnreadableSource as refusal:
            return _Waiting(file, b"", "", None, refusal)
        sha256 = sha256_of(content)
        if self.known(sha256):
            return _Waiting(file, b"", sha256, None)
        return self._given(file, content, sha256, depth=0)

    def finished(self, line: deque[_Waiting]) -> ReadFile:
        """Return the next file that was read, and put what is attached to it next in line."""
        waiting = line.popleft()
        if waiting.future is None:
            if waiting.refusal is None and not self.known(waiting.sha256):
                # Replaced meanwhile by a newer version, so that it counts no more.
                line.appendleft(self.begun(waiting.file))
                return self.finished(line)
            return ReadFile(waiting.file, b"", waiting.sha256, waiting.refusal)
        outcome, answer = self._outcome(waiting.file, waiting.future)
        if isinstance(outcome, Reading) and outcome.attachments:
            if waiting.depth < DEEPEST:
                line.extendleft(reversed(list(self._attached(waiting, outcome))))
            else:
                outcome = replace(outcome, notices=(*outcome.notices, _TOO_DEEP))
        return ReadFile(waiting.file, waiting.content, waiting.sha256, outcome, answer)

    def _attached(self, mail: _Waiting, reading: Reading) -> Iterator[_Waiting]:
        """Have the files within a mail read, each under the mail's place."""
        for attached in reading.attachments:
            place = f"{mail.file.place}/{attached.name}"
            file = FoundFile(mail.file.path / attached.name, place, None)
            sha256 = sha256_of(attached.content)
            yield self._given(file, attached.content, sha256, depth=mail.depth + 1)

    def _given(self, file: FoundFile, content: bytes, sha256: str, *, depth: int) -> _Waiting:
        question = wire.question(file.path.name, content, self._hints(file))
        future = self.executor.submit(read_apart, question)
        return _Waiting(file, content, sha256, future, depth=depth)

    def _outcome(
        self, file: FoundFile, future: Future[Message]
    ) -> tuple[Reading | UnreadableSource, bytes]:
        try:
            answer = future.result()
            return wire.answered(answer), answer.head
        except CancelledError:
            return refusals.stopped(), b""
        except Ended as ended:
            limits = self._hints(file).limits
            if ended.reason == LATE:
                return refusals.out_of_time(limits), b""
            if ended.reason == SWOLLEN:
                return refusals.out_of_memory(limits), b""
            return refusals.broken_down(), b""

    def _hints(self, file: FoundFile) -> Hints:
        """The hints for a file, with the limits that this run sets."""
        hints = self.hints_of(file)
        return hints if self.limits is None else replace(hints, limits=self.limits)
