"""Pages of findings in the inspection folder, both ways, and nothing lost.

An edit on a page and a change in the store are told apart by what the page says was stored.
Where both sides changed, both are kept until a person says which holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evidence.audit import Act, act
from evidence.errors import FindingInvalid, InspectionError
from evidence.files import write_whole
from evidence.identity import Actor
from evidence.workspace import Workspace
from report_builder.finding_pages import OnPage, Page, on_page, page, read, section
from report_builder.finding_store import change_finding
from report_builder.findings import OVERALL, Finding
from report_builder.gather import material
from report_builder.judge import Conclusion, add, require_valid, say_anew
from report_builder.store import ReportStore

FOLDER = "findings"


@dataclass(frozen=True, slots=True)
class Kept:
    """A section that was left as it is, with the page and line, and why."""

    place: str
    finding_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came of it: findings added, changed and withdrawn, pages written, sections kept."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    pages: tuple[Path, ...] = ()
    kept: tuple[Kept, ...] = ()


def export(workspace: Workspace, *, dry: bool = False) -> Exchange:
    """Renew the pages from the store; a section with edits that were not taken in stays.

    Raises:
        FindingInvalid: a page has lines that cannot be read; nothing is written.
    """
    pages = _pages(workspace)
    stored = {f.finding_id: on_page(f) for f in ReportStore(workspace.database).findings()}
    says = {
        i.coding.coding_id: i.coding.selection.quote for i in material(workspace).passages.items
    }
    kept: list[Kept] = []
    written: list[Path] = []
    mine: dict[str, dict[str, str]] = {}
    for path, found in pages.items():
        for n, item in enumerate(found.items):
            now = stored.get(item.finding_id)
            if not _edited(item, now):
                continue
            why = "not taken in yet" if now is None or item.stored == now.stored else _BOTH
            kept.append(Kept(f"{path.name}:{item.line}", item.finding_id, why))
            mine.setdefault(path.stem, {})[item.finding_id or f"new {n}"] = item.raw
    edited = {key for sections in mine.values() for key in sections}
    for place, title in _titles(workspace).items():
        path = workspace.folder / FOLDER / f"{place}.md"
        sections = {
            f.finding_id: section(f, says)
            for f in stored.values()
            if f.criterion_id == place and f.finding_id not in edited
        } | mine.get(place, {})
        if not sections and path not in pages:
            continue
        preface = pages[path].preface if path in pages else f"# {place} {title}\n"
        text = page(preface, (sections[key] for key in sorted(sections)))
        if not path.is_file() or path.read_text(encoding="utf-8-sig") != text:
            written.append(path)
            if not dry:
                workspace.place(FOLDER)
                write_whole(path, text.encode())
    return Exchange(pages=tuple(written), kept=tuple(kept))


_BOTH = "changed on the page and in the store"


def take(
    workspace: Workspace, actor: Actor, at: datetime, *, keep: str = "", dry: bool = False
) -> Exchange:
    """Take in what was edited on the pages, whole or not at all, and renew them.

    `keep` is "page" or "store": what holds where both sides changed; "" keeps both.

    Raises:
        FindingInvalid: lines cannot be read, or a finding could not stand; each is named.
    """
    pages = _pages(workspace)
    stored = {f.finding_id: f for f in ReportStore(workspace.database).findings()}
    edits, kept, renew = _edits(pages, stored, keep)
    _require_sound(workspace, edits, stored)
    done: dict[str, list[str]] = {"added": [], "changed": [], "withdrawn": []}
    if not dry:
        with act(
            workspace.database, actor, at, command="finding import", summary="took pages in"
        ) as doing:
            for _, item in edits:
                what, name = _apply(doing, item, stored.get(item.finding_id))
                done[what].append(name)
        _forget(edits, renew)
    else:
        for _, item in edits:
            what = "withdrawn" if item.withdrawn else "changed" if item.finding_id else "added"
            done[what].append(item.finding_id or "new")
    pages_written = export(workspace).pages if not dry else ()
    return Exchange(
        tuple(done["added"]), tuple(done["changed"]), tuple(done["withdrawn"]),
        pages_written, tuple(kept),
    )  # fmt: skip


Edit = tuple[Path, OnPage]


def _edits(
    pages: dict[Path, Page], stored: dict[str, Finding], keep: str
) -> tuple[list[Edit], list[Kept], list[Edit]]:
    """Return what to take in, what stands on both sides, and what the store replaces."""
    edits: list[Edit] = []
    kept: list[Kept] = []
    renew: list[Edit] = []
    said = {(f.criterion_id, f.kind, f.statement) for f in stored.values()}
    for path, found in pages.items():
        for item in found.items:
            now = on_page(stored[item.finding_id]) if item.finding_id in stored else None
            if not _edited(item, now):
                continue
            key = (item.criterion_id, item.kind, item.statement)
            if not item.finding_id and key in said:
                renew.append((path, item))
            elif now is None or item.stored == now.stored or keep == "page":
                edits.append((path, item))
            elif keep == "store":
                renew.append((path, item))
            else:
                kept.append(Kept(f"{path.name}:{item.line}", item.finding_id, _BOTH))
    return edits, kept, renew


def _apply(doing: Act, item: OnPage, found: Finding | None) -> tuple[str, str]:
    if found is None:
        return "added", add(doing, _conclusion(item)).finding_id
    if item.withdrawn:
        change_finding(doing, replace(found, withdrawn=True))
        return "withdrawn", found.finding_id
    say_anew(doing, found, _conclusion(item))
    return "changed", found.finding_id


def _forget(edits: list[Edit], renew: list[Edit]) -> None:
    """Take out of the pages what the store has now, so that the export writes it anew."""
    for path, item in (*edits, *renew):
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        write_whole(path, text.replace(item.raw, "", 1).encode())


def _edited(item: OnPage, now: OnPage | None) -> bool:
    """Whether a section says something else than it did when it was written, and than the store."""
    said = item.fingerprint
    return said != item.stored and (now is None or said != now.fingerprint)


def _conclusion(item: OnPage) -> Conclusion:
    return Conclusion(
        item.criterion_id,
        item.kind,
        item.statement,
        item.status,
        item.supports,
        item.owner,
        item.milestones,
        item.rests_on,
    )


def _pages(workspace: Workspace) -> dict[Path, Page]:
    folder = workspace.folder / FOLDER
    found: dict[Path, Page] = {}
    faults: list[str] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            found[path] = read(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            faults.append(f"{path.name}:1: is not text in UTF-8")
            continue
        faults += [f"{path.name}:{o.line}: {o.message} ({o.way_out})" for o in found[path].odd]
        for item in found[path].items:
            place = f"{path.name}:{item.line}"
            if item.finding_id and item.finding_id in seen:
                faults.append(f"{place}: {item.finding_id} is also in {seen[item.finding_id]}")
            seen[item.finding_id] = place
    if faults:
        raise FindingInvalid("\n".join(faults), way_out="mend these lines; nothing was done")
    return found


def _require_sound(workspace: Workspace, edits: list[Edit], stored: dict[str, Finding]) -> None:
    faults: list[str] = []
    store = ReportStore(workspace.database)
    for path, item in edits:
        try:
            found = store.finding(item.finding_id) if item.finding_id else None
            if item.withdrawn:
                _require_unanswered(item, edits, stored)
                continue
            known = frozenset(found.supports) if found else frozenset()
            new = tuple(s for s in item.supports if s not in known)
            require_valid(workspace, replace(_conclusion(item), supports=new), of=item.finding_id)
        except InspectionError as error:
            faults.append(f"{path.name}:{item.line}: {error.message}")
    if faults:
        raise FindingInvalid("\n".join(faults), way_out="mend these findings; nothing was taken in")


def _require_unanswered(item: OnPage, edits: list[Edit], stored: dict[str, Finding]) -> None:
    """Refuse to withdraw what a recommendation will still answer once the edits are in."""
    answers = {f.finding_id: f.rests_on for f in stored.values()}
    answers |= {
        other.finding_id or f"{path.name}:{other.line}": () if other.withdrawn else other.rests_on
        for path, other in edits
    }
    answering = [name for name, rests_on in answers.items() if item.finding_id in rests_on]
    if answering:
        raise FindingInvalid(f"{', '.join(answering)} answers {item.finding_id}")


def _titles(workspace: Workspace) -> dict[str, str]:
    framework = workspace.inspection.framework
    titles = {c.criterion_id: c.title for c in framework.criteria}
    subs = {s.sub_question_id: s.title for s in framework.sub_questions}
    return {OVERALL: "The inspection question", **subs, **titles}
