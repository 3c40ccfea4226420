"""Headers and footers of two files, joined by section and page."""

from __future__ import annotations

from evidence.readers.wordml import Element, R, W
from report_builder.word.revisions.carrying import Carrying
from report_builder.word.revisions.names import PPR, SECTPR, TBL, P
from report_builder.word.revisions.notes import meaning_of
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.pen import Pen
from report_builder.word.revisions.redlining import Redlining
from report_builder.word.revisions.rewording import Sides

_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
Margins = dict[tuple[int, str, str], str]


def margins_of(file: WordFile, document: Element) -> Margins:
    """Return header and footer parts by section (counted from the last), kind and page."""
    related = file.related_from(file.document)
    found: Margins = {}
    for section, properties in enumerate(reversed(_sections(document))):
        for reference in properties.iterchildren(*_REFERENCES):
            relation = related.get(reference.get(f"{R}id", ""))
            if relation is not None and not relation.external:
                key = (section, str(reference.tag), reference.get(f"{W}type", "default"))
                found[key] = relation.target
    return found


def _sections(document: Element) -> list[Element]:
    """The properties of sections: of most files, in paragraphs at the top of the text."""
    found: list[Element] = []
    for top in (child for body in document.iterchildren(f"{W}body") for child in body):
        if top.tag == P and len(top) and top[0].tag == PPR:
            found += top[0].iterchildren(SECTPR)
        elif top.tag not in {P, TBL}:  # no table can end a section
            found += top.iter(SECTPR)
    return found


def redline_margins(
    files: tuple[WordFile, WordFile], margins: tuple[Margins, Margins], carrying: Carrying, pen: Pen
) -> dict[str, bytes]:
    """Return the later file's headers and footers with what changed in them marked."""
    earlier, later = files
    done: dict[str, bytes] = {}
    for key, target in margins[1].items():
        source = margins[0].get(key)
        if source is None or target in done or target not in later:
            continue
        if source not in earlier or earlier.content(source) == later.content(target):
            continue
        sides = Sides(meaning_of(earlier, source), meaning_of(later, target))
        root = later.trees(target)
        Redlining(pen, sides).container(earlier.trees(source), root)
        carrying.follow(sides.taken, source, target)
        done[target] = serialised(root)
    return done
