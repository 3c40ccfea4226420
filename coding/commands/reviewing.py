"""Deciding on suggestions: `code review`, one by one, in turn, or from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coding.commands.options import AreaName, KindName, Memo, PolarityText, StrengthText, one_of
from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.review_store import Filters
    from coding.suggestions import Suggestion
    from evidence.workspace import Workspace

app = typer.Typer()
_AFTER_LIST = ("iqa code review", "decide on them one after the other")

code = typer.Typer(no_args_is_help=True, help="Decide what the evidence shows.")
app.add_typer(code, name="code", rich_help_panel="Coding")


@code.command("review")
def review(
    context: typer.Context,
    suggestion: Annotated[
        str, typer.Argument(help="One suggestion, such as G-4hd2k9qa; else all of them in turn.")
    ] = "",
    accept: Annotated[bool, typer.Option("--accept", help="It is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is wrong.")] = False,
    code_id: Annotated[str, typer.Option("--code", help="Accept it under this code.")] = "",
    polarity: PolarityText = "",
    strength: StrengthText = "ordinary",
    memo: Memo = "",
    decisions: Annotated[
        Path | None, typer.Option(help="A CSV of decisions, applied whole or not at all.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the open suggestions.")] = False,
    source: Annotated[str, typer.Option(help="Only those in this source.")] = "",
    area: AreaName = "",
    kind: KindName = "",
    only: Annotated[str, typer.Option(help="Only suggestions of this code.")] = "",
    score: Annotated[int, typer.Option(help="Only those at least so likely, in percent.")] = 0,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Accept, amend or reject suggestions, likeliest first; nothing counts before that."""
    session: Session = context.obj
    with session.workspace() as workspace:
        if decisions is not None:
            _apply(workspace, session, decisions, dry_run=dry_run, as_json=as_json)
        elif listing:
            filters = _filters(workspace, source, area, kind, only, score / 100)
            _list(workspace, filters, session.actor.name, as_json=as_json)
        elif suggestion:
            choice = _choice(workspace, suggestion, code_id, polarity, strength, memo)
            verb = _verb(choice, accept=accept, reject=reject)
            if dry_run:
                said = f"{suggestion} would be {verb} ({choice[1].code_id})."
                console.would(said, as_json=as_json)
            else:
                _decide_one(workspace, session, choice, verb, as_json=as_json)
        elif as_json or dry_run:
            raise typer.BadParameter("--json and --dry-run need SUGGESTION, --list or --decisions")
        else:
            filters = _filters(workspace, source, area, kind, only, score / 100)
            _in_turn(workspace, session, filters)


def _apply(
    workspace: Workspace, session: Session, path: Path, *, dry_run: bool, as_json: bool
) -> None:
    from dataclasses import asdict

    from coding.codebook_store import codebook as codebook_now
    from coding.decisions_file import apply_decisions, read_decisions, require_applicable
    from evidence.errors import DecisionsInvalid

    if not path.is_file():
        raise DecisionsInvalid(f"there is no file {path}")
    rows = read_decisions(path.read_bytes(), path.name)
    codebook = codebook_now(workspace)
    if dry_run:
        require_applicable(workspace, rows, codebook, path.name)
        count = console.plural(len(rows), "decision")
        console.would(f"Would apply {count} from {path.name}.", as_json=as_json)
        return
    done = apply_decisions(workspace, rows, codebook, session.actor, session.at, path.name)
    if as_json:
        console.show_json(asdict(done))
    console.say(
        f"{console.plural(len(rows), 'decision')}: {done.accepted} accepted, "
        f"{done.amended} amended, {done.rejected} rejected, {done.added} coded by hand, "
        f"{done.same} as before",
        as_json=as_json,
    )
    if done.not_suggested:
        console.say(
            f"{done.not_suggested} were about suggestions that these rules do not make; "
            "those with a code were coded by hand.",
            as_json=as_json,
        )
    console.next_steps(("iqa matrix", "codes by Area"), as_json=as_json)


def _list(workspace: Workspace, filters: Filters, coder: str, *, as_json: bool) -> None:
    from coding.review_store import queue
    from coding.store import CodingStore

    waiting = queue(workspace.database, filters, coder)
    known = CodingStore(workspace.database).known()
    found = [known[one.suggestion_id] for one in waiting]
    places = {p.segment_id: p.segment for p in workspace.evidence.segments()}
    if as_json:
        console.show_json(
            {
                "suggestions": [
                    {
                        "suggestion_id": s.suggestion_id,
                        "segment_id": s.segment_id,
                        "locator": places[s.segment_id].locator,
                        "code": s.code_id,
                        "polarity": s.polarity.value,
                        "score": s.score,
                        "reason": s.reason,
                        "text": places[s.segment_id].text,
                    }
                    for s in found
                ]
            }
        )
        console.next_steps(_AFTER_LIST, as_json=True)
        return
    console.table(
        ("Suggestion", "Segment", "Code", "Polarity", "Score", "Why"),
        [
            (s.suggestion_id, s.segment_id, s.code_id, s.polarity.value, f"{s.score:.2f}", s.reason)
            for s in found
        ],
        right=(4,),
    )
    console.say(f"{console.plural(len(found), 'suggestion')} to decide")
    console.next_steps(_AFTER_LIST)


def _choice(
    workspace: Workspace, reference: str, code_id: str, polarity: str, strength: str, memo: str
) -> tuple[Suggestion, Any]:
    from coding.codings import Polarity, Strength
    from coding.decide import Decision
    from coding.store import CodingStore

    suggestion = CodingStore(workspace.database).suggestion(reference)
    decision = Decision(
        code_id or suggestion.code_id,
        one_of(Polarity, polarity, "--polarity") if polarity else suggestion.polarity,
        one_of(Strength, strength, "--strength"),
        memo,
    )
    return suggestion, decision


def _verb(choice: tuple[Suggestion, Any], *, accept: bool, reject: bool) -> str:
    suggestion, decision = choice
    amended = (decision.code_id, decision.polarity) != (suggestion.code_id, suggestion.polarity)
    if reject == (accept or amended):
        raise typer.BadParameter("say --accept, --reject, or --code / --polarity to amend")
    return "rejected" if reject else "amended" if amended else "accepted"


def _decide_one(
    workspace: Workspace,
    session: Session,
    choice: tuple[Suggestion, Any],
    verb: str,
    *,
    as_json: bool = False,
) -> None:
    suggestion, decision = choice
    from coding import decide
    from coding.codebook_store import codebook as codebook_now
    from evidence.audit import act

    placed = workspace.evidence.segment(suggestion.segment_id)
    source = workspace.evidence.source(suggestion.source_id)
    summary = f"{verb} {suggestion.suggestion_id} ({decision.code_id}) in {suggestion.segment_id}"
    made = None
    with act(
        workspace.database, session.actor, session.at, command="code review", summary=summary
    ) as doing:
        if verb == "rejected":
            decide.reject(doing, suggestion)
        else:
            selection = decide.selection_of(source, placed)
            codebook = codebook_now(workspace)
            made = decide.accept(doing, suggestion, selection, decision, codebook)
    coding_id = made.coding_id if made else None
    if as_json:
        console.show_json(
            {"suggestion_id": suggestion.suggestion_id, "outcome": verb, "coding_id": coding_id}
        )
    said = f"{verb.capitalize()} {suggestion.suggestion_id}" + (f" as {coding_id}" if made else "")
    console.say(said, as_json=as_json)
    console.next_steps(("iqa undo", "take that back"), as_json=as_json)


def _in_turn(workspace: Workspace, session: Session, filters: Filters) -> None:
    from coding.codebook_store import codebook
    from coding.commands.turning import in_turn
    from coding.review import Review

    review = Review(workspace, codebook(workspace), filters, session.actor, session.at)
    if review.over:
        console.say("There is nothing to decide.")
        console.next_steps(("iqa tag", "suggest codes"), ("iqa matrix", "codes by Area"))
        return
    in_turn(review)
    after = [("iqa matrix", "codes by Area")]
    if not review.over:
        after.append(("iqa code review", "go on"))
    elif filters.source:
        after.append((f"iqa code read {filters.source}", "say that you have read the rest of it"))
    console.next_steps(*after)


def _filters(
    workspace: Workspace, source: str, area: str, kind: str, only: str, least: float
) -> Filters:
    from coding.codebook_store import codebook
    from coding.places import source_named
    from coding.review_store import Filters
    from evidence.sources import NATIONAL

    book = codebook(workspace)
    return Filters(
        source_named(workspace, source).source_id if source else "",
        {"": None, NATIONAL: ""}.get(area, area),
        kind,
        book.beneath(book.get(only).code_id) if only else (),
        least,
    )
