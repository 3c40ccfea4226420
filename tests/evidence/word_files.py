"""A one-line maker of Word files: the XML that a test is about, and nothing else.

word(p("Hello"))                                   a document of one paragraph
word(p("Late", style="Minute"), styles=..., numbering=...)
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{WORD}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def t(text: str) -> str:
    """Text within a run."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{t(text)}</w:r>"


def p(
    content: str = "", *, style: str = "", num: tuple[int, int] | None = None, more: str = ""
) -> str:
    """A paragraph of plain text or of runs; `num` is its list and level."""
    runs = content if content.startswith("<") else r(content) if content else ""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{runs}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell of one paragraph, or of the blocks that are given."""
    blocks = content if content.startswith("<w:p") or content.startswith("<w:tbl") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, heading: bool = False, properties: str = "") -> str:
    """A row; plain texts become cells."""
    marked = "<w:tblHeader/>" if heading else ""
    inside = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{marked}{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def ins(runs: str, author: str = "A Editor", at: str = "2024-03-14T09:00:00Z") -> str:
    """Runs that were inserted while changes were tracked."""
    return f'<w:ins w:id="1" w:author="{author}" w:date="{at}">{runs}</w:ins>'


def dele(text: str, author: str = "A Editor", at: str = "2024-03-14T09:00:00Z") -> str:
    """Words that were deleted while changes were tracked."""
    inside = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{author}" w:date="{at}">{inside}</w:del>'


def lvl(depth: int, form: str, shown: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def numbering(
    *levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    """A numbering part with one abstract list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def style(
    name: str, *, style_id: str = "", based_on: str = "", properties: str = "", runs: str = ""
) -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id or name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/>{base}<w:pPr>{properties}</w:pPr><w:rPr>{runs}</w:rPr></w:style>'
    )


HEADINGS = (
    style("Title", properties="")
    + style("heading 1", style_id="Heading1")
    + style("heading 2", style_id="Heading2")
)

_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "comments": "comments",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}


def parts(*body: str, **others: str) -> dict[str, bytes]:
    """The parts of a Word file, by name; other parts are given by what they are."""
    made = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": _relations({"R1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": (
            f"<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _relations(
            {f"r{kind}": (kind, f"{kind}.xml") for kind in others}
        ),
    }
    for kind, content in others.items():
        root = _ROOTS[kind]
        made[f"word/{kind}.xml"] = f"<w:{root} {_NAMES}>{content}</w:{root}>"
    return {name: text.encode() for name, text in made.items()}


def word(*body: str, **others: str) -> bytes:
    """A Word file with this body and these other parts."""
    return zipped(parts(*body, **others))


def with_part(files: dict[str, bytes], name: str, kind: str, content: str) -> dict[str, bytes]:
    """The parts with one more, an XML element, to which the relation `name` leads."""
    target = f"more/{name}.xml"
    relations = files["word/_rels/document.xml.rels"].decode()
    one = f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    named = content.replace(">", f" {_NAMES}>", 1)
    return files | {
        "word/_rels/document.xml.rels": relations.replace(
            "</Relationships>", f"{one}</Relationships>"
        ).encode(),
        f"word/{target}": named.encode(),
    }


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
