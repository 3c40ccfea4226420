"""Checks of a report as people have rewritten it in Word: can it be read, and does it still hold?

What the draft said is known, so that only what was changed is asked about; accessibility is
looked at throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_builder.checking.english import Abbreviations, house_words, passive_runs
from report_builder.checking.proportions import misstated
from report_builder.document import Document, figures_of
from report_builder.looking import Looking, ReportFinding
from report_builder.material import Material
from report_builder.word import styles
from report_builder.word.anchors import BLOCK, TAG, bookmark_name, control_tag
from report_builder.word.fitness import faults
from report_builder.word.opened_report import OpenedReport, Said, opened_report
from report_builder.wording import sentences_in, word_count

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w])")
_SHARE = re.compile(r"\d+(?:\.\d+)?%|\b\d+ of (?:the |all )?\d+\b")
_NO_PROSE = re.compile(r"toc|title|imprint|header|footer|quotation|caption|table|cover|stage|mark")


def check_file(
    data: bytes, sent: bytes, document: Document, material: Material
) -> tuple[ReportFinding, ...]:
    """Return what a reviewer would send back of a report's Word file.

    `sent` is the Word file of the draft as it was built, `document` its tree.

    Raises:
        UnreadableSource: it is no Word file that can be read.
    """
    reading = _Reading(opened_report(data), opened_report(sent), document, material)
    found = [
        *(
            ReportFinding(f.code, reading.place_of(f.marks), f.text, f.message, f.try_)
            for f in faults(data, document.language)
        ),
        *reading.figures(),
        *(one for said in reading.opened.paragraphs for one in reading.paragraph(said)),
        *(one for said in reading.opened.beside for one in reading.beside(said)),
    ]
    return tuple(dict.fromkeys(found))


class _Reading:
    def __init__(
        self, opened: OpenedReport, sent: OpenedReport, document: Document, material: Material
    ) -> None:
        self.opened = opened
        self.looking = Looking(document, material)
        self.settings = material.inspection.settings.report
        self.places = {
            bookmark_name(BLOCK, block.block_id): self.looking.place(block)
            for block in document.blocks
        }
        self.texts = {_plain(said.text) for said in sent.paragraphs}
        everywhere = (*sent.paragraphs, *sent.beside)
        self.drafted = {_plain(s) for said in everywhere for s in _sentences(said.text)}
        self.known = {n for said in sent.paragraphs for n in _NUMBER.findall(said.bare)}
        self.live = {
            control_tag(f.use_id).removeprefix(TAG): f
            for block in document.blocks
            for f in figures_of(block)
        }
        self.place = ""
        self.abbreviations = self._explained()

    def place_of(self, marks: tuple[str, ...]) -> str:
        """Return the number that the draft gave to the block of a bookmark."""
        return next((self.places[mark] for mark in marks if mark in self.places), "")

    def figures(self) -> Iterator[ReportFinding]:
        """Find live figures that somebody typed over."""
        for tag, text in self.opened.figures.items():
            figure = self.live.get(tag)
            if figure is not None and figure.text.strip() != text.strip():
                yield ReportFinding(
                    "figure_overridden",
                    "",
                    text,
                    f"“{text}” was typed over {figure.text} ({figure.metric}).",
                    f"Put {figure.text} back, or give the reason when the report is finalised.",
                )

    def paragraph(self, said: Said) -> Iterator[ReportFinding]:
        """Find what is odd about the words of a paragraph."""
        self.place = self.place_of(said.marks) or self.place
        if said.style == "heading 1":
            self.abbreviations = self._explained()
        yield from self.names(said)
        if said.in_table or _NO_PROSE.search(said.style) or not said.text.strip():
            return
        sentences = _sentences(said.text)
        for run in passive_runs(sentences) if _plain(said.text) not in self.texts else ():
            message = f"{len(run)} sentences in a row are in the passive."
            yield self._to_mend("passive_run", " ".join(run), message, "Say who did it.")
        for sentence in sentences:
            yield from self._words(sentence)
            if _plain(sentence) not in self.drafted:
                yield from self._changed(sentence, said)

    def beside(self, said: Said) -> Iterator[ReportFinding]:
        """Find what is odd about words beside the text: a name, or a share typed into a note.

        Other numbers in notes are the years and sections of what they refer to.
        """
        yield from self.names(said)
        for sentence in _sentences(said.text) if said.style == styles.FOOTNOTE else ():
            typed = _SHARE.search(sentence)
            if typed and _plain(sentence) not in self.drafted:
                message = f"{typed[0]} is no live figure: it stands in a note."
                try_ = "Check it against the evidence, and say it in the text."
                yield self._to_mend("typed_number", sentence, message, try_)

    def names(self, said: Said) -> Iterator[ReportFinding]:
        """Find who, or which case, is named in words that the draft did not have, wherever."""
        for sentence in _sentences(said.text):
            new = _plain(sentence) not in self.drafted
            what = self.looking.anonymity.hidden_in(sentence) if new else ""
            if what:
                case = what == "a case"
                code = "case_named" if case else "person_named"
                message = f"These words hold {'the number of a case' if case else 'a name'}."
                yield self._to_mend(code, sentence, message, "Take it out.")

    def _explained(self) -> Abbreviations:
        framework = self.looking.material.inspection.framework
        terms = {term.term for term in framework.glossary}
        return Abbreviations({*terms, *(grade.abbreviation for grade in framework.grades)})

    def _words(self, sentence: str) -> Iterator[ReportFinding]:
        own = ((one.word, one.better) for one in self.settings.house_words)
        for word, better in house_words(re.sub(r"“[^”]*”", "", sentence), own):
            message = f"The house does not write “{word}”."
            yield self._to_mend("house_word", sentence, message, f"Write “{better}”.")
        for wrong in misstated(sentence, self.settings.scale):
            message = f"“{wrong.word}” stands beside {wrong.number} ({wrong.percent:.0f}%)."
            way_out = f"Write “{wrong.better}”, or correct the number."
            yield self._to_mend("proportion_word", sentence, message, way_out)
        for term in self.abbreviations.unknown(sentence):
            message = f"“{term}” is spelt out neither here nor in the glossary."
            yield self._to_mend("undefined_abbreviation", sentence, message, "Write it in full.")

    def _changed(self, sentence: str, said: Said) -> Iterator[ReportFinding]:
        """Look harder at a sentence that the draft did not have."""
        bare = set(_NUMBER.findall(said.bare))
        typed = [n for n in _NUMBER.findall(sentence) if n in bare and n not in self.known]
        if typed:
            message = f"{typed[0]} is no live figure, and the draft has no such number."
            yield self._to_mend("typed_number", sentence, message, "Check it against the evidence.")
        words = word_count(sentence)
        if words > self.settings.sentence_words:
            message = f"This sentence has {words} words; aim for {self.settings.sentence_words}."
            yield self._to_mend("long_sentence", sentence, message, "Split it in two.")
        if words > 3 and not said.style.startswith("heading"):  # noqa: PLR2004 - no sentence
            message = "The draft did not say this, so nothing is linked to it."
            yield self._to_mend("unsupported_sentence", sentence, message, "Check its evidence.")

    def _to_mend(self, code: str, text: str, message: str, way_out: str) -> ReportFinding:
        return ReportFinding(code, self.place, text, message, way_out)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; a line of its own begins a new one."""
    return [sentence for line in text.splitlines() for sentence in sentences_in(line)]


def _plain(text: str) -> str:
    return " ".join(text.split())
