"""How a draft is built: headings in order, alt text, heading rows, totals, cross-references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from report_builder.document import (
    Block,
    Chart,
    CrossReference,
    Heading,
    Inline,
    Placeholder,
    Table,
    sentences_of,
)
from report_builder.looking import Looking, ReportFinding

_SHORTEST_ALT = 15
_WHOLE = re.compile(r"-?\d[\d,]*$")
_SHARE = re.compile(r"(\d[\d,]*) of (\d[\d,]*)$")
_TOTAL = re.compile(r"(?:grand )?totals?$", re.IGNORECASE)
_MOST_SERIES = 4
_TYPED = re.compile(
    r"\b(?P<kind>paragraphs?|Table|Chart|Annex|chapter) (?P<number>[A-Z]?\d*(?:\.\d+)?)"
)


def headings(looking: Looking) -> Iterator[ReportFinding]:
    """Find headings that skip a level, say nothing, or have nothing below them."""
    level = 0
    for block in looking.document.blocks:
        if not isinstance(block, Heading):
            continue
        if not block.text.strip():
            yield _odd(looking, block, "empty_heading", "This heading has no words.", "Name it.")
        if block.level > level + 1:
            message = f"A heading of level {block.level} follows one of level {level or 'none'}."
            yield _odd(looking, block, "heading_order", message, f"Make it level {level + 1}.")
        level = block.level


def alternatives(looking: Looking) -> Iterator[ReportFinding]:
    """Find tables and charts that a screen reader cannot describe."""
    for block in looking.document.blocks:
        if not isinstance(block, Table | Chart):
            continue
        alt = " ".join(block.alt.split())
        if len(alt) < _SHORTEST_ALT:
            message = "It has no text that a screen reader could read out in its place."
            yield _odd(looking, block, "no_alt_text", message, "Say in words what it shows.")
        elif isinstance(block, Chart) and alt.rstrip(".") == block.title.strip().rstrip("."):
            message = "Its alternative text only repeats its title."
            yield _odd(looking, block, "no_alt_text", message, "Say in words what it shows.")


def tables(looking: Looking) -> Iterator[ReportFinding]:
    """Find heading rows with gaps or doubles, ragged rows, and charts of too many series."""
    for block in looking.document.blocks:
        if isinstance(block, Chart) and len(block.series) > _MOST_SERIES:
            message = f"The chart has {len(block.series)} series; nobody can tell so many apart."
            yield _odd(looking, block, "too_many_series", message, "Show four at most.")
        if not isinstance(block, Table):
            continue
        names = [heading.strip() for heading in block.headings]
        if not all(names):
            yield _odd(
                looking, block, "blank_heading", "A column has no heading.", "Name every column."
            )
        twice = [name for name, times in Counter(filter(None, names)).items() if times > 1]
        if twice:
            message = f"Two columns are both called “{twice[0]}”."
            yield _odd(looking, block, "blank_heading", message, "Give each its own name.")
        if any(len(row) != len(names) for row in block.rows):
            message = "Not every row has as many cells as there are headings."
            yield _odd(looking, block, "ragged_table", message, "Build the report again.")


def totals(looking: Looking) -> Iterator[ReportFinding]:
    """Find rows and columns called "Total" that are not the sum of the others."""
    for block in looking.document.blocks:
        if isinstance(block, Table):
            cells = [[looking.numbers.text(cell).strip() for cell in row] for row in block.rows]
            yield from _rows_summed(looking, block, cells)
            yield from _columns_summed(looking, block, cells)


def _rows_summed(looking: Looking, block: Table, cells: list[list[str]]) -> Iterator[ReportFinding]:
    for place, row in enumerate(cells):
        if row and _TOTAL.match(row[0]):
            above = _since_total(cells[:place])
            for column, total in enumerate(row[1 : len(block.headings)], start=1):
                parts = [one[column] for one in above if column < len(one)]
                yield from _sum(looking, block, block.headings[column], parts, total)


def _columns_summed(
    looking: Looking, block: Table, cells: list[list[str]]
) -> Iterator[ReportFinding]:
    places = [n for n, heading in enumerate(block.headings) if _TOTAL.match(heading.strip())]
    for column in places:
        for row in cells:
            if 1 < column < len(row):
                yield from _sum(looking, block, row[0], row[1:column], row[column])


def _since_total(rows: list[list[str]]) -> list[list[str]]:
    last = max((n for n, row in enumerate(rows) if row and _TOTAL.match(row[0])), default=-1)
    return rows[last + 1 :]


def _sum(
    looking: Looking, block: Table, where: str, parts: list[str], total: str
) -> Iterator[ReportFinding]:
    counted = _added(parts)
    said = _counts(total)
    if counted is None or said is None or len(counted) != len(said) or counted == said:
        return
    told = " of ".join(f"{n:,}" for n in counted)
    message = f"The total of “{where}” is {total}, but its parts come to {told}."
    yield _odd(
        looking, block, "table_total", message, "Correct the total, or say what else it counts."
    )


def _added(parts: list[str]) -> tuple[int, ...] | None:
    found = [_counts(part) for part in parts]
    whole = [one for one in found if one is not None]
    if len(whole) < 2 or len(whole) != len(found) or len({len(one) for one in whole}) != 1:  # noqa: PLR2004
        return None
    return tuple(sum(side) for side in zip(*whole, strict=True))


def _counts(text: str) -> tuple[int, ...] | None:
    share = _SHARE.match(text)
    if share:
        return tuple(int(side.replace(",", "")) for side in share.groups())
    return (int(text.replace(",", "")),) if _WHOLE.match(text) else None


def references(looking: Looking) -> Iterator[ReportFinding]:
    """Find references to what the report does not hold, and typed ones that lead astray."""
    known = set(looking.numbers.reference.values())
    for block in looking.document.blocks:
        for part in _parts(block):
            if isinstance(part, CrossReference):
                if part.target not in looking.numbers.reference:
                    message = f"It refers to {part.target}, which has no number in this report."
                    yield _odd(looking, block, "broken_reference", message, "Build it again.")
            elif isinstance(part, str):
                for typed in _typed(part):
                    told = "is typed" if typed in known else "is not in this report"
                    yield _odd(
                        looking,
                        block,
                        "typed_reference",
                        f"“{typed}” {told}: a number that is typed goes wrong when others move.",
                        "Leave it out; the report refers to paragraphs, tables and charts itself.",
                    )


def _typed(text: str) -> Iterator[str]:
    for found in _TYPED.finditer(text):
        if found["number"] and found["number"] not in {"A "}:
            yield f"{found['kind']} {found['number']}"


def _parts(block: Block) -> Iterator[Inline]:
    for sentence in sentences_of(block):
        yield from sentence.parts
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell


def left_open(looking: Looking) -> Iterator[ReportFinding]:
    """Find room for a person's words that nobody has filled in a report without a draft's line."""
    if looking.document.front.stage_line:
        return
    for block in looking.document.blocks:
        if isinstance(block, Placeholder):
            message = f"Nobody has written this yet: {block.prompt}"
            yield _odd(looking, block, "placeholder_left", message, "Write it, or take it out.")


def _odd(looking: Looking, block: Block, code: str, message: str, way_out: str) -> ReportFinding:
    said = (
        getattr(block, "caption", "") or getattr(block, "title", "") or getattr(block, "text", "")
    )
    name = looking.numbers.reference.get(block.block_id, "")
    place = name if isinstance(block, Table | Chart) and name else looking.place(block)
    return ReportFinding(code, place, said, message, way_out)
