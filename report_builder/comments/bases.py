"""The drafts as they were sent, walked over once each."""

from __future__ import annotations

from evidence.errors import DraftNotFound
from evidence.workspace import Workspace
from report_builder.comments.placing import Base, base_of
from report_builder.origins import draft_behind
from report_builder.store import ReportStore
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import Walked, walk


class Bases:
    """The drafts of an inspection, walked over when they are first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._store = ReportStore(workspace.database)
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
        found = draft_behind(self._workspace, file, walked)
        return self.of(found.draft) if found else None
