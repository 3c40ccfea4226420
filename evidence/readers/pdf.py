"""PDFs, through PDFium: the words of every page, in the order in which a person reads them.

Kept: page numbers, headings by their size, comments and filled form fields. Pages that are
pictures are recognised with tesseract where it is installed, and else named in a notice.
Nothing in the file is run, and no link is followed.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic
from typing import Any

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.blocks import Aside, Block, Document, Paragraph
from evidence.readers.interface import Hints, Reading
from evidence.readers.ocr import Recogniser, pages_named
from evidence.readers.packages import encrypted
from evidence.readers.pdfbeside import WIDGET, attached, written_on
from evidence.readers.pdflayout import Run
from evidence.readers.pdftables import Box, Grid, columns
from evidence.readers.pdfturns import QUARTERS, pages_of, ruled, turn_of, upright, watermarks
from evidence.readers.pdfwords import Words
from evidence.readers.structure import assembled

_NO_PASSWORD, _NO_SECURITY = 4, 5
_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)
_LONG_NAME = 128
_HIGH, _LOW = 0xD800, 0xDC00
_WIDE_GAP = 1.6
"""Space between letters, in their height, from which words belong to different columns."""
_SHIFT = 0.6
_MOST_DRAWN = 20_000
_FIRST_LETTER = 32
_MOST_CHARACTERS = 4_000_000
_SHARE_OF_TIME = 0.6
_OCR_SCALE = 3.0
_PRODUCED = re.compile(
    r"^Microsoft (?:Word|PowerPoint|Excel) - |\.(?:docx?|odt|pptx?|xlsx?|indd|pdf)$|^untitled$",
    re.I,
)
_PARA = re.compile(r"^(?:.*, )?para \d+(?: \(\d+\))?$")


def read_pdf(data: bytes, hints: Hints) -> Reading:
    """Return what a PDF says.

    Raises:
        UnreadableSource: it is encrypted or damaged, or no page of it has words.
    """
    began = monotonic()
    library = _library()
    file = _opened(library, data)
    try:
        files = tuple(attached(library, file))
        document = _document(library, file, began + hints.limits.seconds * _SHARE_OF_TIME)
    finally:
        file.close()
    return replace(_placed(assembled(document, hints)), attachments=files)


def _library() -> Any:
    """PDFium, which is loaded when the first PDF comes, and not for every worker."""
    import pypdfium2  # noqa: PLC0415
    import pypdfium2.raw  # noqa: PLC0415

    return pypdfium2


def _opened(library: Any, data: bytes) -> Any:
    try:
        return library.PdfDocument(data)
    except library.PdfiumError as error:
        if getattr(error, "err_code", None) in {_NO_PASSWORD, _NO_SECURITY}:
            raise encrypted() from error
        raise UnreadableSource(
            "unreadable",
            "It is a damaged PDF.",
            way_out="Ask for it again, or for the document that it was made from.",
        ) from error


def _document(library: Any, file: Any, until: float) -> Document:
    gathering = _Gathering(library, Recogniser(until))
    for number in range(1, len(file) + 1):
        gathering.take(file, number)
    blocks, furniture = gathering.words.blocks()
    if not blocks:
        raise _no_words(gathering.pictures, gathering.recogniser)
    return Document(
        "pdf",
        tuple(_tied(blocks, gathering.comments)),
        comments=tuple(gathering.comments),
        furniture=tuple(Aside(f"edge {n}", t, k) for n, (k, t) in enumerate(furniture)),
        title=_title(file),
        notices=tuple(gathering.notices()),
    )


class _Gathering:
    """Gathers a PDF's pages: their words, their comments, and what could not be read."""

    def __init__(self, library: Any, recogniser: Recogniser) -> None:
        self._library = library
        self.recogniser = recogniser
        self.words = Words()
        self.comments: list[Aside] = []
        self.pictures: list[int] = []
        self._damaged: list[int] = []

    def take(self, file: Any, number: int) -> None:
        """Take one page in."""
        try:
            sheet = file[number - 1]
        except self._library.PdfiumError:
            self._damaged.append(number)
            return
        bounds = sheet.get_bbox()
        rules = list(_rules(self._library, sheet))
        tables = {turn: ruled(rules, turn, bounds) for turn in QUARTERS}
        runs = list(_runs(self._library, sheet, bounds, tables))
        if _is_picture(runs, sheet):
            self._recognise(sheet, number)
        self.words.take(pages_of(number, runs, rules, bounds), watermarks(runs))
        for kind, said, author in written_on(self._library, sheet):
            if kind == WIDGET:
                self.words.field(number, said)
            else:
                own, place = f"c{len(self.comments)}", f"p. {number}, comment"
                self.comments.append(Aside(own, said, place, author=author))
        sheet.close()

    def _recognise(self, sheet: Any, number: int) -> None:
        lines: list[str] = []
        if self.recogniser.ready():
            lines = self.recogniser.lines(_picture(sheet))
        if lines:
            self.words.recognised(number, lines)
        else:
            self.pictures.append(number)

    def notices(self) -> Iterator[Notice]:
        """Say what was read from pictures, and what was not read."""
        if self.words.read_from_pictures:
            named = pages_named(self.words.read_from_pictures)
            yield Notice("recognised", f"The words of {named} were read from pictures.", named)
        if self.pictures:
            named = pages_named(self.pictures)
            yield Notice(
                "pages_without_text",
                f"The words of {named} were not read: they are pictures, "
                f"and {self.recogniser.why_not}.",
                named,
            )
        if self._damaged:
            named = pages_named(self._damaged)
            yield Notice("damaged_part", f"What stands on {named} was damaged and left out.", named)


def _tied(blocks: list[Block], comments: list[Aside]) -> Iterator[Block]:
    """Hang the comments of a page on its first paragraph."""
    waiting: dict[str, list[str]] = {}
    for comment in comments:
        page = comment.locator.removeprefix("p. ").split(",")[0]
        waiting.setdefault(page, []).append(comment.aside_id)
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(block, comments=tuple(waiting.pop(str(block.page), ())))
        else:
            yield block


def _no_words(pictures: list[int], recogniser: Recogniser) -> UnreadableSource:
    if not pictures:
        return UnreadableSource(
            "no_text", "It holds no text.", way_out="Ask for the document that it was made from."
        )
    return UnreadableSource(
        "no_text",
        f"All it holds are pictures ({pages_named(pictures)}); {recogniser.why_not}.",
        way_out="Ask for the document that was scanned, or install tesseract and ingest it again.",
    )


def _runs(library: Any, sheet: Any, bounds: Box, tables: dict[int, list[Grid]]) -> Iterator[Run]:
    """The page's words in stretches: of one line, one column, and in the file's order."""
    raw = library.raw
    text = sheet.get_textpage()
    count = min(text.count_chars(), _MOST_CHARACTERS)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    run = Run()
    for place in range(count):
        letter = _letter(raw, text, place)
        if letter in "\r\n":  # or none, for the half of a letter that came before
            run.gap = run.gap or bool(letter)
            continue
        if letter == " ":
            run.space = True
            continue
        raw.FPDFText_GetCharBox(text, place, left, right, bottom, top)
        there = (left.value, bottom.value, right.value, top.value)
        box = upright(there, run.turn, bounds)
        if run.letters and (
            run.ends_before(box, _WIDE_GAP, _SHIFT) or _next_cell(run, box, tables)
        ):
            yield run
            run = Run()
        if not run.letters:
            run.bold = _is_bold(raw, text, place)
            run.size, run.turn = _stands(raw, text, place)
            box = upright(there, run.turn, bounds)
        run.add(letter, box)
    if run.letters:
        yield run
    text.close()


def _next_cell(run: Run, box: Box, tables: dict[int, list[Grid]]) -> bool:
    """Whether a ruled line stands between words and a letter, however near it is."""
    return any(columns(grid, box, run.box[2]) for grid in tables.get(run.turn, ()))


def _rules(library: Any, sheet: Any) -> Iterator[Box]:
    """The boxes of what is drawn on a page, ruled lines among them."""
    drawn = sheet.get_objects(filter=[library.raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    for count, shape in enumerate(drawn):
        if count >= _MOST_DRAWN:
            return
        try:
            yield shape.get_bounds()
        except library.PdfiumError:
            continue


def _is_bold(raw: Any, text: Any, place: int) -> bool:
    """Whether a letter is bold: some files give the weight of a font, others only its name."""
    if raw.FPDFText_GetFontWeight(text, place) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(_LONG_NAME)
    size = raw.FPDFText_GetFontInfo(text, place, name, _LONG_NAME, ctypes.c_int())
    return 0 < size <= _LONG_NAME and bool(_BOLD_NAME.search(name.value))


def _letter(raw: Any, text: Any, place: int) -> str:
    """A letter of the page; a hyphen at a line's end is told by PDFium."""
    code = _code(raw, text, place)
    if code < 0:
        return ""
    if raw.FPDFText_IsHyphen(text, place) == 1:
        return "\u00ad"
    if code in {0, 0xFFFE, 0xFFFF} or 0xD800 <= code < 0xE000:  # noqa: PLR2004 - no letters
        return "\ufffd" if code else " "
    letter = chr(code)
    if letter in "\r\n":
        return letter
    return " " if letter.isspace() or code < _FIRST_LETTER else letter


def _code(raw: Any, text: Any, place: int) -> int:
    """A letter's code point; -1 for the second half of one that takes two places (an emoji)."""
    code = int(raw.FPDFText_GetUnicode(text, place))
    if _HIGH <= code < _LOW:
        low = int(raw.FPDFText_GetUnicode(text, place + 1))
        if _LOW <= low < _LOW + 0x400:
            return 0x10000 + ((code - _HIGH) << 10) + low - _LOW
    if _LOW <= code < _LOW + 0x400 and place:
        high = int(raw.FPDFText_GetUnicode(text, place - 1))
        return -1 if _HIGH <= high < _LOW else code
    return code


def _stands(raw: Any, text: Any, place: int) -> tuple[float, int]:
    """The height of the font as it appears (some files scale letters of size 1), and its turn."""
    size = raw.FPDFText_GetFontSize(text, place)
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, place, matrix):
        return size, 0
    scale = math.hypot(matrix.c, matrix.d)
    return round(size * scale, 1) if scale > 0 else size, turn_of(matrix.a, matrix.b)


def _is_picture(runs: list[Run], sheet: Any) -> bool:
    """Whether a page shows something and says nothing."""
    if any(run.text.strip() for run in runs):
        return False
    return any(True for _ in sheet.get_objects(max_depth=3))


def _picture(sheet: Any) -> bytes:
    """The page as a grey picture in the simplest format that there is (PGM)."""
    width, height = sheet.get_size()
    scale = min(_OCR_SCALE, 4_000 / max(width, height, 1))
    bitmap = sheet.render(scale=scale, grayscale=True, rev_byteorder=False)
    channels = bitmap.n_channels
    lines = bytes(bitmap.buffer)
    rows = (
        lines[y * bitmap.stride : y * bitmap.stride + bitmap.width * channels : channels]
        for y in range(bitmap.height)
    )
    head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
    return head + b"".join(rows)


def _title(file: Any) -> str:
    """The title that the file's properties give it, where it is no file's name."""
    title = " ".join(str(file.get_metadata_value("Title")).split())
    return "" if _PRODUCED.search(title) else title.replace("\x00", "")


def _placed(reading: Reading) -> Reading:
    """Call the paragraphs by their pages: "p. 3, para 2"; items keep their numbers."""
    counts: dict[int, int] = {}
    segments = []
    for segment in reading.segments:
        if segment.page is not None and segment.start is not None:
            counts[segment.page] = counts.get(segment.page, 0) + 1
            if not segment.number and not segment.question and _PARA.match(segment.locator):
                place = f"p. {segment.page}, para {counts[segment.page]}"
                segment = replace(segment, locator=place)  # noqa: PLW2901 - the same, renamed
        segments.append(segment)
    return replace(reading, segments=tuple(segments))
