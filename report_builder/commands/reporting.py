"""Commands of the report: `report build|show|check|trace|template`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from report_builder.build import Built
    from report_builder.standing import Evidence, Standing
    from report_builder.trace import Traced

app = typer.Typer()
report = typer.Typer(no_args_is_help=True, help="The draft report, and what stands behind it.")
app.add_typer(report, name="report", rich_help_panel="Report")

_AFTER_TRACE = ("iqa documents show SOURCE", "read a source around its segment")

DraftNumber = Annotated[int | None, typer.Option("--draft", help="A draft; else the newest.")]


@report.command("build")
def build(
    context: typer.Context,
    stage: Annotated[str, typer.Option(help="emerging, draft, comments, final, published.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write the file here instead.")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the draft report; with nothing changed, the same draft again."""
    from report_builder.build import build as make
    from report_builder.build import would_build
    from report_builder.data_annex.writing import annex_beside, write_beside

    session: Session = context.obj
    with session.workspace() as workspace:
        if dry_run:
            console.would(would_build(workspace, stage), as_json=as_json)
            return
        built = make(workspace, session.actor, session.at, stage=stage, out=out)
        data = annex_beside(built.path)
        if built.new or not data.is_file():
            write_beside(workspace, data, built.draft.number)
    if as_json:
        console.show_json({**_built_json(built), "data": str(data)})
    _tell_built(built, as_json=as_json)
    for notice in built.notices:
        console.say(notice.message, as_json=as_json)
    console.say(f"The data behind it: {data.name}", as_json=as_json)
    console.next_steps(
        ("iqa report check", "look for what a person has to mend"),
        ("iqa report trace 4.3", "walk back from a paragraph to its evidence"),
        as_json=as_json,
    )
    if built.edited:
        console.leave(console.PERSON_MUST_LOOK)


def _built_json(built: Built) -> dict[str, Any]:
    tally = built.tally
    return {
        "path": str(built.path),
        "draft": built.draft.number,
        "stage": built.draft.stage,
        "new": built.new,
        "sha256": built.draft.sha256,
        "paragraphs": tally.paragraphs,
        "sentences": tally.sentences,
        "figures": tally.figures,
        "tables": tally.tables,
        "charts": tally.charts,
        "unsupported": tally.unsupported,
        "notices": [{"code": n.code, "message": n.message} for n in built.notices],
    }


def _tell_built(built: Built, *, as_json: bool) -> None:
    tally, draft = built.tally, built.draft
    verb = "Wrote" if built.new else f"Nothing has changed since draft {draft.number}:"
    if built.edited:
        verb = f"Draft {draft.number} is in the store, not in"
        console.say(
            f"{built.path.name} has been edited since it was built and was left alone; "
            f"--out FILE writes draft {draft.number} elsewhere.",
            as_json=as_json,
        )
    console.say(
        f"{verb} {built.path}: {tally.paragraphs} paragraphs, {tally.sentences} sentences, "
        f"{console.plural(tally.tables, 'table')}, {console.plural(tally.charts, 'chart')}",
        as_json=as_json,
    )
    if as_json:
        return
    console.table(
        ("Sentences", "Count"),
        [
            ("standing on coded evidence", str(tally.from_codings)),
            ("standing on statistics", str(tally.from_statistics)),
            ("in a person's words", str(tally.by_a_person)),
            ("with NO evidence", str(tally.unsupported)),
        ],
        right=(1,),
    )


@report.command("show")
def show(context: typer.Context, draft: DraftNumber = None, as_json: Json = False) -> None:
    """Show a draft's paragraphs with their numbers, sentences and figures."""
    from report_builder.show import shown
    from report_builder.store import ReportStore

    session: Session = context.obj
    with session.workspace() as workspace:
        found = ReportStore(workspace.database).draft(draft)
    told = shown(found)
    if as_json:
        console.show_json(told)
        return
    console.say(f"Draft {found.number} ({found.stage}), {found.at:%d %b %Y %H:%M}, {found.made_by}")
    heading = ""
    for paragraph in told["paragraphs"]:
        if paragraph["heading"] != heading:
            heading = paragraph["heading"]
            console.say(f"\n{heading}")
        console.say(f"{paragraph['number'] or '-':<6} {paragraph['text']}")
        for note in (note for one in paragraph["sentences"] for note in one["notes"]):
            console.say(f"       Footnote: {note}")
    console.next_steps(("iqa report trace 4.3", "walk back from a paragraph to its evidence"))


@report.command("check")
def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="The Word file as edited; else the draft in the store.")
    ] = None,
    draft: DraftNumber = None,
    as_json: Json = False,
) -> None:
    """Look for what a person has to mend before the draft, or a Word file of it, goes out."""
    from report_builder.checks import check as examine
    from report_builder.file_checks import check_file
    from report_builder.finalise import as_built
    from report_builder.gather import material
    from report_builder.store import ReportStore

    session: Session = context.obj
    with session.workspace() as workspace:
        found = ReportStore(workspace.database).draft(draft)
        if file is None:
            findings = examine(found.document, material(workspace))
        else:
            sent = as_built(workspace.database, found.number)
            findings = check_file(read_whole(file), sent, found.document, material(workspace))
    if as_json:
        console.show_json(
            {
                "findings": [
                    {
                        "code": f.code,
                        "paragraph": f.paragraph,
                        "text": f.text,
                        "message": f.message,
                        "try": f.try_,
                    }
                    for f in findings
                ]
            }
        )
    else:
        console.table(
            ("Where", "What", "How to mend it"),
            [(f.paragraph or "-", f.message, f.try_) for f in findings],
        )
        console.say(f"{console.plural(len(findings), 'thing')} to look at")
    if findings:
        console.leave(console.PERSON_MUST_LOOK)


def read_whole(file: Path) -> bytes:
    """Return a file that somebody named, or a sentence that says why not."""
    from evidence.errors import UnreadableSource

    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableSource("unreadable", f"{file} cannot be read: {error.strerror}") from error


@report.command("trace")
def trace(
    context: typer.Context,
    reference: Annotated[
        str,
        typer.Argument(
            help='A paragraph ("4.12"), "Table 3, ROW, COLUMN", "Chart 1", a number, some words'
            " of a quotation, or the id of any of them."
        ),
    ] = "",
    evidence: Annotated[
        str,
        typer.Option(
            "--from",
            help="The other way: a source, file, segment, coding, finding, examined file or URN.",
        ),
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Every sentence of the draft.")] = False,
    draft: DraftNumber = None,
    masked: Annotated[
        bool, typer.Option("--masked", help="As it may leave the team: names and numbers masked.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Walk back from the page to the words and files behind it, or from these to the page."""
    from report_builder.outside import masked_standing, masked_traces
    from report_builder.store import ReportStore
    from report_builder.trace import stands_on, trace_all
    from report_builder.trace import trace as walk_back

    session: Session = context.obj
    if sum((bool(reference), everything, bool(evidence))) != 1:
        raise typer.BadParameter("name a paragraph, or say --all, or --from with some evidence")
    with session.workspace() as workspace:
        found = ReportStore(workspace.database).draft(draft)
        if evidence:
            known, standing = stands_on(workspace, found, evidence)
            if masked:
                standing = masked_standing(workspace, standing)
            _print_standing(known, standing, as_json=as_json)
            return
        if everything:
            traced = trace_all(workspace, found)
        else:
            traced = [walk_back(workspace, found, reference)]
        if masked:
            traced = masked_traces(workspace, traced)
    if as_json:
        told = [t.json() for t in traced]
        console.show_json(told if everything else told[0])
        console.next_steps(_AFTER_TRACE, as_json=True)
        return
    for one in traced:
        _print_traced(one)
    console.next_steps(_AFTER_TRACE)


def _print_standing(evidence: Evidence, found: list[Standing], *, as_json: bool) -> None:
    if as_json:
        console.show_json(
            {
                "from": {"kind": evidence.kind, "id": evidence.name},
                "standing": [one.json() for one in found],
            }
        )
    else:
        for one in found:
            where = f"paragraph {one.paragraph}" if "." in one.paragraph else one.paragraph
            console.say(f"\n{where or one.name}: {one.text}")
            console.say(f"  through {', '.join(dict.fromkeys(s.support_id for s in one.through))}")
        told = console.plural(len(found), "place")
        console.say(f"\n{told} in the draft on {evidence.kind} {evidence.name}")
    console.next_steps(("iqa report trace 4.3", "everything behind a paragraph"), as_json=as_json)


def _print_traced(traced: Traced) -> None:
    numbered = "." in traced.paragraph
    where = f"paragraph {traced.paragraph}" if numbered else traced.trace_id
    console.say(f"\n{where}: {traced.text}")
    for support in traced.supports:
        _print_support(support, "  ")


def _print_support(support: dict[str, Any], indent: str) -> None:
    if support["kind"] == "coding" and support.get("source"):
        gone = " (withdrawn since)" if support["withdrawn"] else ""
        console.say(
            f"{indent}{support['id']}{gone}: {support['code']} {support['polarity']}, "
            f"{support['file']}, {support['locator']} ({support['segment']}), by {support['coder']}"
        )
        console.say(f"{indent}    '{' '.join(support['quote'].split())}'")
    elif support["kind"] == "rate":
        counted = [row["row"] for row in support["rows"] if row["counted"]]
        total = support.get("total", 0)
        console.say(f"{indent}{support['id']}: {len(counted)} of {total}, {support['locator']}")
        console.say(f"{indent}    {', '.join(counted)}")
    else:
        if support.get("members"):
            told = ", ".join(one["id"] for one in support["members"])
            support = {**support, "locator": f"{support['value']:g}, {support['locator']}: {told}"}
        console.say(
            f"{indent}{support['kind']} {support['id']}: "
            f"{support.get('quote') or support['locator'] or 'no longer in the store'}"
        )
        for inner in support.get("supports", ()):
            _print_support(inner, indent + "  ")


@report.command("template")
def template(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="Where to write it, such as template.docx.")],
) -> None:
    """Write the house's Word template, for an office to change its styles."""
    from evidence.errors import OutputBlocked
    from evidence.files import write_whole
    from report_builder.word.template import template as house

    session: Session = context.obj
    if path.exists():
        raise OutputBlocked(f"{path} is there already", way_out="name another file")
    write_whole(path, house())
    console.say(f"{session.actor.name}: wrote {path}")
    console.next_steps(("iqa report build", "with it in the inspection folder"))
