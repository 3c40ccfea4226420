"""Composing the report: from material to a document, with nothing else looked at.

The same material and edition give the same document, to the byte. Every sentence that the
machine writes has something behind it, or nothing is composed at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evidence.errors import UnsupportedSentence
from evidence.framework import Term
from evidence.inspection import Inspection
from evidence.steady import keeping_all
from report_builder.abbreviations import expanded, used_terms
from report_builder.counts import definitions
from report_builder.document import (
    Block,
    Document,
    Heading,
    Support,
    SupportKind,
    Table,
    figures_of,
    sentences_of,
)
from report_builder.footnoting import footnoted
from report_builder.material import Edition, Material
from report_builder.outline import blocks_of
from report_builder.pen import Pen, block
from report_builder.quotations import Quoting
from report_builder.sections.desk import Desk
from report_builder.sections.front import front_matter


@keeping_all()
def compose(material: Material, edition: Edition) -> Document:
    """Return the report that the material carries.

    Raises:
        UnsupportedSentence: a sentence would stand on nothing.
    """
    desk = Desk(Pen(material), Quoting(material))
    framework = material.inspection.framework
    blocks = list(footnoted(expanded(blocks_of(desk), framework), material))
    blocks += _glossary(used_terms(blocks, framework))
    _require_support(blocks)
    metrics = (figure.metric for one in blocks for figure in figures_of(one))
    defined = definitions(desk.pen.counts, metrics)
    return Document(front_matter(material.inspection, edition), tuple(blocks), definitions=defined)


def as_edition(document: Document, inspection: Inspection, edition: Edition) -> Document:
    """Return a report that was composed already as another draft of the same stage.

    Its number and its date stand on the title page and in the imprint, and nowhere else.
    """
    return replace(document, front=front_matter(inspection, edition))


def _glossary(terms: Sequence[Term]) -> Iterator[Block]:
    """Yield the annex of terms; it holds those that the text uses, and no others."""
    if not terms:
        return
    yield Heading(block("annex", "glossary"), 1, "Glossary", annex=True)
    yield Table(
        block("annex", "glossary", "table"),
        "Terms used in this report",
        ("Term", "Meaning"),
        tuple(((term.term,), (term.meaning,)) for term in terms),
        "Terms used in this report and what they mean, in alphabetical order.",
        tuple(Support(SupportKind.FRAMEWORK, f"glossary/{term.term}") for term in terms),
    )


def _require_support(blocks: Iterable[Block]) -> None:
    for one in blocks:
        for sentence in sentences_of(one):
            if not sentence.supports:
                raise UnsupportedSentence(
                    f"the sentence {sentence.sentence_id} has no evidence behind it",
                    way_out="this is a fault of the program: please report it",
                )
