"""The command line: one app, three floors."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.commands import (
    agreeing,
    codebook,
    counting,
    deciding,
    looking,
    noting,
    reviewing,
    sheets,
    tagging,
    wording,
)
from evidence import console
from evidence.commands import (
    care,
    commenting,
    documents,
    examining,
    gathering,
    inventory,
    listing,
    masks,
    rechecking,
    sampled,
    sampling,
    scheduling,
    setting,
    storing,
    transcripts,
    volumes,
)
from evidence.errors import InspectionError
from evidence.session import begin
from report_builder.commands import (
    answering,
    comment_log,
    concluding,
    copying,
    exporting,
    following,
    letters,
    overriding,
    rebuilding,
    redlining,
    releasing,
    reporting,
    starting,
)
from report_builder.commands.concluded import JOINS as CONCLUDED
from report_builder.commands.exchanging import JOINS as EXCHANGED
from report_builder.commands.noting_areas import app as noting_areas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence.identity import Actor
    from evidence.inspection import Inspection
    from evidence.masking.interface import NameFinder
    from evidence.session import Carried
    from evidence.workspace import Workspace

ROOMS = (
    starting,
    gathering,
    documents,
    scheduling,
    sampling,
    tagging,
    codebook,
    examining,
    volumes,
    rechecking,
    reviewing,
    deciding,
    sheets,
    wording,
    looking,
    noting,
    counting,
    concluding,
    reporting,
    comment_log,
    exporting,
    care,
    setting,
    storing,
    agreeing,
)
"""The rooms with commands, in the order in which help shows them."""

JOINED = (
    *CONCLUDED,
    *EXCHANGED,
    (reporting.report, "finalise", releasing.finalise),
    (reporting.report, "copies", copying.write_copies),
    (documents.documents, "list", listing.list_documents),
    (documents.documents, "expect", inventory.expect_documents),
    (documents.documents, "receive", inventory.receive_document),
    (documents.documents, "replace", inventory.replace_document),
    (documents.documents, "chase", letters.chase_documents),
    (examining.exam, "ask-comments", letters.ask_comments),
    (examining.exam, "missing-comments", commenting.show_missing_comments),
    (examining.exam, "changes", following.show_changes),
    (reporting.report, "rebuild", rebuilding.rebuild_report),
    (reporting.report, "conflicts", rebuilding.show_conflicts),
    (reporting.report, "overrides", overriding.show_overrides),
    (reporting.report, "redline", redlining.redline_drafts),
    (comment_log.comments, "respond", answering.respond),
    (comment_log.comments, "assign", answering.assign_comments),
    (comment_log.comments, "export", answering.export_comments),
    (sampling.sample, "show", sampled.show_sample),
    (sampling.sample, "replace", sampled.replace_sampled),
    (sampling.sample, "export", sampled.export_sample),
    (scheduling.transcripts, "schedule", scheduling.schedule),
    (scheduling.transcripts, "list", transcripts.list_transcripts),
    (scheduling.transcripts, "speakers", transcripts.show_speakers),
    (scheduling.transcripts, "mask", masks.mask_sources),
    (scheduling.transcripts, "check", masks.check_masks),
)
"""Commands that join a group of another room."""

app = typer.Typer(
    name="iqa",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From Area evidence to a draft inspection report, every sentence standing on evidence.",
)
for room in ROOMS:
    app.add_typer(room.app)
app.add_typer(noting_areas)
for group, name, command in JOINED:
    group.command(name)(command)


@app.callback()
def root(
    context: typer.Context,
    inspection: Annotated[
        Path | None,
        typer.Option(envvar="IQA_INSPECTION", help="The inspection folder; else found upwards."),
    ] = None,
    acting: Annotated[
        str | None, typer.Option("--as", envvar="IQA_CODER", help="Who acts; else your log-in.")
    ] = None,
    at: Annotated[
        datetime | None,
        typer.Option(envvar="IQA_AT", help="Act at this time (UTC); runs can be repeated."),
    ] = None,
) -> None:
    """From Area evidence to a draft inspection report."""
    context.obj = begin(inspection, acting, at, carry_codings, names_of)


def carry_codings(workspace: Workspace, actor: Actor, at: datetime) -> Mapping[str, Carried]:
    """Let codings follow their words into newer versions, once evidence has been taken in."""
    from coding.carry import carry  # noqa: PLC0415 - start-up time

    return carry(workspace, actor, at)


def names_of(inspection: Inspection) -> NameFinder | None:
    """Let a trained model look for names in the evidence, where one is installed."""
    from coding.taggers.names import finder  # noqa: PLC0415 - start-up time

    return finder(inspection.settings.masking.model)


def main() -> None:
    """Run the app; say an inspection error in one sentence, with the way out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except InspectionError as error:
        console.complain(error.message, error.way_out)
        sys.exit(error.exit_code)
