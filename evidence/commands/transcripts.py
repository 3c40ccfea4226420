"""Commands of interviews and focus groups: `transcripts list|speakers`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.masking.decisions import Decision
    from evidence.maskings import Masked


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
