"""The document tree as a Word file: the same tree gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import Any

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from report_builder.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    Document,
    FrontMatter,
    Heading,
    Paragraph,
    Placeholder,
    Quotation,
    Table,
)
from report_builder.numbering import Numbers
from report_builder.word.chart_block import chart, relation_name
from report_builder.word.charts import WORKBOOK_RELATION, ChartPart, PicturePart
from report_builder.word.contents import contents
from report_builder.word.footnotes import add_footnotes
from report_builder.word.front import front_pages
from report_builder.word.job import Job, job_for
from report_builder.word.look import OfficeTemplate, look_of
from report_builder.word.manifest import DraftMark, add_manifest, manifest
from report_builder.word.margins import add_margins
from report_builder.word.page import section
from report_builder.word.properties import add_properties
from report_builder.word.prose import (
    bullets,
    callout,
    heading,
    placeholder,
    quotation,
    text_paragraph,
)
from report_builder.word.saving import saved
from report_builder.word.tables import table
from report_builder.word.takeover import Takeover
from report_builder.word.xml_text import rooted

_DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WRITERS: dict[type, Callable[[Job, Any], str]] = {
    Heading: heading,
    Paragraph: text_paragraph,
    Quotation: quotation,
    Bullets: bullets,
    Table: table,
    Chart: chart,
    Callout: callout,
    Placeholder: placeholder,
    Contents: contents,
}


def write(
    document: Document,
    numbers: Numbers,
    *,
    template: bytes | OfficeTemplate | None,
    made_at: datetime,
    draft: str | DraftMark,
    watermark: str = "",
) -> bytes:
    """Return a report as a .docx.

    `template` gives styles, page, headers and footers; without one the house's are used. An
    `OfficeTemplate` also says what the office calls our styles. `draft` is the
    draft's id, kept in the file's properties, so that a returned file finds its base.
    `watermark` is a word across every page in place of the document's own. A draft
    with a key also has a manifest of its blocks in the file, hashed with it.

    Raises:
        TemplateInvalid: the template is no Word document or lacks styles.
    """
    mark = draft if isinstance(draft, DraftMark) else DraftMark(draft)
    look = look_of(template, document.language)
    job = job_for(document, numbers, look)
    body = _front(document.front, job) + _body(job, document.blocks)
    package = Package()
    # As bytes: to parse the body only to serialise it again would take a quarter of the time.
    part = Part(
        PackURI("/word/document.xml"),
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        _DECLARED + rooted("w:document", f"<w:body>{body}</w:body>"),
        package,
    )
    package.relate_to(part, RELATION.OFFICE_DOCUMENT)
    add_properties(package, document, made_at, mark.token)
    takeover = Takeover(package)
    for relation, taken in takeover.look(look.source.part):
        part.relate_to(taken, relation)
    add_footnotes(part, job)
    add_margins(part, takeover, document.front, look, watermark or document.front.watermark)
    for number, chart_part in enumerate(job.charts, start=1):
        if isinstance(chart_part, PicturePart):
            _add_picture(part, number, chart_part)
        else:
            _add_chart(part, number, chart_part)
    if mark.key:
        add_manifest(part, manifest(document, numbers, mark))
    return saved(package, made_at)


def _front(front: FrontMatter, job: Job) -> str:
    return _ended(front_pages(front, job.style_ids), section(job.page, title_page=True))


def _body(job: Job, blocks: tuple[Block, ...]) -> str:
    """Return the blocks; a wide table stands on a page of its own, turned."""
    runs = [
        (landscape, "".join(_WRITERS[type(block)](job, block) for block in group))
        for landscape, group in groupby(blocks, key=lambda block: block.block_id in job.turned)
    ]
    if not runs:
        return section(job.page)
    ended = [_ended(xml, section(job.page, landscape=landscape)) for landscape, xml in runs[:-1]]
    landscape, last = runs[-1]
    return "".join(ended) + last + section(job.page, landscape=landscape)


def _ended(xml: str, properties: str) -> str:
    """End a section in its last paragraph: an empty one might fall on a page of its own."""
    before, mark, after = xml.rpartition("</w:pPr>")
    return f"{before}{properties}{mark}{after}"


def _add_picture(document: Part, number: int, made: PicturePart) -> None:
    name = PackURI(f"/word/media/chart{number}.png")
    picture = Part(name, CONTENT_TYPE.PNG, made.png, document.package)
    document.load_rel(RELATION.IMAGE, picture, relation_name(number))


def _add_chart(document: Part, number: int, made: ChartPart) -> None:
    """Add a chart and the workbook behind it, which is its first relationship."""
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, made.xml.encode(), document.package)
    name = PackURI(f"/word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx")
    workbook = Part(name, CONTENT_TYPE.SML_SHEET, made.workbook, document.package)
    part.load_rel(RELATION.PACKAGE, workbook, WORKBOOK_RELATION)
    document.load_rel(RELATION.CHART, part, relation_name(number))
