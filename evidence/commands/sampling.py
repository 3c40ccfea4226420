"""Commands of sampling: `sample rules|map|import|draw`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.columns import ColumnMap
    from evidence.sample_store import CaseListRecord
    from evidence.sampling.draw import Draw
    from evidence.sampling.eligibility import Exclusion, Sieved

app = typer.Typer()
sample = typer.Typer(no_args_is_help=True, help="Which files are examined, and why those.")
app.add_typer(sample, name="sample", rich_help_panel="Evidence")

CaseList = Annotated[
    Path, typer.Argument(metavar="FILE", help="A case list from the IQA application.")
]
CaseLists = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Case lists from the IQA application (.xlsx or .csv)."),
]
_LOOK = 3
_SHOWN = 20


@sample.command("rules")
def show_rules(
    context: typer.Context,
    excluded: Annotated[
        str | None, typer.Option(help="List the cases that left at this rule, by its id.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the rules of eligibility, and how many cases of the latest list left at each."""
    from evidence.errors import SampleError
    from evidence.sample import sieve_latest
    from evidence.sample_store import SampleStore
    from evidence.sampling.eligibility import REPEATED, rules_of
    from evidence.sampling.record import LATER, described

    session: Session = context.obj
    with session.workspace() as workspace:
        rules = rules_of(workspace.inspection.settings)
        sieved = None
        if SampleStore(workspace.database).lists():
            sieved = sieve_latest(workspace)[1]
        ids = [*(rule.rule_id for rule in rules), REPEATED]
        if excluded is not None and excluded not in ids:
            raise SampleError(f"there is no rule {excluded}", way_out=f"one of: {', '.join(ids)}")
        if excluded is not None and sieved is not None:
            _show_excluded(
                [e for e in sieved.excluded if e.rule_id == excluded], excluded, as_json=as_json
            )
            return
        counts = sieved.counts() if sieved else {}
        if as_json:
            console.show_json(
                {
                    "rules": [
                        {
                            "rule": rule.rule_id,
                            "name": rule.name,
                            "test": described(rule),
                            "left_out": counts.get(rule.rule_id),
                        }
                        for rule in rules
                    ]
                    + [_repeated_json(counts)]
                }
            )
            return
        rows = [
            (r.rule_id, r.name, described(r), f"{counts[r.rule_id]:,}" if counts else "-")
            for r in rules
        ]
        gone = f"{counts[REPEATED]:,}" if counts else "-"
        rows.append((REPEATED, LATER, "the latest assessment of a case stays", gone))
        console.table(("Rule", "What it asks", "How", "Left out"), rows, right=(3,))
        console.next_steps(
            ("iqa sample rules --excluded RULE", "the cases that left at a rule")
            if counts
            else ("iqa sample import FILE", "take in a case list")
        )


def _repeated_json(counts: Mapping[str, int]) -> dict[str, Any]:
    from evidence.sampling.eligibility import REPEATED
    from evidence.sampling.record import LATER

    return {
        "rule": REPEATED,
        "name": LATER,
        "test": "the latest assessment of a case stays",
        "left_out": counts.get(REPEATED),
    }


@sample.command("map")
def map_columns(
    context: typer.Context,
    file: CaseList,
    means: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HEADING=FIELD", help="What a heading means; HEADING= for nothing. Repeatable."
        ),
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Say which column of a case list is what, and remember it for every list to come."""
    from evidence.case_lists import proposed, remember
    from evidence.errors import CaseListInvalid

    session: Session = context.obj
    chosen = dict(_means(said) for said in means or [])
    with session.workspace() as workspace:
        found = proposed(workspace, file, chosen)
        if found is None:
            raise CaseListInvalid(
                f"no row of {file.name} looks like the headings of a case list",
                way_out="it needs at least a URN, an Area and a date of assessment",
            )
        if not dry_run and chosen:
            remember(workspace, chosen, session.actor, session.at)
        _show_map(found, file.name, as_json=as_json)
    if found.missing or found.unsure:
        console.leave(_LOOK)


@sample.command("import")
def import_list(
    context: typer.Context, files: CaseLists, dry_run: Dry = False, as_json: Json = False
) -> None:
    """Take in the case list, of one file or one for each Area; a later one takes its place."""
    from evidence.case_lists import latest_list, read_lists, take_list
    from evidence.sampling.eligibility import rules_of, sieve

    session: Session = context.obj
    with session.workspace() as workspace:
        read = read_lists(workspace, files)
        sieved = sieve(read.cases, rules_of(workspace.inspection.settings))
        before = latest_list(workspace)
        list_id, new = "", False
        if not dry_run:
            list_id, new = take_list(workspace, read, session.actor, session.at)
        if as_json:
            console.show_json(
                {
                    "list": list_id,
                    "new": new,
                    "rows": len(read.cases),
                    "eligible": len(sieved.eligible),
                    "excluded": sieved.counts(),
                    "columns": {str(field): heading for field, _, heading in read.columns.at},
                    "notices": [
                        {"code": n.code, "message": n.message, "locator": n.locator}
                        for n in read.notices
                    ],
                }
            )
        else:
            _show_sieved(sieved, len(read.cases))
            _show_reading(read.columns)
            for notice in read.notices:
                console.say(f"{notice.locator}: {notice.message}")
            unclear = sum(1 for e in sieved.excluded if e.unclear)
            if unclear:
                console.say(f"{console.plural(unclear, 'case')} left out as unclear: "
                            "iqa sample rules --excluded RULE lists them")  # fmt: skip
        said = "Would take in" if dry_run else "Took in" if new else "Taken in before:"
        console.say(f"{said} {console.plural(len(read.cases), 'case')}.", as_json=as_json)
        _say_of_earlier(before, list_id, new=new, as_json=as_json)
        console.next_steps(
            ("iqa sample rules", "which rule left out how many"),
            ("iqa sample draw --seed N", "draw the files to examine"),
            as_json=as_json,
        )


@sample.command("draw")
def draw_files(
    context: typer.Context,
    seed: Annotated[
        int | None, typer.Option(help="Any whole number; the day of the draw by default.")
    ] = None,
    again: Annotated[str, typer.Option(help="Why a sample is drawn anew.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Draw the files of every Area and court, so that anybody can repeat the draw."""
    from evidence.sample import draw_sample
    from evidence.sampling.record import window_words

    session: Session = context.obj
    if again and not again.strip():
        raise typer.BadParameter("--again says why a sample is drawn anew; it goes on record")
    with session.workspace() as workspace:
        chosen = seed if seed is not None else int(f"{session.at:%Y%m%d}")
        taken, sieved, found, new = draw_sample(
            workspace, chosen, session.actor, session.at, again=again.strip(), only_look=dry_run
        )
        if as_json:
            console.show_json(_draw_json(taken.rows, sieved, found))
        else:
            _show_sieved(sieved, taken.rows)
            console.say()
            verb = "Would be drawn" if dry_run else "Drawn"
            console.say(f"{verb} (seed {found.seed}, list sha256 {found.list_sha256[:12]}...)")
            console.say(window_words(found))
            _show_strata(found, workspace.inspection.framework)
        wanted = sum(stratum.wanted for stratum in found.strata)
        state = "would be drawn" if dry_run else "drawn" if new else "drawn, as before"
        console.say(f"{len(found.drawn)} of {wanted} {state}", as_json=as_json)
        console.next_steps(*_after_draw(found), as_json=as_json)
    if found.shortfalls:
        console.leave(_LOOK)


def _say_of_earlier(
    before: CaseListRecord | None, list_id: str, *, new: bool, as_json: bool
) -> None:
    """Say which list files are drawn from, where another was taken in before."""
    if before is None or before.list_id == list_id:
        return
    if new:
        held = console.plural(before.rows, "case")
        console.say(
            f"It takes the place of {before.name} ({held}). Lists that belong together are "
            "named in one command: iqa sample import FILE FILE ...",
            as_json=as_json,
        )
    elif list_id:
        console.say(f"Files are drawn from {before.name}, which came later.", as_json=as_json)


def _after_draw(found: Draw) -> list[tuple[str, str]]:
    steps = [("iqa exam sheets FOLDER", "forms with the drawn files filled in")]
    if found.shortfalls:
        steps.insert(0, ("iqa sample import FILE", "a newer list, where Areas are short"))
    return steps


def _draw_json(rows: int, sieved: Sieved, found: Draw) -> dict[str, Any]:
    return {
        "seed": found.seed,
        "newest": found.newest,
        "list_sha256": found.list_sha256,
        "rows": rows,
        "eligible": len(sieved.eligible),
        "excluded": sieved.counts(),
        "drawn": [
            {"urn": d.case.urn, "area": d.case.area, "court": d.case.court} for d in found.drawn
        ],
        "shortfalls": [
            {"area": s.area, "court": s.court, "wanted": s.wanted, "eligible": len(s.order)}
            for s in found.shortfalls
        ],
    }


def _show_sieved(sieved: Sieved, total: int) -> None:
    from evidence.sampling.record import rule_lines

    rows = [
        (words, "" if gone is None else f"{gone:,}", f"{left:,}")
        for words, gone, left in rule_lines(sieved, total)
    ]
    console.table(("Eligible cases, by rule", "Left out", "Left"), rows, right=(1, 2))


def _show_reading(columns: ColumnMap) -> None:
    said = "; ".join(f"{field} from {heading}" for field, _, heading in columns.at)
    console.say(f"Read: {said}")


def _show_strata(found: Draw, framework: Any) -> None:
    courts = [court.court_id for court in framework.courts]
    by_name = {(s.area, s.court): s for s in found.strata}
    rows = []
    for area in dict.fromkeys(s.area for s in found.strata):
        strata = [by_name[area, court] for court in courts]
        short = "; ".join(
            f"by {s.short_by} {c.name}"
            for s, c in zip(strata, framework.courts, strict=True)
            if s.short_by
        )
        cells = [f"{len(s.drawn)} of {len(s.order)}" for s in strata]
        rows.append((area, *cells, short))
    headings = ("Area", *(f"{court.name} (of eligible)" for court in framework.courts), "Short")
    console.table(headings, rows)


def _show_map(found: ColumnMap, name: str, *, as_json: bool) -> None:
    if as_json:
        console.show_json(
            {
                "sheet": found.sheet,
                "row": found.row,
                "columns": {str(field): heading for field, _, heading in found.at},
                "unsure": [{"heading": h, "field": str(f)} for h, f in found.unsure],
                "missing": [str(field) for field in found.missing],
                "unused": list(found.unused),
            }
        )
        return
    console.say(f"Headings in {found.sheet}, row {found.row}")
    console.table(("Field", "Heading"), [(str(f), heading) for f, _, heading in found.at])
    for heading, field in found.unsure:
        console.say(f"Unsure: {heading} could be {field} too")
    for field in found.missing:
        console.say(f"Missing: no column for {field}")
    if found.unused:
        console.say(f"Not read: {', '.join(found.unused)}")
    steps = [(f'iqa sample map {name} --means "HEADING=FIELD"', "correct it")]
    if not found.missing:
        steps.append((f"iqa sample import {name}", "take the list in"))
    console.next_steps(*steps)


def _show_excluded(found: list[Exclusion], rule_id: str, *, as_json: bool) -> None:
    if as_json:
        console.show_json(
            {
                "excluded": [
                    {
                        "urn": e.case.urn or e.case.urn_text,
                        "rule": e.rule_id,
                        "reason": e.reason,
                        "unclear": e.unclear,
                        "locator": e.case.locator,
                    }
                    for e in found
                ]
            }
        )
        return
    rows = [
        (
            e.case.locator,
            e.case.urn or e.case.urn_text,
            e.reason,
            "unclear" if e.unclear else "left out",
        )
        for e in found[:_SHOWN]
    ]
    if not rows:
        console.say("No case left at this rule.")
        console.next_steps(("iqa sample rules", "at which rules cases left"))
        return
    console.table(("Where", "URN", "Why", "Judged"), rows)
    if rule_id == "area":
        console.say("Other names of an Area stand under its variants in framework.yaml; "
                    "with a new one there, take the list in again.")  # fmt: skip
    if len(found) > _SHOWN:
        console.say(f"and {len(found) - _SHOWN:,} more; iqa sample export lists all")
    console.next_steps(("iqa sample export FILE.xlsx", "the whole list with reasons"))


def _means(said: str) -> tuple[str, str]:
    heading, equals, field = said.partition("=")
    if not equals or not heading.strip():
        raise typer.BadParameter(f"{said} is not HEADING=FIELD")
    return heading.strip(), field.strip()
