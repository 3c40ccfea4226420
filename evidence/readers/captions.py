"""Transcripts as captions: .vtt files as Teams writes them, and .srt.

A caption file is forgiving by nature: a cue without a voice, a time without hours, a block
that is malformed. Whatever words it holds are kept; what was odd becomes a notice.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.asking import asks_by_label
from evidence.readers.decoding import decoded
from evidence.readers.interface import Hints, Reading
from evidence.readers.labels import Form, opening_of
from evidence.readers.turns import Cue, conversation

_STAMP = r"(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*{_STAMP}\s*-+>\s*{_STAMP}")
_BROKEN_TIMING = re.compile(r"-+>")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{0,200})>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]{0,200}|\d[\d:.]*)?>|\{\\an?\d\}")
_BLOCKS = ("NOTE", "STYLE", "REGION")
_DASH = re.compile(r"^(?:-|\u2013|\u2014|>>+)\s*(?=\S)")
_TWICE = 2
_SCROLLING = 0.4
"""From what share of cues that begin with the words of the cue before captions scroll."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines between two blank lines, and the number of the first."""

    line: int
    lines: tuple[str, ...]


def read_captions(data: bytes, hints: Hints) -> Reading:
    """Return the conversation that a caption file holds.

    Raises:
        UnreadableSource: nothing is said in it.
    """
    text, notices = decoded(data)
    form = "vtt" if text.lstrip("\ufeff \n").startswith("WEBVTT") else "srt"
    cues, odd = _cues(text.lstrip("\ufeff"))
    if form == "srt" and not re.search(rf"{_STAMP.replace('[.,]', ',')}\s*-+>", text):
        form = "vtt"
        odd = (Notice("no_header", "It lacks the line WEBVTT at its head."), *odd)
    if not cues:
        raise UnreadableSource(
            "no_text",
            "Nothing is said in it.",
            way_out="Ask for the transcript again; it may have been cut off.",
        )
    return conversation(form, _labelled(_unrolled(cues)), hints, notices=(*notices, *odd))


def _cues(text: str) -> tuple[list[Cue], tuple[Notice, ...]]:
    cues: list[Cue] = []
    odd: list[Notice] = []
    for place, block in enumerate(_blocks(text)):
        if place == 0 and block.lines[0].startswith("WEBVTT"):
            block = replace(block, lines=_after_header(block.lines))  # noqa: PLW2901
        if not block.lines or block.lines[0].split(" ")[0].rstrip() in _BLOCKS:
            continue
        found, notice = _cue(block, cues[-1] if cues else None)
        cues += found
        odd += [notice] if notice else []
    return cues, tuple(odd)


def _after_header(lines: tuple[str, ...]) -> tuple[str, ...]:
    """What follows the header in its own block, where the blank line after it is missing."""
    for place, line in enumerate(lines):
        if _BROKEN_TIMING.search(line):
            return lines[place:]
    return ()


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        timing = bool(_TIMING.match(line))
        # A new timing also ends a cue whose blank line was lost.
        if not line.strip() or (timing and any(_TIMING.match(earlier) for earlier in lines)):
            if lines:
                yield _Block(first, tuple(lines))
            lines, first = ([line] if timing else []), number + (not timing)
        else:
            lines.append(line)
    if lines:
        yield _Block(first, tuple(lines))


def _cue(block: _Block, last: Cue | None) -> tuple[list[Cue], Notice | None]:
    for place, line in enumerate(block.lines[:_TWICE]):
        match = _TIMING.match(line)
        if match:
            payload = "\n".join(block.lines[place + 1 :])
            stamp = match.groups()
            return list(_voices(payload, _seconds(stamp[:4]), _seconds(stamp[4:]))), None
    where = f"line {block.line}"
    words = "\n".join(line for line in block.lines if not _BROKEN_TIMING.search(line))
    if len(words) < len("\n".join(block.lines)):
        return (
            list(_voices(words, last.end if last else None, None)),
            Notice("bad_cue_time", "The time of a cue cannot be read; its words were kept.", where),
        )
    if re.fullmatch(r"\s*[\w/-]+\s*", words):  # a number or an identifier that stands alone
        return [], None
    return (
        list(_voices(words, last.end if last else None, None, last.speaker if last else "")),
        Notice("cue_without_time", "Words without a time were kept with the cue before.", where),
    )


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    thousandths = float(f"0.{fraction}") if fraction else 0.0
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + thousandths


def _voices(
    payload: str, start: float | None, end: float | None, speaker: str = ""
) -> Iterator[Cue]:
    """A cue's words by voice: one cue may hold two people."""
    pieces = _VOICE.split(payload)
    for name, words in zip([speaker, *pieces[1::2]], pieces[::2], strict=True):
        said = " ".join(html.unescape(_TAG.sub("", words)).replace("\u200b", "").split())
        if said:
            yield Cue(start, end, " ".join(html.unescape(name).split()), said)


def _unrolled(cues: list[Cue]) -> list[Cue]:
    """Cues without the lines that each repeats of the one before, where captions scroll."""
    repeats = [0, *(_repeated(one, other) for one, other in pairwise(cues))]
    if sum(count > 0 for count in repeats) < len(cues) * _SCROLLING:
        return cues
    done = [
        replace(cue, text=" ".join(cue.text.split()[count:]))
        for cue, count in zip(cues, repeats, strict=True)
    ]
    return [cue for cue in done if cue.text]


def _repeated(one: Cue, other: Cue) -> int:
    """With how many of the last words of one cue the other begins; a single word is chance."""
    if one.speaker != other.speaker:
        return 0
    last, first = one.text.split(), other.text.split()
    for count in range(min(len(last), len(first)), 1, -1):
        if last[-count:] == first[:count]:
            return count
    return 0


def _labelled(cues: list[Cue]) -> list[Cue]:
    """Take speakers from "Name: words" or "[Name] words" where the file has no voices."""
    if any(cue.speaker for cue in cues):
        return cues
    bare = [replace(cue, text=_DASH.sub("", cue.text)) for cue in cues]
    for form in (Form.COLON, Form.BRACKET):
        found = Counter(o.label for cue in bare if (o := opening_of(cue.text, form)))
        known = frozenset(
            label for label, count in found.items() if count >= _TWICE or asks_by_label(label)
        )
        if any(found[label] >= _TWICE for label in known):
            return list(_by_labels(cues, bare, form, known))
    return cues


def _by_labels(
    cues: list[Cue], bare: list[Cue], form: Form, known: frozenset[str]
) -> Iterator[Cue]:
    """The cues with who says them; a dash without a name is another voice."""
    speaker = ""
    for cue, plain in zip(cues, bare, strict=True):
        opening = opening_of(plain.text, form)
        short = opening is not None and len(opening.label.split()) <= _TWICE and form is Form.COLON
        if opening is not None and (opening.label in known or short):
            speaker = opening.label
            words = plain.text[opening.end :]
        else:
            words = plain.text
            speaker = "" if _DASH.match(cue.text) else speaker
        if words:
            yield replace(plain, speaker=speaker, text=words)
