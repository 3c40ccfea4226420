"""Coding in Word: `code word export|import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coding.commands.reviewing import code
from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.wordsheets.taking import TakenIn
    from evidence.sources import Source

app = typer.Typer()

word = typer.Typer(no_args_is_help=True, help="Code in Word, by comments on the text.")
code.add_typer(word, name="word")

_DEEDS = (
    ("code", "coded"), ("accept", "accepted"),
    ("amend", "amended"), ("reject", "rejected"), ("change", "changed"),
    ("withdraw", "withdrawn"), ("read", "read"),
)  # fmt: skip


@word.command("export")
def export_word(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="A source, such as S014 or minutes.docx.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The .docx to write, or a folder.")
    ] = None,
    blind: Annotated[bool, typer.Option("--blind", help="Without suggestions.")] = False,
    masked: Annotated[
        bool, typer.Option("--masked", help="With names and numbers hidden.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write a source as a Word document in which codes are given by comments."""
    from coding.codebook_store import codebook as codebook_now
    from coding.places import source_named
    from coding.wordsheets.content import Asked, document_of
    from coding.wordsheets.package import packed
    from evidence.files import require_writable, write_whole

    session: Session = context.obj
    with session.workspace() as workspace:
        found = source_named(workspace, source)
        path = _target(out, _file_name(found, session.actor.name))
        if path.suffix.lower() != ".docx":
            raise typer.BadParameter(f"--out is a file that ends in .docx, not {path.name}")
        require_writable(path)
        asked = Asked(session.actor.name, session.at, blind, masked)
        document = document_of(workspace, codebook_now(workspace), found, asked)
        write_whole(path, packed(document))
        passages = sum(passage.codable for passage in document.passages)
        if as_json:
            console.show_json(
                {
                    "path": str(path),
                    "document": document.sheet_id,
                    "source": found.source_id,
                    "passages": passages,
                    "suggestions": document.suggestions,
                    "codings": len(document.state),
                }
            )
        console.say(
            f"Wrote {path}: {console.plural(passages, 'passage')} of {found.source_id}, "
            f"{console.plural(document.suggestions, 'suggestion')}, "
            f"{console.plural(len(document.state), 'coding')} of {session.actor.name}.",
            as_json=as_json,
        )
        console.next_steps(
            (f"iqa code word import {path}", "once you have commented on it"),
            as_json=as_json,
        )


@word.command("import")
def import_word(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Documents that came back.")],
    by_author: Annotated[
        bool, typer.Option("--coder-from-comments", help="The author of a comment is its coder.")
    ] = False,
    withdraw_deleted: Annotated[
        bool, typer.Option("--withdraw-deleted", help="A deleted comment withdraws its coding.")
    ] = False,
    keep_notes: Annotated[
        bool, typer.Option("--keep-notes", help="Keep comments that give no codes as memos.")
    ] = False,
    source: Annotated[
        str, typer.Option("--source", help="The source, where a document no longer says.")
    ] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take in what comments in coding documents say; the same one again changes nothing."""
    from coding.codebook_store import codebook as codebook_now
    from coding.places import source_named
    from coding.wordsheets.taking import Taking
    from coding.wordsheets.wishing import Options
    from evidence.errors import WordSheetInvalid

    session: Session = context.obj
    with session.workspace() as workspace:
        source_id = source_named(workspace, source).source_id if source else ""
        options = Options(by_author, withdraw_deleted, keep_notes, source_id)
        taking = Taking(workspace, codebook_now(workspace), session.actor, session.at, options)
        opened = []
        for path in files:
            if not path.is_file():
                raise WordSheetInvalid(f"there is no file {path}")
            opened.append(taking.opened(path.read_bytes(), path.name))
        done = [taking.take_in(one, dry=dry_run) for one in opened]
    if as_json:
        console.show_json({"dry_run": dry_run, "files": [_json(one) for one in done]})
    else:
        for one in done:
            _say(one, dry=dry_run)
    took_in = not dry_run and any(one.kept or any(one.deeds.values()) for one in done)
    console.next_steps(
        ("iqa matrix", "codes by Area"),
        *((("iqa undo", "take the last file back"),) if took_in else ()),
        as_json=as_json,
    )
    if any(one.to_look for one in done):
        console.leave(console.PERSON_MUST_LOOK)


def _say(done: TakenIn, *, dry: bool) -> None:
    counts = [f"{done.deeds[deed]} {name}" for deed, name in _DEEDS if done.deeds.get(deed)]
    told = ", ".join(counts) or "nothing new in it"
    before = "would be: " if dry and counts else ""
    console.say(f"{done.file} ({done.source_id}): {before}{told}; {done.same} as before")
    if done.kept:
        console.say(f"{console.plural(done.kept, 'comment')} kept as memos.")
    for notice in done.notices:
        where = f" ({notice.locator})" if notice.locator else ""
        console.say(f"  {notice.message}{where}")
    if done.to_look:
        console.say(f"{console.plural(len(done.to_look), 'comment')} to look at:")
        console.table(
            ("What", "Where", "Who", "Comment", "Why"),
            [
                (n.kind.value.replace("_", " "), n.where, n.author, n.words, n.why)
                for n in done.to_look
            ],
        )


def _json(done: TakenIn) -> dict[str, Any]:
    return {
        "file": done.file,
        "source": done.source_id,
        **{name: done.deeds.get(deed, 0) for deed, name in _DEEDS},
        "same": done.same,
        "kept": done.kept,
        "placed": dict(done.placed),
        "codings": [
            {
                "coding_id": c.coding_id,
                "segment_id": c.segment_id,
                "start": c.selection.start,
                "end": c.selection.end,
                "quote": c.selection.quote,
                "code": c.code_id,
                "polarity": c.polarity.value,
                "strength": c.strength.value,
                "coder": c.coder,
                "memo": c.memo,
            }
            for c in done.codings
        ],
        "to_look_at": [
            {
                "kind": n.kind.value,
                "where": n.where,
                "author": n.author,
                "comment": n.words,
                "why": n.why,
            }
            for n in done.to_look
        ],
        "notices": [
            {"code": n.code, "message": n.message, "locator": n.locator} for n in done.notices
        ],
    }


def _target(out: Path | None, name: str) -> Path:
    """Return the file to write: as named, or under its own name in a folder."""
    if out is None:
        return Path(name)
    return out / name if out.is_dir() else out


def _file_name(source: Source, coder: str) -> str:
    from evidence.identity import spoken

    return f"{source.source_id}-{spoken(coder) or 'coder'}.docx"
