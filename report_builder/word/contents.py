"""The contents list: a Word field whose lines stand in place and lead to the headings.

The lines carry no page numbers, for only Word knows them: it adds them when the field is
updated (F9). Nothing is guessed, and nothing asks a question when the file is opened.
"""

from __future__ import annotations

from report_builder.document import Contents, Heading
from report_builder.word import styles
from report_builder.word.anchors import CONTENTS, bookmark_name
from report_builder.word.fields import closing, opening, run
from report_builder.word.inline import anchored, paragraph
from report_builder.word.job import Job

TITLE = "Contents"
_DEEPEST = 2
_LAST_LINES = 5
"""So many lines at least go over to a second page: one or two would look forgotten there."""
_FIELD = 'TOC \\o "1-2" \\h \\z \\u'


def contents(job: Job, block: Contents) -> str:
    """Return the contents list under its title."""
    ids = job.style_ids
    title = paragraph(ids[styles.CONTENTS_HEADING], anchored(job, block.block_id, run(TITLE)))
    listed = [h for h in job.headings if h.level <= _DEEPEST and h.text]
    if not listed:
        return title
    lines = [_line(job, one) for one in listed]
    lines[0] = opening(_FIELD) + lines[0]
    lines[-1] += closing()
    levels = (styles.CONTENTS_1, styles.CONTENTS_2)
    kept = [_is_kept(listed, place) for place in range(len(listed))]
    return title + "".join(
        paragraph(ids[levels[max(one.level, 1) - 1]], line, "<w:keepNext/>" if keep else "")
        for one, line, keep in zip(listed, lines, kept, strict=True)
    )


def _is_kept(listed: list[Heading], place: int) -> bool:
    """Say whether a line stays with the next: a chapter's lines do, and so do the last few."""
    last = len(listed) - 1
    if place == last:
        return False
    return listed[place + 1].level > 1 or place >= last - _LAST_LINES


def _line(job: Job, heading: Heading) -> str:
    number = job.number(heading)
    label = job.numbers.reference.get(heading.block_id, "") if heading.annex else number
    tab = run(label) + "<w:r><w:tab/></w:r>" if label else ""
    target = bookmark_name(CONTENTS, heading.block_id)
    return f'<w:hyperlink w:anchor="{target}" w:history="1">{tab}{run(heading.text)}</w:hyperlink>'
