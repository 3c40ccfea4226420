"""The document tree as a Word file: the same tree gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import Any

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
from report_builder.word.charts import WORKBOOK_RELATION, ChartPart
from report_builder.word.contents import contents
from report_builder.word.front import front_pages
from report_builder.word.job import Job, job_for
from report_builder.word.margins import footer, header
from report_builder.word.numbering_part import numbering
from report_builder.word.package import (
    CHART_TYPE,
    THEME_TYPE,
    WORKBOOK_TYPE,
    Package,
    office_relation,
    word_type,
)
from report_builder.word.page import KINDS, footer_name, header_name, section
from report_builder.word.properties import add_properties
from report_builder.word.prose import (
    bullets,
    callout,
    heading,
    placeholder,
    quotation,
    text_paragraph,
)
from report_builder.word.settings import settings
from report_builder.word.tables import table
from report_builder.word.template import Look, look_of

_MAIN = "word/document.xml"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    }.items()
)
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
    template: bytes | None,
    made_at: datetime,
    draft: str,
    watermark: str = "",
) -> bytes:
    """Return a report as a .docx.

    `template` gives styles and page; without one the house's are used. `draft` is the
    draft's id, kept in the file's properties, so that a returned file finds its base.
    `watermark` is a word across every page, such as "DRAFT"; none by default.

    Raises:
        TemplateInvalid: the template is no Word document or lacks styles.
    """
    look = look_of(template, document.language)
    job = job_for(document, numbers, look)
    package = Package()
    package.relate("", "document", office_relation("officeDocument"), _MAIN)
    add_properties(package, document, made_at, draft)
    body = _front(document.front, job) + _body(job, document.blocks)
    opening = f'<w:document {NAMESPACES} mc:Ignorable="w15"><w:body>'
    package.add(_MAIN, f"{opening}{body}</w:body></w:document>", word_type("document.main"))
    _add_look(package, look, job, document.language)
    _add_margins(package, document.front, job, watermark)
    for number, part in enumerate(job.charts, start=1):
        _add_chart(package, number, part)
    return package.to_bytes(made_at)


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


def _add_look(package: Package, look: Look, job: Job, language: str) -> None:
    parts: list[tuple[str, str | bytes, str]] = [
        ("styles", look.styles, word_type("styles")),
        ("numbering", numbering(look.style_ids, job.lists), word_type("numbering")),
        ("settings", settings(language), word_type("settings")),
    ]
    if look.theme:
        parts.append(("theme", look.theme, THEME_TYPE))
    for name, content, content_type in parts:
        package.add(f"word/{name}.xml", content, content_type)
        package.relate(_MAIN, name, office_relation(name), f"{name}.xml")


def _add_margins(package: Package, front: FrontMatter, job: Job, watermark: str) -> None:
    for landscape in (False, True):
        page = job.page.turned() if landscape else job.page
        for kind in KINDS:
            over = header(front, job.style_ids, watermark)
            under = footer(front, job.style_ids, None if kind == "first" else page)
            for part, name, tag, inside in (
                ("header", header_name(kind, landscape=landscape), "hdr", over),
                ("footer", footer_name(kind, landscape=landscape), "ftr", under),
            ):
                xml = f'<w:{tag} {NAMESPACES} mc:Ignorable="w15">{inside}</w:{tag}>'
                package.add(f"word/{name}.xml", xml, word_type(part))
                package.relate(_MAIN, name, office_relation(part), f"{name}.xml")


def _add_chart(package: Package, number: int, part: ChartPart) -> None:
    name = f"word/charts/chart{number}.xml"
    workbook = f"embeddings/Microsoft_Excel_Worksheet{number}.xlsx"
    package.add(name, part.xml, CHART_TYPE)
    package.add(f"word/{workbook}", part.workbook, WORKBOOK_TYPE)
    package.relate(
        _MAIN, relation_name(number), office_relation("chart"), f"charts/chart{number}.xml"
    )
    package.relate(name, WORKBOOK_RELATION, office_relation("package"), f"../{workbook}")
