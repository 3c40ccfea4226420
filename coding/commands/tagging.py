"""Commands that suggest: `tag` and what belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.codebook import Codebook
    from coding.learning import Trial
    from coding.store import CodingStore
    from coding.suggest import Tagged
    from coding.taggers.labelled import Labelled
    from coding.taggers.pipeline import CueTagger
    from coding.unseen_store import Standing

app = typer.Typer()
tag = typer.Typer(
    invoke_without_command=True, help="Suggest codes for the evidence; a person decides."
)
app.add_typer(tag, name="tag", rich_help_panel="Every day")

Seed = Annotated[int, typer.Option(help="The seed of the draw; the same draws the same.")]
_SURE = 0.8


@tag.callback()
def run(
    context: typer.Context,
    source: Annotated[str, typer.Option(help="Only this source, such as S014.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Suggest codes for the evidence; a person decides."""
    if context.invoked_subcommand is not None:
        return
    from coding.codebook_store import codebook
    from coding.model_store import notices_of, tagger_of
    from coding.store import CodingStore
    from coding.suggest import suggesting, tally

    session: Session = context.obj
    with session.workspace() as workspace:
        tagger, notices = tagger_of(workspace), notices_of(workspace)
        sources = 1 if source else len(workspace.evidence.sources())
        with console.progress("Suggesting", sources) as advance:
            done = []
            for each in suggesting(
                workspace, tagger, session.actor, session.at, only=source, dry=dry_run
            ):
                done.append(each)
                advance()
        tagged = tally(tagger, done)
        if as_json:
            told = _as_json(tagged, dry_run=dry_run)
            told["notices"] = [{"code": n.code, "message": n.message} for n in notices]
            console.show_json(told)
        else:
            _print(tagged, codebook(workspace), CodingStore(workspace.database))
            for notice in notices:
                console.say(f" {notice.message}")
        console.next_steps(
            ("iqa code review", "accept, amend or reject them, likeliest first"),
            ("iqa code review --list", "see them with their reasons"),
            *_way_back(tagged.acts),
            as_json=as_json,
        )


def _way_back(acts: tuple[int, ...]) -> list[tuple[str, str]]:
    """The run as one stretch of acts, unless somebody else did something in between."""
    if not acts or acts[-1] - acts[0] != len(acts) - 1:
        return []
    wanted = f"{acts[0]}-{acts[-1]}" if len(acts) > 1 else str(acts[0])
    return [(f"iqa undo {wanted}", "take these suggestions back")]


def _as_json(tagged: Tagged, *, dry_run: bool) -> dict[str, Any]:
    return {
        "suggestions": [
            {
                "suggestion_id": s.suggestion_id,
                "segment_id": s.segment_id,
                "code": s.code_id,
                "polarity": s.polarity.value,
                "score": s.score,
                "reason": s.reason,
                "spans": [list(span) for span in s.spans],
            }
            for s in tagged.proposed
        ],
        "rules": tagged.rules,
        "model": tagged.model,
        "new": 0 if dry_run else tagged.new,
    }


def _print(tagged: Tagged, codebook: Codebook, store: CodingStore) -> None:
    from coding.suggestions import SuggestionStatus

    console.say(
        f"Suggestions: {console.plural(tagged.segments, 'segment')} in "
        f"{console.plural(tagged.sources, 'document')}, {tagged.rules}, model {tagged.model}"
    )
    taken = {SuggestionStatus.ACCEPTED, SuggestionStatus.AMENDED}
    decided = [s for s in store.suggestions() if s.status in taken | {SuggestionStatus.REJECTED}]
    rows = []
    for code in codebook.codes:
        mine = [s for s in tagged.proposed if s.code_id == code.code_id]
        if not mine:
            continue
        met = [s for s in decided if s.code_id == code.code_id]
        kept = sum(s.status in taken for s in met)
        rows.append(
            (
                code.code_id,
                code.name,
                str(len(mine)),
                str(sum(s.score >= _SURE for s in mine)),
                f"{kept} of {len(met)}" if met else "-",
            )
        )
    console.table(
        ("Code", "Name", "Suggested", "Sure (80%+)", "Accepted so far"), rows, right=(2, 3, 4)
    )
    console.say(f" {tagged.new} new, {tagged.renewed} renewed, {tagged.lapsed} lapsed")


@tag.command("status")
def show_status(
    context: typer.Context,
    sample: Annotated[
        int, typer.Option(help="Draw so many segments without a suggestion, to be read.")
    ] = 0,
    seed: Seed = 1,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Show what is suggested and decided, and how much the suggestions may have missed."""
    from coding.unseen_store import draw_sample, standing

    session: Session = context.obj
    with session.workspace() as workspace:
        if sample and not dry_run:
            draw_sample(workspace, sample, seed, session.actor, session.at)
        found = standing(workspace)
        if sample and dry_run:
            line = f"Would draw {min(sample, found.without)} of {found.without} segments."
            console.would(line, as_json=as_json)
            return
        if as_json:
            console.show_json(found.as_json())
        else:
            _print_standing(found)
        console.next_steps(*_after_status(found), as_json=as_json)


def _print_standing(found: Standing) -> None:
    console.table(
        ("Code", "Suggested", "Accepted", "Rejected", "Open", "Coded", "Found of all (95%)"),
        [
            (
                line.code_id,
                *(str(n) for n in (line.suggested, line.accepted, line.rejected, line.open)),
                str(line.coded),
                _interval(line.unseen.recall),
            )
            for line in found.lines
        ],
        right=(1, 2, 3, 4, 5, 6),
    )
    drawn = len(found.unread) + found.read
    if not drawn:
        console.say(f" {found.without} segments have no suggestion and nobody has looked at them.")
        return
    console.say(f" Sample: {found.read} of {drawn} read, drawn from {found.among} segments.")
    for segment_id, words in found.unread:
        console.say(f"  {segment_id}  {words}")


def _interval(recall: tuple[float, float, float] | None) -> str:
    if recall is None:
        return "not known"
    return f"{recall[0]:.0%} ({recall[1]:.0%} to {recall[2]:.0%})"


def _after_status(found: Standing) -> list[tuple[str, str]]:
    if found.unread:
        segment_id = found.unread[0][0]
        return [
            (f"iqa code read {segment_id} --nothing", "read one of the sample: nothing there"),
            (f"iqa code add {segment_id} 4c --polarity ..", "or code what it holds"),
        ]
    if not found.read:
        return [("iqa tag status --sample 50", "draw segments to read, to estimate what is missed")]
    return [("iqa code review", "decide on what is open")]


@tag.command("learn")
def learn_from_decisions(
    context: typer.Context, seed: Seed = 1, dry_run: Dry = False, as_json: Json = False
) -> None:
    """Fit the weights anew on what was decided, if that finds more of it."""
    from coding.confirmed import confirmed
    from coding.learning import trial
    from coding.model_store import add_model, rules_of, tagger_before_learning, vectors_of
    from coding.taggers.pipeline import CueTagger, learned_weights
    from evidence.audit import act
    from evidence.errors import NothingToLearn

    session: Session = context.obj
    with session.workspace() as workspace:
        decided, rules = confirmed(workspace), rules_of(workspace)
        vectors = vectors_of(workspace)
        tried = trial(
            decided,
            tagger_before_learning(workspace),
            lambda part: CueTagger(
                rules, learned_weights(part, rules, vectors=vectors), vectors=vectors
            ),
            seed=seed,
        )
        if tried.worse:
            raise NothingToLearn(
                "learning would find less than the program does as it comes: on decisions held "
                f"out F1 goes from {tried.f1[0]:.2f} to {tried.f1[1]:.2f}, average precision from "
                f"{tried.average_precision[0]:.2f} to {tried.average_precision[1]:.2f}; "
                "the model stays as it is",
                way_out="iqa tag status",
            )
        name = "none"
        if not dry_run:
            weights = learned_weights(decided, rules, vectors=vectors)
            summary = f"learned from {len(decided)} decided passages"
            with act(
                workspace.database, session.actor, session.at, command="tag learn", summary=summary
            ) as doing:
                name = f"m{add_model(doing, weights, len(decided), tried.figures())}"
        _say_learned(tried, name, as_json=as_json)


def _say_learned(tried: Trial, name: str, *, as_json: bool) -> None:
    if as_json:
        console.show_json({"model": name, "learned_from": tried.passages, **tried.figures()})
        return
    console.say(f"Learned from {tried.passages} decided passages; on a third held out at a time:")
    console.table(
        ("Figure", "Before", "After"),
        [
            ("macro F1", *(f"{v:.3f}" for v in tried.f1)),
            ("average precision", *(f"{v:.3f}" for v in tried.average_precision)),
        ],
        right=(1, 2),
    )
    console.say(f" Model {name} suggests from now on." if name != "none" else " Nothing was kept.")
    console.next_steps(
        ("iqa tag", "suggest anew; only what changed is shown again"),
        ("iqa undo", "go back to the model before"),
    )


@tag.command("rules")
def show_rules(context: typer.Context, as_json: Json = False) -> None:
    """Show which rules and model suggest, and where the rules can be read."""
    from importlib.resources import files

    from coding.model_store import OWN_RULES, tagger_of
    from coding.taggers.pipeline import default_tagger
    from evidence.errors import NotAnInspection

    session: Session = context.obj
    own: list[str] = []
    try:
        with session.workspace() as workspace:
            tagger = tagger_of(workspace)
            path = workspace.folder / OWN_RULES
            own = [str(path)] if path.is_file() else []
    except NotAnInspection:
        tagger = default_tagger()
    folder = files("coding.taggers") / "rules"
    names = sorted(str(file) for file in folder.iterdir() if file.name.endswith(".yaml")) + own
    if as_json:
        console.show_json({"rules": tagger.rules, "model": tagger.model, "files": names})
        return
    console.say(f"rules {tagger.rules}, model {tagger.model}; they can be read in")
    for name in names:
        console.say(f"  {name}")
    console.next_steps(("iqa tag", "suggest codes with these rules"))


@tag.command("evaluate")
def evaluate_rules(
    context: typer.Context,
    gold: Annotated[
        Path | None,
        typer.Argument(help="Coded passages, one JSON object a line; else what was decided here."),
    ] = None,
    learn: Annotated[
        int, typer.Option(help="Fit on so many of them, drawn at random; report on the rest.")
    ] = 0,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Measure the suggestions against passages that a person has coded."""
    from functools import partial

    from coding.evaluation import evaluate, evaluate_learning
    from coding.taggers.labelled import shipped_among
    from coding.taggers.pipeline import learned_tagger

    passages, tagger, own_rules = _gold(context.obj, gold)
    if learn:
        learning = partial(learned_tagger, extra_rules=own_rules)
        told = evaluate_learning(passages, learning, passages=learn, seed=seed).as_json()
    else:
        told = evaluate(passages, tagger).as_json()
    told["among_shipped"] = shipped_among(passages)
    if as_json:
        console.show_json(told)
        return
    _print_evaluation(told)


def _gold(
    session: Session, gold: Path | None
) -> tuple[tuple[Labelled, ...], CueTagger, Path | None]:
    """The passages of a file, or what was decided here; the tagger; the inspection's own rules."""
    from coding.codebook import codebook_of
    from coding.codebook_store import codebook
    from coding.confirmed import confirmed
    from coding.model_store import OWN_RULES, tagger_of
    from coding.taggers.labelled import read_gold
    from coding.taggers.pipeline import default_tagger
    from evidence.config import SHIPPED_FRAMEWORK, load_framework
    from evidence.errors import NotAnInspection

    try:
        with session.workspace() as workspace:
            codes = [code.code_id for code in codebook(workspace).codes]
            passages = confirmed(workspace) if gold is None else read_gold(gold, codes)
            own = workspace.folder / OWN_RULES
            return passages, tagger_of(workspace), own if own.is_file() else None
    except NotAnInspection:
        if gold is None:
            raise
        codes = [code.code_id for code in codebook_of(load_framework(SHIPPED_FRAMEWORK)).codes]
        return read_gold(gold, codes), default_tagger(), None


def _print_evaluation(told: dict[str, Any]) -> None:
    plain = [(key, value) for key, value in told.items() if isinstance(value, float | int)]
    console.table(
        ("Figure", "Value"),
        [(key, f"{v:.3f}" if isinstance(v, float) else str(v)) for key, v in plain],
        right=(1,),
    )
    console.table(
        ("Code", "Precision", "Recall", "F1", "Average precision", "True"),
        [
            (
                code,
                *(f"{figures[key]:.3f}" for key in ("precision", "recall", "f1")),
                f"{figures['average_precision']:.3f}",
                str(figures["support"]),
            )
            for code, figures in told["codes"].items()
        ],
        right=(1, 2, 3, 4, 5),
    )
    if told["among_shipped"]:
        console.say(
            f" {told['among_shipped']} of the passages were fitted on: their figures flatter."
        )
    console.next_steps(("iqa tag rules", "where the rules can be read"))
