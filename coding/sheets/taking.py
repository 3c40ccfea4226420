"""Taking a filled sheet in: whole, in one act, or not at all where something is wrong.

The same sheet taken in again does nothing. What a sheet said is remembered row by row, so
that it can be filled a little more and taken in again.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coding import decide
from coding.codebook import Codebook
from coding.codings import Coding
from coding.reading_store import add_reading
from coding.readings import Reading
from coding.sheets.cell_text import print_of
from coding.sheets.desk import Deed, Desk, RowPlan, Step
from coding.sheets.filled import FilledRow, FilledSheet, read_filled
from coding.sheets.key import SheetKey, Shown, ShownCoding, shown_json, shown_of, state_of
from coding.sheets.layout import Field
from coding.sheets.remarks import Remark
from coding.sheets.showing import Masked, Plainly
from coding.sheets.store import remember, said_before, withdraw_reading
from coding.sheets.wishes import Wishes, wishes_of
from coding.store import CodingStore, set_status
from coding.suggestions import SuggestionStatus
from evidence.audit import Act, act
from evidence.errors import UnknownSource, UnreadableSource
from evidence.examination.grid import Sheet
from evidence.examination.workbook import sheets_of
from evidence.identity import Actor
from evidence.maskings import outward
from evidence.notices import Notice
from evidence.segments import segment_of_id
from evidence.workspace import Workspace

_MOST_CELLS = 1_500_000
"""An Area's sheet has about 25 cells a passage."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one filled sheet.

    `deeds` counts what was done, or would be; with a defect nothing was. `filled` counts the
    rows that ask for something.
    """

    filled: int
    deeds: Mapping[str, int]
    defects: tuple[Remark, ...]
    conflicts: tuple[Remark, ...]
    sheet: FilledSheet
    notices: tuple[Notice, ...]


class Taking:
    """Who takes sheets in, when, and into what."""

    def __init__(
        self, workspace: Workspace, codebook: Codebook, actor: Actor, at: datetime
    ) -> None:
        self.workspace = workspace
        self.codebook = codebook
        self.actor = actor
        self.at = at

    def take_in(self, data: bytes, name: str, *, dry: bool) -> TakenIn:
        """Take a workbook in, or say what would be done; `name` is for the log.

        Raises:
            UnreadableSource: it is no workbook that can be opened.
        """
        sheet = read_filled(_opened(data))
        key = sheet.key
        defects = list(sheet.defects) or ([] if key is None else list(self._strange(key)))
        if key is None or defects:
            return TakenIn(0, {}, tuple(defects), (), sheet, sheet.notices)
        if dry:
            plans, defects = self._plans(sheet, key)
            return self._told(sheet, plans, defects)
        summary = f"took in the coding sheet {name}"
        with act(
            self.workspace.database, self.actor, self.at, command="code sheet import",
            summary=summary,
        ) as doing:  # fmt: skip
            # Compared within the act: somebody else may have decided meanwhile.
            plans, defects = self._plans(sheet, key)
            if not defects:
                _Doing(doing, self.workspace, self.codebook, key).do(plans)
        return self._told(sheet, plans, defects)

    def _strange(self, key: SheetKey) -> Iterator[Remark]:
        """Go through what makes the sheet another inspection's, or another person's."""
        if key.coder != self.actor.name:
            yield Remark(
                "", "", "other_coder",
                f"The sheet was made for {key.coder}, and you are {self.actor.name}.",
                f"iqa --as '{key.coder}' code sheet import FILE",
            )  # fmt: skip
        for source_id, text in key.sources.items():
            try:
                known = self.workspace.evidence.source(source_id).text_sha256
            except UnknownSource:
                known = ""
            if known != text:
                yield Remark(
                    "", "", "other_inspection",
                    f"The sheet is of another inspection ('{key.inspection}'): "
                    f"its {source_id} is not the one here.",
                    "iqa --inspection FOLDER code sheet import FILE",
                )  # fmt: skip
                return

    def _plans(self, sheet: FilledSheet, key: SheetKey) -> tuple[list[RowPlan], list[Remark]]:
        showing = Masked(outward(self.workspace)) if key.masked else Plainly()
        desk = Desk(self.workspace, key, showing)
        before = {
            name: replace(shown_of(json.loads(said)), suggestions=key.passages[name].suggestions)
            for name, said in said_before(self.workspace.database, key.sheet_id).items()
        }
        plans: list[RowPlan] = []
        defects: list[Remark] = []
        for segment_id, row in sheet.rows.items():
            stood = before.get(segment_id, key.passages[segment_id])
            wishes, wrong = wishes_of(row, stood, self.codebook)
            defects += wrong
            if wishes.any:
                plan = desk.plan(wishes)
                plans.append(plan)
                defects += plan.defects
        return plans, sorted(defects, key=lambda d: _place(sheet, d))

    def _told(
        self, sheet: FilledSheet, plans: Sequence[RowPlan], defects: Sequence[Remark]
    ) -> TakenIn:
        done = () if defects else (step.deed for plan in plans for step in plan.steps)
        conflicts = tuple(remark for plan in plans for remark in plan.conflicts)
        notices = (*sheet.notices, *self._codebook_since(sheet.key))
        return TakenIn(
            len(plans),
            Counter(deed.value for deed in done),
            tuple(defects),
            conflicts,
            sheet,
            notices,
        )

    def _codebook_since(self, key: SheetKey | None) -> Iterator[Notice]:
        if key is not None and key.codebook != self.codebook.version:
            yield Notice(
                "codebook_since",
                f"The codebook was version {key.codebook} when the sheet was made, and is "
                f"{self.codebook.version} now: iqa codebook diff",
            )


def _opened(data: bytes) -> Sequence[Sheet]:
    try:
        return sheets_of(data, most_cells=_MOST_CELLS)
    except UnreadableSource as error:
        ways = {
            "unsupported": "Save it as .xlsx from Excel or LibreOffice, and take that in.",
            "too_large": "Export fewer sources at a time.",
        }
        raise UnreadableSource(
            error.code, error.message, way_out=ways.get(error.code, error.way_out)
        ) from error


def _place(sheet: FilledSheet, remark: Remark) -> tuple[int, str]:
    row = sheet.rows.get(remark.segment_id)
    return (row.number if row else 0), remark.cell


class _Doing:
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
                now = Shown(tuple(sorted(codings, key=_slot)), plan.wishes.nothing)
                name = plan.wishes.row.row_id
                remember(self.doing, self.key.sheet_id, name, shown_json(now))
        self._mark_silent(silent)
        self._take_back(unread)

    def _coding(self, wishes: Wishes, step: Step) -> ShownCoding | None:
        """Do one step, and return the coding as the row shows it, where it shows one."""
        made = self._made(step)
        if made is None or not step.slot:
            return None
        row: FilledRow = wishes.row
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
        elif step.suggestion and step.coding:
            # The coder has said so already, in just these words: the suggestion is settled.
            set_status(doing, step.suggestion.suggestion_id, SuggestionStatus(step.deed.value))
            return step.coding
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
        desk = Desk(self.workspace, self.key, Plainly())
        for reading in desk.silent:
            out = {n for n in gone[reading.source_id] if reading.covers(n)}
            if out:
                withdraw_reading(self.doing, reading.reading_id)
                first = reading.first
                for ordinal in (*sorted(out), reading.last + 1):
                    if first < ordinal:
                        self._read(reading.source_id, first, ordinal - 1)
                    first = ordinal + 1


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
