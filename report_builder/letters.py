"""The letter that asks an Area for what is outstanding, before it is Word.

Plain and polite: what was asked for and when, what has come, what has not, by when it was
due, and where to send it. It says nothing of the evidence itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidence.inspection import Inspection
from evidence.requests import Standing
from evidence.timetable import in_words

HEADINGS = ("No.", "What we asked for", "Asked for on", "Due by", "Received", "Still to come")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its lines above, its paragraphs around one table, and who signs.

    `rows` are as wide as `headings`, and `widths` (in centimetres) as many; `marking` stands at
    the head and foot of every page. `about` names the table, and what a row of it is, for a
    screen reader.
    """

    inspectorate: str
    dated: date
    addressee: tuple[str, ...]
    subject: str
    before: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]
    signed: tuple[str, ...]
    marking: str
    headings: tuple[str, ...] = HEADINGS
    widths: tuple[float, ...] = (1.1, 5.2, 2.5, 2.5, 2.1, 3.2)
    about: tuple[str, str] = (
        "What is still to come",
        "requests, each with its dates and what came",
    )

    def masked(self, hide: Callable[[str], str]) -> Letter:
        """Return it with the requests' own words masked, in case one of them names somebody."""
        return replace(self, rows=tuple(tuple(map(hide, row)) for row in self.rows))


def chasing(
    inspection: Inspection, asked: Sequence[Standing], earlier: Iterable[date], today: date
) -> Letter:
    """Return the letter about everything that is outstanding of what one Area was asked for.

    `earlier` are the days of letters about the same that went before.

    Raises:
        ValueError: nothing is outstanding.
    """
    wanting = [standing for standing in asked if standing.outstanding]
    if not wanting:
        raise ValueError("nothing is outstanding")
    framework, settings = inspection.framework, inspection.settings
    area = wanting[0].request.area
    return Letter(
        inspectorate=settings.inspectorate,
        dated=today,
        addressee=(framework.organisation, area or "Headquarters"),
        subject=f"{settings.short_title}: documents that are still to come",
        before=_before(asked, wanting, sorted({day for day in earlier if day < today})),
        rows=tuple(_row(number, standing) for number, standing in enumerate(wanting, 1)),
        after=_after(settings.requests.reply_to or settings.contact, wanting),
        signed=tuple(line for line in (settings.requests.signed, settings.inspectorate) if line),
        marking=settings.requests.marking,
    )


def _before(
    asked: Sequence[Standing], wanting: Sequence[Standing], earlier: Sequence[date]
) -> tuple[str, ...]:
    days = sorted({s.request.asked for s in wanting if s.request.asked})
    opening = "We have asked you for documents for our inspection."
    if days:
        when = _listed([in_words(day) for day in days])
        opening = f"On {when} we asked you for documents for our inspection."
    if earlier:
        opening += f" We wrote again on {_listed([in_words(day) for day in earlier])}."
    received = sum(standing.received for standing in asked)
    thanks = f"Thank you for the {_documents(received)} that we have received."
    return (opening, *((thanks,) if received else ()), _how_it_stands(wanting))


def _how_it_stands(wanting: Sequence[Standing]) -> str:
    today, late = wanting[0].today, sum(bool(s.overdue) for s in wanting)
    said = f"At {in_words(today)} we had not received what is listed below."
    if late == len(wanting):
        return f"{said} All of it is past the day on which it was due."
    if late:
        past = "item is past its day" if late == 1 else "items are past their day"
        return f"{said} Of the {len(wanting)} items, {late} {past}."
    return f"{said} Nothing on the list is late yet; this is a reminder."


def _after(reply_to: str, wanting: Sequence[Standing]) -> tuple[str, ...]:
    late = any(standing.overdue for standing in wanting)
    when = "as soon as you can" if late else "by the days on which it is due"
    where = f" to {reply_to}" if reply_to else " to us"
    return (
        f"Please send what is listed{where} {when}. If there is nothing of a kind, please tell "
        "us so, and we will close the request.",
        "If you cannot send something yet, please tell us when we can expect it. If you have "
        "sent it already, please accept our apologies, and tell us when and how it was sent.",
    )


def _row(number: int, standing: Standing) -> tuple[str, ...]:
    request = standing.request
    received = str(standing.received)
    still = "any that there are"
    if request.expected is not None:
        still = str(standing.outstanding)
        received = f"{standing.received} of {request.expected}"
    return (
        str(number),
        request.text,
        in_words(request.asked) if request.asked else "",
        in_words(request.due) if request.due else "as soon as you can",
        received,
        f"Late: {still}" if standing.overdue else still,
    )


def _documents(count: int) -> str:
    return "document" if count == 1 else f"{count} documents"


def _listed(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} and {words[-1]}"
