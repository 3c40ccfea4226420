"""The settings part: language and compatibility, and no question when the file is opened."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from report_builder.word.xml_text import escaped, rooted

_WORD_2013 = 15
_KEPT = (
    "zoom", "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins", "gutterAtTop",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "defaultTabStop",
    "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps",
    "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang",
    "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""What is harmless in a template's settings, in Word's order (ECMA-376 part 1, 17.15.1.78)."""


def settle(settings: etree._Element, language: str) -> None:
    """Keep what is harmless of a template's settings, and add the report's own.

    Fields are not updated on opening, for their results are right; nothing leads to another
    template, asks for a password or tells who worked on the file.
    """
    held = {child.tag: child for child in (*settings, *parse_xml(_ours(language)))}
    settings[:] = [held[qn(f"w:{name}")] for name in _KEPT if qn(f"w:{name}") in held]


def _ours(language: str) -> bytes:
    compatible = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{_WORD_2013}"/></w:compat>'
    )
    inside = (
        f'<w:zoom w:percent="100"/>{compatible}<w:themeFontLang w:val="{escaped(language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )
    return rooted("w:settings", inside)
