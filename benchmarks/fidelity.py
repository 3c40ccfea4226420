"""Does a reading of Word files keep every class of text that is in them, rightly labelled?

    .venv/bin/python benchmarks/fidelity.py FOLDER [--list] [--office N]

Each .docx beneath the folder is counted from its raw XML (`wordclasses.py`, which shares
nothing with the reader) and read by the product. For each class of Word text a row says how
many files have it, in how many of them all of it was kept under its right status, and the
share (the bar is 95%). Then what two of the peers find - python-docx's walk, all w:t of the
body, and with --office N LibreOffice's text of the first N files - is looked for in ours.
With --list each loss is printed. Any class under the bar, or any loss, ends with exit code 1.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import docx  # noqa: E402 - after the checkout has been found
from docx.table import Table  # noqa: E402
from lxml import etree  # noqa: E402
from wordclasses import Held, held, squashed  # noqa: E402

from evidence.errors import UnreadableSource  # noqa: E402
from evidence.readers.builtin import read  # noqa: E402
from evidence.readers.interface import Hints, Reading  # noqa: E402

BAR = 0.95
_BOXES = re.compile("[\u2610\u2611\u2612\u25a1]")
"""Boxes to tick, which the peers do not see."""


@dataclass
class Kept:
    """What our reading kept, without spaces, by status."""

    reading: Reading

    def __post_init__(self) -> None:
        said = self.reading
        self.text = squashed(said.text)
        self.lines = re.sub(r"[ \t\u00a0]+", "", said.text)
        self.spans: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for span in said.spans:
            self.spans[span.status.value].append((squashed(span.text), span.author))
        self.parts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for segment in said.segments:
            self.parts[segment.status.value].append((squashed(segment.text), segment.author))
        beside = [s for s in said.segments if s.start is None]
        told = [_as_it_stood(said), said.text, *(p.text for p in (*beside, *said.spans))]
        self.everything = _BOXES.sub("", "\n".join(squashed(text) for text in told))

    def has(self, one: Held) -> bool:
        """Whether words were kept under the status that they should have."""
        check = getattr(self, f"_{one.status.replace(' ', '_')}")
        return bool(check(one))

    def _live(self, one: Held) -> bool:
        if one.loose or "\ue000" in one.whole:
            return bool(re.search(_shape(one.whole, loose=one.loose), self.text))
        kinds = one.kinds & {"footnote", "endnote"}
        return one.words in self.text and (one.whole in self.text) and self._is_note(one, kinds)

    def _is_note(self, one: Held, kinds: frozenset[str]) -> bool:
        if not kinds:
            return True
        word = "note" if "footnote" in kinds else "endnote"
        return any(
            one.words in squashed(s.text) and s.locator.startswith(word) and s.anchor is not None
            for s in self.reading.segments
        )

    def _inserted(self, one: Held) -> bool:
        return self._live(one) and any(
            author == one.author for words, author in self.spans["inserted"]
            if any(piece in words or words in piece for piece in one.words.split("\ue000"))
        )  # fmt: skip

    def _deleted(self, one: Held) -> bool:
        found = [*self.spans["deleted"], *self.parts["deleted"]]
        whole = "".join(words for words, _ in found)
        return self._within(one.words, [*(w for w, _ in found), whole])

    def _hidden(self, one: Held) -> bool:
        found = [words for words, _ in (*self.spans["hidden"], *self.parts["hidden"])]
        return self._within(one.words, [*found, "".join(found)])

    def _note(self, one: Held) -> bool:
        return self._within(one.words, [words for words, _ in self.spans["note"]])

    def _within(self, words: str, found: list[str]) -> bool:
        return any(re.search(_shape(words), text) for text in found)

    def _furniture(self, one: Held) -> bool:
        return self._within(one.words, [words for words, _ in self.parts["furniture"]])

    def _contents(self, one: Held) -> bool:
        return self._furniture(one) or self._within(one.words, [self.text])

    def _comment(self, one: Held) -> bool:
        found = [s for s in self.reading.segments if s.status.value == "comment"]
        tied = "comments, anchored" in one.kinds and bool(self.text)
        return any(
            one.words in squashed(s.text)
            and s.author == one.author
            and (s.anchor is not None or not tied)
            for s in found
        )

    def _kept(self, one: Held) -> bool:
        return one.words in self.everything

    def _notice(self, one: Held) -> bool:
        return any(one.words.casefold() in squashed(n.message).casefold() or
                   (one.words == "glossary" and n.code == "building_blocks")
                   for n in self.reading.notices)  # fmt: skip

    def _one_line(self, one: Held) -> bool:
        return one.words in self.lines

    def _absent(self, one: Held) -> bool:
        return one.words not in self.text


def _shape(words: str, *, loose: bool = False) -> str:
    """A pattern of words, in which a symbol may be any sign, and an equation has signs more."""
    signs = r"[\^_/()\[\]{}|,;\u221a\u222b\u2211\u220f]*"
    return (signs if loose else "").join(
        "." if letter == "\ue000" else re.escape(letter) for letter in words
    )


def _as_it_stood(reading: Reading) -> str:
    """The text with what was deleted or is hidden back in its place, as the peers show it."""
    text = reading.text
    for span in sorted(reading.spans, key=lambda span: -span.start):
        if span.start == span.end and span.status.value in {"deleted", "hidden"}:
            text = text[: span.start] + span.text + text[span.start :]
    return text


def main() -> int:
    folder = Path(sys.argv[1])
    listing = "--list" in sys.argv
    office = int(sys.argv[sys.argv.index("--office") + 1]) if "--office" in sys.argv else 0
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    fates: Counter[str] = Counter()
    lost = 0
    files = sorted([*folder.rglob("*.docx"), *folder.rglob("*.doc[mt]"), *folder.rglob("*.dotx")])
    for path in files:
        try:
            kept = Kept(read(path.read_bytes(), path.name, Hints()))
        except UnreadableSource as refusal:
            fates[refusal.code] += 1
            lost += _refused(path, refusal, listing=listing)
            continue
        fates["text"] += 1
        for kind, bad in _judged(path, kept).items():
            rows[kind]["files"] += 1
            rows[kind]["kept"] += not bad
            if bad and listing:
                print(f"{kind}: {path.name}: {[(b.status, b.words[:60]) for b in bad[:3]]}")
        gone = _lost_by_two(path, kept, office=fates["text"] <= office)
        lost += len(gone)
        for words in gone if listing else ():
            print(f"two peers find: {path.name}: {words[:80]}")
    return _printed(rows, fates, lost)


def _refused(path: Path, refusal: UnreadableSource, *, listing: bool) -> int:
    try:
        words = [
            one
            for one in held(path)
            if one.status not in {"absent", "notice"} and "alternative text" not in one.kinds
        ]
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError):
        return 0
    if words and listing:
        print(f"refused ({refusal.code}), yet holds: {path.name}: {words[0].words[:60]}")
    return bool(words)


def _judged(path: Path, kept: Kept) -> dict[str, list[Held]]:
    try:
        every = held(path)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError):
        return {}
    judged: dict[str, list[Held]] = defaultdict(list)
    for one in every:
        bad = not kept.has(one)
        for kind in one.kinds:
            judged[kind] += [one] if bad else []
    return judged


def _lost_by_two(path: Path, kept: Kept, *, office: bool) -> list[str]:
    peers = [_python_docx(path), _all_texts(path), _office(path) if office else set()]
    counts = Counter(words for found in peers for words in found)
    missing = [w for w, n in counts.items() if n > 1 and w not in kept.everything]
    lines = [squashed(line) for line in kept.reading.text.split("\n")] if missing else []
    return [w for w in missing if not any(_holds(line, w) for line in lines)]


def _holds(line: str, words: str) -> bool:
    """Whether a line is these words with more among them: the peers do not see equations."""
    letters = iter(line)
    whole = line.startswith(words[0]) and line.endswith(words[-1])
    return whole and all(letter in letters for letter in words)


def _python_docx(path: Path) -> set[str]:
    try:
        document = docx.Document(str(path))
    except Exception:  # whatever a peer stumbles over
        return set()
    texts: list[str] = []
    places = [document, *(p for s in document.sections for p in (s.header, s.footer))]
    for place in places:
        try:
            texts += _walked(place)
        except Exception:  # one bad header is not the document
            continue
    return _lines("\n".join(texts))


def _walked(place: object) -> list[str]:
    texts: list[str] = []
    for block in place.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            for row in block.rows:
                texts += [line for cell in row.cells for line in _walked(cell)]
        else:
            texts.append(block.text)
    return texts


def _all_texts(path: Path) -> set[str]:
    try:
        root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, OSError, ValueError):
        return set()
    paragraphs = root.iter("{*}p")
    return _lines("\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in paragraphs))


def _office(path: Path) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation=file://{tempfile.gettempdir()}/fidelity-office"
        words = ["soffice", home, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        subprocess.run([*words, "--outdir", folder, str(path)], capture_output=True, check=False)
        made = list(Path(folder).glob("*.txt"))
        return _lines(made[0].read_text(encoding="utf-8-sig")) if made else set()


def _lines(text: str) -> set[str]:
    lines = (_BOXES.sub("", squashed(line)) for line in text.split("\n"))
    return {words for words in lines if len(words) > 3}


def _printed(rows: dict[str, Counter[str]], fates: Counter[str], lost: int) -> int:
    under = 0
    print(f"{'class':<28}{'files':>7}{'kept':>7}{'share':>8}")
    for kind in sorted(rows):
        files, kept = rows[kind]["files"], rows[kind]["kept"]
        under += kept < BAR * files
        print(f"{kind:<28}{files:>7}{kept:>7}{kept / files:>8.1%}")
    print(", ".join(f"{code} {n}" for code, n in fates.most_common()))
    print(f"found by two peers and lost here, or refused with words in it: {lost}")
    return 1 if under or lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
