"""How long do the numbers take, against pandas doing the same with the same table?

    .venv/bin/python benchmarks/examination.py rates     # 210 files x 30 questions, in memory
    .venv/bin/python benchmarks/examination.py archive   # a national archive, csv to numbers
    .venv/bin/python benchmarks/examination.py archive 10000
    .venv/bin/python benchmarks/examination.py archive 100000 worded   # each reason in other words

`rates` holds every count, rate and Wilson interval of the file examination, as `iqa exam stats`
has them made, against one `groupby` of the long table already in memory, by question and Area.
`archive` holds `iqa exam import` and `iqa exam stats --json` (read, checked, stored with its log,
tabulated) against a script of pandas that reads the same csv and tabulates it: whole processes,
with the most memory that each held. Both count processor time.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from evidence.config import FRAMEWORKS, load_framework  # noqa: E402 - after the checkout has been found
from evidence.examination.form import Field, columns  # noqa: E402
from evidence.examination.form_reading import read_sheets  # noqa: E402
from evidence.examination.long_table import long_tables  # noqa: E402
from evidence.examination.tabulate import statistics_of, tabulated  # noqa: E402
from evidence.inspection import ExaminationSettings  # noqa: E402
from evidence.sampling.lists import sheet_of_lines  # noqa: E402

QUESTIONS, FILES = 30, 210


def framework(files_per_area=10):
    whole = load_framework(FRAMEWORKS / "iqa.yaml")
    asked = tuple(
        replace(whole.questions[n % len(whole.questions)], question_id=f"Q{n + 1:02d}")
        for n in range(QUESTIONS)
    )
    courts = tuple(replace(c, files_per_area=files_per_area) for c in whole.courts)
    return replace(whole, questions=asked, courts=courts)


def examined(count, asked, chance, worded=40):
    """Yield what was found on each file, as the cells of the form's columns.

    `worded` is how many different reasons there are.
    """
    form = [c for c in columns(asked) if c.field not in {Field.STATUS, Field.GUIDANCE}]
    yield [column.heading for column in form]
    areas = [a.name for a in asked.areas]
    courts = [c.name for c in asked.courts]
    grades = ("SDCP", "DCCP")
    reasons = [f"The note does not deal with point {n} of the guidance." for n in range(worded)]
    categories = [c.name for c in asked.categories]
    for number in range(count):
        day = date(2023, 1, 1) + timedelta(days=number % 500)
        cells = {
            Field.FILE: f"F-{number:06d}",
            Field.URN: f"{number % 90 + 10:02d}AB{number:05d}{number // 100000 + 22:02d}",
            Field.AREA: areas[number % len(areas)],
            Field.COURT: courts[number % 3 == 0],
            Field.IQA_DATE: day.isoformat(),
            Field.DIP_SAMPLER: grades[number % 4 == 0],
        }
        cells |= dict.fromkeys((Field.DISPUTED, Field.SHARED_ON, Field.COMMENTED_ON), "")
        row = []
        for column in form:
            if column.field is Field.VIEW:
                view = chance.choices(("agree", "disagree", "cannot tell"), (88, 10, 2))[0]
                differs = view == "disagree"
                cells[Field.VIEW] = view
                cells[Field.CATEGORY] = chance.choice(categories) if differs else ""
                cells[Field.REASON] = chance.choice(reasons) if differs else ""
            elif column.field is Field.DCP_ANSWER:
                answers = ("yes", "no", "not applicable")
                cells[Field.DCP_ANSWER] = chance.choices(answers, (8, 1, 1))[0]
            said = cells.get(column.field)
            row.append(chance.choice(column.choices or ("yes", "no")) if said is None else said)
        yield row


BY_HAND = """
import sys, pandas as pd
table = pd.read_csv(sys.argv[1], dtype="category")
table["IQA date"] = pd.to_datetime(table["IQA date"])
asked = [c.split()[0] for c in table.columns if c.endswith("inspector's view")]
long = pd.concat([pd.DataFrame({
    "question": q, "area": table["Area"], "court": table["Court"],
    "grade": table["Dip sampler's grade"], "answer": table[f"{q} DCP's answer"],
    "view": table[f"{q} inspector's view"]}) for q in asked])
long["question"] = long["question"].astype("category")
long = long[(long["answer"] != "not applicable") & long["view"].isin(["agree", "disagree"])]
long["agrees"] = long["view"] == "agree"
for by in (["question"], ["question", "answer"], ["question", "area"], ["question", "court"],
           ["question", "grade"]):
    found = long.groupby(by, observed=True)["agrees"].agg(["sum", "count"])
print(len(table), len(found))
"""


def rates():
    asked = framework()
    rows = examined(FILES, asked, random.Random(1))
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    reading = read_sheets((sheet_of_lines(text, "a.csv"),), asked, ExaminationSettings())
    assert not reading.defects, reading.defects[:3]
    tables = long_tables(reading.files, asked)
    long = tables.answers
    as_words = long.astype({"question": str, "area": str})

    def once(table):
        return table.groupby(["question", "area"], observed=True)["agrees"].agg(["sum", "count"])

    made = {
        "ours": lambda: tabulated(tables, asked),
        "pandas": lambda: once(long),
        "pandas, words": lambda: once(as_words),
        "ours, and beyond chance, reasons": lambda: statistics_of(tables, asked),
    }
    taken = {name: [] for name in made}
    for _ in range(60):
        for name, run in made.items():
            begun = time.process_time()
            run()
            taken[name].append(time.process_time() - begun)
    base = median(taken["pandas"])
    print(f"{len(statistics_of(tables, asked))} statistics of {len(long)} rows")
    for name, seconds in taken.items():
        print(f"{name:40} {median(seconds) * 1e3:7.2f} ms  {median(seconds) / base:5.2f}")


def measured(command, **environment):
    """Run a command; return its seconds of processor time and the most memory it held, in MiB."""
    pid = os.fork()
    if not pid:
        os.environ.update(environment)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    _, status, used = os.wait4(pid, 0)
    assert status == 0, (command, status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def archive(count, worded):
    with tempfile.TemporaryDirectory() as folder:
        path, inspection = Path(folder, "archive.csv"), Path(folder, "inspection")
        iqa = [sys.executable, "-c", "from cli import main; main()"]
        subprocess.run([*iqa, "init", str(inspection)], cwd=ROOT, check=True, capture_output=True)
        asked = framework(count)
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows(examined(count, asked, random.Random(1), worded))
        _write_framework(inspection / "framework.yaml", asked)
        Path(folder, "by_hand.py").write_text(BY_HAND, encoding="utf-8")
        print(f"{count} files, {path.stat().st_size / 2**20:.0f} MiB")
        os.chdir(ROOT)
        hand, most = measured([sys.executable, str(Path(folder, "by_hand.py")), str(path)])
        print(f"pandas by hand      {hand:6.1f} s  {most:6.0f} MiB")
        there = ["--inspection", str(inspection)]
        taken, held = measured([*iqa, *there, "exam", "import", str(path)])
        print(f"iqa exam import     {taken:6.1f} s  {held:6.0f} MiB")
        told, at_most = measured([*iqa, *there, "exam", "stats", "--json"])
        print(f"iqa exam stats      {told:6.1f} s  {at_most:6.0f} MiB")
        print(f"together {(taken + told) / hand:.1f} times; most {max(held, at_most):.0f} MiB")


def _write_framework(path, asked):
    data = yaml.safe_load((ROOT / "evidence/frameworks/iqa.yaml").read_text(encoding="utf-8"))
    known = data["questions"]
    data["questions"] = [
        {**known[n % len(known)], "question_id": q.question_id}
        for n, q in enumerate(asked.questions)
    ]
    for court, wanted in zip(data["courts"], asked.courts, strict=True):
        court["files_per_area"] = wanted.files_per_area
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.argv[1:2] == ["archive"]:
        few = sys.argv[3:] != ["worded"]
        archive(int(sys.argv[2]) if sys.argv[2:] else 100_000, 40 if few else 1_000_000)
    else:
        rates()
