"""Taking a filled sheet in: whole, in one act, or not at all where something is wrong.

The same sheet taken in again does nothing. What a sheet said is remembered row by row, so
that it can be filled a little more and taken in again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coding.codebook import Codebook
from coding.sheets.desk import Desk
from coding.sheets.doing import Doing
from coding.sheets.filled import FilledSheet, read_filled
from coding.sheets.key import SheetKey, shown_of
from coding.sheets.layout import Field
from coding.sheets.planning import plan_of
from coding.sheets.remarks import Remark
from coding.sheets.row_reading import wishes_of
from coding.sheets.showing import Masked, Plainly
from coding.sheets.steps import RowPlan
from coding.sheets.store import said_before
from evidence.audit import act
from evidence.errors import UnknownSource, UnreadableSource
from evidence.examination.grid import Sheet
from evidence.examination.workbook import sheets_of
from evidence.identity import Actor
from evidence.maskings import outward
from evidence.notices import Notice
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
        strange = () if key is None else tuple(self._strange(key))
        if key is None or strange or (sheet.defects and not sheet.rows):
            return TakenIn(0, {}, (*strange, *sheet.defects), (), sheet, sheet.notices)
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
                Doing(doing, self.workspace, self.codebook, key).do(plans)
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
                plan = plan_of(desk, wishes)
                plans.append(plan)
                defects += plan.defects
        return plans, [*sheet.defects, *sorted(defects, key=lambda d: _place(sheet, d))]

    def _told(
        self, sheet: FilledSheet, plans: Sequence[RowPlan], defects: Sequence[Remark]
    ) -> TakenIn:
        done = () if defects else (step.deed for plan in plans for step in plan.steps)
        conflicts = tuple(remark for plan in plans for remark in plan.conflicts)
        taken = () if defects else _polarities_taken(plans)
        notices = (*sheet.notices, *self._codebook_since(sheet.key), *taken)
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


def _polarities_taken(plans: Sequence[RowPlan]) -> Iterator[Notice]:
    """Say of how many suggestions nobody said what they show, beyond accepting them."""
    count = 0
    for plan in plans:
        unsaid = {
            d.suggestion.suggestion_id
            for d in plan.wishes.decided
            if d.code_id and d.polarity is None
        }
        count += sum(
            step.suggestion is not None and step.suggestion.suggestion_id in unsaid
            for step in plan.steps
        )
    if count:
        yield Notice(
            "polarity_taken",
            f"Suggestions whose '{Field.DECIDED_POLARITY}' is empty: {count}. They are coded as "
            "they read to the program.",
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
