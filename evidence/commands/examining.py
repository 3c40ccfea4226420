"""Commands of the file examination: `exam sheets|map|validate|import|stats`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.beyond_chance import show_chance
from evidence.commands.mapping_columns import map_columns
from evidence.commands.options import Dry, Json, Outgoing
from evidence.commands.posts import show_posts
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.errors import InspectionError
    from evidence.examine import Examined

app = typer.Typer()
exam = typer.Typer(no_args_is_help=True, help="The file examination: forms out, answers in.")
app.add_typer(exam, name="exam", rich_help_panel="Evidence")

_AFTER_STATS = ("iqa report build", "write the draft report")

Workbooks = Annotated[
    list[Path], typer.Argument(help="Filled workbooks (.xlsx, .csv), or folders.")
]


@exam.command("sheets")
def write_sheets(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder for the workbooks.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the form, a workbook for each Area, ready to be filled in."""
    from evidence.examination.statistics import slug
    from evidence.examination.workbook_form import write_workbook
    from evidence.files import make_folder, require_writable, write_whole
    from evidence.sample import sampled_rows

    session: Session = context.obj
    with session.workspace() as workspace:
        framework = workspace.inspection.framework
        rules = workspace.inspection.settings.examination
        targets = {a.name: folder / f"exam-{slug(a.name)}.xlsx" for a in framework.areas}
        there = [path.name for path in targets.values() if path.exists()]
        if there:
            raise typer.BadParameter(f"{folder} holds {there[0]} already; name an empty folder")
        if not dry_run:
            make_folder(folder)
            for area, path in targets.items():
                require_writable(path)
                planned = sampled_rows(workspace, (area,))
                write_whole(path, write_workbook(framework, rules, planned, at=session.at))
        count = console.plural(len(targets), "workbook")
        if dry_run:
            console.would(f"Would write {count} to {folder}", as_json=as_json)
            return
        if as_json:
            console.show_json({"files": [str(path) for path in targets.values()]})
        console.say(f"Wrote {count} to {folder}", as_json=as_json)
        console.next_steps(
            (f"iqa exam validate {folder}", "look for slips before taking them in"),
            as_json=as_json,
        )


exam.command("map")(map_columns)


@exam.command("validate")
def validate(context: typer.Context, files: Workbooks, as_json: Json = False) -> None:
    """Look for everything that is wrong in filled workbooks; nothing is taken in."""
    _examine(context, files, only_look=True, as_json=as_json)


@exam.command("import")
def import_files(
    context: typer.Context, files: Workbooks, dry_run: Dry = False, as_json: Json = False
) -> None:
    """Take filled workbooks in; one that has a defect is not taken in at all."""
    _examine(context, files, only_look=dry_run, as_json=as_json)


def _examine(context: typer.Context, files: list[Path], *, only_look: bool, as_json: bool) -> None:
    from evidence.examine import examine

    session: Session = context.obj
    with session.workspace() as workspace:
        results = examine(workspace, files, session.actor, session.at, only_look=only_look)
    if as_json:
        console.show_json({"files": [_result_json(result) for result in results]})
    else:
        for result in results:
            _print_result(result)
    wrong = [r for r in results if r.outcome.value == "refused"]
    looked = only_look and any(r.defects for r in wrong)
    if len(wrong) == len(results) and not looked:
        raise _nothing_taken(results)
    if wrong:
        again = "iqa exam validate WORKBOOK"
        console.next_steps((again, "look again when they are mended"), as_json=as_json)
        console.leave(console.PERSON_MUST_LOOK)
    console.next_steps(("iqa exam stats", "rates of agreement with their counts"), as_json=as_json)


def _nothing_taken(results: list[Examined]) -> InspectionError:
    """Return what to say where no workbook could be taken in: the reason, if there is one."""
    from evidence.errors import UnreadableSource, WorkbookInvalid

    if not results:
        return UnreadableSource("empty", "No workbooks were found there.", way_out="Name a file.")
    first, name = results[0], Path(results[0].path).name
    if len(results) > 1:
        return WorkbookInvalid(
            f"None of the {len(results)} workbooks could be taken in.",
            way_out="mend what is said above, and import them again",
        )
    if first.refusal is not None:
        refusal = first.refusal
        return UnreadableSource(refusal.code, f"{name}: {refusal.message}", way_out=refusal.way_out)
    return WorkbookInvalid(
        f"{name} has {console.plural(len(first.defects), 'defect')}; nothing was taken in",
        way_out=f"mend the cells named above, and import {name} again",
    )


def _result_json(result: Examined) -> dict[str, Any]:
    refusal = result.refusal
    return {
        "path": result.path,
        "outcome": result.outcome.value,
        "rows": result.rows,
        "new": result.taken.new if result.taken else 0,
        "corrected": result.taken.corrected if result.taken else 0,
        "reason": None
        if refusal is None
        else {"code": refusal.code, "message": refusal.message, "try": refusal.way_out},
        "defects": [
            {
                "sheet": d.sheet,
                "cell": d.cell,
                "code": d.code,
                "message": d.message,
                "try": d.way_out,
                "file": d.file_ref or None,
            }
            for d in result.defects
        ],
        "notices": [
            {"code": n.code, "message": n.message, "locator": n.locator} for n in result.notices
        ],
    }


def _print_result(result: Examined) -> None:
    name = Path(result.path).name
    if result.refusal is not None:
        console.say(f"NOT READ: {name}: {result.refusal.message} {result.refusal.way_out}")
        return
    for notice in result.notices:
        console.say(f"{name}: {notice.message} {notice.locator}".rstrip())
    if result.defects:
        from evidence.examination.defect_lines import defect_lines

        lines = defect_lines(result.defects)
        console.table(
            ("Sheet", "Cell", "File", "What is wrong", "How to mend it"),
            [(d.sheet, d.where, d.files, d.message, d.way_out) for d in lines],
        )
        good = console.plural(result.rows - result.faulty_rows, "row")
        mend = f"{result.faulty_rows} to mend" if result.faulty_rows else "the headings to mend"
        console.say(f"{name}: {good} good, {mend}. Nothing was taken in.")
        return
    if result.taken is None:
        console.say(f"{name}: {console.plural(result.rows, 'row')} good, none to mend.")
        return
    taken = result.taken
    console.say(
        f"{name}: {taken.new} files new, {taken.corrected} corrected, {taken.same} as before."
    )


@exam.command("stats")
def stats(
    context: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help="Also by Area, court, guidance and dip sampler.")
    ] = False,
    posts: Annotated[
        bool, typer.Option("--posts", help="Files by Area and the grade of the dip sampler.")
    ] = False,
    outgoing: Outgoing = False,
    as_json: Json = False,
) -> None:
    """Show how often inspectors agreed: count, total and Wilson interval."""
    if outgoing and not posts:
        raise typer.BadParameter("--outgoing goes with --posts: nothing else here is held back")
    from evidence.examination.stats_json import stats_json
    from evidence.examination.tabulate import statistics
    from evidence.examination_store import ExaminationStore
    from evidence.steady import keeping_all

    session: Session = context.obj
    with keeping_all(), session.workspace() as workspace:
        if posts:
            show_posts(workspace, outgoing=outgoing, as_json=as_json)
            console.next_steps(_AFTER_STATS, as_json=as_json)
            return
        framework = workspace.inspection.framework
        found = statistics(ExaminationStore(workspace.database).files(), framework)
        if as_json:
            console.show_json(stats_json(found, framework))
            console.next_steps(_AFTER_STATS, as_json=True)
            return
        if not found.files:
            console.say("No files have been examined yet.")
            console.next_steps(("iqa exam import WORKBOOK", "take filled forms in"))
            return
        console.say(f"{console.plural(found.files, 'file')} examined")
        console.table(
            ("Statistic", "Count", "Of", "Share", "95% interval", "What it is"),
            [
                _line(s)
                for s in found
                if s.rate.total and (everything or _is_outline(s.statistic_id))
            ],
            right=(1, 2, 3),
        )
        show_chance(found.chance, everything=everything)
        if everything:
            few = framework.files_per_area
            console.say(
                f"{few} files are too few to rank an Area by: see how wide its interval is."
            )
        else:
            console.next_steps(("iqa exam stats --all", "by Area, court, guidance, dip sampler"))
        console.next_steps(_AFTER_STATS)


def _is_outline(statistic_id: str) -> bool:
    """Whether a statistic is of all files: a total that no Area or court narrows down."""
    parts = statistic_id.split("/")
    if parts[:2] == ["agreement", "overall"]:
        return not parts[3:] and (not parts[2:] or parts[2].startswith(("answer=", "court=")))
    if parts[-1].startswith("found="):
        return True
    return len(parts) <= (3 if parts[0] in {"feedback", "comments"} else 2)


def _line(statistic: Any) -> tuple[str, ...]:
    rate = statistic.rate
    low, high = rate.interval()
    return (
        statistic.statistic_id,
        str(rate.count),
        str(rate.total),
        f"{rate.count / rate.total:.1%}",
        f"{low:.1%} to {high:.1%}",
        statistic.label,
    )
