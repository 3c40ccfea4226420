"""Words of a file put in the place of others, with everything around them left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from evidence.readers.wordml import Element
from report_builder.word.revisions.names import BOX, DEL, DRAWN, MOVE_FROM, SDT, TC, P, T
from report_builder.word.revisions.package import WordFile, serialised

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GONE = (DEL, MOVE_FROM)
_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wish:
    """Words to be put in the place of others; `near` is the bookmark of the block meant."""

    old: str
    new: str
    near: str = ""


def replaced_words(file: WordFile, wishes: tuple[Wish, ...]) -> tuple[WordFile, tuple[bool, ...]]:
    """Return the file with each wish carried out that has one place, and which those were.

    A wish has its place where the block meant holds the old words once, or, if that block is
    not known, the document does.

    Raises:
        UnreadableSource: the document's text cannot be read.
    """
    if not wishes:
        return file, ()
    root = file.trees(file.document)
    paragraphs = _paragraphs(root)
    done = tuple(_carried_out(wish, paragraphs) for wish in wishes)
    if not any(done):
        return file, done
    return file.replaced({file.document: serialised(root)}), done


def fulfilled(file: WordFile, wishes: tuple[Wish, ...]) -> tuple[bool, ...]:
    """Return which wishes the file fulfils as it is: the new words stand there, or the old nowhere.

    Raises:
        UnreadableSource: the document's text cannot be read.
    """
    paragraphs = _paragraphs(file.trees(file.document)) if wishes else []
    return tuple(_fulfilled(wish, paragraphs) for wish in wishes)


_Paragraphs = list[tuple[Element, list[Element]]]


def _paragraphs(root: Element) -> _Paragraphs:
    return [(p, list(_texts(p))) for p in root.iter(P)]


def _fulfilled(wish: Wish, paragraphs: _Paragraphs) -> bool:
    if wish.old == wish.new:
        return True
    if not wish.new.strip():
        return bool(wish.old.strip()) and not _holding(wish.old, wish.near, paragraphs)
    if wish.old not in wish.new and _holding(wish.old, wish.near, paragraphs):
        return False
    near = [(p, t) for p, t in paragraphs if wish.near and _marked(p, wish.near)]
    return bool(_holding(wish.new, "", near or paragraphs))


def _holding(words: str, near: str, paragraphs: _Paragraphs) -> _Paragraphs:
    held = [(p, texts) for p, texts in paragraphs if words in _said(texts)]
    return ([(p, t) for p, t in held if _marked(p, near)] or held) if near else held


def _carried_out(wish: Wish, paragraphs: _Paragraphs) -> bool:
    if not wish.old.strip() or "\n" in wish.new:  # paragraphs are for a person to make
        return False
    held = _holding(wish.old, wish.near, paragraphs)
    if len(held) != 1 or _said(held[0][1]).count(wish.old) != 1:
        return False
    paragraph, texts = held[0]
    start = _said(texts).index(wish.old)
    old, new = _WORDS.findall(wish.old), _WORDS.findall(wish.new)
    for low, high, put in _changes(old, new):
        _write(texts, start + len("".join(old[:low])), start + len("".join(old[:high])), put)
    if not _said(texts).strip():
        _take_out(paragraph)
    return True


def _take_out(paragraph: Element) -> None:
    """Take out a paragraph of which no word is left, where nothing else hangs on it."""
    home = paragraph.getparent()
    if home is None or next(paragraph.iter(*DRAWN, "{*}sectPr"), None) is not None:
        return
    if home.tag != TC or sum(child.tag == P for child in home) > 1:
        home.remove(paragraph)


def _changes(old: list[str], new: list[str]) -> list[tuple[int, int, str]]:
    """What differs, the last first: what both hold between (a live number, say) is not touched."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        (low, high, "".join(new[begin:end]))
        for kind, low, high, begin, end in reversed(steps)
        if kind != "equal"
    ]


def _write(texts: list[Element], start: int, end: int, new: str) -> None:
    """Put new words in the first text that holds some of the old, and take the old out of all."""
    at, written = 0, False
    chosen = _between(texts, start) if start == end else None
    for text in texts:
        words = text.text or ""
        low, high = max(start - at, 0), min(end - at, len(words))
        inside = text is chosen if start == end else low < high
        if inside and low <= len(words):
            put, written = ("" if written else new), True
            text.text = words[:low] + put + words[max(high, low) :]
            text.set(_SPACE, "preserve")
        at += len(words)


def _between(texts: list[Element], start: int) -> Element | None:
    """The text into which words go that take nobody's place: beside a live number, not in it."""
    at, found = 0, []
    for text in texts:
        if at <= start <= at + len(text.text or ""):
            found.append(text)
        at += len(text.text or "")
    plain = (text for text in found if next(text.iterancestors(SDT), None) is None)
    return next(plain, found[0] if found else None)


def _texts(paragraph: Element) -> Iterator[Element]:
    for text in paragraph.iter(T):
        home = next(text.iterancestors(P, BOX), None)
        if home is paragraph and next(text.iterancestors(*_GONE), None) is None:
            yield text


def _said(texts: list[Element]) -> str:
    return "".join(text.text or "" for text in texts)


def _marked(paragraph: Element, name: str) -> bool:
    return any(
        (mark.get(key) or "").casefold() == name.casefold()
        for mark in paragraph.iter("{*}bookmarkStart")
        for key in mark.attrib
        if str(key).endswith("}name")
    )
