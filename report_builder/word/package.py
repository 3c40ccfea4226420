"""A Word file as a package of parts: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

from report_builder.word.xml_text import DECLARATION, escaped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = f"{_PACKAGE}/relationships/metadata/core-properties"
_EARLIEST_ZIP_YEAR, _LATEST_ZIP_YEAR = 1980, 2107


def word_type(part: str) -> str:
    """Return the content type of a part of WordprocessingML, such as "styles"."""
    return f"{_WORD_TYPE}.{part}+xml"


def office_relation(kind: str) -> str:
    """Return the type of a relationship, such as "styles" or "chart"."""
    return f"{_OFFICE}/{kind}"


@dataclass(slots=True)
class Package:
    """The parts of a file, their content types and how they refer to each other."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def add(self, name: str, content: str | bytes, content_type: str) -> None:
        """Put a part into the package; `name` is its path, such as "word/styles.xml"."""
        ready = content if isinstance(content, bytes) else (DECLARATION + content).encode()
        self.parts[name] = ready
        self.types[name] = content_type

    def relate(self, source: str, identifier: str, relation: str, target: str) -> None:
        """Let a part ("" for the package) refer to a target, given relative to its folder."""
        self.relations.setdefault(source, []).append((identifier, relation, target))

    def to_bytes(self, made_at: datetime) -> bytes:
        """Return the file, its entries in a fixed order and dated `made_at`."""
        entries = [("[Content_Types].xml", self._types())]
        entries += [(_relations_path(source), self._relations(source)) for source in self.relations]
        entries += list(self.parts.items())
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries:
                archive.writestr(_entry(name, made_at), content)
        return packed.getvalue()

    def _types(self) -> bytes:
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in self.types.items()
        )
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in (
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
            )
        )
        inside = defaults + overrides
        return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{inside}</Types>'.encode()

    def _relations(self, source: str) -> bytes:
        inside = "".join(
            f'<Relationship Id="{identifier}" Type="{relation}" Target="{escaped(target)}"/>'
            for identifier, relation, target in self.relations[source]
        )
        opening = f'<Relationships xmlns="{_PACKAGE}/relationships">'
        return f"{DECLARATION}{opening}{inside}</Relationships>".encode()


def _relations_path(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _entry(name: str, made_at: datetime) -> zipfile.ZipInfo:
    year = min(max(made_at.year, _EARLIEST_ZIP_YEAR), _LATEST_ZIP_YEAR)
    stamp = (year, made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second)
    entry = zipfile.ZipInfo(name, date_time=stamp)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same bytes whichever system the report is built on
    return entry
