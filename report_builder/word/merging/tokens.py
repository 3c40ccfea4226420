"""A paragraph as the words that a merge compares, each with the elements it stands in.

Live numbers and fields are words of their own. The edges of a control always end a word, and
a word that a program cut into several runs is one word again. What is struck out with
tracking on is passed over: it stays where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import overload

from evidence.readers.wordml import Element, M, W, value
from report_builder.word.anchors import BLOCK, FIGURE, TAG, bookmark_name
from report_builder.word.revisions.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    DEL,
    DRAWN,
    FIELD_CHARACTER,
    INS,
    MOVE_FROM,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SIMPLE_FIELD,
    R,
    T,
)

BUILDER = "Report builder"
"""Who signs what the merge puts beside an editor's words."""
WORDS = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*|\s+|.", re.DOTALL)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
COPY = re.compile(r"_copy_?\d+$", re.IGNORECASE)
"""What LibreOffice adds to the name of a bookmark that was copied."""
_NAME = f"{W}name"
_NOTHING = frozenset({PPR, BOOKMARK_END})
_DIGESTED = re.compile(r"_[0-9a-f]{12}$")
"""How the tag ends of a number whose id is too long for one."""
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_NOTES = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_REFERENCE = re.compile(r"\b(?:REF|PAGEREF|HYPERLINK)\b[\s\"\\l]*(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, space, sign, live number, field or drawing of a paragraph.

    `key` is what two texts are compared by, `use` the bookmark of a live number ("" for
    everything else), `pieces` the texts it lies in: each an element and the stretch of it.
    """

    key: str
    text: str
    use: str = ""
    kind: str = "word"
    pieces: tuple[tuple[Element, int, int], ...] = field(default=(), compare=False, repr=False)


_Part = Token | tuple[Element, str] | Element


@lru_cache(maxsize=1 << 14)
def use_of(tag: str) -> str:
    """Return the name of the live number that a control's tag or a bookmark speaks of."""
    said = tag.removeprefix(TAG) if tag.startswith(TAG) else tag
    if not said.casefold().startswith(FIGURE):
        said = bookmark_name(FIGURE, said)
    return COPY.sub("", said).casefold()


class Words(Sequence[Token]):
    """A paragraph's tokens, of which each word learns where it lies when it is asked for.

    `said` are the same tokens as they are compared: most of them nobody ever patches.
    """

    __slots__ = ("_begins", "_stretches", "said")

    def __init__(self) -> None:
        self.said: list[Token] = []
        self._begins: list[int] = []
        self._stretches: list[_Stretch] = []

    def add_text(self, texts: list[tuple[Element, str]]) -> None:
        """Add the words of texts that stand beside each other."""
        found = WORDS.findall("".join([text for _, text in texts]))
        self._begins.append(len(self.said))
        self._stretches.append(_Stretch(texts, found))
        self.said += map(_word, found)

    def __len__(self) -> int:
        return len(self.said)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self.said)))]
        token = self.said[at]
        if token.kind != "word":
            return token
        place = at if at >= 0 else at + len(self.said)
        stretch = bisect_right(self._begins, place) - 1
        pieces = self._stretches[stretch].pieces(place - self._begins[stretch])
        return Token(token.text, token.text, pieces=pieces)


class _Stretch:
    """Words of texts that stand beside each other, with the texts that each lies in."""

    __slots__ = ("_ends", "_found", "_texts", "_words")

    def __init__(self, texts: list[tuple[Element, str]], found: list[str]) -> None:
        self._texts, self._found = texts, found
        self._words: list[int] = []
        self._ends: list[int] = []

    def pieces(self, at: int) -> tuple[tuple[Element, int, int], ...]:
        """Return where a word lies: each element, and the stretch of its text."""
        if not self._words:
            self._words = list(accumulate(map(len, self._found)))
            self._ends = list(accumulate(len(text) for _, text in self._texts))
        end = self._words[at]
        start = end - len(self._found[at])
        found: list[tuple[Element, int, int]] = []
        here = bisect_right(self._ends, start)
        while here < len(self._ends):
            begins = self._ends[here - 1] if here else 0
            if begins >= end:
                break
            element = self._texts[here][0]
            found.append((element, max(start - begins, 0), min(end, self._ends[here]) - begins))
            here += 1
        return tuple(found)


@lru_cache(maxsize=1 << 16)
def _word(text: str) -> Token:
    """A word as it is compared: the same wherever it stands."""
    return Token(text, text)


def tokens_of(paragraph: Element, known: Mapping[str, str] | None = None) -> Words:
    """Return a paragraph's tokens; `known` names the uses of tags too long for a bookmark."""
    found = Words()
    waiting: list[tuple[Element, str]] = []
    for part in _parts(list(paragraph), known or {}):
        if isinstance(part, tuple):
            waiting.append(part)
            continue
        if not isinstance(part, Token):
            continue
        if waiting:
            found.add_text(waiting)
            waiting = []
        found.said.append(part)
    if waiting:
        found.add_text(waiting)
    return found


@dataclass(frozen=True, slots=True)
class Plain:
    """What a paragraph says, its live numbers, and what it says whatever those read.

    `blocks` are the beginnings of blocks' bookmarks in it.
    """

    text: str
    numbers: tuple[Token, ...]
    frame: str
    blocks: tuple[Element, ...] = ()


def plain_of(paragraph: Element, known: Mapping[str, str]) -> Plain:
    """Return a paragraph's text and live numbers, which is faster than all its words."""
    simple = _simple(paragraph)
    if simple is not None:
        return Plain(simple, (), simple)
    said: list[str] = []
    frame: list[str] = []
    numbers: list[Token] = []
    blocks: list[Element] = []
    for part in _parts(list(paragraph), known):
        if isinstance(part, tuple):
            said.append(part[1])
            frame.append(part[1])
            continue
        if not isinstance(part, Token):
            blocks.append(part)
            continue
        said.append(part.text)
        frame.append(part.key if part.use else f"{part.key}{part.text}")
        if part.use:
            numbers.append(part)
    return Plain("".join(said), tuple(numbers), "".join(frame), tuple(blocks))


def _simple(paragraph: Element) -> str | None:
    """The text of a paragraph that is runs of text and nothing else, as most cells are."""
    said: list[str] = []
    for child in paragraph:
        if child.tag == R:
            for inner in child:
                if inner.tag == T:
                    said.append(inner.text or "")
                elif inner.tag != RPR:
                    return None
        elif child.tag != PPR:
            return None
    return "".join(said)


def _parts(children: list[Element], known: Mapping[str, str]) -> Iterator[_Part]:
    """Yield tokens, texts with what they say, and the beginnings of blocks' bookmarks."""
    at = 0
    while at < len(children):
        child = children[at]
        at += 1
        tag = child.tag
        if tag == R:
            texts = _only_texts(child)
            if texts is not None:
                yield from texts
                continue
            length = _field(children, at - 1)
            if length > 1:
                yield _as_field(children[at - 1 : at - 1 + length])
                yield from _blocks(children[at - 1 : at - 1 + length])
                at += length - 1
            else:
                yield from _of_run(child)
        elif tag == BOOKMARK_START:
            token, length = _bookmarked_number(children, at)
            if token is not None:
                yield token
                at += length
            else:
                yield from _blocks([child])
        elif tag not in _NOTHING:
            yield from _part(child, known)


def _only_texts(run: Element) -> list[tuple[Element, str]] | None:
    """The texts of a run that holds nothing else, as nearly all do."""
    found: list[tuple[Element, str]] = []
    for inner in run:
        tag = inner.tag
        if tag == T:
            found.append((inner, inner.text or ""))
        elif tag != RPR:
            return None
    return found


def _bookmarked_number(children: list[Element], at: int) -> tuple[Token | None, int]:
    """The live number in the bookmark that begins just before a child; and its length."""
    name = children[at - 1].get(_NAME) or value(children[at - 1], "name")
    if name.startswith(BLOCK):
        return None, 0
    inside = _bookmarked(children, at - 1) if name[:5].casefold() == FIGURE else []
    if len(inside) == 1 and inside[0].tag == SDT:
        return _figure(inside[0], use_of(name)), 1
    if inside and all(element.tag == R for element in inside):
        use = use_of(name)
        return Token(f"\x00f{use}", _said(inside), use, "bare", _whole(inside)), len(inside)
    return None, 0


def _blocks(within: Iterable[Element]) -> Iterator[Element]:
    """The beginnings of blocks' bookmarks in elements of which nothing else is said."""
    for element in within:
        for mark in element.iter(BOOKMARK_START):
            if value(mark, "name")[:4].casefold() == BLOCK:
                yield mark


def _part(child: Element, known: Mapping[str, str]) -> Iterator[_Part]:
    if _passed_over(child):
        yield from _blocks([child])
        return
    if child.tag == R:
        yield from _of_run(child)
    elif child.tag == SDT:
        tag = tag_of(child)
        long = _DIGESTED.search(tag)
        use = (known.get(tag, "") if long else "") or (
            use_of(tag) if tag.startswith(TAG) else bookmarked_use(child)
        )
        if use:
            yield from _blocks([child])
            yield _figure(child, use)
            return
        for content in child.iterchildren(SDT_CONTENT):
            yield from _parts(list(content), known)
    elif child.tag == SIMPLE_FIELD:
        yield from _blocks([child])
        yield _as_field([child])
    elif str(child.tag).startswith(M):
        yield Token(f"\x00{child.tag}", "", "", "atom", ((child, 0, 0),))
    else:
        yield from _parts(list(child), known)


def tag_of(control: Element) -> str:
    """Return a control's tag, "" where it has none."""
    for properties in control.iterchildren(f"{W}sdtPr"):
        for tag in properties.iterchildren(f"{W}tag"):
            return value(tag)
    return ""


def bookmarked_use(control: Element) -> str:
    """The live number of a control that lost its tag, by the bookmark that LibreOffice moves in."""
    for content in control.iterchildren(SDT_CONTENT):
        for child in content:
            if child.tag == BOOKMARK_START and value(child, "name").casefold().startswith(FIGURE):
                return use_of(value(child, "name"))
            if child.tag == R and child.find(T) is not None:
                return ""
    return ""


def _passed_over(child: Element) -> bool:
    """What is struck out, what the merge itself has offered, and what only says a form."""
    if child.tag == INS:
        return value(child, "author") == BUILDER
    return child.tag in {DEL, MOVE_FROM} or str(child.tag).endswith("Pr")


def _of_run(run: Element) -> Iterator[Token | tuple[Element, str]]:
    for child in run:
        if child.tag == T:
            yield child, child.text or ""
        elif child.tag in _SIGNS:
            yield child, _SIGNS[str(child.tag)]
        elif child.tag in DRAWN or str(child.tag).endswith("}AlternateContent"):
            yield Token("\x00drawing", "", "", "atom", ((child, 0, 0),))
        elif child.tag in _NOTES:
            yield Token("\x00note", "", "", "atom", ((child, 0, 0),))


def _figure(control: Element, use: str) -> Token:
    return Token(f"\x00f{use}", _said([control]), use, "figure", ((control, 0, 0),))


def _as_field(nodes: list[Element]) -> Token:
    instruction = "".join(
        [e.text or "" for node in nodes for e in node.iter(f"{W}instrText")]
        or [value(nodes[0], "instr")]
    )
    match = _REFERENCE.search(instruction)
    meant = match[1].casefold() if match else " ".join(instruction.split()[:2]).casefold()
    return Token(f"\x00field{meant}", _result(nodes), "", "field", _whole(nodes))


def _result(nodes: list[Element]) -> str:
    return "".join(text.text or "" for node in nodes for text in node.iter(T))


def _whole(nodes: list[Element]) -> tuple[tuple[Element, int, int], ...]:
    return tuple((node, 0, 0) for node in nodes)


def _said(nodes: list[Element]) -> str:
    """The text of elements, what was struck out left aside."""
    found = [part for node in nodes for part in node.iter(T, DEL, MOVE_FROM)]
    if len(found) == 1:  # as nearly always
        return found[0].text or "" if found[0].tag == T else ""
    if all(part.tag == T for part in found):
        return "".join([text.text or "" for text in found])
    return "".join(
        text.text or ""
        for text in found
        if text.tag == T and next(text.iterancestors(DEL, MOVE_FROM), None) is None
    )


def _bookmarked(children: list[Element], at: int) -> list[Element]:
    """The siblings from a bookmark's start to its end; none where it ends elsewhere."""
    number = value(children[at], "id")
    if at + 2 < len(children) and children[at + 1].tag == SDT:  # as we write it
        after = children[at + 2]
        if after.tag == BOOKMARK_END and value(after, "id") == number:
            return [children[at + 1]]
    for end in range(at + 1, min(at + 40, len(children))):
        if children[end].tag == BOOKMARK_END and value(children[end], "id") == number:
            return [c for c in children[at + 1 : end] if c.tag not in {BOOKMARK_START}]
    return []


def _field(children: list[Element], at: int) -> int:
    """How many siblings make up the whole field that begins here; 0 where none does."""
    first = children[at].find(FIELD_CHARACTER) if children[at].tag == R else None
    if first is None or value(first, "fldCharType") != "begin":
        return 0
    depth = 0
    for end in range(at, len(children)):
        for mark in children[end].iter(FIELD_CHARACTER):
            depth += {"begin": 1, "end": -1}.get(value(mark, "fldCharType"), 0)
        if depth == 0:
            return end - at + 1
    return 0


def text_of(tokens: Iterable[Token]) -> str:
    """Return what tokens read as."""
    return "".join([token.text for token in tokens])


class Tags(Mapping[str, str]):
    """The live number's name behind each tag of generated files, looked up when first asked."""

    def __init__(self, *roots: Element) -> None:
        self._roots = roots

    @cached_property
    def _found(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for mark in (mark for root in self._roots for mark in root.iter(BOOKMARK_START)):
            name = value(mark, "name")
            control = mark.getnext() if name.startswith(FIGURE) else None
            if control is not None and control.tag == SDT:
                found[tag_of(control)] = name.casefold()
        return found

    def __getitem__(self, tag: str) -> str:
        return self._found[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
