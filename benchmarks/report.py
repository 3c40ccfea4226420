"""How long a report takes to be written, against the plainest fast way of writing it.

    .venv/bin/python benchmarks/report.py [RUNS]

The same content by each way: 20 chapters of 40 numbered paragraphs, 60 tables of 15 rows and
6 columns, 20 charts.

* reference: `bulk_writer.py`, python-docx's package with its body parsed in bulk: pictures for
  charts, no anchors, no live figures;
* ours: numbered paragraphs in a bookmark each, numbers in content controls, native charts with
  their workbooks; once with the live figures in prose only, once in every cell as well;
* docxtpl: a template of loops (left out where docxtpl is not installed);
* python-docx row by row: `row.cells` once for each row, the way that its users learn.

Then the example inspection: composing its report from the store, and writing it, against the
reference writer for as many paragraphs and cells. `first` is without the masks that the last
`iqa report build` kept, as after new evidence; the others have them. Each way runs in turn in one
process; the ratio is the median of the rounds. Memory is that of a process which does nothing
but write our report.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402 - after the checkout has been found

from benchmarks import bulk_writer  # noqa: E402
from report_builder.document import (  # noqa: E402
    Block,
    Chart,
    Contents,
    Document,
    FigureUse,
    FrontMatter,
    Heading,
    Inline,
    Paragraph,
    Sentence,
    Series,
    Support,
    SupportKind,
    Table,
)
from report_builder.numbering import number  # noqa: E402
from report_builder.word.writer import write  # noqa: E402

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
COLUMNS = bulk_writer.COLUMNS
_FRONT = FrontMatter(
    "Report", "Subtitle", "Inspectorate", "January 2026", "DRAFT v1", "OFFICIAL", "Report", ()
)
_RESTS = (Support(SupportKind.RATE, "agreement/overall"),)
Step = Callable[[], object]


def tree(blocks: list[bulk_writer.Block], *, live_cells: bool) -> Document:
    """Return the reference writer's blocks as a document, every number in prose a live one."""
    made: list[Block] = [Contents("contents")]
    random = Random(3)
    for kind, texts, name in blocks:
        if kind == "heading":
            made.append(Heading(name, 1, texts[0]))
            made.append(_chart(f"c{name}", random))
        elif kind == "table":
            made.append(_table(name, texts, live=live_cells))
        else:
            made.append(Paragraph(name, tuple(_sentences(name, texts))))
    return Document(_FRONT, tuple(made))


def _sentences(name: str, texts: list[str]) -> list[Sentence]:
    return [
        Sentence(f"{name}_{place}", _live(f"{name}_{place}", text), _RESTS)
        for place, text in enumerate(texts)
    ]


def _live(name: str, text: str) -> tuple[Inline, ...]:
    for word in text.split():
        if word.endswith("%"):
            before, after = text.split(word, 1)
            return before, _figure(f"{name}_n", word), after
    return (text,)


def _figure(name: str, text: str) -> FigureUse:
    return FigureUse(name, "agreement/overall", "percent", 0.5, text)


def _table(name: str, cells: list[str], *, live: bool) -> Table:
    made = [
        (_figure(f"{name}_{place}", cell) if live else cell,) for place, cell in enumerate(cells)
    ]
    rows = tuple(tuple(made[at : at + COLUMNS]) for at in range(0, len(made), COLUMNS))
    heads = tuple(f"Heading {column}" for column in range(COLUMNS))
    return Table(name, "A table", heads, rows, "What the table shows.", _RESTS)


def _chart(name: str, random: Random) -> Chart:
    values = tuple(float(random.randint(1, 99)) for _ in range(5))
    names = tuple(f"Category {place}" for place in range(5))
    return Chart(name, "A chart", "", names, (Series("Files", values),), "files", "Bars.", _RESTS)


def ours(document: Document) -> bytes:
    return write(document, number(document), template=None, made_at=AT, draft="1")


def row_by_row(blocks: list[bulk_writer.Block]) -> bytes:
    made = docx.Document()
    for kind, texts, _ in blocks:
        if kind == "table":
            table = made.add_table(len(texts) // COLUMNS, COLUMNS)
            for at, row in enumerate(table.rows):
                for cell, text in zip(row.cells, texts[at * COLUMNS :], strict=False):
                    cell.text = text
        else:
            made.add_paragraph(" ".join(texts), "Heading 1" if kind == "heading" else "List Number")
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def by_template(blocks: list[bulk_writer.Block]) -> Step | None:
    """Return docxtpl's way, or None where it is not installed."""
    try:
        from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # noqa: PLC0415 - not ours
    except ImportError:
        return None
    made = docx.Document()
    for line in (
        "{%p for block in blocks %}", "{%p if block.kind == 'heading' %}", "{{ block.text }}",
        "{%p elif block.kind == 'text' %}", "{{ block.text }}", "{%p else %}",
    ):  # fmt: skip
        made.add_paragraph(line)
    table = made.add_table(3, COLUMNS)
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    for column in range(COLUMNS):
        table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    held = io.BytesIO()
    made.save(held)
    packed = held.getvalue()
    told = [_told(block) for block in blocks]

    def render() -> None:
        template = DocxTemplate(io.BytesIO(packed))
        template.render({"blocks": told})
        template.save(io.BytesIO())

    return render


def _told(block: bulk_writer.Block) -> dict[str, object]:
    kind, texts, _ = block
    rows = [texts[at : at + COLUMNS] for at in range(0, len(texts), COLUMNS)]
    return {"kind": kind, "text": " ".join(texts), "rows": rows}


def compared(ways: Mapping[str, Step], runs: int, base: str) -> None:
    """Run every way in turn, and print medians and ratios to the base."""
    for step in ways.values():
        step()  # once, so that every library is loaded
    rounds = [{name: _seconds(step) for name, step in ways.items()} for _ in range(runs)]
    for name in ways:
        taken = median(one[name] for one in rounds)
        ratio = median(one[name] / one[base] for one in rounds)
        print(f"{name:<28} {taken * 1000:8.0f} ms {ratio:8.2f}", flush=True)


def _seconds(step: Step) -> float:
    began = process_time()
    step()
    return process_time() - began


def large(runs: int) -> None:
    blocks = bulk_writer.report()
    plain, full = tree(blocks, live_cells=False), tree(blocks, live_cells=True)
    ways: dict[str, Step] = {
        "reference": lambda: bulk_writer.written(blocks),
        "ours": lambda: ours(plain),
        "ours, cells live too": lambda: ours(full),
    }
    template = by_template(blocks)
    if template is not None:
        ways["docxtpl"] = template
    ways["python-docx row by row"] = lambda: row_by_row(blocks)
    compared(ways, runs, "reference")


def example(runs: int) -> None:
    from evidence.identity import Actor  # noqa: PLC0415 - only here is the store needed
    from evidence.session import Session  # noqa: PLC0415
    from evidence.workspace import opened  # noqa: PLC0415
    from report_builder.compose import compose  # noqa: PLC0415
    from report_builder.demonstration import run  # noqa: PLC0415
    from report_builder.gather import material  # noqa: PLC0415
    from report_builder.material import Edition  # noqa: PLC0415

    edition = Edition(1, "draft", "January 2026")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo"
        run(place, Session(None, Actor("Benchmark"), AT), tell=lambda _line: None)
        with opened(place) as workspace:
            found = material(workspace, keep=True)
            document = compose(found, edition)
            blocks = as_blocks(document)
            without = replace(workspace, folder=Path(folder))
            ways = {
                "reference": lambda: bulk_writer.written(blocks),
                "composing, first": lambda: compose(material(without), edition),
                "composing": lambda: compose(material(workspace), edition),
                "of it, from the material": lambda: compose(found, edition),
                "writing": lambda: ours(document),
            }
            compared(ways, runs, "reference")


def as_blocks(document: Document) -> list[bulk_writer.Block]:
    """Return a document as the reference writer takes it: texts and rows of six cells."""
    from report_builder.text_of import text_of  # noqa: PLC0415

    numbers = number(document)
    made: list[bulk_writer.Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            cells = [numbers.text(cell) for row in block.rows for cell in row]
            texts = [_plain(cell) for cell in cells]
            made.append(("table", texts + [""] * (-len(texts) % COLUMNS), block.block_id))
        else:
            kind = "heading" if isinstance(block, Heading) else "text"
            made.append((kind, [_plain(text_of(block, numbers))], block.block_id))
    return made


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def memory() -> None:
    """Print the most memory that a process takes which only writes our report."""
    told = (
        "from benchmarks.report import *;"
        "ours(tree(bulk_writer.report(), live_cells=False));"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    print(f"memory                       {int(done.stdout) // 1024:8} MB")


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else 5
    print("800 paragraphs, 60 tables, 20 charts")
    large(runs)
    if sys.platform == "linux":
        memory()
    print("the example's report")
    example(runs)


if __name__ == "__main__":
    main()
