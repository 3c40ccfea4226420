"""Commands that settle and review masks: `transcripts mask|check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.masking.decisions import Decision
    from evidence.maskings import Masked
    from evidence.workspace import Workspace


def mask_sources(
    context: typer.Context,
    sources: Annotated[
        list[str] | None, typer.Argument(help="Ids of sources, such as S006.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every source in the evidence.")] = False,
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS|START-END", help="Hide words that were missed."),
    ] = None,
    lift: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS|START-END", help="Show words that name nobody."),
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Settle the masks of sources, and write the key; hide what was missed, show what is none."""
    from evidence.maskings import maskings, write_key
    from evidence.masks_json import masked_json

    session: Session = context.obj
    with session.workspace() as workspace:
        named = list(sources or ())
        if bool(named) == every or (every and (add or lift)):
            raise typer.BadParameter("name sources, or say --all; --add and --lift want one source")
        if (add or lift) and len(named) != 1:
            raise typer.BadParameter("--add and --lift go with one source")
        found = maskings(workspace, None if every else named)
        decided = {m.source.source_id: _settle(m, add or [], lift or []) for m in found}
        if dry_run:
            count = sum(len(m.masking.masks) for m in found)
            console.would(
                f"Would settle {console.plural(count, 'mask')} in "
                f"{console.plural(len(found), 'source')}.", as_json=as_json,
            )  # fmt: skip
            return
        _write(workspace, session, decided)
        after = maskings(workspace)
        key = write_key(workspace, after)
        told = [masked_json(m) for m in after if m.source.source_id in decided]
        if as_json:
            console.show_json({"sources": told, "key": str(key)})
        else:
            _print_masked(told)
        console.say(f"The key is in {key}; no backup or export takes it.", as_json=as_json)
        console.next_steps(
            ("iqa transcripts check", "what a person should look at"), as_json=as_json
        )


def _settle(found: Masked, add: list[str], lift: list[str]) -> list[Decision]:
    from evidence.masking.decisions import Decision, Verdict

    text = found.source.text
    wanted = ((Verdict.HIDE, add), (Verdict.SHOW, lift))
    decided = [
        Decision(verdict, start, end)
        for verdict, given in wanted
        for words in given
        for start, end in _places(found, text, words, shown=verdict is Verdict.SHOW)
    ]
    return [*decided, Decision(Verdict.SEEN, 0, len(text))]


def _places(found: Masked, text: str, words: str, *, shown: bool) -> list[tuple[int, int]]:
    """Where words stand in a source; for words to be shown, the whole masks about them."""
    import re

    from evidence.errors import SourceError

    place = re.fullmatch(r"(\d+)-(\d+)", words.strip())
    if place:
        start, end = int(place[1]), int(place[2])
        places = [(start, end)] if 0 <= start < end <= len(text) else []
    else:
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        places = [match.span() for match in pattern.finditer(text)]
    if shown:
        every = (*found.masking.masks, *found.masking.doubts)
        places = [
            (min(start, m.start), max(end, m.end))
            for start, end in places
            for m in every
            if m.start < end and start < m.end
        ]
    if not places:
        what = "has no mask on" if shown else "does not say"
        raise SourceError(
            f"{found.source.source_id} {what} '{words}'",
            way_out=f"iqa transcripts check {found.source.source_id}",
        )
    return places


def _write(workspace: Workspace, session: Session, decided: dict[str, list[Decision]]) -> None:
    from evidence.maskings import decide

    places = sum(len(decisions) - 1 for decisions in decided.values())
    names = ", ".join(decided) if len(decided) <= _FEW else f"{len(decided)} sources"
    summary = f"settled the masks of {names}"
    if places:
        summary += f", {console.plural(places, 'place')} decided"
    decide(
        workspace, decided, session.actor, session.at, command="transcripts mask", summary=summary
    )


def _print_masked(told: list[dict[str, object]]) -> None:
    console.table(
        ("Source", "Masks", "Unsure", "To decide"),
        [
            (str(t["source_id"]), str(t["masks"]), str(t["unsure"]), str(t["to_decide"]))
            for t in told
        ],
        right=(1, 2, 3),
    )


def check_masks(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source; else all.")] = "",
    as_json: Json = False,
) -> None:
    """Show what is masked, what a person should decide, and what may be a name besides."""
    from evidence.maskings import maskings
    from evidence.masks_json import checked_json

    session: Session = context.obj
    with session.workspace() as workspace:
        found = maskings(workspace, [source] if source else None)
        told = [checked_json(m) for m in found]
        open_ones = sum(len(t["to_decide"]) for t in told)
        if as_json:
            console.show_json({"sources": told})
        elif source:
            _print_checked(told[0])
        else:
            _print_overview(told)
        if open_ones:
            console.say(
                f"{console.plural(open_ones, 'place')} may be a name and "
                f"{'is' if open_ones == 1 else 'are'} not masked.", as_json=as_json,
            )  # fmt: skip
            name = source or next(t["source_id"] for t in told if t["to_decide"])
            console.next_steps(
                (f"iqa transcripts mask {name} --add START-END", "hide what is a name"),
                (f"iqa transcripts mask {name} --lift START-END", "leave what is none"),
                as_json=as_json,
            )
            console.leave(console.PERSON_MUST_LOOK)


def _print_overview(told: list[dict[str, list[object]]]) -> None:
    console.table(
        ("Source", "Masks", "Unsure", "To decide", "Possible", "Seen"),
        [
            (
                str(t["source_id"]),
                str(t["masks"]),
                str(len(t["unsure"])),
                str(len(t["to_decide"])),
                str(len(t["possible"])),
                "yes" if t["masked"] else "no",
            )
            for t in told
        ],
        right=(1, 2, 3, 4),
    )


def _print_checked(told: dict[str, list[dict[str, object]]]) -> None:
    console.table(
        ("Mask", "Kind", "Words", "Times"),
        [(str(f["mask"]), str(f["kind"]), str(f["words"]), str(f["count"])) for f in told["found"]],
        right=(3,),
    )
    headings = {
        "unsure": "Masked on weaker signs",
        "to_decide": "Not masked, to be decided",
        "possible": "Possible names that no rule knows",
    }
    for key, heading in headings.items():
        if not told[key]:
            continue
        console.say(heading)
        console.table(
            ("Place", "Words", "Why", "Context"),
            [
                (f"{f['start']}-{f['end']}", str(f["words"]), str(f["why"]), str(f["context"]))
                for f in told[key]
            ],
        )


_FEW = 5
