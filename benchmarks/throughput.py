"""How long the example takes to be read, tagged and written, against plain ways of doing so.

    .venv/bin/python benchmarks/throughput.py [RUNS] [FOLDER]

The baselines do less, and say how much of our time is the floor that any program pays:

* reading: python-docx's paragraphs and the cells of its tables, from the bytes of the same
  .docx files (the example's, or those beneath FOLDER), in processor time;
* tagging: a blank spaCy pipeline that only cuts the same passages into words;
* writing: python-docx with the same paragraphs and table cells, without marks or charts.

Ours and theirs are run in turn in one process; the ratio is the median of the pairs.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402 - after the checkout has been found
import spacy  # noqa: E402
from docx.table import Table as WordTable  # noqa: E402

from coding.suggest import codable, passage  # noqa: E402
from coding.taggers.pipeline import default_tagger  # noqa: E402
from evidence.identity import Actor  # noqa: E402
from evidence.readers.builtin import read  # noqa: E402
from evidence.readers.interface import Hints  # noqa: E402
from evidence.session import Session  # noqa: E402
from evidence.workspace import Workspace, opened  # noqa: E402
from report_builder.compose import compose  # noqa: E402
from report_builder.demonstration import example, run  # noqa: E402
from report_builder.document import Table  # noqa: E402
from report_builder.gather import material  # noqa: E402
from report_builder.material import Edition, Material  # noqa: E402
from report_builder.numbering import number  # noqa: E402
from report_builder.text_of import text_of  # noqa: E402
from report_builder.word.writer import write  # noqa: E402

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
Step = Callable[[], object]


def reading(folder: Path) -> tuple[Step, Step]:
    files = [path.read_bytes() for path in sorted(folder.rglob("*.docx"))]
    both = [data for data in files if _is_read_by_both(data)]
    print(f"{len(both)} of {len(files)} .docx are read by both")
    return (
        lambda: [read(data, "file.docx", Hints()) for data in both],
        lambda: [_walked(data) for data in both],
    )


def _walked(data: bytes) -> list[str]:
    """The plain walk: the text of each paragraph, and of each cell of each table."""
    said: list[str] = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, WordTable):
            said += [cell.text for row in block.rows for cell in row.cells]
        else:
            said.append(block.text)
    return said


def _is_read_by_both(data: bytes) -> bool:
    try:
        _walked(data)
        read(data, "file.docx", Hints())
    except Exception:  # a file that either refuses compares nothing
        return False
    return True


def tagging(workspace: Workspace) -> tuple[Step, Step]:
    sources = {s.source_id: s for s in workspace.evidence.sources()}
    framework = workspace.inspection.framework
    placed = [p for p in workspace.evidence.segments() if codable(p)]
    passages = tuple(passage(p, sources[p.source_id], framework) for p in placed)
    tagger, blank = default_tagger(), spacy.blank("en")
    return lambda: tagger.propose(passages), lambda: list(blank.pipe(p.text for p in passages))


def writing(found: Material) -> tuple[Step, Step]:
    document = compose(found, Edition(1, "draft", "January 2026"))
    numbers = number(document)

    def plainly() -> None:
        made = docx.Document()
        for block in document.blocks:
            if isinstance(block, Table):
                rows = made.add_table(len(block.rows) + 1, len(block.headings))
                for row, cells in zip(rows.rows[1:], block.rows, strict=True):
                    for cell, inline in zip(row.cells, cells, strict=True):
                        cell.text = "".join(getattr(part, "text", str(part)) for part in inline)
            else:
                made.add_paragraph(text_of(block, numbers))
        made.save(str(Path(tempfile.gettempdir()) / "baseline.docx"))

    def ours() -> None:
        again = compose(found, Edition(1, "draft", "January 2026"))
        write(again, number(again), template=None, made_at=AT, draft="1")

    return ours, plainly


def compared(
    name: str, ours: Step, plain: Step, runs: int, *, clock: Callable[[], float] = perf_counter
) -> None:
    """Run both in turn and print the medians and their ratio."""
    ours(), plain()  # once, so that every library is loaded
    pairs = [(_seconds(ours, clock), _seconds(plain, clock)) for _ in range(runs)]
    mine, theirs = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    print(f"{name:<8} {mine * 1000:8.0f} ms {theirs * 1000:8.0f} ms {ratio:8.2f}")


def _seconds(step: Step, clock: Callable[[], float]) -> float:
    began = clock()
    step()
    return clock() - began


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else 5
    print("             ours   baseline    ratio")
    chosen = Path(sys.argv[2]) if sys.argv[2:] else example() / "evidence"
    compared("reading", *reading(chosen), runs, clock=process_time)
    if sys.argv[2:]:
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo"
        run(place, Session(None, Actor("Benchmark"), AT), tell=lambda _line: None)
        with opened(place) as workspace:
            compared("tagging", *tagging(workspace), runs)
            found = material(workspace)
        compared("writing", *writing(found), runs)


if __name__ == "__main__":
    main()
