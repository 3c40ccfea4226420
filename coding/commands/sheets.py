"""Coding in Excel: `code sheet export|import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coding.commands.reviewing import code
from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.sheets.content import SheetContent
    from coding.sheets.remarks import Remark
    from coding.sheets.taking import TakenIn
    from evidence.errors import InspectionError, UnreadableSource
    from evidence.workspace import Workspace

app = typer.Typer()
sheet = typer.Typer(no_args_is_help=True, help="Code in Excel: sheets out, codings in.")
code.add_typer(sheet, name="sheet")

_DEEDS = {
    "coded": "coded",
    "accepted": "suggestions accepted",
    "amended": "amended",
    "rejected": "rejected",
    "changed": "codings changed",
    "withdrawn": "withdrawn",
    "nothing_found": "read, nothing found",
    "nothing_taken_back": "no longer 'nothing found'",
}
"""What was done, in words, in the order in which it is told."""


@sheet.command("export")
def export(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="[SOURCE|PATH]",
            help="A source and then where to; with --area or --all only where to: "
            "a folder, or a file (.xlsx).",
        ),
    ] = "",
    place: Annotated[
        Path | None, typer.Argument(metavar="PATH", help="Where to, after a source.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to, in place of PATH.")] = None,
    area: Annotated[
        str, typer.Option("--area", help="One sheet for this Area, or for 'National'.")
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="A sheet for each Area, into a folder.")
    ] = False,
    plan: Annotated[
        str,
        typer.Option(help="The passages of a plan of double coding, such as A01; always blind."),
    ] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="No suggestions, and nobody else's codings.")
    ] = False,
    masked: Annotated[
        bool, typer.Option("--masked", help="Hide whom it names: it may leave the team.")
    ] = False,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write passages to a workbook in which you code them, with what you have coded so far."""
    from coding.agreement_store import plan as planned
    from coding.codebook_store import codebook as codebook_now
    from coding.sheets.exporting import Wanted
    from coding.sheets.making import Asked, SheetMaker

    source = "" if area or everything or plan else what
    places = [path for path in (place, out, None if source or not what else Path(what)) if path]
    if sum(map(bool, (area, everything, plan, source))) != 1 or len(places) != 1:
        raise typer.BadParameter(
            "say one of: SOURCE PATH, --area AREA PATH, --all FOLDER, --plan PLAN PATH"
        )
    target = places[0]
    if everything and target.suffix.lower() == ".xlsx":
        raise typer.BadParameter("--all writes a sheet for each Area: name a folder")
    session: Session = context.obj
    with session.workspace() as workspace:
        only = frozenset(planned(workspace.database, plan).segment_ids) if plan else frozenset()
        asked = Asked(
            session.actor.name, session.at, blind=blind or bool(plan), masked=masked, only=only
        )
        maker = SheetMaker(workspace, codebook_now(workspace), asked)
        wanted = Wanted(source, area, everything=everything, plan=plan)
        made = _made(workspace, maker, wanted, target)
    if dry_run:
        named = ", ".join(str(path) for path in made)
        console.would(f"Would write {named}", as_json=as_json)
        return
    _write(made)
    if as_json:
        console.show_json({"files": [_file_json(p, content) for p, content in made.items()]})
    for path, content in made.items():
        passages = console.plural(content.passages, "passage")
        console.say(f"Wrote {path}: {passages} to code", as_json=as_json)
        for notice in content.notices:
            console.say(f"  {notice.message}", as_json=as_json)
    console.next_steps(
        (f"iqa code sheet import {next(iter(made))}", "take it in when it is filled"),
        as_json=as_json,
    )


def _made(workspace: Workspace, maker: Any, wanted: Any, target: Path) -> dict[Path, SheetContent]:
    """Return the sheets by where they go; none may be there already, since it may be filled."""
    from coding.sheets.exporting import sheets_wanted, target_of

    made = {
        target_of(target, name): content
        for name, content in sheets_wanted(workspace, maker, wanted)
    }
    for path in made:
        if path.exists():
            raise typer.BadParameter(
                f"{path} is there already, and may be filled in; name another place"
            )
    return made


def _write(made: dict[Path, SheetContent]) -> None:
    from coding.sheets.workbook import write_sheet
    from evidence.files import make_folder, require_writable, write_whole

    for path, content in made.items():
        make_folder(path.parent)
        require_writable(path)
        write_whole(path, write_sheet(content))


def _file_json(path: Path, content: SheetContent) -> dict[str, Any]:
    shown = content.key.passages.values()
    return {
        "path": str(path),
        "passages": content.passages,
        "suggestions": sum(len(s.suggestions) for s in shown),
        "codings": sum(len(s.codings) for s in shown),
        "notices": [_notice_json(notice) for notice in content.notices],
    }


@sheet.command("import")
def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Filled sheets (.xlsx), or folders.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take filled sheets in, each whole or not at all; twice is as good as once."""
    from coding.codebook_store import codebook as codebook_now
    from coding.sheets.taking import Taking

    session: Session = context.obj
    with session.workspace() as workspace:
        taking = Taking(workspace, codebook_now(workspace), session.actor, session.at)
        results = [(path, _take_in(taking, path, dry=dry_run)) for path in _workbooks(files)]
    if as_json:
        told = [_result_json(path, result) for path, result in results]
        console.show_json({"dry_run": dry_run, "files": told})
    for path, result in results:
        # The one file that could not be opened is what the error is about.
        if len(results) > 1 or dry_run or not isinstance(result, Exception):
            _say(path, result, dry=dry_run, as_json=as_json)
    refused = [(path, result) for path, result in results if _refused(result)]
    if len(refused) == len(results) and not dry_run:
        raise _nothing_taken(refused)
    looking = refused or any(_conflicts(result) for _, result in results)
    console.next_steps(*_after(results, refused, dry=dry_run), as_json=as_json)
    if looking:
        console.leave(console.PERSON_MUST_LOOK)


def _workbooks(files: list[Path]) -> list[Path]:
    """Return the workbooks that are meant; those of a folder without Excel's lock files."""
    found: list[Path] = []
    for path in files:
        inside = sorted(path.glob("*.xlsx")) if path.is_dir() else [path]
        found += [p for p in inside if not p.name.startswith(("~$", ".~"))]
    return list(dict.fromkeys(found))


def _take_in(taking: Any, path: Path, *, dry: bool) -> TakenIn | UnreadableSource:
    from evidence.errors import UnreadableSource

    try:
        data = path.read_bytes()
    except OSError as error:
        return UnreadableSource(
            "unreadable",
            f"It cannot be read: {error.strerror or error}.",
            way_out="Look whether the name is right, and close it in Excel.",
        )
    try:
        taken: TakenIn = taking.take_in(data, path.name, dry=dry)
    except UnreadableSource as error:
        return error
    return taken


def _refused(result: TakenIn | UnreadableSource) -> bool:
    return isinstance(result, Exception) or bool(result.defects)


def _conflicts(result: TakenIn | UnreadableSource) -> tuple[Remark, ...]:
    return () if isinstance(result, Exception) else result.conflicts


def _nothing_taken(refused: list[tuple[Path, TakenIn | UnreadableSource]]) -> InspectionError:
    """Return what to say where no sheet could be taken in."""
    from evidence.errors import UnreadableSource, WorkbookInvalid

    if not refused:
        return UnreadableSource("empty", "no workbooks were found there", way_out="name a file")
    path, result = refused[0]
    if len(refused) > 1:
        return WorkbookInvalid(
            f"none of the {len(refused)} sheets could be taken in",
            way_out="mend what is said above, and import them again",
        )
    if isinstance(result, UnreadableSource):
        return UnreadableSource(
            result.code, f"{path.name}: {result.message}", way_out=result.way_out
        )
    count = console.plural(len(result.defects), "thing")
    return WorkbookInvalid(
        f"{path.name} has {count} to mend; nothing was taken in",
        way_out=f"mend what is named above, and import {path.name} again",
    )


def _after(
    results: list[tuple[Path, TakenIn | UnreadableSource]],
    refused: list[tuple[Path, TakenIn | UnreadableSource]],
    *,
    dry: bool,
) -> list[tuple[str, str]]:
    if refused:
        return [(f"iqa code sheet import {refused[0][0]}", "again, when it is mended")]
    if dry:
        return [(f"iqa code sheet import {results[0][0]}", "take it in")]
    steps = [("iqa matrix", "codes by Area")]
    if any(not isinstance(result, Exception) and result.deeds for _, result in results):
        steps.append(("iqa undo", "take the last sheet back"))
    return steps


def _say(path: Path, result: TakenIn | UnreadableSource, *, dry: bool, as_json: bool) -> None:
    if isinstance(result, Exception):
        console.say(f"NOT READ: {path.name}: {result.message} {result.way_out}", as_json=as_json)
        return
    for line in _told(result):
        console.say(f"{path.name}: {line}", as_json=as_json)
    _list("To mend", result.defects, as_json=as_json)
    _list("Changed since by somebody, and left as it is", result.conflicts, as_json=as_json)
    console.say(f"{path.name}: {_outcome_in_words(result, dry=dry)}", as_json=as_json)


def _list(title: str, remarks: tuple[Remark, ...], *, as_json: bool) -> None:
    if not remarks or as_json:
        return
    console.say(f"{title}:")
    console.table(
        ("Sheet", "Cell", "Passage", "What", "What to do"),
        [(r.sheet, r.cell, r.segment_id, r.message, r.way_out) for r in remarks],
    )


def _told(result: TakenIn) -> list[str]:
    """Return what was noticed of the sheet itself."""
    lines = [f"{notice.message} {notice.locator}".rstrip() for notice in result.notices]
    if result.sheet.missing:
        named = _some(result.sheet.missing)
        rows = console.plural(len(result.sheet.missing), "row")
        lines.append(f"{rows} deleted from the sheet ({named}); what is coded there stays.")
    if result.sheet.moved:
        rows = console.plural(len(result.sheet.moved), "row")
        lines.append(f"{rows} in another place than when it was made; that does no harm.")
    return lines


def _some(names: tuple[str, ...], most: int = 5) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _outcome_in_words(result: TakenIn, *, dry: bool) -> str:
    if result.defects:
        return f"{console.plural(len(result.defects), 'thing')} to mend. Nothing was taken in."
    done = ", ".join(
        f"{result.deeds[deed]} {words}" for deed, words in _DEEDS.items() if result.deeds.get(deed)
    )
    conflicts = len(result.conflicts)
    left = f" {console.plural(conflicts, 'conflict')} to look at." if conflicts else ""
    if not done:
        return f"nothing new in it.{left}"
    return f"{'would be: ' if dry else ''}{done}.{left}"


def _result_json(path: Path, result: TakenIn | UnreadableSource) -> dict[str, Any]:
    if isinstance(result, Exception):
        reason = {"code": result.code, "message": result.message, "try": result.way_out}
        return {"path": str(path), "outcome": "refused", "reason": reason}
    sheet_read = result.sheet
    return {
        "path": str(path),
        "outcome": _outcome(result),
        "rows_filled": result.filled,
        **{deed: result.deeds.get(deed, 0) for deed in _DEEDS},
        "defects": [_remark_json(r) for r in result.defects],
        "conflicts": [_remark_json(r) for r in result.conflicts],
        "missing": list(sheet_read.missing),
        "moved": list(sheet_read.moved),
        "altered": list(sheet_read.altered),
        "notices": [_notice_json(n) for n in result.notices],
    }


def _outcome(result: TakenIn) -> str:
    if result.defects:
        return "refused"
    if result.conflicts:
        return "conflicts"
    return "taken_in" if result.deeds else "same"


def _remark_json(remark: Remark) -> dict[str, str]:
    return {
        "sheet": remark.sheet,
        "cell": remark.cell,
        "segment_id": remark.segment_id,
        "code": remark.code,
        "message": remark.message,
        "try": remark.way_out,
    }


def _notice_json(notice: Any) -> dict[str, str]:
    return {"code": notice.code, "message": notice.message, "locator": notice.locator}
