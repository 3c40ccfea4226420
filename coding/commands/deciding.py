"""Coding by hand and counting: `code add|remove|unplaced` and `matrix`."""

from __future__ import annotations

from typing import Annotated

import typer

from coding.commands.options import Dry, Json, Memo, PolarityText, StrengthText, one_of
from coding.commands.reviewing import code
from evidence import console
from evidence.session import Session

app = typer.Typer()

_AFTER_MATRIX = ("iqa finding add CRITERION", "say what the evidence shows")


@code.command("add")
def add(
    context: typer.Context,
    segment: Annotated[str, typer.Argument(help="A segment, such as S014-012.")],
    code_id: Annotated[str, typer.Argument(metavar="CODE", help="A code, such as 4a.")],
    polarity: PolarityText,
    words: Annotated[str, typer.Option(help="Only these words of the segment.")] = "",
    strength: StrengthText = "ordinary",
    memo: Memo = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Code a segment by hand."""
    from coding import decide
    from coding.codebook_store import codebook as codebook_now
    from coding.codings import Polarity, Strength
    from evidence.audit import act

    session: Session = context.obj
    with session.workspace() as workspace:
        placed = workspace.evidence.segment(segment)
        found = workspace.evidence.source(placed.source_id)
        codebook = codebook_now(workspace)
        decision = decide.Decision(
            codebook.get(code_id).code_id,
            one_of(Polarity, polarity, "--polarity"),
            one_of(Strength, strength, "--strength"),
            memo,
        )
        selection = decide.selection_of(found, placed, words)
        if dry_run:
            console.would(f"Would code {segment} as {code_id}, {polarity}.", as_json=as_json)
            return
        summary = f"coded {segment} as {code_id}, {polarity}"
        with act(
            workspace.database, session.actor, session.at, command="code add", summary=summary
        ) as doing:
            made = decide.code(doing, selection, placed.segment_id, decision, codebook)
        if as_json:
            console.show_json({"coding_id": made.coding_id, "segment_id": made.segment_id})
        console.say(f"{made.coding_id}: {summary}", as_json=as_json)
        console.next_steps(("iqa undo", "take that back"), as_json=as_json)


@code.command("remove")
def remove(
    context: typer.Context,
    coding: Annotated[str, typer.Argument(help="A coding, such as C0031.")],
    reason: Annotated[str, typer.Option(help="Why it no longer counts; kept in the log.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Withdraw a coding: it stays in the store and no longer counts."""
    from coding import decide
    from coding.store import CodingStore
    from evidence.audit import act

    session: Session = context.obj
    with session.workspace() as workspace:
        store = CodingStore(workspace.database)
        found = store.coding(coding)
        if dry_run:
            console.would(f"Would withdraw {found.coding_id} ({found.code_id}).", as_json=as_json)
            return
        summary = f"withdrew {coding}" + (f": {reason}" if reason else "")
        with act(
            workspace.database, session.actor, session.at, command="code remove", summary=summary
        ) as doing:
            decide.withdraw(doing, store, coding)
        if as_json:
            console.show_json({"coding_id": coding, "withdrawn": True})
        console.say(f"Withdrew {coding}.", as_json=as_json)
        console.next_steps(("iqa undo", "take that back"), as_json=as_json)


@code.command("unplaced")
def list_unplaced(context: typer.Context, as_json: Json = False) -> None:
    """List codings whose words the newest version of their document no longer has."""
    from coding.carry import unplaced

    session: Session = context.obj
    with session.workspace() as workspace:
        found = unplaced(workspace)
        if as_json:
            console.show_json(
                {
                    "codings": [
                        {
                            "coding_id": c.coding_id,
                            "segment_id": c.segment_id,
                            "code": c.code_id,
                            "polarity": c.polarity.value,
                            "quote": c.selection.quote,
                        }
                        for c in found
                    ]
                }
            )
            return
        console.table(
            ("Coding", "Stood in", "Code", "Words"),
            [(c.coding_id, c.segment_id, c.code_id, c.selection.quote) for c in found],
        )
        console.say(f"{console.plural(len(found), 'coding')} to place again or withdraw")
        console.next_steps(
            ("iqa code add SEGMENT CODE --polarity ..", "code the new words"),
            ("iqa code remove CODING", "withdraw the old coding"),
        )


@app.command("matrix", rich_help_panel="Coding")
def show_matrix(context: typer.Context, as_json: Json = False) -> None:
    """Show codes by Area: passages that are positive, negative and mixed."""
    from dataclasses import asdict

    from coding.codebook_store import codebook as codebook_now
    from coding.gather import gathered
    from coding.matrix import matrix
    from evidence.sources import NATIONAL

    session: Session = context.obj
    with session.workspace() as workspace:
        found = gathered(workspace)
        places = [*found.areas, NATIONAL]
        codes = [c.code_id for c in codebook_now(workspace).codes]
        cells = matrix(found, codes, places)
        if as_json:
            console.show_json(
                {"cells": [{**asdict(c), "total": c.total} for c in cells if c.total]}
            )
            console.next_steps(_AFTER_MATRIX, as_json=True)
            return
        rows = []
        for code_id in codes:
            mine = [c for c in cells if c.code_id == code_id]
            if any(c.total for c in mine):
                rows.append((code_id, *(f"{c.positive}/{c.negative}/{c.mixed}" for c in mine)))
        if not rows:
            console.say("Nothing has been coded yet.")
            console.next_steps(("iqa code review", "decide on suggestions"))
            return
        console.say("Passages: positive/negative/mixed")
        console.table(("Code", *places), rows)
        console.next_steps(_AFTER_MATRIX)
