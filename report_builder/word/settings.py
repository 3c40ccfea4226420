"""The settings part: language and compatibility, and no question when the file is opened."""

from __future__ import annotations

from report_builder.word.xml_text import escaped

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_2013 = 15


def settings(language: str) -> str:
    """Return a document's settings; fields are not updated on opening, they are right."""
    compatible = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{_WORD_2013}"/></w:compat>'
    )
    return (
        f'<w:settings xmlns:w="{_SPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{compatible}'
        f'<w:themeFontLang w:val="{escaped(language)}"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
