"""Commands of our own quality assurance: `qa draw|record|report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.recheck import Rechecked

app = typer.Typer()
qa = typer.Typer(no_args_is_help=True, help="Our own dip sample: files looked at again, blind.")
app.add_typer(qa, name="qa", rich_help_panel="Evidence")


@qa.command("draw")
def draw(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The second inspector's form to write (.xlsx).")],
    percent: Annotated[int, typer.Option(min=1, max=100, help="How many per cent of files.")] = 10,
    seed: Annotated[
        int | None, typer.Option(help="Any whole number; the day of the draw by default.")
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Draw examined files at random and write a form without the first one's judgements."""
    from evidence.examination.workbook_form import write_workbook
    from evidence.files import require_writable, write_whole
    from evidence.recheck import blind_rows, draw_recheck

    session: Session = context.obj
    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{file.name} does not end in .xlsx")
    chosen = seed if seed is not None else int(f"{session.at:%Y%m%d}")
    with session.workspace() as workspace:
        if not dry_run:
            require_writable(file)
        drawn = draw_recheck(
            workspace, session.actor, session.at, percent=percent, seed=chosen, only_look=dry_run
        )
        said = f"{console.plural(len(drawn), 'file')} for a second look (seed {chosen})"
        if dry_run:
            console.would(f"Would draw {said}", as_json=as_json)
            return
        inspection = workspace.inspection
        rules = inspection.settings.examination
        rows = blind_rows(workspace)
        write_whole(file, write_workbook(inspection.framework, rules, rows, at=session.at))
        if as_json:
            console.show_json({"path": str(file), "seed": chosen, "files": list(drawn)})
        console.say(f"Drew {said}; wrote {file}", as_json=as_json)
        console.next_steps(
            (f"iqa qa record {file}", "once another inspector has filled it"), as_json=as_json
        )


@qa.command("record")
def record_opinions(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The form as the second inspector filled it.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Record second opinions; what the first inspector had said is kept beside them."""
    from evidence.recheck import record

    session: Session = context.obj
    with session.workspace() as workspace:
        done = record(workspace, file, session.actor, session.at, only_look=dry_run)
    if as_json:
        console.show_json(
            {
                "path": done.path,
                "files": done.files,
                "answers": done.answers,
                "changed": done.changed,
                "not_in_sample": list(done.passed_over),
            }
        )
    said = "Would record" if dry_run else "Recorded"
    console.say(
        f"{said} {console.plural(done.answers, 'answer')} on {console.plural(done.files, 'file')}; "
        f"{done.changed:,} new or corrected.",
        as_json=as_json,
    )
    if done.passed_over:
        refs = ", ".join(done.passed_over)
        console.say(f"Not in the sample, and passed over: {refs}", as_json=as_json)
    console.next_steps(("iqa qa report", "where the two parted"), as_json=as_json)
    if done.passed_over:
        console.leave(console.PERSON_MUST_LOOK)


@qa.command("report")
def show_report(context: typer.Context, as_json: Json = False) -> None:
    """Show where the two parted, what was changed since, and what that says of the rest."""
    from evidence.recheck import rechecked

    session: Session = context.obj
    with session.workspace() as workspace:
        found = rechecked(workspace)
    if as_json:
        console.show_json(_json(found))
    else:
        _show(found)
    open_now = [o for o in found.parted if not o.changed]
    if open_now:
        console.next_steps(
            ("iqa exam import WORKBOOK", "correct an answer where the second is right"),
            as_json=as_json,
        )
    if found.waiting:
        console.next_steps(
            ("iqa qa record FILE", "second opinions that have not come"), as_json=as_json
        )
    if found.waiting or open_now:
        console.leave(console.PERSON_MUST_LOOK)
    console.next_steps(("iqa report build", "write the draft report"), as_json=as_json)


def _show(found: Rechecked) -> None:
    files = f"{len(found.recheck.file_refs)} of {found.recheck.files}"
    console.say(f"Second look at {files} files, drawn at random (seed {found.recheck.seed})")
    if found.waiting:
        console.say(f"Not come yet: {', '.join(found.waiting)}")
    if found.parted:
        rows = [
            (
                o.file_ref,
                o.question_id,
                o.first.value,
                o.second.value,
                "changed" if o.changed else "as it was",
                o.reason or "-",
            )
            for o in found.parted
        ]
        console.table(("File", "Question", "First", "Second", "Now", "Second's reason"), rows)
        console.say("As it was: the first was right, or nobody has looked at it since.")
    if not found.opinions:
        return
    measures = found.reliability
    console.say(f"Answers on which the two parted: {found.answers}")
    console.say(f"Files with such an answer: {found.files}")
    if found.in_all:
        low, high = found.in_all
        console.say(f"In all {found.recheck.files} files, between {low} and {high} would have one "
                    "(95%, exact for a sample without replacement).")  # fmt: skip
    if found.files_changed.count and found.erring_in_all:
        low, high = found.erring_in_all
        console.say(f"Files of which an answer was changed since: {found.files_changed}")
        console.say(f"In all {found.recheck.files} files, as first examined, between {low} and "
                    f"{high} would have an answer to change (95%).")  # fmt: skip
    console.say(
        f"Agreement of the two: {_percent(measures.percent)}; AC1 {_number(measures.ac1)}"
        f"{_between(found.ac1_interval)}; kappa {_number(measures.kappa)}; "
        f"alpha {_number(measures.alpha)}; on {measures.units} answers"
    )


def _json(found: Rechecked) -> dict[str, Any]:
    from evidence.examination.stats_json import rate_json

    measures = found.reliability
    return {
        "seed": found.recheck.seed,
        "files_examined": found.recheck.files,
        "sample": list(found.recheck.file_refs),
        "waiting": list(found.waiting),
        "answers_parted": rate_json(found.answers),
        "files_parted": rate_json(found.files),
        "in_all_files": list(found.in_all) if found.in_all else None,
        "files_changed": rate_json(found.files_changed),
        "in_all_files_changed": list(found.erring_in_all) if found.erring_in_all else None,
        "agreement": {
            "units": measures.units,
            "percent": measures.percent,
            "ac1": measures.ac1,
            "ac1_interval": list(found.ac1_interval) if found.ac1_interval else None,
            "kappa": measures.kappa,
            "alpha": measures.alpha,
        },
        "parted": [
            {
                "file": o.file_ref,
                "question_id": o.question_id,
                "first": o.first.value,
                "second": o.second.value,
                "now": o.now.value,
                "changed": o.changed,
                "reason": o.reason,
            }
            for o in found.parted
        ],
    }


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f}%"


def _between(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f" ({interval[0]:.2f} to {interval[1]:.2f})"
