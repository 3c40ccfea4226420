"""What a filled row asks for, compared with what stood in it: nothing is looked up here.

Codings are matched by what they say before they are matched by where they stand, so that a
code that moved from Code 2 to Code 1 is the same coding still.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coding.codebook import Codebook
from coding.codings import Polarity, Strength
from coding.sheets.cell_text import print_of, same_words, short
from coding.sheets.filled import FilledRow
from coding.sheets.key import Shown, ShownCoding, ShownSuggestion
from coding.sheets.layout import ACCEPT, OF_A_CODE, REJECT, YES, Field, Place
from coding.sheets.remarks import Remark
from evidence.errors import UnknownCode

_YES, _NO = frozenset({YES, "y", "x", "true"}), frozenset({"", "no", "n", "false"})


@dataclass(frozen=True, slots=True)
class Said:
    """What the cells of one code say, understood.

    `suggestion` is the one that they decide, where one of that code was shown in the row.
    """

    slot: int
    code_id: str
    polarity: Polarity
    strength: Strength
    memo: str
    words: str
    suggestion: ShownSuggestion | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided on a suggestion; `code_id` is "" where they reject it.

    `polarity` is None where the cell is empty: as the suggestion has it.
    """

    suggestion: ShownSuggestion
    code_id: str
    polarity: Polarity | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a row asks for. `kept` are codings that stand as they did, with their slots now.

    `nothing` is what the row says now, whatever it said before.
    """

    row: FilledRow
    before: Shown
    kept: tuple[ShownCoding, ...]
    changed: tuple[tuple[ShownCoding, Said], ...]
    new: tuple[Said, ...]
    cleared: tuple[ShownCoding, ...]
    decided: tuple[Decided, ...]
    nothing: bool

    @property
    def any(self) -> bool:
        """Whether it asks for anything."""
        asks = self.changed or self.new or self.cleared or self.decided
        return bool(asks) or self.nothing != self.before.nothing


def wishes_of(row: FilledRow, before: Shown, codebook: Codebook) -> tuple[Wishes, list[Remark]]:
    """Return what a row asks for, and what is wrong with it."""
    reading = _RowReading(row, before, codebook)
    return reading.wishes(), reading.defects


@dataclass(slots=True)
class _Pairs:
    """Which slot of a row speaks of which coding that stood in it."""

    kept: list[tuple[ShownCoding, int]] = field(default_factory=list)
    changed: list[tuple[ShownCoding, int]] = field(default_factory=list)


class _RowReading:
    def __init__(self, row: FilledRow, before: Shown, codebook: Codebook) -> None:
        self.row = row
        self.before = before
        self.codebook = codebook
        self.defects: list[Remark] = []
        self._codes = _spellings(codebook)

    def wishes(self) -> Wishes:
        """Return what the row asks for."""
        slots = self._slots()
        pairs = _Pairs()
        left = {c.slot: c for c in self.before.codings}
        for match in (self._same_place, self._same_said, self._same_code, self._same_slot):
            self._pair(slots, left, pairs, match)
        changed = [(coding, said) for coding, n in pairs.changed if (said := self._said(n))]
        new = [said for n in slots if (said := self._said(n))]
        decided = tuple(self._decisions())
        nothing = self._nothing(pairs.kept, changed, new, decided)
        self._refuse_twice([s for _, s in changed] + new)
        new, decided = self._joined(new, decided)
        return Wishes(
            self.row, self.before, tuple(_at(c, n) for c, n in pairs.kept), tuple(changed),
            tuple(new), tuple(left.values()), decided, nothing,
        )  # fmt: skip

    def _slots(self) -> list[int]:
        """Return the numbers of the codes that are filled in, without those taken back."""
        filled = sorted({n for (f, n), text in self.row.cells.items() if f in OF_A_CODE and text})
        before = {c.slot: c for c in self.before.codings}
        return [n for n in filled if not (n in before and self._emptied(n, before[n]))]

    def _emptied(self, slot: int, was: ShownCoding) -> bool:
        """Whether the code was emptied, and nothing else written beside it."""
        if self.row.says(Field.CODE, slot):
            return False
        beside = {
            Field.POLARITY: same_words(was.polarity),
            Field.STRENGTH: "" if was.strength == Strength.ORDINARY else was.strength,
        }
        plain = all(
            same_words(self.row.says(f, slot)).casefold() in {"", text}
            for f, text in beside.items()
        )
        hashed = {Field.MEMO: was.memo, Field.WORDS: was.words}
        return plain and all(
            print_of(self.row.says(f, slot)) in {"", text} for f, text in hashed.items()
        )

    def _pair(
        self, slots: list[int], left: dict[int, ShownCoding], pairs: _Pairs, match: object
    ) -> None:
        for number in list(slots):
            for was in list(left.values()):
                if callable(match) and match(number, was):
                    same = self._same(number, was)
                    (pairs.kept if same else pairs.changed).append((was, number))
                    slots.remove(number)
                    del left[was.slot]
                    break

    def _same_place(self, slot: int, was: ShownCoding) -> bool:
        return slot == was.slot and self._same(slot, was)

    def _same_said(self, slot: int, was: ShownCoding) -> bool:
        return self._same(slot, was)

    def _same_code(self, slot: int, was: ShownCoding) -> bool:
        words = print_of(self.row.says(Field.WORDS, slot)) == was.words
        return words and self._code_word(slot) == was.code.casefold()

    def _same_slot(self, slot: int, was: ShownCoding) -> bool:
        return slot == was.slot

    def _same(self, slot: int, was: ShownCoding) -> bool:
        row = self.row
        strength = row.says(Field.STRENGTH, slot).casefold() or Strength.ORDINARY
        return (
            self._code_word(slot) == was.code.casefold()
            and row.says(Field.POLARITY, slot).casefold() == was.polarity
            and strength == was.strength
            and print_of(row.says(Field.MEMO, slot)) == was.memo
            and print_of(row.says(Field.WORDS, slot)) == was.words
        )

    def _code_word(self, slot: int) -> str:
        return _head(self.row.says(Field.CODE, slot))

    def _said(self, slot: int) -> Said | None:
        """Return what a code's cells say; None and a defect if that cannot be."""
        row = self.row
        code_id = self._code(Field.CODE, slot)
        polarity = self._polarity(Field.POLARITY, slot)
        strength = self._strength(slot)
        if code_id and not row.says(Field.POLARITY, slot):
            self._refuse(
                (Field.POLARITY, slot), "missing_polarity",
                f"{code_id} has no polarity.", f"Choose {_or(Polarity)}.",
            )  # fmt: skip
        if not row.says(Field.CODE, slot):
            filled = next(f for f in OF_A_CODE if row.says(f, slot))
            self._refuse(
                (Field.CODE, slot), "missing_code",
                f"{filled} {slot} is filled in, and Code {slot} is empty.",
                f"Choose a code, or empty {filled} {slot} too.",
            )  # fmt: skip
        if not code_id or polarity is None or strength is None:
            return None
        memo, words = row.says(Field.MEMO, slot), row.says(Field.WORDS, slot)
        return Said(slot, code_id, polarity, strength, memo, words)

    def _code(self, where: Field, slot: int) -> str:
        text = self.row.says(where, slot)
        if not text:
            return ""
        known = self._codes.get(" ".join(text.split()).casefold()) or self._codes.get(_head(text))
        if known:
            return known
        try:
            self.codebook.get(_head(text))
        except UnknownCode as error:
            self._refuse(
                (where, slot), "unknown_code" if where is Field.CODE else "unknown_decision",
                f"'{short(text, 40)}' is no code of the codebook"
                + ("." if where is Field.CODE else f", and neither {ACCEPT} nor {REJECT}."),
                f"Choose from the list. {_sentence(error.way_out)}",
            )  # fmt: skip
        return ""

    def _polarity(self, where: Field, slot: int) -> Polarity | None:
        text = self.row.says(where, slot).casefold()
        if text in set(Polarity):
            return Polarity(text)
        if text:
            self._refuse(
                (where, slot), "unknown_polarity",
                f"'{short(text, 40)}' is no polarity.", f"Choose {_or(Polarity)}.",
            )  # fmt: skip
        return None

    def _strength(self, slot: int) -> Strength | None:
        text = self.row.says(Field.STRENGTH, slot).casefold() or Strength.ORDINARY
        if text in set(Strength):
            return Strength(text)
        self._refuse(
            (Field.STRENGTH, slot), "unknown_strength",
            f"'{short(text, 40)}' is no strength.", f"Choose {_or(Strength)}, or empty the cell.",
        )  # fmt: skip
        return None

    def _decisions(self) -> Iterator[Decided]:
        offered = {s.slot: s for s in self.before.suggestions}
        numbers = {n for (f, n), text in self.row.cells.items() if text and f in _DECIDING}
        for slot in sorted(numbers):
            decided = self._decision(slot, offered.get(slot))
            if decided is not None:
                yield decided

    def _decision(self, slot: int, offered: ShownSuggestion | None) -> Decided | None:
        row, place = self.row, (Field.DECISION, slot)
        text = row.says(*place).casefold()
        if offered is None:
            self._refuse(
                place, "no_suggestion", f"There is no suggestion {slot} in this row to decide on.",
                "Empty the cell, or use Code 1 to code the passage yourself.",
            )  # fmt: skip
            return None
        if not text:
            self._refuse(
                place, "missing_decision",
                f"Decided polarity {slot} is filled in, and Decision {slot} is empty.",
                f"Choose {ACCEPT}, {REJECT} or a code, or empty the polarity too.",
            )  # fmt: skip
            return None
        if print_of(row.says(Field.SUGGESTION, slot)) != offered.cell:
            self._refuse(
                (Field.SUGGESTION, slot), "altered_suggestion",
                "The suggestion was changed by hand, or belongs to another row, so that it is "
                "not clear what was decided.", "Put it back, or empty the decision.",
            )  # fmt: skip
            return None
        polarity = self._polarity(Field.DECIDED_POLARITY, slot)
        if text == REJECT:
            return Decided(offered, "", None)
        code_id = self._offered(offered, place) if text == ACCEPT else self._code(*place)
        return Decided(offered, code_id, polarity) if code_id else None

    def _offered(self, offered: ShownSuggestion, place: Place) -> str:
        try:
            return self.codebook.get(offered.code).code_id
        except UnknownCode as error:
            self._refuse(place, "unknown_code", _sentence(error.message), _sentence(error.way_out))
            return ""

    def _joined(
        self, new: Sequence[Said], decided: Sequence[Decided]
    ) -> tuple[list[Said], tuple[Decided, ...]]:
        """Let a code that was suggested, or decided on, stand for the decision."""
        open_now = {d.suggestion.suggestion_id: d for d in decided}
        shown = {s.suggestion_id: s for s in self.before.suggestions}
        joined = []
        for said in new:
            deciding = [d for d in open_now.values() if d.code_id == said.code_id]
            suggested = [s for s in shown.values() if s.code == said.code_id]
            for decision in deciding[:1]:
                self._refuse_parting(said, decision)
                suggested = [decision.suggestion]
            for suggestion in suggested[:1]:
                refused = open_now.pop(suggestion.suggestion_id, None)
                if refused is not None and not deciding:
                    self._refuse_both(said, suggestion)
                del shown[suggestion.suggestion_id]
            joined.append(replace(said, suggestion=suggested[0] if suggested else None))
        return joined, tuple(open_now.values())

    def _refuse_parting(self, said: Said, decision: Decided) -> None:
        if decision.polarity not in {None, said.polarity}:
            slot = decision.suggestion.slot
            self._refuse(
                (Field.DECIDED_POLARITY, slot), "two_polarities",
                f"Decided polarity {slot} says {decision.polarity}, and Polarity {said.slot} says "
                f"{said.polarity} of the same code.", "Empty one of the two.",
            )  # fmt: skip

    def _refuse_both(self, said: Said, suggestion: ShownSuggestion) -> None:
        self._refuse(
            (Field.DECISION, suggestion.slot), "rejected_and_coded",
            f"Decision {suggestion.slot} does not take {said.code_id}, and Code {said.slot} gives "
            "it.", "Empty one of the two.",
        )  # fmt: skip

    def _nothing(
        self,
        kept: Sequence[object],
        changed: Sequence[object],
        new: Sequence[object],
        decided: Sequence[Decided],
    ) -> bool:
        text = self.row.says(Field.NOTHING).casefold()
        if text not in _YES | _NO:
            self._refuse(
                (Field.NOTHING, 0), "unknown_answer", f"'{short(text, 40)}' is not {YES}.",
                f"Write {YES}, or empty the cell.",
            )  # fmt: skip
        found = [*kept, *changed, *new, *(d for d in decided if d.code_id)]
        if text in _YES and found:
            self._refuse(
                (Field.NOTHING, 0), "nothing_and_code",
                f"The row says '{Field.NOTHING}', and gives the passage a code.",
                f"Empty '{Field.NOTHING}', or take the code back.",
            )  # fmt: skip
        return text in _YES

    def _refuse_twice(self, said: Sequence[Said]) -> None:
        seen: set[tuple[str, Polarity, str]] = set()
        for one in said:
            what = one.code_id, one.polarity, print_of(one.words)
            if what in seen:
                self._refuse(
                    (Field.CODE, one.slot), "coded_twice",
                    f"The row gives the same words {one.code_id}, {one.polarity}, twice.",
                    "Empty one of the two.",
                )  # fmt: skip
            seen.add(what)

    def _refuse(self, place: Place, code: str, message: str, way_out: str) -> None:
        self.defects.append(self.row.remark(place, code, message, way_out))


_DECIDING = frozenset({Field.DECISION, Field.DECIDED_POLARITY})


def _spellings(codebook: Codebook) -> Mapping[str, str]:
    """Return every way in which a code is written in a cell, in small letters."""
    names = [(c.name, c.code_id) for c in codebook.codes]
    ids = [(c.code_id, c.code_id) for c in codebook.codes]
    return {text.casefold(): code_id for text, code_id in (*names, *ids)}


def _head(text: str) -> str:
    return text.partition(":")[0].strip().casefold()


def _at(coding: ShownCoding, slot: int) -> ShownCoding:
    return ShownCoding(
        slot, coding.coding_id, coding.state, coding.code, coding.polarity, coding.strength,
        coding.memo, coding.words,
    )  # fmt: skip


def _or(words: type[Polarity] | type[Strength]) -> str:
    *most, last = (str(word) for word in words)
    return f"{', '.join(most)} or {last}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
