"""Which documents answer which request, and when they came.

A source answers the request of its Area and kind, unless an inspector has said which it
answers. What was recorded by hand ("three minutes came on paper") stands for the next
files that are taken in for that request, so that nothing is counted twice. A newer version
came when its first version came: an Area that corrects a document in time is not late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from evidence.requests import Arrival, Request, Standing
from evidence.sources import Source


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an inspector recorded as come: a source, or so many documents by hand.

    `nothing` says that the Area has no (more) documents of this kind.
    """

    receipt_id: str
    request_id: str
    received: date
    number: int = 1
    source_id: str = ""
    nothing: bool = False
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source that counts now, as the inventory sees it.

    `added` is when its first version was taken in, `versions` are the earlier ones.
    """

    source_id: str
    area: str
    kind_id: str
    added: datetime
    versions: tuple[str, ...] = ()


def documents_of(every: Sequence[Source]) -> tuple[Document, ...]:
    """Return what counts, out of every source there ever was.

    The same words sent again for the same request are one document.
    """
    by_id = {source.source_id: source for source in every}
    current = [s for s in every if not s.superseded and not s.withdrawn]
    return tuple(_document(s, by_id) for s in current if not _sent_again(s, by_id))


def reckon(
    requests: Sequence[Request],
    documents: Iterable[Document],
    receipts: Sequence[Receipt],
    today: date,
) -> tuple[Standing, ...]:
    """Return each request with what came for it."""
    found: dict[str, list[tuple[Document, Receipt | None]]] = {r.request_id: [] for r in requests}
    open_requests = [r for r in requests if not r.dropped]
    for document in documents:
        said = [r for r in receipts if r.source_id and r.source_id in _names(document)]
        for receipt in {r.request_id: r for r in reversed(said)}.values():
            if receipt.request_id in found:
                found[receipt.request_id].append((document, receipt))
        if not said:
            wanted = _answered(document, open_requests, found)
            if wanted is not None:
                found[wanted.request_id].append((document, None))
    return tuple(_standing(r, found[r.request_id], receipts, today) for r in requests)


def _standing(
    request: Request,
    found: list[tuple[Document, Receipt | None]],
    receipts: Sequence[Receipt],
    today: date,
) -> Standing:
    own = [r for r in receipts if r.request_id == request.request_id]
    nothing = [r for r in own if r.nothing]
    arrivals = [_arrival(document, receipt) for document, receipt in found if receipt is not None]
    plain = sorted((d for d, r in found if r is None), key=lambda d: (d.added, d.source_id))
    by_hand = [r for r in own if not r.nothing and not r.source_id for _ in range(r.number)]
    for receipt in by_hand:
        later = [d for d in plain if receipt.at is None or d.added >= receipt.at]
        if later:
            plain.remove(later[0])
            arrivals.append(_arrival(later[0], receipt))
        else:
            arrivals.append(Arrival(receipt.received, note=receipt.note))
    arrivals += [_arrival(document, None) for document in plain]
    ordered = tuple(sorted(arrivals, key=lambda a: (a.received, a.source_id)))
    said = (nothing[-1].note or "nothing to send") if nothing else ""
    return Standing(request, ordered, today, said)


def _arrival(document: Document, receipt: Receipt | None) -> Arrival:
    received = receipt.received if receipt else document.added.date()
    note = receipt.note if receipt else ""
    return Arrival(received, document.source_id, note, document.versions)


def _answered(
    document: Document,
    requests: Iterable[Request],
    found: dict[str, list[tuple[Document, Receipt | None]]],
) -> Request | None:
    """Return the request that a document answers: one that lacks documents before others."""
    fitting = [r for r in requests if (r.area, r.kind_id) == (document.area, document.kind_id)]
    for request in fitting:
        if len(found[request.request_id]) < (request.expected or 0):
            return request
    any_number = [r for r in fitting if r.expected is None]
    return next(iter([*any_number, *fitting]), None)


def _document(source: Source, by_id: dict[str, Source]) -> Document:
    versions: list[Source] = []
    older = by_id.get(source.replaces)
    while older is not None and older.superseded and older not in versions:
        versions.insert(0, older)
        older = by_id.get(older.replaces)
    versions = [v for v in versions if not v.withdrawn]
    first = versions[0] if versions else source
    return Document(
        source_id=source.source_id,
        area=source.area,
        kind_id=source.kind_id,
        added=min(first.added_at, source.added_at),
        versions=tuple(v.source_id for v in versions),
    )


def _sent_again(source: Source, by_id: dict[str, Source]) -> bool:
    twin = by_id.get(source.duplicate_of)
    if twin is None or twin.superseded or twin.withdrawn:
        return False
    return (twin.area, twin.kind_id) == (source.area, source.kind_id)


def _names(document: Document) -> tuple[str, ...]:
    return (*document.versions, document.source_id)


def same_as_before(receipt: Receipt, recorded: Iterable[Receipt]) -> Receipt | None:
    """Return a receipt that says the same, so that a command may be given twice."""
    plain = replace(receipt, receipt_id="", at=None)
    for other in recorded:
        if replace(other, receipt_id="", at=None) == plain:
            return other
    return None
