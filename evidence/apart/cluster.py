"""The same work on the machines of a Dask cluster, each file still in a watched child there.

    with Cluster("tcp://10.0.0.5:8786", budget, warm=warm_up) as executor:
        future = executor.submit(read_apart, Message(head, body))

An Executor like `Supervised`, for an archive that is larger than one machine. A task of the
cluster takes one message to one of its machines, where a child of that machine's own works
on it under the same budget; so a file that hangs or swells costs no worker of the cluster.
iqa has to be installed on its machines, in the same version.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Lock
from typing import Any, TypeVar, cast

from evidence.apart.executor import Ended, Supervised
from evidence.apart.messages import Call, Message, name_of, named
from evidence.apart.process import Budget
from evidence.errors import ClusterUnusable

Result = TypeVar("Result")
_Key = tuple[str, float, int]

_ANSWER_SECONDS = 15
_AGAIN = "run the command again; what was taken in stays"


class Cluster(Executor):
    """A running Dask cluster, by its scheduler's address."""

    def __init__(self, address: str, budget: Budget, *, warm: Call) -> None:
        """Connect.

        Raises:
            ClusterUnusable: Dask is not installed, or nothing answers at the address.
        """
        self._client = _connected(address)
        self._executor = self._client.get_executor(retries=0)
        self._told = (name_of(warm), budget.seconds, budget.memory)
        self.workers = max(1, sum(self._client.nthreads().values()))

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Have a function of a module called with a message, on some machine."""
        if kwargs or len(args) != 1 or not isinstance(args[0], Message):
            raise TypeError("a child is given one Message")
        future: Future[Message] = Future()
        future.set_running_or_notify_cancel()
        there = self._executor.submit(work_here, name_of(fn), self._told, *args[0])
        there.add_done_callback(lambda done: _hand_on(done, future))
        return cast("Future[Result]", future)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's
        """Let go of the cluster, which goes on running for others."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close(timeout=_ANSWER_SECONDS)


def _connected(address: str) -> Any:
    try:
        import distributed  # noqa: PLC0415 - an optional library, and heavy
    except ImportError as error:
        raise ClusterUnusable(
            "--cluster needs Dask, which is not installed here",
            way_out="install it with the extra `cluster`: pip install 'iqa[cluster]'",
        ) from error
    try:
        client: Any = distributed.Client
        return client(address, timeout=_ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterUnusable(
            f"no Dask scheduler answers at {address}",
            way_out="look whether it runs; an address is written tcp://HOST:8786 or tls://HOST:8786",
        ) from error


def _hand_on(done: Future[tuple[bytes, bytes]], future: Future[Message]) -> None:
    """Pass an answer on; what the cluster itself makes of a task is said in a sentence."""
    if done.cancelled():
        future.set_exception(ClusterUnusable("the cluster gave up a file", way_out=_AGAIN))
        return
    error = done.exception()
    if error is None:
        future.set_result(Message(*done.result()))
    elif isinstance(error, Ended):
        future.set_exception(error)
    else:
        said = f"the cluster lost a file ({type(error).__name__})"
        future.set_exception(ClusterUnusable(said, way_out=_AGAIN))


_children: dict[_Key, Supervised] = {}
_lock = Lock()


def work_here(name: str, told: _Key, head: bytes, body: bytes) -> tuple[bytes, bytes]:
    """Have a message worked on by a child of this machine: what a task of the cluster does.

    `told` is what the children are warmed with and their budget. Machines differ, so each
    asks its own system whether that binds memory.
    """
    with _lock:
        if told not in _children:
            warm, seconds, memory = told
            budget = Budget(seconds, memory)
            _children[told] = Supervised(os.cpu_count() or 1, budget, warm=named(warm))
    return _children[told].submit(named(name), Message(head, body)).result()


@atexit.register
def _dismiss() -> None:
    for executor in _children.values():
        executor.shutdown(cancel_futures=True)
