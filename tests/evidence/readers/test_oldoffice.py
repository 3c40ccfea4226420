"""Office files of before 2007 are read through LibreOffice, or refused with the way out."""

from __future__ import annotations

import struct
from contextlib import closing
from pathlib import Path

import pytest

from evidence.errors import UnreadableSource
from evidence.finding import find_files
from evidence.readers import converter
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.limits import Limits
from evidence.reading import read_files
from evidence.segments import SegmentStatus, SpanStatus
from tests.evidence.compound_files import Tree, compound
from tests.evidence.flat_files import flat
from tests.evidence.office import needs_office, no_office, saved_as
from tests.evidence.word_files import dele, ins, p, r, tbl, tr, word

__all__ = ["no_office"]


def taken_in(path: Path) -> Reading:
    """The file as `ingest` reads it: apart, and under limits."""
    with closing(read_files(find_files([path]), workers=1)) as reads:
        outcome = next(iter(reads)).outcome
    assert isinstance(outcome, Reading), outcome
    return outcome


@needs_office
def test_a_word_document_of_before_2007_keeps_what_was_tracked(tmp_path: Path) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    today = word(
        p(r("Cover is ") + dele("never") + ins(r("often")) + r(" thin."))
        + tbl(grid, tr("Action", "Owner"), tr("Review the rota", "AK"))
        + p("The meeting closed.")
    )
    old = tmp_path / "minutes.doc"
    old.write_bytes(saved_as(today, "docx", "doc:MS Word 97", tmp_path))
    reading = taken_in(old)

    assert reading.format == "doc"
    assert "Cover is often thin." in reading.text
    assert "never" not in reading.text
    assert {(s.status, s.text) for s in reading.spans} == {
        (SpanStatus.INSERTED, "often"),
        (SpanStatus.DELETED, "never"),
    }
    assert reading.segments[1].columns == (("Action", "Review the rota"), ("Owner", "AK"))
    assert [n.code for n in reading.notices] == ["converted"]


@needs_office
def test_a_workbook_of_before_2007_is_read_row_by_row(tmp_path: Path) -> None:
    old = tmp_path / "counts.xls"
    rows = (("Area", "Files"), ("Northshire", "12"))
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells)
        + "</table:table-row>"
        for cells in rows
    )
    today = flat("spreadsheet", f'<table:table table:name="Q2">{cells}</table:table>')
    old.write_bytes(saved_as(today, "fods", "xls:MS Excel 97", tmp_path))
    reading = taken_in(old)

    assert reading.format == "xls"
    assert reading.segments[0].columns == (("Area", "Northshire"), ("Files", "12"))
    assert reading.segments[0].locator == "sheet Q2, row 2"


@needs_office
def test_a_presentation_of_before_2007_is_read_slide_by_slide(tmp_path: Path) -> None:
    old = tmp_path / "talk.ppt"
    page = (
        '<draw:page draw:master-page-name="M"><draw:frame svg:width="9cm" svg:height="3cm">'
        "<draw:text-box><text:p>Cover is thin on Fridays.</text:p></draw:text-box></draw:frame>"
        "</draw:page>"
    )
    master = (
        '<office:automatic-styles><style:page-layout style:name="L"/></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="M" style:page-layout-name="L"/>'
        "</office:master-styles>"
    )
    today = flat("presentation", page, styles=master)
    old.write_bytes(saved_as(today, "fodp", "ppt:MS PowerPoint 97", tmp_path))
    reading = taken_in(old)

    assert (reading.format, reading.segments[0].page) == ("ppt", 1)
    assert reading.segments[0].text == "Cover is thin on Fridays."
    assert reading.segments[0].status is SegmentStatus.LIVE


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        ({"WordDocument": bytes(600)}, ".doc"),
        ({"Workbook": b"\x09\x08" + bytes(600)}, ".xls"),
        ({"PowerPoint Document": bytes(600), "Current User": bytes(40)}, ".ppt"),
    ],
)
@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_the_way_out_is_shown(streams: Tree, said: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(compound(streams), f"old{said}", Hints())

    assert caught.value.code == "unsupported"
    assert said in caught.value.message
    assert f"save it as {said}x" in caught.value.way_out
    assert "install LibreOffice" in caught.value.way_out


@pytest.mark.parametrize(
    "streams",
    [
        {"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100) + bytes(600)},
        {"Workbook": struct.pack("<HHI", 0x0809, 4, 0) + struct.pack("<HHI", 0x2F, 4, 0)},
        {
            "PowerPoint Document": bytes(60),
            "Current User": struct.pack("<IIII", 0, 20, 20, 0xF3D1C4DF),
        },
        {"EncryptedPackage": bytes(60), "EncryptionInfo": bytes(60)},
        {"\x06DataSpaces": {"Version": bytes(8)}, "\tDRMContent": bytes(8)},
    ],
)
def test_a_locked_file_is_named_as_such(streams: Tree) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(compound(streams), "old.doc", Hints())

    assert caught.value.code == "encrypted"


def test_a_workbook_embedded_in_a_document_does_not_make_it_a_workbook() -> None:
    inner: Tree = {"_1": {"Workbook": bytes(60)}}

    with pytest.raises(UnreadableSource) as caught:
        read(compound({"WordDocument": bytes(60), "ObjectPool": inner}), "a.doc", Hints())

    assert ".doc" in caught.value.message


@needs_office
def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started() -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(compound({"WordDocument": bytes(600)}), "a.doc", Hints(limits=Limits(seconds=0.1)))

    assert caught.value.code in {"unreadable", "no_text"}


@needs_office
def test_what_a_worker_forbids_itself_is_forbidden_again_afterwards() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.raises(converter.NotConverted):
        converter.converted(b"no document", "doc", "docx", 0.1)

    assert resource.getrlimit(resource.RLIMIT_FSIZE) == before
