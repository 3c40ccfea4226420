"""Paragraphs and tables that go, come and move: what is said no more, and what is new."""

from __future__ import annotations

from evidence.readers.wordml import Element, W
from report_builder.rebuild.aligning import rising
from report_builder.rebuild.outcome import Clash, State
from report_builder.rebuild.three import Three
from report_builder.word.merging.adopting import take_out_block

DROPPED = (
    "The evidence no longer says this, but an editor has changed it, so it stays. Take it out, "
    "or see that it still stands on something."
)


def take_out_gone(three: Three) -> None:
    """Take out what is said no more, unless an editor changed it."""
    blocks: dict[str, list[int]] = {}
    for b, unit in enumerate(three.base):
        if b not in three.fresh:
            blocks.setdefault(unit.block, []).append(b)
    for block, sources in blocks.items():
        held = [(b, places) for b in sources if (places := three.holders.get(b))]
        if not held:
            continue
        touched = [b for b, places in held if not _is_alone(three, b, places)]
        if touched and not three.settles("dropped", block):
            _keep_dropped(three, block, touched[0])
            continue
        _less(three, block)
        for _, places in held:
            for at in places:
                take_out_block(three.edited[at].element)
                three.desk.touched = True
    _take_out_decided(three, {u.block for u in (*three.base, *three.new)})


def _take_out_decided(three: Three, said: set[str]) -> None:
    """Take out what an earlier draft kept for an editor and somebody has decided against."""
    for unit in three.edited if three.ours else ():
        for block in unit.opened:
            if block not in said and three.settles("dropped", block):
                take_out_block(unit.element)


def _less(three: Three, block: str) -> None:
    """Note that something of a block went, or all of it."""
    if any(unit.block == block for unit in three.new):
        three.states.setdefault(block, State.UPDATED)
    else:
        three.states[block] = State.DROPPED


def _is_alone(three: Three, source: int, places: list[int]) -> bool:
    """Whether an editor left a paragraph as it was, and said nothing in its margin."""
    unit = three.edited[places[0]]
    remarked = next(unit.element.iter(f"{W}commentReference", f"{W}del", f"{W}ins"), None)
    only = len(places) == 1 and len(three.aligned.sources[places[0]]) == 1
    ends = [e.get(f"{W}fldCharType") for e in unit.element.iter(f"{W}fldChar")]
    whole = ends.count("begin") == ends.count("end")  # a list of contents spans paragraphs
    return only and whole and unit.text == three.base[source].text and remarked is None


def _keep_dropped(three: Three, block: str, source: int) -> None:
    """Leave what an editor changed, and say in its margin that nothing stands behind it."""
    at = three.holders[source][0]
    unit = three.edited[at]
    if len(three.aligned.sources[at]) > 1:
        return  # its words went from a paragraph that was merged from several
    clash = Clash(block, "dropped", three.base[source].text, unit.text, "")
    three.desk.outcome.clashes.append(clash)
    three.states[block] = State.CONFLICT
    if unit.kind == "p" and three.desk.remarks.said(unit.element, DROPPED):
        three.desk.touched = True


def put_in_new(three: Three) -> None:
    """Put in what is new, and move what moved, each behind what it stands behind now."""
    old = {new: b for b, new in three.fresh.items()}
    order = [new for _, new in sorted(three.fresh.items())]
    still = {order[at] for at in rising(order)}
    unmoved = _unmoved_by_editor(three)
    known = {(u.kind, u.text) for at, u in enumerate(three.edited) if not three.aligned.sources[at]}
    blocks = {unit.block for unit in three.base}
    cursor: Element | None = None
    for new, unit in enumerate(three.new):
        b = old.get(new)
        if b is None or (b not in three.holders and three.settles("deleted", unit.block)):
            if (unit.kind, unit.text) in known and unit.text.strip():
                continue
            cursor = _put(three, three.adopting.copied(unit.element), cursor)
            more = State.UPDATED if unit.block in blocks else State.NEW
            three.states.setdefault(unit.block, more)
            continue
        places = three.holders.get(b)
        last = three.edited[places[-1]].element if places else None
        if places is None or last is None or last.getparent() is None:
            continue
        if new not in still and b in unmoved and len(places) == 1 and cursor is not None:
            cursor.addnext(last)
            three.desk.touched = True
        cursor = last


def _unmoved_by_editor(three: Three) -> set[int]:
    """Which of the draft's units stand where they stood; those an editor moved are noted."""
    pairs = [(at, s[0]) for at, s in enumerate(three.aligned.sources) if s]
    chain = rising([b for _, b in pairs])
    for b in {b for at, (_, b) in enumerate(pairs) if at not in chain}:
        if not three.base[b].part:
            three.states.setdefault(three.base[b].block, State.MOVED)
    return {b for at, (_, b) in enumerate(pairs) if at in chain}


def _put(three: Three, made: Element, cursor: Element | None) -> Element:
    three.desk.touched = True
    if cursor is not None:
        cursor.addnext(made)
        return made
    first = (u.element for u in three.edited if u.element.getparent() is not None)
    following, body = next(first, None), three.root.find(f"{W}body")
    if following is not None:
        following.addprevious(made)
    elif body is not None:
        body.insert(0, made)  # nothing that the editor's file held stands any more
    return made
