"""What was asked of an Area, and what it says once its documents are counted.

The framework's requests are put to each visited Area (scoping document F, "document
review"); an inspector may change each, or ask for more in words. A request has an id that
can be said: R1-aldermere, X2-national.

Dates: a document is late when it has not come by the day it was due, or came after that
day. On the day itself nothing is late, and without a date nothing ever is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence.framework import DocumentRequest
from evidence.identity import spoken
from evidence.inspection import Inspection
from evidence.sources import NATIONAL

EXTRA = "X"
"""The first letter of the id of a request that the framework does not have."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked of one Area; `area` is "" where it was asked of headquarters.

    `expected` is None where any number may come. `framework_id` is the request of the
    framework that it comes from, or "". `dropped` says that it is asked no longer.
    """

    request_id: str
    area: str
    kind_id: str
    text: str
    expected: int | None = None
    asked: date | None = None
    due: date | None = None
    framework_id: str = ""
    dropped: bool = False
    note: str = ""

    @property
    def place(self) -> str:
        """The Area's name, or "National"."""
        return self.area or NATIONAL


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document that came, and when; `source_id` is "" for one that is not taken in yet.

    `versions` are the earlier versions that it replaced, the oldest first.
    """

    received: date
    source_id: str = ""
    note: str = ""
    versions: tuple[str, ...] = ()


class State(StrEnum):
    """How a request stands, in one word."""

    OUTSTANDING = "outstanding"
    LATE = "late"
    RECEIVED = "received"
    NOTHING = "nothing to send"
    DROPPED = "no longer asked"


@dataclass(frozen=True, slots=True)
class Standing:
    """A request with what came for it, on a day.

    `nothing` is what an Area said that has no more to send, "" if it said no such thing.
    """

    request: Request
    arrivals: tuple[Arrival, ...]
    today: date
    nothing: str = ""

    @property
    def received(self) -> int:
        """How many documents came."""
        return len(self.arrivals)

    @property
    def needed(self) -> int:
        """How many are to come; one where any number may, for an Area must answer."""
        if self.request.dropped:
            return 0
        return 1 if self.request.expected is None else self.request.expected

    @property
    def outstanding(self) -> int:
        """How many are still to come."""
        return 0 if self.nothing else max(0, self.needed - self.received)

    @property
    def overdue(self) -> int:
        """How many are still to come though their day is past."""
        due = self.request.due
        return self.outstanding if due is not None and self.today > due else 0

    @property
    def received_late(self) -> int:
        """How many came after their day."""
        return sum(self.came_late(arrival) for arrival in self.arrivals)

    @property
    def late(self) -> int:
        """How many came after their day or have not come though it is past."""
        return self.overdue + self.received_late

    @property
    def replaced(self) -> int:
        """How many were replaced by a newer version."""
        return sum(bool(arrival.versions) for arrival in self.arrivals)

    @property
    def state(self) -> State:
        """How the request stands."""
        if self.request.dropped:
            return State.DROPPED
        if self.outstanding:
            return State.LATE if self.overdue else State.OUTSTANDING
        return State.RECEIVED if self.received or not self.nothing else State.NOTHING

    def came_late(self, arrival: Arrival) -> bool:
        """Whether a document came after the day it was due."""
        return self.request.due is not None and arrival.received > self.request.due


def requests_of(inspection: Inspection, recorded: Iterable[Request] = ()) -> tuple[Request, ...]:
    """Return everything that is asked: by Area, in the framework's order, extras last.

    A recorded request stands in the place of the framework's own.
    """
    known = {request.request_id: request for request in recorded}
    asked = {request.request_id: request for request in _defaults(inspection)} | known
    places = [*(area.name for area in inspection.framework.areas), ""]
    order = [r.request_id for r in inspection.framework.requests]
    return tuple(
        sorted(
            asked.values(),
            key=lambda r: (
                _position(r.area, places),
                _position(r.framework_id, order),
                _extra_number(r.request_id),
            ),
        )
    )


def request_id(framework_id: str, area: str) -> str:
    """Return the id of a request to an Area.

    >>> request_id("R1", "Kestrel Coast"), request_id("X2", "")
    ('R1-kestrel-coast', 'X2-national')
    """
    return f"{framework_id}-{spoken(area or NATIONAL)}"


def next_extra(area: str, recorded: Iterable[Request]) -> str:
    """Return the id that the next request in words to an Area gets."""
    numbers = [_extra_number(r.request_id) for r in recorded if r.area == area]
    return request_id(f"{EXTRA}{max(numbers, default=0) + 1}", area)


def by_place(standings: Iterable[Standing]) -> Mapping[str, list[Standing]]:
    """Return what was asked of each Area, Areas in their order; "National" is one."""
    places: dict[str, list[Standing]] = {}
    for standing in standings:
        places.setdefault(standing.request.place, []).append(standing)
    return places


def _defaults(inspection: Inspection) -> Iterable[Request]:
    settings = inspection.settings
    every = [area.name for area in inspection.framework.areas]
    areas = every if settings.requests.every_area else settings.visited
    for request in inspection.framework.requests:
        for area in areas if request.level == "area" else ("",):
            yield _default(request, area, inspection)


def _default(request: DocumentRequest, area: str, inspection: Inspection) -> Request:
    dates = inspection.settings.requests
    return Request(
        request_id=request_id(request.request_id, area),
        area=area,
        kind_id=request.kind_id,
        text=request.text,
        expected=request.expected,
        asked=dates.asked,
        due=dates.due,
        framework_id=request.request_id,
    )


def _position(name: str, names: list[str]) -> int:
    return names.index(name) if name in names else len(names)


def _extra_number(reference: str) -> int:
    name = reference.partition("-")[0]
    number = name.removeprefix(EXTRA)
    return int(number) if name != number and number.isdigit() else 0
