"""What follows from a corrected answer: the statistics that moved, and what stands on them."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.errors import NothingToTrace
from evidence.examination.moved import Moved, moved
from evidence.examination.tabulate import statistics
from evidence.examination_past import files_after, last_act
from evidence.examination_store import ExaminationStore
from evidence.logbook import made_in
from evidence.workspace import Workspace
from report_builder.document import SupportKind, figures_of, supports_of
from report_builder.drafts import Draft
from report_builder.findings import Finding
from report_builder.numbering import number
from report_builder.store import ReportStore, drafts

_COUNTED = frozenset({SupportKind.RATE, SupportKind.COUNT})


@dataclass(frozen=True, slots=True)
class Consequence:
    """A statistic that moved, the findings that rest on it, and the places that print it.

    `places` are paragraphs, tables and charts of the latest draft, as it numbers them; what has
    no number, such as a bullet, is named by the numbered one above it.
    """

    moved: Moved
    findings: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """All that moved since an act; `draft` is the number of the draft looked at, or None."""

    since: int
    draft: int | None
    items: tuple[Consequence, ...]


def consequences(workspace: Workspace, since: int | None = None) -> Consequences:
    """Return what moved since an act; by default since the latest draft was made.

    Without a draft it is since before the last workbook was taken in.

    Raises:
        NothingToTrace: no file has been examined yet.
    """
    database = workspace.database
    store = ReportStore(database)
    draft = store.draft() if store.draft_numbers() else None
    act_id = since if since is not None else _default(workspace, draft)
    framework = workspace.inspection.framework
    before = statistics(files_after(database, act_id), framework)
    after = statistics(ExaminationStore(database).files(), framework)
    printed = _printed(draft) if draft else {}
    findings = store.findings()
    return Consequences(
        act_id,
        draft.number if draft else None,
        tuple(
            Consequence(
                item,
                _resting(findings, item.statistic_id),
                tuple(printed.get(item.statistic_id, ())),
            )
            for item in moved(before, after)
        ),
    )


def _default(workspace: Workspace, draft: Draft | None) -> int:
    if draft is not None:
        made = made_in(workspace.database, drafts.name, {"number": draft.number})
        if made is not None:
            return made
    taken = last_act(workspace.database, "exam import")
    if taken is None:
        raise NothingToTrace("no file has been examined yet", way_out="iqa exam import WORKBOOK")
    return taken - 1


def _resting(findings: list[Finding], statistic_id: str) -> tuple[str, ...]:
    return tuple(
        finding.finding_id
        for finding in findings
        if any(
            support.kind in _COUNTED and support.support_id == statistic_id
            for support in finding.supports
        )
    )


def _printed(draft: Draft) -> dict[str, list[str]]:
    """Return where each statistic stands in a draft, in reading order."""
    numbers = number(draft.document)
    found: dict[str, list[str]] = {}
    above = "at the beginning"
    for block in draft.document.blocks:
        named = {f.metric for f in figures_of(block)}
        named |= {s.support_id for s in supports_of(block) if s.kind is SupportKind.RATE}
        own = numbers.reference.get(block.block_id, "")
        above = f"below {own}" if own else above
        for metric in sorted(named):
            places = found.setdefault(metric, [])
            if (place := own or above) not in places:
                places.append(place)
    return found
