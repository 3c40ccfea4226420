"""The package of a coding document: its parts as strings, zipped with fixed dates.

The same document gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from coding.wordsheets.content import CodingDocument, Remark
from coding.wordsheets.document import body_of
from coding.wordsheets.look import STYLES
from coding.wordsheets.wordxml import escaped, paragraph, run

STATE = "urn:iqa:coding-document"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = f"{_OPEN}/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MICROSOFT = "http://schemas.microsoft.com/office/word"
_NAMES = (
    f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/relationships" '
    f'xmlns:mc="{_OPEN}/markup-compatibility/2006" xmlns:w14="{_MICROSOFT}/2010/wordml" '
    f'xmlns:w15="{_MICROSOFT}/2012/wordml" mc:Ignorable="w14 w15"'
)
_ITEM = "{6E8F2C1A-4B7D-4F7E-9B55-0C0D1A2B3C4D}"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PARTS = (
    ("word/document.xml", f"{_WORD}.document.main+xml", ""),
    ("word/styles.xml", f"{_WORD}.styles+xml", f"{_OFFICE}/relationships/styles"),
    ("word/comments.xml", f"{_WORD}.comments+xml", f"{_OFFICE}/relationships/comments"),
    (
        "word/commentsExtended.xml",
        f"{_WORD}.commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
    ("customXml/item1.xml", "application/xml", f"{_OFFICE}/relationships/customXml"),
    ("word/footer1.xml", f"{_WORD}.footer+xml", f"{_OFFICE}/relationships/footer"),
)
_CORE = f"{_OPEN}/package/2006"
_OF_PACKAGE = (
    ("word/document.xml", f"{_OFFICE}/relationships/officeDocument"),
    ("docProps/core.xml", f"{_CORE}/relationships/metadata/core-properties"),
    ("docProps/custom.xml", f"{_OFFICE}/relationships/custom-properties"),
)


def packed(document: CodingDocument) -> bytes:
    """Return a coding document as the bytes of a .docx."""
    made = document.asked.at.astimezone(UTC)
    stamp = max(made, datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(document).items():
            archive.writestr(_entry(name, stamp), _XML + text)
    return held.getvalue()


def _entry(name: str, stamp: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    entry.external_attr = 0
    return entry


def _parts(document: CodingDocument) -> dict[str, str]:
    remarks = [remark for passage in document.passages for remark in passage.remarks]
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "word/_rels/document.xml.rels": _relations(),
        "word/document.xml": f"<w:document {_NAMES}>{body_of(document)}</w:document>",
        "word/styles.xml": f"<w:styles {_NAMES}>{STYLES}</w:styles>",
        "word/comments.xml": _comments(remarks),
        "word/commentsExtended.xml": _threads(len(remarks)),
        "word/footer1.xml": _footer(document),
        "customXml/item1.xml": f'<iqa xmlns="{STATE}">{escaped(document.state_json)}</iqa>',
        "customXml/_rels/item1.xml.rels": _item_relations(),
        "customXml/itemProps1.xml": (
            f'<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{_ITEM}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{STATE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
        "docProps/core.xml": _core(document),
        "docProps/custom.xml": _custom(document),
    }


def _comments(remarks: list[Remark]) -> str:
    told = (
        f'<w:comment w:id="{number}" w:author="{escaped(remark.author)}" '
        f'w:date="{remark.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" '
        f'w:initials="{escaped(_initials(remark.author))}">'
        f'<w:p w14:paraId="{_paragraph_id(number)}"><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        f"{run(remark.text)}</w:p></w:comment>"
        for number, remark in enumerate(remarks)
    )
    return f"<w:comments {_NAMES}>{''.join(told)}</w:comments>"


def _threads(count: int) -> str:
    told = (
        f'<w15:commentEx w15:paraId="{_paragraph_id(number)}" w15:done="0"/>'
        for number in range(count)
    )
    return f"<w15:commentsEx {_NAMES}>{''.join(told)}</w15:commentsEx>"


def _paragraph_id(number: int) -> str:
    return f"{0x10000000 + number:08X}"


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split())[:3] or "-"


def _footer(document: CodingDocument) -> str:
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    said = run(f"{document.source.source_id}, {document.sheet_id}, page ")
    return f"<w:ftr {_NAMES}>{paragraph('Reference', said, field)}</w:ftr>"


def _content_types() -> str:
    told = [
        *((f"/{name}", kind) for name, kind, _ in _PARTS if name.startswith("word/")),
        ("/customXml/itemProps1.xml", f"{_officedocument()}.customXmlProperties+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/custom.xml", f"{_officedocument()}.custom-properties+xml"),
    ]
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in told)
    return (
        f'<Types xmlns="{_CORE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _officedocument() -> str:
    return "application/vnd.openxmlformats-officedocument"


def _package_relations() -> str:
    told = (
        f'<Relationship Id="rId{number}" Target="{name}" Type="{kind}"/>'
        for number, (name, kind) in enumerate(_OF_PACKAGE, 1)
    )
    return f'<Relationships xmlns="{_CORE}/relationships">{"".join(told)}</Relationships>'


def _relations() -> str:
    told = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="'
        f'{name.removeprefix("word/") if name.startswith("word/") else "../" + name}"/>'
        for number, (name, _, kind) in enumerate(_PARTS[1:], 1)
    )
    return f'<Relationships xmlns="{_CORE}/relationships">{"".join(told)}</Relationships>'


def _item_relations() -> str:
    return (
        f'<Relationships xmlns="{_CORE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )


def _core(document: CodingDocument) -> str:
    made = f"{document.asked.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:creator>iqa</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _custom(document: CodingDocument) -> str:
    told = {
        "iqa_document": document.sheet_id,
        "iqa_source": document.source.source_id,
        "iqa_text": document.source.text_sha256,
        "iqa_coder": document.asked.coder,
        "iqa_codebook": str(document.codebook.version),
        "iqa_masked": "yes" if document.asked.masked else "no",
    }
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{escaped(value)}'
        "</vt:lpwstr></property>"
        for number, (name, value) in enumerate(told.items(), 2)
    )
    return (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    )
