"""What a check looks at, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.anonymity import Anonymity
from report_builder.counts import Counts
from report_builder.document import (
    Block,
    Document,
    Sentence,
)
from report_builder.findings import Finding
from report_builder.material import Material
from report_builder.numbering import Numbers, number


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """Something about a report that a person has to look at.

    `paragraph` is the number that a reader sees, or the name of what it is about; `text` is
    the words in question; `try_` says what to do.
    """

    code: str
    paragraph: str
    text: str
    message: str
    try_: str


class Looking:
    """A report, its material, and where things stand in it."""

    def __init__(self, document: Document, material: Material) -> None:
        self.document = document
        self.material = material
        self.counts = Counts(material)
        self.numbers: Numbers = number(document)
        self.anonymity = Anonymity(material)
        self.coded = {item.coding.coding_id: item for item in material.passages.items}
        self._places: dict[str, str] = {}
        last = ""
        for one in document.blocks:
            last = self.numbers.number.get(one.block_id, last)
            self._places[one.block_id] = last

    def place(self, one: Block) -> str:
        """Return the number of a block, or of the nearest numbered one before it."""
        return self._places.get(one.block_id, "")

    def text(self, sentence: Sentence) -> str:
        """Return a sentence as it reads."""
        return self.numbers.sentence(sentence)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand, by id."""
        standing = (f for f in self.material.findings if not f.withdrawn)
        return tuple(sorted(standing, key=lambda f: f.finding_id))
