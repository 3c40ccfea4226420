"""One passage of the editor's file brought up to date: a paragraph, some, or a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence.readers.wordml import Element
from report_builder.rebuild.laid import Laid
from report_builder.rebuild.outcome import Clash, NumberChange, Outcome
from report_builder.rebuild.words_merge import PARAGRAPH, laid_over
from report_builder.word.merging import patching
from report_builder.word.merging.remarks import Remarks
from report_builder.word.merging.tokens import Token, Words, tokens_of

KEPT = (
    "An editor and the evidence both changed this passage. The editor's words stand, and the "
    "report's new words are offered here as a tracked insertion. To take them, accept it and "
    "delete the words before it; else reject it."
)


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words three times: one list of tokens for each paragraph of the draft."""

    block: str
    paragraphs: Sequence[Element]
    base: Sequence[Sequence[Token]]
    new: Sequence[Sequence[Token] | None]


@dataclass(slots=True)
class Desk:
    """What one merge works with: the remarks it writes, the names of numbers, what it did."""

    known: Mapping[str, str]
    remarks: Remarks
    outcome: Outcome = field(default_factory=Outcome)
    touched: bool = False


def bring_up_to_date(passage: Passage, desk: Desk) -> None:
    """Patch the editor's paragraphs in place with what changed since the draft."""
    own = [tokens_of(paragraph, desk.known) for paragraph in passage.paragraphs]
    edited: list[Token] = []
    places: list[tuple[int, int]] = []
    for at, tokens in enumerate(own):
        if at:
            places.append((at - 1, len(own[at - 1])))
            edited.append(PARAGRAPH)
        places += [(at, local) for local in range(len(tokens))]
        edited += tokens.said
    places.append((len(own) - 1, len(own[-1]) if own else 0))
    laid = laid_over(passage.base, edited, passage.new)
    work = [(edit.start, edit.end, edit.words) for edit in laid.edits]
    work += [(offer.at, -1, (Token(offer.ours, offer.ours),)) for offer in laid.offers]
    for start, end, words in sorted(work, key=lambda one: (one[0], one[1]), reverse=True):
        at, local = places[start]
        paragraph = passage.paragraphs[at]
        if end < 0:
            offer(paragraph, own[at], local, words[0].text, desk)
            continue
        patching.replace(paragraph, own[at], (local, local + end - start), words)
        desk.touched = True
    for paragraph in passage.paragraphs if work else ():
        patching.joined(paragraph)
    _note(passage, laid, desk.outcome, edited)


def offer(paragraph: Element, tokens: Words, at: int, text: str, desk: Desk) -> None:
    """Put the report's new words beside the editor's, unless they are offered there already."""
    if desk.remarks.offered(paragraph, text):
        return
    form = patching.form_near(tokens, max(at - 1, 0))
    nodes = patching.run_of(paragraph, f" {text}" if text else "", form)
    patching.insert(paragraph, tokens, at, desk.remarks.inserted(paragraph, nodes, KEPT))
    desk.touched = True


def _note(passage: Passage, laid: Laid, outcome: Outcome, edited: Sequence[Token]) -> None:
    for edit in laid.edits:
        was = "".join(token.text for token in edited[edit.start : edit.end])
        now = "".join(word.text for word in edit.words)
        if was == now:
            continue  # a number that is live again, and says what it said
        for word in edit.words:
            if word.use:
                outcome.updated.append(NumberChange(word.use, passage.block, was, was, word.text))
    for offer in laid.offers:
        clash = Clash(passage.block, "text", offer.base, offer.theirs, offer.ours)
        outcome.clashes.append(clash)
    for was, now in laid.deleted:
        outcome.clashes.append(Clash(passage.block, "deleted", was.strip(), "", now.strip()))
    outcome.typed += [
        NumberChange(one.use, passage.block, one.was, one.says, one.now) for one in laid.typed
    ]
