"""How the demo's files were drawn, counted by the CPS and looked at again: recomputed by pandas.

The case list, the list of volumes and both inspectors' forms are read as a spreadsheet program
shows them; nothing of the product is used.
"""

from __future__ import annotations

import hashlib
import math
from datetime import date

import pandas as pd
import pytest
from scipy.stats import hypergeom

from tests.demo.folder import ROOT, Demonstration
from tests.demo.recomputed import rows_of, slug

EXAMPLE = ROOT / "examples" / "invented-inspection"
FORM = EXAMPLE / "examination" / "file-examination.xlsx"
SEED, WINDOW = 20240603, 3
COURTS = {"Magistrates' Court Unit": "magistrates", "Crown Court Unit": "crown"}
FEW = 5
"""Below this many dip samples an Area's quarter may be what one person did, and is held back."""
WANTED = {"magistrates": 10, "crown": 5}


def figures(demonstration: Demonstration, unit: str) -> dict[tuple[str, str], float]:
    """What the report says in figures, by metric and facet."""
    return {
        (f["metric"], f["facet"]): f["value"]
        for f in demonstration.ask("report", "show")["figures"]
        if f["metric"].startswith(f"{unit}/")
    }


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    """Every assessment of the case list, with the rule at which it leaves, or "" where it stays."""
    path = EXAMPLE / "sampling" / "case-list.csv"
    listed = pd.read_csv(path, skiprows=1, keep_default_na=False)
    listed = listed[~listed["URN"].str.startswith("Total")].copy()
    areas = set(rows_of(FORM)["Area"])
    listed["area"] = listed["CPS Area"].str.removeprefix("CPS ")
    listed["day"] = pd.to_datetime(listed["Date completed"], dayfirst=True)
    fails = {
        "urn": ~listed["URN"].str.fullmatch(r"\d{2}[A-Z]{2}\d{7}"),
        "area": ~listed["area"].isin(areas),
        "non-advocacy": listed["Assessment type"] != "Non-advocacy",
        "assessor": listed["Assessed by (grade)"] != "DCP",
        "assured": ~listed["Dip sampled by (grade)"].isin(["SDCP", "DCCP"]),
        "after": listed["day"] <= pd.Timestamp(2022, 11, 1),
        "team": ~listed["Unit"].isin(COURTS),
    }
    listed["left at"] = ""
    for rule, failed in fails.items():
        listed.loc[failed & (listed["left at"] == ""), "left at"] = rule
    stay = listed[listed["left at"] == ""].sort_values("day", ascending=False)
    earlier = stay[stay.duplicated("URN")].index
    listed.loc[earlier, "left at"] = "repeated"
    return listed


def test_every_rule_of_the_report_leaves_out_what_pandas_leaves_out(
    demonstration: Demonstration, cases: pd.DataFrame
) -> None:
    said = figures(demonstration, "sample")

    assert said["sample/listed", "count"] == len(cases)
    left = len(cases)
    kinds = ["urn", "area", "non-advocacy", "assessor", "assured", "after", "team", "repeated"]
    for rule in kinds:
        gone = int((cases["left at"] == rule).sum())
        left -= gone
        assert gone > 0, rule
        assert said[f"sample/left-out/rule={rule}", "count"] == gone, rule
        assert said[f"sample/left/rule={rule}", "count"] == left, rule
    assert said["sample/left", "count"] == left


def test_the_draw_can_be_repeated_by_anybody_and_gave_the_files_that_were_examined(
    demonstration: Demonstration, cases: pd.DataFrame
) -> None:
    told = demonstration.ask("sample", "show")
    stay = cases[cases["left at"] == ""]
    examined = rows_of(FORM)

    drawn = {f["urn"] for f in told["files"] if f["replaced"] or f["place"] <= 10}
    first: set[str] = set()
    for (area, unit), part in stay.groupby(["area", "Unit"]):
        first |= drawn_by_hand(str(area), str(unit), part)
    later = {f["urn"] for f in told["files"] if not f["replaced"]} - first
    assert (first | later) >= drawn
    assert len(first) == len(examined)
    assert len(later) == sum(f["replaced"] for f in told["files"]) == 3
    assert told["not_as_drawn"] == []
    standing = {f["file"]: f["urn"] for f in told["files"] if not f["replaced"]}
    assert standing == dict(zip(examined["File"], examined["URN"], strict=True))


def drawn_by_hand(area: str, unit: str, part: pd.DataFrame) -> set[str]:
    """Draw an Area and court from its eligible cases, as the record of the draw says."""
    wanted = WANTED[COURTS[unit]]
    newest = part.nlargest(WINDOW * wanted, "day", keep="all")

    def rank(urn: str, day: date) -> str:
        said = f"{SEED}|{area}|{COURTS[unit]}|{urn}|{area}|{unit}|{day:%Y-%m-%d}"
        return hashlib.sha256(said.encode()).hexdigest()

    pairs = zip(newest["URN"], newest["day"], strict=True)
    ranked = sorted((rank(urn, day), urn) for urn, day in pairs)
    return {urn for _, urn in ranked[:wanted]}


def test_every_number_of_iqas_and_dip_samples_is_what_pandas_finds_in_the_list(
    demonstration: Demonstration,
) -> None:
    listed = pd.read_csv(EXAMPLE / "volumes" / "iqa-volumes.csv", skiprows=1)
    listed = listed[listed["Area"] != "Total"].copy()
    starts = {"Q1": "2023-04-01", "Q2": "2023-07-01", "Q3": "2023-10-01", "Q4": "2024-01-01"}
    listed["quarter"] = listed["Quarter"].str[:2].map(starts)
    listed["area"] = listed["Area"].map(slug)
    listed["court"] = listed["Unit"].map(COURTS)
    done, dips = listed["IQAs completed"], listed["Dip samples"]
    asked = done.map(lambda n: math.ceil(n / 10))
    needed = {
        "prosecutors": listed["Prosecutors in post"],
        "required": listed["Prosecutors in post"],
        "iqas": done,
        "short": (listed["Prosecutors in post"] - done).clip(lower=0),
        "dip-required": asked,
        "dip-samples": dips,
        "dip-short": (asked - dips).clip(lower=0),
    }
    needed["iqas-met"] = (needed["short"] == 0).astype(int)
    needed["dip-met"] = (needed["dip-short"] == 0).astype(int)
    needed["met"] = ((needed["short"] == 0) & (needed["dip-short"] == 0)).astype(int)
    said = {m: v for (m, _), v in figures(demonstration, "volumes").items()}

    by_quarter = dips.groupby([listed["area"], listed["quarter"]]).sum()
    few = int((by_quarter < FEW).sum())
    assert (len(by_quarter), few > 0) == (16, True)
    assert len([m for m in said if "quarter=" in m]) == 16 * 7 - few * 3
    assert len([m for m in said if "court=" in m]) == 2 * 4
    for metric, value in said.items():
        _, subject, *parts = metric.split("/")
        rows = pd.Series(data=True, index=listed.index)
        for part in parts:
            name, _, wanted = part.partition("=")
            rows &= listed[name] == wanted
        if subject in needed:
            assert needed[subject][rows].sum() == value, metric
    assert said["volumes/missing"] == 4 * 2 * 4 - len(listed) == 1


def test_figures_that_the_cps_has_not_confirmed_are_flagged_and_the_others_are_not(
    demonstration: Demonstration,
) -> None:
    told = demonstration.ask("volumes", "compliance")

    by_area = {row["area"]: row["verified"] for row in told["areas"]}
    assert by_area == {
        "Aldermere": False, "Eastmarch": True, "Kestrel Coast": False, "Northshire": True,
    }  # fmt: skip
    assert not told["verified"]


def test_the_second_look_of_the_report_is_what_the_two_forms_say(
    demonstration: Demonstration,
) -> None:
    first, second = rows_of(FORM), rows_of(EXAMPLE / "quality" / "second-look.xlsx")
    corrected = rows_of(EXAMPLE / "quality" / "corrected.xlsx").set_index("File")
    views = [c for c in second.columns if str(c).endswith("inspector's view")]
    one = first.set_index("File").loc[second["File"], views]
    two = second.set_index("File")[views]
    now = one.copy()
    now.update(corrected[views])
    said = figures(demonstration, "recheck")

    assert len(two) == math.ceil(len(first) / 10)
    assert said["recheck/parted", "count"] == (one != two).to_numpy().sum() > 0
    assert said["recheck/parted", "total"] == two.size
    assert said["recheck/files-parted", "count"] == (one != two).any(axis=1).sum()
    assert said["recheck/changed", "count"] == (one != now).to_numpy().sum() > 0
    changed = int((one != now).any(axis=1).sum())
    assert said["recheck/files-changed", "count"] == changed
    held = [k for k in range(len(first) + 1) if is_likely(changed, len(two), k, len(first))]
    assert said["recheck/erring-least", "count"] == held[0]
    assert said["recheck/erring-most", "count"] == held[-1]
    assert ((one != now) <= (one != two)).to_numpy().all()


def is_likely(found: int, sampled: int, faulty: int, files: int) -> bool:
    """Whether so few or so many faulty files in a sample are no wonder (95%), by scipy."""
    drawn = hypergeom(files, faulty, sampled)
    return bool(drawn.sf(found - 1) > 0.025 and drawn.cdf(found) > 0.025)


def test_the_consistency_exercise_of_the_report_is_what_the_three_forms_say(
    demonstration: Demonstration,
) -> None:
    forms = sorted((EXAMPLE / "consistency").glob("*.xlsx"))
    views = pd.concat(
        [rows_of(path).set_index("File").filter(like="inspector's view").stack() for path in forms],
        axis=1,
    )
    said = figures(demonstration, "exercise")

    alike = views.nunique(axis=1) == 1
    assert said["exercise/raters", "count"] == len(forms) == 3
    assert said["exercise/files", "count"] == len(views.index.levels[0])
    assert said["exercise/same", "count"] == alike.sum() < len(views)
    assert said["exercise/same", "total"] == len(views)
    assert math.isclose(said["exercise/ac1", "count"], gwets_ac1(views))


def gwets_ac1(views: pd.DataFrame) -> float:
    """Gwet's AC1 of three or more raters, from the definition; four judgements to choose from."""
    raters, choices = views.shape[1], 4
    counts = views.apply(lambda row: row.value_counts(), axis=1).fillna(0)
    observed = ((counts * (counts - 1)).sum(axis=1) / (raters * (raters - 1))).mean()
    shares = (counts / raters).mean()
    expected = (shares * (1 - shares)).sum() / (choices - 1)
    return float((observed - expected) / (1 - expected))
