"""Fictional case lists for the tests of sampling."""

from __future__ import annotations

from datetime import date, timedelta

from evidence.config import SHIPPED_FRAMEWORK, load_framework
from evidence.sampling.cases import Case

FRAMEWORK = load_framework(SHIPPED_FRAMEWORK)
AREAS = [area.name for area in FRAMEWORK.areas]
FIRST_DAY = date(2023, 1, 9)

HEADINGS = (
    "URN",
    "CPS Area",
    "Unit",
    "Assessment type",
    "Completed by (grade)",
    "Dip sampled by",
    "IQA date",
)


def case(number: int, **changes: object) -> Case:
    """Return an eligible case; `changes` replaces fields."""
    day = FIRST_DAY + timedelta(days=number)
    fields: dict[str, object] = {
        "urn": f"01AB{number:05}23",
        "area": AREAS[0],
        "court": "magistrates",
        "team": "Magistrates' Court team",
        "assessment": "Non-advocacy",
        "assessor": "DCP",
        "assured_by": "SDCP",
        "assessed_on": day,
        "locator": f"List, row {number + 2}",
        "urn_text": f"01AB{number:05}23",
        "area_text": AREAS[0],
        "day_text": day.isoformat(),
    }
    return Case(**{**fields, **changes})  # type: ignore[arg-type]


def line(number: int, **changes: str) -> dict[str, str]:
    """Return an eligible line of a list by heading; `changes` is by heading too."""
    values = (
        f"01AB{number:05}23",
        AREAS[0],
        "Magistrates' Court",
        "Non-advocacy",
        "District Crown Prosecutor",
        "DCCP",
        (FIRST_DAY + timedelta(days=number)).strftime("%d/%m/%Y"),
    )
    return {**dict(zip(HEADINGS, values, strict=True)), **changes}
