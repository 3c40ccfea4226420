"""Every number of a merged report: live, typed over by an editor, or standing on nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.readers.wordml import W
from report_builder.word.merging.tokens import NUMBER, Tags, Token, tokens_of
from report_builder.word.merging.units import Unit, units_of
from report_builder.word.revisions.names import P
from report_builder.word.revisions.package import WordFile

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Loose:
    """A number that no evidence keeps right; `proposals` are live numbers that read alike."""

    block: str
    text: str
    around: str
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a file: how many are live and right, which are not, which are loose."""

    live: int
    wrong: tuple[tuple[str, str, str], ...]
    loose: tuple[Loose, ...]


def numbers_in(file: WordFile, new: WordFile) -> Numbers:
    """Hold every number in a merged file against what the evidence says now."""
    written, fresh = file.trees(file.document), new.trees(new.document)
    known = Tags(fresh, written)
    bodies = [root.find(f"{W}body") for root in (written, fresh)]
    units, now = (units_of(b, known) if b is not None else [] for b in bodies)
    values = {t.use: t.text for unit in now for t in _tokens(unit, known) if t.use}
    plain = _plain(now, known)
    said = {unit.text for unit in now}
    live, wrong, loose = 0, [], []
    for unit in units:
        tokens = _tokens(unit, known)
        left = Counter(plain.get(unit.block, Counter()))
        for at, token in enumerate(tokens):
            if token.use:
                right = values.get(token.use) == token.text
                live += right
                if not right:
                    wrong.append((token.use, token.text, values.get(token.use, "")))
            elif token.kind == "word" and NUMBER.fullmatch(token.text):
                if left[token.text] or unit.text in said:
                    left[token.text] -= 1  # a passage that was only moved has all of its own
                    continue
                loose.append(_loose(unit, tokens, at, values))
    return Numbers(live, tuple(wrong), tuple(loose))


def _tokens(unit: Unit, known: Mapping[str, str]) -> Sequence[Token]:
    if unit.kind == "p":
        return unit.tokens.said
    return [t for p in unit.element.iter(P) for t in tokens_of(p, known).said]


def _plain(units: Sequence[Unit], known: Mapping[str, str]) -> dict[str, Counter[str]]:
    """The numbers that the report itself writes as plain words, such as years, by block."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        for token in _tokens(unit, known):
            if token.kind == "word" and NUMBER.fullmatch(token.text):
                found[unit.block][token.text] += 1
    return found


def _loose(unit: Unit, tokens: Sequence[Token], at: int, values: dict[str, str]) -> Loose:
    said = tokens[at].text
    before = "".join(t.text for t in tokens[max(at - 12, 0) : at])[-_AROUND:]
    after = "".join(t.text for t in tokens[at + 1 : at + 12])[:_AROUND]
    alike = tuple(sorted(use for use, text in values.items() if text == said)[:3])
    return Loose(unit.block, said, f"{before}{said}{after}", alike)
