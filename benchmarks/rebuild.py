"""An editor at work on a long report, and whether a rebuild keeps every word and number right.

    .venv/bin/python benchmarks/rebuild.py [--office]

800 paragraphs in 20 chapters with 60 tables. An editor rewords 273 paragraphs (18 of them
with a number typed over), takes out 32, adds 25 and moves 26; the evidence changes 40% of the
numbers. The file is merged as the editor left it, with every anchor stripped, and with
`--office` also saved by LibreOffice, which must be installed. Told are words and decisions of
the editor that were lost, numbers brought up to date, and the time as a multiple of what the
fixed reference writer (`bulk_writer.py`) takes, in turn in the same process.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import process_time

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402 - after the checkout has been found

from benchmarks import bulk_writer  # noqa: E402
from benchmarks.report import ours, tree  # noqa: E402
from evidence.readers.wordml import Element, W  # noqa: E402
from report_builder.document import (  # noqa: E402
    Document,
    FigureUse,
    Inline,
    Paragraph,
    figures_of,
)
from report_builder.rebuild.merge import merge  # noqa: E402
from report_builder.rebuild.three import Sides  # noqa: E402
from report_builder.word.manifest import DraftMark  # noqa: E402
from report_builder.word.revisions.package import WordFile  # noqa: E402
from report_builder.word.revisions.walking import walk  # noqa: E402

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
EDITED, TYPED, DELETED, ADDED, MOVED, CHANGED = 273, 18, 32, 25, 26, 0.4
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Done:
    """What the editor did, and what must be found again: words, typed numbers, deletions."""

    words: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    beyond: set[str] = field(default_factory=set)
    """Tags of numbers that went with a paragraph or were typed over."""


def renumbered(document: Document, random: Random) -> Document:
    """Return the report with other numbers in a share of its figures."""

    def other(part: Inline) -> Inline:
        if isinstance(part, FigureUse) and random.random() < CHANGED:
            return replace(part, text=f"{random.randint(100, 199)}%")
        return part

    blocks = []
    for block in document.blocks:
        made = block
        if isinstance(block, Paragraph):
            said = (replace(s, parts=tuple(map(other, s.parts))) for s in block.sentences)
            made = replace(block, sentences=tuple(said))
        blocks.append(made)
    return replace(document, blocks=tuple(blocks))


def with_body(data: bytes, change: object) -> bytes:
    """Return a file whose body was changed in place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w", 8) as target:
        for name in held.namelist():
            content = held.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                change(root)  # type: ignore[operator]
                content = etree.tostring(root)
            target.writestr(name, content)
    return out.getvalue()


def edited(data: bytes, random: Random) -> tuple[bytes, Done]:
    """Return the file as the editor leaves it."""
    done = Done()

    def change(root: Element) -> None:
        body = root.find(f"{W}body")
        assert body is not None
        found = [p for p in body.iterchildren(f"{W}p") if p.find(f"{W}sdt") is not None]
        random.shuffle(found)
        for place, paragraph in enumerate(found[:EDITED]):
            reword(paragraph, place, random, done)
        for paragraph in found[EDITED : EDITED + DELETED]:
            done.deleted.append(said(paragraph))
            done.beyond |= tags(paragraph)
            body.remove(paragraph)
        rest = found[EDITED + DELETED :]
        for place in range(ADDED):
            rest[place].addnext(own(paragraph=rest[place], place=place, done=done))
        for place in range(MOVED):
            moved = rest[ADDED + place]
            body.remove(moved)
            random.choice(rest[ADDED + MOVED :]).addnext(moved)

    return with_body(data, change), done


def reword(paragraph: Element, place: int, random: Random, done: Done) -> None:
    """Change words of a paragraph, and type over a number in the first ones."""
    texts = [t for t in paragraph.iter(f"{W}t") if len((t.text or "").split()) > 4]
    text = random.choice(texts)
    words = (text.text or "").split(" ")
    words[random.randrange(1, len(words))] = f"edit{place}Q"
    text.text = " ".join(words)
    text.set(_SPACE, "preserve")
    done.words.append(f"edit{place}Q")
    if place < TYPED:
        control = next(paragraph.iter(f"{W}sdt"))
        number = next(control.iter(f"{W}t"))
        number.text = f"{200 + place}%"
        done.typed.append(number.text)
        done.beyond |= tags(control)


def own(*, paragraph: Element, place: int, done: Done) -> Element:
    """Return a paragraph of the editor's own."""
    made = paragraph.makeelement(f"{W}p")
    text = etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t")
    text.text = f"Own{place}Q words that an editor put in here."
    done.words.append(f"Own{place}Q")
    return made


def tags(element: Element) -> set[str]:
    return {tag.get(f"{W}val", "").removeprefix("hm:f:") for tag in element.iter(f"{W}tag")}


def said(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def stripped(root: Element) -> None:
    """Take every bookmark and control away."""
    for control in list(root.iter(f"{W}sdt")):
        parent, content = control.getparent(), control.find(f"{W}sdtContent")
        if parent is not None and content is not None:
            at = parent.index(control)
            parent[at : at + 1] = list(content)
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def by_office(data: bytes) -> bytes:
    """Return the file as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder) / "sent.docx"
        sent.write_bytes(data)
        words = ["soffice", f"-env:UserInstallation={Path(folder).as_uri()}/office", "--headless"]
        words += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", f"{folder}/back", str(sent)]
        subprocess.run(words, check=True, capture_output=True)
        return (Path(folder) / "back" / "sent.docx").read_bytes()


def judged(name: str, files: tuple[bytes, bytes, bytes], done: Done, wanted: set[str]) -> None:
    """Merge, and print what was lost and what arrived."""
    began = process_time()
    sides = Sides(*(WordFile(data) for data in files))
    made = merge(sides, DraftMark("x"), "<manifest/>", AT)
    whole = made.file.save()
    taken = process_time() - began
    began = process_time()
    bulk_writer.written(bulk_writer.report())
    reference = process_time() - began
    text = "\n".join(p.final for p in walk(WordFile(whole)).paragraphs)
    updated = {change.use.removeprefix("_hmf_") for change in made.outcome.updated}
    wanted = {use.casefold() for use in wanted - done.beyond}
    print(
        f"{name}: {sum(word not in text for word in done.words)} of {len(done.words)} edits lost, "
        f"{sum(word not in text for word in done.typed)} of {len(done.typed)} typed numbers lost, "
        f"{sum(words in text for words in done.deleted)} of {len(done.deleted)} deletions undone, "
        f"{len(wanted & updated)} of {len(wanted)} numbers brought up to date, "
        f"{taken:.2f} s, {taken / reference:.1f} times the reference; {made.outcome.counts()}"
    )


def main() -> None:
    random = Random(5)
    before = tree(bulk_writer.report(), live_cells=False)
    after = renumbered(before, random)
    was = {f.use_id: f.text for block in before.blocks for f in figures_of(block)}
    now = {f.use_id: f.text for block in after.blocks for f in figures_of(block)}
    wanted = {use for use, text in was.items() if now[use] != text}
    base, new = ours(before), ours(after)
    theirs, done = edited(base, random)
    bulk_writer.written(bulk_writer.report())  # once, so that every library is loaded
    merge(Sides(*(WordFile(d) for d in (base, base, base))), DraftMark("x"), "", AT)
    judged("as edited", (base, theirs, new), done, wanted)
    judged("without anchors", (base, with_body(theirs, stripped), new), done, wanted)
    if "--office" in sys.argv[1:]:
        judged("saved by LibreOffice", (base, by_office(theirs), new), done, wanted)


if __name__ == "__main__":
    main()
