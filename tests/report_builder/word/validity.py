"""What is wrong with a Word file by the rules of its package and of the transitional schema.

No copy of Word is at hand, so these are the rules that can be checked without one: parts and
relations, the order of elements (ECMA-376 part 1), what refers to what, and what must be there
once. A file with none of these faults opens without the offer to repair it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from evidence.readers.wordml import W

Element = etree._Element
Trees = dict[str, Element]
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_REL, _TYPES = f"{_PACKAGE}relationships}}", f"{_PACKAGE}content-types}}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr"
    " shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
)
_ORDERS = {
    "body": "*any sectPr",
    "pPr": f"{_PPR} rPr sectPr pPrChange",
    "tbl": "*range tblPr tblGrid *any",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    " tblPrChange",
    "tc": "tcPr *any",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "tr": "tblPrEx trPr *any",
    "p": "pPr *any",
    "r": "rPr *any",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid printerSettings sectPrChange",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "pBdr": "top left bottom right between bar",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime"
    " doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText"
    " printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts"
    " saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges"
    " bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors"
    " hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles"
    " stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions"
    " doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme"
    " styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle"
    " evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets"
    " drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery"
    " displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin"
    " drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning"
    " characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter"
    " noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml"
    " ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly"
    " useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields"
    " hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema"
    " themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures"
    " forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults"
    " doNotEmbedSmartTags decimalSymbol listSeparator docId chartTrackingRefBased",
}
_MARKED = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
_TARGET = re.compile(r"\b(?:REF|PAGEREF|NOTEREF)\s+(\w+)")
_OPTIONAL = {"*any", "*range"}


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a Word file, in words; [] for a sound one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        held = {name: package.read(name) for name in names}
    found = [f"{name} is there twice" for name, count in Counter(names).items() if count > 1]
    trees: Trees = {}
    for name, content in held.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(content)
            except etree.XMLSyntaxError as error:
                found.append(f"{name}: {error}")
    document = next(iter(_targets(trees, "", "officeDocument")), "")
    if document not in trees:
        return [*found, "there is no main text"]
    found += _types(trees, set(held)) + _relations(trees, set(held))
    for name in trees:
        if name.startswith("word/") and not name.endswith(".rels"):
            found += [f"{name}: {fault}" for fault in _ordered(trees[name])]
            found += [f"{name}: {fault}" for fault in _prefixes(trees[name])]
    stories = [document, *(n for k in _STORIES for n in _targets(trees, document, k))]
    for name in stories:
        found += [f"{name}: {fault}" for fault in _story(trees[name])]
    found += _references(trees, document, stories)
    found += _looks(trees, document, stories) + _lists(trees, document, stories)
    return found


_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")


def _targets(trees: Trees, source: str, kind: str) -> list[str]:
    """Return the parts to which a part is related in one way."""
    found = [target for said, target, _ in _leads(trees, source) if said == kind]
    return [target for target in found if target in trees]


def _leads(trees: Trees, source: str) -> Iterator[tuple[str, str, str]]:
    folder, base = posixpath.split(source)
    rels = trees.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    for relation in rels if rels is not None else ():
        if relation.get("TargetMode") != "External":
            joined = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            yield kind, joined.lstrip("/"), relation.get("Id", "")


def _types(trees: Trees, names: set[str]) -> list[str]:
    root = trees.get("[Content_Types].xml")
    if root is None:
        return ["there are no content types"]
    endings = {e.get("Extension", "").casefold() for e in root.iter(f"{_TYPES}Default")}
    parts = [e.get("PartName", "").lstrip("/") for e in root.iter(f"{_TYPES}Override")]
    found = [f"the type of {name} is said twice" for name, n in Counter(parts).items() if n > 1]
    found += [f"{name} has a type and is not there" for name in set(parts) - names]
    untyped = names - set(parts) - {"[Content_Types].xml"}
    return found + [
        f"{name} has no type" for name in untyped if name.rpartition(".")[2].lower() not in endings
    ]


def _relations(trees: Trees, names: set[str]) -> list[str]:
    found = []
    for name in [n for n in trees if n.endswith(".rels")]:
        folder, base = name.split("_rels/")
        source = f"{folder}{base.removesuffix('.rels')}"
        if source and source not in names:
            found.append(f"{name} belongs to no part")
        ids = [relation.get("Id", "") for relation in trees[name]]
        found += [f"{name}: {i} is there twice" for i, count in Counter(ids).items() if count > 1]
        found += [
            f"{name}: {target} is not there"
            for _, target, _ in _leads(trees, source)
            if target not in names
        ]
        if source in trees:
            used = {
                value
                for element in trees[source].iter(etree.Element)
                for key, value in element.attrib.items()
                if key.startswith(_LINK)
            }
            found += [f"{source}: {said} leads nowhere" for said in used - set(ids)]
    return found


def _ordered(root: Element) -> Iterator[str]:
    """Yield where elements do not stand in the order that the schema gives."""
    for element in root.iter(etree.Element):
        kind = element.tag.removeprefix(W)
        order = _ORDERS.get(kind, "").split() if element.tag.startswith(W) else []
        if not order:
            continue
        children = [c.tag.removeprefix(W) for c in element if c.tag.startswith(W)]
        rest = order.index("*any") if "*any" in order else -1
        places = [
            order.index(c) if c in order else rest for c in children if c not in _MARKED
        ]  # fmt: skip
        odd = [c for c in children if c not in order and c not in _MARKED and rest < 0]
        if odd:
            yield f"{', '.join(odd)} in {kind}"
        elif places != sorted(places):
            yield f"order in {kind}: {' '.join(children)[:120]}"
        single = {"p": {"pPr"}, "r": {"rPr"}, "tc": {"tcPr"}, "sdt": {"sdtContent", "sdtPr"}}
        for name in single.get(kind, set(order) - {"style", "num", "abstractNum", "lvl"}):
            many = kind in {"pPr", "rPr", "tblPr", "tcPr", "settings", "p", "r", "tc", "sdt"}
            if many and name not in _OPTIONAL and children.count(name) > 1:
                yield f"{name} twice in {kind}"
        if kind == "sdt" and "sdtContent" not in children:
            yield "a control without content"


def _prefixes(root: Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        for prefix in element.get(f"{_MC}Ignorable", "").split():
            if prefix not in element.nsmap:
                yield f"the prefix {prefix} is ignorable and not declared"


def _story(root: Element) -> Iterator[str]:
    yield from _paired(root, "bookmark")
    yield from _paired(root, "commentRange")
    yield from _fields(root)
    yield from _tables(root)
    names = Counter(b.get(f"{W}name", "").casefold() for b in root.iter(f"{W}bookmarkStart"))
    yield from (f"bookmark {name} twice" for name, count in names.items() if count > 1)
    yield from (f"bookmark {name} is too long" for name in names if len(name) > 40)
    drawn = Counter(d.get("id") for d in root.iter(_DRAWN))
    yield from (f"drawing {said} twice" for said, count in drawn.items() if count > 1)
    controls = Counter(
        said.get(f"{W}val") for said in root.iterfind(f".//{W}sdtPr/{W}id")
    )  # fmt: skip
    yield from (f"control {said} twice" for said, count in controls.items() if count > 1)
    for deleted in root.iter(f"{W}del"):
        if next(deleted.iter(f"{W}t"), None) is not None:
            yield "text that was deleted stands as text"
    for change in root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"):
        if not (change.get(f"{W}author") and change.get(f"{W}id")):
            yield "a change without its author or id"


def _paired(root: Element, kind: str) -> Iterator[str]:
    starts = [e.get(f"{W}id") for e in root.iter(f"{W}{kind}Start")]
    ends = [e.get(f"{W}id") for e in root.iter(f"{W}{kind}End")]
    if len(set(starts)) < len(starts) or sorted(starts) != sorted(ends):
        odd = Counter(starts) - Counter(ends) + (Counter(ends) - Counter(starts))
        yield f"{kind}: starts and ends differ: {dict(odd)}"


def _fields(root: Element) -> Iterator[str]:
    """Yield fields that do not end, and codes that stand outside of one."""
    open_fields: list[str] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}instrText":
            if not open_fields or open_fields[-1] != "begin":
                yield "the code of a field stands outside of it"
        elif kind == "begin":
            open_fields.append("begin")
        elif not open_fields:
            yield f"{kind} of a field that did not begin"
        elif kind == "separate":
            open_fields[-1] = "separate"
        else:
            open_fields.pop()
    if open_fields:
        yield "a field does not end"


def _tables(root: Element) -> Iterator[str]:
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if not columns:
            yield "a table without its grid"
        rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
        if not rows:
            yield "a table without rows"
        for row in rows:
            cells = [
                cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row
            ]
            spans = [int(c.get(f"{W}val", "1")) for cell in cells
                     for c in cell.findall(f"{W}tcPr/{W}gridSpan")]  # fmt: skip
            if len(cells) + sum(span - 1 for span in spans) != columns:
                yield f"a row of {len(cells)} cells in a table of {columns} columns"
            yield from ("a cell without a last paragraph" for c in cells if not _ends(c))


def _ends(cell: Element) -> bool:
    blocks = [child for child in cell if child.tag.removeprefix(W) not in _MARKED]
    return bool(blocks) and blocks[-1].tag in {f"{W}p", f"{W}sdt"}


def _references(trees: Trees, document: str, stories: list[str]) -> list[str]:
    """Return what leads to notes, comments and bookmarks that are not there."""
    found = []
    root = trees[document]
    for kind, note in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
        parts = [trees[name] for name in _targets(trees, document, note)]
        ids = [n.get(f"{W}id") for part in parts for n in part.iter(f"{W}{kind}")]
        found += [f"{kind} {i} twice" for i, count in Counter(ids).items() if count > 1]
        marks = [m.get(f"{W}id") for m in root.iter(f"{W}{kind}Reference")]
        found += [f"{kind} {mark} is not there" for mark in set(marks) - set(ids)]
        settings = [trees[n] for n in _targets(trees, document, "settings")]
        named = [e.get(f"{W}id") for s in settings for e in s.iterfind(f"{W}{kind}Pr/{W}{kind}")]
        found += [f"the settings name {kind} {said}" for said in set(named) - set(ids)]
    names = {b.get(f"{W}name") for s in stories for b in trees[s].iter(f"{W}bookmarkStart")}
    for story in stories:
        anchors = {h.get(f"{W}anchor") for h in trees[story].iter(f"{W}hyperlink")} - {None}
        codes = "".join(f"{c.text} " for c in trees[story].iter(f"{W}instrText"))
        lost = (anchors | set(_TARGET.findall(codes))) - names
        found += [f"{story}: nothing is called {name}" for name in sorted(map(str, lost))]
    body = root.find(f"{W}body")
    if body is None or not len(body) or body[-1].tag != f"{W}sectPr":
        found.append("the text does not end in its section")
    return found


def _looks(trees: Trees, document: str, stories: list[str]) -> list[str]:
    """Return styles that are used or referred to and are not there, or are there twice."""
    root = next((trees[name] for name in _targets(trees, document, "styles")), None)
    if root is None:
        return ["there are no styles"]
    kinds = {s.get(f"{W}styleId", ""): s.get(f"{W}type") for s in root.iter(f"{W}style")}
    ids = Counter(s.get(f"{W}styleId") for s in root.iter(f"{W}style"))
    names = Counter(n.get(f"{W}val", "") for n in root.iterfind(f"{W}style/{W}name"))
    found = [f"style {said} twice" for said, count in (ids + names).items() if count > 2]
    found += [f"style {s} twice" for c in (ids, names) for s, count in c.items() if count > 1]
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        for story in stories:
            used = {e.get(f"{W}val", "") for e in trees[story].iter(f"{W}{tag}")}
            found += [
                f"{story}: no {kind} style {said}" for said in used if kinds.get(said) != kind
            ]
    for tag in ("basedOn", "next", "link"):
        used = {e.get(f"{W}val", "") for e in root.iterfind(f"{W}style/{W}{tag}")}
        found += [f"a style leads by {tag} to {said}" for said in used - set(kinds)]
    return found


def _lists(trees: Trees, document: str, stories: list[str]) -> list[str]:
    parts = [trees[name] for name in _targets(trees, document, "numbering")]
    numbers = [n.get(f"{W}numId", "") for part in parts for n in part.iter(f"{W}num")]
    definitions = [
        a.get(f"{W}abstractNumId", "") for part in parts for a in part.iter(f"{W}abstractNum")
    ]
    found = [f"list {said} twice" for said, count in Counter(numbers).items() if count > 1]
    found += [f"definition {s} twice" for s, count in Counter(definitions).items() if count > 1]
    used = {e.get(f"{W}val", "") for p in parts for e in p.iterfind(f"{W}num/{W}abstractNumId")}
    found += [f"no definition {said} of a list" for said in used - set(definitions)]
    looks = _targets(trees, document, "styles")
    for story in (*stories, *looks):
        used = {e.get(f"{W}val", "") for e in trees[story].iter(f"{W}numId")} - {"0"}
        found += [f"{story}: no list {said}" for said in used - set(numbers)]
    styles = {s.get(f"{W}styleId") for name in looks for s in trees[name].iter(f"{W}style")}
    linked = {e.get(f"{W}val") for part in parts for e in part.iter(f"{W}pStyle")}
    return found + [
        f"a list counts the style {said}, which is not there" for said in linked - styles
    ]
