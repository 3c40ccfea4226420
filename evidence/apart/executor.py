"""An Executor whose work is done in warm child processes under a budget.

    with Supervised(2, Budget(seconds=20, memory=1 << 30), warm=warm_up) as executor:
        future = executor.submit(read_apart, Message(head, body))
        answer = future.result()

It is `concurrent.futures.Executor`, so the code that gives it work can as well be given
threads or a cluster. What is peculiar: a call is a function of a module that takes one
`Message` and returns one, since JSON is all that comes back from a child. A child that
takes longer over a call than the budget has seconds, or swells, is ended and another
takes its place; the future of that call fails with `Ended`, and calls that waited behind
it are done by the next child. `shutdown(cancel_futures=True)` ends what is being worked
on too.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar, cast

from evidence.apart.child import FAILED, READY, RETIRING
from evidence.apart.messages import Call, Message, name_of
from evidence.apart.process import Budget, Process

Result = TypeVar("Result")

LATE, SWOLLEN, DIED, DISMISSED = "late", "swollen", "died", "dismissed"

AHEAD = 4
"""So many calls lie with a child at a time: it need not wait for the program between them."""
_START_SECONDS = 120.0
"""How long a child may take to start; a virus scanner looks at it first."""
_LOOK_SECONDS = 0.05


class Ended(Exception):
    """A call whose child ended: LATE, SWOLLEN, DIED of it, or DISMISSED with the executor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True, eq=False)
class _Work:
    name: str
    question: Message
    future: Future[Message]
    running: bool = False

    def begun(self) -> bool:
        """Whether it is to be done; not if it was cancelled while it waited."""
        self.running = self.running or self.future.set_running_or_notify_cancel()
        return self.running


class Supervised(Executor):
    """Child processes that are watched; they start when the first call comes."""

    def __init__(self, workers: int, budget: Budget, *, warm: Call | None = None) -> None:
        self.workers = max(1, workers)
        self.budget = budget
        self.warm = name_of(warm) if warm else ""
        lock = threading.RLock()
        self.changed = threading.Condition(lock)
        self.watched = threading.Condition(lock)
        self.queue: deque[_Work] = deque()
        self.children: list[_Child] = []
        self.closed = self.dismissed = False
        self._manned = 0
        self._threads: list[threading.Thread] = []

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Have a function of a module called with a message.

        Raises:
            TypeError: a child could not be asked for this.
            RuntimeError: the executor has been shut down.
        """
        if kwargs or len(args) != 1 or not isinstance(args[0], Message):
            raise TypeError("a child is given one Message")
        work = _Work(name_of(fn), args[0], Future())
        with self.changed:
            if self.closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            self.queue.append(work)
            if not self._threads:
                self._begin()
            self.changed.notify_all()
        return cast("Future[Result]", work.future)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's
        """Take no more calls; the children end when the last is answered, or at once."""
        with self.changed:
            self.closed = True
            self.dismissed = self.dismissed or cancel_futures
            if cancel_futures:
                for work in self.queue:
                    _fail(work, DISMISSED)
                self.queue.clear()
                for child in self.children:
                    child.end(DISMISSED)
            self.changed.notify_all()
        for thread in self._threads if wait else ():
            thread.join()

    def _begin(self) -> None:
        posts = [(f"apart-{n}", self._staff) for n in range(self.workers)]
        self._manned = len(posts)
        for name, target in [*posts, ("apart-watch", self._watch)]:
            # Daemons: a program that forgets to shut down can still end.
            thread = threading.Thread(target=target, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _staff(self) -> None:
        """Keep one post filled: give its child work, and fill its place when it has gone."""
        child: _Child | None = None
        while (work := self._next(child)) is not None:
            try:
                if child is None or not child.take(work):
                    child = _Child(self)
                    child.take(work)
                child.ask(work)
            except OSError:  # the system starts no more processes
                _fail(work, DIED)
        if child is not None:
            child.leave()
        with self.changed:
            self._manned -= 1
            self.watched.notify()

    def _next(self, child: _Child | None) -> _Work | None:
        """Wait for a call that this post can take on; None when there will be none."""
        with self.changed:
            while True:
                if self.queue and (child is None or child.has_room()):
                    work = self.queue.popleft()
                    if work.begun():
                        return work
                elif self.closed and not self.queue and (child is None or not child.given):
                    return None
                else:
                    self.changed.wait()

    def _watch(self) -> None:
        """End children that overrun; look again when the next one may."""
        with self.changed:
            while self._manned:
                pauses = [p for child in self.children if (p := child.looked_at()) is not None]
                self.watched.wait(min(pauses, default=None))


class _Child:
    """A child at its post, with the calls that lie with it, the oldest first."""

    def __init__(self, office: Supervised) -> None:
        self.office = office
        self.given: deque[_Work] = deque()
        self.gone = ""
        self._due = monotonic() + _START_SECONDS
        self._ready = False
        self._process = Process(office.warm, office.budget)
        self._listener = threading.Thread(target=self._listen, name="apart-ear", daemon=True)
        with office.changed:
            office.children.append(self)
        self._listener.start()

    def has_room(self) -> bool:
        """Whether another call may lie with it (or it is gone, and another child will come)."""
        return bool(self.gone) or len(self.given) < AHEAD

    def take(self, work: _Work) -> bool:
        """Take a call on, unless the child has gone."""
        with self.office.changed:
            if self.gone:
                return False
            if not self.given:
                if self._ready:
                    self._due = monotonic() + self.office.budget.seconds
                self.office.watched.notify()
            self.given.append(work)
            if self.office.dismissed:  # while this child was being started
                self.end(DISMISSED)
            return True

    def ask(self, work: _Work) -> None:
        """Put the question of a call that was taken on."""
        self._process.ask(work.name, work.question)

    def looked_at(self) -> float | None:
        """End the child if it overruns; return in how many seconds to look again."""
        if self.gone or not self.given:
            return None
        left = self._due - monotonic()
        if left <= 0:
            self.end(LATE)
        elif self.office.budget.bound:
            return left
        elif self._process.memory() > self.office.budget.memory:
            self.end(SWOLLEN)
        return max(0.001, min(left, _LOOK_SECONDS))

    def end(self, reason: str) -> None:
        """End the process; the ear hears that and settles what lay with it."""
        self.gone = self.gone or reason
        self._process.end()

    def leave(self) -> None:
        """Let a child that has nothing to do go home."""
        with self.office.changed:
            self.end(DISMISSED)
        self._listener.join()

    def _listen(self) -> None:
        while (answer := self._process.answer()) is not None:
            label, message = answer
            if label == READY:
                self._began()
            else:
                self._settle(label, message)
            if label == RETIRING:
                break
        self._bury()

    def _began(self) -> None:
        with self.office.changed:
            self._ready = True
            self._due = monotonic() + self.office.budget.seconds
            self.office.watched.notify()

    def _settle(self, label: str, message: Message) -> None:
        with self.office.changed:
            work = self.given.popleft()
            self._due = monotonic() + self.office.budget.seconds
            if label == RETIRING:
                self.gone = self.gone or RETIRING
            self.office.changed.notify_all()
        if label == FAILED:
            _fail(work, DIED)
        else:
            work.future.set_result(message)

    def _bury(self) -> None:
        """Blame the call in hand, and give back those that waited behind it."""
        blamed = None
        with self.office.changed:
            reason = self.gone = self.gone or DIED
            rest = list(self.given)
            self.given.clear()
            if rest and reason not in {RETIRING, DISMISSED}:
                blamed = rest.pop(0)
            if reason == DISMISSED:
                for work in rest:
                    _fail(work, DISMISSED)
            else:
                self.office.queue.extendleft(reversed(rest))
            self.office.children.remove(self)
            self.office.changed.notify_all()
        if blamed is not None:
            _fail(blamed, reason)
        self._process.bury()


def _fail(work: _Work, reason: str) -> None:
    if work.future.cancel():
        work.future.set_running_or_notify_cancel()  # tells those who wait for it
    else:
        work.future.set_exception(Ended(reason))
