"""Double coding: drawn at random, scored on what both read, settled by a third with a reason."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.agreement.comparing import (
    CODED,
    NOT,
    families,
    partings,
    polarities,
    pooled,
    presence,
)
from coding.codebook import codebook_of
from coding.exercise import kept_exercise
from evidence.config import SHIPPED_FRAMEWORK, load_framework
from evidence.workspace import opened
from tests.builders import WORKBOOK, inspection, iqa, run, workbook, write
from tests.inspections import EXAMPLE

BOOK = codebook_of(load_framework(SHIPPED_FRAMEWORK))
SAID = {
    "S001-001": {"RA": frozenset({"4a positive"}), "RB": frozenset({"4a positive"})},
    "S001-002": {"RA": frozenset({"4a positive"}), "RB": frozenset({"4a negative"})},
    "S001-003": {"RA": frozenset({"4c-cqb mixed"}), "RB": frozenset[str]()},
    "S001-004": {"RA": frozenset[str](), "RB": frozenset[str]()},
    "S001-005": {"RA": frozenset({"4b positive"})},
}
FOUR_A = frozenset({"4a"})


def test_what_only_one_coder_has_read_is_missing_and_no_disagreement() -> None:
    units = {u.unit_id: dict(u.said) for u in presence(SAID, frozenset({"4b"})).units}

    assert units["S001-005"] == {"RA": CODED}
    assert units["S001-004"] == {"RA": NOT, "RB": NOT}


def test_passages_that_nobody_coded_are_left_out_where_asked() -> None:
    counted = presence(SAID, FOUR_A)
    left_out = presence(SAID, FOUR_A, coded_only=True)

    assert len(counted.paired) == 4
    assert [u.unit_id for u in left_out.paired] == ["S001-001", "S001-002", "S001-003"]


def test_polarity_is_compared_where_both_coded() -> None:
    found = polarities(SAID, FOUR_A)

    assert [u.unit_id for u in found.units] == ["S001-001", "S001-002"]
    assert sum(u.is_contested for u in found.units) == 1


def test_a_criterion_is_compared_with_its_sub_codes_too() -> None:
    names = [name for name, _ in families(BOOK, {"4a", "4c-cqb"})]

    assert names == ["4a", "4c and its sub-codes", "4c-cqb"]


def test_partings_name_what_each_said() -> None:
    assert [(p.segment_id, p.code_id, dict(p.said)) for p in partings(SAID)] == [
        ("S001-002", "4a", {"RA": "positive", "RB": "negative"}),
        ("S001-003", "4c-cqb", {"RA": "mixed", "RB": "none"}),
    ]


@given(
    st.dictionaries(
        st.integers(1, 30).map(lambda n: f"S001-{n:03}"),
        st.dictionaries(
            st.sampled_from(["RA", "RB"]),
            st.frozensets(st.sampled_from(["4a positive", "4a negative", "4b mixed"])),
        ),
        max_size=12,
    )
)
def test_a_parting_is_just_what_the_tables_contest(
    said: dict[str, dict[str, frozenset[str]]],
) -> None:
    parted = {(p.segment_id, p.code_id) for p in partings(said)}

    for code in ("4a", "4b"):
        contested = {
            unit.unit_id
            for table in (presence(said, frozenset({code})), polarities(said, frozenset({code})))
            for unit in table.paired
            if unit.is_contested
        }
        assert contested == {segment for segment, parted_on in parted if parted_on == code}
    assert len(pooled(said, ["4a", "4b"]).units) == 2 * sum(bool(v) for v in said.values())


LINES = (
    "The board saw the same three themes in the IQAs of this quarter.",
    "Nobody told us what the IQAs of our team had shown.",
    "Good examples from IQAs are shared on the Area's pages.",
    "Parking at the office was discussed.",
    "We counted how many issues came back after the training.",
    "The next meeting is on 3 June.",
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = inspection(tmp_path)
    text = "Board minutes\n\n" + "\n\n".join(LINES) + "\n"
    path = write(tmp_path, "national/CQB minutes 3 May 2024.txt", text)
    assert iqa(made, "ingest", path, "--national").code == 0
    return made


def by(place: Path, coder: str, *words: str) -> None:
    done = run("--inspection", str(place), "--as", coder, "--at", "2026-01-05T09:00:00", *words)
    assert done.code == 0, done.err


def planned(place: Path) -> list[str]:
    done = iqa(
        place, "agreement", "plan", "--coder", "RA", "--coder", "RB", "--count", "99", "--json"
    )
    assert done.code == 0, done.err
    return list(done.json["segments"])


def both_code(place: Path) -> list[str]:
    segments = planned(place)
    first, second = segments[0], segments[1]
    by(place, "RA", "code", "add", first, "4a", "--polarity", "positive")
    by(place, "RB", "code", "add", first, "4a", "--polarity", "positive")
    by(place, "RA", "code", "add", second, "4a", "--polarity", "positive")
    by(place, "RB", "code", "add", second, "4a", "--polarity", "negative")
    source = first.split("-")[0]
    by(place, "RA", "code", "read", source)
    by(place, "RB", "code", "read", source)
    return segments


def test_a_plan_draws_only_what_can_be_coded_and_is_the_same_again(place: Path) -> None:
    segments = planned(place)

    assert segments == planned(place)
    few = iqa(place, "agreement", "plan", "--coder", "A", "--coder", "B", "--count", "2", "--json")
    assert len(few.json["segments"]) == 2
    assert set(few.json["segments"]) <= set(segments)


def test_a_score_waits_for_both_and_then_says_where_they_part(place: Path) -> None:
    segments = planned(place)
    waiting = iqa(place, "agreement", "score", "--json")
    assert waiting.code == 3
    assert waiting.json["waiting"] == {"RA": len(segments), "RB": len(segments)}

    both_code(place)
    found = iqa(place, "agreement", "score", "--json")

    scores = {s["on"]: s for s in found.json["scores"]}
    assert (found.code, found.json["complete"]) == (0, len(segments))
    assert scores["4a"]["percent"] == 1
    assert scores["4a: polarity"]["parted"] == 1


def test_a_third_person_settles_a_parting_and_the_score_stays_as_it_was(place: Path) -> None:
    segments = both_code(place)
    before = iqa(place, "agreement", "score", "--json").json["scores"]
    parted = iqa(place, "agreement", "resolve", "--json").json["contested"]
    assert [(p["segment_id"], p["code"]) for p in parted] == [(segments[1], "4a")]

    done = iqa(
        place, "agreement", "resolve", segments[1], "4a", "--verdict", "negative",
        "--reason", "Nobody told them.", "--json",
    )  # fmt: skip

    assert done.json == {"withdrawn": 1, "added": False}
    assert iqa(place, "agreement", "resolve", "--json").json["contested"] == []
    assert iqa(place, "agreement", "score", "--json").json["scores"] == before
    assert iqa(place, "undo").code == 0
    assert iqa(place, "agreement", "resolve", "--json").json["contested"] == parted


def test_what_neither_said_is_coded_by_the_one_who_settles_it(place: Path) -> None:
    segments = both_code(place)

    done = iqa(
        place, "agreement", "resolve", segments[1], "4a", "--verdict", "mixed",
        "--reason", "Both are said.", "--json",
    )  # fmt: skip

    assert done.json == {"withdrawn": 2, "added": True}


def test_what_a_coder_took_back_before_it_was_settled_is_not_said_again(place: Path) -> None:
    segments = planned(place)
    by(place, "RA", "code", "add", segments[0], "4a", "--polarity", "mixed")
    by(place, "RA", "code", "remove", "C0001")
    by(place, "RA", "code", "add", segments[0], "4a", "--polarity", "positive")
    by(place, "RB", "code", "add", segments[0], "4a", "--polarity", "negative")
    before = iqa(place, "agreement", "resolve", "--json").json["contested"]
    scores = iqa(place, "agreement", "score", "--json").json["scores"]
    assert before[0]["said"] == {"RA": "positive", "RB": "negative"}

    settling = ("agreement", "resolve", segments[0], "4a", "--verdict")
    assert iqa(place, *settling, "positive", "--reason", "It is done.").code == 0
    assert iqa(place, "agreement", "score", "--json").json["scores"] == scores
    assert iqa(place, "undo").code == 0
    by(place, "RB", "code", "remove", "C0003")
    by(place, "RB", "code", "add", segments[0], "4a", "--polarity", "mixed")

    again = iqa(place, "agreement", "resolve", "--json").json["contested"]
    assert again[0]["said"] == {"RA": "positive", "RB": "mixed"}
    assert iqa(place, *settling, "positive", "--reason", "It is done.").code == 0
    after = iqa(place, "agreement", "score", "--json").json["scores"]
    assert [s["parted"] for s in after] == [s["parted"] for s in scores]


def test_none_of_the_coders_settles_where_they_part(place: Path) -> None:
    segments = both_code(place)
    settling = ("agreement", "resolve", segments[1], "4a", "--verdict", "none", "--reason", "x")

    refused = iqa(place, "--as", "RA", *settling)

    assert (refused.code, "RA is one of the coders of plan A01" in refused.err) == (1, True)
    assert iqa(place, *settling).code == 0
    again = iqa(place, *settling)
    assert (again.code, "is settled so already, by" in again.err) == (1, True)
    other = [*settling[:5], "mixed", *settling[6:]]
    assert iqa(place, *other).code == 0


def test_what_is_not_contested_cannot_be_settled(place: Path) -> None:
    segments = both_code(place)

    refused = iqa(
        place, "agreement", "resolve", segments[0], "4a", "--verdict", "none", "--reason", "x"
    )

    assert (refused.code, "do not part on 4a" in refused.err) == (1, True)


def test_each_coder_gets_a_blind_sheet_of_just_the_plans_passages(
    place: Path, tmp_path: Path
) -> None:
    segments = planned(place)
    by(place, "RA", "code", "add", segments[0], "4a", "--polarity", "positive")
    done = iqa(
        place, "agreement", "plan", "--coder", "RA", "--coder", "RB", "--count", "2", "--json"
    )

    by(place, "RB", "code", "sheet", "export", "--plan", done.json["plan"],
       str(tmp_path / "RB.xlsx"))  # fmt: skip

    book = openpyxl.load_workbook(tmp_path / "RB.xlsx")
    words = {str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value}
    assert sum(line in words for line in LINES) == 2
    assert not words & {"4a", "RA"}


def test_one_coder_is_no_double_coding(place: Path) -> None:
    refused = iqa(place, "agreement", "plan", "--coder", "RA")

    assert (refused.code, "takes two coders" in refused.err) == (1, True)


def test_the_consistency_exercise_says_item_by_item_where_raters_part(tmp_path: Path) -> None:
    made = inspection(tmp_path)
    sheet = openpyxl.load_workbook(WORKBOOK).worksheets[0]
    top = next(c.row for c in sheet["A"] if c.value == "File")
    judging = next(
        c for c in sheet[top] if "Q01" in str(c.value) and "inspector" in str(c.value).casefold()
    )
    row = next(
        r for r in range(top + 1, sheet.max_row) if sheet.cell(r, judging.column).value == "agree"
    )
    cell = sheet.cell(row, judging.column).coordinate
    other = workbook(tmp_path, "other.xlsx", **{cell: "cannot tell"})

    done = iqa(made, "agreement", "exercise", f"HM={WORKBOOK}", f"CPS={other}", "--json")

    assert done.json["parted"] == [
        {
            "file": sheet.cell(row, 1).value,
            "question_id": "Q01",
            "said": {"CPS": "cannot tell", "HM": "agree"},
        }
    ]
    scores = {s["on"]: s for s in done.json["scores"]}
    assert scores["Q01"]["parted"] == 1
    assert scores["Q02"]["percent"] == 1


def raters(*names: str) -> list[str]:
    return [f"{name}={EXAMPLE / 'consistency' / name}.xlsx" for name in names]


def test_three_raters_are_compared_at_once_and_two_by_two(tmp_path: Path) -> None:
    made = inspection(tmp_path)
    three = raters("inspector-1", "inspector-2", "cps-representative")

    done = iqa(made, "agreement", "exercise", *three, "--json")
    shown = iqa(made, "agreement", "exercise", *three)

    assert (done.json["files"], len(done.json["raters"])) == (6, 3)
    assert [p["raters"] for p in done.json["pairs"]] == [
        ["inspector-1", "inspector-2"],
        ["inspector-1", "cps-representative"],
        ["inspector-2", "cps-representative"],
    ]
    assert all(s["kappa"] is None for s in done.json["scores"])
    assert "three raters on the same 6 files" in shown.out
    assert "Q05, Q12: kappa or alpha is near 0 although nearly all agree" in shown.out


def test_an_exercise_is_kept_for_the_report_and_a_later_one_takes_its_place(
    tmp_path: Path,
) -> None:
    made = inspection(tmp_path)

    looked = iqa(made, "agreement", "exercise", *raters("inspector-1", "inspector-2"))
    assert ("Kept" in looked.out, kept_in(made)) == (False, None)
    would = iqa(
        made, "agreement", "exercise", "--keep", "--dry-run",
        *raters("inspector-1", "inspector-2", "cps-representative"),
    )  # fmt: skip
    assert ("Would keep" in would.out, kept_in(made)) == (True, None)
    iqa(
        made, "agreement", "exercise", "--keep",
        *raters("inspector-1", "inspector-2", "cps-representative"),
    )  # fmt: skip
    assert kept_in(made) == (3, 6, 73, 84)
    iqa(made, "agreement", "exercise", "--keep", *raters("inspector-1", "inspector-2"))
    assert kept_in(made) == (2, 6, 76, 84)
    iqa(made, "undo")
    assert kept_in(made) == (3, 6, 73, 84)


def kept_in(folder: Path) -> tuple[int, int, int, int] | None:
    with opened(folder) as workspace:
        found = kept_exercise(workspace)
    return found and (found.raters, found.files, found.rate.count, found.rate.total)


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        (["one=a.xlsx"], "only one is named"),
        (["one=a.xlsx", "one=b.xlsx"], "one is named twice"),
        (["one=a.xlsx", "b.xlsx"], "b.xlsx is not NAME=FILE"),
        ([*raters("inspector-1"), f"twin={EXAMPLE / 'consistency' / 'inspector-1.xlsx'}"],
         "given the same form"),
        ([*raters("inspector-1"), f"late={WORKBOOK}"], "no file was examined by all of them"),
        ([*raters("inspector-1"), "late=nowhere.xlsx"], "nowhere.xlsx"),
    ],
)  # fmt: skip
def test_an_exercise_that_cannot_be_compared_says_why(
    tmp_path: Path, forms: list[str], said: str
) -> None:
    refused = iqa(inspection(tmp_path), "agreement", "exercise", *forms)

    assert refused.code in {1, 2}
    assert said in " ".join(refused.err.replace("│", " ").split())
