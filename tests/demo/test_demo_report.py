"""The demo's draft report, looked into: its chapters, its numbers, and what stands behind them."""

from __future__ import annotations

import math
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
import yaml
from docx import Document
from lxml import etree

from tests.demo.folder import ROOT, Demonstration, run
from tests.demo.recomputed import Workbook, slug

EXAMPLE = ROOT / "examples" / "invented-inspection"
WORKBOOK = EXAMPLE / "examination" / "file-examination.xlsx"
CORRECTED = EXAMPLE / "quality" / "corrected.xlsx"
FRAMEWORK = ROOT / "evidence" / "frameworks" / "iqa.yaml"
SMALLEST_BASE = 10
"""Below this many answers the example's settings print no percentage."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    framework = yaml.safe_load(FRAMEWORK.read_text(encoding="utf-8"))
    names = {c["category_id"]: c["category_id"] for c in framework["categories"]}
    questions = {q["question_id"]: names[q["category_id"]] for q in framework["questions"]}
    return Workbook(WORKBOOK, CORRECTED, questions)


def figures_in(report: Path) -> dict[str, str]:
    """The live figures of a Word file: the text of each run-level control, by its tag."""
    with zipfile.ZipFile(report) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    found = {}
    for control in tree.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val", "").startswith("hm:f:"):
            words = "".join(t.text or "" for t in control.iter(f"{W}t"))
            found[tag.get(f"{W}val").removeprefix("hm:f:")] = words
    return found


def test_the_report_opens_in_python_docx_and_has_its_chapters(
    demonstration: Demonstration,
) -> None:
    document = Document(str(demonstration.report))

    chapters = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]

    framework = yaml.safe_load(FRAMEWORK.read_text(encoding="utf-8"))
    for title in ["Summary", *(s["title"] for s in framework["sub_questions"])]:
        assert title in chapters
    sections = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    for criterion in framework["sub_questions"][3]["criteria"]:
        assert any(criterion["title"] in section for section in sections)
    assert document.tables
    assert document.core_properties.language == "en-GB"


def test_every_figure_on_the_page_is_the_figure_of_the_stored_draft(
    demonstration: Demonstration,
) -> None:
    stored = {f["id"]: f["text"] for f in demonstration.ask("report", "show")["figures"]}

    on_the_page = figures_in(demonstration.report)

    assert len(on_the_page) > 100
    assert on_the_page == stored


def test_every_statistic_on_the_page_is_what_pandas_finds_in_the_workbook(
    demonstration: Demonstration, workbook: Workbook
) -> None:
    kinds = ("agreement/", "feedback/", "comments/")
    figures = [
        f
        for f in demonstration.ask("report", "show")["figures"]
        if f["metric"].startswith(kinds)
        and f["facet"] in {"count", "total", "percent", "word"}
        and "not-applicable" not in f["metric"]
    ]

    assert len(figures) > 100
    for figure in figures:
        count, total = workbook.rate(figure["metric"])
        share = count / total if total else 0.0
        expected = {"count": count, "total": total}.get(figure["facet"], share)
        assert math.isclose(figure["value"], expected), figure
        said = figure["text"].replace(",", "")
        if figure["facet"] in {"count", "total"} and said.isdigit():
            assert int(said) == expected, figure
        if figure["text"] == "[low]":
            assert total < SMALLEST_BASE, figure
        elif figure["facet"] == "percent":
            decimals = len(said.partition(".")[2].rstrip("%"))
            shown = float(re.sub(r"[^0-9.]", "", said))
            assert abs(shown - 100 * expected) <= 0.5 * 10**-decimals + 1e-9, figure


def test_every_statistic_of_the_store_is_what_pandas_finds_in_the_workbook(
    demonstration: Demonstration, workbook: Workbook
) -> None:
    told = demonstration.ask("exam", "stats")

    for question in told["questions"]:
        name = question["question_id"]
        assert_rate(question["agreement"], workbook.rate(f"agreement/{name}"))
        for answer, rate in question["by_answer"].items():
            assert_rate(rate, workbook.rate(f"agreement/{name}/answer={answer}"))
        for area, rate in question["by_area"].items():
            assert_rate(rate, workbook.rate(f"agreement/{name}/area={slug(area)}"))
    assert_rate(told["overall"], workbook.rate("agreement/overall"))


def assert_rate(told: dict[str, float], expected: tuple[int, int]) -> None:
    assert (told["count"], told["total"]) == expected


def test_every_sentence_can_be_walked_back_to_words_or_rows(demonstration: Demonstration) -> None:
    traced = demonstration.ask("report", "trace", "--all")

    assert len(traced) > 100
    for one in traced:
        assert one["supports"], one["text"]
        for support in one["supports"]:
            assert support["id"], one["text"]
            assert not support.get("withdrawn"), one["text"]
            if support["kind"] == "coding":
                assert support["quote"], one["text"]
                assert support["locator"], one["text"]
            if support["kind"] == "rate":
                counted = [row for row in support["rows"] if row["counted"]]
                assert (len(counted), len(support["rows"])) == (support["count"], support["total"])


def test_every_number_of_passages_sources_and_areas_is_what_the_store_says_in_plain_sql(
    demonstration: Demonstration,
) -> None:
    """Recounted from the tables, with the metric's name taken apart here and nowhere else."""
    framework = yaml.safe_load(FRAMEWORK.read_text(encoding="utf-8"))
    families = {k["kind_id"]: k["family"] for k in framework["kinds"]}
    with sqlite3.connect(demonstration.folder / "project.sqlite") as store:
        rows = store.execute(
            "SELECT c.coding_id, c.code_id, c.polarity, s.source_id, s.kind_id, s.level, s.area"
            " FROM codings c JOIN sources s USING (source_id)"
            " WHERE NOT c.withdrawn AND NOT s.withdrawn AND s.duplicate_of = ''"
        ).fetchall()
    figures = [
        f
        for f in demonstration.ask("report", "show")["figures"]
        if re.fullmatch(
            r"(passages|sources|areas)/\d[a-z](/(positive|negative|mixed))?"
            r"(/level=national|/family=[a-z-]+|/kind=[a-z-]+)?",
            f["metric"],
        )
    ]

    assert len(figures) > 200
    for figure in figures:
        unit, criterion, *rest = figure["metric"].split("/")
        kept = [r for r in rows if r[1] == criterion or r[1].startswith(f"{criterion}-")]
        national = "level=national" in rest
        kept = [r for r in kept if (r[5] == "national") is national]
        for part in rest:
            name, _, wanted = part.partition("=")
            if not wanted:
                kept = [r for r in kept if r[2] == part]
            elif name == "family":
                kept = [r for r in kept if slug(families[r[4]]) == wanted]
            elif name == "kind":
                kept = [r for r in kept if slug(r[4]) == wanted]
        column = {"passages": 0, "sources": 3, "areas": 6}[unit]
        assert len({r[column] for r in kept}) == figure["value"], figure


def test_every_figure_is_traced_to_as_many_things_as_it_says(
    demonstration: Demonstration,
) -> None:
    told = demonstration.ask("report", "trace", "--all")
    counts = [s for one in told for s in one["supports"] if s["kind"] == "count"]

    listed = [s for s in counts if s["members"] is not None and not s["id"].startswith("dates")]
    assert len(listed) > 50
    for support in listed:
        if not support["id"].startswith("chance"):
            assert len(support["members"]) == support["value"], support["id"]


def test_a_source_leads_back_to_every_sentence_that_quotes_it(
    demonstration: Demonstration,
) -> None:
    told = demonstration.ask("report", "trace", "--all")
    source = next(s["source"] for one in told for s in one["supports"] if s["kind"] == "coding")
    direct = {
        one["id"]
        for one in told
        for s in one["supports"]
        if s["kind"] == "coding" and s["source"] == source
    }

    back = demonstration.ask("report", "trace", "--from", source)

    assert back["from"] == {"kind": "source", "id": source}
    assert direct <= {one["id"] for one in back["standing"]}


def test_no_name_urn_or_evidence_id_stands_in_the_report(demonstration: Demonstration) -> None:
    with zipfile.ZipFile(demonstration.report) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()
                 if name.endswith(".xml")}  # fmt: skip

    said = " ".join(re.sub(r"<[^>]+>", " ", part) for part in parts.values())
    assert not re.search(r"\b\d{2}[A-Z0-9]{2}\d{7}\b", said)
    assert not re.search(r"\bS\d{3}-\d{3}\b|\bC\d{4}\b", said)
    speakers = {
        speaker
        for source in demonstration.ask("documents", "list")["sources"]
        for speaker in source["speakers"]
        if " " in speaker
    }
    assert speakers
    for speaker in speakers:
        assert speaker not in said


def test_the_demo_run_again_returns_the_same_draft(demonstration: Demonstration) -> None:
    before = demonstration.report.read_bytes()

    done = run("demo", str(demonstration.folder))

    assert done.returncode == 0, done.stderr
    assert demonstration.report.read_bytes() == before
    assert len(list((demonstration.folder / "drafts").glob("*.docx"))) == 1
