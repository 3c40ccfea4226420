"""Opening a file that came back: a copy of a draft, a PDF of it, or a letter about it."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.errors import CommentsInvalid, UnreadableSource
from evidence.finding import open_once, the_file
from evidence.inspection import Settings
from evidence.list_files import list_sheets
from evidence.readers.interface import Reading
from evidence.readers.limits import MIB
from evidence.reading import allowed, read_files
from report_builder.comments.annotated import annotated_points
from report_builder.comments.bases import Bases
from report_builder.comments.letter import letter_of, table_points
from report_builder.comments.placing import Base, joined, placed, untracked
from report_builder.comments.points import Point, Raised, in_order, raised_in
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import Walked, walk

_LARGEST = 256 * MIB
_WORD = frozenset({".docx", ".docm", ".dotx"})
_LISTS = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file that came back is about, and what it raises.

    `author` is what the person said of who sent it. `notices` are sentences on what was odd
    about it; `untracked` counts what it says differently from the draft without a tracked
    change.
    """

    path: Path
    data: bytes
    base: Base
    raised: Raised
    untracked: int = 0
    author: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person said of the files: the draft they are about, and who sent them."""

    draft: int | None = None
    author: str = ""


def opened(path: Path, bases: Bases, asked: Asked, settings: Settings) -> Opened:
    """Open a file that came back.

    Raises:
        UnreadableSource: it cannot be read.
        CommentsInvalid: it is neither a copy of a draft nor a list of comments.
        DraftNotFound: there is no draft, or none of the number that was said.
    """
    kind = path.suffix.casefold()
    if kind in _WORD:
        found = of_word(path, open_once(the_file(path), most=_LARGEST), bases, asked)
    elif kind in _LISTS:
        found = _list(path, bases, asked)
    elif kind == ".pdf":
        found = _pdf(path, bases, asked, settings)
    else:
        raise CommentsInvalid(
            f"{path.name} is no file that comments come in",
            way_out="give a .docx, .xlsx, .csv or .pdf",
        )
    return replace(found, path=path, author=asked.author)


def opened_again(name: str, data: bytes, bases: Bases, asked: Asked, settings: Settings) -> Opened:
    """Open a file that is kept; raises what `opened` raises."""
    path = Path(name)
    if path.suffix.casefold() in _WORD:
        return of_word(path, data, bases, asked)
    with TemporaryDirectory() as folder:  # the readers of lists and PDFs want a file
        place = Path(folder) / f"kept{path.suffix}"
        place.write_bytes(data)
        return opened(place, bases, asked, settings)


def of_word(path: Path, data: bytes, bases: Bases, asked: Asked) -> Opened:
    """Return what a Word file raises.

    Raises:
        UnreadableSource: it cannot be read.
        CommentsInvalid: it is neither a draft's copy nor a letter.
        DraftNotFound: there is no draft yet.
    """
    file = WordFile(data)
    walked = walk(file)
    behind = bases.behind(file, walked)
    told = tuple(notice.message for notice in file.notices)
    if behind is not None:
        base = bases.of(asked.draft) if asked.draft is not None else behind
        return _copy(data, base, file, walked, asked, told)
    base = _meant(bases, asked)
    letter = letter_of(walked, asked.author or _writer(file))
    said = raised_in(file, walked)
    points = (*letter.points, *(replace(p, paragraph=-1) for p in said.points))
    if not points:
        raise CommentsInvalid(
            f"{path.name} is no copy of a draft, and names no paragraph of one",
            way_out="say which draft it is about with --draft N, or send the comments as a table",
        )
    if letter.passed_over:
        count = letter.passed_over
        told = (*told, f"Paragraphs before the first that names a place: {count}. See to them.")
    raised = replace(said, points=_numbered(points, base))
    return Opened(path, data, base, raised, notices=told)


def _copy(
    data: bytes, base: Base, file: WordFile, walked: Walked, asked: Asked, told: tuple[str, ...]
) -> Opened:
    joins = joined(base, walked)
    raised = raised_in(file, walked)
    author = asked.author or _prevailing(raised.points) or _writer(file)
    unmarked = tuple(untracked(base, walked, joins, author))
    points = placed(in_order((*raised.points, *unmarked)), base, walked, joins)
    return Opened(Path(), data, base, replace(raised, points=points), len(unmarked), notices=told)


def _list(path: Path, bases: Bases, asked: Asked) -> Opened:
    data, sheets = list_sheets(path)
    base = _meant(bases, asked)
    points = table_points(sheets, asked.author)
    if not points:
        raise CommentsInvalid(
            f"{path.name} has no column of comments",
            way_out="name its columns: Paragraph, Comment, Proposed text, Evidence, Commenter",
        )
    return Opened(path, data, base, Raised(_numbered(points, base)))


def _pdf(path: Path, bases: Bases, asked: Asked, settings: Settings) -> Opened:
    base = _meant(bases, asked)
    limits = allowed(settings.reading)
    with closing(read_files([the_file(path)], limits=limits, workers=1)) as reads:
        read = next(reads)
    if not isinstance(read.outcome, Reading):
        raise read.outcome or UnreadableSource("unreadable", f"{path.name} cannot be read.")
    points = annotated_points(read.outcome, base, asked.author)
    if not points:
        raise CommentsInvalid(
            f"{path.name} has no notes written on it", way_out="ask for the notes as a table"
        )
    told = tuple(notice.message for notice in read.outcome.notices)
    raised = Raised(points, comments=len(points))
    return Opened(path, read.content, base, raised, notices=told)


def _meant(bases: Bases, asked: Asked) -> Base:
    return bases.of(asked.draft) if asked.draft is not None else bases.newest()


def _numbered(points: tuple[Point, ...], base: Base) -> tuple[Point, ...]:
    """Give a letter's points the blocks whose numbers they name."""
    blocks = {number: block for block, number in reversed(list(base.numbers.items()))}
    return tuple(
        replace(p, block_id=blocks.get(p.number, "")) if p.number and not p.block_id else p
        for p in points
    )


def _prevailing(points: tuple[Point, ...]) -> str:
    """Whose file it is, by most of what is marked in it."""
    counted = Counter(point.author for point in points if point.author)
    return next((author for author, _ in counted.most_common(1)), "")


def _writer(file: WordFile) -> str:
    """Who saved the file last, as it says."""
    part = "docProps/core.xml"
    if part not in file:
        return ""
    try:
        root = file.trees(part)
    except UnreadableSource:
        return ""
    said = {str(child.tag).rpartition("}")[2]: child.text or "" for child in root}
    return said.get("lastModifiedBy", "") or said.get("creator", "")
