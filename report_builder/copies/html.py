"""A draft as one web page that stands alone: headings, tables and charts as HTML has them.

Nothing is loaded from anywhere, no script runs, and a policy in the page forbids both. What
Word numbers is numbered here in words, and what a chart shows stands in a table below it.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from report_builder.copies.bars import bars, shown
from report_builder.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    CrossReference,
    Document,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Placeholder,
    Quotation,
    Sentence,
    Table,
)
from report_builder.numbering import Numbers, number

_STYLE = """
:root{color-scheme:light}
body{margin:0;font:1.125rem/1.55 Arial,Helvetica,sans-serif;color:#222;background:#fff}
main,header,nav,footer{max-width:46rem;margin:0 auto;padding:0 1rem}
h1,h2,h3,h4{line-height:1.25;color:#12436d;margin:2em 0 .6em}
h1{font-size:2.1rem}h2{font-size:1.6rem}h3{font-size:1.3rem}h4{font-size:1.1rem}
a{color:#12436d}a:focus,summary:focus{outline:3px solid #f46a25;outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
.mark{font-weight:bold}.n{display:inline-block;min-width:3.2em;color:#3d3d3d}
.box{border-left:.5rem solid #12436d;background:#eef3f8;padding:.6rem 1rem;margin:1.2em 0}
.room{background:#fff6c2;padding:.4rem .6rem}
blockquote{margin:1em 0;padding-left:1rem;border-left:.25rem solid #28a197}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1em 0;font-size:1rem}
caption{text-align:left;font-weight:bold;padding:.4em 0}
th,td{border-bottom:1px solid #8a8a8a;padding:.35em .6em;text-align:left;vertical-align:top}
td.r,th.r{text-align:right}.note{font-size:.95rem;color:#3d3d3d}
figure{margin:1.5em 0}figcaption{font-weight:bold}svg{width:100%;height:auto}
nav ol{list-style:none;padding-left:1rem}
@media print{.skip,nav{display:none}}
"""
_TITLE_LEVEL, _DEEPEST = 1, 6


def reading_copy(document: Document) -> str:
    """Return a draft as a web page, the same draft as the same bytes."""
    page = _Page(document)
    front = document.front
    style = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    about = [front.inspectorate, front.subtitle, front.month, front.stage_line]
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_title(document))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#text">Skip to the report</a>\n'
        f"<header>{_marking(front.marking)}<h1>{escape(front.title)}</h1>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in about if line)}</header>\n"
        f'{page.contents()}<main id="text">\n{page.body()}</main>\n'
        f"<footer>{''.join(f'<p>{escape(line)}</p>' for line in front.imprint)}"
        f"{_marking(front.marking)}</footer>\n</body>\n</html>\n"
    )


def _title(document: Document) -> str:
    front = document.front
    return " – ".join(part for part in (front.title, front.stage_line) if part)


def _marking(marking: str) -> str:
    return f'<p class="mark">{escape(marking)}</p>' if marking else ""


class _Page:
    """The writers of the single blocks, which know the numbers of all of them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbers: Numbers = number(document)
        self._level = _TITLE_LEVEL
        self._notes: list[Footnote] = []
        self._writers: dict[type, Callable[[Any], str]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Quotation: self._quotation,
            Bullets: self._bullets,
            Table: self._table,
            Chart: self._chart,
            Callout: self._callout,
            Placeholder: self._placeholder,
            Contents: lambda _: "",
        }

    def body(self) -> str:
        """Return every block, in order, and the notes below the last one."""
        blocks = "".join(self._writers[type(block)](block) for block in self.document.blocks)
        return blocks + self._below()

    def _below(self) -> str:
        """Return the notes; each leads back to the words that it belongs to."""
        if not self._notes:
            return ""
        items = "".join(
            f'<li id="note-{at}">{escape(note.text)} <a href="#mark-{at}" role="doc-backlink">'
            f"Back to the text of note {at}</a></li>"
            for at, note in enumerate(self._notes, start=1)
        )
        return (
            '<section role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Notes</h2>'
            f"<ol>{items}</ol></section>\n"
        )

    def contents(self) -> str:
        """Return the chapters and sections as links, each in its chapter's list."""
        lines: list[str] = []
        depth = 0
        for block in self.document.blocks:
            if not isinstance(block, Heading) or not block.text or block.level > 2:  # noqa: PLR2004
                continue
            while depth < block.level:
                lines.append("<ol>")
                depth += 1
            while depth > block.level:
                lines.append("</li></ol>")
                depth -= 1
            if lines[-1] != "<ol>":
                lines.append("</li>")
            lines.append(f'<li><a href="#{self._id(block)}">{self._titled(block)}</a>')
        lines += ["</li></ol>"] * depth
        if not lines:
            return ""
        title = '<h2 id="contents">Contents</h2>'
        return f'<nav aria-labelledby="contents">{title}{"".join(lines)}</nav>\n'

    def _id(self, block: Block) -> str:
        return escape(f"b-{block.block_id}")

    def _titled(self, block: Heading) -> str:
        named = self.numbers.reference.get(block.block_id, "")
        said = named if block.annex else self.numbers.number.get(block.block_id, "")
        return escape(f"{said} {block.text}".strip())

    def _heading(self, block: Heading) -> str:
        level = min(block.level + _TITLE_LEVEL, _DEEPEST)
        return f'<h{level} id="{self._id(block)}">{self._titled(block)}</h{level}>\n'

    def _paragraph(self, block: Paragraph) -> str:
        said = self.numbers.number.get(block.block_id, "")
        own = f'<span class="n">{said}</span> ' if said else ""
        return f'<p id="{self._id(block)}">{own}{self._sentences(block.sentences)}</p>\n'

    def _quotation(self, block: Quotation) -> str:
        words = block.words.strip()
        said = words if words.startswith(("“", "‘", '"')) else f"“{words}”"
        return (
            f'<blockquote id="{self._id(block)}"><p>{escape(said)}</p>'
            f"<footer>{escape(block.attribution)}</footer></blockquote>\n"
        )

    def _bullets(self, block: Bullets) -> str:
        tag = "ol" if block.ordered else "ul"
        items = "".join(f"<li>{self._sentences([item])}</li>" for item in block.items)
        return f'<{tag} id="{self._id(block)}">{items}</{tag}>\n'

    def _table(self, block: Table) -> str:
        rows = [[self._inline(cell) for cell in row] for row in block.rows]
        caption = f"Table {self.numbers.number.get(block.block_id, '')}: {block.caption}"
        below = "".join(
            f'<p class="note">{escape(_labelled(label, text))}</p>'
            for label, text in (("Note", block.note), ("Source", block.source))
            if text
        )
        made = _table(escape(caption), block.headings, rows, block.numeric)
        if not (block.headings and rows):
            made = f"<p>{escape(caption)}</p><p>There is nothing to show in this table.</p>"
        return f'<div class="wide" id="{self._id(block)}">{made}</div>{below}\n'

    def _chart(self, block: Chart) -> str:
        name = f"Chart {self.numbers.number.get(block.block_id, '')}: {block.title}"
        if not (block.categories and block.series):
            none = "There is nothing to show in this chart."
            return f'<p id="{self._id(block)}">{escape(name)}</p><p>{none}</p>\n'
        rows = [
            [escape(category), *(shown(block, s.values[at]) for s in block.series)]
            for at, category in enumerate(block.categories)
        ]
        heads = ("Category", *(series.name for series in block.series))
        data = _table(escape(f"The figures of {name}"), heads, rows, tuple(range(1, len(heads))))
        source = f'<p class="note">{escape(_labelled("Source", block.source))}</p>'
        return (
            f'<figure id="{self._id(block)}"><figcaption>{escape(name)}</figcaption>'
            f"<p>{escape(block.subtitle)}</p>{bars(block)}"
            f"<details><summary>The figures of this chart</summary>{data}</details>"
            f"{source if block.source else ''}</figure>\n"
        )

    def _callout(self, block: Callout) -> str:
        return (
            f'<div class="box" id="{self._id(block)}"><p><strong>{escape(block.label)}</strong></p>'
            f"<p>{self._sentences(block.sentences)}</p></div>\n"
        )

    def _placeholder(self, block: Placeholder) -> str:
        said = escape(f"[For the inspector: {block.prompt}]")
        return f'<p class="room" id="{self._id(block)}">{said}</p>\n'

    def _sentences(self, sentences: Iterable[Sentence]) -> str:
        return " ".join(
            self._inline(sentence.parts) + "".join(map(self._marked, sentence.notes))
            for sentence in sentences
        )

    def _marked(self, note: Footnote) -> str:
        """Return the mark of a note, which leads down to it."""
        self._notes.append(note)
        at = len(self._notes)
        return (
            f'<sup><a id="mark-{at}" href="#note-{at}" role="doc-noteref" '
            f'aria-label="Note {at}">{at}</a></sup>'
        )

    def _inline(self, parts: Iterable[Inline]) -> str:
        return "".join(self._part(part) for part in parts)

    def _part(self, part: Inline) -> str:
        if isinstance(part, str):
            return escape(part)
        if isinstance(part, CrossReference):
            words = escape(self.numbers.reference.get(part.target, ""))
            return f'<a href="#{escape(f"b-{part.target}")}">{words}</a>' if words else ""
        return escape(part.text)


def _labelled(label: str, text: str) -> str:
    return text if text.casefold().startswith(label.casefold()) else f"{label}: {text}"


def _table(
    caption: str, headings: Iterable[str], rows: Iterable[list[str]], numeric: tuple[int, ...]
) -> str:
    """Return a table whose heading cells say what they head."""

    def side(column: int) -> str:
        return ' class="r"' if column in numeric else ""

    head = "".join(
        f'<th scope="col"{side(at)}>{escape(text)}</th>' for at, text in enumerate(headings)
    )
    body = "".join(
        f'<tr><th scope="row"{side(0)}>{row[0]}</th>'
        + "".join(f"<td{side(at)}>{cell}</td>" for at, cell in enumerate(row[1:], start=1))
        + "</tr>"
        for row in rows
    )
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
