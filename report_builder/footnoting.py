"""The footnotes of a report: where guidance can be found, how shares are counted, what waits.

A note stands where a reader would stop and ask: behind the first share of each chapter, behind
figures of the inspected body that nobody has confirmed yet, behind a version of the guidance
whose source the framework names. What must be read to follow a sentence is never in a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence.identity import digest_id
from report_builder.counts import PERCENT
from report_builder.document import (
    Block,
    Bullets,
    Footnote,
    Heading,
    Paragraph,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.material import Material
from report_builder.wording import ended, listed, short_name

_SHARES = (
    "Files and answers to which a question did not apply are left out of its total. "
    "The annex on methodology says how percentages are rounded."
)
_VOLUMES = "volumes/"


def footnoted(blocks: Iterable[Block], material: Material) -> Iterator[Block]:
    """Yield the blocks, with the notes that their sentences call for."""
    notes = _Notes(material)
    for one in blocks:
        if isinstance(one, Heading) and one.level == 1:
            notes.begin()
        if isinstance(one, Paragraph):
            yield replace(one, sentences=tuple(map(notes.sentence, one.sentences)))
        elif isinstance(one, Bullets):
            yield replace(one, items=tuple(map(notes.sentence, one.items)))
        else:
            yield one


class _Notes:
    """Which notes a chapter has given already, and what the others would say."""

    def __init__(self, material: Material) -> None:
        framework = material.inspection.framework
        self._guidance = {
            f"guidance/{version.dated}": version.source
            for version in framework.guidance
            if version.source
        }
        waiting, organisation = material.conduct.unverified, short_name(framework)
        self._waiting = (
            f"Reported by the {organisation}; the figures of {listed(waiting)} are not yet"
            f" confirmed by {organisation} Operational Assurance."
            if waiting
            else ""
        )
        self._given: set[str] = set()

    def begin(self) -> None:
        """Begin a chapter: what was explained in the last one is explained anew."""
        self._given = set()

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return a sentence with the notes that it calls for; a person's words have none."""
        if sentence.person:
            return sentence
        notes = tuple(self._called_for(sentence))
        return replace(sentence, notes=(*sentence.notes, *notes)) if notes else sentence

    def _called_for(self, sentence: Sentence) -> Iterator[Footnote]:
        if len(sentence.supports) == 1:
            (only,) = sentence.supports
            source = self._guidance.get(only.support_id, "")
            if source and only.kind is SupportKind.FRAMEWORK:
                yield _note(sentence, "guidance", ended(source), only)
        figures = sentence.figures
        if any(figure.facet == PERCENT for figure in figures) and self._is_first("shares"):
            by = Support(SupportKind.FRAMEWORK, "settings/decimals")
            yield _note(sentence, "shares", _SHARES, by)
        volumes = any(figure.metric.startswith(_VOLUMES) for figure in figures)
        if self._waiting and volumes and self._is_first(_VOLUMES):
            by = Support(SupportKind.COUNT, "volumes/unverified")
            yield _note(sentence, "volumes", self._waiting, by)

    def _is_first(self, what: str) -> bool:
        new = what not in self._given
        self._given.add(what)
        return new


def _note(sentence: Sentence, about: str, text: str, by: Support) -> Footnote:
    return Footnote(digest_id("footnote", sentence.sentence_id, about), text, (by,))
