"""Doing what a filled sheet asks for, in one act, and remembering what the sheet said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from coding import decide
from coding.codebook import Codebook
from coding.codings import Coding
from coding.reading_store import add_reading, readings_of
from coding.readings import Reading
from coding.sheets.cell_text import print_of
from coding.sheets.content import is_silent
from coding.sheets.key import SheetKey, Shown, ShownCoding, shown_json, state_of
from coding.sheets.layout import Field
from coding.sheets.steps import Deed, RowPlan, Step
from coding.sheets.store import remember, withdraw_reading
from coding.sheets.wishes import Wishes
from coding.store import CodingStore
from evidence.audit import Act
from evidence.segments import segment_of_id
from evidence.workspace import Workspace


class Doing:
    """An act in which a sheet is taken in."""

    def __init__(self, doing: Act, workspace: Workspace, codebook: Codebook, key: SheetKey) -> None:
        self.doing = doing
        self.workspace = workspace
        self.codebook = codebook
        self.key = key
        self.store = CodingStore(workspace.database)

    def do(self, plans: Iterable[RowPlan]) -> None:
        """Do what the rows ask for, and remember what they say."""
        silent: list[str] = []
        unread: list[str] = []
        for plan in plans:
            made = [self._coding(plan.wishes, step) for step in plan.steps]
            silent += [s.segment_id for s in plan.steps if s.deed is Deed.NOTHING]
            unread += [s.segment_id for s in plan.steps if s.deed is Deed.UNREAD]
            if plan.steps:
                codings = [c for c in (*plan.stands, *plan.undone, *made) if c is not None]
                shown = tuple(sorted(codings, key=_slot))
                emptied = tuple(_emptied(plan.wishes))
                now = Shown(shown, plan.wishes.nothing, emptied=emptied)
                name = plan.wishes.row.row_id
                remember(self.doing, self.key.sheet_id, name, shown_json(now))
        self._mark_silent(silent)
        self._take_back(unread)

    def _coding(self, wishes: Wishes, step: Step) -> ShownCoding | None:
        """Do one step, and return the coding as the row shows it, where it shows one."""
        made = self._made(step)
        if made is None or not step.slot:
            return None
        row = wishes.row
        memo, words = (print_of(row.says(f, step.slot)) for f in (Field.MEMO, Field.WORDS))
        return ShownCoding(
            step.slot, made.coding_id, state_of(made), made.code_id, made.polarity.value,
            made.strength.value, memo, words,
        )  # fmt: skip

    def _made(self, step: Step) -> Coding | None:
        doing, book = self.doing, self.codebook
        if step.deed is Deed.WITHDRAWN and step.coding:
            decide.withdraw(doing, self.store, step.coding.coding_id)
        elif step.deed is Deed.REJECTED and step.suggestion:
            decide.reject(doing, step.suggestion)
        elif step.decision and step.suggestion and step.selection:
            return decide.accept(doing, step.suggestion, step.selection, step.decision, book)
        elif step.decision and step.coding:
            return decide.change(doing, step.coding, step.decision, book)
        elif step.decision and step.selection:
            return decide.code(doing, step.selection, step.segment_id, step.decision, book)
        return None

    def _mark_silent(self, segment_ids: Sequence[str]) -> None:
        for source_id, first, last in _runs(segment_ids, list(self.key.passages)):
            self._read(source_id, first, last)

    def _read(self, source_id: str, first: int, last: int) -> None:
        doing = self.doing
        reading = Reading(
            "", source_id, first, last, silent=True, codes=(), coder=doing.actor.name,
            at=doing.at, codebook=self.codebook.version,
        )  # fmt: skip
        add_reading(doing, reading)

    def _take_back(self, segment_ids: Sequence[str]) -> None:
        """Take back that nothing was found in some passages, and keep it for those around."""
        gone: dict[str, set[int]] = defaultdict(set)
        for name in segment_ids:
            source_id, ordinal = segment_of_id(name)
            gone[source_id].add(ordinal)
        for reading in readings_of(self.workspace.database):
            if not (is_silent(reading) and reading.coder == self.doing.actor.name):
                continue
            out = {n for n in gone[reading.source_id] if reading.covers(n)}
            if out:
                withdraw_reading(self.doing, reading.reading_id)
                first = reading.first
                for ordinal in (*sorted(out), reading.last + 1):
                    if first < ordinal:
                        self._read(reading.source_id, first, ordinal - 1)
                    first = ordinal + 1


def _emptied(wishes: Wishes) -> Iterator[ShownCoding]:
    """Go through codings that the row took back by an empty Code, now or before."""
    for was in (*wishes.before.emptied, *wishes.cleared):
        if not wishes.row.says(Field.CODE, was.slot):
            yield was


def _runs(segment_ids: Sequence[str], every: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Go through runs of passages that follow each other in the sheet as it was made."""
    marked = set(segment_ids)
    run: list[tuple[str, int]] = []
    for name in [*every, ""]:
        here = segment_of_id(name) if name else ("", 0)
        goes_on = name in marked and (not run or run[-1][0] == here[0])
        if run and not goes_on:
            yield run[0][0], run[0][1], run[-1][1]
            run = []
        if name in marked:
            run.append(here)


def _slot(coding: ShownCoding) -> int:
    return coding.slot
