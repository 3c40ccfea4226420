"""Out to Word and back, held against what Word itself wrote.

    .venv/bin/python benchmarks/revisions.py FOLDER [--list]
    .venv/bin/python benchmarks/revisions.py --speed

FOLDER holds any of three folders: `accept-reject` (X.docx with X-Accepted.docx and
X-Rejected.docx), `before-after` (files whose names share what stands before the first
hyphen are drafts of one text) and `returned` (files as they came back). Prints how many
are exact; --list names the others. A file that is refused must be so in one sentence.

--speed makes a report of 220 pages with our own writer, changes about 180 of its paragraphs
and cells, and compares the redline with the reference writer (`bulk_writer.py`), side by
side: processor time of whole processes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.bulk_writer import Block, report, sentences  # noqa: E402 - after the checkout
from evidence.errors import UnreadableSource  # noqa: E402
from evidence.readers.wordml import M, W  # noqa: E402
from report_builder import document as d  # noqa: E402
from report_builder.numbering import number  # noqa: E402
from report_builder.word.revisions.comments import comments_of  # noqa: E402
from report_builder.word.revisions.package import WordFile  # noqa: E402
from report_builder.word.revisions.redline import redline  # noqa: E402
from report_builder.word.revisions.resolve import accepted, rejected  # noqa: E402
from report_builder.word.revisions.walking import walk  # noqa: E402
from report_builder.word.writer import write  # noqa: E402

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
COMMENT = re.compile(rb"<(?:\w+:)?comment[\s>]")
COMMENT_PART = re.compile(r"comments\d*\.xml$")
_ONE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.redline import redline
a, b = (WordFile(Path(name).read_bytes()) for name in sys.argv[2:])
made = redline(a, b, "Reviewer", datetime(2026, 1, 5, 9, tzinfo=UTC))
Path(sys.argv[3] + ".redline").write_bytes(made.save())
"""
SHOWN = (f"{W}t", f"{W}delText", f"{M}t", f"{W}instrText")


def main() -> int:
    if "--speed" in sys.argv:
        return speed()
    folder, listing = Path(sys.argv[1]), "--list" in sys.argv
    bad = 0
    for name, check in (
        ("accept-reject", settled),
        ("before-after", compared),
        ("returned", returned),
    ):
        if not (folder / name).is_dir():
            continue
        results = list(check(folder / name))
        wrong = [(what, fault) for what, fault in results if fault]
        bad += len(wrong)
        print(f"{name:<14} {len(results) - len(wrong)} of {len(results)} exact")
        for what, fault in wrong if listing else ():
            print(f"  {what}: {fault}")
    return 1 if bad else 0


def texts(file: WordFile) -> list[str]:
    """The text of each paragraph of the body, those of tables and boxes too."""
    body = file.trees(file.document).find(f"{W}body")
    if body is None:
        return []
    paragraphs: dict[object, list[str]] = {p: [] for p in body.iter(f"{W}p")}
    for text in body.iter(*SHOWN):
        holder = next(text.iterancestors(f"{W}p"), None)
        if holder is not None:
            paragraphs[holder].append(text.text or "")
    return ["".join(parts) for parts in paragraphs.values()]


def differ(ours: list[str], theirs: list[str]) -> str:
    if ours == theirs:
        return ""
    if [t for t in ours if t] == [t for t in theirs if t]:
        return "blank paragraphs differ"
    return "paragraph breaks differ" if "".join(ours) == "".join(theirs) else "TEXT DIFFERS"


def settled(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.docx")):
        for how, word in ((accepted, "Accepted"), (rejected, "Rejected")):
            other = path.with_name(f"{path.stem}-{word}.docx")
            if other.exists():
                ours = texts(how(WordFile(path.read_bytes())))
                yield f"{path.name} {word}", differ(ours, texts(WordFile(other.read_bytes())))


def compared(folder: Path) -> Iterator[tuple[str, str]]:
    drafts: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*.docx")):
        drafts.setdefault(path.name.split("-")[0], []).append(path)
    for paths in drafts.values():
        for a in paths:
            for b in paths:
                if a != b:
                    yield f"{a.name} to {b.name}", _both_ways(a, b)


def _both_ways(a: Path, b: Path) -> str:
    before, after = WordFile(a.read_bytes()), WordFile(b.read_bytes())
    marked = WordFile(redline(before, after, "Reviewer", AT).save())
    for side, how in ((after, accepted), (before, rejected)):
        fault = differ(texts(how(marked)), texts(accepted(side)))
        if fault:
            return f"{how.__name__}: {fault}"
    return ""


def returned(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.docx")):
        try:
            fault = _read(path)
        except UnreadableSource as refusal:
            fault = f"refused: {refusal.message}"
        yield path.name, fault


def _read(path: Path) -> str:
    """Read a file; every comment must be there, and the views must say what settling gives."""
    data = path.read_bytes()
    file = WordFile(data)
    walked = walk(file)
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(n) for n in package.namelist() if COMMENT_PART.search(n)]
    expected = sum(len(COMMENT.findall(part)) for part in parts)
    found = len(comments_of(file, walked))
    if expected != found:
        return f"{expected} comments, {found} read"
    for view, how in (("final", accepted), ("original", rejected)):
        seen = "".join(getattr(p, view) for p in walked.paragraphs)
        if seen != "".join(p.marked for p in walk(how(file)).paragraphs):
            return f"the {view} view is not what {how.__name__} gives"
    return ""


def speed() -> int:
    """Both as whole processes, with their start-up and imports, in turn."""
    blocks = report()
    with TemporaryDirectory() as folder:
        earlier, later = Path(folder) / "a.docx", Path(folder) / "b.docx"
        earlier.write_bytes(ours(blocks))
        later.write_bytes(ours(edited(blocks)))
        a, b = WordFile(earlier.read_bytes()), WordFile(later.read_bytes())
        marked = redline(a, b, "Reviewer", AT)
        exact = texts(accepted(marked)) == texts(b) and texts(rejected(marked)) == texts(a)
        ways = (
            [sys.executable, str(ROOT / "benchmarks" / "bulk_writer.py")],
            [sys.executable, "-c", _ONE, str(ROOT), str(earlier), str(later)],
        )
        taken = [[_processor(way) for way in ways] for _ in range(3)]
    writer, maker = (median(column) for column in zip(*taken, strict=True))
    print(f"reference writer {writer:.2f} s, redline {maker:.2f} s: {maker / writer:.1f} times")
    print(f"exact both ways: {exact}")
    return 0 if exact else 1


def _processor(way: list[str]) -> float:
    """Processor seconds of a whole process."""
    before = os.times()
    subprocess.run(way, check=True)
    after = os.times()
    own = after.children_user - before.children_user
    return own + after.children_system - before.children_system


def edited(blocks: list[Block]) -> list[Block]:
    """Every ninth text reworded, every fiftieth dropped, moved or added; tables corrected."""
    random, found = Random(11), list[Block]()
    for at, (kind, said, name) in enumerate(blocks):
        new = list(said)
        if kind == "text" and at % 9 == 0:
            words = new[0].split(" ")
            words[random.randrange(len(words))] = "reconsidered"
            new[0] = " ".join(words)
        if kind == "table" and at % 3 == 0:
            new[random.randrange(len(new))] = "0"
        if kind != "text" or at % 50 != 7:
            found.append((kind, new, name))
        if at % 50 == 31:
            found.append(("text", sentences(random), f"added{at}"))
    return found


def ours(blocks: list[Block]) -> bytes:
    """Write the report with our own writer: anchors, live figures, captions, contents."""
    basis = (d.Support(d.SupportKind.RATE, "agreement/overall"),)
    made: list[d.Block] = [d.Contents("contents")]
    for kind, said, name in blocks:
        if kind == "heading":
            made.append(d.Heading(name, 1, said[0]))
        elif kind == "table":
            rows = tuple(tuple((c,) for c in said[i : i + 6]) for i in range(6, len(said), 6))
            heads = tuple(f"Column {n}" for n in range(6))
            made.append(d.Table(name, "Results", heads, rows, "Results.", basis))
        else:
            texts_ = [_sentence(f"{name}_{n}", text, basis) for n, text in enumerate(said)]
            made.append(d.Paragraph(name, tuple(texts_)))
    front = d.FrontMatter("A report", "", "HMCPSI", "March 2026", "", "OFFICIAL", "A report", ())
    tree = d.Document(front, tuple(made))
    return write(tree, number(tree), template=None, made_at=AT, draft="D1")


def _sentence(name: str, text: str, basis: tuple[d.Support, ...]) -> d.Sentence:
    parts = tuple(
        d.FigureUse(f"{name}_{n}", "agreement/overall", "percent", 0.5, piece)
        if piece.endswith("%")
        else piece
        for n, piece in enumerate(re.split(r"(\d+%)", text))
        if piece
    )
    return d.Sentence(name, parts, basis)


if __name__ == "__main__":
    sys.exit(main())
