"""Word fields with their results in place, so that a report is right at first opening."""

from __future__ import annotations

from report_builder.word.xml_text import escaped


def run(raw: str, properties: str = "") -> str:
    """Return a run of text; no text gives no run. `properties` is the content of w:rPr."""
    text = escaped(raw)
    if not text:
        return ""
    return f'<w:r>{_rpr(properties)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def opening(instruction: str, properties: str = "") -> str:
    """Return the runs that open a field and stand before its result."""
    start = _mark("begin", properties)
    code = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    return f"{start}<w:r>{_rpr(properties)}{code}</w:r>{_mark('separate', properties)}"


def closing(properties: str = "") -> str:
    """Return the run that closes a field."""
    return _mark("end", properties)


def field(instruction: str, result: str, properties: str = "") -> str:
    """Return a field such as `SEQ Table` with the result it has until Word renews it."""
    return opening(instruction, properties) + run(result, properties) + closing(properties)


def _mark(kind: str, properties: str) -> str:
    return f'<w:r>{_rpr(properties)}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def _rpr(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""
