"""The new words laid over the editor's, passage by passage: paragraphs that share words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import count

from report_builder.rebuild.aligning import Aligned
from report_builder.rebuild.outcome import Clash, State
from report_builder.rebuild.passages import Desk, Passage, bring_up_to_date, offer
from report_builder.rebuild.tables_merge import merge_table
from report_builder.rebuild.three import Three
from report_builder.word.merging.adopting import take_out_block
from report_builder.word.merging.units import Unit
from report_builder.word.revisions.words import likeness, same_ends

_RECOGNISED, _ANOTHER = 0.6, 0.3
_SENTENCE = 6
"""Words from which a paragraph is long enough to be known by them."""


def merge_passages(three: Three) -> set[int]:
    """Bring words up to date; return which of the editor's units were patched."""
    patched: set[int] = set()
    for places, sources in groups(three.aligned):
        group = _group(three, places, sources)
        _look(three, places, group)
        if group.is_table():
            if _merge_table(three, group):
                patched.update(places)
        elif _is_to_patch(group):
            patched.update(places)
            _patch(group, three.desk)
    return patched


def groups(found: Aligned) -> list[tuple[list[int], list[int]]]:
    """Return edited units that share words of the draft, with the draft's units they hold."""
    joined: list[tuple[list[int], list[int]]] = []
    of_source: dict[int, int] = {}
    for at, sources in enumerate(found.sources):
        if not sources:
            continue
        copied = at in found.copies
        known = [] if copied else [of_source[s] for s in sources if s in of_source]
        if not known:
            joined.append(([], []))
        place = known[0] if known else len(joined) - 1
        joined[place][0].append(at)
        for source in sources:
            if source not in joined[place][1]:
                joined[place][1].append(source)
            if not copied:
                of_source[source] = place
    return [(places, sorted(sources)) for places, sources in joined]


@dataclass(frozen=True, slots=True)
class _Group:
    """Units of the editor's and those of the draft they hold; `now` is None for what is gone."""

    units: list[Unit]
    before: list[Unit]
    now: list[Unit | None]

    def is_single(self) -> bool:
        return len(self.units) == len(self.before) == 1

    def is_table(self) -> bool:
        """Whether it is one of the draft's tables, whole or in pieces."""
        return len(self.before) == 1 and self.before[0].kind == "tbl"

    def is_as_before(self) -> bool:
        """Whether nothing but live numbers is new, all of which are live in the editor's too."""
        live = {use for unit in self.units for use in unit.uses}
        if any(use not in live for unit in self.before for use in unit.uses):
            return False
        pairs = list(zip(self.before, self.now, strict=True))
        if all(one is not None and one.text == unit.text for unit, one in pairs):
            return True
        return all(one is not None and one.frame == unit.frame for unit, one in pairs)


def _group(three: Three, places: list[int], sources: list[int]) -> _Group:
    return _Group(
        [three.edited[at] for at in places],
        [three.base[b] for b in sources],
        [three.new[three.fresh[b]] if b in three.fresh else None for b in sources],
    )


def _merge_table(three: Three, group: _Group) -> bool:
    """Merge a table cell by cell; whether there was anything to do."""
    before, now = group.before[0], group.now[0]
    kinds = {unit.kind for unit in group.units}
    if now is None or {now.kind, *kinds} != {"tbl"}:
        return False
    if len(group.units) == 1 and three.settles("table", before.block):
        group.units[0].element.addprevious(three.adopting.copied(now.element))
        take_out_block(group.units[0].element)
        return True
    if group.is_as_before():
        return False
    pieces = [unit.element for unit in group.units]
    for at, piece in enumerate(pieces):
        tables = (before.element, piece, now.element)
        merge_table(before.block, tables, three.desk, three.adopting, piece=at, of=len(pieces))
    return True


def _is_to_patch(group: _Group) -> bool:
    """Whether paragraphs, and nothing else, have words to be brought up to date."""
    if any(u.kind != "p" for u in (*group.units, *group.before)):
        return False
    if not any(u.text for u in group.units):
        return False
    if group.is_single() and group.now[0] is None:
        return False  # a whole paragraph that is said no more
    if group.is_as_before():
        return False
    return not any(one is not None and one.kind != "p" for one in group.now)


def _patch(group: _Group, desk: Desk) -> None:
    if group.is_single() and _is_another(group.units[0], group.before[0]):
        _put_aside(group, desk)
        return
    passage = Passage(
        group.before[0].block,
        [u.element for u in group.units],
        [u.tokens.said for u in group.before],
        [u.tokens.said if u is not None else None for u in group.now],
    )
    bring_up_to_date(passage, desk)


def _is_another(unit: Unit, before: Unit) -> bool:
    """Whether an editor wrote something else in a paragraph's place."""
    was, said = before.text.casefold().split(), unit.text.casefold().split()
    least = min(len(was), len(said))
    if least < _SENTENCE or sum(same_ends(was, said)) >= _ANOTHER * least:
        return False
    return likeness(*_numbered(was, said)) * (len(was) + len(said)) / 2 < _ANOTHER * least


def _put_aside(group: _Group, desk: Desk) -> None:
    """Offer a paragraph that is worded anew behind what an editor wrote in its place."""
    unit, before, now = group.units[0], group.before[0], group.now[0]
    if now is None or now.frame == before.frame:
        return
    desk.outcome.clashes.append(Clash(before.block, "text", before.text, unit.text, now.text))
    offer(unit.element, unit.tokens, len(unit.tokens), now.text, desk)


def _look(three: Three, places: list[int], group: _Group) -> None:
    """Note what the editor did to a block."""
    block = group.before[0].block
    said, was = ("\n".join(u.text for u in units) for units in (group.units, group.before))
    state = _state(group, copied=places[0] in three.aligned.copies, same=said == was)
    if state is None:
        return
    if said.strip() or not was.strip():
        three.states.setdefault(block, state)
    else:
        three.states[block] = State.DELETED
    rewritten = three.desk.outcome.rewritten
    told = state is not State.EDITED or not said.strip() or block in rewritten
    if not told and _is_rewritten(was.split(), said.split()):
        rewritten.append(block)


def _is_rewritten(was: list[str], said: list[str]) -> bool:
    """Whether a text says hardly anything that it said, and once said something."""
    if len(was) < _SENTENCE or 2 * sum(same_ends(was, said)) >= _RECOGNISED * len([*was, *said]):
        return False
    return likeness(*_numbered(was, said)) < _RECOGNISED


def _state(group: _Group, *, copied: bool, same: bool) -> State | None:
    if copied:
        return State.COPIED
    if len(group.units) > 1:
        return State.SPLIT
    if len(group.before) > 1:
        return State.MERGED
    return None if same else State.EDITED


def _numbered(a: list[str], b: list[str]) -> tuple[list[int], list[int]]:
    """Two texts as rows of numbers, one for each word, which compare faster than words."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    return [numbers[word] for word in a], [numbers[word] for word in b]
