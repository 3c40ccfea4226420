"""What taking in many files costs, against walking through the same files with python-docx.

    .venv/bin/python benchmarks/ingest.py [FILES [SMALL]]

FILES (2,000) minutes of four pages are made up and taken in; SMALL (10,000) texts of half a
page show how memory grows. Everything is measured on whole processes, started for the
purpose, with their start-up and their children:

* whole   `iqa ingest` (read, segment, mask, store) against python-docx's paragraphs and
          table cells of the same files: processor time;
* again   `iqa ingest` of the same folder once more, as a share of the first time;
* cores   the first time on one processor against two: time on the clock, best of three;
* memory  the most that the command and its children held at any moment, by their resident
          pages, looked up twenty times a second (pages that they share count twice).

A machine that is busy with other things spoils `cores` and `again`, less so the others.
"""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import docx

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "invented-inspection"
MIB = 1024 * 1024
IQA = [sys.executable, "-c", "from cli import main; main()"]
WALK = """
import sys
from pathlib import Path
import docx
for path in sorted(Path(sys.argv[1]).rglob("*.docx")):
    document = docx.Document(str(path))
    words = [paragraph.text for paragraph in document.paragraphs]
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
"""
WORDS = """
the board agreed that case review quality weak disclosure letters victims
sent late unit head told minutes action owner reported improved since
assurance compliance dip sampling adverse findings managers feedback shared prosecutors training
delivered backlog reduced themes recur charge decisions police file advocates court
hearing quarter sample results
""".split()  # noqa: SIM905 - a text
PLACE = "PLACE-FOR-WORDS"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processors, and the most bytes held; of all processes."""

    wall: float
    cpu: float
    held: int = 0


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 22))]
    return " ".join(words).capitalize() + "."


def model() -> dict[str, bytes]:
    """Return the parts of minutes of four pages, with places for the words."""
    document = docx.Document()
    document.add_heading(f"CQB minutes {PLACE}", 1)
    for item in range(1, 7):
        document.add_heading(f"{item}. {PLACE}", 2)
        for _ in range(5):
            document.add_paragraph(" ".join([PLACE] * 3))
    table = document.add_table(6, 3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = PLACE
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist()}


def make_minutes(inbox: Path, count: int) -> None:
    parts, chance = model(), random.Random(7)
    body = parts["word/document.xml"].decode().split(PLACE)
    inbox.mkdir(parents=True)
    for number in range(count):
        words = "".join(piece + sentence(chance) for piece in body[:-1]) + body[-1]
        with zipfile.ZipFile(inbox / f"CQB {number:05}.docx", "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in parts.items():
                made.writestr(name, words.encode() if name == "word/document.xml" else data)


def make_texts(inbox: Path, count: int) -> None:
    chance = random.Random(8)
    inbox.mkdir(parents=True)
    for number in range(count):
        words = "\n\n".join(sentence(chance) for _ in range(12))
        (inbox / f"CQB {number:05}.txt").write_text(f"CQB minutes {number}\n\n{words}\n")


def inspection(folder: Path) -> Path:
    made = ["--framework", EXAMPLE / "framework.yaml", "--settings", EXAMPLE / "inspection.toml"]
    run([*IQA, "init", folder, *made])
    return folder


def run(words: Iterable[object], cores: set[int] | None = None, *, look: bool = False) -> Cost:
    """Run a command and return what it and its children cost."""
    everywhere = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores or everywhere)  # children inherit it
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    with subprocess.Popen(
        [str(word) for word in words],
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        os.sched_setaffinity(0, everywhere)
        held: list[int] = [0]
        if look:
            threading.Thread(target=watch, args=(process, held), daemon=True).start()
        code = process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code not in {0, 3}:
        sys.exit(f"{words} ended with {code}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(perf_counter() - began, cpu, max(held))


def watch(process: subprocess.Popen[bytes], held: list[int]) -> None:
    while process.poll() is None:
        held.append(sum(resident(pid) for pid in family(process.pid)))
        sleep(0.05)


def family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:  # it has gone meanwhile
                continue
    return found


def resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def ingest(folder: Path, inbox: Path, cores: set[int] | None = None, *, look: bool = False) -> Cost:
    return run([*IQA, "--inspection", folder, "ingest", inbox], cores, look=look)


def told(name: str, ours: str, theirs: str, ratio: str, bar: str) -> None:
    print(f"{name:<8}{ours:>12}{theirs:>12}{ratio:>12}   {bar}", flush=True)


def main() -> None:
    count, small = (int(word) for word in [*sys.argv[1:], "2000", "10000"][:2])
    processors = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        inbox = place / "Northshire"
        make_minutes(inbox, count)
        told("", "ours", "against", "ratio", "")
        first_folder = inspection(place / "first")
        first = ingest(first_folder, inbox)
        walk = run([sys.executable, "-c", WALK, inbox])
        told(
            "whole",
            f"{first.cpu:.1f} s",
            f"{walk.cpu:.1f} s",
            f"{first.cpu / walk.cpu:.2f}",
            "<= 4",
        )
        again = min((ingest(first_folder, inbox) for _ in range(3)), key=lambda cost: cost.wall)
        for kind, a, b in (("clock", again.wall, first.wall), ("cpu", again.cpu, first.cpu)):
            told("again", f"{a:.2f} s", f"{b:.1f} s", f"{100 * a / b:.1f} %", f"<= 2 % ({kind})")
        if len(processors) > 1:
            walls: dict[int, list[float]] = {1: [], 2: []}
            for turn in range(3):  # in turns, and the best of each: others use the machine too
                for used, taken in walls.items():
                    made = inspection(place / f"{used} of turn {turn}")
                    taken.append(ingest(made, inbox, set(processors[:used])).wall)
            one, two = min(walls[1]), min(walls[2])
            told("cores", f"{two:.1f} s", f"{one:.1f} s", f"{one / two:.2f}", ">= 1.6")
        for part in (small // 10, small):
            texts = place / f"texts {part}" / "Northshire"
            make_texts(texts, part)
            cost = ingest(inspection(place / f"small {part}"), texts, look=True)
            told("memory", f"{cost.held // MIB} MiB", f"{part} files", "", "<= 600 MB")


if __name__ == "__main__":
    main()
