"""What Word calls the marks of a tracked change (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.readers.wordml import A, M, W

P, R, T, PPR, RPR = f"{W}p", f"{W}r", f"{W}t", f"{W}pPr", f"{W}rPr"
TBL, TR, TC, SDT, SDT_CONTENT = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}sdt", f"{W}sdtContent"
TRPR, TCPR, SECTPR = f"{W}trPr", f"{W}tcPr", f"{W}sectPr"
INS, DEL, MOVE_FROM, MOVE_TO = f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"
CELL_INS, CELL_DEL, CELL_MERGE = f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge"
DEL_TEXT, DEL_INSTRUCTION = f"{W}delText", f"{W}delInstrText"
INSTRUCTION, FIELD_CHARACTER = f"{W}instrText", f"{W}fldChar"
HYPERLINK, SIMPLE_FIELD = f"{W}hyperlink", f"{W}fldSimple"
BOOKMARK_START, BOOKMARK_END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
MATH = frozenset({f"{M}oMath", f"{M}oMathPara"})
MATH_TEXT, DRAWING_TEXT = f"{M}t", f"{A}t"
BOX = f"{W}txbxContent"

CHANGES = frozenset({INS, DEL, MOVE_FROM, MOVE_TO})
PROPERTY_CHANGES = frozenset(
    f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")
)
GRID_CHANGE, NUMBERING_CHANGE = f"{W}tblGridChange", f"{W}numberingChange"
RANGES = frozenset(
    f"{W}{name}Range{end}"
    for name in (
        "moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom",
        "customXmlMoveTo",
    )
    for end in ("Start", "End")
)  # fmt: skip
REVISIONS = (
    CHANGES
    | PROPERTY_CHANGES
    | RANGES
    | {GRID_CHANGE, NUMBERING_CHANGE, CELL_INS, CELL_DEL, CELL_MERGE}
)
"""Everything by which a file says that something was changed with tracking on."""


@dataclass(frozen=True, slots=True)
class Side:
    """One way of settling every change: which marks lose their content, which keep it."""

    name: str
    dropped: frozenset[str]
    kept: frozenset[str]
    dropped_cell: str
    dropped_control: frozenset[str]

    @property
    def original(self) -> bool:
        """Whether the text from before the changes is wanted."""
        return self.name == "original"


FINAL = Side(
    "final",
    frozenset({DEL, MOVE_FROM}),
    frozenset({INS, MOVE_TO}),
    CELL_DEL,
    frozenset({f"{W}customXmlDelRangeStart", f"{W}customXmlMoveFromRangeStart"}),
)
"""Accept all."""
ORIGINAL = Side(
    "original",
    frozenset({INS, MOVE_TO}),
    frozenset({DEL, MOVE_FROM}),
    CELL_INS,
    frozenset({f"{W}customXmlInsRangeStart", f"{W}customXmlMoveToRangeStart"}),
)
"""Reject all."""
