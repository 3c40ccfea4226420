"""Looking at codings: `code find|who`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.commands.options import AreaName, CoderName, KindName, Out, one_of, write_out
from coding.commands.reviewing import code
from evidence import console
from evidence.commands.options import Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.matrix import CodedPassage
    from evidence.workspace import Workspace

app = typer.Typer()

_HEADINGS = (
    "Coding", "Code", "Polarity", "Strength", "Area", "Kind", "Source", "Segment", "Coder", "Words",
)  # fmt: skip


@code.command("find")
def find(
    context: typer.Context,
    code_id: Annotated[
        str, typer.Argument(metavar="CODE", help="A code; its sub-codes are found too.")
    ] = "",
    polarity: Annotated[str, typer.Option(help="positive, negative or mixed.")] = "",
    strength: Annotated[str, typer.Option(help="ordinary or strong.")] = "",
    area: AreaName = "",
    kind: KindName = "",
    coder: CoderName = "",
    source: Annotated[str, typer.Option(help="Only in this source.")] = "",
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Find the passages that carry a code, every coder's, with who coded them."""
    from coding.codings import Polarity, Strength

    session: Session = context.obj
    with session.workspace() as workspace:
        found = _passages(workspace, code_id, source)
    if polarity:
        wanted = one_of(Polarity, polarity, "--polarity")
        found = [i for i in found if i.coding.polarity is wanted]
    if strength:
        how = one_of(Strength, strength, "--strength")
        found = [i for i in found if i.coding.strength is how]
    found = [
        i
        for i in found
        if area in {"", i.source.place}
        and kind in {"", i.source.kind_id}
        and coder in {"", i.coding.coder}
    ]
    _show(found, out, session, as_json=as_json)


def _passages(workspace: Workspace, code_id: str, source: str) -> list[CodedPassage]:
    from coding.codebook_store import codebook
    from coding.gather import every_coding
    from coding.places import source_named

    book = codebook(workspace)
    codes = book.beneath(book.get(code_id).code_id) if code_id else ()
    place = source_named(workspace, source).source_id if source else ""
    return [
        item
        for item in every_coding(workspace).items
        if (not codes or item.coding.code_id in codes) and place in {"", item.source.source_id}
    ]


def _show(found: list[CodedPassage], out: Path | None, session: Session, *, as_json: bool) -> None:
    rows = [_row(item) for item in found]
    if out is not None:
        write_out(out, "Codings", _HEADINGS, rows, at=session.at)
    if as_json:
        console.show_json({"codings": [_json(item) for item in found]})
    elif out is None:
        console.table(
            ("Coding", "Says", "Area", "Segment", "Coder", "Words"), [_short(i) for i in found]
        )
    where = f" written to {out}" if out is not None else ""
    console.say(f"{console.plural(len(found), 'coding')}{where}", as_json=as_json)
    console.next_steps(
        ("iqa code change CODING", "say something else of the words"),
        ("iqa finding add CRITERION", "say what the evidence shows"),
        as_json=as_json,
    )


def _short(item: CodedPassage) -> tuple[str, ...]:
    coding = item.coding
    says = f"{coding.code_id} {coding.polarity.value}"
    if coding.strength.value == "strong":
        says += ", strong"
    return (
        coding.coding_id, says, item.source.place, coding.segment_id, coding.coder,
        coding.selection.quote,
    )  # fmt: skip


def _row(item: CodedPassage) -> tuple[str, ...]:
    coding, source = item.coding, item.source
    return (
        coding.coding_id,
        coding.code_id,
        coding.polarity.value,
        coding.strength.value,
        source.place,
        source.kind_id,
        source.source_id,
        coding.segment_id,
        coding.coder,
        coding.selection.quote,
    )


def _json(item: CodedPassage) -> dict[str, object]:
    coding, source = item.coding, item.source
    return {
        "coding_id": coding.coding_id,
        "code": coding.code_id,
        "polarity": coding.polarity.value,
        "strength": coding.strength.value,
        "area": source.area or None,
        "kind": source.kind_id,
        "source": source.source_id,
        "segment_id": coding.segment_id,
        "locator": item.segment.locator,
        "start": coding.selection.start,
        "end": coding.selection.end,
        "quote": coding.selection.quote,
        "coder": coding.coder,
        "at": coding.at.isoformat(),
        "memo": coding.memo,
        "codebook": coding.codebook,
    }


@code.command("who")
def who(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="A source or segment; else all of them.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Show who has coded, decided and read how much, everywhere or in one place."""
    from dataclasses import asdict

    from coding.coverage import coverage
    from coding.gather import looked_at

    session: Session = context.obj
    with session.workspace() as workspace:
        found = coverage(looked_at(workspace, place))
    if as_json:
        console.show_json({"coders": [asdict(coder) for coder in found.coders]})
        return
    console.table(
        ("Coder", "Codings", "Codes", "Sources", "Segments read", "Nothing found in"),
        [
            (c.coder, *map(str, (c.codings, c.codes, c.sources, c.segments, c.silent)))
            for c in found.coders
        ],
        right=(1, 2, 3, 4, 5),
    )
    console.next_steps(
        ("iqa matrix coverage", "what nobody has read"),
        ("iqa code find --coder NAME", "what one of them coded"),
    )
