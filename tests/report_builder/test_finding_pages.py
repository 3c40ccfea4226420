"""Findings go out as plain text and come back, and nothing is lost on either side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_builder.document import Support, SupportKind
from report_builder.finding_pages import on_page, page, read, section
from report_builder.findings import Finding, FindingKind, FindingStatus, Milestone, in_paragraphs
from tests.builders import Ran, inspection, iqa, write
from tests.report_builder.builders import WHEN

words = st.text(min_size=1, max_size=40).map(in_paragraphs).filter(bool)
lines = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)
supports = st.lists(
    st.one_of(
        st.builds(Support, st.just(SupportKind.CODING), st.from_regex(r"C\d{4}", fullmatch=True)),
        st.builds(Support, st.just(SupportKind.JUDGEMENT), lines),
    ),
    max_size=3,
    unique=True,
).map(lambda found: tuple(sorted(found)))
findings = st.builds(
    Finding,
    st.just("F-4a-01"),
    st.just("4a"),
    st.sampled_from(FindingKind),
    st.lists(words, min_size=1, max_size=3).map("\n\n".join).map(in_paragraphs),
    st.sampled_from(FindingStatus),
    supports,
    st.just("A. Inspector"),
    st.just(WHEN),
    lines | st.just(""),
    st.lists(st.builds(Milestone, st.dates(date(2000, 1, 1)), lines), max_size=2).map(tuple),
    st.just(("F-4a-02",)) | st.just(()),
)


@settings(max_examples=60)
@given(findings)
def test_what_goes_out_comes_back_as_it_was(finding: Finding) -> None:
    item = on_page(finding)
    found = read(page("# 4a Themes\n", [section(item, {"C0001": "some\nwords"})]))
    assert found.odd == ()
    assert found.items == (item,)
    assert found.items[0].fingerprint == item.stored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", "CQB minutes\n\nThe lift is mended.\n")
    iqa(place, "ingest", tmp_path / "inbox")
    iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive")
    iqa(place, "finding", "add", "4a", "--statement", "It leaks.", "--coding", "C0001")
    assert iqa(place, "finding", "export").code == 0
    return place


def edit(folder: Path, old: str, new: str) -> None:
    """Change some words of the page of 4a, as a report writer does."""
    path = folder / "findings" / "4a.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def text_of(folder: Path) -> str:
    return (folder / "findings" / "4a.md").read_text(encoding="utf-8")


def take(folder: Path, *more: str) -> Ran:
    return iqa(folder, "finding", "import", *more, "--json")


def statements(folder: Path) -> dict[str, str]:
    found = iqa(folder, "finding", "list", "--json").json["findings"]
    return {f["finding_id"]: f["statement"] for f in found}


def test_an_edit_and_a_new_section_are_taken_in_once(folder: Path) -> None:
    edit(folder, "It leaks.", "It leaks in places.\n\n## new strength\n\nThe roof holds.")

    done = take(folder)

    assert (done.json["added"], done.json["changed"]) == (["F-4a-02"], ["F-4a-01"])
    assert statements(folder) == {"F-4a-01": "It leaks in places.", "F-4a-02": "The roof holds."}
    assert "## F-4a-02 strength" in text_of(folder)
    before = text_of(folder)
    again = take(folder)
    assert (again.code, again.json["added"], again.json["changed"]) == (0, [], [])
    assert text_of(folder) == before


def test_an_edit_that_was_not_taken_in_outlives_an_export(folder: Path) -> None:
    edit(folder, "It leaks.", "It drips.")
    done = iqa(folder, "finding", "export")
    assert (done.code, "F-4a-01 is not taken in yet" in done.out) == (3, True)
    assert "It drips." in text_of(folder)
    assert statements(folder) == {"F-4a-01": "It leaks."}


@pytest.mark.parametrize(("keep", "holds"), [("page", "It drips."), ("store", "It pours.")])
def test_where_both_sides_changed_both_are_kept_until_a_person_says(
    folder: Path, keep: str, holds: str
) -> None:
    edit(folder, "It leaks.", "It drips.")
    iqa(folder, "finding", "change", "F-4a-01", "--statement", "It pours.")

    done = take(folder)
    assert done.code == 3
    assert done.json["kept"][0]["finding_id"] == "F-4a-01"
    assert "It drips." in text_of(folder)
    assert statements(folder) == {"F-4a-01": "It pours."}

    assert take(folder, "--keep", keep).code == 0
    assert statements(folder) == {"F-4a-01": holds}
    assert holds in text_of(folder)


def test_a_change_in_the_store_renews_the_page_and_withdrawing_goes_both_ways(
    folder: Path,
) -> None:
    iqa(folder, "finding", "change", "F-4a-01", "--statement", "It pours.")
    assert take(folder).json["changed"] == []
    assert "It pours." in text_of(folder)
    edit(folder, "status: emerging", "status: withdrawn")
    assert take(folder).json["withdrawn"] == ["F-4a-01"]
    assert "F-4a-01" not in text_of(folder)
    assert statements(folder) == {}


def test_what_a_recommendation_answers_is_withdrawn_with_it_or_not_at_all(folder: Path) -> None:
    mended = ("--kind", "recommendation", "--statement", "Mend it.", "--rests-on", "F-4a-01")
    iqa(folder, "finding", "add", "4a", *mended)
    iqa(folder, "finding", "export")
    refused = iqa(folder, "finding", "withdraw", "F-4a-01", "--dry-run")
    assert (refused.code, "F-4a-02 answers F-4a-01" in refused.err) == (1, True)

    edit(folder, "to address\n\n- status: emerging", "to address\n\n- status: withdrawn")
    done = take(folder)
    assert (done.code, "4a.md:3: F-4a-02 answers F-4a-01" in done.err) == (1, True)
    assert sorted(statements(folder)) == ["F-4a-01", "F-4a-02"]

    edit(folder, "status: emerging", "status: withdrawn")
    assert take(folder).json["withdrawn"] == ["F-4a-01", "F-4a-02"]
    assert statements(folder) == {}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("status: emerging", "status: sure", "4a.md:5: the status 'sure' is none of"),
        ("- coding: C0001", "- coding: C0009", "4a.md:3: there is no coding C0009"),
        ("- stored", "- size: 3\n- stored", "4a.md:7: '- size: 3' is no line of a finding"),
        ("It leaks.", "", "4a.md:3: the finding has no words"),
        ("## F-4a-01", "## F-4a-77", "4a.md:3: there is no finding F-4a-77"),
        ("# 4a", "Title", "4a.md:1: the page does not say of which criterion it is"),
        ("It leaks.", "It leaks.\n\n## F-4a-01 strength\n\nTwice.", "is also in 4a.md:3"),
        (
            "It leaks.",
            "It leaks.\n\n## new strength\n\n- status: withdrawn\n- coding: C0009\n\nDry.",
            "4a.md:11: a new finding cannot be withdrawn",
        ),
    ],
)
def test_an_odd_line_is_named_and_nothing_is_taken_in(
    folder: Path, old: str, new: str, fault: str
) -> None:
    edit(folder, old, new)
    before = text_of(folder)
    done = take(folder)
    assert done.code == 1
    assert fault in done.err
    assert text_of(folder) == before
    assert statements(folder) == {"F-4a-01": "It leaks."}
