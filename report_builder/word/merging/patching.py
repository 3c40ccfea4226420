"""Words put into an editor's paragraphs, and taken out: everything else stays as it is.

New words take the form of the words in whose place they come. Work goes from the last word to
the first, so that what was found in a paragraph stays true of all that comes before.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from evidence.readers.wordml import Element, W, value
from report_builder.word.anchors import FIGURE
from report_builder.word.merging.tokens import Token
from report_builder.word.revisions.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    RPR,
    SDT,
    SDT_CONTENT,
    R,
    T,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHOLE = frozenset({"figure", "field", "atom", "bare"})
_SIGNS = {"\t": f"{W}tab", "\n": f"{W}br", "\u2011": f"{W}noBreakHyphen"}


def replace(
    paragraph: Element, tokens: Sequence[Token], place: tuple[int, int], words: Sequence[Token]
) -> None:
    """Replace tokens of a paragraph by others; those after `place` are not known any more."""
    start, end = place
    form = _form(tokens, start, end)
    new = made(paragraph, words, form)
    if start == end:
        insert(paragraph, tokens, start, new)
        return
    gone = [node for at in range(end - 1, start - 1, -1) for node in _alone(tokens[at])]
    first = gone[-1]
    for node in new:
        first.addprevious(node)
    for node in gone:
        take_out(node)


def insert(paragraph: Element, tokens: Sequence[Token], at: int, nodes: Sequence[Element]) -> None:
    """Put nodes in before a token, or after the last one."""
    if at:
        place = _end_of(tokens[at - 1])
        for node in reversed(nodes):
            place.addnext(node)
    elif tokens:
        place = _start_of(tokens[0])
        for node in nodes:
            place.addprevious(node)
    else:
        paragraph.extend(nodes)


def made(paragraph: Element, words: Sequence[Token], form: Element | None) -> list[Element]:
    """Return elements for tokens of another file, in a form of this one."""
    found: list[Element] = []
    waiting: list[str] = []
    for token in words:
        if token.kind == "word":
            waiting.append(token.text)
            continue
        found += run_of(paragraph, "".join(waiting), form)
        waiting.clear()
        if token.kind in {"figure", "field"}:
            found += _copied(token, form)
    return [*found, *run_of(paragraph, "".join(waiting), form)]


def run_of(near: Element, text: str, form: Element | None) -> list[Element]:
    """Return a run with a text, none for no text."""
    if not text:
        return []
    run = near.makeelement(R)
    if form is not None:
        run.append(deepcopy(form))
    plain = ""
    for letter in text:
        if letter in _SIGNS:
            _write(run, plain)
            run.append(run.makeelement(_SIGNS[letter]))
            plain = ""
        else:
            plain += letter
    _write(run, plain)
    return [run]


def set_number(token: Token, text: str) -> None:
    """Let a live number say something else, in the form that it has."""
    texts = [t for node, _, _ in token.pieces for t in node.iter(T)]
    texts[0].text = text
    for other in texts[1:]:
        other.text = ""


def form_near(tokens: Sequence[Token], at: int) -> Element | None:
    """Return the form of the words around a place."""
    return _form(tokens, at, at)


def _form(tokens: Sequence[Token], start: int, end: int) -> Element | None:
    places = [*range(start, end), start - 1, end]
    for at in places:
        if 0 <= at < len(tokens) and tokens[at].pieces:
            run = _run(tokens[at].pieces[0][0])
            if run is not None:
                return _plain(run.find(RPR))
    return None


def _plain(form: Element | None) -> Element | None:
    """A form without what was noted of its own history."""
    if form is None:
        return None
    copied = deepcopy(form)
    for child in list(copied):
        if str(child.tag).endswith("Change") or child.tag in {f"{W}ins", f"{W}del"}:
            copied.remove(child)
    return copied


def _run(element: Element) -> Element | None:
    if element.tag == R:
        return element
    parent = element.getparent()
    if parent is not None and parent.tag == R:
        return parent
    found: Element | None = next(element.iter(R), None)
    return found


def _copied(token: Token, form: Element | None) -> list[Element]:
    """A live number or field of another file, with its bookmark."""
    nodes = [deepcopy(node) for node, _, _ in token.pieces]
    for node in nodes:
        for run in node.iter(R):
            old = run.find(RPR)
            if old is not None:
                run.remove(old)
            if form is not None:
                run.insert(0, deepcopy(form))
        node.tail = None
    if token.kind != "figure":
        return nodes
    start = nodes[0].makeelement(BOOKMARK_START)
    start.set(f"{W}id", "0")
    start.set(f"{W}name", FIGURE + token.use[len(FIGURE) :])
    before = token.pieces[0][0].getprevious()
    if before is not None and before.tag == BOOKMARK_START:
        start.set(f"{W}name", value(before, "name"))
    end = start.makeelement(BOOKMARK_END)
    end.set(f"{W}id", "0")
    return [start, *nodes, end]


def _alone(token: Token) -> list[Element]:
    """The elements that hold a token and nothing else, the last one first."""
    if token.kind in _WHOLE:
        nodes = [node for node, _, _ in reversed(token.pieces)]
        return [_holder(node) for node in nodes]
    found: list[Element] = []
    for text, start, end in reversed(token.pieces):
        _split(text, end)
        found.append(_split(text, start))
    return found


def _parent(node: Element) -> Element:
    """What holds an element of a text: there always is something.

    Raises:
        ValueError: the element stands alone.
    """
    parent = node.getparent()
    if parent is None:
        raise ValueError("an element of a text stands alone")
    return parent


def _holder(node: Element) -> Element:
    """An element of a paragraph: a run that holds one drawing goes with it."""
    parent = node.getparent()
    if parent is not None and parent.tag == R:
        return _split(node, 0)
    return node


def _split(child: Element, at: int) -> Element:
    """Cut a run before the letter `at` of one of its children; return what comes after.

    What comes before keeps the run and its elements.
    """
    run = _parent(child)
    length = len(child.text or "") if child.tag == T else 1
    content = [c for c in run if c.tag != RPR]
    if at <= 0 and content[0] is child:
        return run
    later = content[content.index(child) + (1 if at > 0 else 0) :]
    new = run.makeelement(R)
    for name, said in run.items():
        new.set(name, said)
    form = run.find(RPR)
    if form is not None:
        new.append(deepcopy(form))
    if 0 < at < length:
        _write(new, (child.text or "")[at:])
        child.text = (child.text or "")[:at]
        child.set(_SPACE, "preserve")
    elif not later:
        return new  # nothing comes after: an empty run in nobody's place
    new.extend(later)
    run.addnext(new)
    return new


def _end_of(token: Token) -> Element:
    """The last element of a token, what follows it cut off."""
    node, _, end = token.pieces[-1]
    if token.kind in _WHOLE:
        held = _holder(node) if _parent(node).tag == R else node
        after = held.getnext()
        if held.tag == SDT and after is not None and after.tag == BOOKMARK_END:
            return after
        return held
    run = _parent(node)
    _split(node, end)
    return run


def _start_of(token: Token) -> Element:
    node, start, _ = token.pieces[0]
    if token.kind in _WHOLE:
        held = _parent(node) if _parent(node).tag == R else node
        before = held.getprevious()
        if before is not None and before.tag == BOOKMARK_START and token.use:
            return before
        return held
    return _split(node, start)


def _write(run: Element, text: str) -> None:
    if text:
        made_text = run.makeelement(T)
        made_text.set(_SPACE, "preserve")
        made_text.text = text
        run.append(made_text)


def unwrap(control: Element) -> None:
    """Leave what is in a live number's control as plain words, its bookmark gone."""
    for content in control.iterchildren(SDT_CONTENT):
        for child in list(content):
            control.addprevious(child)
    take_out(control)


def take_out(node: Element) -> None:
    """Take an element out, and the bookmark of a live number with it."""
    parent = node.getparent()
    if parent is None:
        return
    before, after = node.getprevious(), node.getnext()
    if (
        node.tag == SDT
        and before is not None
        and after is not None
        and before.tag == BOOKMARK_START
        and after.tag == BOOKMARK_END
        and value(before, "id") == value(after, "id")
    ):
        parent.remove(before)
        parent.remove(after)
    parent.remove(node)


def joined(paragraph: Element) -> None:
    """Make one run of neighbours that only differ in their words, as they were before."""
    for run in list(paragraph.iter(R)):
        before = run.getprevious()
        if before is None or before.tag != R or not (_only_text(before) and _only_text(run)):
            continue
        if before.items() != run.items() or _written(before) != _written(run):
            continue
        texts = [t for t in before if t.tag == T]
        texts[-1].text = (texts[-1].text or "") + "".join(t.text or "" for t in run if t.tag == T)
        texts[-1].set(_SPACE, "preserve")
        _parent(run).remove(run)


def _only_text(run: Element) -> bool:
    content = [c for c in run if c.tag != RPR]
    return bool(content) and all(c.tag == T for c in content)


def _written(run: Element) -> bytes:
    form = run.find(RPR)
    return b"" if form is None else etree.tostring(form, with_tail=False)
