"""Tables in Word: a header row that repeats, alt text, a caption above, sources below."""

from __future__ import annotations

from report_builder.document import Cell, Table
from report_builder.word import styles
from report_builder.word.column_widths import column_widths
from report_builder.word.fields import field, run
from report_builder.word.inline import anchored, inline, paragraph, referable
from report_builder.word.job import Job
from report_builder.word.xml_text import escaped

_KEPT = "<w:keepNext/>"
_RIGHT = '<w:jc w:val="right"/>'
_WHOLE_UP_TO = 16
"""Tables of so many rows stay on one page; longer ones break between rows."""


def table(job: Job, block: Table) -> str:
    """Return a table with its caption, note and source; one without rows says so instead."""
    if not block.headings or not block.rows:
        return empty(job, block.block_id, "Table", block.caption)
    words = [[job.numbers.text(cell) for cell in row] for row in _even(block)]
    page = job.page.turned() if block.block_id in job.turned else job.page
    widths = column_widths(block.headings, words, page.text_width)
    head = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_head(job, block, widths)}</w:tr>"
    below = _below(job, block)
    rows = [
        _row(job, block, row, widths, kept=_is_kept(block, place))
        for place, row in enumerate(_even(block))
    ]
    return (
        caption(job, block.block_id, "Table", block.caption)
        + f"<w:tbl>{_properties(job, block, widths)}{head}{''.join(rows)}</w:tbl>{below}"
    )


def caption(job: Job, block_id: str, kind: str, text: str) -> str:
    """Return "Table 3: ..." with its number as a field, and the block's bookmark in it."""
    number = job.numbers.number.get(block_id, "")
    label = run(f"{kind} ") + field(f"SEQ {kind} \\* ARABIC", number)
    inside = referable(job, block_id, label) + run(f": {text}" if text else "")
    return paragraph(job.style_ids[styles.CAPTION], anchored(job, block_id, inside))


def empty(job: Job, block_id: str, kind: str, text: str) -> str:
    """Return the caption of a table or chart that has nothing to show, and a sentence below it."""
    said = f"There is nothing to show in this {kind.lower()}."
    below = paragraph(job.style_ids[styles.SOURCE_NOTE], run(said), '<w:spacing w:after="320"/>')
    return caption(job, block_id, kind, text) + below


def source_lines(job: Job, note: str, source: str) -> str:
    """Return the note and the source, each in a paragraph of its own."""
    style = job.style_ids[styles.SOURCE_NOTE]
    lines = [_labelled("Note", note)] if note else []
    lines += [_labelled("Source", source)] if source else []
    last = '<w:spacing w:after="320"/>'
    return "".join(
        paragraph(style, run(line), last if place == len(lines) - 1 else _KEPT)
        for place, line in enumerate(lines)
    )


def _labelled(label: str, text: str) -> str:
    return text if text.casefold().startswith(label.casefold()) else f"{label}: {text}"


def _below(job: Job, block: Table) -> str:
    """Return what stands below; a table may not touch the next table or a section's end."""
    # One point high: at the foot of a page, a whole empty line would ask for a page of its own.
    thin = '<w:spacing w:before="0" w:after="320" w:line="20" w:lineRule="exact"/>'
    lines = source_lines(job, block.note, block.source)
    return lines or paragraph(job.style_ids[styles.SOURCE_NOTE], "", thin)


def _even(block: Table) -> list[tuple[Cell, ...]]:
    columns = len(block.headings)
    return [(*row[:columns], *(((),) * (columns - len(row)))) for row in block.rows]


def _is_kept(block: Table, place: int) -> bool:
    last = len(block.rows) - 1
    if place == last:
        return bool(block.note or block.source)
    return len(block.rows) <= _WHOLE_UP_TO or place in {0, last - 1}


def _properties(job: Job, block: Table, widths: tuple[int, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblStyle w:val="{job.style_ids[styles.TABLE]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(block.caption)}"/>'
        f'<w:tblDescription w:val="{escaped(block.alt)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _head(job: Job, block: Table, widths: tuple[int, ...]) -> str:
    style = job.style_ids[styles.TABLE_HEADING]
    return "".join(
        _cell(
            width,
            paragraph(style, run(text), _KEPT + (_RIGHT if column in block.numeric else "")),
        )
        for column, (text, width) in enumerate(zip(block.headings, widths, strict=True))
    )


def _row(
    job: Job, block: Table, row: tuple[Cell, ...], widths: tuple[int, ...], *, kept: bool
) -> str:
    style = job.style_ids[styles.TABLE_TEXT]
    keep = _KEPT if kept else ""
    cells = "".join(
        _cell(
            width,
            paragraph(style, inline(job, cell), keep + (_RIGHT if column in block.numeric else "")),
        )
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(width: int, inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
