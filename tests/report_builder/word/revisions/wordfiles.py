"""Small Word files, written part by part, and what they show."""

from __future__ import annotations

import io
import zipfile

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.package import WordFile

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_RELATED}"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
MARK = 'w:id="1" w:author="R Hale" w:date="2026-01-05T09:00:00Z"'
INS, DEL = f"<w:ins {MARK}/>", f"<w:del {MARK}/>"


def run(text: str, form: str = "") -> str:
    properties = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, style: str = "", mark: str = "", form: str = "") -> str:
    """A paragraph; plain words are put in runs, XML is taken as it is."""
    inside = "".join(part if part.startswith("<") else run(part) for part in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    properties = f"<w:pPr>{named}{form}{marked}</w:pPr>" if named or marked or form else ""
    return f"<w:p>{properties}{inside}</w:p>"


def inserted(*words: str, author: str = "R Hale") -> str:
    return (
        f'<w:ins w:id="7" w:author="{author}" w:date="2026-01-05T09:00:00Z">{_runs(words)}</w:ins>'
    )


def deleted(*words: str, author: str = "R Hale") -> str:
    gone = _runs(words).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="8" w:author="{author}" w:date="2026-01-05T09:00:00Z">{gone}</w:del>'


def _runs(words: tuple[str, ...]) -> str:
    return "".join(word if word.startswith("<") else run(word) for word in words)


def table(*rows: tuple[str, ...], marks: tuple[str, ...] = ()) -> str:
    """A table of rows of words; `marks` are what each row says of itself."""
    written = ""
    for at, row in enumerate(rows):
        cells = "".join(f"<w:tc><w:tcPr/>{_cell(cell)}</w:tc>" for cell in row)
        mark = f"<w:trPr>{marks[at]}</w:trPr>" if at < len(marks) and marks[at] else ""
        written += f"<w:tr>{mark}{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>"


def _cell(cell: str) -> str:
    return cell if cell.startswith("<") else paragraph(cell)


def package(body: str, related: dict[str, str] | None = None, strict: bool = False) -> bytes:
    """A .docx; `related` are further parts by the kind of their relation, as inner XML."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
    roots |= {"header": "hdr", "footer": "ftr"}
    parts = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for kind, inside in (related or {}).items():
        name = roots.get(kind, kind)
        prefix = "w15" if kind == "commentsExtended" else "w"
        tag = "commentsEx" if kind == "commentsExtended" else name
        parts[f"word/{kind}.xml"] = f"<{prefix}:{tag} {NAMES}>{inside}</{prefix}:{tag}>"
        relations += _relation(kind, f"{kind}.xml")
    parts["word/_rels/document.xml.rels"] = _relations(relations)
    parts["_rels/.rels"] = _relations(_relation("officeDocument", "word/document.xml"))
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    return zipped(parts, strict=strict)


def zipped(parts: dict[str, str], *, strict: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            written = content
            if strict:
                written = written.replace(
                    _MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main"
                ).replace(_RELATED, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            target.writestr(name, written)
    return out.getvalue()


def _relation(kind: str, target: str) -> str:
    return f'<Relationship Id="r{kind}" Type="{_RELATED}/{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def word(*blocks: str, **related: str) -> WordFile:
    """A Word file of blocks; plain words become paragraphs."""
    body = "".join(block if block.startswith("<") else paragraph(block) for block in blocks)
    return WordFile(package(body, related))


def shown(file: WordFile, part: str = "") -> list[str]:
    """The text of each paragraph, those of tables and notes too."""
    root = file.trees(part or file.document)
    return [
        "".join(t.text or "" for t in p.iter(f"{W}t", f"{W}delText")) for p in root.iter(f"{W}p")
    ]


def shape(file: WordFile) -> list[object]:
    """All that a reader sees: tables, rows, cells, styles, words and their formatting."""
    body = file.trees(file.document).find(f"{W}body")
    assert body is not None
    return [_shape(block) for block in body]


def _shape(block: Element) -> object:
    if block.tag != f"{W}p":
        name = str(block.tag).rpartition("}")[2]
        inner = [c for c in block if not str(c.tag).endswith(("Pr", "tblGrid"))]
        return (name, [_shape(child) for child in inner])
    style = block.find(f"{W}pPr/{W}pStyle")
    stretches: list[tuple[str, tuple[str, ...]]] = []
    for element in block.iter(f"{W}t", f"{W}tab", f"{W}footnoteReference"):
        parent = element.getparent()
        assert parent is not None
        properties = parent.find(f"{W}rPr")
        form = tuple(str(c.tag) for c in properties) if properties is not None else ()
        said = element.text or "" if element.tag == f"{W}t" else "\t"
        if stretches and stretches[-1][1] == form:
            stretches[-1] = (stretches[-1][0] + said, form)
        elif said:
            stretches.append((said, form))
    return ("p", None if style is None else style.get(f"{W}val"), stretches)
