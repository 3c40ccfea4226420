"""The law of the log: whatever was done, taking all of it back leads to where it began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding import decide
from coding.codebook_changes import added, imported, merged, retired
from coding.codebook_store import add_version, codebook, move_codings, versions
from coding.codings import Polarity, Strength
from coding.memo_store import add_memo, memos_of
from coding.memos import About
from coding.read import reading_at, record
from coding.reading_store import readings_of
from coding.review_store import Filters, put_off_all, queue
from coding.store import CodingStore
from evidence.audit import Act, act
from evidence.errors import InspectionError
from evidence.framework import CodeDefinition
from evidence.identity import Actor
from evidence.undo import act_to_undo, undo
from evidence.workspace import Workspace
from tests.coding.test_suggest import Finds, tag
from tests.inspections import AT, an_inspection, some_minutes, taken_in

CODERS = (Actor("J Marsh"), Actor("K Osei"))
OWN = ("4c-x", "4c-y", "4c-z")
Deed = Callable[[Workspace, Act, int], object]


def code(workspace: Workspace, doing: Act, n: int) -> object:
    placed = [p for p in workspace.evidence.segments() if p.segment.start is not None]
    one = placed[n % len(placed)]
    words = one.segment.text.split()[n % 3] if n % 2 else ""
    selection = decide.selection_of(workspace.evidence.source(one.source_id), one, words)
    codes = codebook(workspace).codes
    polarity = tuple(Polarity)[n % 3]
    decision = decide.Decision(codes[-1 - n % 6].code_id, polarity)
    return decide.code(doing, selection, one.segment_id, decision, codebook(workspace))


def change(workspace: Workspace, doing: Act, n: int) -> object:
    codings = CodingStore(workspace.database).codings()
    decision = decide.Decision("4a", tuple(Polarity)[n % 3], Strength.STRONG, f"memo {n}")
    return decide.change(doing, codings[n % len(codings)], decision, codebook(workspace))


def withdraw(workspace: Workspace, doing: Act, n: int) -> object:
    store = CodingStore(workspace.database)
    codings = store.codings()
    return decide.withdraw(doing, store, codings[n % len(codings)].coding_id)


def decided(workspace: Workspace, doing: Act, n: int) -> object:
    waiting = CodingStore(workspace.database).suggestions(open_only=True)
    one = waiting[n % len(waiting)]
    if n % 2:
        return decide.reject(doing, one)
    placed = workspace.evidence.segment(one.segment_id)
    selection = decide.selection_of(workspace.evidence.source(one.source_id), placed)
    decision = decide.Decision("4a", Polarity.NEGATIVE)
    return decide.accept(doing, one, selection, decision, codebook(workspace))


def put_off(workspace: Workspace, doing: Act, n: int) -> object:
    waiting = CodingStore(workspace.database).suggestions(open_only=True)
    return put_off_all(doing, [waiting[n % len(waiting)].suggestion_id])


def read(workspace: Workspace, doing: Act, n: int) -> object:
    codes = ["4d"] if n % 2 else []
    found = reading_at(
        workspace, codebook(workspace), ("S001", "1-2" if n % 3 else ""), codes,
        silent=bool(n % 2), by=(doing.actor, doing.at, ""),
    )  # fmt: skip
    return record(doing, workspace, found)


def note(workspace: Workspace, doing: Act, n: int) -> object:
    codings = CodingStore(workspace.database).codings()
    if n % 2 and codings:
        return add_memo(doing, About.CODING, codings[n % len(codings)].coding_id, "look again")
    return add_memo(doing, About.INSPECTION, "", f"note {n}")


def grow(workspace: Workspace, doing: Act, n: int) -> object:
    own = CodeDefinition(OWN[n % 3], "Own", "4c", "4c")
    return add_version(doing, added(codebook(workspace), own), "added")


def merge(workspace: Workspace, doing: Act, n: int) -> object:
    gone, into = OWN[n % 3], ("4c-cqb", "4a", OWN[(n + 1) % 3])[n % 2 + (n % 5 == 0)]
    book = merged(codebook(workspace), gone, into)
    add_version(doing, book, "merged")
    return move_codings(doing, gone, into)


def retire(workspace: Workspace, doing: Act, n: int) -> object:
    gone = (*OWN, "4c-apr")[n % 4]
    add_version(doing, retired(codebook(workspace), gone), "retired")
    return move_codings(doing, gone, "4c")


def take_in(workspace: Workspace, doing: Act, n: int) -> object:
    codes = [CodeDefinition("4d", f"Name {n % 2}", "4d")]
    made, found = imported(codebook(workspace), codes, workspace.inspection.framework)
    return add_version(doing, made, "taken in") if found else None


DEEDS: tuple[Deed, ...] = (
    code, code, change, withdraw, decided, put_off, read, note, grow, grow, merge, retire, take_in,
)  # fmt: skip


def state(workspace: Workspace) -> object:
    """Return everything of the coding floor that stands."""
    store = CodingStore(workspace.database)
    return (
        store.codings(),
        store.suggestions(),
        readings_of(workspace.database),
        memos_of(workspace.database),
        codebook(workspace),
        versions(workspace),
        [queue(workspace.database, Filters(), who.name) for who in CODERS],
    )


@contextmanager
def evidence() -> Iterator[Workspace]:
    with TemporaryDirectory() as folder, an_inspection(Path(folder)) as workspace:
        taken_in(workspace, some_minutes(Path(folder)))
        tag(workspace, Finds("e", code="4c-apr"))
        yield workspace


STEPS = st.lists(
    st.tuples(st.sampled_from(range(len(DEEDS))), st.integers(0, 29)), min_size=1, max_size=14
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_whatever_was_done_is_taken_back_step_by_step(steps: list[tuple[int, int]]) -> None:
    with evidence() as workspace:
        before = [state(workspace)]
        for number, (deed, n) in enumerate(steps):
            at = AT + timedelta(minutes=number)
            try:
                with act(workspace.database, CODERS[n % 2], at, command="x", summary="x") as doing:
                    DEEDS[deed](workspace, doing, n)
            except (InspectionError, ZeroDivisionError):
                continue  # nothing to do it to, or not to be done: then nothing was
            if doing.changes:
                before.append(state(workspace))

        while len(before) > 1:
            assert state(workspace) == before.pop()
            record = act_to_undo(workspace.database, None)
            undo(workspace.database, [record], CODERS[0], AT + timedelta(days=1))

        assert state(workspace) == before[0]


def test_a_merge_of_codings_that_agree_is_taken_back_whole() -> None:
    with evidence() as workspace:

        def do(deed: Deed, n: int) -> None:
            with act(workspace.database, CODERS[0], AT, command="x", summary="x") as doing:
                deed(workspace, doing, n)

        def coded(code_id: str) -> None:
            placed = workspace.evidence.segment("S001-001")
            selection = decide.selection_of(workspace.evidence.source("S001"), placed)
            decision = decide.Decision(code_id, Polarity.MIXED)
            with act(workspace.database, CODERS[0], AT, command="x", summary="x") as doing:
                decide.code(doing, selection, "S001-001", decision, codebook(workspace))

        do(grow, 0)
        coded("4c-x")
        coded("4c-cqb")
        before = state(workspace)
        do(merge, 0 + 6)
        assert [c.code_id for c in CodingStore(workspace.database).codings()] == ["4c-cqb"]

        undo(workspace.database, [act_to_undo(workspace.database, None)], CODERS[0], AT)

        assert state(workspace) == before
