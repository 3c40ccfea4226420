"""Reading one file, in the child that works apart: text, or one sentence of why not.

Nothing here opens a file or starts a program (but tesseract, for pages that are pictures, and
LibreOffice, for files of before 2007).
"""

from __future__ import annotations

from dataclasses import replace

from evidence.apart.messages import Message
from evidence.errors import UnreadableSource
from evidence.likeness import marks_of, passages_of
from evidence.readers import wire
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.refusals import out_of_memory


def reply(question: Message) -> Message:
    """Answer a question of `wire.question` with the answer of `wire.answer`."""
    name, hints = wire.asked(question)
    found = outcome(question.body, name, hints)
    if isinstance(found, Reading):
        # Here, where there is one such process for each processor.
        found = replace(found, marks=tuple(sorted(marks_of(passages_of("", found.segments)))))
    return wire.answer(found)


def outcome(data: bytes, name: str, hints: Hints) -> Reading | UnreadableSource:
    """Read one file, and turn whatever goes wrong into a sentence."""
    try:
        return read(data, name, hints)
    except UnreadableSource as refusal:
        return refusal
    except MemoryError:
        return out_of_memory(hints.limits)
    except RecursionError:
        return UnreadableSource(
            "unreadable",
            "Its parts are nested too deeply to be read.",
            way_out="Open it in Word, copy its text into a new document, and ingest that.",
        )
    except BaseException as bug:  # a library's panic is no Exception
        return UnreadableSource(
            "unreadable",
            f"It is damaged or built in a way that the reader does not know ({_about(bug)}).",
            way_out="Open it in the program it was made with, save it again, and ingest that.",
        )


def _about(bug: BaseException) -> str:
    """Where the reader stumbled, without any of the file's words."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
    return f"{type(bug).__name__}{place}"
