"""Commands of the sample drawn: `sample show|replace|export`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.sample import Sample
    from evidence.workspace import Workspace

_SHOWN = 10


def show_sample(
    context: typer.Context,
    area: Annotated[str, typer.Option(help="Only the files of one Area.")] = "",
    record: Annotated[
        bool, typer.Option("--record", help="How the sample was drawn, to be printed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the files of the sample, or the record of the draw."""
    from evidence.areas import area_named
    from evidence.sample import not_as_drawn

    session: Session = context.obj
    with session.workspace() as workspace:
        found = _sample(workspace)
        wanted = area_named(workspace.inspection.framework, area) if area else ""
        files = [f for f in found.files if wanted in {"", f.area}]
        astray = not_as_drawn(workspace, found, wanted)
        if as_json:
            shown = {"files": [_file_json(f) for f in files], "not_as_drawn": _astray_json(astray)}
            console.show_json({**_record_json(found), **shown})
            return
        if record:
            for line in _record_lines(found, workspace):
                console.say(line)
            return
        courts = {c.court_id: c.name for c in workspace.inspection.framework.courts}
        rows = [
            (
                f.file_ref,
                f.urn,
                f.area,
                courts.get(f.court, f.court),
                f.assessed_on.isoformat(),
                f.reason if f.replaced else "",
            )
            for f in files
        ]
        console.table(("File", "URN", "Area", "Court", "IQA", "Replaced"), rows)
        _show_astray(astray)
        console.next_steps(
            ("iqa sample show --record", "how the sample was drawn"),
            ('iqa sample replace FILE --reason "..."', "where a file is not fit"),
        )


def _show_astray(astray: Sequence[tuple[str, str, str]]) -> None:
    """Say which files were examined that are not the ones drawn."""
    for ref, urn, drawn in astray[:_SHOWN]:
        console.say(
            f"Examined, but not as drawn: {ref} is {urn}, and the sample has {drawn or 'none'}"
        )
    if len(astray) > _SHOWN:
        console.say(f"and {len(astray) - _SHOWN:,} more; --json lists all")


def _astray_json(astray: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
    return [{"file": ref, "urn": urn, "drawn": drawn} for ref, urn, drawn in astray]


def replace_sampled(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="FILE", help="A file reference or a URN.")],
    reason: Annotated[str, typer.Option(help="Why it cannot be examined; goes on record.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Replace a file by the next in the order of the draw."""
    from evidence.sample import replace

    session: Session = context.obj
    if not reason.strip():
        raise typer.BadParameter("--reason says why; it goes on record")
    with session.workspace() as workspace:
        old, new = replace(
            workspace, name, reason.strip(), session.actor, session.at, only_look=dry_run
        )
        said = f"{old.file_ref}: {old.urn} by {new.urn} ({new.place} in the order)"
        if dry_run:
            console.would(f"Would replace {said}", as_json=as_json)
            return
        if as_json:
            console.show_json({"replaced": _file_json(old), "by": _file_json(new)})
        console.say(f"Replaced {said}", as_json=as_json)
        console.next_steps(
            ("iqa exam sheets FOLDER", "forms with the file filled in"),
            ("iqa undo", "take that back"),
            as_json=as_json,
        )


def export_sample(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The workbook to write (.xlsx).")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the sample, the record of the draw and every exclusion to a workbook."""
    from evidence.files import write_whole
    from evidence.written_tables import write_tables

    session: Session = context.obj
    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{file.name} does not end in .xlsx")
    with session.workspace() as workspace:
        found = _sample(workspace)
        if dry_run:
            console.would(f"Would write {file}", as_json=as_json)
            return
        title = f"Sample: {workspace.inspection.framework.title}"
        write_whole(file, write_tables(title, _tables(found, workspace), at=session.at))
        if as_json:
            console.show_json({"path": str(file)})
        console.say(f"Wrote {file}: it holds URNs, so it stays in the team.", as_json=as_json)
        console.next_steps(("iqa exam sheets FOLDER", "the forms to fill in"), as_json=as_json)


def _sample(workspace: Workspace) -> Sample:
    from evidence.errors import SampleError
    from evidence.sample import sample

    found = sample(workspace)
    if found is None:
        raise SampleError("no sample has been drawn", way_out="iqa sample draw")
    return found


def _record_lines(found: Sample, workspace: Workspace) -> Iterator[str]:
    from evidence.sampling.record import HOW, described, rule_lines, stratum_line, window_words

    record = found.record
    yield f"Record of draw {record.draw_id}, made {record.at} by {record.drawn_by}"
    if record.reason:
        yield f"Drawn anew because: {record.reason}"
    yield f"Case list: {found.taken.name}, {found.taken.rows:,} cases, sha256 {found.taken.sha256}"
    yield f"Seed: {record.seed}"
    yield f"Eligible cases, sorted, one a line, have sha256 {record.list_sha256}"
    yield window_words(found.draw)
    yield HOW
    yield ""
    tests = {rule.name: described(rule) for rule in record.rules}
    for words, gone, left in rule_lines(found.sieved, found.taken.rows):
        test = f" ({tests[words]})" if words in tests else ""
        yield f"{words}{test}: " + ("" if gone is None else f"{gone:,} left out, ") + f"{left:,}"
    yield ""
    for stratum in found.draw.strata:
        yield stratum_line(stratum, workspace.inspection.framework)
    for file in found.files:
        if file.replaced:
            yield f"{file.file_ref}: {file.urn} replaced: {file.reason}"


def _tables(found: Sample, workspace: Workspace) -> Iterator[Any]:
    yield (
        "Sample",
        ("File", "URN", "Area", "Court", "IQA date", "Dip sampler", "Place", "Replaced"),
        [
            (
                f.file_ref,
                f.urn,
                f.area,
                f.court,
                f.assessed_on.isoformat(),
                f.assured_by,
                f.place,
                f.reason if f.replaced else "",
            )
            for f in found.files
        ],
    )
    yield "Record", ("Record of the draw",), [(line,) for line in _record_lines(found, workspace)]
    yield (
        "Left out",
        ("Where", "URN", "Rule", "Why", "Unclear"),
        [
            (
                e.case.locator,
                e.case.urn or e.case.urn_text,
                e.rule_id,
                e.reason,
                "unclear" if e.unclear else "",
            )
            for e in found.sieved.excluded
        ],
    )
    yield (
        "Order",
        ("Area", "Court", "Place", "URN", "IQA date"),
        [
            (s.area, s.court, place, case.urn, case.assessed_on.isoformat())
            for s in found.draw.strata
            for place, case in enumerate(s.order, start=1)
            if case.assessed_on
        ],
    )


def _record_json(found: Sample) -> dict[str, Any]:
    record = found.record
    return {
        "draw": record.draw_id,
        "at": record.at,
        "by": record.drawn_by,
        "seed": record.seed,
        "newest": record.newest,
        "list": found.taken.name,
        "list_sha256": record.list_sha256,
        "rows": found.taken.rows,
        "eligible": len(found.sieved.eligible),
        "excluded": found.sieved.counts(),
        "shortfalls": [
            {"area": s.area, "court": s.court, "wanted": s.wanted, "eligible": len(s.order)}
            for s in found.draw.shortfalls
        ],
    }


def _file_json(file: Any) -> dict[str, Any]:
    return {
        "file": file.file_ref,
        "urn": file.urn,
        "area": file.area,
        "court": file.court,
        "iqa_date": file.assessed_on.isoformat(),
        "dip_sampler_grade": file.assured_by,
        "place": file.place,
        "replaced": file.replaced,
        "reason": file.reason,
    }
