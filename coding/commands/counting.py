"""Reading the coded evidence: `matrix` and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coding.commands.options import AreaName, CoderName, KindName, Out, write_out
from evidence import console
from evidence.commands.options import Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.matrix import Cell

app = typer.Typer()
matrix = typer.Typer(
    invoke_without_command=True,
    help="Read the coded evidence: codes by Area, what was read, what parts, what is new.",
)
app.add_typer(matrix, name="matrix", rich_help_panel="Coding")

_KIND = 3
_FINDING = ("iqa finding add CRITERION", "say what the evidence shows")
_COVERAGE = ("iqa matrix coverage", "what has been read, and what has not")


@matrix.callback()
def show_matrix(
    context: typer.Context,
    by_kind: Annotated[
        bool, typer.Option("--by-kind", help="A column for each Area and kind of source.")
    ] = False,
    kind: KindName = "",
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Show codes by Area: passages that are positive, negative and mixed."""
    if context.invoked_subcommand is not None:
        return
    from dataclasses import asdict

    from coding.codebook_store import codebook
    from coding.gather import gathered
    from coding.matrix import matrix as counted
    from evidence.sources import NATIONAL

    session: Session = context.obj
    with session.workspace() as workspace:
        found = gathered(workspace)
        found = found.where(lambda item: kind in {"", item.source.kind_id})
        kinds = sorted({i.source.kind_id for i in found.items}) if by_kind else [""]
        codes = [c.code_id for c in codebook(workspace).codes]
        cells = counted(found, codes, [*found.areas, NATIONAL], kinds)
        names = {k.kind_id: k.plural for k in workspace.inspection.framework.kinds}
    if out is not None:
        write_out(out, "Codes by Area", _HEADINGS, _long(cells, names), at=session.at)
    if as_json:
        told = [{**asdict(c), "kind": c.kind or None, "total": c.total} for c in cells if c.total]
        console.show_json({"cells": told})
    elif not any(c.total for c in cells):
        console.say("Nothing has been coded yet.")
        console.next_steps(("iqa code review", "decide on suggestions"))
        return
    elif out is None:
        _print(cells, names)
    else:
        console.say(f"Wrote the matrix to {out}")
    console.next_steps(_FINDING, _COVERAGE, as_json=as_json)


_HEADINGS = (
    "Code", "Area", "Kind", "Positive", "Negative", "Mixed", "Passages", "Segments", "Sources",
)  # fmt: skip


def _long(cells: tuple[Cell, ...], names: dict[str, str]) -> list[tuple[str | int, ...]]:
    return [
        (
            c.code_id, c.place, names.get(c.kind, c.kind or "all"),
            c.positive, c.negative, c.mixed, c.total, c.segments, c.sources,
        )
        for c in cells
        if c.total
    ]  # fmt: skip


def _print(cells: tuple[Cell, ...], names: dict[str, str]) -> None:
    columns = [
        column
        for column in dict.fromkeys((c.place, c.kind) for c in cells)
        if column[1] == "" or any(c.total for c in cells if (c.place, c.kind) == column)
    ]
    rows = []
    for code_id in dict.fromkeys(c.code_id for c in cells):
        mine = {(c.place, c.kind): c for c in cells if c.code_id == code_id}
        if any(c.total for c in mine.values()):
            rows.append((code_id, *(_told(mine[column]) for column in columns)))
    console.say("Passages: positive/negative/mixed, and from how many sources")
    heads = [f"{place}: {names.get(kind, kind)}" if kind else place for place, kind in columns]
    console.table(("Code", *heads), rows)


def _told(cell: Cell) -> str:
    counts = f"{cell.positive}/{cell.negative}/{cell.mixed}"
    return f"{counts} in {cell.sources}" if cell.total else counts


@matrix.command("coverage")
def show_coverage(
    context: typer.Context,
    unread: Annotated[bool, typer.Option("--unread", help="Only what is not read whole.")] = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Show what has been read and by whom, what has not, and where codes are silent."""
    from coding.codebook_store import codebook
    from coding.coverage import coverage
    from coding.gather import looked_at

    session: Session = context.obj
    with session.workspace() as workspace:
        found = coverage(looked_at(workspace), codebook(workspace).families)
        names = {k.kind_id: k.name for k in workspace.inspection.framework.kinds}
    sources = [s for s in found.sources if not (unread and s.whole)]
    headings = ("Source", "Title", "Area", "Kind", "Segments", "Read", "Coded", "Nothing", "By")
    rows = [
        (
            s.source_id, s.title, s.place, names.get(s.kind, s.kind), s.segments, s.read,
            s.coded, s.silent, ", ".join(f"{name} {count}" for name, count in s.readers),
        )
        for s in sources
    ]  # fmt: skip
    if out is not None:
        write_out(out, "Coverage", headings, rows, at=session.at)
    if as_json:
        console.show_json(
            {
                "segments": found.segments,
                "read": found.read,
                "sources": [
                    {
                        "source": s.source_id,
                        "area": s.place,
                        "kind": s.kind,
                        "segments": s.segments,
                        "read": s.read,
                        "coded": s.coded,
                        "nothing": s.silent,
                        "readers": dict(s.readers),
                    }
                    for s in sources
                ],
                "codes": [
                    {
                        "code": c.code_id,
                        "found": list(c.found),
                        "silent": list(c.silent),
                        "unread": list(c.unread),
                    }
                    for c in found.codes
                ],
            }
        )
    elif out is None:
        console.table(headings, [tuple(map(str, row)) for row in rows], right=(4, 5, 6, 7))
        console.say()
        console.table(
            ("Code", "Found in", "Silent in", "Not read through"),
            [(c.code_id, *(str(len(n)) for n in (c.found, c.silent, c.unread)))
             for c in found.codes],
            right=(1, 2, 3),
        )  # fmt: skip
    console.say(f"{found.read} of {found.segments} segments read", as_json=as_json)
    console.next_steps(
        ("iqa code read SOURCE --nothing", "record that you read it and found nothing"),
        ("iqa matrix contradictions", "where kinds of evidence part"),
        as_json=as_json,
    )


@matrix.command("contradictions")
def show_contradictions(context: typer.Context, out: Out = None, as_json: Json = False) -> None:
    """Show where kinds of evidence say different things about a code."""
    from coding.codebook_store import codebook
    from coding.contradictions import contradictions, said
    from coding.coverage import coverage
    from coding.gather import gathered, looked_at

    session: Session = context.obj
    with session.workspace() as workspace:
        shares = coverage(looked_at(workspace)).sources
        found = contradictions(gathered(workspace), codebook(workspace).families, shares)
        names = {k.kind_id: k.plural for k in workspace.inspection.framework.kinds}
    lines = [said(one, names) for one in found]
    if out is not None:
        rows = [
            (one.code_id, line, ", ".join((*one.positive.coding_ids, *one.other.coding_ids)))
            for one, line in zip(found, lines, strict=True)
        ]
        write_out(out, "Contradictions", ("Code", "What", "Codings"), rows, at=session.at)
    if as_json:
        told = [
            {
                "code": one.code_id,
                "said": line,
                "positive_in": _side(one.positive),
                "not_in": _side(one.other),
                "within": list(one.within),
            }
            for one, line in zip(found, lines, strict=True)
        ]
        console.show_json({"contradictions": told})
    else:
        for line in lines:
            console.say(line)
    console.say(console.plural(len(found), "contradiction"), as_json=as_json)
    console.next_steps(("iqa code find CODE", "the passages themselves"), _FINDING, as_json=as_json)


def _side(side: Any) -> dict[str, Any]:
    return {
        "kind": side.kind,
        "positive": list(side.positive),
        "negative": list(side.negative),
        "silent": list(side.silent),
        "codings": list(side.coding_ids),
    }


@matrix.command("saturation")
def show_saturation(context: typer.Context, out: Out = None, as_json: Json = False) -> None:
    """Show which sources, in the order read, still brought codes nobody had found."""
    from coding.gather import looked_at
    from coding.saturation import saturation, since_new

    session: Session = context.obj
    with session.workspace() as workspace:
        steps = saturation(looked_at(workspace))
    headings = ("Source", "Title", "Area", "Kind", "First read", "Codings", "New codes", "So far")
    rows = [
        (
            s.source_id, s.title, s.place, s.kind, f"{s.first_read:%d %b %Y %H:%M}", s.codings,
            ", ".join(s.new), s.so_far,
        )
        for s in steps
    ]  # fmt: skip
    if out is not None:
        write_out(out, "Saturation", headings, rows, at=session.at)
    if as_json:
        told = [
            {
                "source": s.source_id,
                "area": s.place,
                "kind": s.kind,
                "first_read": s.first_read.isoformat(),
                "codings": s.codings,
                "new": list(s.new),
                "so_far": s.so_far,
            }
            for s in steps
        ]
        console.show_json({"steps": told, "since_new": since_new(steps)})
    elif out is None:
        console.table(
            ("Source", "Title", "Area", "First read", "Codings", "New codes", "So far"),
            [tuple(str(cell) for at, cell in enumerate(row) if at != _KIND) for row in rows],
            right=(4, 6),
        )
    quiet = console.plural(since_new(steps), "source")
    console.say(f"{quiet} read since the last new code", as_json=as_json)
    console.next_steps(_COVERAGE, as_json=as_json)


@matrix.command("search")
def search(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(help='Words, "a phrase", theme*, -without; all must stand there.')
    ],
    code_id: Annotated[str, typer.Option("--code", help="Only what carries this code.")] = "",
    uncoded: Annotated[bool, typer.Option("--uncoded", help="Only what carries no code.")] = False,
    polarity: Annotated[str, typer.Option(help="Only codings of this polarity.")] = "",
    area: AreaName = "",
    kind: KindName = "",
    coder: CoderName = "",
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Search the text of the evidence, with the codes that the passages carry."""
    from coding.gather import Wanted, searched
    from coding.searching import parse

    asked = parse(query)
    if asked.empty:
        raise typer.BadParameter("say what to look for")
    wanted = Wanted(code_id, polarity, coder, area, kind, uncoded)
    session: Session = context.obj
    with session.workspace() as workspace:
        hits = searched(workspace, asked, wanted)
    headings = ("Segment", "Where", "Area", "Kind", "Codes", "Words")
    rows = [
        (
            hit.placed.segment_id, hit.placed.segment.locator, hit.source.place,
            hit.source.kind_id, ", ".join(hit.codes), hit.placed.segment.text,
        )
        for hit in hits
    ]  # fmt: skip
    if out is not None:
        write_out(out, "Passages", headings, rows, at=session.at)
    if as_json:
        told = [
            {
                "segment_id": hit.placed.segment_id,
                "locator": hit.placed.segment.locator,
                "area": hit.source.area or None,
                "kind": hit.source.kind_id,
                "codes": list(hit.codes),
                "spans": [list(span) for span in hit.spans],
                "text": hit.placed.segment.text,
            }
            for hit in hits
        ]
        console.show_json({"passages": told})
    elif out is None:
        console.table(headings, rows)
    console.say(console.plural(len(hits), "passage"), as_json=as_json)
    console.next_steps(
        ("iqa code add SEGMENT CODE --polarity ..", "code one of them"), as_json=as_json
    )
