"""The letter that asks an Area for documents that show comments which were not recorded.

"We will provide the relevant URN(s) to the Area to allow the Area to provide us with any
documents" (scoping document F, file examination). It is the one letter that names URNs: it goes
to the Area whose cases they are, with the marking that letters bear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from evidence.comment_store import Commenter
from evidence.errors import NothingToChase
from evidence.identity import spoken
from evidence.inspection import Inspection
from evidence.missing_comments import Missing, missing_comments
from evidence.workspace import Workspace
from report_builder.letter_files import letter_paths, put, require_room
from report_builder.letters import Letter
from report_builder.word.letter import written

HEADINGS = ("No.", "URN", "Not recorded", "What would show it")
_WHAT = {
    Commenter.DCP: ("the DCP's comments", "the DCP's comments to the prosecutor"),
    Commenter.DIP_SAMPLER: ("the dip sampler's comments", "the dip sampler's feedback to the DCP"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter to one Area: its file, and of how many cases it asks."""

    area: str
    path: Path
    cases: int


def ask_for_comments(
    workspace: Workspace, area: str, at: datetime, *, out: Path | None = None, dry: bool = False
) -> list[Asked]:
    """Write a letter to an Area, or (`area` "") to each with comments that nothing shows yet.

    `out` is a folder, or a file for one letter. A letter that somebody has edited is kept, and
    the new one stands beside it.

    Raises:
        NothingToChase: no comments are outstanding.
        OutputBlocked: a letter cannot be written.
    """
    waiting: dict[str, list[Missing]] = {}
    for missing in missing_comments(workspace, (area,) if area else ()):
        if missing.outstanding:
            waiting.setdefault(missing.area, []).append(missing)
    if not waiting:
        where = f" from {area}" if area else ""
        raise NothingToChase(
            f"no comments are outstanding{where}", way_out="iqa exam missing-comments"
        )
    names = {place: f"comments-{spoken(place)}-{at:%Y-%m-%d}.docx" for place in waiting}
    paths = letter_paths(workspace, names, out)
    if not dry:
        require_room(workspace, paths.values())
        for place, cases in waiting.items():
            letter = asking(workspace.inspection, cases, at.date())
            paths[place] = put(paths[place], written(letter))
    return [Asked(place, paths[place], len(cases)) for place, cases in waiting.items()]


def asking(inspection: Inspection, cases: Sequence[Missing], today: date) -> Letter:
    """Return the letter about the cases of one Area."""
    settings = inspection.settings
    reply_to = settings.requests.reply_to or settings.contact
    where = f" to {reply_to}" if reply_to else " to us"
    return Letter(
        inspectorate=settings.inspectorate,
        dated=today,
        addressee=(inspection.framework.organisation, cases[0].area),
        subject=f"{settings.short_title}: assessments without recorded comments",
        before=(
            "In our file examination we found no comments on the IQA application for the "
            "assessments that are listed below.",
            "If there are documents which show that comments and feedback were given, by the DCP "
            "to the prosecutor or by the dip sampler to the DCP, we should like to see them.",
        ),
        rows=tuple(_row(number, case) for number, case in enumerate(cases, 1)),
        after=(
            f"Please send the documents{where}, with the URN of the case in the name of each "
            "file. Notes of a conversation, emails and appraisal records are all of use.",
            "If there is nothing for a case, please tell us so. We will then report that no "
            "comments were recorded.",
        ),
        signed=tuple(line for line in (settings.requests.signed, settings.inspectorate) if line),
        marking=settings.requests.marking,
        headings=HEADINGS,
        widths=(1.1, 3.6, 5.6, 6.3),
        about=("Cases without recorded comments", "cases, each with what was not recorded"),
    )


def _row(number: int, case: Missing) -> tuple[str, ...]:
    lacking = [_WHAT[commenter] for commenter in case.outstanding]
    recorded, shown = (" and ".join(words) for words in zip(*lacking, strict=True))
    return str(number), case.urn, f"{recorded[0].upper()}{recorded[1:]}", f"A document of {shown}"
