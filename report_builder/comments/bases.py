"""Which draft a returned file is a copy of: by the id it carries, else by what it says."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.errors import DraftNotFound
from evidence.workspace import Workspace
from report_builder.comments.placing import Base, base_of, words_of
from report_builder.draft_store import DraftStore
from report_builder.store import ReportStore
from report_builder.word.revisions.customs import custom_property
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import Walked, walk

DRAFT_PROPERTY = "hm_draft"
_ENOUGH = 0.3
"""The share of a file's paragraphs that a draft must have for the file to be its copy."""
_LONG = 6
"""Words from which a paragraph tells one report from another."""


class Bases:
    """The drafts of an inspection, walked over when they are first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._store = ReportStore(workspace.database)
        self._files = DraftStore(workspace.database)
        self._known: dict[int, Base] = {}

    def numbers(self) -> list[int]:
        """The numbers of the drafts that stand, oldest first."""
        return self._store.draft_numbers()

    def of(self, number: int) -> Base:
        """Return a draft as it was sent.

        Raises:
            DraftNotFound: there is none of that number.
        """
        if number not in self._known:
            draft = self._store.draft(number)
            walked = walk(WordFile(self._store.file_of(number)))
            self._known[number] = base_of(number, draft.document, walked)
        return self._known[number]

    def newest(self) -> Base:
        """Return the newest draft.

        Raises:
            DraftNotFound: there is none yet.
        """
        numbers = self.numbers()
        if not numbers:
            raise DraftNotFound("there is no draft yet", way_out="iqa report build")
        return self.of(numbers[-1])

    def behind(self, file: WordFile, walked: Walked) -> Base | None:
        """Return the draft that a file is a copy of, None if it is of none."""
        said = custom_property(file, DRAFT_PROPERTY)
        for kept in self._files.files():
            if said and said == kept.token:
                return self.of(kept.draft)
        return self._likest(walked)

    def _likest(self, walked: Walked) -> Base | None:
        said = {words_of(p) for p in walked.paragraphs}
        said = {text for text in said if len(text.split()) >= _LONG}
        shares = [(self._share(said, base), base.draft) for base in self._all()]
        best = max(shares, default=(0.0, 0))
        return self.of(best[1]) if best[0] >= _ENOUGH else None

    def _share(self, said: set[str], base: Base) -> float:
        return len(said & set(base.texts)) / len(said) if said else 0.0

    def _all(self) -> Iterator[Base]:
        for number in self.numbers():
            yield self.of(number)
