"""Cases: the rows of a case list from the IQA application, as far as sampling needs them.

A case list says far more than sampling needs, such as who the prosecutor was. What is kept is
what the rules of eligibility ask (scoping document F, file examination) and the URN, which
never goes into a report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final


class CaseField(StrEnum):
    """What a column of a case list can say."""

    URN = "urn"
    AREA = "area"
    TEAM = "team"
    ASSESSMENT = "assessment"
    ASSESSOR = "assessor"
    ASSURED = "assured"
    ASSURED_BY = "assured_by"
    ASSESSED_ON = "assessed_on"


REQUIRED = (
    CaseField.URN,
    CaseField.AREA,
    CaseField.TEAM,
    CaseField.ASSESSMENT,
    CaseField.ASSESSOR,
    CaseField.ASSURED_BY,
    CaseField.ASSESSED_ON,
)
"""The fields without which the rules cannot be applied."""


@dataclass(frozen=True, slots=True)
class Case:
    """One assessment in a case list.

    `area` and `court` are the framework's, or "" where the list's words name none; the
    rest is what the list says. `locator` is where it stands ("Sheet1, row 14").
    """

    urn: str
    area: str
    court: str
    team: str
    assessment: str
    assessor: str
    assured_by: str
    assessed_on: date | None
    locator: str
    assured: str = ""
    area_text: str = ""
    urn_text: str = ""
    day_text: str = ""

    @property
    def key(self) -> str:
        """What identifies the assessment in any list, whatever the order of its rows."""
        day = self.assessed_on.isoformat() if self.assessed_on else self.day_text
        return "|".join((self.urn or self.urn_text, self.area or self.area_text, self.team, day))

    def text(self, field: CaseField) -> str:
        """Return what the list says in a field, as text."""
        return _SAID[field](self)


_SAID: Final[Mapping[CaseField, Callable[[Case], str]]] = {
    CaseField.URN: attrgetter("urn_text"),
    CaseField.AREA: attrgetter("area_text"),
    CaseField.TEAM: attrgetter("team"),
    CaseField.ASSESSMENT: attrgetter("assessment"),
    CaseField.ASSESSOR: attrgetter("assessor"),
    CaseField.ASSURED: attrgetter("assured"),
    CaseField.ASSURED_BY: attrgetter("assured_by"),
    CaseField.ASSESSED_ON: attrgetter("day_text"),
}
