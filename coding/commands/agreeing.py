"""Commands of agreement: `agreement plan|score|resolve|exercise`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.double import Contested, Score, Scored
    from coding.exercise import Exercise

app = typer.Typer()
agreement = typer.Typer(no_args_is_help=True, help="Do two people who code the same agree?")
app.add_typer(agreement, name="agreement", rich_help_panel="Coding")

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_HIGH, _LOW = 0.8, 0.2
"""Agreement that is high, and a kappa or alpha that is low beside it."""

PlanId = Annotated[str, typer.Option("--plan", help="A plan, such as A01; else the latest.")]


@agreement.command("plan")
def plan_coding(
    context: typer.Context,
    coder: Annotated[list[str], typer.Option(help="Who codes them, as in --as; each once.")],
    count: Annotated[int, typer.Option(min=1, help="How many passages.")] = 120,
    seed: Annotated[
        int | None, typer.Option(help="Any whole number; the day of the draw by default.")
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Draw passages at random that each of several people codes, blind."""
    from coding.double import Wanted, plan_double

    session: Session = context.obj
    chosen = seed if seed is not None else int(f"{session.at:%Y%m%d}")
    with session.workspace() as workspace:
        plan_id, units, of = plan_double(
            workspace,
            Wanted(tuple(coder), count, chosen),
            session.actor,
            session.at,
            only_look=dry_run,
        )
    said = f"{console.plural(len(units), 'passage')} of {of:,}, for {' and '.join(coder)}"
    if dry_run:
        console.would(f"Would draw {said} (seed {chosen})", as_json=as_json)
        return
    if as_json:
        console.show_json(
            {
                "plan": plan_id,
                "seed": chosen,
                "coders": coder,
                "drawn_from": of,
                "segments": [unit.segment_id for unit in units],
            }
        )
    console.say(f"Plan {plan_id}: {said} (seed {chosen})", as_json=as_json)
    console.next_steps(
        (f"iqa --as NAME code sheet export --plan {plan_id} FILE.xlsx", "a blind sheet for each"),
        ("iqa agreement score", "once each has coded or read them all"),
        as_json=as_json,
    )


@agreement.command("score")
def show_score(
    context: typer.Context,
    plan: PlanId = "",
    coded_only: Annotated[
        bool, typer.Option("--coded-only", help="Leave out passages that nobody coded at all.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show percent, kappa, AC1 and alpha with their intervals, by code and by pair of coders."""
    from coding.double import score

    session: Session = context.obj
    with session.workspace() as workspace:
        found = score(workspace, plan, coded_only=coded_only)
    if as_json:
        console.show_json(_json(found))
    else:
        _show(found)
    console.next_steps(("iqa agreement resolve", "where the coders part"), as_json=as_json)
    if found.waiting:
        console.leave(console.PERSON_MUST_LOOK)


@agreement.command("resolve")
def resolve_parting(
    context: typer.Context,
    segment: Annotated[str, typer.Argument(help="A passage on which coders part.")] = "",
    code: Annotated[str, typer.Argument(help="The code on which they part.")] = "",
    verdict: Annotated[
        str, typer.Option(help="positive, negative, mixed, or none if it does not apply.")
    ] = "",
    reason: Annotated[str, typer.Option(help="Why; it goes on record.")] = "",
    plan: PlanId = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Show where coders part, side by side, or settle one with a reason."""
    from coding.agreement.plans import Resolution
    from coding.codings import Polarity
    from coding.double import NONE, contested, resolve

    session: Session = context.obj
    with session.workspace() as workspace:
        if not segment:
            _show_contested(contested(workspace, plan), as_json=as_json)
            return
        allowed = [*Polarity, NONE]
        if verdict not in allowed or not reason.strip() or not code:
            raise typer.BadParameter(
                f"settling takes SEGMENT, CODE, --verdict ({', '.join(allowed)}) and --reason"
            )
        said = f"{code} in {segment}: {verdict}"
        if dry_run:
            console.would(f"Would settle {said}", as_json=as_json)
            return
        made = Resolution(segment.upper(), code, verdict, reason.strip())
        withdrawn, added = resolve(workspace, made, session.actor, session.at, plan_id=plan)
    if as_json:
        console.show_json({"withdrawn": withdrawn, "added": added})
    console.say(
        f"Settled {said}. {console.plural(withdrawn, 'coding')} withdrawn"
        f"{', one added' if added else ''}.",
        as_json=as_json,
    )
    console.next_steps(
        ("iqa agreement resolve", "what is still to settle"),
        ("iqa undo", "take that back"),
        as_json=as_json,
    )


@agreement.command("exercise")
def show_exercise(
    context: typer.Context,
    forms: Annotated[
        list[str],
        typer.Argument(metavar="NAME=FILE", help="Each rater's name and filled form (.xlsx)."),
    ],
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep it for the report, in place of an earlier one.")
    ] = False,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Compare two or more raters who examined the same files, as in the exercise with the CPS."""
    from coding.exercise import exercise, read_forms
    from coding.exercise import keep as keep_exercise

    session: Session = context.obj
    named = _forms(forms)
    with session.workspace() as workspace:
        said = read_forms(workspace, named)
        found = exercise(workspace, said, pairs_by_question=as_json)
        if keep and not dry_run:
            keep_exercise(workspace, said, session.actor, session.at)
    if as_json:
        console.show_json(_exercise_json(found))
    else:
        _show_exercise(found)
    if keep:
        verb = "Would keep" if dry_run else "Kept"
        console.say(f"{verb} the exercise for the methodology annex.", as_json=as_json)
        console.next_steps(("iqa report build", "write the draft report"), as_json=as_json)
        return
    console.next_steps(
        ("iqa agreement exercise --keep NAME=FILE ...", "keep it for the methodology annex"),
        as_json=as_json,
    )


def _forms(forms: list[str]) -> dict[str, Path]:
    """Return the raters' forms by name; each rater once, and at least two."""
    named: dict[str, Path] = {}
    for form in forms:
        name, equals, path = form.partition("=")
        if not equals or not name.strip() or not path.strip():
            raise typer.BadParameter(f"{form} is not NAME=FILE, such as Inspector=first.xlsx")
        if name.strip() in named:
            raise typer.BadParameter(f"{name.strip()} is named twice; each rater has one form")
        named[name.strip()] = Path(path.strip())
    if len(named) < 2:  # noqa: PLR2004 - it takes two
        raise typer.BadParameter(
            f"only {', '.join(named)} is named; give at least two raters, each as NAME=FILE"
        )
    return named


def _exercise_json(found: Exercise) -> dict[str, Any]:
    return {
        "raters": list(found.raters),
        "files": found.files,
        "not_by_all": list(found.not_by_all),
        "scores": [_score_json(s) for s in found.scores],
        "pairs": [
            {"raters": [one, other], "scores": [_score_json(s) for s in scores]}
            for one, other, scores in found.pairs
        ],
        "parted": [
            {"file": p.file_ref, "question_id": p.question_id, "said": dict(p.said)}
            for p in found.parted
        ],
    }


def _show_exercise(found: Exercise) -> None:
    many = _NUMBERS.get(len(found.raters), str(len(found.raters)))
    files = console.plural(found.files, "file")
    console.say(f"{', '.join(found.raters)}: {many} raters on the same {files}")
    for ref in found.not_by_all:
        console.say(f"Left out, not examined by all: {ref}")
    _score_table(found.scores)
    if found.pairs:
        console.say("Two by two, all questions together")
        _score_table(
            tuple(
                replace(scores[0], what=f"{one} and {other}") for one, other, scores in found.pairs
            )
        )
        console.say(
            "Of three or more raters, Agree is the share of pairs of raters who judged the same; "
            "kappa is of two raters only."
        )
    _explain_prevalence(found.scores)
    if not found.parted:
        console.say("They part nowhere.")
        return
    console.say(f"Where they part: {len(found.parted)} of {found.scores[0].measures.units} answers")
    rows = [
        (p.file_ref, p.question_id, *(dict(p.said).get(r, "-") for r in found.raters))
        for p in found.parted
    ]
    console.table(("File", "Question", *found.raters), rows)


def _explain_prevalence(scores: tuple[Score, ...]) -> None:
    """Say why kappa or alpha is low where nearly all agree, wherever that is so."""
    struck = [
        s.what
        for s in scores
        if (s.measures.percent or 0) >= _HIGH
        and any(v is not None and v <= _LOW for v in (s.measures.kappa, s.measures.alpha))
    ]
    if struck:
        console.say(
            f"{', '.join(struck)}: kappa or alpha is near 0 although nearly all agree. Where "
            "nearly every answer is the same, chance alone would make raters agree as often, so "
            "these two collapse (prevalence); AC1 does not. Read AC1 and where they part."
        )


def _show(found: Scored) -> None:
    total = len(found.plan.segment_ids)
    counted = (
        "passages that nobody coded at all are left out"
        if found.coded_only
        else "passages that nobody coded count as agreement that nothing is there"
    )
    console.say(
        f"Plan {found.plan.plan_id}: {found.complete} of {total} passages read by "
        f"{' and '.join(found.plan.coders)}; {counted}."
    )
    for coder, left in found.waiting:
        console.say(f"{coder} has {console.plural(left, 'passage')} left to read or code.")
    _score_table(found.scores)
    for one, other, scores in found.pairs:
        console.say(f"{one} and {other}")
        _score_table(scores)
    _explain_prevalence(found.scores)
    console.say(
        "Units are passages; for all codes, each passage under each code that anybody gave; for "
        "polarity, the passages that each of them gave the code."
    )
    console.say(
        "Intervals of 95%, from a thousand draws of the passages. Alpha below 0.67 is thought "
        "too low to rest a finding on, below 0.80 to be read with care (Krippendorff)."
    )


def _score_table(scores: tuple[Score, ...]) -> None:
    rows = [
        (
            s.what,
            str(s.measures.units),
            str(s.measures.contested),
            "-" if s.measures.percent is None else f"{100 * s.measures.percent:.0f}%",
            _value(s.measures.kappa, s.kappa_interval),
            _value(s.measures.ac1, s.ac1_interval),
            _value(s.measures.alpha, s.alpha_interval),
        )
        for s in scores
    ]
    headings = ("On", "Units", "Parted", "Agree", "Kappa", "AC1", "Alpha")
    console.table(headings, rows, right=(1, 2, 3))


def _value(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" + (f" ({interval[0]:.2f} to {interval[1]:.2f})" if interval else "")


def _show_contested(found: tuple[Contested, ...], *, as_json: bool) -> None:
    if as_json:
        console.show_json(
            {
                "contested": [
                    {
                        "segment_id": c.parting.segment_id,
                        "locator": c.placed.segment.locator,
                        "code": c.parting.code_id,
                        "said": dict(c.parting.said),
                        "text": c.placed.segment.text,
                    }
                    for c in found
                ]
            }
        )
        return
    for c in found:
        console.say(f"{c.parting.segment_id}  {c.placed.segment.locator}  {c.parting.code_id}")
        console.say(f"  {c.placed.segment.text}")
        for coder, said in c.parting.said:
            console.say(f"  {coder}: {said}")
    console.say(f"{console.plural(len(found), 'parting')} to settle")
    settling = ('iqa agreement resolve SEGMENT CODE --verdict .. --reason ".."', "settle one")
    console.next_steps(settling if found else ("iqa matrix", "codes by Area"))


def _json(found: Scored) -> dict[str, Any]:
    return {
        "plan": found.plan.plan_id,
        "coders": list(found.plan.coders),
        "segments": len(found.plan.segment_ids),
        "complete": found.complete,
        "waiting": dict(found.waiting),
        "coded_only": found.coded_only,
        "scores": [_score_json(s) for s in found.scores],
        "pairs": [
            {"coders": [one, other], "scores": [_score_json(s) for s in scores]}
            for one, other, scores in found.pairs
        ],
    }


def _score_json(score: Score) -> dict[str, Any]:
    m = score.measures
    return {
        "on": score.what,
        "units": m.units,
        "parted": m.contested,
        "percent": m.percent,
        "kappa": m.kappa,
        "kappa_interval": list(score.kappa_interval) if score.kappa_interval else None,
        "ac1": m.ac1,
        "ac1_interval": list(score.ac1_interval) if score.ac1_interval else None,
        "alpha": m.alpha,
        "alpha_interval": list(score.alpha_interval) if score.alpha_interval else None,
    }
