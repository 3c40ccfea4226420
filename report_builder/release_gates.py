"""What stands in the way of a release: each gate gives its reasons, and one is enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from report_builder.checks import check
from report_builder.comments.entry import Entry
from report_builder.comments.settled import not_settled
from report_builder.drafts import Conflict, Draft
from report_builder.looking import ReportFinding
from report_builder.material import Material
from report_builder.word.opened_report import OpenedReport
from report_builder.word.revisions.comments import Comment

BLOCKING = frozenset(
    {
        "unsupported_sentence", "figure_differs", "withdrawn_support", "no_support",
        "case_named", "person_named", "quotation_names", "identifying_attribution",
        "unverified_data", "broken_reference",
    }
)  # fmt: skip
"""The findings of `report check` with which no report leaves."""
_BLOCKING_WORDS = frozenset({"case_named", "person_named"})
"""The findings in an editor's own words with which no report leaves."""
_SHOWN = 80
"""So many letters of a comment are shown."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report does not leave yet, and what to do about it."""

    code: str
    message: str
    try_: str


def reasons_against(
    draft: Draft,
    found: Material,
    opened: OpenedReport,
    log: Iterable[Entry] = (),
    *,
    settled: bool,
) -> tuple[Reason, ...]:
    """Return every reason why a report does not leave yet.

    `log` are the entries of the comment log; a comment that is answered there may stand in the
    file, and is taken out of what leaves. `settled` says that somebody has decided what becomes
    of open tracked changes.
    """
    entries = tuple(log)
    return (
        *_of_checks(draft, found),
        *_of_the_file(opened, not_settled(opened.comments, entries), settled=settled),
        *of_the_log(entries),
    )


def _of_checks(draft: Draft, found: Material) -> Iterator[Reason]:
    for finding in check(draft.document, found):
        if finding.code in BLOCKING:
            yield _reason(finding)


def of_the_words(findings: Iterable[ReportFinding]) -> Iterator[Reason]:
    """Find who or what is named in the words that editors wrote, of all that a check found."""
    for finding in findings:
        if finding.code in _BLOCKING_WORDS:
            yield _reason(finding)


def _reason(finding: ReportFinding) -> Reason:
    place = f" ({finding.paragraph})" if finding.paragraph else ""
    return Reason(finding.code, f"{finding.message.rstrip('.')}{place}.", finding.try_)


def _of_the_file(
    opened: OpenedReport, unanswered: Iterable[Comment], *, settled: bool
) -> Iterator[Reason]:
    for room in opened.rooms:
        yield Reason(
            "placeholder_left", f"Nobody has written this yet: {room}", "Write it in Word."
        )
    for comment in unanswered:
        said = " ".join(comment.text.split())[:_SHOWN]
        yield Reason(
            "open_comment",
            f"A comment by {comment.author or 'somebody'} has not been answered: “{said}”.",
            "Mark it as resolved in Word, or take it into the log and answer it there:"
            " iqa comments import FILE.docx",
        )
    if opened.changed and not settled:
        yield Reason(
            "open_changes",
            f"{opened.changed} paragraphs have tracked changes that nobody has settled.",
            "Settle them in Word, or say --changes accept (or reject).",
        )


def of_the_log(entries: Iterable[Entry]) -> Iterator[Reason]:
    """Find entries of the comment log that nobody has answered, or that were opened again."""
    for entry in entries:
        if not entry.answered and not entry.same_as:
            said = " ".join(entry.text.split())[:_SHOWN]
            yield Reason(
                "open_comment",
                f"{entry.entry_id} by {entry.author or 'somebody'} has no answer: “{said}”.",
                f"iqa comments respond {entry.entry_id} accept   (or part, reject, note)",
            )


def of_conflicts(conflicts: Iterable[Conflict]) -> Iterator[Reason]:
    """Find passages that an editor and the evidence both changed, and nobody has settled."""
    for conflict in conflicts:
        if not conflict.choice:
            where = conflict.number or conflict.conflict_id
            yield Reason(
                "open_conflict",
                f"Paragraph {where} was changed by an editor and by the evidence.",
                "Say which of the two stands.",
            )
