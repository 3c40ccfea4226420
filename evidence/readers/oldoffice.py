"""Office files of before 2007 (.doc, .xls, .ppt), read as what LibreOffice makes of them.

Converted to today's form of the same program, in which tracked changes stay tracked, and
then read as such, with a notice that says so; without LibreOffice they are refused with the
way out.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.converter import NotConverted, converted, installed
from evidence.readers.interface import Hints, Reader, Reading
from evidence.readers.sheets import read_workbook
from evidence.readers.slides import read_presentation
from evidence.readers.word import read_word

_SHARE_OF_TIME = 0.75
_LEAST_LEFT = 1.0
_INTO: dict[str, tuple[str, Reader]] = {
    "doc": ("docx", read_word),
    "xls": ("xlsx", read_workbook),
    "xlsb": ("xlsx", read_workbook),
    "ppt": ("pptx", read_presentation),
}
_CALLED = {
    "doc": ("a Word document of before 2007 (.doc)", "Word", ".docx"),
    "xls": ("an Excel workbook of before 2007 (.xls)", "Excel", ".xlsx"),
    "xlsb": ("an Excel workbook in binary form (.xlsb)", "Excel", ".xlsx"),
    "ppt": ("a PowerPoint file of before 2007 (.ppt)", "PowerPoint", ".pptx"),
}


def reader_of(form: str) -> Reader:
    """Return the reader of an old form."""

    def read_old(data: bytes, hints: Hints) -> Reading:
        return _read(data, form, hints)

    return read_old


def _read(data: bytes, form: str, hints: Hints) -> Reading:
    began = monotonic()
    into, reader = _INTO[form]
    try:
        today = converted(data, form, into, hints.limits.seconds * _SHARE_OF_TIME)
    except NotConverted as reason:
        raise _refused(form, str(reason)) from reason
    left = max(hints.limits.seconds - (monotonic() - began), _LEAST_LEFT)
    limits = replace(hints.limits, seconds=left)
    reading = reader(today, replace(hints, limits=limits))
    notice = Notice("converted", f"It is {_CALLED[form][0]}; LibreOffice's copy of it was read.")
    return replace(reading, format=form, notices=(notice, *reading.notices))


def _refused(form: str, reason: str) -> UnreadableSource:
    called, program, suffix = _CALLED[form]
    way_out = f"Open it in {program}, save it as {suffix}, and ingest that"
    if not installed():
        way_out += "; or install LibreOffice, and ingest it again"
    return UnreadableSource(
        "unreadable" if installed() else "unsupported",
        f"It is {called}; {reason}.",
        way_out=f"{way_out}.",
    )
