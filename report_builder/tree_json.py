"""The document tree as JSON and back, for the stored draft.

The form is canonical (sorted keys, no spaces), so that the same tree gives the same
bytes and its hash says whether anything changed.
"""

from __future__ import annotations

import json
from dataclasses import fields
from enum import Enum
from typing import Any

from report_builder.document import (
    Bullets,
    Callout,
    CalloutKind,
    Chart,
    Contents,
    CrossReference,
    Document,
    FigureUse,
    Footnote,
    FrontMatter,
    Heading,
    Paragraph,
    Placeholder,
    Quotation,
    Sentence,
    Series,
    Support,
    SupportKind,
    Table,
)

_TYPES: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Bullets,
        Callout,
        Chart,
        Contents,
        CrossReference,
        Document,
        FigureUse,
        Footnote,
        FrontMatter,
        Heading,
        Paragraph,
        Placeholder,
        Quotation,
        Sentence,
        Series,
        Support,
        Table,
    )
}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _TYPES.values()}
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_ENUMS: dict[str, Any] = {kind.__name__: kind for kind in (CalloutKind, SupportKind)}


def dumps(document: Document) -> str:
    """Return a document as canonical JSON."""
    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(stored: str) -> Document:
    """Return the document that `dumps` wrote."""
    document = _value(json.loads(stored))
    if not isinstance(document, Document):
        raise TypeError("the stored draft is not a document")
    return document


def _plain(value: object) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(item) for item in value]  # type: ignore[attr-defined]
    if isinstance(value, Enum):
        return {"_": kind.__name__, "is": value.value}
    made: dict[str, Any] = {"_": kind.__name__}
    for name in _FIELDS[kind]:
        made[name] = _plain(getattr(value, name))
    return made


def _value(plain: Any) -> Any:
    if type(plain) is list:
        return tuple([_value(item) for item in plain])
    if type(plain) is not dict:
        return plain
    name = plain.pop("_")
    if name in _ENUMS:
        return _ENUMS[name](plain["is"])
    return _TYPES[name](**{key: _value(item) for key, item in plain.items()})
