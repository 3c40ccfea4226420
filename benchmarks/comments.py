"""What taking in comments costs as there are more of them: 1,000 and 5,000 in five copies.

    .venv/bin/python benchmarks/comments.py [DEMO]

DEMO is the folder that `iqa demo` made; without it one is made. Each copy of its draft gets
its share of comments on paragraphs in turn, by five people. The bar: 5,000 cost at most 5.5
times what 1,000 cost.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from cli import main
from evidence.identity import Actor
from evidence.workspace import opened
from report_builder.comments.taking import take_in

COPIES = 5
BAR = 5.5


def copy_with(data: bytes, count: int, author: str) -> bytes:
    document = docx.Document(io.BytesIO(data))
    paragraphs = [p for p in document.paragraphs if len(p.runs) and len(p.text) > 60]
    document.add_comment([paragraphs[0].runs[0]], text="first", author=author, initials="X")
    comments = document.part._comments_part.element  # noqa: SLF001 - no public way
    for at in range(1, count):
        run = paragraphs[at % len(paragraphs)].runs[0]._r
        said = f"Point {at} of {author}: see what we hold on paragraph {at % 97}."
        comments.append(
            parse_xml(
                f'<w:comment {nsdecls("w")} w:id="{at + 10}" w:author="{author}" '
                f'w:date="2024-09-02T11:{at % 60:02}:00Z"><w:p><w:r><w:t>{said}</w:t></w:r></w:p>'
                "</w:comment>"
            )
        )
        mark = f'{nsdecls("w")} w:id="{at + 10}"'
        run.addprevious(parse_xml(f"<w:commentRangeStart {mark}/>"))
        reference = parse_xml(f"<w:r {nsdecls('w')}><w:commentReference/></w:r>")
        reference[0].set(qn("w:id"), str(at + 10))
        run.addnext(reference)
        run.addnext(parse_xml(f"<w:commentRangeEnd {mark}/>"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cost(demo: Path, total: int, folder: Path) -> float:
    place = folder / f"inspection-{total}"
    shutil.copytree(demo, place)
    data = (place / "drafts" / "report-draft-1.docx").read_bytes()
    paths = []
    for at in range(COPIES):
        path = folder / f"copy-{total}-{at}.docx"
        path.write_bytes(copy_with(data, total // COPIES, f"Directorate {at}"))
        paths.append(path)
    began = process_time()
    with opened(place) as workspace:
        taken = take_in(workspace, paths, Actor("bench"), datetime(2024, 9, 9, tzinfo=UTC))
    spent = process_time() - began
    found = sum(one.counts["comments"] + one.counts["replies"] for one in taken)
    print(f"{total:>6} comments in {COPIES} copies: {spent:6.2f} s, {found} in the log")
    return spent


def demonstration(folder: Path) -> Path:
    before = sys.argv
    sys.argv = ["iqa", "demo", str(folder / "demo")]
    try:
        main()
    except SystemExit:
        pass
    finally:
        sys.argv = before
    return folder / "demo"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        start = Path(sys.argv[1]) if len(sys.argv) > 1 else demonstration(here)
        few, many = cost(start, 1_000, here), cost(start, 5_000, here)
        print(f"5,000 cost {many / few:.2f} times 1,000 (bar {BAR})")
