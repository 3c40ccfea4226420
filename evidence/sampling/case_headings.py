"""How the columns of a case list are headed, by the field that they give."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.columns import Layout
from evidence.sampling.cases import REQUIRED, CaseField

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    CaseField.URN: (
        "urn", "case urn", "urn number", "unique reference number", "unique reference",
        "case reference", "case ref", "case number", "reference",
    ),
    CaseField.AREA: ("area", "cps area", "area name", "region"),
    CaseField.TEAM: (
        "team", "court", "court type", "team type", "unit", "unit type", "business unit",
        "casework team", "casework unit", "mc cc", "jurisdiction", "court or unit", "workstream",
    ),
    CaseField.ASSESSMENT: (
        "assessment type", "type of assessment", "assessment", "advocacy or non advocacy",
        "advocacy non advocacy", "type", "category",
    ),
    CaseField.ASSESSOR: (
        "assessor grade", "assessed by grade", "completed by grade", "grade of assessor",
        "assessor role", "assessor", "assessed by", "completed by", "carried out by",
        "manager grade", "legal manager grade", "grade",
    ),
    CaseField.ASSURED: (
        "dip sampled", "quality assured", "qa d", "dip sample completed", "qa completed",
        "dip sampled y n", "quality assured y n", "assured",
    ),
    CaseField.ASSURED_BY: (
        "dip sampled by", "quality assured by", "dip sampler grade", "dip sampler",
        "qa grade", "qa by", "qad by", "quality assurer", "quality assurer grade", "dip sample by",
        "dip sampled by grade", "quality assured by grade", "grade of dip sampler", "assured by",
    ),
    CaseField.ASSESSED_ON: (
        "assessment date", "date of assessment", "date completed", "completed on",
        "completion date", "date of completion", "assessed on", "completed", "date of", "date",
    ),
}  # fmt: skip
"""How each field's heading is written, in bare words without "IQA"; the likeliest first."""

LAYOUT = Layout(SPELLINGS, REQUIRED)
"""What a case list must give, and how its headings are known."""
