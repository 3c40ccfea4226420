"""Words of a file put in the place of others, with everything around them left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.readers.wordml import Element
from report_builder.word.revisions.names import BOX, DEL, MOVE_FROM, P, T
from report_builder.word.revisions.package import WordFile, serialised

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GONE = (DEL, MOVE_FROM)


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
    paragraphs = [(p, list(_texts(p))) for p in root.iter(P)]
    done = tuple(_carried_out(wish, paragraphs) for wish in wishes)
    if not any(done):
        return file, done
    return file.replaced({file.document: serialised(root)}), done


def _carried_out(wish: Wish, paragraphs: list[tuple[Element, list[Element]]]) -> bool:
    if not wish.old.strip():
        return False
    held = [(p, texts) for p, texts in paragraphs if wish.old in _said(texts)]
    if wish.near:
        held = [(p, t) for p, t in held if _marked(p, wish.near)] or held
    if len(held) != 1 or _said(held[0][1]).count(wish.old) != 1:
        return False
    texts = held[0][1]
    before, after = _shared(wish.old, wish.new)
    start = _said(texts).index(wish.old) + before
    end = start + len(wish.old) - before - after
    _write(texts, start, end, wish.new[before : len(wish.new) - after])
    return True


def _write(texts: list[Element], start: int, end: int, new: str) -> None:
    """Put new words in the first text that holds some of the old, and take the old out of all."""
    at, written = 0, False
    for text in texts:
        words = text.text or ""
        low, high = max(start - at, 0), min(end - at, len(words))
        inside = low < high or (start == end and at <= start <= at + len(words))
        if inside and (low <= len(words)):
            put, written = ("" if written else new), True
            text.text = words[:low] + put + words[max(high, low) :]
            text.set(_SPACE, "preserve")
        at += len(words)


def _shared(old: str, new: str) -> tuple[int, int]:
    """How much both begin and end with alike, so that only what differs is touched."""
    most = min(len(old), len(new))
    before = next((i for i in range(most) if old[i] != new[i]), most)
    most -= before
    after = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return before, after


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
