"""An editor at work on a long report, and whether a rebuild keeps every word and number right.

    .venv/bin/python benchmarks/rebuild.py [--office]

800 paragraphs in 20 chapters with 60 tables. An editor rewords 273 paragraphs (18 of them
with a number typed over), takes out 32, adds 25 and moves 26; the evidence changes 40% of the
numbers. The file is merged as the editor left it, with every anchor stripped, and with
`--office` also saved by LibreOffice, which must be installed. Told are words and decisions of
the editor that were lost, numbers brought up to date, and the time as a multiple of what the
fixed reference writer (`bulk_writer.py`) takes, in turn in the same process.

Last it is told how many paragraphs are found again by their words alone: in every paragraph a
fifth of the words is another, gone or new, 4% each are split, joined to the next and moved, 5%
each are taken out and put in.
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
from report_builder.rebuild.aligning import align  # noqa: E402
from report_builder.rebuild.merge import merge  # noqa: E402
from report_builder.rebuild.three import Sides  # noqa: E402
from report_builder.word.manifest import DraftMark  # noqa: E402
from report_builder.word.merging.units import units_of  # noqa: E402
from report_builder.word.revisions.package import WordFile  # noqa: E402
from report_builder.word.revisions.walking import walk  # noqa: E402

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
EDITED, TYPED, DELETED, ADDED, MOVED, CHANGED = 273, 18, 32, 25, 26, 0.4
_OTHERS = """
    overall usually several remained partly further shown clearly often within broadly others
    sampled noted stronger earlier weaker practice however applied
""".split()  # noqa: SIM905 - as prose it can be read
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


_FROM = "from"
"""The attribute that says, in the rewritten file, of which paragraphs one was made."""


def rewritten(data: bytes, share: float, random: Random) -> tuple[bytes, Done]:
    """Return the file with a share of all words changed and no anchors, and what was done."""
    done = Done()

    def change(root: Element) -> None:
        body = root.find(f"{W}body")
        assert body is not None
        for place, unit in enumerate(units_of(body, {})):
            unit.element.set(_FROM, str(place))
        found = [p for p in body.iterchildren(f"{W}p") if len(said(p).split()) > 20]
        uses = {paragraph: tags(paragraph) for paragraph in found}
        stripped(root)
        for at, paragraph in enumerate(found):
            words = [w for word in said(paragraph).split() for w in otherwise(word, share, random)]
            reworded(paragraph, words)
            if at % 20 == 3:
                body.remove(paragraph)
                done.beyond |= uses[paragraph]
            else:
                rearranged(found, at, words, random)
            if at % 20 == 11:
                paragraph.addnext(own(paragraph=paragraph, place=at, done=done))

    return with_body(data, change), done


def rearranged(found: list[Element], at: int, words: list[str], random: Random) -> None:
    """Split a paragraph, join it to the one before or move it, if its turn has come."""
    paragraph, before = found[at], found[at - 1]
    body = paragraph.getparent()
    assert body is not None
    if at % 25 == 7:
        half = etree.fromstring(etree.tostring(paragraph))
        paragraph.addprevious(reworded(half, words[: len(words) // 2]))
        reworded(paragraph, words[len(words) // 2 :])
    elif at % 25 == 12 and before.getparent() is body:
        before.set(_FROM, f"{before.get(_FROM)} {paragraph.get(_FROM)}")
        reworded(before, [*said(before).split(), *words])
        body.remove(paragraph)
    elif at % 25 == 19:
        body.remove(paragraph)
        random.choice([p for p in found if p.getparent() is body]).addnext(paragraph)


def otherwise(word: str, share: float, random: Random) -> list[str]:
    """Return a word as a rewriting leaves it: as it is, another, gone, or with one behind it."""
    if random.random() >= share or any(letter.isdigit() for letter in word):
        return [word]
    new = random.choice(_OTHERS)
    return random.choice(([new], [], [word, new]))


def reworded(paragraph: Element, words: list[str]) -> Element:
    """Let a paragraph say words in one run."""
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
    text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    text.text = " ".join(words)
    return paragraph


def found_again(base: bytes, new: bytes, share: float, wanted: set[str]) -> None:
    """Print how many paragraphs and numbers of a rewritten report are found by their words."""
    theirs, done = rewritten(base, share, Random(9))
    sides = Sides(*(WordFile(data) for data in (base, theirs, new)))
    bodies = [file.trees(file.document).find(f"{W}body") for file in (sides.base, sides.edited)]
    before, edited = (units_of(body, {}) for body in bodies if body is not None)
    pairs = right = told = 0
    for unit, sources in zip(edited, align(before, edited).sources, strict=True):
        true = set(map(int, unit.element.get(_FROM, "").split()))
        pairs += len(true)
        told += len(sources)
        right += len(true.intersection(sources))
    made = merge(sides, DraftMark("x"), "<manifest/>", AT)
    text = "\n".join(p.final for p in walk(made.file).paragraphs)
    updated = {change.use.removeprefix("_hmf_") for change in made.outcome.updated}
    listed = {change.use.removeprefix("_hmf_") for change in made.outcome.typed}
    asked = {use.casefold() for use in wanted - done.beyond}
    print(
        f"{share:.0%} of all words changed, without anchors: recall {right / pairs:.3f}, "
        f"precision {right / max(told, 1):.3f} of {pairs} pairs; "
        f"{sum(word not in text for word in done.words)} of {len(done.words)} additions lost; "
        f"{len(asked & updated)} of {len(asked)} numbers brought up to date, "
        f"{len(asked & listed)} listed; {made.outcome.counts()}"
    )


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
        saved = by_office(theirs)
        judged("saved by LibreOffice", (base, saved, new), done, wanted)
        bare = with_body(saved, stripped)
        judged("saved by LibreOffice, without anchors", (base, bare, new), done, wanted)
    for share in (0.2, 0.3):
        found_again(base, new, share, wanted)


if __name__ == "__main__":
    main()
