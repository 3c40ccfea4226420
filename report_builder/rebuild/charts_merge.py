"""Charts of the editor's file that draw the new numbers, unless an editor gave them others.

A chart is Word's own, whose numbers are compared, or a picture, of which only the whole can be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence.readers.wordml import Element, W
from report_builder.rebuild.outcome import Clash, State
from report_builder.rebuild.three import Three
from report_builder.word.merging.charts import chart_in, numbers_of, renewed
from report_builder.word.merging.drawings import (
    alt_text,
    bring_alt_text,
    bring_measures,
    picture_in,
)
from report_builder.word.revisions.package import WordFile

_DRAWING = f"{W}drawing"
_OTHER = "(another picture)"
_Find = Callable[[Element, WordFile], str]


@dataclass(frozen=True, slots=True)
class _Shown:
    """The paragraphs that show one chart: the draft's, the editor's and the new one."""

    block: str
    was: Element
    own: Element
    now: Element

    def elements(self) -> tuple[Element, Element, Element]:
        return self.was, self.own, self.now


def merge_charts(three: Three) -> None:
    """Let charts draw the new numbers, and tell of those that an editor gave others."""
    for shown in _shown(three):
        charts = _parts(three, shown, chart_in)
        pictures = _parts(three, shown, picture_in)
        if all(charts):
            taken = _chart(three, shown, charts)
        elif all(pictures):
            taken = _picture(three, shown, pictures)
        else:
            continue
        if taken:
            three.desk.touched |= bring_alt_text(*shown.elements())
            three.desk.touched |= bring_measures(*shown.elements())


def _shown(three: Three) -> list[_Shown]:
    """The draft's charts that stand in the editor's file and in the new report."""
    _, _, new = three.sides.files()
    drawings = three.roots[2].iter(_DRAWING) if any("chart" in name for name in new.names) else ()
    drawn_in = {holder for drawing in drawings for holder in drawing.iterancestors()}
    found: list[_Shown] = []
    for b, fresh in three.fresh.items():
        places = three.holders.get(b)
        now = three.new[fresh].element
        if places and now in drawn_in:
            before = three.base[b]
            own = three.edited[places[0]].element
            found.append(_Shown(before.block, before.element, own, now))
    return found


def _parts(three: Three, shown: _Shown, find: _Find) -> tuple[str, str, str]:
    base, edited, new = three.sides.files()
    return find(shown.was, base), find(shown.own, edited), find(shown.now, new)


def _chart(three: Three, shown: _Shown, parts: tuple[str, str, str]) -> bool:
    """Let Word's own chart draw the new numbers; whether it draws the report's."""
    base, edited, new = three.sides.files()
    was, own, now = parts
    decided = ("chart", shown.block) in three.ours
    if base.content(was) == new.content(now) and not decided:
        return True
    before, drawn, after = numbers_of(was, base), numbers_of(own, edited), numbers_of(now, new)
    if drawn == before or (drawn != after and three.settles("chart", shown.block)):
        three.parts |= renewed((own, now), edited, new)
        three.states.setdefault(shown.block, State.UPDATED)
    elif drawn != after:
        said = (_told(numbers) for numbers in (before, drawn, after))
        three.desk.outcome.clashes.append(Clash(shown.block, "chart", *said))
        return False
    return True


def _picture(three: Three, shown: _Shown, parts: tuple[str, str, str]) -> bool:
    """Put the new picture in the old one's place; whether the editor's file shows ours."""
    before, drawn, after = (
        file.content(part) for file, part in zip(three.sides.files(), parts, strict=True)
    )
    decided = ("chart", shown.block) in three.ours
    if (before == after and not decided) or drawn == after:
        return drawn in {before, after}
    if drawn == before or three.settles("chart", shown.block):
        three.parts[parts[1]] = after
        three.states.setdefault(shown.block, State.UPDATED)
        return True
    said = (alt_text(shown.was), _OTHER, alt_text(shown.now))
    three.desk.outcome.clashes.append(Clash(shown.block, "chart", *said))
    return False


def _told(numbers: Sequence[Sequence[str]]) -> str:
    """What a chart draws, a line for its categories and for the values of each series."""
    return "\n".join(" | ".join(row) for row in (*numbers[:1], *numbers[1::2]))
