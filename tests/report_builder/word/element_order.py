"""The order in which Word expects elements (ECMA-376 part 1); it refuses files that differ."""

from __future__ import annotations

from lxml import etree

_ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps color spacing w kern position sz szCs highlight u "
    "shd vertAlign lang",
    "w:pBdr": "top left bottom right between bar",
    "w:tblBorders": "top left bottom right insideH insideV",
    "w:tblCellMar": "top left bottom right",
    "w:tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook "
    "tblCaption tblDescription",
    "w:trPr": "cantSplit tblHeader",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "w:tbl": "bookmarkStart tblPr tblGrid tr",
    "w:sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
    "w:sdtPr": "rPr alias tag id lock appearance text",
    "w:sdt": "sdtPr sdtContent",
    "w:style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat "
    "rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "w:numbering": "abstractNum num",
    "w:abstractNum": "nsid multiLevelType tmpl lvl",
    "w:num": "abstractNumId lvlOverride",
    "w:lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "w:settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr compat "
    "themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "c:chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
    "c:chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "c:plotArea": "layout barChart catAx valAx",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap axId",
    "c:ser": "idx order tx spPr invertIfNegative dLbls cat val",
    "c:dLbls": "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
    "showPercent showBubbleSize",
    "c:catAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
    "c:valAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossBetween majorUnit",
    "c:scaling": "orientation max min",
    "c:legend": "legendPos layout overlay txPr",
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
}
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
}


def misplaced(part: bytes) -> list[str]:
    """Return what stands where Word does not expect it, in words."""
    found = []
    for element in etree.fromstring(part).iter(etree.Element):
        name = etree.QName(element)
        kind = f"{_PREFIXES.get(name.namespace, '?')}:{name.localname}"
        order = _ORDERS.get(kind, "").split()
        children = [etree.QName(child).localname for child in element] if order else []
        found += [f"{child} in {kind}" for child in children if child not in order]
        known = [order.index(child) for child in children if child in order]
        if known != sorted(known):
            found.append(f"order in {kind}: {' '.join(children)}")
    return found
