"""Commands of transcripts and masks: `transcripts list|speakers|mask|check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.inventory import Dry
from evidence.commands.listing import Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.masking.decisions import Decision
    from evidence.maskings import Masked
    from evidence.workspace import Workspace


def list_transcripts(context: typer.Context, as_json: Json = False) -> None:
    """List interviews and focus groups: who took part, and whether their masks were seen."""
    from evidence.maskings import maskings
    from evidence.masks_json import transcripts_json

    session: Session = context.obj
    with session.workspace() as workspace:
        told = transcripts_json(maskings(workspace), workspace.inspection.framework)
        if as_json:
            console.show_json({"transcripts": told})
            return
        console.table(
            ("Id", "Kind", "Area", "Group", "Date", "People", "Turns", "Masked", "Title"),
            [
                (
                    t["source_id"],
                    t["kind"].replace("_", " "),
                    t["area"] or "National",
                    t["group"] or "-",
                    t["date"] or "no date",
                    str(t["participants"] or "-"),
                    str(t["segments"]),
                    "yes" if t["masked"] else "not seen yet",
                    t["title"],
                )
                for t in told
            ],
            right=(5, 6),
        )
        unseen = next((t["source_id"] for t in told if not t["masked"]), "")
        if unseen:
            console.next_steps((f"iqa transcripts check {unseen}", "what is masked, and what not"))


def show_speakers(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a transcript, such as S006.")],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=LABEL", help="Call a speaker otherwise: Jo Bell=SCP2."),
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Show who speaks and the neutral labels that stand for them; change a label."""
    from evidence.maskings import decide, maskings
    from evidence.masks_json import speakers_json

    session: Session = context.obj
    with session.workspace() as workspace:
        found = maskings(workspace, [source])[0]
        decided = _labels(found, changes or [])
        if decided and dry_run:
            console.would(f"Would change {console.plural(len(decided), 'label')}.", as_json=as_json)
            return
        if decided:
            labels = ", ".join(d.mask for d in decided)
            decide(
                workspace, {source: decided}, session.actor, session.at,
                command="transcripts speakers", summary=f"labelled speakers of {source}: {labels}",
            )  # fmt: skip
            found = maskings(workspace, [source])[0]
        told = speakers_json(found)
        if as_json:
            console.show_json(told)
            return
        console.table(
            ("Speaker", "Label", "Group", "Turns"),
            [
                (
                    s["speaker"],
                    s["label"],
                    "inspector" if s["inspector"] else s["group"] or "-",
                    str(s["turns"]),
                )
                for s in told["speakers"]
            ],
            right=(3,),
        )
        console.next_steps((f"iqa documents show {source} --masked", "read it as others would"))


def _labels(found: Masked, changes: list[str]) -> list[Decision]:
    from evidence.masking.decisions import Decision, Verdict
    from evidence.masking.speakers import names_nobody

    first = {s.label: s.segment for s in found.names.speakers}
    decided = []
    for change in changes:
        name, equals, label = (part.strip() for part in change.rpartition("="))
        if not equals or name not in first:
            known = ", ".join(first) or "nobody"
            raise typer.BadParameter(f"'{change}' is not NAME=LABEL with one of: {known}")
        if not names_nobody(label, found.names.lexicon.house):
            raise typer.BadParameter(f"'{label}' is no neutral label; such as SCP2 or Speaker 3")
        start, end = first[name].start, first[name].end
        if start is not None and end is not None:
            decided.append(Decision(Verdict.SPEAKER, start, end, label))
    return decided


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
