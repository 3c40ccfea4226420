"""Page numbers for the contents list of a report, from pages that LibreOffice laid out.

The list itself takes room, so the report is laid out again with the numbers in it, until the
pages are those that the list names. Where that cannot be shown, the list names no page.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.errors import OutputBlocked, UnreadableSource
from evidence.notices import Notice
from evidence.readers.pdfplaces import pages_of_places, place_name
from report_builder.office_program import laid_out, office_program
from report_builder.word.contents_lines import (
    anchors_listed,
    counts_otherwise,
    has_page_numbers,
    with_page_numbers,
    without_page_numbers,
)
from report_builder.word.revisions.package import WordFile

_ROUNDS = 4
_OPTIONS = {"ExportBookmarksToPDFDestination": True, "ExportBookmarks": False}


@dataclass(frozen=True, slots=True)
class Paged:
    """A report whose contents name their pages; `notice` says why they do not, if they do not."""

    file: WordFile
    notice: Notice | None = None


def can_lay_out() -> bool:
    """Say whether LibreOffice is here to lay pages out."""
    return bool(office_program())


def paged(file: WordFile) -> Paged:
    """Return a report with page numbers in its contents, all of them proved, or with none."""
    anchors = anchors_listed(file)
    if not anchors:
        return Paged(file)
    bare = without_page_numbers(file)
    reason = _reason_not_to(file)
    if reason:
        return Paged(bare, Notice("contents_without_pages", reason))
    try:
        return _settled(bare, anchors)
    except (OutputBlocked, UnreadableSource) as error:
        return Paged(
            bare, Notice("contents_without_pages", f"The contents name no pages: {error}.")
        )


def unpaged(file: WordFile) -> Paged:
    """Return a report whose contents no longer name the pages of what it was before."""
    if not has_page_numbers(file):
        return Paged(file)
    said = "The contents no longer name pages, which have moved; in Word, F9 on them does."
    return Paged(without_page_numbers(file), Notice("contents_without_pages", said))


def _reason_not_to(file: WordFile) -> str:
    if not can_lay_out():
        return "The contents name no pages: LibreOffice, which lays them out, is not installed."
    if counts_otherwise(file):
        return "The contents name no pages: a section numbers its pages in a way of its own."
    return ""


def _settled(bare: WordFile, anchors: tuple[str, ...]) -> Paged:
    """Lay out and number in turn, until two layouts in a row say the same.

    Raises:
        OutputBlocked: LibreOffice could not do it.
        UnreadableSource: what it wrote is no PDF.
    """
    pages = _pages(bare, anchors)
    for _ in range(_ROUNDS):
        if len(pages) < len(set(anchors)):
            lost = "a heading that they lead to is on no page"
            return Paged(
                bare, Notice("contents_without_pages", f"The contents name no pages: {lost}.")
            )
        made = with_page_numbers(bare, pages)
        again = _pages(made, anchors)
        if again == pages:
            return Paged(made)
        pages = again
    return Paged(
        bare, Notice("contents_without_pages", "The contents name no pages: they do not settle.")
    )


def _pages(file: WordFile, anchors: tuple[str, ...]) -> dict[str, int]:
    places = pages_of_places(laid_out(file.save(), _OPTIONS))
    named = {anchor: place_name(anchor) for anchor in anchors}
    return {anchor: places[name] for anchor, name in named.items() if name in places}
