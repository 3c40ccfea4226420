"""Every mishap a user can meet, in one tree; bugs are not in it.

    InspectionError                       exit 1, one sentence, no traceback
    ├─ WorkspaceError
    │  ├─ NotAnInspection                 no inspection folder here or above
    │  ├─ AlreadyAnInspection             `init` on a folder that is one
    │  ├─ ConfigurationInvalid            inspection.toml or framework.yaml, with file and line
    │  ├─ WrongSchemaVersion              the store is newer or older than this program
    │  ├─ StoreUnusable                   locked, corrupt, or on a disk that is full
    │  ├─ OutputBlocked                   a file we must write is open elsewhere or not writable
    │  └─ ClusterUnusable                 Dask is not installed, or its scheduler does not answer
    ├─ SourceError
    │  ├─ UnreadableSource                one file that could not be read, with its reason code
    │  ├─ UnknownSource                   no source of that id
    │  └─ UnknownSegment                  no segment of that id
    ├─ InventoryError
    │  ├─ UnknownRequest · UnknownMeeting no request or meeting of that id
    │  ├─ RequestInvalid                  a request, receipt or meeting that cannot be as said
    │  └─ NothingToChase                  nothing is outstanding
    ├─ ExaminationError
    │  ├─ UnknownArea                     an Area name that the inspection does not have
    │  ├─ WorkbookInvalid                 defects, each with sheet, cell and remedy
    │  ├─ CaseListInvalid · VolumesInvalid lists in which a column is missing
    │  ├─ RecheckInvalid · SampleError    a second look or a sample that cannot be as asked
    │  └─ NothingExamined                 no file answers a question
    ├─ CodingError
    │  ├─ CodebookInvalid                 a codebook that does not hold together; with line
    │  ├─ UnknownCode · UnknownSuggestion · UnknownCoding · UnknownMemo
    │  ├─ AgreementInvalid                double coding that cannot be as asked
    │  ├─ AmbiguousWords                  quoted words that stand in several places
    │  ├─ SelectionOutside                a selection that is not within its source
    │  ├─ AlreadyDecided                  a suggestion on which a person has decided
    │  ├─ DecisionsInvalid                a decisions file, with line and remedy
    │  ├─ WordSheetInvalid                a coding document that cannot be taken in
    │  ├─ RulesInvalid                    cue rules, with file, line and remedy
    │  └─ NothingToLearn                  too little decided, or nothing gained by it
    ├─ ReportError
    │  ├─ UnknownFinding · UnknownSupport · FindingInvalid
    │  ├─ UnsupportedSentence             a generated sentence with nothing behind it
    │  ├─ TemplateInvalid                 a Word template that lacks a style
    │  ├─ DraftNotFound                   no draft of that number, or none yet
    │  ├─ ReleaseBlocked                  a reason against a release, or a copy that is not clean
    │  ├─ ReturnRefused                   a file that came back and cannot be merged
    │  ├─ CommentsInvalid                 nothing to answer, or an answer that cannot be given
    │  ├─ UnknownComment                  no entry of the comment log of that id
    │  └─ NothingToTrace                  no paragraph or sentence of that id in the draft
    └─ UndoError
       ├─ NothingToUndo                   no act of that number, or none left
       └─ ChangedSince                    what the act did has been changed by a later one

One tree on the ground floor, because the command line must catch one base class.
A message says what is wrong and where; `way_out` says what to do.
"""

from __future__ import annotations


class InspectionError(Exception):
    """Something a user did or met that stops the command, said in one sentence."""

    code = "error"
    exit_code = 1

    def __init__(self, message: str, *, way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


class WorkspaceError(InspectionError):
    """The inspection folder or its store cannot be used."""


class NotAnInspection(WorkspaceError):
    """There is no inspection folder here or above."""

    code = "not_an_inspection"


class AlreadyAnInspection(WorkspaceError):
    """The folder already holds an inspection."""

    code = "already_an_inspection"


class ConfigurationInvalid(WorkspaceError):
    """inspection.toml or framework.yaml says something that cannot be; with file and line."""

    code = "configuration_invalid"


class WrongSchemaVersion(WorkspaceError):
    """The store was made by another version of this program."""

    code = "wrong_schema_version"


class StoreUnusable(WorkspaceError):
    """The store is locked, damaged, or cannot be written."""

    code = "store_unusable"


class OutputBlocked(WorkspaceError):
    """A file that has to be written is open elsewhere, or its folder is not writable."""

    code = "output_blocked"


class ClusterUnusable(WorkspaceError):
    """Dask is not installed, its scheduler does not answer, or the cluster lost a file."""

    code = "cluster_unusable"


class SourceError(InspectionError):
    """A piece of evidence that cannot be taken in or found."""


class UnreadableSource(SourceError):
    """One file that could not be read; `code` is a reason code of `iqa ingest --json`.

    Reason codes: unsupported, unreadable, empty, encrypted, no_text, too_large,
    timed_out, unsafe, unknown_area.
    """

    def __init__(self, code: str, message: str, *, way_out: str = "") -> None:
        super().__init__(message, way_out=way_out)
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        """Cross the border of a worker process whole."""
        return _rebuild_unreadable, (self.code, self.message, self.way_out)


def _rebuild_unreadable(code: str, message: str, way_out: str) -> UnreadableSource:
    return UnreadableSource(code, message, way_out=way_out)


class UnknownSource(SourceError):
    """No source has that id."""

    code = "unknown_source"


class UnknownSegment(SourceError):
    """No segment has that id."""

    code = "unknown_segment"


class InventoryError(InspectionError):
    """What was asked for, or a meeting to be held, cannot be found or recorded."""


class UnknownRequest(InventoryError):
    """No request has that id."""

    code = "unknown_request"


class UnknownMeeting(InventoryError):
    """No interview or focus group has that id."""

    code = "unknown_meeting"


class RequestInvalid(InventoryError):
    """A request, receipt or meeting cannot be as it was said to be."""

    code = "request_invalid"


class NothingToChase(InventoryError):
    """Nothing is outstanding, so there is no letter to write."""

    code = "nothing_to_chase"


class ExaminationError(InspectionError):
    """The file examination cannot be taken in or reported."""


class UnknownArea(ExaminationError):
    """An Area name that the inspection does not have."""

    code = "unknown_area"


class WorkbookInvalid(ExaminationError):
    """A workbook with defects; nothing of it is taken in."""

    code = "workbook_invalid"


class CaseListInvalid(ExaminationError):
    """A case list in which the columns that the rules ask for cannot be found."""

    code = "case_list_invalid"


class VolumesInvalid(ExaminationError):
    """A list of IQAs and dip samples that cannot be taken in, or none at all."""

    code = "volumes_invalid"


class RecheckInvalid(ExaminationError):
    """A second look at examined files that cannot be drawn or recorded as asked."""

    code = "recheck_invalid"


class SampleError(ExaminationError):
    """A sample cannot be drawn or changed as asked."""

    code = "sample_error"


class NothingExamined(ExaminationError):
    """No file answers the question."""

    code = "nothing_examined"


class CodingError(InspectionError):
    """A coding that cannot be made or changed."""


class CodebookInvalid(CodingError):
    """A codebook, or a change to it, that does not hold together."""

    code = "codebook_invalid"


class AgreementInvalid(CodingError):
    """Double coding that cannot be planned, scored or settled as asked."""

    code = "agreement_invalid"


class UnknownCode(CodingError):
    """The codebook has no such code."""

    code = "unknown_code"


class UnknownSuggestion(CodingError):
    """No suggestion has that id."""

    code = "unknown_suggestion"


class UnknownCoding(CodingError):
    """No coding has that id."""

    code = "unknown_coding"


class UnknownMemo(CodingError):
    """No memo has that id, or what it is to be about does not exist."""

    code = "unknown_memo"


class AmbiguousWords(CodingError):
    """Quoted words stand in several places, so that it is not clear which are meant."""

    code = "ambiguous_words"


class SelectionOutside(CodingError):
    """The selection does not lie within the text of its source."""

    code = "selection_outside"


class AlreadyDecided(CodingError):
    """A person has decided on this suggestion already."""

    code = "already_decided"


class DecisionsInvalid(CodingError):
    """A decisions file that cannot be applied; with line and remedy."""

    code = "decisions_invalid"


class WordSheetInvalid(CodingError):
    """A coding document that cannot be taken in; nothing of it is."""

    code = "word_sheet_invalid"


class NothingToLearn(CodingError):
    """Too few decisions to learn from, or a model that would find less than the shipped one."""

    code = "nothing_to_learn"


class RulesInvalid(CodingError):
    """Cue rules that cannot be read; with file, line and remedy."""

    code = "rules_invalid"


class ReportError(InspectionError):
    """A finding or a report that cannot be made."""


class UnknownFinding(ReportError):
    """No finding has that id."""

    code = "unknown_finding"


class UnknownSupport(ReportError):
    """A finding is to rest on something that does not exist."""

    code = "unknown_support"


class FindingInvalid(ReportError):
    """A finding that lacks something, or says something that cannot be."""

    code = "finding_invalid"


class UnsupportedSentence(ReportError):
    """A generated sentence has no evidence behind it."""

    code = "unsupported_sentence"


class TemplateInvalid(ReportError):
    """A Word template that lacks a style the report needs."""

    code = "template_invalid"


class DraftNotFound(ReportError):
    """There is no draft of that number, or none yet."""

    code = "draft_not_found"


class ReleaseBlocked(ReportError):
    """A report does not leave yet: a reason stands against it, or a copy is not clean."""

    code = "release_blocked"


class ReturnRefused(ReportError):
    """A file came back that is no copy of a draft, or cannot be merged."""

    code = "return_refused"


class NothingToTrace(ReportError):
    """The draft has no paragraph or sentence of that id."""

    code = "nothing_to_trace"


class CommentsInvalid(ReportError):
    """A file that came back with nothing to answer, or an answer that cannot be given."""

    code = "comments_invalid"


class UnknownComment(ReportError):
    """No entry of the comment log has that id."""

    code = "unknown_comment"


class UndoError(InspectionError):
    """An act that cannot be undone."""


class NothingToUndo(UndoError):
    """There is no act of that number, or none left to undo."""

    code = "nothing_to_undo"


class ChangedSince(UndoError):
    """A later act changed what this one did."""

    code = "changed_since"
