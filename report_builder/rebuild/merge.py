"""The merge of three Word files: a draft, an editor's copy of it, and what is said now.

The result is the editor's file with what the evidence changed since the draft put into it.
Whatever neither changed keeps its XML as it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from evidence.readers.wordml import Element, W
from report_builder.rebuild.aligning import Aligned, align, rising
from report_builder.rebuild.outcome import Clash, NumberChange, Outcome, State
from report_builder.rebuild.passages import Desk, Passage, bring_up_to_date, offer
from report_builder.rebuild.tables_merge import merge_table
from report_builder.word.anchors import BLOCK
from report_builder.word.manifest import DraftMark
from report_builder.word.merging.adopting import Adopting, take_out_block
from report_builder.word.merging.charts import chart_in, numbers_of
from report_builder.word.merging.charts import renewed as renewed_chart
from report_builder.word.merging.identity import identity_parts, mark_block, tag_again, unique
from report_builder.word.merging.patching import set_number
from report_builder.word.merging.remarks import Remarks
from report_builder.word.merging.tokens import Token, plain_of, tags_of, tokens_of
from report_builder.word.merging.units import Unit, units_of
from report_builder.word.revisions.alignment import Block, aligned
from report_builder.word.revisions.carrying import Carrying
from report_builder.word.revisions.margins import margins_of
from report_builder.word.revisions.names import BOOKMARK_START, P
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.words import likeness

_RECOGNISED, _ANOTHER = 0.6, 0.3
_SENTENCE = 6
_DRAWING = f"{W}drawing"
DROPPED = (
    "The evidence no longer says this, but an editor has changed it, so it stays. Take it out, "
    "or see that it still stands on something."
)


@dataclass(frozen=True, slots=True)
class Merged:
    """The editor's file brought up to date, and what was done to it."""

    file: WordFile
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Sides:
    """The three files: the draft, an editor's copy of it, and what the evidence says now."""

    base: WordFile
    edited: WordFile
    new: WordFile


def merge(sides: Sides, mark: DraftMark, manifest: str, at: datetime) -> Merged:
    """Return the editor's file with what changed since the draft put into it.

    Raises:
        UnreadableSource: a part that holds text cannot be read.
    """
    return _Merge(sides, at).merged(mark, manifest)


class _Merge:
    def __init__(self, sides: Sides, at: datetime) -> None:
        self._sides = sides
        roots = [f.trees(f.document) for f in (sides.base, sides.edited, sides.new)]
        self._root, self._roots = roots[1], roots
        known = tags_of(roots[0]) | tags_of(roots[2])
        bodies = [root.find(f"{W}body") for root in roots]
        self._base, self._edited, self._new = (
            units_of(body, known) if body is not None else [] for body in bodies
        )
        self._carrying = Carrying(sides.new, sides.edited)
        self._adopting = Adopting(sides.new, sides.edited, self._carrying)
        self._desk = Desk(known, Remarks(sides.edited, self._root, at))
        self._names = {
            name.casefold(): name
            for root in (roots[0], roots[2])
            for mark in root.iter(BOOKMARK_START)
            if (name := mark.get(f"{W}name", "")).startswith(BLOCK)
        }
        self._aligned: Aligned = align(self._base, self._edited)
        self._holders = self._aligned.holders()
        self._fresh = renewed(self._base, self._new)
        self._states: dict[str, State] = {}
        self._patched: set[int] = set()
        self._parts: dict[str, bytes] = {}

    def merged(self, mark: DraftMark, manifest: str) -> Merged:
        self._adopting.learn_lists(
            (self._new[new].element, self._edited[self._holders[b][0]].element)
            for b, new in self._fresh.items()
            if b in self._holders
        )
        self._passages()
        self._numbers()
        self._charts()
        self._margins()
        self._gone()
        self._come()
        self._anchors()
        self._tell_states()
        self._adopting.finish()
        file = self._sides.edited
        if self._desk.touched:
            unique(self._root)
            file = file.replaced({file.document: serialised(self._root), **self._carrying.parts})
            file = file.replaced(self._desk.remarks.parts(file))
        file = file.replaced(self._parts)
        file = file.replaced(identity_parts(file, mark, manifest))
        return Merged(file, self._desk.outcome)

    def _passages(self) -> None:
        """Lay the new words over the editor's, group by group."""
        for places, sources in self._groups():
            units = [self._edited[at] for at in places]
            before = [self._base[b] for b in sources]
            now = [self._new[self._fresh[b]] if b in self._fresh else None for b in sources]
            self._look(places, units, before)
            if len(units) == len(before) == 1 and before[0].kind == "tbl":
                known = now[0] is None or self._as_before(units, before, now)
                if not known and now[0] is not None and units[0].kind == now[0].kind == "tbl":
                    self._patched.update(places)
                    tables = (before[0].element, units[0].element, now[0].element)
                    merge_table(before[0].block, tables, self._desk, self._adopting)
            elif self._is_to_patch(units, before, now):
                self._patched.update(places)
                self._patch(units, before, now)

    def _is_to_patch(self, units: list[Unit], before: list[Unit], now: list[Unit | None]) -> bool:
        """Whether paragraphs, and nothing else, have words to be brought up to date."""
        if any(u.kind != "p" for u in (*units, *before)) or not any(u.text for u in units):
            return False
        if len(units) == len(before) == 1 and now[0] is None:
            return False  # a whole paragraph that is said no more
        if self._as_before(units, before, now):
            return False
        return not any(one is not None and one.kind != "p" for one in now)

    def _patch(self, units: list[Unit], before: list[Unit], now: list[Unit | None]) -> None:
        if len(units) == len(before) == 1 and self._is_another(units[0], before[0]):
            self._put_aside(units[0], before[0], now[0])
            return
        passage = Passage(
            before[0].block,
            [u.element for u in units],
            [u.tokens for u in before],
            [u.tokens if u is not None else None for u in now],
        )
        bring_up_to_date(passage, self._desk)

    def _is_another(self, unit: Unit, before: Unit) -> bool:
        """Whether an editor wrote something else in a paragraph's place."""
        was, said = _numbered(before.text.casefold(), unit.text.casefold())
        least = min(len(was), len(said))
        shared = likeness(was, said) * (len(was) + len(said)) / 2
        return least >= _SENTENCE and shared < _ANOTHER * least

    def _put_aside(self, unit: Unit, before: Unit, now: Unit | None) -> None:
        """Offer a paragraph that is worded anew behind what an editor wrote in its place."""
        if now is None or now.frame == before.frame:
            return
        self._desk.outcome.clashes.append(
            Clash(before.block, "text", before.text, unit.text, now.text)
        )
        offer(unit.element, unit.tokens, len(unit.tokens), now.text, self._desk)

    def _as_before(self, units: list[Unit], before: list[Unit], now: list[Unit | None]) -> bool:
        """Whether nothing but live numbers is new, all of which are live in the editor's too."""
        live = {use for unit in units for use in unit.uses}
        if any(use not in live for unit in before for use in unit.uses):
            return False
        if all(o is not None and o.text == u.text for u, o in zip(before, now, strict=True)):
            return True
        return all(
            one is not None and one.frame == unit.frame
            for unit, one in zip(before, now, strict=True)
        )

    def _groups(self) -> list[tuple[list[int], list[int]]]:
        """Edited units that share words of the draft, with the draft's units they hold."""
        groups: list[tuple[list[int], list[int]]] = []
        of_source: dict[int, int] = {}
        for at, sources in enumerate(self._aligned.sources):
            if not sources:
                continue
            known = (
                []
                if at in self._aligned.copies
                else [of_source[s] for s in sources if s in of_source]
            )
            if not known:
                groups.append(([], []))
            place = known[0] if known else len(groups) - 1
            groups[place][0].append(at)
            for source in sources:
                if source not in groups[place][1]:
                    groups[place][1].append(source)
                if at not in self._aligned.copies:
                    of_source[source] = place
        return [(places, sorted(sources)) for places, sources in groups]

    def _look(self, places: list[int], units: list[Unit], before: list[Unit]) -> None:
        """Note what the editor did to a block."""
        block = before[0].block
        said, was = "\n".join(u.text for u in units), "\n".join(u.text for u in before)
        if places[0] in self._aligned.copies:
            state = State.COPIED
        elif len(units) > 1:
            state = State.SPLIT
        elif len(before) > 1:
            state = State.MERGED
        elif said != was:
            state = State.EDITED
        else:
            return
        if said.strip() or not was.strip():
            self._states.setdefault(block, state)
        else:
            self._states[block] = State.DELETED
        rewritten = self._desk.outcome.rewritten
        long = state is State.EDITED and said.strip() and len(was.split()) >= _SENTENCE
        if long and block not in rewritten and likeness(*_numbered(was, said)) < _RECOGNISED:
            rewritten.append(block)

    def _numbers(self) -> None:
        """Bring every live number up to date that says what the draft said."""
        before, now = _values(self._base), _values(self._new)
        known = self._desk.known
        for at, unit in enumerate(self._edited):
            numbers = unit.numbers
            if at in self._patched:
                numbers = tuple(n for p in unit.element.iter(P) for n in plain_of(p, known).numbers)
            for token in numbers:
                if token.use in before and token.use in now:
                    self._number(token, before[token.use], now[token.use], unit)

    def _number(self, token: Token, was: str, now: str, unit: Unit) -> None:
        outcome = self._desk.outcome
        if was == now and token.text == was:
            return
        change = NumberChange(token.use, unit.block, was, token.text, now)
        if not token.text.strip():
            self._struck(change, unit)
        elif token.text == was or _glued(token.text, was):
            if was != now:
                set_number(token, token.text.replace(was, now, 1))
                self._desk.touched = True
                outcome.updated.append(change)
        elif token.text != now:
            outcome.typed.append(change)

    def _struck(self, change: NumberChange, unit: Unit) -> None:
        """Note a number taken out of a sentence that stays, if it reads otherwise now."""
        if unit.kind != "p" or not unit.text.strip() or change.was == change.now:
            return
        if not any(n.use == change.use and n.text.strip() for u in self._edited for n in u.numbers):
            clash = Clash(change.block, "deleted", change.was, "", change.now)
            self._desk.outcome.clashes.append(clash)

    def _charts(self) -> None:
        """Let charts draw the new numbers, unless an editor gave them others."""
        base, edited, new = self._sides.base, self._sides.edited, self._sides.new
        for b, fresh in self._fresh.items():
            if not any(True for _ in self._new[fresh].element.iter(_DRAWING)):
                continue
            was = chart_in(self._base[b].element, base)
            now = chart_in(self._new[fresh].element, new)
            places = self._holders.get(b, [])
            own = chart_in(self._edited[places[0]].element, edited) if places else ""
            if not (was and now and own) or base.content(was) == new.content(now):
                continue
            drawn = numbers_of(own, edited)
            block = self._base[b].block
            if drawn == numbers_of(was, base):
                self._parts |= renewed_chart((own, now), edited, new)
                self._states.setdefault(block, State.UPDATED)
            elif drawn != numbers_of(now, new):
                said = (_drawn(d) for d in (numbers_of(was, base), drawn, numbers_of(now, new)))
                self._desk.outcome.clashes.append(Clash(block, "chart", *said))

    def _margins(self) -> None:
        """Bring headers and footers up to date, such as the number of the draft."""
        files = (self._sides.base, self._sides.edited, self._sides.new)
        margins = [margins_of(file, root) for file, root in zip(files, self._roots, strict=True)]
        for key, own in margins[1].items():
            places = (margins[0].get(key, ""), own, margins[2].get(key, ""))
            if own in self._parts or not all(p in f for p, f in zip(places, files, strict=True)):
                continue
            if files[0].content(places[0]) == files[2].content(places[2]):
                continue
            trees = [file.trees(place) for file, place in zip(files, places, strict=True)]
            before, theirs, now = (list(tree.iter(P)) for tree in trees)
            if not len(before) == len(theirs) == len(now):
                continue
            desk = Desk(self._desk.known, self._desk.remarks)
            for was, mine, said in zip(before, theirs, now, strict=True):
                tokens = tokens_of(was), tokens_of(said)
                if plain_of(was, {}).frame == plain_of(mine, {}).frame != plain_of(said, {}).frame:
                    bring_up_to_date(Passage("", [mine], [tokens[0]], [tokens[1]]), desk)
            if desk.touched:
                self._parts[own] = serialised(trees[1])

    def _gone(self) -> None:
        """Take out what is said no more, unless an editor changed it."""
        blocks: dict[str, list[int]] = {}
        for b in range(len(self._base)):
            if b not in self._fresh:
                blocks.setdefault(self._base[b].block, []).append(b)
        for block, sources in blocks.items():
            held = [(b, self._holders.get(b, [])) for b in sources]
            if not any(places for _, places in held):
                continue
            touched = [b for b, places in held if places and not self._alone(b, places)]
            if touched:
                self._keep_dropped(block, touched)
                continue
            self._less(block)
            for _, places in held:
                for at in places:
                    take_out_block(self._edited[at].element)
                    self._desk.touched = True

    def _less(self, block: str) -> None:
        """Note that something of a block went, or all of it."""
        if any(unit.block == block for unit in self._new):
            self._states.setdefault(block, State.UPDATED)
        else:
            self._states[block] = State.DROPPED

    def _alone(self, source: int, places: list[int]) -> bool:
        """Whether an editor left a paragraph as it was, and said nothing in its margin."""
        unit = self._edited[places[0]]
        remarked = next(unit.element.iter(f"{W}commentReference", f"{W}del", f"{W}ins"), None)
        only = len(places) == 1 and len(self._aligned.sources[places[0]]) == 1
        ends = [e.get(f"{W}fldCharType") for e in unit.element.iter(f"{W}fldChar")]
        whole = ends.count("begin") == ends.count("end")  # a list of contents spans paragraphs
        return only and whole and unit.text == self._base[source].text and remarked is None

    def _keep_dropped(self, block: str, sources: list[int]) -> None:
        source = sources[0]
        unit = self._edited[self._holders[source][0]]
        if len(self._aligned.sources[self._holders[source][0]]) > 1:
            return  # its words went from a paragraph that was merged from several
        clash = Clash(block, "dropped", self._base[source].text, unit.text, "")
        self._desk.outcome.clashes.append(clash)
        self._states[block] = State.CONFLICT
        if unit.kind == "p" and self._desk.remarks.said(unit.element, DROPPED):
            self._desk.touched = True

    def _come(self) -> None:
        """Put in what is new, and move what moved, each behind what it stands behind now."""
        old = {new: b for b, new in self._fresh.items()}
        order = [new for _, new in sorted(self._fresh.items())]
        still = {order[at] for at in rising(order)}
        pairs = [(at, s[0]) for at, s in enumerate(self._aligned.sources) if s]
        chain = rising([b for _, b in pairs])
        unmoved = {b for at, (_, b) in enumerate(pairs) if at in chain}
        self._moved_by_editor({b for at, (_, b) in enumerate(pairs) if at not in chain})
        known = {
            (u.kind, u.text) for at, u in enumerate(self._edited) if not self._aligned.sources[at]
        }
        cursor: Element | None = None
        for new, unit in enumerate(self._new):
            b = old.get(new)
            if b is None:
                if (unit.kind, unit.text) in known and unit.text.strip():
                    continue
                cursor = self._put(self._adopting.copied(unit.element), cursor)
                more = any(held.block == unit.block for held in self._base)
                self._states.setdefault(unit.block, State.UPDATED if more else State.NEW)
                continue
            places = self._holders.get(b)
            if not places:
                continue
            last = self._edited[places[-1]].element
            if last.getparent() is None:
                continue
            if new not in still and b in unmoved and len(places) == 1 and cursor is not None:
                cursor.addnext(last)
                self._desk.touched = True
            cursor = last

    def _put(self, made: Element, cursor: Element | None) -> Element:
        self._desk.touched = True
        if cursor is not None:
            cursor.addnext(made)
            return made
        first = (u.element for u in self._edited if u.element.getparent() is not None)
        following, body = next(first, None), self._root.find(f"{W}body")
        if following is not None:
            following.addprevious(made)
        elif body is not None:
            body.insert(0, made)  # nothing that the editor's file held stands any more
        return made

    def _moved_by_editor(self, sources: set[int]) -> None:
        for b in sources:
            if not self._base[b].part:
                self._states.setdefault(self._base[b].block, State.MOVED)

    def _anchors(self) -> None:
        """Give a block its bookmark again where it was lost."""
        self._desk.touched |= tag_again(self._root, self._desk.known)
        here = {mark.get(f"{W}name", "").casefold() for mark in self._root.iter(BOOKMARK_START)}
        for b, places in self._holders.items():
            unit = self._base[b]
            element = self._edited[places[0]].element
            lost = not unit.part and unit.block and unit.block not in here
            if lost and element.tag == P and element.getparent() is not None:
                mark_block(element, self._names.get(unit.block, unit.block))
                self._desk.touched = True

    def _tell_deleted(self) -> None:
        """Note blocks that an editor took out, and which of them the evidence changed."""
        for b, unit in enumerate(self._base):
            if b not in self._fresh or not self._is_taken_out(b):
                continue
            if not unit.part:
                self._states[unit.block] = State.DELETED
            now = self._new[self._fresh[b]].text
            if now != unit.text:
                clash = Clash(unit.block, "deleted", unit.text, "", now)
                self._desk.outcome.clashes.append(clash)

    def _is_taken_out(self, b: int) -> bool:
        """Whether nothing of a paragraph or table is left, struck out or gone."""
        places = self._holders.get(b, [])
        struck = not any(self._edited[at].text.strip() for at in places)
        return struck and bool(self._base[b].text.strip())

    def _tell_states(self) -> None:
        outcome = self._desk.outcome
        for clash in outcome.clashes:
            if clash.kind != "deleted" or clash.block not in self._states:
                deleted = clash.kind == "deleted"
                self._states[clash.block] = State.DELETED if deleted else State.CONFLICT
        self._tell_deleted()
        changed = {
            self._base[b].block
            for b, new in self._fresh.items()
            if self._base[b].text != self._new[new].text
        }
        names = dict.fromkeys(u.block for u in (*self._base, *self._new))
        for name in names:
            usual = State.UPDATED if name in changed else State.KEPT
            outcome.states.append((name, self._states.get(name, usual)))
        for at, unit in enumerate(self._edited):
            if not self._aligned.sources[at] and unit.text.strip():
                outcome.states.append(("", State.EDITORS_OWN))


def renewed(base: list[Unit], new: list[Unit]) -> dict[int, int]:
    """Return which paragraph of the new report is which of the draft's, within each block."""
    of_block: dict[str, list[int]] = {}
    for at, unit in enumerate(new):
        of_block.setdefault(unit.block, []).append(at)
    found: dict[int, int] = {}
    mine: dict[str, list[int]] = {}
    for at, unit in enumerate(base):
        mine.setdefault(unit.block, []).append(at)
    for block, places in mine.items():
        others = of_block.get(block, [])
        if [base[b].kind for b in places] == [new[n].kind for n in others]:
            found.update(zip(places, others, strict=True))
            continue
        before = [Block(base[b].kind, base[b].text) for b in places]
        now = [Block(new[n].kind, new[n].text) for n in others]
        for step in aligned(before, now):
            if step.a >= 0 and step.b >= 0:
                found[places[step.a]] = others[step.b]
    return found


def _values(units: list[Unit]) -> dict[str, str]:
    return {number.use: number.text for unit in units for number in unit.numbers}


def _drawn(numbers: Sequence[Sequence[str]]) -> str:
    """What a chart draws, a line for its categories and for the values of each series."""
    return "\n".join(" | ".join(row) for row in (*numbers[:1], *numbers[1::2]))


def _glued(text: str, was: str) -> bool:
    """Whether a word was typed against a number, within its control, and the number stayed."""
    if not was or not (text.startswith(was) or text.endswith(was)):
        return False
    rest = text.removeprefix(was) if text.startswith(was) else text.removesuffix(was)
    edge = rest[:1] if text.startswith(was) else rest[-1:]
    return (
        bool(rest)
        and not edge.isdigit()
        and edge not in ".,%"
        and not (all(not letter.isalpha() for letter in rest) and any(c.isdigit() for c in rest))
    )


def _numbered(a: str, b: str) -> tuple[list[int], list[int]]:
    numbers: dict[str, int] = {}
    one, two = ([numbers.setdefault(w, len(numbers)) for w in text.split()] for text in (a, b))
    return one, two
