"""A codebook in the exchange format of the REFI-QDA standard, which other programs read.

The standard (qdasoftware.org, Codebook 1.0) has for each code a name, a colour, a description
and codes beneath it. Criteria for use stand in the description, one to a line with its word
before it, so that they come back as they went.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as Xml

from coding.codebook import Codebook
from evidence.errors import CodebookInvalid
from evidence.framework import CodeDefinition
from evidence.identity import spoken

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_GUIDS = uuid.UUID("4d5a4c2e-6b0f-5c53-9a52-0f6b4f0c7a10")
_LINES = {
    "Code": "code",
    "Criterion": "criterion",
    "Include": "include",
    "Exclude": "exclude",
    "Example": "examples",
    "Key": "key",
}
_LINE = re.compile(rf"({'|'.join(_LINES)}): (.*)")
_LARGEST = 8 * 1024 * 1024


def exchanged(book: Codebook) -> bytes:
    """Return a codebook as a .qdc file."""
    Xml.register_namespace("", _NAMESPACE)
    root = Xml.Element(_tag("CodeBook"), {"origin": "iqa"})
    codes = Xml.SubElement(root, _tag("Codes"))
    made: dict[str, Xml.Element] = {}
    for code in book.codes:
        above = made.get(code.parent, codes)
        made[code.code_id] = _element(above, code)
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _element(above: Xml.Element, code: CodeDefinition) -> Xml.Element:
    element = Xml.SubElement(
        above,
        _tag("Code"),
        {
            "guid": str(uuid.uuid5(_GUIDS, code.code_id)),
            "name": f"{code.code_id} {code.name}",
            "isCodable": "true",
            **({"color": code.colour} if code.colour else {}),
        },
    )
    lines = [" ".join(code.definition.split())]
    lines += [f"Code: {code.code_id}", f"Criterion: {code.criterion_id}"]
    for word, text in (("Include", code.include), ("Exclude", code.exclude), ("Key", code.key)):
        lines += [f"{word}: {' '.join(text.split())}"] if text else []
    lines += [f"Example: {' '.join(text.split())}" for text in code.examples]
    Xml.SubElement(element, _tag("Description")).text = "\n".join(lines)
    return element


def exchange_rows(data: bytes, name: str) -> list[tuple[str, dict[str, str]]]:
    """Return the codes of a .qdc file as rows, each with where it stands.

    Raises:
        CodebookInvalid: it is not such a file, or declares what a codebook has no use for.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookInvalid(f"{name} is not in UTF-8, as the standard asks") from error
    if len(data) > _LARGEST or "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise CodebookInvalid(f"{name} declares entities, or is too large for a codebook")
    try:
        root = Xml.fromstring(text)  # noqa: S314 - no entities are declared, see above
    except (Xml.ParseError, ValueError, RecursionError) as error:
        raise CodebookInvalid(f"{name}: is not XML: {error}") from error
    codes = root.find(_tag("Codes"))
    if root.tag != _tag("CodeBook") or codes is None:
        raise CodebookInvalid(
            f"{name}:1: is not a codebook of the REFI-QDA standard (.qdc)",
            way_out="export it as a REFI-QDA codebook from the other program",
        )
    return [(f"{name}, code '{row['name']}'", row) for row in _rows(codes, {})]


def _rows(above: Xml.Element, parent: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for element in above.findall(_tag("Code")):
        row = _row(element, parent)
        yield row
        yield from _rows(element, row)


def _row(element: Xml.Element, parent: Mapping[str, str]) -> dict[str, str]:
    row = dict.fromkeys(
        ("code", "name", "criterion", "definition", "include", "exclude", "examples", "key"), ""
    )
    row |= {"parent": parent.get("code", ""), "colour": element.get("color", "")}
    definition: list[str] = []
    for line in (element.findtext(_tag("Description")) or "").splitlines():
        match = _LINE.fullmatch(line.strip())
        if match is None:
            definition.append(line.strip())
        elif _LINES[match[1]] == "examples" and row["examples"]:
            row["examples"] += f" | {match[2]}"
        else:
            row[_LINES[match[1]]] = match[2]
    name = " ".join(element.get("name", "").split())
    row["code"] = row["code"] or _id_of(name)
    row["name"] = name.removeprefix(row["code"]).strip() or name
    row["definition"] = " ".join(part for part in definition if part)
    row["criterion"] = row["criterion"] or parent.get("criterion", "")
    return row


def _id_of(name: str) -> str:
    """Return the id with which a name begins ("4a Themes"), or one made of the name."""
    first = name.split(" ", maxsplit=1)[0]
    return first if any(c.isdigit() for c in first) else spoken(name)


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
