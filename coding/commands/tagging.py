"""Commands that suggest: `tag` and what belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.session import Session

if TYPE_CHECKING:
    from coding.codebook import Codebook
    from coding.store import CodingStore
    from coding.suggest import Tagged

app = typer.Typer()
tag = typer.Typer(
    invoke_without_command=True, help="Suggest codes for the evidence; a person decides."
)
app.add_typer(tag, name="tag", rich_help_panel="Every day")

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
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
    from coding.codebook_store import codebook as codebook_now
    from coding.store import CodingStore
    from coding.suggest import suggest
    from coding.taggers.pipeline import default_tagger

    session: Session = context.obj
    with session.workspace() as workspace:
        tagged = suggest(
            workspace, default_tagger(), session.actor, session.at, only=source, dry=dry_run
        )
        if as_json:
            console.show_json(
                {
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
            )
        else:
            codebook = codebook_now(workspace)
            _print(tagged, codebook, CodingStore(workspace.database))
        console.next_steps(
            ("iqa code review", "accept, amend or reject them, likeliest first"),
            ("iqa code review --list", "see them with their reasons"),
            as_json=as_json,
        )


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


@tag.command("rules")
def show_rules(as_json: Json = False) -> None:
    """Show which rules and model suggest, and where the rules can be read."""
    from importlib.resources import files

    from coding.taggers.pipeline import default_tagger

    tagger = default_tagger()
    folder = files("coding.taggers") / "rules"
    names = sorted(str(file) for file in folder.iterdir() if file.name.endswith(".yaml"))
    if as_json:
        console.show_json({"rules": tagger.rules, "model": tagger.model, "files": names})
        return
    console.say(f"rules {tagger.rules}, model {tagger.model}; they can be read in")
    for name in names:
        console.say(f"  {name}")
    console.next_steps(("iqa tag", "suggest codes with these rules"))


@tag.command("evaluate")
def evaluate_rules(
    gold: Annotated[Path, typer.Argument(help="Coded passages, one JSON object a line.")],
    learn: Annotated[
        int, typer.Option(help="Fit on so many of them, drawn at random; report on the rest.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="The seed of that draw.")] = 1,
    as_json: Json = False,
) -> None:
    """Measure the suggestions against passages that a person has coded."""
    from coding.evaluation import evaluate, evaluate_learning
    from coding.taggers.labelled import read_gold
    from coding.taggers.pipeline import default_tagger, learned_tagger

    passages = read_gold(gold)
    if learn:
        told = evaluate_learning(passages, learned_tagger, passages=learn, seed=seed).as_json()
    else:
        told = evaluate(passages, default_tagger()).as_json()
    if as_json:
        console.show_json(told)
        return
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
    console.next_steps(("iqa tag rules", "where the rules can be read"))
