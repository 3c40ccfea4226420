"""Files made to do harm end in text or in one sentence: none hangs, leaks or calls anybody."""

from __future__ import annotations

import io
import os
import shutil
import socket
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from evidence.workspace import opened
from tests.builders import Ran, inspection, iqa
from tests.evidence.readers.pdf_files import at, pdf
from tests.evidence.word_files import cell, p, parts, tbl, tr, word, zipped

SECRET = "the words of a file that nobody handed in"
PLAIN = "The same weaknesses came up."
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
BIDI = "Signed \u202eoff\u202c by\u200b the\ufeff unit\u2066 head\u2069."


def with_doctype(declared: str, used: str) -> bytes:
    files = parts(p("WORDS"))
    body = (
        files["word/document.xml"].decode().partition("?>")[2]
        or files["word/document.xml"].decode()
    )
    files["word/document.xml"] = f"<!DOCTYPE w [{declared}]>{body.replace('WORDS', used)}".encode()
    return zipped(files)


def with_relations(address: str) -> bytes:
    """A Word file with a template, a picture and a link that all lie elsewhere."""
    files = parts(p(PLAIN))
    kinds = ("attachedTemplate", "image", "hyperlink", "oleObject", "frame", "subDocument")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = "".join(
        f'<Relationship Id="x{n}" Type="{office}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, kind in enumerate(kinds)
        for target in (f"{address}/{kind}", "file:///etc/hostname")
    )
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(b"</Relationships>", f"{more}</Relationships>".encode())
    return zipped(files)


def bomb(names: list[str], size: int) -> bytes:
    """A Word file whose parts of these names unpack to so many bytes each."""
    files = parts(p(PLAIN))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in files.items():
            if name not in names:
                package.writestr(name, data)
        for name in names:
            with package.open(name, "w") as part:
                for _ in range(size // (1 << 20)):
                    part.write(b" " * (1 << 20))
    return kept.getvalue()


def lying_bomb() -> bytes:
    """A bomb that says it unpacks to 100 bytes."""
    data = bytearray(bomb(["word/document.xml"], 80 << 20))
    at_entry = data.rfind(b"PK\x01\x02")
    data[at_entry + 24 : at_entry + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def nested_tables(depth: int) -> bytes:
    inside = p(PLAIN)
    for _ in range(depth):
        inside = tbl(tr(cell(inside + p())))
    return word(inside)


def with_macro() -> bytes:
    files = parts(p(PLAIN)) | {"word/vbaProject.bin": b"Shell(calc.exe) " * 50}
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )
    return zipped(files)


def hostile(address: str, secret: Path) -> dict[str, tuple[bytes, set[str]]]:
    """Each file with what it may end in: "read", or codes of a refusal."""
    leak = f'<!ENTITY x SYSTEM "{secret.as_uri()}">'
    called = f'<!ENTITY x SYSTEM "{address}/entity">'
    text = PLAIN.encode()
    return {
        "bomb.docx": (bomb(["word/document.xml"], 300 << 20), {"too_large"}),
        "bomb that lies.docx": (lying_bomb(), {"too_large", "unreadable"}),
        "bomb for others.docx": (bomb(["word/media/image1.bin"], 300 << 20), {"read"}),
        "entities.docx": (with_doctype(ENTITIES, "&e8;"), {"unsafe"}),
        "entity of a file.docx": (with_doctype(leak, "&x;"), {"unsafe"}),
        "entity of a server.docx": (with_doctype(called, "&x;"), {"unsafe"}),
        "parameter entity.docx": (
            with_doctype(f'<!ENTITY % x SYSTEM "{address}/p"> %x;', "words"),
            {"unsafe"},
        ),
        "relations.docx": (with_relations(address), {"read"}),
        "leading out.docx": (zipped(parts(p(PLAIN)) | {"../../out.txt": b"x"}), {"unsafe"}),
        "leading up.docx": (zipped(parts(p(PLAIN)) | {"..\\..\\out.txt": b"x"}), {"unsafe"}),
        "macro.docm": (with_macro(), {"read"}),
        "many paragraphs.docx": (
            word(*(p(f"{PLAIN} {n}") for n in range(100_000))),
            {"read", "timed_out"},
        ),
        "one paragraph.docx": (word(p("word " * 2_200_000)), {"read", "too_large"}),
        "one paragraph.txt": (b"word " * 2_200_000, {"read", "timed_out"}),
        "many paragraphs.txt": (b"Words were said.\n\n" * 100_000, {"read", "timed_out"}),
        "tables 20 deep.docx": (nested_tables(20), {"read"}),
        "tables 5000 deep.docx": (nested_tables(5_000), {"unreadable"}),
        "bidi.txt": (BIDI.encode(), {"read"}),
        "bidi.docx": (word(p(BIDI)), {"read"}),
        "nul.txt": (b"The same\0 weaknesses\0 came up.", {"read", "unsupported"}),
        "nul.docx": (text + b"\0" * 500, {"read", "unsupported"}),
        "a pdf.docx": (pdf([at(72, 700, PLAIN)]), {"read"}),
        "a program.docx": (b"MZ\x90\0\3\0\0\0" + bytes(200), {"unsupported"}),
        "half.docx": (word(p(PLAIN))[:300], {"unreadable"}),
        "nothing.docx": (b"", {"empty"}),
        "page.html": (f'<img src="{address}/i"><p>{PLAIN}</p>'.encode(), {"read"}),
        "mail.eml": (b"From: a@b.invalid\nSubject: x\n\n" + text, {"read"}),
        "brackets.rtf": (rb"{\rtf1 " + b"{" * 100_000 + text, {"read", "unreadable", "no_text"}),
        "deep.html": (b"<div>" * 100_000 + text, {"read", "unreadable"}),
    }


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    """A door on this machine that a file may try to knock at."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        yield door


@pytest.fixture(scope="module")
def names(server: socket.socket, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    folder = tmp_path_factory.mktemp("hostile")
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    inbox = folder / "Northshire"
    inbox.mkdir()
    address = f"http://127.0.0.1:{server.getsockname()[1]}"
    allowed = {}
    for name, (data, fates) in hostile(address, secret).items():
        (inbox / name).write_bytes(data)
        allowed[name] = fates
    (folder / "place").write_text(str(inspection(folder)), encoding="utf-8")
    allowed[""] = {str(folder)}
    return allowed


@pytest.fixture(scope="module")
def taken(names: dict[str, set[str]]) -> Iterator[tuple[Path, dict[str, Any], Ran, float]]:
    (place,) = names.pop("")
    folder = Path(place)
    began = monotonic()
    done = iqa(folder / "inspection", "ingest", folder / "Northshire", "--json")
    took = monotonic() - began
    yield folder, {Path(s["path"]).name: s for s in done.json["sources"]}, done, took
    shutil.rmtree(folder / "Northshire")


def test_each_ends_in_text_or_in_one_sentence_with_a_way_out(
    names: dict[str, set[str]], taken: tuple[Path, dict[str, Any], Ran, float]
) -> None:
    _, told, done, _ = taken

    fates = {n: s["reason"]["code"] if s["reason"] else "read" for n, s in told.items()}

    assert {n: fate for n, fate in fates.items() if fate not in names[n]} == {}
    assert set(fates) == set(names)
    for source in told.values():
        if source["reason"]:
            assert source["reason"]["message"].endswith(".")
            assert source["reason"]["try"]
    assert "Traceback" not in done.err


def test_nothing_was_fetched_and_nothing_written_outside(
    server: socket.socket, taken: tuple[Path, dict[str, Any], Ran, float]
) -> None:
    folder, *_ = taken

    with pytest.raises(BlockingIOError):
        server.accept()
    assert {path.name for path in folder.iterdir()} == {
        "secret.txt", "Northshire", "inspection", "place",
    }  # fmt: skip
    assert not (folder.parent / "out.txt").exists()


def test_no_words_of_another_file_or_of_a_macro_come_in(
    taken: tuple[Path, dict[str, Any], Ran, float],
) -> None:
    folder, *_ = taken

    with opened(folder / "inspection") as workspace:
        texts = "\n".join(source.text for source in workspace.evidence.sources())
        kept = {s.path.rpartition("/")[2]: s.text for s in workspace.evidence.sources()}

    assert SECRET not in texts
    assert "calc.exe" not in texts
    assert kept["bidi.txt"].strip() == BIDI


def test_what_moves_the_cursor_or_turns_the_line_is_not_printed(
    taken: tuple[Path, dict[str, Any], Ran, float],
) -> None:
    folder, told, *_ = taken

    shown = iqa(folder / "inspection", "documents", "show", told["bidi.txt"]["source_id"])

    assert "Signed" in shown.out
    assert not set("\u202e\u202c\u2066\u2069\u200b\x1b\0") & set(shown.out)


@pytest.mark.skipif(sys.platform == "win32", reason="the platform has no such files")
def test_what_is_no_file_is_answered_for_and_not_opened(tmp_path: Path) -> None:
    folder = inspection(tmp_path)
    inbox = tmp_path / "Northshire"
    (inbox / "folder.docx").mkdir(parents=True)
    (inbox / "folder.docx" / "CQB.txt").write_text(PLAIN, encoding="utf-8")
    (inbox / "one.docx").symlink_to(inbox / "two.docx")
    (inbox / "two.docx").symlink_to(inbox / "one.docx")
    (inbox / "up").symlink_to(tmp_path)
    (inbox / "here").symlink_to(inbox)
    (inbox / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(inbox / "pipe.docx")

    told = iqa(folder, "ingest", inbox, Path("/dev/zero"), "--json").json["sources"]

    fates = {Path(s["path"]).name: s["reason"] and s["reason"]["code"] for s in told}
    assert fates == {
        "CQB.txt": None, "one.docx": "unsafe", "two.docx": "unsafe", "up": "unsafe",
        "zero.txt": "unsafe", "zero": "unsafe", "pipe.docx": "unsafe",
    }  # fmt: skip


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is shut to the superuser"
)
def test_a_file_or_folder_that_may_not_be_read_is_answered_for(tmp_path: Path) -> None:
    folder = inspection(tmp_path)
    inbox = tmp_path / "Northshire"
    (inbox / "shut").mkdir(parents=True)
    (inbox / "CQB.txt").write_text(PLAIN, encoding="utf-8")
    (inbox / "shut.txt").write_text(PLAIN, encoding="utf-8")
    (inbox / "shut.txt").chmod(0)
    (inbox / "shut").chmod(0)

    told = iqa(folder, "ingest", inbox, "--json").json["sources"]
    (inbox / "shut").chmod(0o700)

    fates = {Path(s["path"]).name: s["reason"] and s["reason"]["code"] for s in told}
    assert fates == {"CQB.txt": None, "shut.txt": "unreadable", "shut": "unreadable"}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has such a file")
def test_a_file_that_breaks_off_while_it_is_read_is_answered_for(tmp_path: Path) -> None:
    folder = inspection(tmp_path)

    done = iqa(folder, "ingest", "/proc/self/mem", "--area", "Northshire", "--json")

    [source] = done.json["sources"]
    assert source["reason"]["code"] == "unreadable"
