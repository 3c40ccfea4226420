"""What became of each block, told once everything else is done."""

from __future__ import annotations

from report_builder.rebuild.outcome import Clash, State
from report_builder.rebuild.three import Three


def tell_states(three: Three) -> None:
    """Give each block its state, and each paragraph that is an editor's own."""
    outcome = three.desk.outcome
    for clash in outcome.clashes:
        if clash.kind != "deleted" or clash.block not in three.states:
            deleted = clash.kind == "deleted"
            three.states[clash.block] = State.DELETED if deleted else State.CONFLICT
    _tell_deleted(three)
    changed = {
        three.base[b].block
        for b, new in three.fresh.items()
        if three.base[b].text != three.new[new].text
    }
    for name in dict.fromkeys(u.block for u in (*three.base, *three.new)):
        usual = State.UPDATED if name in changed else State.KEPT
        outcome.states.append((name, three.states.get(name, usual)))
    for at, unit in enumerate(three.edited):
        if not three.aligned.sources[at] and unit.text.strip():
            outcome.states.append(("", State.EDITORS_OWN))


def _tell_deleted(three: Three) -> None:
    """Note blocks that an editor took out, and which of them the evidence changed."""
    for b, unit in enumerate(three.base):
        if b not in three.fresh or not _is_taken_out(three, b):
            continue
        if b not in three.holders and three.settles("deleted", unit.block):
            continue  # it has come back
        if not unit.part:
            three.states[unit.block] = State.DELETED
        now = three.new[three.fresh[b]].text
        if now != unit.text:
            clash = Clash(unit.block, "deleted", unit.text, "", now)
            three.desk.outcome.clashes.append(clash)


def _is_taken_out(three: Three, b: int) -> bool:
    """Whether nothing of a paragraph or table is left, struck out or gone."""
    places = three.holders.get(b, [])
    struck = not any(three.edited[at].text.strip() for at in places)
    return struck and bool(three.base[b].text.strip())
