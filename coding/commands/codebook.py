"""Commands of the codebook: `codebook show|import|export|diff|merge|add|retire`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.codebook import Codebook
    from coding.codebook_changes import Difference
    from evidence.workspace import Workspace

app = typer.Typer()
book = typer.Typer(no_args_is_help=True, help="The codes, what they mean and when to use them.")
app.add_typer(book, name="codebook", rich_help_panel="Coding")

Why = Annotated[str, typer.Option(help="Why; kept with the version.")]
_LOOK = ("iqa codebook show", "the codes as they stand")


@book.command("show")
def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="One code, with its criteria for use.")] = "",
    version: Annotated[int | None, typer.Option(help="An earlier version.")] = None,
    versions: Annotated[bool, typer.Option("--versions", help="List the versions.")] = False,
    as_json: Json = False,
) -> None:
    """Show the codes, one code with its criteria for use, or the versions."""
    from coding.codebook_store import codebook

    session: Session = context.obj
    with session.workspace() as workspace:
        found = codebook(workspace, version)
        if versions:
            _show_versions(workspace, as_json=as_json)
        elif code:
            _show_code(found, code, as_json=as_json)
        else:
            _show_book(found, as_json=as_json)


@book.command("add")
def add(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Its id, such as 4c-onetoone.")],
    parent: Annotated[str, typer.Option(help="The code that it belongs under.")],
    name: Annotated[str, typer.Option(help="Its name.")],
    definition: Annotated[str, typer.Option(help="What it means.")] = "",
    include: Annotated[str, typer.Option(help="When to use it.")] = "",
    exclude: Annotated[str, typer.Option(help="When not to use it.")] = "",
    why: Why = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Add a code of the inspection's own, beneath another."""
    from coding.codebook_changes import added, require_sound
    from coding.codebook_store import codebook
    from evidence.framework import CodeDefinition

    session: Session = context.obj
    with session.workspace() as workspace:
        now = codebook(workspace)
        made = CodeDefinition(
            code, name, now.get(parent).criterion_id, parent, definition, include, exclude
        )
        changed = added(now, made)
        require_sound(changed, workspace.inspection.framework)
        reason = why or f"added {code}"
        _keep(workspace, session, changed, ("codebook add", reason), dry=dry_run, as_json=as_json)


@book.command("import")
def import_codes(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A codebook (.yaml, .csv, .xlsx or .qdc).")],
    why: Why = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Add and change codes from a file; codes that it does not have stay as they are."""
    from coding.codebook_changes import imported
    from coding.codebook_file import read_codebook
    from coding.codebook_store import codebook

    session: Session = context.obj
    with session.workspace() as workspace:
        now = codebook(workspace)
        criteria = {known.code_id: known.criterion_id for known in now.codes}
        given = read_codebook(file, criteria)
        framework = workspace.inspection.framework
        changed, found = imported(now, given.codes, framework, given.places)
        if not as_json:
            _show_differences(found)
        if not found:
            if as_json:
                console.show_json({"version": now.version, "differences": []})
            console.say("Nothing differs.", as_json=as_json)
            console.next_steps(_LOOK, as_json=as_json)
            return
        reason = why or f"took in {file.name}"
        _keep(
            workspace, session, changed, ("codebook import", reason), dry=dry_run, as_json=as_json,
            told={"differences": [_difference_json(d) for d in found]},
        )  # fmt: skip


@book.command("export")
def export_codes(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file to write (.yaml, .csv, .xlsx or .qdc).")],
    version: Annotated[int | None, typer.Option(help="An earlier version.")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the codebook to a file that can be read in again."""
    from coding.codebook_file import written
    from coding.codebook_store import codebook
    from evidence.files import write_whole

    session: Session = context.obj
    with session.workspace() as workspace:
        found = codebook(workspace, version)
        data = written(found, file.suffix.lower(), at=session.at)
        said = f"{console.plural(len(found.codes), 'code')} (version {found.version}) to {file}"
        if dry_run:
            console.would(f"Would write {said}", as_json=as_json)
            return
        write_whole(file, data)
        if as_json:
            console.show_json(
                {"path": str(file), "version": found.version, "codes": len(found.codes)}
            )
        console.say(f"Wrote {said}", as_json=as_json)
        console.next_steps((f"iqa codebook import {file}", "take changes in"), as_json=as_json)


@book.command("diff")
def show_diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(help="A version, or a file.")],
    after: Annotated[str, typer.Argument(help="A version; the one that stands by default.")] = "",
    as_json: Json = False,
) -> None:
    """Show what differs between two versions, or between a file and the codebook."""
    from coding.codebook_changes import differences, imported
    from coding.codebook_file import read_codebook
    from coding.codebook_store import codebook

    session: Session = context.obj
    with session.workspace() as workspace:
        later = codebook(workspace, _version(after) if after else None)
        if before.isdecimal():
            found = differences(codebook(workspace, int(before)), later)
        else:
            criteria = {known.code_id: known.criterion_id for known in later.codes}
            given = read_codebook(Path(before), criteria)
            framework = workspace.inspection.framework
            _, found = imported(later, given.codes, framework, given.places)
    if as_json:
        console.show_json({"differences": [_difference_json(d) for d in found]})
        return
    _show_differences(found)
    console.say(f"{console.plural(len(found), 'difference')}")
    console.next_steps(_LOOK)


@book.command("rename")
def rename(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The code; its id stays.")],
    name: Annotated[str, typer.Argument(help="What it is called from now on.")],
    why: Why = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Give a code another name; its id and its codings stay as they are."""
    from dataclasses import replace

    from coding.codebook_changes import imported
    from coding.codebook_store import codebook

    session: Session = context.obj
    with session.workspace() as workspace:
        now = codebook(workspace)
        framework = workspace.inspection.framework
        changed, found = imported(now, [replace(now.get(code), name=name)], framework)
        if not found:
            if as_json:
                console.show_json({"version": now.version, "moved": 0, "withdrawn": 0})
            console.say(f"{code} is called {name} already.", as_json=as_json)
            console.next_steps(_LOOK, as_json=as_json)
            return
        reason = why or f"renamed {code} to {name}"
        _keep(
            workspace, session, changed, ("codebook rename", reason), dry=dry_run, as_json=as_json
        )


@book.command("merge")
def merge(
    context: typer.Context,
    gone: Annotated[str, typer.Argument(help="The code that is used no longer.")],
    into: Annotated[str, typer.Argument(help="The code that its codings go to.")],
    why: Why = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Merge a code into another: its codings move, and the log keeps where they were."""
    from coding.codebook_changes import merged
    from coding.codebook_store import codebook

    session: Session = context.obj
    with session.workspace() as workspace:
        changed = merged(codebook(workspace), gone, into)
        reason = why or f"merged {gone} into {into}"
        _keep(
            workspace, session, changed, ("codebook merge", reason), dry=dry_run, as_json=as_json,
            moving=(gone, into),
        )  # fmt: skip


@book.command("retire")
def retire(
    context: typer.Context,
    gone: Annotated[str, typer.Argument(help="The code that is used no longer.")],
    why: Why = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Use a code no longer: its codings go to its parent."""
    from coding.codebook_changes import retired
    from coding.codebook_store import codebook

    session: Session = context.obj
    with session.workspace() as workspace:
        now = codebook(workspace)
        changed = retired(now, gone)
        reason = why or f"retired {gone}"
        _keep(
            workspace, session, changed, ("codebook retire", reason), dry=dry_run, as_json=as_json,
            moving=(gone, now.get(gone).parent),
        )  # fmt: skip


def _keep(
    workspace: Workspace,
    session: Session,
    changed: Codebook,
    said: tuple[str, str],
    *,
    dry: bool,
    as_json: bool,
    moving: tuple[str, str] | None = None,
    told: dict[str, Any] | None = None,
) -> None:
    from coding.codebook_store import add_version, move_codings
    from evidence.audit import act

    command, why = said
    if dry:
        console.would(f"Would make version {changed.version}: {why}", as_json=as_json)
        return
    moved = there = 0
    with act(workspace.database, session.actor, session.at, command=command, summary=why) as doing:
        version = add_version(doing, changed, why)
        if moving:
            moved, there = move_codings(doing, *moving)
    if as_json:
        console.show_json({"version": version, "moved": moved, "withdrawn": there, **(told or {})})
    console.say(f"Version {version} of the codebook: {why}", as_json=as_json)
    if moving:
        also = f"; {there} were there already" if there else ""
        codings = console.plural(moved, "coding")
        console.say(f"{codings} moved to {moving[1]}{also}.", as_json=as_json)
    console.next_steps(_LOOK, ("iqa undo", "take that back"), as_json=as_json)


def _version(text: str) -> int:
    if not text.isdecimal():
        raise typer.BadParameter(f"{text} is not a version; compare a file with the codebook alone")
    return int(text)


def _show_versions(workspace: Workspace, *, as_json: bool) -> None:
    from coding.codebook_store import versions

    found = versions(workspace)
    if as_json:
        console.show_json(
            {
                "versions": [{"version": 1, "at": None, "by": None, "why": "the framework's"}]
                + [
                    {"version": number, "at": at.isoformat(), "by": by, "why": why}
                    for number, at, by, why in found
                ]
            }
        )
        return
    rows = [("1", "-", "-", "the framework's")]
    rows += [(str(n), f"{at:%d %b %Y %H:%M}", by, why) for n, at, by, why in found]
    console.table(("Version", "When", "By", "Why"), rows, right=(0,))
    console.next_steps(("iqa codebook diff VERSION", "what differs from now"))


def _show_book(found: Codebook, *, as_json: bool) -> None:
    if as_json:
        console.show_json(
            {
                "version": found.version,
                "codes": [_code_json(code) for code in found.codes],
                "retired": [
                    {"code": gone.code_id, "name": gone.name, "merged_into": gone.merged_into}
                    for gone in found.retired
                ],
            }
        )
        return
    rows = [
        ("  " * bool(c.parent) + c.code_id, c.name, c.criterion_id, c.key or "-")
        for c in found.codes
    ]
    console.say(f"Codebook, version {found.version}")
    console.table(("Code", "Name", "Criterion", "Key"), rows)
    for gone in found.retired:
        console.say(f"No longer used: {gone.code_id} ({gone.name}), now {gone.merged_into}")
    console.next_steps(
        ("iqa codebook show CODE", "what a code means, and when to use it"),
        ("iqa codebook add CODE --parent ..", "a code of your own"),
    )


def _show_code(found: Codebook, code_id: str, *, as_json: bool) -> None:
    code = found.get(code_id)
    if as_json:
        console.show_json(_code_json(code))
        return
    console.say(f"{code.code_id}  {code.name}")
    for label, text in (
        ("Criterion", code.criterion_id),
        ("Under", code.parent),
        ("Means", code.definition),
        ("Use it for", code.include),
        ("Not for", code.exclude),
        ("Key", code.key),
        ("Colour", code.colour),
    ):
        if text:
            console.say(f"  {label + ':':<12} {' '.join(text.split())}")
    for example in code.examples:
        console.say(f"  For example: {example}")
    console.next_steps((f"iqa code find {code_id}", "the passages that carry it"))


def _code_json(code: Any) -> dict[str, Any]:
    return {
        "code": code.code_id,
        "parent": code.parent or None,
        "name": code.name,
        "criterion": code.criterion_id,
        "definition": " ".join(code.definition.split()),
        "include": " ".join(code.include.split()),
        "exclude": " ".join(code.exclude.split()),
        "examples": list(code.examples),
        "colour": code.colour,
        "key": code.key,
    }


def _show_differences(found: tuple[Difference, ...]) -> None:
    rows = [
        (
            d.code_id,
            d.kind,
            "; ".join(f"{field}: {was or '-'} -> {now or '-'}" for field, was, now in d.changes)
            or "-",
        )
        for d in found
    ]
    if rows:
        console.table(("Code", "What", "Changes"), rows)


def _difference_json(found: Difference) -> dict[str, Any]:
    return {
        "code": found.code_id,
        "kind": found.kind,
        "changes": [
            {"field": field, "before": was, "after": now} for field, was, now in found.changes
        ],
    }
