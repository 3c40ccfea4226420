"""Returned copies of a draft, made as Word makes them: comments, replies, tracked changes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_DATE = "2024-09-02T11:00:00Z"


@dataclass
class Copy:
    """A copy of a draft in somebody's hands."""

    data: bytes
    author: str
    date: str = _DATE
    _document: Any = field(init=False)
    _next: int = 9000

    def __post_init__(self) -> None:
        self._document = docx.Document(io.BytesIO(self.data))

    def paragraph(self, starts: str) -> Any:
        """The first paragraph that begins so."""
        return next(p for p in self._document.paragraphs if p.text.startswith(starts))

    def comment(self, starts: str, text: str) -> None:
        run = self.paragraph(starts).runs[0]
        made = self._document.add_comment([run], text=text, author=self.author, initials="X")
        made._comment_elm.set(qn("w:date"), self.date)

    def replace(self, starts: str, old: str, new: str) -> None:
        """Take words out and put others in, with tracking on."""
        run = next(r for r in self.paragraph(starts).runs if old in r.text)
        before, _, after = run.text.partition(old)
        run.text = before
        made = [self._change("del", old)] if old else []
        made += [self._change("ins", new)] if new else []
        rest = parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{after}</w:t></w:r>')
        at = run._r
        for element in [*made, rest]:
            at.addnext(element)
            at = element

    def type_over(self, starts: str, old: str, new: str) -> None:
        """Change words with tracking off."""
        run = next(r for r in self.paragraph(starts).runs if old in r.text)
        run.text = run.text.replace(old, new)

    def saved(self, path: Path) -> Path:
        self._document.save(str(path))
        return path

    def _change(self, kind: str, text: str) -> Any:
        self._next += 1
        word = "delText" if kind == "del" else "t"
        return parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="{self._next}" w:author="{self.author}" '
            f'w:date="{self.date}"><w:r><w:{word} xml:space="preserve">{text}</w:{word}></w:r>'
            f"</w:{kind}>"
        )
