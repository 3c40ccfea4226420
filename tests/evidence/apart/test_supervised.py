"""An executor whose work is done apart: what goes wrong costs one call, and only that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future, as_completed
from contextlib import contextmanager

import pytest

from evidence.apart.executor import AHEAD, DIED, DISMISSED, LATE, SWOLLEN, Ended, Supervised
from evidence.apart.memory import memory_of
from evidence.apart.messages import Message
from evidence.apart.process import Budget
from tests.evidence.apart import errands

MIB = 1024 * 1024
PLENTY = Budget(seconds=60, memory=1024 * MIB)


@contextmanager
def children(workers: int = 1, budget: Budget = PLENTY) -> Iterator[Supervised]:
    executor = Supervised(workers, budget)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def says(value: object, body: bytes = b"") -> Message:
    return Message(json.dumps(value).encode(), body)


def fate(future: Future[Message]) -> str:
    error = future.exception()
    return error.reason if isinstance(error, Ended) else "done"


def test_it_is_an_executor_like_any_other() -> None:
    questions = [says(n, bytes([n])) for n in range(20)]

    with Supervised(2, PLENTY) as executor:
        assert isinstance(executor, Executor)
        assert list(executor.map(errands.echo, questions)) == questions
        futures = [executor.submit(errands.echo, question) for question in questions]
        assert {future.result() for future in as_completed(futures)} == set(questions)

    with pytest.raises(RuntimeError):
        executor.submit(errands.echo, says(1))


def test_children_are_started_for_the_first_call_and_kept_for_the_next() -> None:
    with children() as executor:
        assert executor.children == []

        answers = [executor.submit(errands.who, says(None)).result() for _ in range(3)]

        assert len(set(answers)) == 1


def test_a_child_of_a_large_program_is_not_taken_for_large_itself() -> None:
    held = bytearray(64 * MIB)
    held[::4096] = b"x" * (len(held) // 4096)  # so that the pages are there

    with children(1, Budget(seconds=60, memory=150 * MIB)) as executor:
        answers = {executor.submit(errands.who, says(None)).result() for _ in range(3)}

    assert len(answers) == 1
    assert len(held) == 64 * MIB


def test_only_functions_by_name_and_messages_cross() -> None:
    with children() as executor:
        with pytest.raises(TypeError):
            executor.submit(lambda question: question, says(1))
        with pytest.raises(TypeError):
            executor.submit(errands.echo, {"a": "dict"})
        with pytest.raises(TypeError):
            executor.submit(errands.echo, question=says(1))


@pytest.mark.parametrize("bound", [True, False], ids=["system binds", "program watches"])
def test_a_call_that_overruns_its_time_costs_only_itself(bound: bool) -> None:
    with children(2, Budget(0.4, 1024 * MIB, bound)) as executor:
        late = executor.submit(errands.wait, says(60))
        others = [executor.submit(errands.echo, says(n)) for n in range(12)]

        assert fate(late) == LATE
        assert [fate(other) for other in others] == ["done"] * 12


@pytest.mark.parametrize("bound", [True, False], ids=["system binds", "program watches"])
def test_a_call_that_swells_costs_only_itself(bound: bool) -> None:
    if not bound and not memory_of(1):
        pytest.skip("this system does not say how much memory a process holds")
    with children(1, Budget(60, 200 * MIB, bound)) as executor:
        swollen = executor.submit(errands.swell, says(1_000))
        others = [executor.submit(errands.echo, says(n)) for n in range(6)]

        assert fate(swollen) == (DIED if bound else SWOLLEN)
        assert [fate(other) for other in others] == ["done"] * 6


def test_a_child_that_dies_takes_nobody_with_it() -> None:
    with children() as executor:
        before = executor.submit(errands.who, says(None)).result()
        dead = executor.submit(errands.die, says(None))
        others = [executor.submit(errands.who, says(None)) for _ in range(2 * AHEAD)]

        assert fate(dead) == DIED
        assert {other.result() for other in others} != {before}


def test_a_blunder_is_told_without_its_words_and_the_child_goes_on() -> None:
    with children() as executor:
        before = executor.submit(errands.who, says(None)).result()

        error = executor.submit(errands.blunder, says(None)).exception()

        assert isinstance(error, Ended)
        assert "secret" not in str(error)
        assert executor.submit(errands.who, says(None)).result() == before


def test_what_a_library_prints_is_no_answer() -> None:
    with children() as executor:
        assert executor.submit(errands.chatter, says(1)).result() == says(1)
        assert executor.submit(errands.echo, says(2)).result() == says(2)


def test_bytes_of_any_size_cross_both_ways_while_others_wait() -> None:
    big = bytes(range(256)) * 40_000

    with children(2) as executor:
        answers = list(executor.map(errands.echo, [says(n, big) for n in range(8)]))

        assert [answer.body for answer in answers] == [big] * 8


def test_a_call_that_waits_can_be_cancelled() -> None:
    with children() as executor:
        executor.submit(errands.wait, says(0.5))
        waiting = [executor.submit(errands.echo, says(n)) for n in range(AHEAD + 3)]

        assert waiting[-1].cancel()

        with pytest.raises(CancelledError):
            waiting[-1].result()
        assert waiting[0].result() == says(0)


def test_shutting_down_waits_for_what_was_asked() -> None:
    executor = Supervised(2, PLENTY)
    futures = [executor.submit(errands.wait, says(0.05)) for _ in range(12)]

    executor.shutdown()

    assert all(future.done() and fate(future) == "done" for future in futures)
    assert executor.children == []


def test_shutting_down_at_once_ends_what_is_being_done() -> None:
    executor = Supervised(1, PLENTY)
    futures = [executor.submit(errands.wait, says(600)) for _ in range(AHEAD + 3)]

    executor.shutdown(cancel_futures=True)

    assert all(future.done() for future in futures)
    assert {fate(f) for f in futures if not f.cancelled()} <= {DISMISSED}
    assert executor.children == []


def test_a_child_that_has_grown_is_replaced_between_calls() -> None:
    with children(1, Budget(60, 60 * MIB, bound=False)) as executor:
        bodies = [bytes(20 * MIB), b"", b""]
        answers = [executor.submit(errands.echo, says(1, body)).result() for body in bodies]

        assert [len(answer.body) for answer in answers] == [20 * MIB, 0, 0]
