"""Charts of the editor's file that draw the new numbers, unless an editor gave them others."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.readers.wordml import W
from report_builder.rebuild.outcome import Clash, State
from report_builder.rebuild.three import Three
from report_builder.word.merging.charts import chart_in, numbers_of, renewed

_DRAWING = f"{W}drawing"


def merge_charts(three: Three) -> None:
    """Let charts draw the new numbers, and tell of those that an editor gave others."""
    base, edited, new = three.sides.files()
    drawings = three.roots[2].iter(_DRAWING) if any("chart" in name for name in new.names) else ()
    drawn_in = {holder for drawing in drawings for holder in drawing.iterancestors()}
    for b, fresh in three.fresh.items():
        if three.new[fresh].element not in drawn_in:
            continue
        was = chart_in(three.base[b].element, base)
        now = chart_in(three.new[fresh].element, new)
        places = three.holders.get(b, [])
        own = chart_in(three.edited[places[0]].element, edited) if places else ""
        block = three.base[b].block
        decided = ("chart", block) in three.ours
        if not (was and now and own):
            continue
        if base.content(was) == new.content(now) and not decided:
            continue
        before, drawn, after = numbers_of(was, base), numbers_of(own, edited), numbers_of(now, new)
        if drawn == before or (drawn != after and three.settles("chart", block)):
            three.parts |= renewed((own, now), edited, new)
            three.states.setdefault(block, State.UPDATED)
        elif drawn != after:
            said = (_told(numbers) for numbers in (before, drawn, after))
            three.desk.outcome.clashes.append(Clash(block, "chart", *said))


def _told(numbers: Sequence[Sequence[str]]) -> str:
    """What a chart draws, a line for its categories and for the values of each series."""
    return "\n".join(" | ".join(row) for row in (*numbers[:1], *numbers[1::2]))
