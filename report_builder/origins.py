"""Which draft a Word file that came back is a copy of: by the id it carries, else by its words."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.workspace import Workspace
from report_builder.draft_store import DraftStore
from report_builder.store import ReportStore
from report_builder.word.properties import DRAFT_PROPERTY
from report_builder.word.revisions.customs import custom_property
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import Walked, walk

_ENOUGH = 0.3
"""The share of a file's paragraphs that a draft must have for the file to be its copy."""
_LONG = 6
"""Words from which a paragraph tells one report from another."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The draft behind a file; `by_words` where it has lost the draft's id."""

    draft: int
    by_words: bool = False


def draft_behind(workspace: Workspace, file: WordFile, walked: Walked) -> Origin | None:
    """Return the draft that a file is a copy of, None if it is of none.

    Raises:
        UnreadableSource: the file's text cannot be read.
    """
    said = custom_property(file, DRAFT_PROPERTY)
    if said:
        for kept in DraftStore(workspace.database).files():
            if said == kept.token:
                return Origin(kept.draft)
    texts = _texts(walked)
    store = ReportStore(workspace.database)
    shares = []
    for number in store.draft_numbers():
        known = _texts(walk(WordFile(store.file_of(number))))
        shares.append((len(texts & known) / len(texts) if texts else 0.0, number))
    share, best = max(shares, default=(0.0, 0))
    return Origin(best, by_words=True) if share >= _ENOUGH else None


def _texts(walked: Walked) -> set[str]:
    """The longer paragraphs, as they were before tracked changes and as they are after."""
    views = (view for p in walked.paragraphs for view in (p.original, p.final))
    said = (" ".join(view.split()) for view in views)
    return {text for text in said if len(text.split()) >= _LONG}
