"""The readers there are, by format; a new format is one more line here.

    read(data, name, hints) -> Reading

A file is read as what it is, whatever its name says; `misnamed` is the notice of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.captions import read_captions
from evidence.readers.interface import Hints, Reader, Reading
from evidence.readers.limits import MIB
from evidence.readers.messages import read_message
from evidence.readers.oldoffice import reader_of
from evidence.readers.opendocument import read_opendocument
from evidence.readers.opensheets import read_open_sheets
from evidence.readers.openslides import read_open_slides
from evidence.readers.outlook import read_outlook
from evidence.readers.pdf import read_pdf
from evidence.readers.richtext import read_rich_text
from evidence.readers.sheets import read_workbook
from evidence.readers.slides import read_presentation
from evidence.readers.sniffing import sniff
from evidence.readers.text import read_markdown, read_text
from evidence.readers.values import read_values
from evidence.readers.webpages import read_webpage
from evidence.readers.word import read_word

READERS: dict[str, Reader] = {
    "docx": read_word,
    "vtt": read_captions,
    "srt": read_captions,
    "text": read_text,
    "md": read_markdown,
    "html": read_webpage,
    "eml": read_message,
    "msg": read_outlook,
    "odt": read_opendocument,
    "ods": read_open_sheets,
    "odp": read_open_slides,
    "rtf": read_rich_text,
    "pptx": read_presentation,
    "xlsx": read_workbook,
    "csv": read_values,
    "pdf": read_pdf,
    "doc": reader_of("doc"),
    "xls": reader_of("xls"),
    "xlsb": reader_of("xlsb"),
    "ppt": reader_of("ppt"),
}

_SAVE_AS_WORD = "Open it and save it as a Word document (.docx), then ingest that."
REFUSED: dict[str, tuple[str, str]] = {
    "visio": ("It is a Visio drawing.", "Write down what it shows in a .docx."),
    "image": ("It is a picture.", "Type out the words in it, or ask for the document it shows."),
    "sound": (
        "It is a sound recording.",
        "Have it transcribed, and ingest the transcript (.vtt or .docx).",
    ),
    "film": (
        "It is a video or sound recording.",
        "Have it transcribed, and ingest the transcript (.vtt or .docx).",
    ),
    "zip": ("It is a zip archive.", "Unpack it into a folder and ingest the folder."),
    "archive": ("It is an archive.", "Unpack it into a folder and ingest the folder."),
    "program": ("It is a program.", "Take it out of the folder."),
    "database": ("It is a database.", "Export what matters as .docx or .txt."),
    "xml": ("It is an XML file.", "Save what it says as .docx or .txt."),
    "binary": ("It is neither text nor any format that can be read.", _SAVE_AS_WORD),
}

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_TAG = re.compile(rb"<[a-zA-Z][^<>]{0,500}>")
"""A piece of a page, saved without its beginning, is told from text by its name."""
_HEADER = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_TEXTS = frozenset({"text", "md", "vtt", "srt", "html", "eml", "rtf", "csv"})
_FORMATS_OF_SUFFIX = {
    ".docx": {"docx"}, ".docm": {"docx"}, ".dotx": {"docx"}, ".dotm": {"docx"},
    ".vtt": {"vtt"}, ".srt": {"srt"},
    ".txt": {"text"}, ".text": {"text"}, ".log": {"text"},
    ".md": {"text", "md"}, ".markdown": {"text", "md"},
    ".pdf": {"pdf"}, ".odt": {"odt"}, ".ott": {"odt"}, ".ods": {"ods"}, ".odp": {"odp"},
    ".fodt": {"odt"}, ".fods": {"ods"}, ".fodp": {"odp"}, ".rtf": {"rtf"},
    ".html": {"html"}, ".htm": {"html"}, ".xhtml": {"html"},
    ".eml": {"eml"}, ".mht": {"eml"}, ".pptx": {"pptx"}, ".xlsx": {"xlsx"},
    ".csv": {"csv"}, ".tsv": {"csv"}, ".xlsm": {"xlsx"}, ".xltx": {"xlsx"},
    ".pptm": {"pptx"}, ".ppsx": {"pptx"},
    ".doc": {"doc"}, ".dot": {"doc"}, ".xls": {"xls"}, ".xlsb": {"xlsb"}, ".ppt": {"ppt"},
    ".msg": {"msg"},
}  # fmt: skip
_CALLED = {
    "docx": "a Word document", "vtt": "a transcript in WebVTT", "srt": "subtitles",
    "text": "plain text", "md": "plain text", "pdf": "a PDF",
    "odt": "an OpenDocument text", "ods": "an OpenDocument spreadsheet",
    "odp": "an OpenDocument presentation",
    "rtf": "rich text", "html": "a web page", "eml": "a mail message", "msg": "an Outlook message",
    "pptx": "a PowerPoint presentation", "xlsx": "an Excel workbook", "csv": "a table of values",
    "doc": "a Word document of before 2007", "xls": "an Excel workbook of before 2007",
    "xlsb": "an Excel workbook in binary form", "ppt": "a PowerPoint file of before 2007",
}  # fmt: skip


def read(data: bytes, name: str, hints: Hints) -> Reading:
    """Return what a file says, by what its bytes are and not by what it is called.

    Raises:
        UnreadableSource: it cannot be read; with a reason code.
    """
    suffix = PurePath(name).suffix.casefold()
    found = _format(data, suffix, hints)
    if found in _TEXTS and len(data) > hints.limits.part_bytes:
        raise UnreadableSource(
            "too_large",
            f"It is a text of more than {hints.limits.part_bytes // MIB:,} MiB.",
            way_out="Split it and ingest the parts.",
        )
    reader = READERS.get(found)
    if reader is None:
        message, way_out = REFUSED[found]
        raise UnreadableSource("unsupported", message, way_out=way_out)
    reading = reader(data, hints)
    expected = _FORMATS_OF_SUFFIX.get(suffix)
    if expected is not None and found not in expected:
        notice = Notice("misnamed", f"It is called {suffix} but is {_CALLED[found]}.")
        reading = replace(reading, notices=(notice, *reading.notices))
    return reading


def _format(data: bytes, suffix: str, hints: Hints) -> str:
    """The format of the bytes; only a text's dialect is told by its name."""
    found = sniff(data, hints.limits)
    if found == "text" and suffix in {".md", ".markdown"}:
        return "md"
    if found == "text" and suffix in {".csv", ".tsv"}:
        return "csv"
    if found in {"text", "xml"} and suffix in _PAGES and _TAG.search(data):
        return "html"
    if found == "text" and suffix in {".eml", ".mht", ".mhtml"} and _HEADER.match(data):
        return "eml"
    return found
