"""Make `decisions.csv`: what the inspectors decided on each suggestion of `iqa tag`.

The people's own coding stands in `*/codings.csv`. This script lays it beside the
suggestions: a suggestion that people share is accepted, or amended where they differ on
its code or polarity; one that they do not share is rejected; what they coded and the
machine missed is added. Run it again when the rules change:

    python examples/invented-inspection/making/decisions.py
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from coding.decision_rows import COLUMNS
from coding.suggest import codable, suggest
from coding.suggestions import Suggestion
from coding.taggers.pipeline import default_tagger
from evidence.describing import Given
from evidence.identity import Actor
from evidence.ingest import Intake, found, ingest
from evidence.segments import PlacedSegment
from evidence.sources import Source
from evidence.workspace import Workspace, make, opened

EXAMPLE = Path(__file__).parents[1]
ACTOR = Actor("inspector")
AT = datetime(2024, 8, 1, tzinfo=UTC)

Row = dict[str, str]
Placed = tuple[Source, PlacedSegment]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "inspection"
        make(place, settings=EXAMPLE / "inspection.toml", framework=EXAMPLE / "framework.yaml")
        with opened(place) as workspace:
            list(ingest(workspace, found([EXAMPLE / "evidence"]), Intake(ACTOR, AT, Given())))
            suggestions = suggest(workspace, default_tagger(), ACTOR, AT).proposed
            rows = list(decisions(workspace, codings(), suggestions))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (EXAMPLE / "decisions.csv").write_text(out.getvalue(), encoding="utf-8")
    print(f"{len(rows)} decisions")


def codings() -> list[Row]:
    """Every coding that the people who read the evidence gave, Area by Area."""
    rows: list[Row] = []
    for path in sorted(EXAMPLE.glob("making/*/codings.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


def decisions(
    workspace: Workspace, coded: list[Row], suggestions: tuple[Suggestion, ...]
) -> Iterator[Row]:
    open_ones = {(s.segment_id, s.code_id): s for s in suggestions}
    desk = _Desk(workspace)
    for coding in coded:
        _, segment = desk.place(coding)
        row = coding | {"locator": segment.segment.locator}
        suggestion = _matching(open_ones, segment.segment_id, row["code"])
        if suggestion is None:
            yield decision(row, "", "add")
            continue
        del open_ones[(suggestion.segment_id, suggestion.code_id)]
        same = (suggestion.code_id, suggestion.polarity.value) == (row["code"], row["polarity"])
        yield decision(row, suggestion.code_id, "accept" if same else "amend")
    for suggestion in open_ones.values():
        yield desk.rejected(suggestion)


def decision(row: Row, suggested: str, what: str) -> Row:
    return {
        "file": row["file"],
        "locator": row["locator"],
        "words": row["words"],
        "suggested": suggested,
        "decision": what,
        "code": row["code"],
        "polarity": row["polarity"],
        "strength": row["strength"],
        "memo": row["memo"],
    }


def _matching(
    open_ones: dict[tuple[str, str], Suggestion], segment_id: str, code: str
) -> Suggestion | None:
    """The suggestion of that code, or else of another code of the same criterion."""
    exact = open_ones.get((segment_id, code))
    if exact is not None:
        return exact
    family = code.split("-", maxsplit=1)[0]
    for (segment, suggested), suggestion in open_ones.items():
        if segment == segment_id and suggested.split("-")[0] == family:
            return suggestion
    return None


class _Desk:
    def __init__(self, workspace: Workspace) -> None:
        self.sources = {s.path.split("evidence/", 1)[1]: s for s in workspace.evidence.sources()}
        self.segments = {p.segment_id: p for p in workspace.evidence.segments() if codable(p)}
        self.files = {source.source_id: file for file, source in self.sources.items()}

    def place(self, row: Row) -> Placed:
        source = self.sources[row["file"]]
        start = source.text.index(row["words"])
        for placed in self.segments.values():
            segment = placed.segment
            if placed.source_id != source.source_id or segment.start is None:
                continue
            if segment.start <= start and start + len(row["words"]) <= (segment.end or 0):
                return source, placed
        raise SystemExit(f"{row['file']}: '{row['words']}' is not within one live segment")

    def rejected(self, suggestion: Suggestion) -> Row:
        """A rejection, with the segment's place and its first words."""
        segment = self.segments[suggestion.segment_id].segment
        return dict.fromkeys(COLUMNS, "") | {
            "file": self.files[suggestion.source_id],
            "locator": segment.locator,
            "words": segment.text[:80].split("\n")[0].rstrip(),
            "suggested": suggestion.code_id,
            "decision": "reject",
        }


if __name__ == "__main__":
    main()
