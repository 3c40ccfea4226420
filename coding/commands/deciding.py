"""Coding by hand: `code add|change|remove|read|unplaced`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coding.commands.options import Memo, PolarityText, StrengthText, one_of
from coding.commands.reviewing import code
from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.codings import Coding
    from coding.places import Place
    from evidence.workspace import Workspace

app = typer.Typer()

_UNDO = ("iqa undo", "take that back")


@code.command("add")
def add(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="A source, or a segment such as S014-012.")
    ],
    what: Annotated[
        str,
        typer.Argument(
            metavar="WORDS-OR-CODE", help="The words to code, with --code; or a segment's code."
        ),
    ],
    polarity: PolarityText,
    code_id: Annotated[str, typer.Option("--code", help="A code, such as 4a.")] = "",
    words: Annotated[str, typer.Option(help="Only these words of the segment.")] = "",
    strength: StrengthText = "ordinary",
    memo: Memo = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Code some words: PLACE "the words" --code 4a; or a whole segment: SEGMENT 4a."""
    from coding import decide
    from coding.codebook_store import codebook as codebook_now
    from coding.codings import Polarity, Strength
    from evidence.audit import act

    if code_id and words:
        raise typer.BadParameter("give the words once: PLACE WORDS --code CODE")
    quoted, code_id = (what, code_id) if code_id else (words, what)
    session: Session = context.obj
    with session.workspace() as workspace:
        codebook = codebook_now(workspace)
        decision = decide.Decision(
            codebook.get(code_id).code_id,
            one_of(Polarity, polarity, "--polarity"),
            one_of(Strength, strength, "--strength"),
            memo,
        )
        found = _place(workspace, place, quoted)
        segment_id = found.placed.segment_id
        if dry_run:
            said = f"Would code {segment_id} as {code_id}, {polarity}."
            console.would(said, as_json=as_json)
            return
        summary = f"coded {segment_id} as {code_id}, {polarity}"
        with act(
            workspace.database, session.actor, session.at, command="code add", summary=summary
        ) as doing:
            made = decide.code(doing, found.selection, segment_id, decision, codebook)
        if as_json:
            console.show_json({"coding_id": made.coding_id, "segment_id": made.segment_id})
        console.say(f"{made.coding_id}: {summary}", as_json=as_json)
        console.next_steps(_UNDO, as_json=as_json)


def _place(workspace: Workspace, place: str, words: str) -> Place:
    """Return what is meant: quoted words somewhere, or the whole of a segment."""
    from coding import decide
    from coding.places import Place, segments_at, words_at
    from evidence.errors import UnknownSegment

    if words:
        return words_at(workspace, place, words)
    source, placed = segments_at(workspace, place)
    if len(placed) != 1:
        raise UnknownSegment(
            f"{place} is a source, not a segment",
            way_out=f'iqa code add {place} "the words" --code CODE --polarity ..',
        )
    return Place(placed[0], decide.selection_of(source, placed[0]))


@code.command("change")
def change(
    context: typer.Context,
    coding: Annotated[str, typer.Argument(help="A coding, such as C0031.")],
    code_id: Annotated[str, typer.Option("--code", help="Another code.")] = "",
    polarity: PolarityText = "",
    strength: StrengthText = "",
    memo: Annotated[str | None, typer.Option(help="Another remark.")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Say something else of the same words: another code, polarity, strength or remark."""
    from coding import decide
    from coding.codebook_store import codebook as codebook_now
    from coding.codings import Polarity, Strength
    from coding.store import CodingStore
    from evidence.audit import act

    session: Session = context.obj
    with session.workspace() as workspace:
        was = CodingStore(workspace.database).coding(coding)
        _require_own(was, session.actor.name)
        codebook = codebook_now(workspace)
        decision = decide.Decision(
            codebook.get(code_id or was.code_id).code_id,
            one_of(Polarity, polarity or was.polarity, "--polarity"),
            one_of(Strength, strength or was.strength, "--strength"),
            was.memo if memo is None else memo,
        )
        said = f"{coding} is {decision.code_id}, {decision.polarity}, {decision.strength}"
        if dry_run:
            console.would(f"Would change it so that {said}.", as_json=as_json)
            return
        with act(
            workspace.database, session.actor, session.at, command="code change", summary=said
        ) as doing:
            made = decide.change(doing, was, decision, codebook)
        if as_json:
            console.show_json(
                {
                    "coding_id": coding,
                    "code": made.code_id,
                    "polarity": made.polarity.value,
                    "strength": made.strength.value,
                    "memo": made.memo,
                }
            )
        console.say(f"{said}.", as_json=as_json)
        console.next_steps(_UNDO, as_json=as_json)


def _require_own(coding: Coding, actor: str) -> None:
    """Refuse to change what somebody else said: it would stand under their name."""
    from evidence.errors import AlreadyDecided

    if coding.coder != actor:
        raise AlreadyDecided(
            f"{coding.coding_id} is what {coding.coder} said, and you are {actor}",
            way_out=f"iqa code add {coding.segment_id} CODE --polarity ..   (say it yourself)",
        )


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
        whose = "" if found.coder == session.actor.name else f", a coding of {found.coder}"
        console.say(f"Withdrew {coding}{whose}.", as_json=as_json)
        console.next_steps(_UNDO, as_json=as_json)


@code.command("read")
def read(
    context: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A source, or a segment of it.")],
    segments: Annotated[str, typer.Option(help="Only segments such as 3-9 of the source.")] = "",
    nothing: Annotated[
        bool, typer.Option("--nothing", help="It holds no evidence: silence, which counts too.")
    ] = False,
    codes: Annotated[
        list[str] | None, typer.Option("--code", help="No evidence for this code; else for any.")
    ] = None,
    memo: Memo = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Record that you have read a source, or part of it, and found nothing if so."""
    from coding.codebook_store import codebook as codebook_now
    from coding.read import reading_at, record
    from evidence.audit import act

    if codes and not nothing:
        raise typer.BadParameter("--code says for what nothing was found: add --nothing")
    session: Session = context.obj
    with session.workspace() as workspace:
        found = reading_at(
            workspace, codebook_now(workspace), (place, segments), codes or [], silent=nothing,
            by=(session.actor, session.at, memo),
        )  # fmt: skip
        what = f"{found.source_id} {found.first}-{found.last}"
        summary = f"read {what}" + (", nothing found" if nothing else "")
        summary += f" for {', '.join(found.codes)}" if found.codes else ""
        if dry_run:
            console.would(f"Would record: {summary}.", as_json=as_json)
            return
        with act(
            workspace.database, session.actor, session.at, command="code read", summary=summary
        ) as doing:
            made = record(doing, workspace, found)
        if as_json:
            console.show_json(
                {
                    "reading_id": made.reading_id,
                    "source": made.source_id,
                    "first": made.first,
                    "last": made.last,
                    "nothing": made.silent,
                    "codes": list(made.codes),
                }
            )
        console.say(f"{made.reading_id}: {summary}", as_json=as_json)
        console.next_steps(
            ("iqa matrix coverage", "what has been read, and by whom"), _UNDO, as_json=as_json
        )


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
            ("iqa code add PLACE WORDS --code ..", "code the new words"),
            ("iqa code remove CODING", "withdraw the old coding"),
        )
