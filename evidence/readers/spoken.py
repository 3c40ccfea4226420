"""Who speaks in a document: names before colons, time codes, Q and A.

A colon alone makes no speaker ("Action: NB to write"): a label counts where it comes back,
where it says who asks, or where the source is known to be an interview or a transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from evidence.framework import Structure
from evidence.readers.asking import Utterance, asks_by_label, interviewers_of
from evidence.readers.blocks import Block, Paragraph
from evidence.readers.interface import Hints
from evidence.readers.lines import Line, Role

TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_NAME = (
    r"[A-Z][\w.'\u2019&/-]*"
    r"(?:,? (?:[A-Z0-9(][\w.'\u2019()&/-]*|de|van|von|and|of|for|the|\d+)){0,6}"
)
_LABEL = re.compile(rf"^(?P<label>{_NAME}) ?:(?:\s+|$)")
_TIMED_LABEL = re.compile(
    rf"^(?:[\[(]?(?P<t1>{TIME})[\])]?\s*[-\u2013]?\s*(?P<l1>{_NAME}) ?:\s*"
    rf"|(?P<l2>{_NAME})\s*[\[(](?P<t2>{TIME})[\])]\s*:?\s*"
    rf"|(?P<l3>{_NAME})\s+(?P<t3>{TIME})\s*:?\s*$"
    rf"|[\[(]?(?P<t4>{TIME})[\])]?\s*[-\u2013|]?\s*(?P<l4>{_NAME})\s*$)"
)
_SPAN = re.compile(rf"^(?P<time>{TIME})\s*-->\s*{TIME}\b.*$")
_TIME_ONLY = re.compile(rf"^[\[(]?(?P<time>{TIME})[\])]?$")
_Q_AND_A = re.compile(
    r"^(?P<label>Q|A|Question|Answer)(?:\s?\d{1,2})?\s*(?:(?P<who>\([^)]{1,30}\))\s*[.:)\u2013-]\s+"
    r"|[.:)\u2013-]\s+(?:(?P<then>\([A-Z][\w .]{0,20}\))\s*:?\s+(?=\S))?)"
)
_TABBED = re.compile(r"^(?P<label>[A-Z]{1,5}\d?)\t+")
_NOT_SPEAKERS = frozenset(
    {
        "action", "actions", "agreed", "decision", "decisions", "note", "notes", "present",
        "apologies", "date", "time", "venue", "location", "resolved", "update", "updates",
        "subject", "from", "to", "cc", "bcc", "sent", "re", "fw", "fwd", "attendees",
        "attendance", "attending", "minutes", "item", "items", "agenda", "next", "owner", "due",
        "deadline", "status", "background", "purpose", "summary", "recommendation",
        "recommendations", "introduction", "conclusion", "topic", "theme", "themes", "reference",
        "ref", "version", "author", "area", "title", "example", "before", "after", "also", "tip",
        "reminder", "marking", "classification", "source", "interviewers", "interviewer(s)",
        "interviewees", "seen", "held", "where", "when", "who", "day", "meeting", "interview",
        "absent", "observing", "secretary", "distribution", "contents", "annex", "appendix",
        "copy",
    }
)  # fmt: skip
_WELL_KNOWN = 3
_SHARE = 0.4
_LONGEST_LABEL = 60


def spoken(lines: list[Line], hints: Hints) -> list[Line]:
    """Return the lines with their speakers, where the document is a conversation."""
    timed = _by_time_codes(lines)
    if timed is not None:
        return _with_askers(timed, hints)
    labels = _labels(lines, hints)
    if not labels:
        return lines
    return _with_askers(_by_labels(lines, labels), hints)


def lines_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with each line a paragraph, where lines begin with speakers or times.

    Word keeps "Ruth Ansah 0:03" and what she says in one paragraph, a line break between.
    """
    broken = [b for b in blocks if isinstance(b, Paragraph) and "\n" in b.text]
    lines = [line.strip() for block in broken for line in block.text.split("\n")]
    if sum(bool(_TIMED_LABEL.match(line) or _SPAN.match(line)) for line in lines) < _WELL_KNOWN:
        labels = Counter(label[0] for line in lines if (label := label_of(line)))
        if max(labels.values(), default=0) < 2:  # noqa: PLR2004 - a label counts where it recurs
            return blocks
    apart: list[Block] = []
    for block in blocks:
        apart += block.by_line() if isinstance(block, Paragraph) else [block]
    return tuple(apart)


def speakers_of(lines: list[Line]) -> tuple[str, ...]:
    """Return those who speak, in order of appearance; Q and A are nobody's names."""
    names = dict.fromkeys(line.speaker for line in lines if line.speaker and line.text)
    return tuple(name for name in names if name not in {"Q", "A"})


def _by_time_codes(lines: list[Line]) -> list[Line] | None:
    """Lines of a time-coded transcript, or None where there are fewer than three codes."""
    found = sum(bool(_TIMED_LABEL.match(line.text) or _SPAN.match(line.text)) for line in lines)
    if found < _WELL_KNOWN:
        return None
    done: list[Line] = []
    speaker = time = ""
    await_name = False
    for line in lines:
        code = _SPAN.match(line.text) or _TIME_ONLY.match(line.text)
        label = _TIMED_LABEL.match(line.text)
        if code:
            time, await_name = _clock(code["time"]), bool(_SPAN.match(line.text))
            done.append(replace(line, role=Role.SKIPPED))
        elif label:
            speaker, time, await_name = _name(label), _clock(_time(label)), False
            rest = line.without(label.end())
            role = Role.BODY if rest.text else Role.SKIPPED
            done.append(replace(rest, speaker=speaker, time=time, role=role))
        elif await_name and re.fullmatch(_NAME, line.text) and line.count <= 5:  # noqa: PLR2004
            speaker, await_name = line.text, False
            done.append(replace(line, role=Role.SKIPPED))
        elif line.role is Role.BODY and line.text and (speaker or time):
            done.append(replace(line, speaker=speaker, time=time))
            await_name = False
        else:
            done.append(line)
    return done


def _name(match: re.Match[str]) -> str:
    return next(match[key] for key in ("l1", "l2", "l3", "l4") if match[key]).strip()


def _time(match: re.Match[str]) -> str:
    return next(match[key] for key in ("t1", "t2", "t3", "t4") if match[key])


def _clock(written: str) -> str:
    """A time code as hours, minutes and seconds.

    >>> _clock("0:3.480"), _clock("12:31"), _clock("1:02:03.5")
    ('00:00:03', '00:12:31', '01:02:03')
    """
    whole = re.split(r"[.,]", written)[0]
    parts = [int(part) for part in whole.split(":")]
    hours, minutes, seconds = [0] * (3 - len(parts)) + parts
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _labels(lines: list[Line], hints: Hints) -> frozenset[str]:
    """The labels that are speakers in this document; none where it is no conversation."""
    found = [
        label[0] for line in lines if line.role is Role.BODY and (label := label_of(line.text))
    ]
    counts = Counter(found)
    body = sum(line.role is Role.BODY and bool(line.text) for line in lines)
    talk = hints.structure in {Structure.INTERVIEW, Structure.TRANSCRIPT}
    # What stands once above the conversation is its letterhead: "HMCPSI: inspection of ...".
    begins = next((n for n, label in enumerate(found) if counts[label] > 1), len(found))
    likely = {
        label
        for label, count in counts.items()
        if count > 1 or ((asks_by_label(label) or talk) and found.index(label) > begins)
    }
    said = sum(counts[label] for label in likely)
    if said < _WELL_KNOWN or len(likely) < 2:  # noqa: PLR2004 - a conversation is between two
        return frozenset()
    asked = any(asks_by_label(label) for label in likely)
    needed = 0.0 if talk else _SHARE if not asked else _SHARE / 2
    if hints.structure is Structure.MINUTES:
        needed = _SHARE
    return frozenset(likely) if said >= body * needed else frozenset()


def label_of(text: str) -> tuple[str, int] | None:
    """Return the speaker's label at the start of a line, and where its words begin.

    >>> label_of("A (GS): First ones on the list."), label_of("A: (GS) First ones.")
    (('GS', 8), ('GS', 8))
    >>> label_of("Action: NB to write.") is None
    True
    """
    match = _Q_AND_A.match(text)
    if match:
        who = (match["who"] or match["then"] or "").strip(" ()")
        return (who or match["label"][0]), match.end()
    match = _LABEL.match(text) or _TABBED.match(text)
    if match is None or len(match["label"]) > _LONGEST_LABEL:
        return None
    label = match["label"].strip()
    first = label.split()[0].casefold().rstrip(",.")
    if first in _NOT_SPEAKERS or label.casefold() in _NOT_SPEAKERS:
        return None
    return label, match.end()


def _by_labels(lines: list[Line], labels: frozenset[str]) -> list[Line]:
    done: list[Line] = []
    speaker = ""
    for line in lines:
        found = label_of(line.text) if line.role is Role.BODY else None
        if found and found[0] in labels:
            speaker = found[0]
            rest = line.without(found[1])
            role = Role.BODY if rest.text else Role.SKIPPED
            done.append(replace(rest, speaker=speaker, role=role))
        elif line.role is Role.BODY and line.text and _carries_on(line):
            done.append(replace(line, speaker=speaker))
        else:
            if line.text:
                speaker = ""
            done.append(line)
    return done


def _carries_on(line: Line) -> bool:
    paragraph = line.paragraph
    return paragraph.level is None and not paragraph.emphatic and not line.unit.row


def _with_askers(lines: list[Line], hints: Hints) -> list[Line]:
    said = [Utterance(line.speaker, line.text) for line in lines if line.speaker and line.text]
    askers = interviewers_of(said, hints.interviewers)
    return [replace(line, asks=line.speaker in askers) if line.speaker else line for line in lines]
