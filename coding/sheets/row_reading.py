"""What the cells of a filled row mean: nothing is looked up in the store here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coding.codebook import Codebook
from coding.codings import Polarity, Strength
from coding.sheets.cell_text import print_of, short
from coding.sheets.filled import FilledRow
from coding.sheets.key import Shown, ShownCoding, ShownSuggestion
from coding.sheets.layout import ACCEPT, OF_A_CODE, REJECT, YES, Field, Place
from coding.sheets.pairing import code_word, paired
from coding.sheets.remarks import Remark
from coding.sheets.wishes import Decided, Said, Wishes
from evidence.errors import UnknownCode

_YES, _NO = frozenset({YES, "y", "x", "true"}), frozenset({"", "no", "n", "false"})


def wishes_of(row: FilledRow, before: Shown, codebook: Codebook) -> tuple[Wishes, list[Remark]]:
    """Return what a row asks for, and what is wrong with it."""
    reading = _RowReading(row, before, codebook)
    return reading.wishes(), reading.defects


class _RowReading:
    def __init__(self, row: FilledRow, before: Shown, codebook: Codebook) -> None:
        self.row = row
        self.before = before
        self.codebook = codebook
        self.defects: list[Remark] = []
        self._codes = _spellings(codebook)

    def wishes(self) -> Wishes:
        """Return what the row asks for."""
        pairs = paired(self.row, self.before)
        changed = [(was, said) for was, n in pairs.changed if (said := self._said(n))]
        new = [said for n in pairs.new if (said := self._said(n))]
        decided = tuple(self._decisions())
        nothing = self._nothing(pairs.kept, changed, new, decided)
        self._refuse_twice([s for _, s in changed] + new)
        new, decided = self._joined(new, decided)
        return Wishes(
            self.row, self.before, tuple(_at(c, n) for c, n in pairs.kept), tuple(changed),
            tuple(new), pairs.cleared, decided, nothing,
        )  # fmt: skip

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
        whole = " ".join(text.split()).casefold()
        known = self._codes.get(whole) or self._codes.get(code_word(text))
        if known:
            return known
        try:
            self.codebook.get(code_word(text))
        except UnknownCode as error:
            said = short(text, 40)
            if where is Field.CODE:
                self._refuse(
                    (where, slot), "unknown_code", f"'{said}' is no code of the codebook.",
                    f"Choose from the list. {_sentence(error.way_out)}",
                )  # fmt: skip
            else:
                self._refuse(
                    (where, slot), "unknown_decision",
                    f"'{said}' is neither {ACCEPT} nor {REJECT}, nor a code of the codebook.",
                    "Choose from the list, or empty the cell.",
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
